//! Features: the small pieces of a title by which titles are compared.
//!
//! Rule: a feature is a 32-bit hash of its kind and its text, so that nothing need be kept but numbers, and the same on
//! every machine. Chinese: the words of the dictionary and rows of one, two and three characters; Latin: stems and rows
//! of three to five letters, which together weigh as much as their word.

use crate::clean::{Cleaned, parts};
use crate::fold::is_cjk;
use crate::words;

/// What a feature is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A Chinese word of two characters or more.
    Word,
    /// One, two, three Chinese characters.
    One,
    /// Two.
    Two,
    /// Three.
    Three,
    /// The stem of a Latin word.
    Stem,
    /// Three to five letters of a Latin word.
    Letters,
    /// A rank, such as senior.
    Rank,
    /// The last word or character, which tells what kind of work it is.
    Head,
    /// No part of a title: the code of an occupation, under which its middle stands in the model.
    Class,
}

/// A feature of a title.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Feature {
    /// The hash of kind and text.
    pub(crate) hash: u32,
    /// How much it counts beside others of the title, before rarity.
    pub(crate) weight: f32,
    /// Its kind.
    pub(crate) kind: Kind,
}

/// A title understood: its features, sorted by hash, each once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parsed {
    /// Its features.
    pub(crate) features: Vec<Feature>,
}

impl Parsed {
    /// Understands a title.
    pub(crate) fn of(title: &str) -> Self {
        Self { features: features_of(&parts(title)) }
    }
}

/// What stood in brackets counts so much.
const ASIDE: f32 = 0.5;

/// The weight of a kind.
const fn weight(kind: Kind) -> f32 {
    match kind {
        Kind::Word | Kind::Stem | Kind::Letters => 1.0,
        Kind::One => 0.5,
        Kind::Two => 0.9,
        Kind::Three => 0.6,
        Kind::Rank => 0.3,
        Kind::Head => 0.5,
        Kind::Class => 0.0,
    }
}

fn features_of(cleaned: &Cleaned) -> Vec<Feature> {
    let mut features = Vec::with_capacity(48);
    for (run, scale) in cleaned.core.iter().map(|run| (run, 1.0)).chain(cleaned.aside.iter().map(|run| (run, ASIDE))) {
        for part in run.split(' ') {
            if part.chars().next().is_some_and(is_cjk) {
                chinese(part, scale, &mut features);
            } else {
                latin(part, scale, &mut features);
            }
        }
    }
    for rank in &cleaned.ranks {
        features.push(feature(Kind::Rank, rank, 1.0));
    }
    if let Some(last) = cleaned.core.last() {
        let head = match last.char_indices().next_back() {
            Some((at, c)) if is_cjk(c) => &last[at..],
            _ => words::stem(last),
        };
        features.push(feature(Kind::Head, head, 1.0));
    }
    features.sort_by(|a, b| a.hash.cmp(&b.hash).then(b.weight.total_cmp(&a.weight)));
    features.dedup_by_key(|feature| feature.hash);
    features
}

fn feature(kind: Kind, text: &str, scale: f32) -> Feature {
    Feature { hash: hash(kind, text), weight: weight(kind) * scale, kind }
}

fn chinese(run: &str, scale: f32, features: &mut Vec<Feature>) {
    for word in words::cut_for_search(run) {
        if word.len() > 3 {
            features.push(feature(Kind::Word, word, scale));
        }
    }
    let mut ends: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
    ends.push(run.len());
    for (length, kind) in [(1, Kind::One), (2, Kind::Two), (3, Kind::Three)] {
        for pair in ends.windows(length + 1) {
            features.push(feature(kind, &run[pair[0]..pair[length]], scale));
        }
    }
}

/// Words that join others.
const JOINING: [&str; 11] = ["of", "and", "the", "in", "for", "a", "an", "to", "at", "with", "or"];

fn latin(word: &str, scale: f32, features: &mut Vec<Feature>) {
    if JOINING.contains(&word) {
        return;
    }
    let stem = words::stem(word);
    features.push(feature(Kind::Stem, stem, scale));
    let padded: Vec<char> = std::iter::once('<').chain(stem.chars()).chain(std::iter::once('>')).collect();
    let count: usize = (3..=5).map(|n| (padded.len() + 1).saturating_sub(n)).sum();
    if count == 0 {
        return;
    }
    // Counts are small.
    let share = scale / f32::from(u16::try_from(count).unwrap_or(u16::MAX)).sqrt();
    let mut text = String::with_capacity(8);
    for length in 3..=5 {
        for window in padded.windows(length) {
            text.clear();
            text.extend(window);
            features.push(feature(Kind::Letters, &text, share));
        }
    }
}

/// FNV-1a with a final mix, seeded by the kind.
pub(crate) fn hash(kind: Kind, text: &str) -> u32 {
    let mut state: u32 = 0x811c_9dc5 ^ (kind as u32).wrapping_mul(0x9e37_79b1);
    for byte in text.bytes() {
        state = (state ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    state ^= state >> 16;
    state = state.wrapping_mul(0x85eb_ca6b);
    state ^= state >> 13;
    state = state.wrapping_mul(0xc2b2_ae35);
    state ^ (state >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(a: &str, b: &str) -> usize {
        let b = Parsed::of(b).features;
        Parsed::of(a).features.iter().filter(|f| b.iter().any(|other| other.hash == f.hash)).count()
    }

    #[test]
    fn noise_changes_no_feature() {
        assert_eq!(Parsed::of("急聘叉车工 8k-12k").features, Parsed::of("叉车工").features);
    }

    #[test]
    fn titles_that_share_words_share_features() {
        assert!(shared("java开发工程师", "java后端开发") > shared("java开发工程师", "牙科护士"));
        assert!(shared("developers", "developer") > 3);
    }

    #[test]
    fn the_hash_is_the_same_everywhere() {
        assert_eq!(hash(Kind::Word, "会计"), hash(Kind::Word, "会计"));
        assert_ne!(hash(Kind::Word, "会计"), hash(Kind::Two, "会计"));
    }
}
