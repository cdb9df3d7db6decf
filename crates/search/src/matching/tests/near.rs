//! What stands beside the hits of a search.

use super::*;
use crate::matching::near::NEAR;
use crate::{Answer, Filters, Index, Negotiable, Query};
use magpie_terms::{Occupation, Shift};
use proptest::prelude::*;

/// Both indexes of the same postings.
fn both(docs: Vec<PostingDoc>) -> (Index, MatchIndex) {
    let matches = index(docs.iter().cloned().map(put).collect());
    (Index::in_memory(docs).unwrap(), matches)
}

fn numbers(found: impl IntoIterator<Item = [u8; 16]>) -> Vec<u64> {
    found.into_iter().map(|id| u64::try_from(u128::from_be_bytes(id)).unwrap()).collect()
}

/// Hits and what stands beside them.
fn ask_both((index, matches): &(Index, MatchIndex), query: &Query) -> (Answer, Vec<u64>, Vec<u64>) {
    let mut answer = index.search(query, NOW).unwrap();
    let near = matches.beside(query, &mut answer, NOW);
    let hits = numbers(answer.hits.iter().map(|hit| hit.id));
    (answer, hits, numbers(near.iter().map(|near| near.id)))
}

fn text(text: &str) -> Query {
    Query { text: text.to_owned(), ..Query::default() }
}

fn trades() -> Vec<PostingDoc> {
    let titles = ["软件工程师", "程序员", "Software Engineer", "会计", "保安", "小学老师", "养老护理员", "叉车司机"];
    (1..).zip(titles).map(|(number, title)| posting(number, title)).collect()
}

#[test]
fn other_names_of_the_same_work_meet() {
    let world = both(trades());
    for (asked, exact, others) in
        [("程序员", 2, [1, 3]), ("软件工程师", 1, [2, 3]), ("software engineer", 3, [1, 2]), ("码农", 0, [1, 2])]
    {
        let (answer, hits, near) = ask_both(&world, &text(asked));
        assert_eq!(hits, if exact == 0 { vec![] } else { vec![exact] }, "{asked}");
        assert_eq!(answer.total, hits.len() as u64, "{asked}");
        assert!(others.iter().all(|other| near.contains(other)), "{asked}: {near:?}");
        assert!(near.iter().all(|near| [1, 2, 3].contains(near) && !hits.contains(near)), "{asked}: {near:?}");
    }
}

#[test]
fn titles_are_found_by_their_readings() {
    let mut docs = trades();
    docs.push(posting(9, "喜鹊驯养员"));
    let world = both(docs);
    for (asked, found) in
        [("kuaiji", 4), ("baoan", 5), ("xiaoxue laoshi", 6), ("chengxuyuan", 2), ("Xique xunyangyuan", 9)]
    {
        let (_, hits, near) = ask_both(&world, &text(asked));
        assert_eq!((hits, near.first()), (vec![], Some(&found)), "{asked}");
        assert!(!world.1.read_as(asked).is_empty(), "{asked}");
    }
    assert_eq!(world.1.read_as("喜鹊"), Vec::<String>::new());
}

#[test]
fn a_name_of_work_is_not_misspelt() {
    let mut docs = vec![posting(1, "软件工程师")];
    docs.extend((2..9).map(|number| posting(number, "码垛")));
    let world = both(docs);
    let (answer, _, near) = ask_both(&world, &text("码农"));
    assert_eq!((answer.total, answer.did_you_mean.as_deref()), (0, Some("码垛")));
    assert_eq!(near, [1]);
    // What is misspelt is read as it was meant.
    let world = both((1..9).map(|number| posting(number, "会计")).collect());
    assert_eq!(ask_both(&world, &text("会记")).2.len(), 8);
}

#[test]
fn nearest_first_then_the_newest() {
    let mut docs = vec![posting(1, "程序员"), posting(2, "程序员"), posting(3, "软件工程师"), posting(4, "程序员")];
    docs[1].posted_at = NOW;
    docs[3].expires_at = NOW;
    let found = index(docs.into_iter().map(put).collect()).near_titles("程序员", &Filters::default(), 9, NOW);
    assert_eq!(numbers(found.iter().map(|near| near.id)), [2, 1, 3]);
    assert!(found[0].relation > 0.99 && found[2].relation < found[0].relation);
}

#[test]
fn nothing_stands_beside_what_asks_for_exactly_this() {
    let world = both(trades());
    let queries = [
        text("\"程序员\""),
        text("程序员 -夜班"),
        text(""),
        Query { sort: crate::Sort::Newest, ..text("程序员") },
        Query { page: 2, ..text("程序员") },
        Query { per_page: 1, ..text("程序员") },
    ];
    for query in queries {
        assert_eq!(ask_both(&world, &query).2, Vec::<u64>::new(), "{query:?}");
    }
}

#[test]
fn where_only_some_words_are_there_nothing_is_twice() {
    let mut docs = trades();
    docs[0].description = "远程办公。".into();
    let world = both(docs);
    let (answer, hits, near) = ask_both(&world, &text("程序员 远程"));
    assert!(answer.relaxed && answer.total > 0, "{answer:?}");
    assert!(near.contains(&1) && near.contains(&2), "{near:?}");
    assert!(hits.iter().all(|hit| !near.contains(hit)), "{hits:?} {near:?}");
}

#[test]
fn one_employer_does_not_fill_the_page() {
    let mut docs: Vec<PostingDoc> = (1..=30).map(|number| posting(number, "程序员")).collect();
    for doc in &mut docs[..25] {
        (doc.employer_id, doc.posted_at) = (id(77), NOW);
    }
    let (_, _, near) = ask_both(&both(docs), &text("码农"));
    assert!(near.len() == 20 && near[..8].iter().filter(|number| **number > 25).count() >= 2, "{near:?}");
}

/// The bar is what its reason says: of names drawn by chance about one pair in a hundred is as near.
#[test]
fn strangers_are_rarely_near() {
    let names: Vec<String> = magpie_concepts::training::meanings()
        .into_iter()
        .step_by(37)
        .filter_map(|meaning| meaning.names.into_iter().next())
        .collect();
    let mut bank = magpie_concepts::TitleBank::new();
    for name in &names {
        bank.insert(name);
    }
    let (mut near, mut all) = (0.0, 0.0);
    for name in names.iter().step_by(3) {
        let own = bank.find(name);
        let related = titles::of_title(&bank, name, &Weights::FULL);
        near += related.iter().filter(|(title, value)| Some(*title) != own && *value >= NEAR).count() as f64;
        all += (bank.len() - 1) as f64;
    }
    assert!((0.005..0.015).contains(&(near / all)), "{}", near / all);
}

fn filters() -> impl Strategy<Value = Filters> {
    let some = |of: &[&'static str]| prop::collection::vec(prop::sample::select(of.to_vec()), 0..2);
    (
        (some(&["110108", "110000", "130000"]), some(&["4-04-05-01", "2-02-10-03", "2"])),
        (prop::option::of(4_000_i64..9_000), prop::option::of(4_000_i64..9_000)),
        prop::sample::select(vec![Negotiable::Include, Negotiable::Exclude, Negotiable::Only]),
        (prop::option::of(prop::sample::select(Education::ALL.to_vec())), prop::option::of(0_u8..5), any::<bool>()),
        (
            prop::collection::vec(prop::sample::select(EmploymentType::ALL.to_vec()), 0..2),
            prop::collection::vec(prop::sample::select(Shift::ALL.to_vec()), 0..2),
            prop::option::of(0_u64..3),
            prop::option::of(0_i64..4),
        ),
    )
        .prop_map(|(places, pay, negotiable, person, rest)| Filters {
            district: places.0.into_iter().map(str::to_owned).collect(),
            occupation: places.1.into_iter().map(str::to_owned).collect(),
            pay_min: pay.0,
            pay_max: pay.1,
            negotiable,
            education: person.0,
            experience: person.1,
            graduates: person.2,
            employment_type: rest.0,
            shift: rest.1,
            employer: rest.2.map(|number| id(1_000_000 + number)),
            posted_since: rest.3.map(|days| NOW.plus_days(-days)),
        })
}

/// Postings of one title that differ in all that filters look at; the shift of some stands in their text alone.
fn differing() -> Vec<PostingDoc> {
    let at = |number: u64, of: u64| usize::try_from(number % of).unwrap();
    (0..200_u64)
        .map(|number| {
            let mut doc = posting(number + 1, "程序员");
            doc.employer_id = id(1_000_000 + number % 3);
            doc.district = Division::by_code(["110108", "110105", "130102"][at(number, 3)]).unwrap();
            doc.occupation =
                [None, Occupation::by_code("4-04-05-01"), Occupation::by_code("2-02-10-03")][at(number / 2, 3)];
            doc.education = Education::ALL[at(number, Education::ALL.len() as u64)];
            doc.experience = Experience {
                min_years: u8::try_from(number % 4).unwrap(),
                graduates: number % 4 == 0 && number % 8 == 0,
                ..Experience::default()
            };
            doc.employment_type = EmploymentType::ALL[at(number / 3, EmploymentType::ALL.len() as u64)];
            doc.shift = Shift::ALL.get(at(number / 2, 7)).copied();
            doc.description = if number % 2 == 0 { "需上夜班。".into() } else { "白班。".into() };
            doc.pay = if number % 5 == 0 {
                Pay::Negotiable
            } else {
                yuan(4_000 + 50 * i64::try_from(number).unwrap(), 15_000)
            };
            doc.posted_at = NOW.plus_days(-i64::try_from(number % 5).unwrap());
            doc
        })
        .collect()
}

#[test]
fn filters_are_those_of_the_search() {
    let (index, matches) = both(differing());
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(300));
    runner
        .run(&filters(), |filters| {
            let query = Query { filters, ..text("程序员") };
            let mut found = numbers(index.found(&query, NOW).unwrap());
            let near = matches.near_titles("程序员", &query.filters, 1_000, NOW);
            let mut near = numbers(near.into_iter().map(|near| near.id));
            found.sort_unstable();
            near.sort_unstable();
            prop_assert_eq!(found, near);
            Ok(())
        })
        .unwrap();
}
