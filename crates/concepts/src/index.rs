//! The names of concepts by their features: which known names is a title most like.
//!
//! Rule: the likeness of two titles is the cosine of their features weighted by rarity among the known names. Rare
//! features choose the candidates, and only those are counted in full, so that one look-up takes some ten
//! microseconds.

use crate::features::{Feature, Kind, Parsed};
use crate::hashed::HashedMap;
use crate::lexicon::ConceptId;
use std::cell::RefCell;

/// So many names are counted in full.
const CANDIDATES: usize = 64;
/// Rare features are looked at first, until this many names have been met in all.
const MOST_MET: usize = 2500;

/// The names, ready to be asked.
#[derive(Debug)]
pub(crate) struct Index {
    /// The concept of each name.
    concepts: Vec<ConceptId>,
    /// Start of each name's features in `features`.
    starts: Vec<u32>,
    /// Features by name, sorted by hash, with weights of unit length.
    features: Vec<(u32, f32)>,
    /// Names by feature, with the weight it has there.
    postings: HashedMap<Vec<(u32, f32)>>,
    rarity: Rarity,
}

/// How rare features are among the known names.
#[derive(Debug, Default)]
pub(crate) struct Rarity {
    counts: HashedMap<u32>,
    names: f32,
}

impl Rarity {
    /// Inverse document frequency: 0.1 for what stands in every name, about 11 for what stands in none.
    pub(crate) fn of(&self, hash: u32) -> f32 {
        let count = self.count(hash);
        // In 64 bits, so that libraries that differ in the last bit give the same 32.
        let odds = 1.0 + (self.names - count + 0.5).max(0.0) / (count + 0.5);
        (f64::from(odds).ln() as f32).max(0.1)
    }

    /// In how many names the feature stands.
    fn count(&self, hash: u32) -> f32 {
        // Counts lie far below the 24 bits that are exact.
        self.counts.get(&hash).copied().unwrap_or(0) as f32
    }
}

/// A name that a title is like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Near {
    /// Its place among the names.
    pub(crate) name: u32,
    /// Its concept.
    pub(crate) concept: ConceptId,
    /// The cosine, from 0 to 1.
    pub(crate) likeness: f32,
}

thread_local! {
    static SCRATCH: RefCell<(Vec<f32>, Vec<u32>)> = const { RefCell::new((Vec::new(), Vec::new())) };
}

impl Index {
    /// Takes names in.
    pub(crate) fn new<'a>(names: impl Iterator<Item = (&'a str, ConceptId)>) -> Self {
        let parsed: Vec<(Vec<Feature>, ConceptId)> =
            names.map(|(name, concept)| (Parsed::of(name).features, concept)).collect();
        let mut rarity = Rarity { counts: HashedMap::default(), names: parsed.len() as f32 };
        for (features, _) in &parsed {
            for feature in features {
                *rarity.counts.entry(feature.hash).or_default() += 1;
            }
        }
        let mut index = Self {
            concepts: Vec::with_capacity(parsed.len()),
            starts: vec![0],
            features: Vec::new(),
            postings: HashedMap::default(),
            rarity,
        };
        for (features, concept) in parsed {
            let name = u32::try_from(index.concepts.len()).unwrap_or(u32::MAX);
            for (hash, weight) in weigh(&features, &index.rarity) {
                index.postings.entry(hash).or_default().push((name, weight));
                index.features.push((hash, weight));
            }
            index.concepts.push(concept);
            index.starts.push(u32::try_from(index.features.len()).unwrap_or(u32::MAX));
        }
        index
    }

    /// How rare features are among the names.
    pub(crate) fn rarity(&self) -> &Rarity {
        &self.rarity
    }

    /// The features of a name, sorted by hash, with weights of unit length.
    fn features(&self, name: u32) -> &[(u32, f32)] {
        let name = name as usize;
        &self.features[self.starts[name] as usize..self.starts[name + 1] as usize]
    }

    /// The names most like a title, best first, at most `limit`; ties by the order of the names.
    pub(crate) fn nearest(&self, features: &[Feature], limit: usize) -> Vec<Near> {
        let weighted = weigh(features, &self.rarity);
        let mut near = self.candidates(&weighted);
        near.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.name.cmp(&b.name)));
        near.truncate(limit);
        near
    }

    /// The names that share rare features with a title, with their cosines.
    fn candidates(&self, weighted: &[(u32, f32)]) -> Vec<Near> {
        let mut lists: Vec<Shared> = weighted
            .iter()
            .filter_map(|(hash, weight)| {
                Some(Shared { hash: *hash, weight: *weight, names: self.postings.get(hash)?.as_slice() })
            })
            .collect();
        lists.sort_by(|a, b| a.names.len().cmp(&b.names.len()).then(b.weight.total_cmp(&a.weight)));
        SCRATCH.with_borrow_mut(|(scores, touched)| {
            if scores.len() < self.concepts.len() {
                scores.resize(self.concepts.len(), 0.0);
            }
            touched.clear();
            let (mut met, mut seen) = (0, 0);
            for list in &lists {
                met += list.names.len();
                if met > MOST_MET && touched.len() >= CANDIDATES / 2 {
                    break;
                }
                seen += 1;
                for &(name, other) in list.names {
                    let score = &mut scores[name as usize];
                    if *score == 0.0 {
                        touched.push(name);
                    }
                    *score += list.weight * other;
                }
            }
            let best_first = |a: &u32, b: &u32| scores[*b as usize].total_cmp(&scores[*a as usize]).then(a.cmp(b));
            if touched.len() > CANDIDATES {
                touched.select_nth_unstable_by(CANDIDATES, best_first);
            }
            let near = touched
                .iter()
                .take(CANDIDATES)
                .map(|name| Near {
                    name: *name,
                    concept: self.concepts[*name as usize],
                    likeness: scores[*name as usize] + self.rest(*name, &lists[seen..]),
                })
                .collect();
            for name in touched.iter() {
                scores[*name as usize] = 0.0;
            }
            near
        })
    }

    /// What the common features add to the likeness of a name.
    fn rest(&self, name: u32, lists: &[Shared]) -> f32 {
        let features = self.features(name);
        let weight_of = |hash: u32| features.binary_search_by_key(&hash, |(hash, _)| *hash).map(|at| features[at].1);
        lists.iter().map(|list| weight_of(list.hash).map_or(0.0, |weight| weight * list.weight)).sum()
    }
}

/// A feature of a title, and the names that have it.
struct Shared<'a> {
    hash: u32,
    weight: f32,
    names: &'a [(u32, f32)],
}

/// Weights by rarity, of unit length. Heads are no words of their own and fall.
fn weigh(features: &[Feature], rarity: &Rarity) -> Vec<(u32, f32)> {
    let mut weighted: Vec<(u32, f32)> = features
        .iter()
        .filter(|feature| feature.kind != Kind::Head)
        .map(|feature| (feature.hash, feature.weight * rarity.of(feature.hash)))
        .collect();
    let length = weighted.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        for (_, weight) in &mut weighted {
            *weight /= length;
        }
    }
    weighted
}
