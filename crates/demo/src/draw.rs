//! Draws: one small generator of numbers for each item.
//!
//! Rule: the key is (seed, kind, index) and nothing else, so that an item does not depend on what was drawn before it.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What is drawn; a part of the key, so that employer 7 and posting 7 have nothing in common.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Employer = 1,
    Posting = 2,
    Account = 3,
    Seeker = 4,
    WalkIn = 5,
}

/// The numbers of one item.
pub(crate) struct Draw(ChaCha8Rng);

impl Draw {
    pub(crate) fn new(seed: u64, kind: Kind, index: u64) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&index.to_le_bytes());
        key[16] = kind as u8;
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A number from `low` to `high`, both possible; `low` where the range is empty.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        if low >= high { low } else { self.0.random_range(low..=high) }
    }

    /// A number from 0 up to, not including, `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        if end <= 1 { 0 } else { self.0.random_range(0..end) }
    }

    /// A place in a list of this length; 0 in an empty one.
    pub(crate) fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap_or(0)
    }

    /// Yes in so many cases of a hundred.
    pub(crate) fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A word of the list; empty where the list is.
    pub(crate) fn word(&mut self, list: &[&'static str]) -> &'static str {
        list.get(self.index(list.len())).copied().unwrap_or_default()
    }

    /// So many different members of the list, in an order of their own; all of them where there are fewer.
    pub(crate) fn some<T: Copy>(&mut self, list: &[T], count: usize) -> Vec<T> {
        let mut left = list.to_vec();
        let count = count.min(left.len());
        for place in 0..count {
            let other = place + self.index(left.len() - place);
            left.swap(place, other);
        }
        left.truncate(count);
        left
    }
}
