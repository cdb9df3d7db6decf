//! One pass over the index: the postings of a plan, counted, sorted into facets, and the best of them kept.
//!
//! Rule: a posting is looked at once, cheapest question first: whether it is still open, whether the filters let it
//! pass, and only then what it scores.

use crate::facets::Tally;
use crate::facts::{Facts, SegmentFacts};
use crate::filter::Compiled;
use crate::plan::Plan;
use crate::query::{Facets, Sort};
use crate::scan::{Scorer, Weighted};
use crate::schema::Fields;
use crate::segment::Snapshot;
use crate::top::{Ranked, Top};

/// What a day is worth in a score: the ninety days that a posting may stand weigh less than one word's place.
const PER_DAY: f32 = 0.004;
/// 2025-01-01: days are counted from here, so that the numbers stay small enough to be exact.
const FIRST_DAY: u32 = 1_735_689_600;

/// What one pass over the index finds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pass {
    /// Hits of words and filters.
    pub(crate) total: u64,
    /// Hits of the words.
    pub(crate) without_filters: u64,
    /// How the hits spread.
    pub(crate) facets: Facets,
    /// The best hits in order.
    pub(crate) ranked: Vec<Ranked>,
}

/// What a pass is for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// The order.
    pub(crate) sort: Sort,
    /// So many of the best hits.
    pub(crate) limit: usize,
    /// Whether facets are counted.
    pub(crate) facets: bool,
}

impl Wanted {
    /// Only the number of hits.
    pub(crate) const TOTAL: Self = Self { sort: Sort::Newest, limit: 0, facets: false };
}

impl Pass {
    /// Goes over a snapshot.
    pub(crate) fn over(
        snapshot: &Snapshot,
        fields: &Fields,
        plan: &Plan,
        filters: &Compiled,
        wanted: Wanted,
    ) -> tantivy::Result<Self> {
        let weighted = Weighted::new(plan, fields, &snapshot.searcher)?;
        let by_score = wanted.sort == Sort::Relevance && plan.scores();
        let mut tally = wanted.facets.then(Tally::new);
        let mut best = Best { top: Top::new(wanted.limit), sort: wanted.sort, by_score };
        let mut found = Self::default();
        // Documents rise with time, so the newest are looked at from the end: then the bar is high at once.
        let mut waiting: Vec<u32> = Vec::new();
        for (segment, facts) in snapshot.searcher.segment_readers().iter().zip(&snapshot.facts) {
            let matches = weighted.open(segment)?;
            let deleted = segment.alive_bitset();
            let wait = !by_score && !matches.falling();
            matches.each(|doc, scorer| {
                let posting = &facts.facts[doc as usize];
                if !filters.alive(posting) || deleted.is_some_and(|alive| alive.is_deleted(doc)) {
                    return;
                }
                found.without_filters += 1;
                let failures = filters.failures(posting, &facts.offers[doc as usize]);
                if let Some(tally) = &mut tally {
                    tally.add(posting, failures);
                }
                if failures != 0 {
                    return;
                }
                found.total += 1;
                if wanted.limit == 0 {
                    return;
                }
                if wait {
                    waiting.push(doc);
                } else {
                    best.see(doc, posting, facts, scorer);
                }
            });
            for doc in waiting.drain(..).rev() {
                best.see(doc, &facts.facts[doc as usize], facts, Scorer::Nothing);
            }
        }
        found.facets = tally.as_ref().map(Tally::finish).unwrap_or_default();
        found.ranked = best.top.finish();
        Ok(found)
    }
}

struct Best {
    top: Top,
    sort: Sort,
    by_score: bool,
}

impl Best {
    #[inline]
    fn see(&mut self, doc: u32, posting: &Facts, facts: &SegmentFacts, mut scorer: Scorer<'_>) {
        let key = if self.by_score {
            let days = posting.posted.saturating_sub(FIRST_DAY) / 86_400;
            // Neither part is negative, so the bits order as the numbers do.
            let fresh = PER_DAY * days as f32;
            // A hair below the bar, so that rounding never costs a hit.
            let least = f32::from_bits(self.top.least()) * 0.999 - fresh;
            (scorer.score(doc, least) + fresh).to_bits()
        } else if self.sort == Sort::PayHigh {
            facts.offers[doc as usize].pay_max
        } else {
            posting.posted
        };
        if self.top.wants(key, posting.posted) {
            let id = facts.ids[doc as usize];
            self.top.push(Ranked { key, posted: posting.posted, id, employer: facts.offers[doc as usize].employer });
        }
    }
}
