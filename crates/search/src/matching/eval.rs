//! Measuring on judged sets: how good the rankings of the product are, on data nobody here tuned single answers to.
//!
//! Rule: what is measured is the ranking that the product uses, asked through the same doors, and not a copy of it. What
//! nobody judged counts as not relevant.
//!
//! A judged set is a folder with `postings.jsonl` (fields of a posting with `id` and `employer`), `seekers.jsonl` (fields
//! of a profile with `id`), `queries.tsv` (`id TAB query TAB filters`), and the judgements in TREC's form,
//! `id 0 document grade`: `qrels_matches.tsv`, `qrels_candidates.tsv` and `qrels_search.tsv`.

mod bm25;
mod judged;
mod matches;
mod pool;
mod searches;

pub use judged::Judged;
pub use matches::{Ablation, MatchFigures, matches};
pub use pool::pool;
pub use searches::{SearchFigures, search};

use magpie_concepts::metrics;
use serde::Serialize;
use std::collections::HashMap;

/// The measures of a direction, each from 0 to 1, averaged over the queries with a relevant document.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Measures {
    /// Queries that count.
    pub count: u32,
    /// Normalised discounted gain of the first ten, gains 2^grade - 1.
    pub ndcg10: f64,
    /// The share of documents of grade 2 and 3 among the first fifty.
    pub recall50: f64,
}

/// Judgements by query: documents with their grades.
pub(crate) type Grades = HashMap<String, HashMap<String, u32>>;

/// So far down a ranking is looked at.
const DEPTH: usize = 50;

/// Measures rankings: what `rank` gives for each judged query, best first.
pub(crate) fn measure(grades: &Grades, mut rank: impl FnMut(&str) -> Vec<String>) -> Measures {
    let mut found = Measures::default();
    let mut ids: Vec<&String> = grades.keys().collect();
    ids.sort();
    for id in ids {
        let judged = &grades[id];
        // Without a relevant document every ranking is as good as another.
        if judged.values().all(|grade| *grade == 0) {
            continue;
        }
        let ranking = rank(id);
        let good: HashMap<String, u32> =
            judged.iter().filter(|(_, grade)| **grade >= 2).map(|(id, grade)| (id.clone(), *grade)).collect();
        found.count += 1;
        found.ndcg10 += metrics::ndcg(&ranking, judged, 10);
        // Where nothing is good, nothing is missed.
        found.recall50 += if good.is_empty() { 1.0 } else { metrics::recall(&ranking, &good, DEPTH) };
    }
    let count = f64::from(found.count.max(1));
    found.ndcg10 = rounded(found.ndcg10 / count);
    found.recall50 = rounded(found.recall50 / count);
    found
}

fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}
