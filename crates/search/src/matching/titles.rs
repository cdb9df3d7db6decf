//! How near titles are: the bank of distinct titles, asked about the titles of one side.
//!
//! Rule: this is the only place that asks `magpie_concepts` about titles. A relation is 0 for strangers and 1 for the same
//! title, and of several titles the one that speaks most, with its weight, counts.

use super::score::{self, STRANGERS, Weights};
use super::wants::Wish;
use magpie_concepts::TitleBank;

/// The relation of every title of the bank to the titles of one side.
#[derive(Debug)]
pub(crate) struct Relations {
    /// By title: the relation with its weight; 0 for strangers.
    values: Vec<f32>,
    /// By title: which of the wishes speaks most.
    wishes: Vec<u8>,
}

impl Relations {
    /// Asks the bank.
    pub(crate) fn of(bank: &TitleBank, wishes: &[Wish], weights: &Weights) -> Self {
        let mut found = Self { values: vec![0.0; bank.len()], wishes: vec![0; bank.len()] };
        for (number, wish) in (0_u8..).zip(wishes) {
            for (title, relation) in of_title(bank, &wish.title, weights) {
                let value = relation * wish.weight;
                let at = title as usize;
                if value > found.values[at] {
                    found.values[at] = value;
                    found.wishes[at] = number;
                }
            }
        }
        found
    }

    /// The relation of a title.
    #[inline]
    pub(crate) fn get(&self, title: u32) -> f32 {
        self.values.get(title as usize).copied().unwrap_or(0.0)
    }

    /// The wish that speaks most for a title, by its place.
    pub(crate) fn wish(&self, title: u32) -> usize {
        self.wishes.get(title as usize).copied().map_or(0, usize::from)
    }

    /// The titles that are no strangers, nearest first; equal ones by number.
    pub(crate) fn nearest(&self) -> Vec<(u32, f32)> {
        let mut titles: Vec<(u32, f32)> =
            (0_u32..).zip(self.values.iter().copied()).filter(|(_, v)| *v > 0.0).collect();
        titles.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        titles
    }
}

/// The titles of the bank that are no strangers to a title, with their relations, by number.
pub(crate) fn of_title(bank: &TitleBank, title: &str, weights: &Weights) -> Vec<(u32, f32)> {
    let query = bank.prepare(&[title], &weights.titles.as_bank());
    let evidence = bank.evidence(&query);
    (0_u32..)
        .zip(&evidence)
        .filter_map(|(title, evidence)| {
            let fused = weights.titles.fuse(evidence);
            (fused > STRANGERS).then(|| (title, score::relation(fused, weights.curve)))
        })
        .collect()
}
