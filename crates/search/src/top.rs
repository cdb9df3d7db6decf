//! The best so many of a stream of hits.
//!
//! Rule: the order is total (key, then time, then id), so it does not depend on how the index happens to be cut into
//! segments, and a page shows the same hits whenever it is asked for.

use std::cmp::Ordering;

/// A hit with all that its order depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ranked {
    /// Greatest first: the bits of a score that is not negative, a time or a pay.
    pub(crate) key: u32,
    /// Then newest first.
    pub(crate) posted: u32,
    /// Then by id.
    pub(crate) id: u128,
    /// Whose posting it is.
    pub(crate) employer: u64,
}

impl Ranked {
    /// `Less` comes first.
    fn order(&self, other: &Self) -> Ordering {
        other.key.cmp(&self.key).then(other.posted.cmp(&self.posted)).then(self.id.cmp(&other.id))
    }
}

/// Keeps the best hits.
#[derive(Debug)]
pub(crate) struct Top {
    limit: usize,
    kept: Vec<Ranked>,
    /// The worst that still counts, once there are enough.
    bar: Option<(u32, u32)>,
}

impl Top {
    /// Keeps `limit` hits.
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, kept: Vec::with_capacity((limit * 2).min(1024)), bar: None }
    }

    /// Whether a hit with this key and time may be among the best: the rest of it is needed only then.
    pub(crate) fn wants(&self, key: u32, posted: u32) -> bool {
        self.limit > 0 && self.bar.is_none_or(|bar| (key, posted) >= bar)
    }

    /// The key that a hit has to come up to.
    pub(crate) fn least(&self) -> u32 {
        self.bar.map_or(0, |bar| bar.0)
    }

    /// Adds a hit.
    pub(crate) fn push(&mut self, hit: Ranked) {
        self.kept.push(hit);
        if self.kept.len() >= self.limit * 2 {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.limit == 0 || self.kept.len() <= self.limit {
            return;
        }
        let (_, worst, _) = self.kept.select_nth_unstable_by(self.limit - 1, Ranked::order);
        self.bar = Some((worst.key, worst.posted));
        self.kept.truncate(self.limit);
    }

    /// The best hits in order.
    pub(crate) fn finish(mut self) -> Vec<Ranked> {
        self.cut();
        self.kept.sort_unstable_by(Ranked::order);
        self.kept
    }
}
