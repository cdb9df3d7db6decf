//! From evidence and fit to one number.
//!
//! Rule: all weights of the product stand here, each with its reason, and nowhere else. A score is the evidence of the
//! titles, from 0 for strangers to 1 for the same work, times what is left of it by the fit: so it lies between 0 and
//! the evidence, it is the same for the same pair whatever else is in the index, and scores of two people compare.

use super::fit::{Part, Parts};
use magpie_concepts::Evidence;

/// Which evidence of titles counts, and how much.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidences {
    /// The same pieces of words.
    pub lexical: f32,
    /// The same concepts.
    pub concept: f32,
    /// Near vectors.
    pub vector: f32,
}

/// The weight of each part of the fit, in the order of [`Part::ALL`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FitWeights(pub [f32; Part::ALL.len()]);

/// Everything that a score depends on besides the two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// Evidence of titles.
    pub titles: Evidences,
    /// The fit as the person sees it.
    pub seeker: FitWeights,
    /// The fit as the employer sees it.
    pub employer: FitWeights,
    /// From this score in both directions on, both want it.
    pub mutual: f32,
}

/// What two titles drawn by chance have in common, by kind of evidence: mean and deviation. Measured over names of the
/// national classification (the test `chance_is_as_measured`), and over no judged set. With them one unit of each kind
/// says the same, which is what a z-score is for.
pub(crate) mod chance {
    pub(crate) const LEXICAL: (f32, f32) = (0.02, 0.07);
    pub(crate) const CONCEPT: (f32, f32) = (0.005, 0.03);
    pub(crate) const VECTOR: (f32, f32) = (0.20, 0.145);
}

impl Weights {
    /// What the product uses.
    pub const FULL: Self = Self {
        titles: Evidences {
            // Words are exact where they meet and silent where they do not: 程序员 shares none with 软件工程师. So they count
            // less than what knows both.
            lexical: 0.02,
            // Concepts know synonyms and both languages; a little of them is far from chance already.
            concept: 0.03,
            // Vectors know most, and even strangers have much in common.
            vector: 0.145,
        },
        seeker: FitWeights([
            0.14, // Pay: the first thing that people look at after the work itself.
            0.12, // Place: an hour each way decides, a neighbouring district does not.
            0.08, // Education: who lacks it is rarely asked.
            0.08, // Experience: the same, and more often overlooked.
            0.10, // Employment type: part time is another life than full time.
            0.12, // Shift: a limit is set for a reason.
            0.30, // Licences: without the nursing licence no nurse.
            0.12, // Skills: they tell apart what titles do not.
            0.02, // Freshness: it breaks ties.
            0.00, // Start: the person knows.
        ]),
        employer: FitWeights([
            0.08, // Pay: who wishes for much more will not come.
            0.05, // Place: who lives far will not stay.
            0.14, // Education: it was asked for.
            0.16, // Experience: it was asked for.
            0.08, // Employment type.
            0.10, // Shift: who cannot will not come.
            0.32, // Licences: the law asks for most of them.
            0.14, // Skills.
            0.00, // Freshness: the employer's own posting.
            0.03, // Start: soon is better.
        ]),
        // Two thirds of the way from neutral to everything as wished, for the same work.
        mutual: 0.6,
    };

    /// No fit at all, and the same words only: for the ablation.
    pub const LEXICAL: Self = Self::without_fit(Evidences { concept: 0.0, vector: 0.0, ..Self::FULL.titles });
    /// The same with concepts.
    pub const WITH_CONCEPTS: Self = Self::without_fit(Evidences { vector: 0.0, ..Self::FULL.titles });
    /// The same with vectors.
    pub const WITH_VECTORS: Self = Self::without_fit(Self::FULL.titles);

    const fn without_fit(titles: Evidences) -> Self {
        let none = FitWeights([0.0; Part::ALL.len()]);
        Self { titles, seeker: none, employer: none, mutual: Self::FULL.mutual }
    }

    /// The presets of the ablation, by name.
    #[must_use]
    pub const fn presets() -> [(&'static str, Self); 4] {
        [
            ("lexical", Self::LEXICAL),
            ("concepts", Self::WITH_CONCEPTS),
            ("vectors", Self::WITH_VECTORS),
            ("full", Self::FULL),
        ]
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self::FULL
    }
}

impl Evidences {
    /// As the bank of titles takes it.
    pub(crate) fn as_bank(&self) -> magpie_concepts::Weights {
        magpie_concepts::Weights { lexical: self.lexical, concept: self.concept, vector: self.vector }
    }

    /// The evidence as one number: 0 or less for strangers, 1 for the same title.
    pub(crate) fn fuse(&self, evidence: &Evidence) -> f32 {
        let kinds = [
            (self.lexical, evidence.lexical, chance::LEXICAL),
            (self.concept, evidence.concept, chance::CONCEPT),
            (self.vector, evidence.vector, chance::VECTOR),
        ];
        let (mut sum, mut most) = (0.0, 0.0);
        for (weight, value, (mean, deviation)) in kinds {
            sum += weight * (value - mean) / deviation;
            most += weight * (1.0 - mean) / deviation;
        }
        if most > 0.0 { sum / most } else { 0.0 }
    }
}

/// Titles with less in common are of another field, and nothing that fits makes up for it.
pub(crate) const STRANGERS: f32 = 0.12;

/// From fused evidence to what is shown: related work stands well above strangers and clearly below the same.
#[inline]
pub(crate) fn relation(fused: f32) -> f32 {
    // A root, so that the same work under another name, which shares most and never all, counts nearly in full.
    fused.clamp(0.0, 1.0).powf(0.8)
}

impl FitWeights {
    /// What all parts at their best add up to.
    pub(crate) fn most(&self) -> f32 {
        self.0.iter().sum()
    }

    /// The score of a pair with this relation of titles.
    #[inline]
    pub(crate) fn score(&self, relation: f32, parts: &Parts, most: f32) -> f32 {
        relation * ((1.0 + parts.weighed(&self.0)) / (1.0 + most)).max(0.0)
    }
}

/// A score from 0 to 1 as people read it.
pub(crate) fn percent(score: f32) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=100")]
    let percent = (score * 100.0).round().clamp(0.0, 100.0) as u8;
    percent
}
