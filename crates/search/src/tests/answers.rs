//! Order, paging, facets, suggestions and corrections.

use super::{Fixture, NOW, described, drawn, posting, query, titled};
use crate::{Filters, PostingDoc, Query, Sort};
use magpie_terms::{Education, Occupation, Pay, PayPeriod, PayRange};
use proptest::prelude::*;

#[test]
fn title_goes_over_skills_over_body() {
    let fixture = Fixture::of([
        described(1, &"护理 ".repeat(30)),
        PostingDoc { skills: vec!["护理".to_owned()], ..posting(2) },
        titled(3, "护理主管"),
        titled(4, "护理"),
    ]);
    assert_eq!(fixture.find("护理"), [4, 3, 2, 1]);
}

#[test]
fn a_word_goes_over_a_chance_row_of_characters() {
    let fixture = Fixture::of([described(1, "熟悉社会计划"), described(2, "熟悉会计")]);
    assert_eq!(fixture.find("会计"), [2, 1]);
}

#[test]
fn of_equal_matches_the_newer_comes_first() {
    let old = PostingDoc { posted_at: NOW.plus_days(-60), ..titled(1, "焊工") };
    let fixture = Fixture::of([old, titled(2, "焊工"), titled(3, "焊工")]);
    assert_eq!(fixture.find("焊工"), [2, 3, 1]);
}

#[test]
fn pay_orders_and_negotiable_comes_last() {
    let paid = |number, yuan: i64| PostingDoc {
        pay: Pay::Range(PayRange::new(yuan * 100, yuan * 100, PayPeriod::Month, 12).unwrap()),
        ..titled(number, "司机")
    };
    let fixture = Fixture::of([paid(1, 5000), titled(2, "司机"), paid(3, 9000)]);
    for text in ["司机", ""] {
        assert_eq!(fixture.ask(&Query { sort: Sort::PayHigh, ..query(text) }), [3, 1, 2]);
    }
}

#[test]
fn when_nothing_has_all_words_some_are_enough() {
    let fixture = Fixture::of([titled(1, "电工"), titled(2, "焊工"), titled(3, "电工 焊工")]);
    let answer = fixture.index.search(&query("电工 瓦工"), NOW).unwrap();
    assert!(answer.relaxed);
    assert_eq!(answer.total, 2);
    let answer = fixture.index.search(&query("电工 焊工"), NOW).unwrap();
    assert!(!answer.relaxed);
    assert_eq!(answer.total, 1);
}

#[test]
fn facets_ignore_their_own_choice() {
    let bachelor = |number| PostingDoc { education: Education::Bachelor, ..titled(number, "会计") };
    let fixture = Fixture::of([titled(1, "会计"), bachelor(2), bachelor(3)]);
    let filters =
        Filters { education: Some(Education::None), district: vec!["310000".to_owned()], ..Filters::default() };
    let answer = fixture.index.search(&Query { filters, ..query("会计") }, NOW).unwrap();
    assert_eq!((answer.total, answer.total_without_filters), (0, 3));
    let beijing = answer.facets.district.iter().find(|count| count.value == "110000").unwrap();
    assert_eq!(beijing.count, 1);
    assert!(answer.facets.education.iter().all(|count| count.count == 0));
    let filters = Filters { education: Some(Education::None), ..Filters::default() };
    let answer = fixture.index.search(&Query { filters, ..query("会计") }, NOW).unwrap();
    assert_eq!(answer.total, 1);
    let open_to = |code| answer.facets.education.iter().find(|count| count.value == code).unwrap().count;
    assert_eq!((open_to("none"), open_to("associate"), open_to("bachelor")), (1, 1, 3));
}

#[test]
fn typing_ahead_offers_what_is_open() {
    let closed = PostingDoc { expires_at: NOW, ..titled(4, "养老院院长") };
    let nurse = PostingDoc {
        occupation: Occupation::by_code("4-10-01-05").or(Some(&Occupation::all()[100])),
        skills: vec!["护士资格证".to_owned()],
        ..titled(5, "护士")
    };
    let fixture = Fixture::of([titled(1, "养老护理员"), titled(2, "養老護理員"), titled(3, "养老顾问"), closed, nurse]);
    let offered = |typed: &str| -> Vec<String> {
        fixture.index.suggest(typed, 10, NOW).unwrap().into_iter().map(|suggestion| suggestion.text).collect()
    };
    assert_eq!(offered("养老").len(), 2);
    assert_eq!(offered("养老")[0], "养老护理员");
    assert_eq!(offered("護理"), ["养老护理员"]);
    assert_eq!(offered("护士"), ["护士", "护士资格证"]);
    assert!(offered("").is_empty() && offered("没有").is_empty());
    assert_eq!(fixture.index.suggest("养", 1, NOW).unwrap().len(), 1);
}

#[test]
fn typing_errors_are_corrected_to_what_finds_something() {
    let docs =
        (0..4).flat_map(|n| [titled(n, "会计主管"), titled(10 + n, "Software Engineer"), titled(20 + n, "养老护理员")]);
    let fixture = Fixture::of(docs);
    let meant = |text: &str| fixture.index.search(&query(text), NOW).unwrap().did_you_mean;
    assert_eq!(meant("会记").as_deref(), Some("会计"));
    assert_eq!(meant("sofware enginear").as_deref(), Some("software engineer"));
    assert_eq!(meant("养老护里员").as_deref(), Some("养老护理员"));
    assert_eq!(meant("会计"), None);
    assert_eq!(meant("zzzzzzzz"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn pages_together_are_the_whole_list(
        draws in prop::collection::vec(any::<[u8; 12]>(), 0..150),
        per_page in 1_u32..40,
        newest in any::<bool>(),
        diversify in any::<bool>(),
        word in any::<bool>(),
    ) {
        let fixture = Fixture::of((0_u32..).zip(&draws).map(|(number, draw)| drawn(number, draw)));
        let base = Query {
            text: if word { "护理".to_owned() } else { String::new() },
            sort: if newest { Sort::Newest } else { Sort::Relevance },
            per_page,
            diversify,
            ..Query::default()
        };
        let mut all: Vec<u32> = Vec::new();
        let mut total = 0;
        for page in 1.. {
            let answer = fixture.index.search(&Query { page, ..base.clone() }, NOW).unwrap();
            total = answer.total;
            if answer.hits.is_empty() {
                break;
            }
            all.extend(answer.hits.iter().map(|hit| super::number(hit.id)));
        }
        let mut once = all.clone();
        once.sort_unstable();
        once.dedup();
        prop_assert_eq!(once.len(), all.len());
        prop_assert_eq!(all.len() as u64, total);
    }
}
