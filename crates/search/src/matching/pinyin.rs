//! Titles typed in Latin letters: kuaiji is 会计.
//!
//! Rule: only a text that is the reading of a whole title is read so, and nothing is guessed from a part of it: latin
//! letters are English first. Tones, blanks and apostrophes do not matter, and ü is v or u. A character with several
//! readings is read in each of them, so 会计 is found as kuaiji without a table of words.

use pinyin::{ToPinyin, ToPinyinMulti};
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Characters of a title that can be read.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=10;
/// So many readings of one title are kept.
const READINGS: usize = 8;
/// So many titles of one reading are looked for.
const TITLES: usize = 4;

/// The names of the lexicon by their readings.
static LEXICON: LazyLock<HashMap<u64, Vec<&'static str>>> = LazyLock::new(|| {
    let mut names: HashMap<u64, Vec<&'static str>> = HashMap::new();
    for name in magpie_concepts::names() {
        for key in keys(name) {
            let known = names.entry(key).or_default();
            if known.len() < TITLES && !known.contains(&name) {
                known.push(name);
            }
        }
    }
    names
});

/// Reads the lexicon now, so that the first question need not wait for it.
pub(crate) fn load() {
    LazyLock::force(&LEXICON);
}

/// The titles of the lexicon that are read like this.
pub(crate) fn lexicon(key: u64) -> impl Iterator<Item = &'static str> {
    LEXICON.get(&key).into_iter().flatten().copied()
}

/// The reading that was typed, where it can be one.
pub(crate) fn typed(text: &str) -> Option<u64> {
    let mut letters = String::new();
    for c in text.nfd().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' => letters.push(if c == 'v' { 'u' } else { c }),
            // Tones and the dots of ü.
            '\u{300}'..='\u{36f}' | ' ' | '\'' | '’' | '-' => {}
            _ => return None,
        }
    }
    (letters.len() > 2).then(|| hash(&letters))
}

/// The keys of the readings of a title; none where it is not all Chinese characters.
pub(crate) fn keys(title: &str) -> Vec<u64> {
    let mut readings = vec![String::new()];
    let mut count = 0;
    for c in title.chars().filter(|c| !c.is_whitespace()) {
        count += 1;
        let Some(first) = c.to_pinyin() else { return Vec::new() };
        let mut of_c = vec![latin(first.plain())];
        for reading in c.to_pinyin_multi().into_iter().flatten() {
            let reading = latin(reading.plain());
            if !of_c.contains(&reading) {
                of_c.push(reading);
            }
        }
        if count > *LENGTH.end() {
            return Vec::new();
        }
        // The usual readings come first and are never crowded out.
        readings = of_c
            .iter()
            .flat_map(|more| readings.iter().map(move |reading| format!("{reading}{more}")))
            .take(READINGS)
            .collect();
    }
    if !LENGTH.contains(&count) {
        return Vec::new();
    }
    readings.iter().map(|reading| hash(reading)).collect()
}

fn latin(syllable: &str) -> String {
    syllable.chars().map(|c| if matches!(c, 'ü' | 'v') { 'u' } else { c }).collect()
}

fn hash(letters: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&'static str> {
        typed(text).map(|key| lexicon(key).collect()).unwrap_or_default()
    }

    #[test]
    fn titles_are_read() {
        for (text, title) in [
            ("kuaiji", "会计"),
            ("Bao'an", "保安"),
            ("xiaoxue laoshi", "小学老师"),
            ("lvshi", "律师"),
            ("lushi", "律师"),
            ("kuài jì", "会计"),
        ] {
            assert!(read(text).contains(&title), "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn english_is_not_read_as_chinese() {
        for text in ["nurse", "java", "software engineer", "data analyst", "chef", "driver", "teacher", "UI", "会计"]
        {
            assert!(read(text).is_empty(), "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn only_chinese_titles_have_readings() {
        assert!(keys("Java工程师").is_empty() && keys("").is_empty() && keys("焊").is_empty());
        assert!(keys("会计").contains(&typed("kuaiji").unwrap()));
    }
}
