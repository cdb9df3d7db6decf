//! The words of single cells: messy text in, a value or nothing out.
//!
//! Rule: every parser here takes any text whatever without panicking, and guesses nothing that the text does not say.

pub mod clean;
pub mod date;
pub mod education;
pub mod employer;
pub mod experience;
pub mod number;
pub mod pay;
pub mod place;
pub mod tags;
pub mod work;

pub use clean::{block, line};
pub use date::validity;
pub use education::education;
pub use experience::experience;
pub use pay::pay;
pub use place::{Place, place};
pub use tags::tags;
pub use work::{employment_type, headcount, shift};

#[cfg(test)]
mod properties {
    use super::*;
    use magpie_terms::Day;
    use proptest::prelude::*;

    /// Texts that are near to what cells hold, so that the parsers get past their first line.
    fn messy() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "1",
            "0.5",
            "99999999999999999999",
            "-",
            "~",
            "万",
            "k",
            "千",
            "元",
            "/",
            "月",
            "天",
            "年",
            "小时",
            "·",
            "薪",
            "*13",
            "面议",
            "以上",
            "以下",
            "本科",
            "统招",
            "及以上",
            "应届",
            "三",
            "十",
            "北京",
            "市",
            "海淀区",
            "朝阳",
            "(",
            ")",
            "<br>",
            "&nbsp;",
            "&#99999999;",
            "[u]",
            "，",
            "、",
            " ",
            "\n",
            "人",
            "若干",
            "公司",
            "'",
            "[",
            "]",
            "\u{202e}",
            "𠀀",
            "é",
        ]);
        prop_oneof![any::<String>(), prop::collection::vec(word, 0..12).prop_map(|words| words.concat())]
    }

    proptest! {
        #[test]
        fn no_text_makes_a_parser_panic(text in messy()) {
            let _ = pay(&text);
            let _ = education(&text);
            let _ = experience(&text);
            let _ = place(&text, None);
            let _ = place(&text, magpie_terms::Division::by_code("110000"));
            let _ = headcount(&text);
            let _ = employment_type(&text);
            let _ = shift(&text);
            let _ = tags(&text, 20, 20);
            let _ = validity(&text, Day::from_epoch_days(20_781));
            let _ = employer::name(&text);
            let _ = employer::size(&text);
            let _ = employer::industry(&text);
            let _ = line(&text);
        }

        #[test]
        fn what_is_read_is_valid(text in messy()) {
            if let Ok(magpie_terms::Pay::Range(range)) = pay(&text) {
                prop_assert!(range.min_fen > 0 && range.min_fen <= range.max_fen);
            }
            if let Some((found, _)) = headcount(&text) {
                prop_assert!((1..=9999).contains(&found));
            }
            if let Some(found) = experience(&text) {
                prop_assert!(found.min_years <= 40 && found.max_years.is_none_or(|max| max >= found.min_years));
            }
            let (kept, _) = tags(&text, 20, 20);
            prop_assert!(kept.len() <= 20 && kept.iter().all(|tag| tag.chars().count() <= 20));
        }

        #[test]
        fn cleaning_is_final(text in messy()) {
            let once = block(&text);
            prop_assert_eq!(&block(&once), &once);
            prop_assert!(!once.chars().any(|c| c.is_control() && c != '\n'));
        }
    }
}
