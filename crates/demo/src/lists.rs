//! Words that every trade shares, read from `data/lists.txt`.
//!
//! Rule: a key that is missing gives an empty list and a test that fails, never a panic.

use crate::trade::Pair;
use magpie_terms::Shift;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The shared words.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    pub(crate) nicknames: Vec<Pair>,
    pub(crate) streets: Vec<Pair>,
    pub(crate) buildings: Vec<Pair>,
    pub(crate) benefits: Vec<Pair>,
    pub(crate) benefits_part: Vec<Pair>,
    pub(crate) name_first: Vec<&'static str>,
    pub(crate) name_second: Vec<&'static str>,
    pub(crate) contacts: Vec<&'static str>,
    pub(crate) refusals: Vec<&'static str>,
    pub(crate) firm_opening: Vec<&'static str>,
    pub(crate) firm_middle: Vec<&'static str>,
    pub(crate) firm_ending: Vec<&'static str>,
    pub(crate) zh: Phrases,
    pub(crate) en: Phrases,
}

/// What a description is framed with, in one language.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    pub(crate) openers: Vec<&'static str>,
    pub(crate) duties: Vec<&'static str>,
    pub(crate) wants: Vec<&'static str>,
    pub(crate) offers: Vec<&'static str>,
    pub(crate) closers: Vec<&'static str>,
    pub(crate) culture: Vec<&'static str>,
    shifts: HashMap<&'static str, Vec<&'static str>>,
}

impl Phrases {
    /// Sentences on when the work is done.
    pub(crate) fn shift(&self, shift: Shift) -> &[&'static str] {
        self.shifts.get(shift.code()).map(Vec::as_slice).unwrap_or_default()
    }
}

pub(crate) const TEXT: &str = include_str!("../data/lists.txt");

static LISTS: LazyLock<Lists> = LazyLock::new(|| read(TEXT));

pub(crate) fn lists() -> &'static Lists {
    &LISTS
}

/// Reads `key: word | word`; a key may stand on several lines.
pub(crate) fn by_key(text: &'static str) -> HashMap<&'static str, Vec<&'static str>> {
    let mut found: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, rest)) = line.split_once(": ") {
            let words = rest.split('|').map(str::trim).filter(|word| !word.is_empty());
            found.entry(key).or_default().extend(words);
        }
    }
    found
}

fn read(text: &'static str) -> Lists {
    let found = by_key(text);
    let words = |key: &str| found.get(key).cloned().unwrap_or_default();
    let pairs = |key: &str| words(key).into_iter().filter_map(Pair::read).collect();
    let phrases = |language: &str| Phrases {
        openers: words(&format!("{language} openers")),
        duties: words(&format!("{language} duties")),
        wants: words(&format!("{language} wants")),
        offers: words(&format!("{language} offers")),
        closers: words(&format!("{language} closers")),
        culture: words(&format!("{language} culture")),
        shifts: Shift::ALL.iter().map(|shift| (shift.code(), words(&format!("{language} shift {shift}")))).collect(),
    };
    Lists {
        nicknames: pairs("nicknames"),
        streets: pairs("streets"),
        buildings: pairs("buildings"),
        benefits: pairs("benefits"),
        benefits_part: pairs("benefits part"),
        name_first: words("name first"),
        name_second: words("name second"),
        contacts: words("contacts"),
        refusals: words("refusals"),
        firm_opening: words("firm opening"),
        firm_middle: words("firm middle"),
        firm_ending: words("firm ending"),
        zh: phrases("zh"),
        en: phrases("en"),
    }
}
