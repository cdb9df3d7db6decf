//! What the trainer of the vectors needs of this crate (`cargo xtask train-concepts`). The product does not call it.
//!
//! Rule: the trainer sees titles by the same features as the product does, and writes the file that the product reads.

use crate::concepts::NAMES;
use crate::features::{self, Kind, Parsed};
use crate::lexicon::LEXICON;
use crate::model;
use crate::vector::DIM;

/// A feature of a title: its hash, its weight in the title, and its rarity among the known names (1 to about 11).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// The hash of kind and text.
    pub hash: u32,
    /// How much it counts in the title.
    pub weight: f32,
    /// How rare it is.
    pub rarity: f32,
    /// Whether it is a whole word.
    pub whole_word: bool,
}

/// The pieces of a title, sorted by hash.
#[must_use]
pub fn pieces(title: &str) -> Vec<Piece> {
    let rarity = NAMES.rarity();
    Parsed::of(title)
        .features
        .iter()
        .map(|feature| Piece {
            hash: feature.hash,
            weight: feature.weight,
            rarity: rarity.of(feature.hash),
            whole_word: matches!(feature.kind, Kind::Word | Kind::Stem),
        })
        .collect()
}

/// A concept with its names and its place in the hierarchies (anchor, weight).
#[derive(Debug, Clone, PartialEq)]
pub struct Meaning {
    /// As `ConceptId::key`.
    pub key: String,
    /// The code of the national classification it lies in, if any.
    pub code: Option<&'static str>,
    /// Its names in both languages.
    pub names: Vec<String>,
    /// Nodes it lies at or near.
    pub anchors: Vec<(u32, f32)>,
}

/// Every concept of the lexicon.
#[must_use]
pub fn meanings() -> Vec<Meaning> {
    LEXICON
        .concepts
        .iter()
        .map(|concept| Meaning {
            key: concept.key.clone(),
            code: concept.occupation.map(|occupation| occupation.code),
            names: concept.zh.iter().chain(&concept.en).map(|name| (*name).to_owned()).collect(),
            anchors: concept.anchors.clone(),
        })
        .collect()
}

/// The file of the model: rows are hashes with their numbers.
#[must_use]
pub fn model_file(rows: &[(u32, [f32; DIM])]) -> Vec<u8> {
    model::write(rows)
}

/// The hash under which the middle of an occupation stands in the file.
#[must_use]
pub fn class_hash(code: &str) -> u32 {
    features::hash(Kind::Class, code)
}
