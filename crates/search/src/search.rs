//! Searching: one pass over the postings that have the words gives total, facets and the best hits.
//!
//! Rule: the order is fixed by text, time and id alone, never by the clock or by how the index is cut into segments;
//! the clock only decides what has expired. So pages fit together.

use crate::diversify::{LOOKAHEAD, spread};
use crate::facets::Tally;
use crate::filter::Compiled;
use crate::index::Index;
use crate::parse::{Parsed, parse};
use crate::plan::Plan;
use crate::query::{Answer, DEPTH, Facets, Filters, Hit, Query, Sort};
use crate::scan::Weighted;
use crate::segment::Snapshot;
use crate::top::{Ranked, Top};
use magpie_terms::Moment;
use std::time::Instant;

/// What a day is worth in a score: ninety days weigh as much as a rare word's place does within the description.
const PER_DAY: f32 = 0.004;
/// 2025-01-01: the days are counted from here, so that the numbers stay small enough to be exact.
const FIRST_DAY: u32 = 1_735_689_600;
/// With fewer hits than this, typing errors are looked for.
const FEW: u64 = 3;

/// What one pass over the index finds.
pub(crate) struct Pass {
    /// Hits of words and filters.
    pub(crate) total: u64,
    /// Hits of the words.
    pub(crate) without_filters: u64,
    facets: Facets,
    ranked: Vec<Ranked>,
}

/// What a pass is for.
#[derive(Clone, Copy)]
pub(crate) struct Wanted {
    sort: Sort,
    /// So many of the best hits.
    limit: usize,
    facets: bool,
}

impl Wanted {
    /// Only the number of hits.
    pub(crate) const TOTAL: Self = Self { sort: Sort::Newest, limit: 0, facets: false };
}

impl Index {
    /// Answers a query as of `now`.
    ///
    /// # Errors
    /// When the index cannot be read; never because of what was asked.
    pub fn search(&self, query: &Query, now: Moment) -> anyhow::Result<Answer> {
        let started = Instant::now();
        let snapshot = self.snapshot();
        let parsed = parse(&query.text);
        let per_page = query.per_page.clamp(1, 100) as usize;
        let skip = (query.page.max(1) as usize - 1).saturating_mul(per_page);
        let too_deep = skip >= DEPTH;
        let per_page = per_page.min(DEPTH.saturating_sub(skip));
        let reach = if too_deep { 0 } else { skip + per_page + if query.diversify { LOOKAHEAD } else { 0 } };
        let filters = Compiled::new(&query.filters, now);
        let wanted = Wanted { sort: query.sort, limit: reach, facets: query.facets };

        let mut pass = self.pass(&snapshot, &Plan::of(&parsed), &filters, wanted)?;
        let did_you_mean = if pass.total < FEW && !parsed.is_empty() {
            self.correct(&snapshot, &parsed, &filters, pass.total)?
        } else {
            None
        };
        let mut relaxed = false;
        for hard in [false, true] {
            if pass.total == 0
                && let Some(plan) = Plan::relaxed(&parsed, hard)
            {
                let second = self.pass(&snapshot, &plan, &filters, wanted)?;
                if second.total > 0 {
                    relaxed = true;
                    pass = Pass { without_filters: pass.without_filters, ..second };
                }
            }
        }
        let employer = |hit: &Ranked| hit.employer;
        let placed = if query.diversify { spread(pass.ranked, employer) } else { pass.ranked };
        let scored = query.sort == Sort::Relevance && parsed.required().next().is_some();
        let hits = placed.into_iter().skip(skip).take(per_page).map(|hit| Hit {
            id: hit.id.to_be_bytes(),
            employer: hit.employer,
            score: if scored { f32::from_bits(hit.key) } else { 0.0 },
        });
        Ok(Answer {
            total: pass.total,
            hits: hits.collect(),
            facets: pass.facets,
            total_without_filters: pass.without_filters,
            did_you_mean,
            relaxed,
            too_deep,
            took: started.elapsed(),
        })
    }

    /// The number of hits of a text, without filters.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn count(&self, text: &str, now: Moment) -> anyhow::Result<u64> {
        let filters = Compiled::new(&Filters::default(), now);
        Ok(self.total(&self.snapshot(), &parse(text), &filters)?)
    }

    /// The number of hits.
    pub(crate) fn total(&self, snapshot: &Snapshot, parsed: &Parsed, filters: &Compiled) -> tantivy::Result<u64> {
        Ok(self.pass(snapshot, &Plan::of(parsed), filters, Wanted::TOTAL)?.total)
    }

    fn pass(
        &self,
        snapshot: &Snapshot,
        plan: &Plan,
        filters: &Compiled,
        wanted: Wanted,
    ) -> tantivy::Result<Pass> {
        let weighted = Weighted::new(plan, self.fields(), &snapshot.searcher)?;
        let score = wanted.sort == Sort::Relevance && plan.scores();
        let mut top = Top::new(wanted.limit);
        let mut tally = wanted.facets.then(Tally::new);
        let (mut total, mut without_filters) = (0, 0);
        let mut waiting: Vec<u32> = Vec::new();
        for (segment, facts) in snapshot.searcher.segment_readers().iter().zip(&snapshot.facts) {
            let mut matches = weighted.open(segment)?;
            let alive = segment.alive_bitset();
            // Documents rise with time, so the newest are seen first from the end: then the bar is high at once.
            let wait = !score && !matches.falling() && wanted.limit > 0;
            while let Some(doc) = matches.next() {
                let posting = &facts.facts[doc as usize];
                if !filters.alive(posting) || alive.is_some_and(|alive| alive.is_deleted(doc)) {
                    continue;
                }
                without_filters += 1;
                let failures = filters.failures(posting);
                if let Some(tally) = &mut tally {
                    tally.add(posting, failures);
                }
                if failures != 0 {
                    continue;
                }
                total += 1;
                if wait {
                    waiting.push(doc);
                    continue;
                }
                let key = match wanted.sort {
                    Sort::PayHigh => posting.pay_max,
                    Sort::Relevance if score => {
                        let days = posting.posted.saturating_sub(FIRST_DAY) / 86_400;
                        (matches.score(doc) + PER_DAY * days as f32).to_bits()
                    }
                    Sort::Relevance | Sort::Newest => posting.posted,
                };
                if top.wants(key, posting.posted) {
                    let id = facts.ids[doc as usize];
                    top.push(Ranked { key, posted: posting.posted, id, employer: posting.employer });
                }
            }
            for doc in waiting.drain(..).rev() {
                let posting = &facts.facts[doc as usize];
                let key = if wanted.sort == Sort::PayHigh { posting.pay_max } else { posting.posted };
                if top.wants(key, posting.posted) {
                    let id = facts.ids[doc as usize];
                    top.push(Ranked { key, posted: posting.posted, id, employer: posting.employer });
                }
            }
        }
        let facets = tally.as_ref().map(Tally::finish).unwrap_or_default();
        Ok(Pass { total, without_filters, facets, ranked: top.finish() })
    }
}
