//! Matches in both directions.

use super::bm25::Bm25;
use super::judged::{Judged, NOW, bytes};
use super::{DEPTH, Measures, measure};
use crate::matching::{Ask, MatchIndex, SeekerQuery, Viewer, Visible, Weights};
use magpie_terms::Profile;
use serde::Serialize;
use std::collections::HashMap;

/// How good the matches are, and what each layer adds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatchFigures {
    /// Postings for seekers.
    pub matches: Measures,
    /// Seekers for postings.
    pub candidates: Measures,
    /// BM25 and each preset of [`Weights`].
    pub ablation: Vec<Ablation>,
}

/// The figures of a method.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ablation {
    /// `bm25`, `lexical`, `concepts`, `vectors`, `full`.
    pub method: &'static str,
    /// Postings for seekers.
    pub matches: Measures,
    /// Seekers for postings.
    pub candidates: Measures,
}

/// Measures the matches of a judged set with these weights, and with those of the ablation.
#[must_use]
pub fn matches(judged: &Judged, weights: &Weights) -> MatchFigures {
    let rankings = Rankings::of(judged);
    let both = |weights: &Weights| {
        (
            measure(&judged.matches, |id| rankings.postings(id, weights, DEPTH)),
            measure(&judged.candidates, |id| rankings.seekers(id, weights, DEPTH)),
        )
    };
    let mut ablation = vec![Ablation {
        method: "bm25",
        matches: measure(&judged.matches, |id| rankings.plain_postings(id, DEPTH)),
        candidates: measure(&judged.candidates, |id| rankings.plain_seekers(id, DEPTH)),
    }];
    for (method, weights) in Weights::presets() {
        let (matches, candidates) = both(&weights);
        ablation.push(Ablation { method, matches, candidates });
    }
    let (matches, candidates) = both(weights);
    MatchFigures { matches, candidates, ablation }
}

/// The rankings of every method over a set.
pub(crate) struct Rankings<'a> {
    judged: &'a Judged,
    index: MatchIndex,
    names: HashMap<[u8; 16], &'a str>,
    postings: Bm25,
    seekers: Bm25,
}

impl<'a> Rankings<'a> {
    pub(crate) fn of(judged: &'a Judged) -> Self {
        Self {
            judged,
            index: judged.match_index(),
            names: judged.names(),
            postings: Bm25::new(judged.posting_texts()),
            seekers: Bm25::new(judged.seeker_texts()),
        }
    }

    pub(crate) fn postings(&self, seeker: &str, weights: &Weights, limit: usize) -> Vec<String> {
        let Some(profile) = self.judged.seeker(seeker) else { return Vec::new() };
        let ask = Ask { weights: *weights, ..Ask::new(limit, NOW) };
        let query = SeekerQuery::of(profile, NOW.day());
        let found =
            if query.is_empty() { self.index.fallback(&query, &ask) } else { self.index.postings_for(&query, &ask) };
        found.iter().filter_map(|found| self.names.get(&found.id)).map(|name| (*name).to_owned()).collect()
    }

    pub(crate) fn seekers(&self, posting: &str, weights: &Weights, limit: usize) -> Vec<String> {
        let ask = Ask { weights: *weights, ..Ask::new(limit, NOW) };
        let viewer = Viewer { credit_code: None, sees: Visible::Verified };
        let found = self.index.seekers_for(&bytes(posting), &viewer, &ask);
        found.iter().filter_map(|found| self.names.get(&found.id)).map(|name| (*name).to_owned()).collect()
    }

    pub(crate) fn plain_postings(&self, seeker: &str, limit: usize) -> Vec<String> {
        let Some(profile) = self.judged.seeker(seeker) else { return Vec::new() };
        ids(self.postings.rank(&asked(profile), limit))
    }

    pub(crate) fn plain_seekers(&self, posting: &str, limit: usize) -> Vec<String> {
        let Some(doc) = self.judged.posting(posting) else { return Vec::new() };
        ids(self.seekers.rank(&doc.title, limit))
    }
}

fn ids(ranked: Vec<(String, f32)>) -> Vec<String> {
    ranked.into_iter().map(|(id, _)| id).collect()
}

/// What a person would type: the wishes, or what was worked.
fn asked(profile: &Profile) -> String {
    if profile.desired_titles.is_empty() {
        return profile.work.iter().map(|work| work.title.as_str()).collect::<Vec<_>>().join(" ");
    }
    profile.desired_titles.join(" ")
}
