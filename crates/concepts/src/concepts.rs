//! Which concepts a title means.
//!
//! Rule: a title means what the known names most like it mean. Five concepts with weights are kept, which is little
//! enough to be stored beside the title when it is written, and two such lists are compared by where their concepts lie
//! in the hierarchies.

use crate::features::Feature;
use crate::index::{Index, Near};
use crate::lexicon::{ConceptId, LEXICON};
use std::sync::LazyLock;

/// Most concepts of one title.
pub const MOST: usize = 5;

/// The concepts of a title, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Concepts {
    items: [(u16, u8); MOST],
    length: u8,
}

impl Concepts {
    /// The concepts with their weights, best first. A weight of 1 says that the title is a name of the concept.
    pub fn iter(&self) -> impl Iterator<Item = (ConceptId, f32)> + '_ {
        self.items[..usize::from(self.length)].iter().map(|(id, weight)| (ConceptId(*id), f32::from(*weight) / 255.0))
    }

    /// Whether nothing like the title is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Puts a list together; of more than five the first five are kept.
    #[must_use]
    pub fn from_weights(weights: &[(ConceptId, f32)]) -> Self {
        let mut found = Self::default();
        for ((id, weight), slot) in weights.iter().zip(&mut found.items) {
            // Between 0 and 255 after the clamp.
            let byte = (weight.clamp(0.0, 1.0) * 255.0).round() as u8;
            *slot = (id.0, byte);
            found.length += 1;
        }
        found
    }
}

/// The names of all concepts.
pub(crate) static NAMES: LazyLock<Index> = LazyLock::new(|| Index::new(LEXICON.titles()));

/// So many names are looked at.
const NAMES_SEEN: usize = 32;
/// Names less alike than this say nothing.
const LEAST: f32 = 0.2;

/// The concepts that features point to.
pub(crate) fn of_features(features: &[Feature]) -> Concepts {
    from_names(&NAMES.nearest(features, NAMES_SEEN))
}

fn from_names(near: &[Near]) -> Concepts {
    let Some(best) = near.first().map(|near| near.likeness) else { return Concepts::default() };
    let mut found: Vec<(ConceptId, f32)> = Vec::new();
    for name in near.iter().filter(|name| name.likeness > LEAST) {
        // Further names of a concept strengthen it a little.
        let share = name.likeness / best;
        let weight = best * share * share * share;
        match found.iter_mut().find(|(id, _)| *id == name.concept) {
            Some((_, known)) => *known += (1.0 - *known) * weight * 0.1,
            None => found.push((name.concept, weight)),
        }
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found.truncate(MOST);
    Concepts::from_weights(&found)
}

/// A title's place in the hierarchies, against which others are measured.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// By concept: how near it lies, before both lengths are divided out.
    likeness: Vec<f32>,
}

impl Place {
    /// The place of some concepts.
    pub(crate) fn of(concepts: &Concepts) -> Self {
        let mut at = vec![0.0_f32; LEXICON.anchor_count];
        for (id, weight) in concepts.iter() {
            for (anchor, near) in &LEXICON.concepts[id.index()].anchors {
                at[*anchor as usize] += weight * near;
            }
        }
        let length = at.iter().map(|x| x * x).sum::<f32>().sqrt();
        if length > 0.0 {
            for x in &mut at {
                *x /= length;
            }
        }
        let likeness = LEXICON
            .concepts
            .iter()
            .map(|concept| concept.anchors.iter().map(|(anchor, near)| near * at[*anchor as usize]).sum())
            .collect();
        Self { likeness }
    }

    /// The cosine with stored concepts, 0 to 1.
    pub(crate) fn cosine(&self, stored: &Stored) -> f32 {
        let sum: f32 = stored
            .concepts
            .iter()
            .zip(&stored.shares)
            .map(|(concept, share)| self.likeness[usize::from(*concept)] * f32::from(*share))
            .sum();
        sum / SHARE_UNIT
    }
}

/// A share of 1 as it is stored; a share is at most 1 as the own anchor of a concept weighs 1.
const SHARE_UNIT: f32 = 255.0;

/// Concepts as a bank keeps them: weights divided by the length of their place.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Stored {
    concepts: [u16; MOST],
    shares: [u8; MOST],
}

impl Stored {
    /// Concepts made ready to be compared.
    pub(crate) fn of(concepts: &Concepts) -> Self {
        let mut at: Vec<(u32, f32)> = Vec::with_capacity(64);
        for (id, weight) in concepts.iter() {
            for (anchor, near) in &LEXICON.concepts[id.index()].anchors {
                match at.iter_mut().find(|(known, _)| known == anchor) {
                    Some((_, sum)) => *sum += weight * near,
                    None => at.push((*anchor, weight * near)),
                }
            }
        }
        let length = at.iter().map(|(_, x)| x * x).sum::<f32>().sqrt();
        let mut stored = Self::default();
        for (slot, (id, weight)) in concepts.iter().enumerate() {
            stored.concepts[slot] = id.0;
            let share = (weight / length * SHARE_UNIT).round().clamp(0.0, SHARE_UNIT) as u8;
            stored.shares[slot] = share;
        }
        stored
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Parsed;

    fn likeness(a: &str, b: &str) -> f32 {
        let place = Place::of(&of_features(&Parsed::of(a).features));
        place.cosine(&Stored::of(&of_features(&Parsed::of(b).features)))
    }

    #[test]
    fn a_programmer_is_a_software_engineer_in_both_languages() {
        for (a, b) in [("程序员", "软件工程师"), ("程序员", "software engineer"), ("会计", "accountant")] {
            assert!(likeness(a, b) > 0.5, "{a} {b} {}", likeness(a, b));
        }
        assert!(likeness("程序员", "nurse") < 0.2);
    }

    #[test]
    fn a_title_is_like_itself() {
        assert!((likeness("护士长", "护士长") - 1.0).abs() < 0.03);
    }

    #[test]
    fn what_is_unknown_has_no_concepts() {
        assert!(of_features(&Parsed::of("ξξξ").features).is_empty());
    }
}
