//! What the query language finds, and that no text does any harm.

use super::{Fixture, NOW, described, query, titled};
use crate::{highlight, highlight_all, parse};
use proptest::prelude::*;
use std::sync::LazyLock;

static SOME: LazyLock<Fixture> = LazyLock::new(|| {
    Fixture::of([
        titled(1, "养老护理员"),
        titled(2, "软件工程师"),
        described(3, "提供五险一金，包吃包住"),
        described(4, "缴纳五险，另有一金"),
        described(5, "machine learning engineers wanted"),
        described(6, "learning about a machine"),
        described(7, "會計與出納，熟悉ＥＸＣＥＬ"),
        titled(8, "C++ 开发"),
        titled(9, "C# 开发"),
        titled(10, "Node.js .NET"),
        described(11, "a b x b c"),
        described(12, "软件开发；工程师优先"),
    ])
});

#[test]
fn words_are_found_wherever_they_stand() {
    assert_eq!(SOME.find("护理"), [1]);
    assert_eq!(SOME.find("老护"), [1]);
    assert_eq!(SOME.find("理"), [1]);
    assert_eq!(SOME.find("软件工程师"), [2, 12]);
    assert_eq!(SOME.find("engineer learning"), [5]);
    assert_eq!(SOME.find("会计 excel"), [7]);
    assert_eq!(SOME.find("ＣＰＰ"), Vec::<u32>::new());
}

#[test]
fn words_of_programmers_are_told_apart() {
    assert_eq!(SOME.find("c++"), [8]);
    assert_eq!(SOME.find("C#"), [9]);
    assert_eq!(SOME.find("node"), [10]);
    assert_eq!(SOME.find("nodejs .net"), [10]);
}

#[test]
fn phrases_stand_in_order() {
    assert_eq!(SOME.find("“五险一金”"), [3]);
    assert_eq!(SOME.find("\"machine learning\""), [5]);
    assert_eq!(SOME.find("\"b x b\""), [11]);
    let answer = SOME.index.search(&query("\"a b c\""), NOW).unwrap();
    assert!(answer.relaxed, "the words are there and the phrase is not");
}

#[test]
fn what_must_not_occur_does_not() {
    let without = SOME.find("-开发");
    assert!(!without.is_empty() && [8, 9, 12].iter().all(|number| !without.contains(number)));
    assert_eq!(SOME.find("开发 -软件 NOT c#"), [8]);
    assert_eq!(SOME.find("五险 -\"五险一金\""), [4]);
}

#[test]
fn words_without_meaning_may_be_missing() {
    assert_eq!(SOME.find("招聘会计"), [7]);
}

proptest! {
    #[test]
    fn no_text_does_any_harm(text in "(?s).{0,60}", page in any::<u32>(), per_page in any::<u32>()) {
        let asked = crate::Query { text: text.clone(), page, per_page, ..crate::Query::default() };
        prop_assert!(SOME.index.search(&asked, NOW).is_ok());
        prop_assert!(SOME.index.suggest(&text, 10, NOW).is_ok());
        let _ = highlight(&text, &parse(&text), 20);
        let _ = highlight_all(&text, &parse("护理 a"));
    }

    #[test]
    fn operators_do_no_harm(text in "[护理软件五险ab \"“”「-－NOT+#.c]{0,40}") {
        prop_assert!(SOME.index.search(&query(&text), NOW).is_ok());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn hits_hold_what_they_must_and_nothing_they_must_not(
        texts in prop::collection::vec("[护理养老员]{1,7}( [ab]{1,2}){0,2}", 1..40),
        wanted in "[护理养老员]{2}",
        unwanted in "[护理养老员]{1,3}",
        latin in "[ab]{1,2}",
        phrase in "[护理养老员]{3,4}",
    ) {
        let fixture = Fixture::of((0_u32..).zip(&texts).map(|(number, text)| described(number, text)));
        let expect = |query: &str, fits: &dyn Fn(&str) -> bool| -> Result<(), TestCaseError> {
            let answer = fixture.index.search(&super::query(query), NOW).unwrap();
            if answer.relaxed {
                return Ok(());
            }
            let mut found: Vec<u32> = answer.hits.iter().map(|hit| super::number(hit.id)).collect();
            found.sort_unstable();
            let by_hand: Vec<u32> =
                (0_u32..).zip(&texts).filter(|(_, text)| fits(text)).map(|(number, _)| number).collect();
            prop_assert_eq!(found, by_hand, "{}", query);
            Ok(())
        };
        let has_latin = |text: &str| text.split(' ').any(|word| word == latin);
        expect(&format!("\"{phrase}\""), &|text| text.contains(&phrase))?;
        expect(&format!("-{unwanted}"), &|text| !text.contains(&unwanted))?;
        expect(&format!("\"{wanted}\" -{unwanted}"), &|text| text.contains(&wanted) && !text.contains(&unwanted))?;
        expect(&format!("-{latin} \"{wanted}\""), &|text| text.contains(&wanted) && !has_latin(text))?;
    }
}
