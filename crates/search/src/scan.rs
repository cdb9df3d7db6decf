//! Going through a segment: the postings that satisfy a plan, in the order of the documents.
//!
//! Rule: every posting that has the words is visited, because the total and the facets count them all; so a visit has
//! to be cheap, and the score is a table look-up and an addition for each clause.

use crate::analyze::place;
use crate::plan::{Group, Plan};
use crate::schema::Fields;
use std::collections::HashMap;
use std::sync::Arc;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, Searcher, SegmentReader, TERMINATED, Term};

/// A plan with the weight of each of its parts in the whole index.
#[derive(Debug)]
pub(crate) struct Weighted<'a> {
    plan: &'a Plan,
    fields: &'a Fields,
    /// For each required group.
    weights: Vec<f32>,
    /// For each bonus.
    bonuses: Vec<f32>,
}

impl<'a> Weighted<'a> {
    /// Weighs a plan: rare clauses count more.
    pub(crate) fn new(plan: &'a Plan, fields: &'a Fields, searcher: &Searcher) -> tantivy::Result<Self> {
        let documents = searcher.num_docs();
        let mut weights = Vec::with_capacity(plan.required.len());
        for group in &plan.required {
            let mut rarest = documents;
            for term in group.terms.iter().chain(&group.word) {
                let found = searcher.doc_freq(&Term::from_field_text(fields.terms, term))?;
                // A word the dictionary never found here says nothing about how rare its pairs are.
                rarest = rarest.min(if found == 0 { rarest } else { found });
            }
            weights.push(rarity(rarest, documents));
        }
        let heaviest = weights.iter().copied().fold(0.0, f32::max);
        let bonuses = plan.bonuses.iter().map(|bonus| bonus.share * heaviest).collect();
        Ok(Self { plan, fields, weights, bonuses })
    }

    /// Opens the plan on a segment.
    pub(crate) fn open(&self, segment: &SegmentReader) -> tantivy::Result<Matches> {
        let opener = Opener {
            terms: segment.inverted_index(self.fields.terms)?,
            order: segment.inverted_index(self.fields.order)?,
            fields: self.fields,
        };
        let negative = self.plan.negative.iter().filter_map(|group| opener.group(group).transpose());
        let negative = negative.collect::<tantivy::Result<Vec<_>>>()?;
        let source = if self.plan.required.is_empty() {
            let end = segment.max_doc();
            if negative.is_empty() { Source::Falling { left: end } } else { Source::Rising { next: 0, end } }
        } else if let Some(least) = self.plan.least {
            Source::Listed { docs: self.some(&opener, segment.max_doc(), least)?, next: 0 }
        } else {
            let mut conjunction = Conjunction::default();
            for (group, weight) in self.plan.required.iter().zip(&self.weights) {
                if !conjunction.add(&opener, group, *weight)? {
                    return Ok(Matches { source: Source::Rising { next: 0, end: 0 }, negative: Vec::new() });
                }
            }
            for (bonus, weight) in self.plan.bonuses.iter().zip(&self.bonuses) {
                let postings = opener.term(&bonus.term)?;
                conjunction.bonuses.extend(postings.map(|postings| (postings, *weight)));
            }
            conjunction.start();
            Source::And(Box::new(conjunction))
        };
        Ok(Matches { source, negative })
    }

    /// The documents that satisfy at least so many groups, with their scores.
    fn some(&self, opener: &Opener<'_>, documents: u32, least: usize) -> tantivy::Result<Vec<(DocId, f32)>> {
        let mut scores = vec![(0_u8, 0.0_f32); documents as usize];
        for (group, weight) in self.plan.required.iter().zip(&self.weights) {
            let mut conjunction = Conjunction::default();
            if !conjunction.add(opener, group, *weight)? {
                continue;
            }
            conjunction.start();
            while let Some(doc) = conjunction.next() {
                let (count, score) = &mut scores[doc as usize];
                *count += 1;
                *score += conjunction.score(doc);
            }
        }
        let enough = |(doc, (count, score)): (DocId, &(u8, f32))| {
            (usize::from(*count) >= least.max(1)).then_some((doc, *score))
        };
        Ok((0..documents).zip(&scores).filter_map(enough).collect())
    }
}

/// BM25's inverse document frequency.
fn rarity(found: u64, documents: u64) -> f32 {
    let (found, documents) = (found as f32, documents.max(found) as f32);
    (1.0 + (documents - found + 0.5) / (found + 0.5)).ln()
}

struct Opener<'a> {
    terms: Arc<InvertedIndexReader>,
    order: Arc<InvertedIndexReader>,
    fields: &'a Fields,
}

impl Opener<'_> {
    fn term(&self, term: &str) -> tantivy::Result<Option<SegmentPostings>> {
        let term = Term::from_field_text(self.fields.terms, term);
        Ok(self.terms.read_postings(&term, IndexRecordOption::WithFreqs)?)
    }

    fn phrase(&self, units: &[(String, u32)]) -> tantivy::Result<Option<Phrase>> {
        let mut opened = Vec::with_capacity(units.len());
        for (unit, offset) in units {
            let term = Term::from_field_text(self.fields.order, unit);
            match self.order.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)? {
                Some(postings) => opened.push((postings, *offset)),
                None => return Ok(None),
            }
        }
        Ok(Some(Phrase { units: opened, starts: Vec::new(), places: Vec::new() }))
    }

    /// A group for looking up documents in rising order; `None` where no document of the segment satisfies it.
    fn group(&self, group: &Group) -> tantivy::Result<Option<Probe>> {
        let mut terms = Vec::with_capacity(group.terms.len());
        for term in &group.terms {
            match self.term(term)? {
                Some(postings) => terms.push(postings),
                None => return Ok(None),
            }
        }
        Ok(self.phrase(&group.phrase)?.map(|phrase| Probe { terms, phrase }))
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
struct Probe {
    terms: Vec<SegmentPostings>,
    phrase: Phrase,
}

impl Probe {
    fn holds(&mut self, doc: DocId) -> bool {
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
    weight: f32,
}

/// All of some groups.
#[derive(Default)]
struct Conjunction {
    postings: Vec<SegmentPostings>,
    by_term: HashMap<String, usize>,
    /// Places among the postings, rarest first.
    order: Vec<usize>,
    groups: Vec<Scored>,
    phrases: Vec<Phrase>,
    bonuses: Vec<(SegmentPostings, f32)>,
    started: bool,
}

impl Conjunction {
    /// Adds a group; `false` where no document of the segment satisfies it.
    fn add(&mut self, opener: &Opener<'_>, group: &Group, weight: f32) -> tantivy::Result<bool> {
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
        if !group.phrase.is_empty() {
            let Some(phrase) = opener.phrase(&group.phrase)? else { return Ok(false) };
            self.phrases.push(phrase);
        }
        let word = match &group.word {
            Some(word) => opener.term(word)?,
            None => None,
        };
        self.groups.push(Scored { terms, word, weight });
        Ok(true)
    }

    fn start(&mut self) {
        self.order = (0..self.postings.len()).collect();
        self.order.sort_by_key(|index| self.postings[*index].doc_freq());
    }

    /// The next document that satisfies all groups.
    fn next(&mut self) -> Option<DocId> {
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

    /// The score of the document that `next` gave.
    fn score(&mut self, doc: DocId) -> f32 {
        let mut score = 0.0;
        for group in &mut self.groups {
            let mut place = group.terms.iter().map(|index| self.postings[*index].term_freq()).min().unwrap_or(0);
            if let Some(word) = &mut group.word
                && reach(word, doc) == doc
            {
                place = place.max(word.term_freq());
            }
            score += group.weight * worth(place);
        }
        for (postings, weight) in &mut self.bonuses {
            if reach(postings, doc) == doc {
                score += *weight * worth(postings.term_freq());
            }
        }
        score
    }
}

fn worth(frequency: u32) -> f32 {
    place::WEIGHT.get(frequency as usize).copied().unwrap_or(1.0)
}

enum Source {
    /// Every document, last first.
    Falling { left: DocId },
    /// Every document, in the order in which postings can be asked about it.
    Rising { next: DocId, end: DocId },
    And(Box<Conjunction>),
    Listed { docs: Vec<(DocId, f32)>, next: usize },
}

/// The documents of a segment that satisfy a plan.
pub(crate) struct Matches {
    source: Source,
    negative: Vec<Probe>,
}

impl Matches {
    /// Whether the documents come in falling order: those without words do, so that the newest are seen first.
    pub(crate) fn falling(&self) -> bool {
        matches!(self.source, Source::Falling { .. })
    }

    /// The next document.
    pub(crate) fn next(&mut self) -> Option<DocId> {
        loop {
            let doc = match &mut self.source {
                Source::Falling { left } => {
                    *left = left.checked_sub(1)?;
                    *left
                }
                Source::Rising { next, end } => {
                    if next >= end {
                        return None;
                    }
                    *next += 1;
                    *next - 1
                }
                Source::And(conjunction) => conjunction.next()?,
                Source::Listed { docs, next } => {
                    *next += 1;
                    docs.get(*next - 1)?.0
                }
            };
            if self.negative.iter_mut().all(|group| !group.holds(doc)) {
                return Some(doc);
            }
        }
    }

    /// The score of the document that `next` gave; 0 where nothing was asked for.
    pub(crate) fn score(&mut self, doc: DocId) -> f32 {
        match &mut self.source {
            Source::Falling { .. } | Source::Rising { .. } => 0.0,
            Source::And(conjunction) => conjunction.score(doc),
            Source::Listed { docs, next } => next.checked_sub(1).and_then(|at| docs.get(at)).map_or(0.0, |hit| hit.1),
        }
    }
}
