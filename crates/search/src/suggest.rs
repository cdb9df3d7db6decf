//! Typing ahead: what somebody who typed this far may want to ask for.
//!
//! Rule: what begins with the typed text comes first and what only contains it after; within both, what most postings
//! have. Only what finds a posting that is still open is offered.

use crate::fold::fold_line;
use crate::index::Index;
use crate::schema::Fields;
use crate::segment::Snapshot;
use crate::vocabulary::{Entry, term};
use magpie_terms::Moment;
use serde::Serialize;
use std::cmp::Reverse;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, Term};

/// Longer prefixes are cut.
const MOST_CHARACTERS: usize = 40;
/// So many postings are looked at to find one that is open.
const MOST_LOOKED_AT: usize = 256;

/// What an offered text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionKind {
    /// The title of a posting.
    Title,
    /// A skill.
    Skill,
    /// The name of an occupation.
    Occupation,
    /// The name of an employer.
    Employer,
}

impl SuggestionKind {
    pub(crate) fn letter(self) -> char {
        match self {
            Self::Title => 't',
            Self::Skill => 's',
            Self::Occupation => 'o',
            Self::Employer => 'e',
        }
    }

    pub(crate) fn from_letter(letter: char) -> Option<Self> {
        [Self::Title, Self::Skill, Self::Occupation, Self::Employer].into_iter().find(|kind| kind.letter() == letter)
    }
}

/// A text that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The text as it is written most often.
    pub text: String,
    /// What it is.
    pub kind: SuggestionKind,
    /// About how many postings have it.
    pub count: u32,
}

impl Index {
    /// At most `limit` texts that complete what was typed.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn suggest(&self, typed: &str, limit: usize, now: Moment) -> tantivy::Result<Vec<Suggestion>> {
        let typed: String = typed.chars().take(MOST_CHARACTERS).collect();
        let typed = fold_line(&typed);
        let snapshot = self.snapshot();
        let entries = &snapshot.vocabulary.entries;
        if typed.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let mut chosen: Vec<Suggestion> = Vec::new();
        let begin = entries.partition_point(|entry| *entry.folded < *typed);
        let length = entries[begin..].partition_point(|entry| entry.folded.starts_with(&typed));
        let beginning: Vec<&Entry> = entries[begin..begin + length].iter().collect();
        choose(beginning, limit, &mut chosen, &snapshot, self.fields(), now)?;
        if chosen.len() < limit && typed.chars().count() > 1 {
            let finder = |entry: &&Entry| entry.folded.contains(&typed) && !entry.folded.starts_with(&typed);
            choose(entries.iter().filter(finder).collect(), limit, &mut chosen, &snapshot, self.fields(), now)?;
        }
        Ok(chosen)
    }
}

/// Adds the most frequent entries that still find something.
fn choose(
    mut candidates: Vec<&Entry>,
    limit: usize,
    chosen: &mut Vec<Suggestion>,
    snapshot: &Snapshot,
    fields: &Fields,
    now: Moment,
) -> tantivy::Result<()> {
    let rank = |entry: &&Entry| (Reverse(entry.count), entry.kind, entry.folded.clone());
    // The chosen few are enough to order; most of a short prefix's thousands are never shown.
    let some = limit.saturating_mul(4);
    if candidates.len() > some {
        candidates.select_nth_unstable_by(some, |left, right| right.count.cmp(&left.count));
        candidates.truncate(some);
    }
    candidates.sort_by_cached_key(rank);
    for entry in candidates {
        if chosen.len() >= limit {
            break;
        }
        let known = chosen.iter().any(|known| fold_line(&known.text) == *entry.folded);
        if !known && is_open(entry, snapshot, fields, now)? {
            chosen.push(Suggestion { text: entry.written.to_string(), kind: entry.kind, count: entry.count });
        }
    }
    Ok(())
}

fn is_open(entry: &Entry, snapshot: &Snapshot, fields: &Fields, now: Moment) -> tantivy::Result<bool> {
    let term = Term::from_field_text(fields.suggest, &term(entry.kind, &entry.written));
    for (segment, facts) in snapshot.searcher.segment_readers().iter().zip(&snapshot.facts) {
        let index = segment.inverted_index(fields.suggest)?;
        let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else { continue };
        let mut looked_at = 0;
        while postings.doc() != TERMINATED && looked_at < MOST_LOOKED_AT {
            let doc = postings.doc();
            let open = facts.facts.get(doc as usize).is_some_and(|facts| i64::from(facts.expires) > now.0);
            if open && !segment.is_deleted(doc) {
                return Ok(true);
            }
            looked_at += 1;
            postings.advance();
        }
    }
    Ok(false)
}
