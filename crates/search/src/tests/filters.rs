//! Filters against a brute-force look at every posting.

use super::{Fixture, NOW, drawn, id, number};
use crate::{Filters, Negotiable, PostingDoc, Query, Sort};
use magpie_terms::{Education, EmploymentType, Moment, Shift};
use proptest::prelude::*;

/// The filters as the brief words them, on the posting itself.
fn satisfies(doc: &PostingDoc, filters: &Filters) -> bool {
    let district = filters.district.is_empty()
        || doc.district.lineage().iter().any(|above| filters.district.iter().any(|code| code == above.code));
    let occupation = filters.occupation.is_empty()
        || doc.occupation.is_some_and(|occupation| {
            occupation.lineage().iter().any(|above| filters.occupation.iter().any(|code| code == above.code))
        });
    let pay = match doc.pay.monthly_yuan() {
        None => filters.negotiable != Negotiable::Exclude,
        Some((min, max)) => {
            filters.negotiable != Negotiable::Only
                && filters.pay_min.is_none_or(|wanted| max >= wanted)
                && filters.pay_max.is_none_or(|wanted| min <= wanted)
        }
    };
    doc.expires_at > NOW
        && district
        && occupation
        && pay
        && filters.education.is_none_or(|own| doc.education.rank() <= own.rank())
        && filters.experience.is_none_or(|own| doc.experience.min_years <= own)
        && (!filters.graduates || doc.experience.graduates)
        && (filters.employment_type.is_empty() || filters.employment_type.contains(&doc.employment_type))
        && (filters.shift.is_empty() || doc.shift.is_some_and(|shift| filters.shift.contains(&shift)))
        && filters.employer.is_none_or(|employer| employer == doc.employer_id)
        && filters.posted_since.is_none_or(|since| doc.posted_at >= since)
}

fn filters() -> impl Strategy<Value = Filters> {
    let codes = |codes: &'static [&'static str]| prop::collection::vec(prop::sample::select(codes), 0..3);
    let some = |range| prop::option::weighted(0.3, range);
    let first = (
        codes(&["110000", "110108", "130000", "130100", "310115", "999999", ""]),
        codes(&["1-00-00-00", "2-00-00-00", "4-00-00-00", "6-00-00-00", "2-02-10-03", "x"]),
        some(1_500_i64..20_000),
        some(1_500_i64..20_000),
        prop::sample::select(&[Negotiable::Include, Negotiable::Include, Negotiable::Exclude, Negotiable::Only][..]),
        prop::option::weighted(0.3, prop::sample::select(Education::ALL)),
    );
    let second = (
        prop::option::weighted(0.3, 0_u8..12),
        prop::bool::weighted(0.2),
        prop::collection::vec(prop::sample::select(EmploymentType::ALL), 0..2),
        prop::collection::vec(prop::sample::select(Shift::ALL), 0..2),
        prop::option::weighted(0.2, 500_u32..504),
        prop::option::weighted(0.2, 0_i64..6),
    );
    (first, second).prop_map(|(first, second)| Filters {
        district: first.0.into_iter().map(str::to_owned).collect(),
        occupation: first.1.into_iter().map(str::to_owned).collect(),
        pay_min: first.2,
        pay_max: first.3,
        negotiable: first.4,
        education: first.5,
        experience: second.0,
        graduates: second.1,
        employment_type: second.2,
        shift: second.3,
        employer: second.4.map(id),
        posted_since: second.5.map(|days| NOW.plus_days(-days)),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn hits_are_exactly_those_that_satisfy(
        draws in prop::collection::vec(any::<[u8; 12]>(), 1..90),
        tried in prop::collection::vec((filters(), any::<bool>(), any::<bool>()), 12),
    ) {
        let docs: Vec<PostingDoc> = (0_u32..).zip(&draws).map(|(number, draw)| drawn(number, draw)).collect();
        let fixture = Fixture::of(docs.clone());
        for (filters, newest, word) in tried {
            let text = if word { "护理" } else { "" };
            let sort = if newest { Sort::Newest } else { Sort::Relevance };
            let query = Query { text: text.to_owned(), filters, sort, per_page: 100, diversify: false, ..Query::default() };
            let has_word = |doc: &&PostingDoc| text.is_empty() || doc.title == text || doc.description == text;
            let expected: Vec<&PostingDoc> =
                docs.iter().filter(has_word).filter(|doc| satisfies(doc, &query.filters)).collect();
            let answer = fixture.index.search(&query, NOW).unwrap();
            let found: Vec<u32> = answer.hits.iter().map(|hit| number(hit.id)).collect();
            let mut sorted = found.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, expected.iter().map(|doc| number(doc.id)).collect::<Vec<_>>());
            prop_assert_eq!(answer.total, found.len() as u64);
            if newest {
                let times: Vec<Moment> = found.iter().map(|number| docs[*number as usize].posted_at).collect();
                prop_assert!(times.is_sorted_by(|left, right| left >= right));
            }
            // The employment types, counted by hand without their own filter.
            let others = Filters { employment_type: Vec::new(), ..query.filters.clone() };
            for kind in EmploymentType::ALL {
                let by_hand = docs.iter().filter(has_word)
                    .filter(|doc| satisfies(doc, &others) && doc.employment_type == *kind).count() as u64;
                let counted = answer.facets.employment_type.iter().find(|count| count.value == kind.code());
                prop_assert_eq!(counted.map_or(0, |count| count.count), by_hand);
            }
        }
    }
}

#[test]
fn an_expired_posting_disappears_without_any_indexing() {
    let fixture = Fixture::of([PostingDoc { expires_at: NOW.plus_seconds(10), ..super::titled(1, "保洁") }]);
    let total = |now| fixture.index.search(&super::query("保洁"), now).unwrap().total;
    assert_eq!((total(NOW.plus_seconds(9)), total(NOW.plus_seconds(10))), (1, 0));
    assert_eq!(fixture.index.len(), 1);
}
