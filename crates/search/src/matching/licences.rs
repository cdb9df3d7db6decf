//! Licences and certificates that work may ask for: which ones a posting requires and which ones a person holds.
//!
//! Rule: a closed list of at most 64, so that a set of them is one number. A posting requires one only where it does not
//! say that it is merely welcome (优先, preferred); what can be had within days (健康证) weighs little.

mod table;

use serde::Serialize;
use std::collections::HashSet;
use std::sync::LazyLock;
use table::TABLE;

/// A licence or certificate.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Licence {
    /// The code in the API: `forklift`.
    pub code: &'static str,
    /// Its name in Chinese.
    pub zh: &'static str,
    /// Its name in English.
    pub en: &'static str,
    /// How it is written in postings and profiles, folded.
    #[serde(skip)]
    words: &'static [&'static str],
    /// Whether somebody without it can have it within days or weeks.
    #[serde(skip)]
    easy: bool,
}

/// Driving licences come first, in this order; they are recognised by class and context, not by words.
const DRIVING: usize = 6;

/// What is said around a licence that is only welcome.
const WELCOME: [&str; 12] = [
    "优先",
    "者佳",
    "更佳",
    "加分",
    "更好",
    "preferred",
    "a plus",
    "an advantage",
    "nice to have",
    "welcome",
    "均可",
    "可考",
];
/// What is said before one that is not needed.
const NOT_NEEDED: [&str; 9] = ["无需", "不需", "不要求", "无须", "不用", "没有", "考取", "no need", "不限"];
/// What tells that the class of a driving licence is meant, and not the level of a language or a kind of trade.
const DRIVING_CONTEXT: [&str; 8] = ["驾", "本", "照", "司机", "开车", "licen", "driv", "证"];

/// A set of licences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Licences(u64);

impl Licences {
    /// Adds one by its place in the table.
    fn add(&mut self, place: usize) {
        self.0 |= 1 << place;
    }

    /// Whether none is in it.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those that are not in `held`.
    pub(crate) fn without(self, held: Self) -> Self {
        Self(self.0 & !held.0)
    }

    /// Whether all of them can be had within days or weeks.
    pub(crate) fn all_easy(self) -> bool {
        self.0 & !easy().0 == 0
    }

    /// The licences, in the order of the table.
    pub(crate) fn list(self) -> Vec<&'static Licence> {
        TABLE.iter().enumerate().filter(|(place, _)| self.0 >> place & 1 == 1).map(|(_, licence)| licence).collect()
    }
}

fn easy() -> Licences {
    static SET: LazyLock<Licences> = LazyLock::new(|| {
        let mut set = Licences::default();
        TABLE.iter().enumerate().filter(|(_, licence)| licence.easy).for_each(|(place, _)| set.add(place));
        set
    });
    *SET
}

/// The licences that the text of a posting requires.
pub(crate) fn required(text: &str) -> Licences {
    let text = folded(text);
    let mut set = Licences::default();
    find(&text, &mut |place, from, to| {
        if !is_optional(&text, from, to) {
            set.add(place);
        }
    });
    set
}

/// The licences that tags and text of a person tell of, with those that they include.
pub(crate) fn held<'a>(texts: impl Iterator<Item = &'a str>) -> Licences {
    let mut set = Licences::default();
    for text in texts {
        let text = folded(text);
        // A tag that is a class alone needs no context.
        if let Some(place) = class(text.trim()) {
            set.add(place);
        }
        if matches!(text.trim(), "驾照" | "驾驶证" | "驾本" | "driving licence" | "driver's license") {
            set.add(0);
        }
        find(&text, &mut |place, from, _| {
            if !before(&text, from, 4).contains('无') && !before(&text, from, 4).contains('没') {
                set.add(place);
            }
        });
    }
    include(set)
}

/// Adds what a licence includes: who may drive an A2 may drive a C1; a CPA needs no junior certificate.
fn include(mut set: Licences) -> Licences {
    let place = |code: &str| TABLE.iter().position(|licence| licence.code == code);
    for (code, includes) in [
        ("driving_a1", &["driving_b1", "driving_b2", "driving_c1"][..]),
        ("driving_a2", &["driving_b1", "driving_b2", "driving_c1"]),
        ("driving_b1", &["driving_c1"]),
        ("driving_b2", &["driving_c1"]),
        ("cpa", &["accountant", "junior_accountant"]),
        ("accountant", &["junior_accountant"]),
        ("builder_1", &["builder_2"]),
        ("maternity", &["infant_care"]),
    ] {
        if place(code).is_some_and(|place| set.0 >> place & 1 == 1) {
            includes.iter().filter_map(|code| place(code)).for_each(|place| set.add(place));
        }
    }
    set
}

fn folded(text: &str) -> String {
    magpie_concepts::fold(text)
}

static FIRST: LazyLock<HashSet<char>> =
    LazyLock::new(|| TABLE.iter().flat_map(|licence| licence.words).filter_map(|word| word.chars().next()).collect());

/// Tells every licence in a folded text, with where it stands.
fn find(text: &str, found: &mut dyn FnMut(usize, usize, usize)) {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        if matches!(c, 'a' | 'b' | 'c') && !before.is_ascii_alphanumeric() {
            let end = rest.char_indices().nth(2).map_or(rest.len(), |(end, _)| end);
            let followed = rest[end..].chars().next().is_some_and(|c| c.is_ascii_alphanumeric());
            if let Some(place) = class(&rest[..end])
                && !followed
                && is_driving(text, at, at + end)
            {
                found(place, at, at + end);
            }
        }
        if c == '驾' && ["驾照", "驾驶证", "驾本"].iter().any(|word| rest.starts_with(word)) {
            // A licence without its class is one for cars, unless a class stands beside it.
            let near = self::before(text, at, 6);
            let classed = near
                .char_indices()
                .any(|(place, _)| near.get(place..place + 2).is_some_and(|two| class(two).is_some()));
            if !classed && !near.ends_with("摩托车") && !near.ends_with("叉车") && !near.ends_with("网约车") {
                found(0, at, at + "驾照".len());
            }
        }
        if c == 'd' && !before.is_ascii_alphanumeric() {
            for word in ["driving licen", "driver's licen", "driver licen"] {
                if rest.starts_with(word) {
                    found(0, at, at + word.len());
                }
            }
        }
        if FIRST.contains(&c) && !(c.is_ascii_alphanumeric() && before.is_ascii_alphanumeric()) {
            for (place, licence) in TABLE.iter().enumerate().skip(DRIVING - 1) {
                for word in licence.words {
                    if rest.starts_with(word) {
                        found(place, at, at + word.len());
                    }
                }
            }
        }
        before = c;
    }
}

/// The place in the table of a class of driving licence.
fn class(text: &str) -> Option<usize> {
    match text {
        "c1" | "c2" => Some(0),
        "b2" => Some(1),
        "b1" => Some(2),
        "a2" => Some(3),
        "a1" | "a3" => Some(4),
        _ => None,
    }
}

fn is_driving(text: &str, from: usize, to: usize) -> bool {
    let near = [before(text, from, 6), after(text, to, 12)];
    near.iter().any(|near| {
        let near = near.replace("本科", "");
        DRIVING_CONTEXT.iter().any(|word| near.contains(word))
    })
}

fn is_optional(text: &str, from: usize, to: usize) -> bool {
    let behind = clause(after(text, to, 14));
    let front = before(text, from, 8);
    let front = front.rsplit(['。', '.', ';', '；', '，', ',', '\n']).next().unwrap_or(front);
    WELCOME.iter().any(|word| behind.contains(word)) || NOT_NEEDED.iter().any(|word| front.contains(word))
}

/// The text up to the end of its clause.
fn clause(text: &str) -> &str {
    text.split(['。', ';', '；', '，', ',', '\n']).next().unwrap_or(text)
}

fn before(text: &str, at: usize, chars: usize) -> &str {
    let start = text[..at].char_indices().rev().nth(chars.saturating_sub(1)).map_or(0, |(start, _)| start);
    &text[start..at]
}

/// What follows within so many Chinese characters; of Latin letters twice as many.
fn after(text: &str, at: usize, chars: usize) -> &str {
    let mut width = 0;
    let end = text[at..].char_indices().find(|(_, c)| {
        width += if c.is_ascii() { 1 } else { 2 };
        width > chars * 2
    });
    &text[at..end.map_or(text.len(), |(end, _)| at + end)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(set: Licences) -> Vec<&'static str> {
        set.list().iter().map(|licence| licence.code).collect()
    }

    #[test]
    fn postings_require_what_they_do_not_only_welcome() {
        for (text, expected) in [
            ("持有效叉车证，能上夜班", vec!["forklift"]),
            ("有叉车证优先", vec![]),
            ("需要B2及以上驾照，有货运从业资格证", vec!["driving_b2", "freight"]),
            ("会开车，有驾照", vec!["driving_c1"]),
            ("有低压电工证、制冷证者优先", vec![]),
            ("必须持护士执业证书", vec!["nurse"]),
            ("英语B2以上水平", vec![]),
            ("B2B 销售，C2C 平台运营", vec![]),
            ("无需健康证，公司统一办理", vec![]),
            ("Valid forklift licence required", vec!["forklift"]),
            ("Driving licence C1 is a plus", vec![]),
        ] {
            assert_eq!(codes(required(text)), expected, "{text}");
        }
    }

    #[test]
    fn people_hold_what_includes_less() {
        let of = |tags: &[&str]| codes(held(tags.iter().copied()));
        assert_eq!(of(&["A2"]), ["driving_c1", "driving_b2", "driving_b1", "driving_a2"]);
        assert_eq!(of(&["叉车证（N1）"]), ["forklift"]);
        assert_eq!(of(&["C1驾照", "健康证"]), ["driving_c1", "health"]);
        assert_eq!(of(&["CPA"]), ["junior_accountant", "accountant", "cpa"]);
        assert_eq!(of(&["驾照"]), ["driving_c1"]);
    }

    #[test]
    fn codes_are_unique_and_fit_a_number() {
        let codes: HashSet<&str> = TABLE.iter().map(|licence| licence.code).collect();
        assert_eq!(codes.len(), TABLE.len());
        assert!(TABLE.len() <= 64);
    }
}
