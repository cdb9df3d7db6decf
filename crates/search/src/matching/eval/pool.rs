//! The pool: what is worth judging, the best twenty of each method.
//!
//! Rule: a pair stands once, with all methods that found it and their places, in an order that tells nothing about them.

use super::judged::Judged;
use super::matches::Rankings;
use super::searches::Searches;
use crate::matching::Weights;
use std::collections::BTreeMap;

/// So many of each method.
const DEPTH: usize = 20;

/// The pool of a judged set as lines of `set TAB query TAB document TAB method:place,method:place`, where the set is
/// `matches`, `candidates` or `search`. Candidates are pooled for the postings that `candidates_for` names; for all where
/// it is empty.
///
/// # Errors
/// Where the search index cannot be made, or a filter is unknown.
pub fn pool(judged: &Judged, candidates_for: &[String]) -> anyhow::Result<String> {
    let rankings = Rankings::of(judged);
    let searches = Searches::of(judged)?;
    let mut pooled: BTreeMap<(&str, String, String), Vec<String>> = BTreeMap::new();
    let mut add = |set: &'static str, query: &str, method: &str, ranking: Vec<String>| {
        for (place, document) in (1..).zip(ranking) {
            pooled.entry((set, query.to_owned(), document)).or_default().push(format!("{method}:{place}"));
        }
    };
    for (id, _) in &judged.seekers {
        add("matches", id, "bm25", rankings.plain_postings(id, DEPTH));
        for (method, weights) in Weights::presets() {
            add("matches", id, method, rankings.postings(id, &weights, DEPTH));
        }
    }
    for (id, _) in &judged.postings {
        if candidates_for.is_empty() || candidates_for.contains(id) {
            add("candidates", id, "bm25", rankings.plain_seekers(id, DEPTH));
            for (method, weights) in Weights::presets() {
                add("candidates", id, method, rankings.seekers(id, &weights, DEPTH));
            }
        }
    }
    for query in &judged.queries {
        add("search", &query.id, "product", searches.product(query, DEPTH)?);
        add("search", &query.id, "bm25", searches.plain(query, DEPTH)?);
        add("search", &query.id, "titles", searches.titles(query, DEPTH)?);
    }
    let lines = pooled
        .into_iter()
        .map(|((set, query, document), methods)| format!("{set}\t{query}\t{document}\t{}\n", methods.join(",")));
    Ok(lines.collect())
}
