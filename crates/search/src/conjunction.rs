//! Term lists taken together: all of some terms, phrases in place, and the score of what is found.
//!
//! Rule: the rarest list leads and the others are asked; what costs more, the places of a phrase, is looked at last.

use crate::analyze::place;
use crate::plan::Group;
use crate::schema::Fields;
use std::collections::HashMap;
use std::sync::Arc;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

/// Opens the lists of a segment.
pub(crate) struct Opener<'a> {
    terms: Arc<InvertedIndexReader>,
    order: Arc<InvertedIndexReader>,
    fields: &'a Fields,
}

impl<'a> Opener<'a> {
    pub(crate) fn new(segment: &SegmentReader, fields: &'a Fields) -> tantivy::Result<Self> {
        Ok(Self { terms: segment.inverted_index(fields.terms)?, order: segment.inverted_index(fields.order)?, fields })
    }

    pub(crate) fn term(&self, term: &str) -> tantivy::Result<Option<SegmentPostings>> {
        let term = Term::from_field_text(self.fields.terms, term);
        Ok(self.terms.read_postings(&term, IndexRecordOption::WithFreqs)?)
    }

    /// A character that stands alone.
    fn lone(&self, unit: &str) -> tantivy::Result<Option<SegmentPostings>> {
        let term = Term::from_field_text(self.fields.order, unit);
        Ok(self.order.read_postings(&term, IndexRecordOption::Basic)?)
    }

    fn phrase(&self, group: &Group) -> tantivy::Result<Option<Phrase>> {
        let mut units = Vec::with_capacity(group.phrase.len());
        for (unit, offset) in &group.phrase {
            let term = Term::from_field_text(self.fields.order, unit);
            match self.order.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)? {
                Some(postings) => units.push((postings, *offset)),
                None => return Ok(None),
            }
        }
        Ok(Some(Phrase { units, starts: Vec::new(), places: Vec::new() }))
    }

    /// A group for looking up documents in rising order; `None` where no document of the segment satisfies it.
    pub(crate) fn group(&self, group: &Group) -> tantivy::Result<Option<Probe>> {
        let mut terms = Vec::with_capacity(group.terms.len() + group.lone.len());
        let lists = group.terms.iter().map(|term| self.term(term)).chain(group.lone.iter().map(|unit| self.lone(unit)));
        for list in lists {
            match list? {
                Some(postings) => terms.push(postings),
                None => return Ok(None),
            }
        }
        Ok(self.phrase(group)?.map(|phrase| Probe { terms, phrase }))
    }
}

/// Units in fixed places to each other.
struct Phrase {
    units: Vec<(SegmentPostings, u32)>,
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Phrase {
    /// Whether the phrase stands in the document; documents are asked for in rising order.
    fn stands_in(&mut self, doc: DocId) -> bool {
        for (index, (postings, offset)) in self.units.iter_mut().enumerate() {
            if reach(postings, doc) != doc {
                return false;
            }
            if index == 0 {
                postings.positions(&mut self.starts);
                continue;
            }
            postings.positions(&mut self.places);
            let places = &self.places;
            self.starts.retain(|start| places.binary_search(&(start + *offset)).is_ok());
            if self.starts.is_empty() {
                return false;
            }
        }
        true
    }
}

/// A group that is asked about single documents.
pub(crate) struct Probe {
    terms: Vec<SegmentPostings>,
    phrase: Phrase,
}

impl Probe {
    pub(crate) fn holds(&mut self, doc: DocId) -> bool {
        self.terms.iter_mut().all(|postings| reach(postings, doc) == doc) && self.phrase.stands_in(doc)
    }
}

/// Moves postings to the first document that is not before `doc`.
fn reach(postings: &mut SegmentPostings, doc: DocId) -> DocId {
    if postings.doc() < doc { postings.seek(doc) } else { postings.doc() }
}

struct Scored {
    /// Places among the postings of the conjunction.
    terms: Vec<usize>,
    word: Option<SegmentPostings>,
    /// What each place is worth here.
    worth: [f32; 8],
}

/// All of some groups.
#[derive(Default)]
pub(crate) struct Conjunction {
    postings: Vec<SegmentPostings>,
    by_term: HashMap<String, usize>,
    /// Places among the postings, rarest first.
    order: Vec<usize>,
    groups: Vec<Scored>,
    phrases: Vec<Phrase>,
    /// What a document may hold besides, with its weight.
    bonuses: Vec<(SegmentPostings, f32)>,
    /// The most that all of that can be worth.
    most_bonus: f32,
    started: bool,
}

impl Conjunction {
    /// Adds a group; `false` where no document of the segment satisfies it.
    pub(crate) fn add(&mut self, opener: &Opener<'_>, group: &Group, weight: f32) -> tantivy::Result<bool> {
        let mut terms = Vec::with_capacity(group.terms.len());
        for term in &group.terms {
            if let Some(known) = self.by_term.get(term) {
                terms.push(*known);
                continue;
            }
            let Some(postings) = opener.term(term)? else { return Ok(false) };
            terms.push(self.postings.len());
            self.by_term.insert(term.clone(), self.postings.len());
            self.postings.push(postings);
        }
        for unit in &group.lone {
            let Some(postings) = opener.lone(unit)? else { return Ok(false) };
            self.postings.push(postings);
        }
        if !group.phrase.is_empty() {
            let Some(phrase) = opener.phrase(group)? else { return Ok(false) };
            self.phrases.push(phrase);
        }
        let word = match &group.word {
            Some(word) => opener.term(word)?,
            None => None,
        };
        let mut worth = [0.0; 8];
        for (worth, weightless) in worth.iter_mut().zip(place::WEIGHT) {
            *worth = weight * weightless;
        }
        self.groups.push(Scored { terms, word, worth });
        Ok(true)
    }

    /// Adds what a document may hold besides.
    pub(crate) fn add_bonus(&mut self, postings: SegmentPostings, weight: f32) {
        self.bonuses.push((postings, weight));
        self.most_bonus += weight * place::WEIGHT[usize::from(place::TITLE)];
    }

    /// Puts the rarest list first; to be called after the last `add`.
    pub(crate) fn start(&mut self) {
        self.order = (0..self.postings.len()).collect();
        self.order.sort_by_key(|index| self.postings[*index].doc_freq());
    }

    /// The next document that satisfies all groups.
    pub(crate) fn next(&mut self) -> Option<DocId> {
        let (lead, rest) = self.order.split_first()?;
        let mut doc = if self.started { self.postings[*lead].advance() } else { self.postings[*lead].doc() };
        self.started = true;
        'candidates: while doc != TERMINATED {
            for index in rest {
                let found = reach(&mut self.postings[*index], doc);
                if found > doc {
                    doc = if found == TERMINATED { TERMINATED } else { self.postings[*lead].seek(found) };
                    continue 'candidates;
                }
            }
            if self.phrases.iter_mut().all(|phrase| phrase.stands_in(doc)) {
                return Some(doc);
            }
            doc = self.postings[*lead].advance();
        }
        None
    }

    /// The score of the document that `next` gave; where it cannot come up to `least`, perhaps only a part of it.
    pub(crate) fn score(&mut self, doc: DocId, least: f32) -> f32 {
        let mut score = 0.0;
        for group in &mut self.groups {
            let weakest = group.terms.iter().map(|index| self.postings[*index].term_freq()).min();
            // A character that stands alone has no terms; its place is the body unless the word says more.
            let mut place = weakest.unwrap_or(u32::from(place::BODY));
            if let Some(word) = &mut group.word
                && reach(word, doc) == doc
            {
                place = place.max(word.term_freq());
            }
            score += group.worth[(place & 7) as usize];
        }
        if score + self.most_bonus < least {
            return score;
        }
        for (postings, weight) in &mut self.bonuses {
            if reach(postings, doc) == doc {
                score += *weight * place::WEIGHT.get(postings.term_freq() as usize).copied().unwrap_or(1.0);
            }
        }
        score
    }
}
