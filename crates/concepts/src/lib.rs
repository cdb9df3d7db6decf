//! Understanding job titles in Chinese and English, without a network, a download or a random number.
//!
//! Rule: the same title gives the same answer on every machine. A title is cleaned of what postings add to it, cut into
//! features, and understood three ways: by its words, by the concepts that known names like it mean, and by a vector.

mod bank;
mod clean;
mod concepts;
mod csv;
pub mod eval;
mod features;
mod fold;
mod hashed;
mod index;
mod lexicon;
pub mod metrics;
mod model;
mod noise;
pub mod occupations;
mod postings;
pub mod skills;
pub mod training;
mod vector;
mod words;

pub use bank::{Background, Evidence, Hit, PreparedQuery, TitleBank, TitleId, Weights};
pub use clean::clean;
pub use concepts::Concepts;
pub use fold::{fold, is_cjk, may_be_traditional};
pub use lexicon::ConceptId;
pub use vector::{DIM, Vector};
pub use words::cut_for_search;

use features::Parsed;
use std::sync::LazyLock;

/// The names of work that the lexicon knows, those that are heard (of job families) before those that are written (of
/// the classifications).
pub fn names() -> impl Iterator<Item = &'static str> {
    let (families, others): (Vec<_>, Vec<_>) =
        lexicon::LEXICON.concepts.iter().partition(|concept| concept.key.starts_with("family:"));
    families.into_iter().chain(others).flat_map(|concept| concept.zh.iter().chain(&concept.en)).copied()
}

/// The concepts a title means, at most five with weights from 0 to 1, best first. The first call loads the tables.
#[must_use]
pub fn concepts_of(title: &str) -> Concepts {
    concepts::of_features(&Parsed::of(title).features)
}

/// The vector of a title. The first call loads the model.
#[must_use]
pub fn embed(title: &str) -> Vector {
    model::embed(&Parsed::of(title))
}

/// Loads dictionary, tables and model now, so that the first title need not wait for them.
pub fn load() {
    LazyLock::force(&concepts::NAMES);
    let _ = embed("会计");
}
