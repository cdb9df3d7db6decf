//! A bank of distinct titles, to be asked which of them are like a wish.
//!
//! Rule: three kinds of evidence are kept apart until the end: the same pieces of words (lexical), the same concepts,
//! near vectors. Each is measured on a scale from 0 to 1 and depends on the two titles alone, never on what else is in
//! the bank: how rare a word is, the lexicon says. So scores of different queries can be compared, a title can be scored
//! alone, and a title that comes or goes moves no other.

use crate::concepts::{self, NAMES, Place, Stored};
use crate::features::{Feature, Kind, Parsed};
use crate::fold::fold;
use crate::hashed::HashedMap;
use crate::lexicon::LEXICON;
use crate::postings::Postings;
use crate::vector::Vector;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

/// A title of a bank: numbers in the order of insertion, from 0.
pub type TitleId = u32;

/// How much each evidence counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// The same pieces of words.
    pub lexical: f32,
    /// The same concepts.
    pub concept: f32,
    /// Near vectors.
    pub vector: f32,
}

impl Weights {
    /// Words alone.
    pub const LEXICAL: Self = Self { lexical: 1.0, concept: 0.0, vector: 0.0 };
    /// Words and concepts.
    pub const WITH_CONCEPTS: Self = Self { lexical: 1.0, concept: 1.0, vector: 0.0 };
    /// Everything: what the product uses. Vectors know most; words keep the very same title before a like one.
    pub const FULL: Self = Self { lexical: 1.0, concept: 1.0, vector: 4.0 };

    fn fuse(&self, evidence: &Evidence) -> f32 {
        let sum = self.lexical + self.concept + self.vector;
        let fused = self.lexical * evidence.lexical + self.concept * evidence.concept + self.vector * evidence.vector;
        if sum > 0.0 { fused / sum } else { 0.0 }
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self::FULL
    }
}

/// What speaks for a title, each from 0 (nothing) to about 1 (the same title).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Evidence {
    /// The same pieces of words.
    pub lexical: f32,
    /// The same concepts.
    pub concept: f32,
    /// Near vectors.
    pub vector: f32,
}

/// A title that is like a query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The title.
    pub title: TitleId,
    /// The fused score, 0 to about 1.
    pub score: f32,
    /// What it is made of.
    pub evidence: Evidence,
}

/// A set of distinct titles with all that is needed to compare them.
#[derive(Debug, Default)]
pub struct TitleBank {
    by_text: HashMap<u64, TitleId>,
    postings: HashedMap<Postings>,
    /// By title: the sum of the weights of its features.
    lengths: Vec<f32>,
    concepts: Vec<Stored>,
    vectors: Vec<Vector>,
}

/// A query made ready: one title, or several of which the best counts.
#[derive(Debug, Clone)]
pub struct PreparedQuery {
    wishes: Vec<Wish>,
    weights: Weights,
}

#[derive(Debug, Clone)]
struct Wish {
    /// Features with their gains, sorted by hash.
    terms: Vec<(u32, f32)>,
    /// What the wish's own title would gain.
    most: f32,
    place: Place,
    vector: Vector,
}

impl PreparedQuery {
    /// Of several titles the best counts.
    #[must_use]
    pub fn new(titles: &[&str], weights: &Weights) -> Self {
        Self { wishes: titles.iter().map(|title| Wish::of(title)).collect(), weights: *weights }
    }

    /// How the query stands to strangers: mean and deviation of each evidence over a fixed cohort of titles spread over
    /// all trades. For scores in units of deviations (z-scores) that depend on the query alone.
    #[must_use]
    pub fn background(&self) -> Background {
        let evidence = COHORT.evidence(self);
        let count = evidence.len() as f32;
        let moments = |layer: fn(&Evidence) -> f32| {
            let mean = evidence.iter().map(layer).sum::<f32>() / count;
            let variance = evidence.iter().map(|one| (layer(one) - mean).powi(2)).sum::<f32>() / count;
            (mean, variance.sqrt())
        };
        let (lexical, concept, vector) =
            (moments(|one| one.lexical), moments(|one| one.concept), moments(|one| one.vector));
        Background {
            mean: Evidence { lexical: lexical.0, concept: concept.0, vector: vector.0 },
            deviation: Evidence { lexical: lexical.1, concept: concept.1, vector: vector.1 },
        }
    }
}

/// What a query gets from strangers.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Background {
    /// The mean of each evidence.
    pub mean: Evidence,
    /// The standard deviation of each evidence.
    pub deviation: Evidence,
}

/// Titles spread over all trades, in both languages.
static COHORT: LazyLock<TitleBank> = LazyLock::new(|| {
    let mut bank = TitleBank::new();
    for (title, _) in LEXICON.titles().step_by(LEXICON.titles().count() / 512) {
        bank.insert(title);
    }
    bank
});

impl Wish {
    fn of(title: &str) -> Self {
        let parsed = Parsed::of(title);
        let rarity = NAMES.rarity();
        let terms: Vec<(u32, f32)> = lexical(&parsed.features)
            .map(|feature| (feature.hash, feature.weight * feature.weight * rarity.of(feature.hash)))
            .collect();
        let length: f32 = lexical(&parsed.features).map(|feature| feature.weight * feature.weight).sum();
        let most = terms.iter().map(|(_, gain)| gain).sum::<f32>() * damped(length);
        let concepts = concepts::of_features(&parsed.features);
        Self { terms, most, place: Place::of(&concepts), vector: crate::model::embed(&parsed) }
    }
}

/// How fast further features of a long title count less, and the length at which they count as they are.
const LENGTH_SHARE: f32 = 0.6;
const USUAL_LENGTH: f32 = 10.0;

impl TitleBank {
    /// An empty bank.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many titles there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// Adds a title and gives its number; one that is there already, but for width, case and script, keeps its number.
    pub fn insert(&mut self, title: &str) -> TitleId {
        let key = text_key(title);
        if let Some(known) = self.by_text.get(&key) {
            return *known;
        }
        let parsed = Parsed::of(title);
        let id = u32::try_from(self.lengths.len()).unwrap_or(TitleId::MAX);
        self.by_text.insert(key, id);
        let mut length = 0.0;
        for feature in lexical(&parsed.features) {
            self.postings.entry(feature.hash).or_default().push(id);
            length += feature.weight * feature.weight;
        }
        self.lengths.push(length);
        self.concepts.push(Stored::of(&concepts::of_features(&parsed.features)));
        self.vectors.push(crate::model::embed(&parsed));
        id
    }

    /// The number of a title, if it is in the bank.
    #[must_use]
    pub fn find(&self, title: &str) -> Option<TitleId> {
        self.by_text.get(&text_key(title)).copied()
    }

    /// Makes a query ready, for this and any other bank.
    #[must_use]
    pub fn prepare(&self, titles: &[&str], weights: &Weights) -> PreparedQuery {
        PreparedQuery::new(titles, weights)
    }

    /// The evidence for every title in order, of the wish that speaks most for it.
    #[must_use]
    pub fn evidence(&self, query: &PreparedQuery) -> Vec<Evidence> {
        let mut best: Vec<Evidence> = Vec::new();
        for wish in &query.wishes {
            let found = self.evidence_of(wish, &query.weights);
            if best.is_empty() {
                best = found;
                continue;
            }
            for (known, new) in best.iter_mut().zip(found) {
                if query.weights.fuse(&new) > query.weights.fuse(known) {
                    *known = new;
                }
            }
        }
        best
    }

    fn evidence_of(&self, wish: &Wish, weights: &Weights) -> Vec<Evidence> {
        let mut evidence = vec![Evidence::default(); self.len()];
        if weights.lexical > 0.0 && wish.most > 0.0 {
            for (hash, gain) in &wish.terms {
                for title in self.postings.get(hash).into_iter().flat_map(Postings::iter) {
                    evidence[title as usize].lexical += gain;
                }
            }
            for (evidence, length) in evidence.iter_mut().zip(&self.lengths) {
                evidence.lexical *= damped(*length) / wish.most;
            }
        }
        if weights.concept > 0.0 {
            for (evidence, stored) in evidence.iter_mut().zip(&self.concepts) {
                evidence.concept = wish.place.cosine(stored);
            }
        }
        if weights.vector > 0.0 {
            for (evidence, vector) in evidence.iter_mut().zip(&self.vectors) {
                evidence.vector = wish.vector.cosine(vector);
            }
        }
        evidence
    }

    /// The fused score of every title in order, 0 to about 1.
    #[must_use]
    pub fn score_all(&self, query: &PreparedQuery) -> Vec<f32> {
        self.evidence(query).iter().map(|evidence| query.weights.fuse(evidence)).collect()
    }

    /// The fused score of one title: what [`Self::score_all`] says of it; 0 for a number that is not in the bank.
    #[must_use]
    pub fn score(&self, query: &PreparedQuery, title: TitleId) -> f32 {
        query.weights.fuse(&self.evidence_for(query, title))
    }

    /// The evidence for one title, of the wish that speaks most for it.
    #[must_use]
    pub fn evidence_for(&self, query: &PreparedQuery, title: TitleId) -> Evidence {
        let at = title as usize;
        if at >= self.len() {
            return Evidence::default();
        }
        let weights = &query.weights;
        let mut best = Evidence::default();
        for (place, wish) in query.wishes.iter().enumerate() {
            let mut evidence = Evidence::default();
            if weights.lexical > 0.0 && wish.most > 0.0 {
                for (hash, gain) in &wish.terms {
                    if self.postings.get(hash).is_some_and(|titles| titles.contains(title)) {
                        evidence.lexical += gain;
                    }
                }
                evidence.lexical *= damped(self.lengths[at]) / wish.most;
            }
            if weights.concept > 0.0 {
                evidence.concept = wish.place.cosine(&self.concepts[at]);
            }
            if weights.vector > 0.0 {
                evidence.vector = wish.vector.cosine(&self.vectors[at]);
            }
            if place == 0 || weights.fuse(&evidence) > weights.fuse(&best) {
                best = evidence;
            }
        }
        best
    }

    /// The titles most like a title, best first; ties by number.
    #[must_use]
    pub fn similar(&self, title: &str, weights: &Weights, limit: usize) -> Vec<Hit> {
        let query = self.prepare(&[title], weights);
        let mut hits: Vec<Hit> = (0..)
            .zip(self.evidence(&query))
            .map(|(title, evidence)| Hit { title, score: weights.fuse(&evidence), evidence })
            .collect();
        let order = |a: &Hit, b: &Hit| b.score.total_cmp(&a.score).then(a.title.cmp(&b.title));
        if hits.len() > limit {
            hits.select_nth_unstable_by(limit, order);
            hits.truncate(limit);
        }
        hits.sort_by(order);
        hits
    }
}

fn lexical(features: &[Feature]) -> impl Iterator<Item = &Feature> {
    features.iter().filter(|feature| feature.kind != Kind::Head)
}

fn damped(length: f32) -> f32 {
    1.0 / (1.0 - LENGTH_SHARE + LENGTH_SHARE * length / USUAL_LENGTH)
}

fn text_key(title: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    fold(title).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bank() -> TitleBank {
        let mut bank = TitleBank::new();
        for title in ["会计", "Java开发工程师", "护士", "程序员", "出纳", "software engineer", "registered nurse"]
        {
            bank.insert(title);
        }
        bank
    }

    #[test]
    fn the_same_title_keeps_its_number() {
        let mut bank = bank();
        assert_eq!(bank.insert("ＪＡＶＡ開發工程師"), 1);
        assert_eq!(bank.insert("月嫂"), 7);
        assert_eq!(bank.find("护士"), Some(2));
    }

    #[test]
    fn likes_are_found_in_both_languages() {
        let bank = bank();
        let best: Vec<TitleId> = bank.similar("软件工程师", &Weights::FULL, 3).iter().map(|hit| hit.title).collect();
        assert_eq!(best.len(), 3);
        for title in [1, 3, 5] {
            assert!(best.contains(&title), "{best:?}");
        }
    }

    #[test]
    fn one_title_scores_as_all_do() {
        let bank = bank();
        for weights in [Weights::LEXICAL, Weights::WITH_CONCEPTS, Weights::FULL] {
            let query = bank.prepare(&["财务会计", "nurse"], &weights);
            for (title, score) in (0..).zip(bank.score_all(&query)) {
                assert!((score - bank.score(&query, title)).abs() < 1e-6);
            }
        }
        assert!(bank.score(&bank.prepare(&["会计"], &Weights::FULL), 99).abs() < f32::EPSILON);
    }

    #[test]
    fn strangers_are_far_below_the_same_title() {
        let bank = bank();
        let query = bank.prepare(&["护士"], &Weights::FULL);
        let background = query.background();
        assert!(background.mean.vector < 0.3 && background.deviation.vector > 0.01, "{background:?}");
        let same = bank.evidence_for(&query, 2);
        assert!((same.vector - background.mean.vector) / background.deviation.vector > 4.0);
    }

    #[test]
    fn other_titles_move_no_score() {
        let mut bank = bank();
        let before = bank.score_all(&bank.prepare(&["财务会计"], &Weights::FULL));
        for n in 0..50 {
            bank.insert(&format!("会计{n}级主管"));
        }
        assert_eq!(bank.score_all(&bank.prepare(&["财务会计"], &Weights::FULL))[..before.len()], before);
    }

    #[test]
    fn of_several_wishes_the_best_counts() {
        let bank = bank();
        let one = bank.score_all(&bank.prepare(&["护士"], &Weights::FULL));
        let two = bank.score_all(&bank.prepare(&["护士", "会计"], &Weights::FULL));
        assert!(one.iter().zip(&two).all(|(one, two)| two >= one));
        assert!(two[0] > one[0]);
    }
}
