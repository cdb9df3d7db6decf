//! Going through a segment: the postings that satisfy a plan, in the order of the documents.
//!
//! Rule: every posting that has the words is visited, because the total and the facets count them all; so a visit has
//! to be cheap, and the score is a table look-up and an addition for each clause.

use crate::conjunction::{Conjunction, Opener, Probe};
use crate::plan::Plan;
use crate::schema::Fields;
use tantivy::{DocId, Searcher, SegmentReader, Term};

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
            let terms = group.terms.iter().map(|term| Term::from_field_text(fields.terms, term));
            for term in terms.chain(group.lone.iter().map(|unit| Term::from_field_text(fields.order, unit))) {
                rarest = rarest.min(searcher.doc_freq(&term)?);
            }
            weights.push(rarity(rarest, documents));
        }
        let heaviest = weights.iter().copied().fold(0.0, f32::max);
        let bonuses = plan.bonuses.iter().map(|bonus| bonus.share * heaviest).collect();
        Ok(Self { plan, fields, weights, bonuses })
    }

    /// Opens the plan on a segment.
    pub(crate) fn open(&self, segment: &SegmentReader) -> tantivy::Result<Matches> {
        let opener = Opener::new(segment, self.fields)?;
        let negative = self.plan.negative.iter().filter_map(|group| opener.group(group).transpose());
        let negative = negative.collect::<tantivy::Result<Vec<_>>>()?;
        let source = if self.plan.required.is_empty() {
            let end = segment.max_doc();
            if negative.is_empty() { Source::Falling { end } } else { Source::Rising { end } }
        } else if let Some(least) = self.plan.least {
            Source::Listed { docs: self.some(&opener, segment.max_doc(), least)? }
        } else {
            let mut conjunction = Conjunction::default();
            for (group, weight) in self.plan.required.iter().zip(&self.weights) {
                if !conjunction.add(&opener, group, *weight)? {
                    return Ok(Matches { source: Source::Rising { end: 0 }, negative: Vec::new() });
                }
            }
            for (bonus, weight) in self.plan.bonuses.iter().zip(&self.bonuses) {
                if let Some(postings) = opener.term(&bonus.term)? {
                    conjunction.add_bonus(postings, *weight);
                }
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
                *score += conjunction.score(doc, 0.0);
            }
        }
        let enough =
            |(doc, (count, score)): (DocId, &(u8, f32))| (usize::from(*count) >= least.max(1)).then_some((doc, *score));
        Ok((0..documents).zip(&scores).filter_map(enough).collect())
    }
}

/// BM25's inverse document frequency.
fn rarity(found: u64, documents: u64) -> f32 {
    let (found, documents) = (found as f32, documents.max(found) as f32);
    (1.0 + (documents - found + 0.5) / (found + 0.5)).ln()
}

enum Source {
    /// Every document, last first.
    Falling { end: DocId },
    /// Every document, in the order in which lists can be asked about it.
    Rising { end: DocId },
    /// What satisfies all groups.
    And(Box<Conjunction>),
    /// What satisfies some groups, with its score.
    Listed { docs: Vec<(DocId, f32)> },
}

/// The documents of a segment that satisfy a plan.
pub(crate) struct Matches {
    source: Source,
    negative: Vec<Probe>,
}

/// Scores the document at hand; asked only where the score is needed.
pub(crate) enum Scorer<'a> {
    /// Nothing was asked for.
    Nothing,
    /// The score was made along with the list.
    Given(f32),
    /// The score is made from the lists.
    Lists(&'a mut Conjunction),
}

impl Scorer<'_> {
    /// The score; where it cannot come up to `least`, perhaps only a part of it.
    pub(crate) fn score(&mut self, doc: DocId, least: f32) -> f32 {
        match self {
            Self::Nothing => 0.0,
            Self::Given(score) => *score,
            Self::Lists(conjunction) => conjunction.score(doc, least),
        }
    }
}

impl Matches {
    /// Whether the documents come in falling order: those without words do, so that the newest are seen first.
    pub(crate) fn falling(&self) -> bool {
        matches!(self.source, Source::Falling { .. })
    }

    /// Visits every document.
    pub(crate) fn each(mut self, mut visit: impl FnMut(DocId, Scorer<'_>)) {
        let negative = &mut self.negative;
        let mut allowed = |doc| negative.iter_mut().all(|group| !group.holds(doc));
        match self.source {
            Source::Falling { end } => (0..end).rev().for_each(|doc| visit(doc, Scorer::Nothing)),
            Source::Rising { end } => {
                (0..end).filter(|doc| allowed(*doc)).for_each(|doc| visit(doc, Scorer::Nothing));
            }
            Source::And(mut conjunction) => {
                while let Some(doc) = conjunction.next() {
                    if allowed(doc) {
                        visit(doc, Scorer::Lists(&mut conjunction));
                    }
                }
            }
            Source::Listed { docs } => {
                for (doc, score) in docs.into_iter().filter(|(doc, _)| allowed(*doc)) {
                    visit(doc, Scorer::Given(score));
                }
            }
        }
    }
}
