//! Searching: one pass over the postings that have the words gives total, facets and the best hits.
//!
//! Rule: the order is fixed by text, time and id alone, never by the clock or by how the index is cut into segments;
//! the clock only decides what has expired. So pages fit together.

use crate::diversify::{LOOKAHEAD, spread};
use crate::everything;
use crate::filter::Compiled;
use crate::index::Index;
use crate::parse::{Parsed, parse};
use crate::pass::{Pass, Wanted};
use crate::plan::Plan;
use crate::query::{Answer, DEPTH, Filters, Hit, Query, Sort};
use crate::segment::Snapshot;
use crate::top::Ranked;
use magpie_terms::Moment;
use std::time::Instant;

/// With fewer postings that have the words, typing errors are looked for.
const FEW: u64 = 3;

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

        let fields = self.fields();
        let over = |plan: &Plan| Pass::over(&snapshot, fields, plan, &filters, wanted);

        let mut pass = self.pass(&snapshot, &parsed, &filters, wanted, now)?;
        let did_you_mean = if pass.without_filters < FEW && !parsed.is_empty() {
            self.correct(&snapshot, &parsed, &filters, pass.total, now)?
        } else {
            None
        };
        let mut relaxed = false;
        for hard in [false, true] {
            if pass.total == 0
                && let Some(plan) = Plan::relaxed(&parsed, hard)
            {
                let second = over(&plan)?;
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

    /// The ids of all hits of a query in its order, without pages and without spreading employers. Only postings that
    /// have all that was asked for are hits here: what [`Index::search`] offers where there is none is left out.
    ///
    /// # Errors
    /// When the index cannot be read; never because of what was asked.
    pub fn found(&self, query: &Query, now: Moment) -> anyhow::Result<Vec<[u8; 16]>> {
        let snapshot = self.snapshot();
        let filters = Compiled::new(&query.filters, now);
        let limit = usize::try_from(snapshot.searcher.num_docs()).unwrap_or(usize::MAX);
        let wanted = Wanted { sort: query.sort, limit, facets: false };
        let pass = self.pass(&snapshot, &parse(&query.text), &filters, wanted, now)?;
        Ok(pass.ranked.into_iter().map(|hit| hit.id.to_be_bytes()).collect())
    }

    /// The postings that have all that was asked for.
    fn pass(
        &self,
        snapshot: &Snapshot,
        parsed: &Parsed,
        filters: &Compiled,
        wanted: Wanted,
        now: Moment,
    ) -> tantivy::Result<Pass> {
        let fields = self.fields();
        if parsed.is_empty()
            && filters.is_empty()
            && let Some(kept) = everything::answer(snapshot, fields, wanted, now)?
        {
            return Ok(kept);
        }
        Pass::over(snapshot, fields, &Plan::of(parsed), filters, wanted)
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
        Ok(Pass::over(snapshot, self.fields(), &Plan::of(parsed), filters, Wanted::TOTAL)?.total)
    }
}
