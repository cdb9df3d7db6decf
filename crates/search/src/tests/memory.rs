//! An index in memory of some postings finds of them what the whole index finds.

use super::{Fixture, NOW, drawn, number, posting, query, titled};
use crate::{Filters, Index, PostingDoc, Query, Sort};
use magpie_terms::{Education, EmploymentType};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn numbers(ids: Vec<[u8; 16]>) -> Vec<u32> {
    ids.into_iter().map(number).collect()
}

#[test]
fn nothing_in_memory_finds_nothing() {
    let index = Index::in_memory(Vec::new()).unwrap();
    for text in ["", "护理", "\"护理\" -员"] {
        assert!(index.found(&query(text), NOW).unwrap().is_empty());
    }
}

#[test]
fn only_what_has_all_words_and_stands_still_is_found() {
    let expired = PostingDoc { expires_at: NOW, ..titled(4, "电工 焊工") };
    let index = Index::in_memory(vec![titled(1, "电工"), titled(2, "焊工"), titled(3, "电工 焊工"), expired]).unwrap();
    let found = |text: &str| numbers(index.found(&query(text), NOW).unwrap());
    assert_eq!(found("电工 焊工"), [3]);
    assert_eq!(found("电工 瓦工"), [0_u32; 0], "nothing is offered instead");
    assert_eq!(found("").len(), 3);
}

#[test]
fn there_is_no_end_to_what_is_found() {
    let index = Index::in_memory((0..1_500).map(posting).collect()).unwrap();
    assert_eq!(index.found(&query(""), NOW).unwrap().len(), 1_500);
    assert_eq!(index.found(&query("岗"), NOW).unwrap().len(), 1_500);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn of_some_postings_it_finds_what_the_whole_finds(
        draws in prop::collection::vec(any::<[u8; 12]>(), 1..120),
        from in 0_usize..120,
        word in prop::sample::select(vec!["", "护理", "护理员", "司机 -夜班", "\"护理\"", "会计 主管", "护里"]),
        pay_min in prop::option::of(3_000_i64..12_000),
        places in prop::sample::select(vec![vec![], vec!["110108"], vec!["110000", "310000"]]),
        bachelor in any::<bool>(),
        part_time in any::<bool>(),
        newest in any::<bool>(),
    ) {
        let docs: Vec<PostingDoc> = (0_u32..).zip(&draws).map(|(number, draw)| drawn(number, draw)).collect();
        let new: Vec<PostingDoc> = docs.iter().skip(from).cloned().collect();
        let of_new: BTreeSet<u32> = new.iter().map(|doc| number(doc.id)).collect();
        let whole = Fixture::of(docs);
        let asked = Query {
            filters: Filters {
                pay_min,
                district: places.into_iter().map(str::to_owned).collect(),
                education: bachelor.then_some(Education::Bachelor),
                employment_type: if part_time { vec![EmploymentType::PartTime] } else { Vec::new() },
                ..Filters::default()
            },
            sort: if newest { Sort::Newest } else { Sort::Relevance },
            per_page: 100,
            ..query(word)
        };
        let mut searched = BTreeSet::new();
        for page in 1.. {
            let answer = whole.index.search(&Query { page, ..asked.clone() }, NOW).unwrap();
            if answer.relaxed || answer.hits.is_empty() {
                break;
            }
            searched.extend(answer.hits.iter().map(|hit| number(hit.id)));
        }
        let found = numbers(Index::in_memory(new).unwrap().found(&asked, NOW).unwrap());
        let once: BTreeSet<u32> = found.iter().copied().collect();
        prop_assert_eq!(once.len(), found.len());
        prop_assert_eq!(once, searched.intersection(&of_new).copied().collect());
        if newest {
            let all = numbers(whole.index.found(&asked, NOW).unwrap());
            prop_assert_eq!(found, all.into_iter().filter(|one| of_new.contains(one)).collect::<Vec<_>>());
        }
    }
}
