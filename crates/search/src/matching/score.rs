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

/// What each part of the fit is worth, in the order of [`Part::ALL`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FitWeights {
    /// What it adds where it is as wished.
    pub gain: [f32; Part::ALL.len()],
    /// What it takes away where it cannot be.
    pub loss: [f32; Part::ALL.len()],
}

/// Everything that a score depends on besides the two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// Evidence of titles.
    pub titles: Evidences,
    /// The fit as the person sees it.
    pub seeker: FitWeights,
    /// The fit as the employer sees it.
    pub employer: FitWeights,
    /// How much nearness counts: the power by which a relation of titles is raised.
    pub curve: f32,
    /// From this score in both directions on, both want it.
    pub mutual: f32,
}

/// What two titles drawn by chance have in common, by kind of evidence: mean and deviation. Measured over names of the
/// national classification (the test `chance_is_as_measured`), and over no judged set. With them one unit of each kind
/// says the same, which is what a z-score is for.
pub(crate) mod chance {
    pub(crate) const LEXICAL: (f32, f32) = (0.02, 0.07);
    pub(crate) const CONCEPT: (f32, f32) = (0.005, 0.03);
    pub(crate) const VECTOR: (f32, f32) = (0.08, 0.145);
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
            vector: 0.2,
        },
        seeker: FitWeights::of([
            // Pay: the first thing that people look at after the work itself.
            (0.12, 0.30),
            // Place: an hour each way decides, a neighbouring district does not.
            (0.10, 0.20),
            // Education: who lacks it is rarely asked, and to have it is no merit.
            (0.04, 0.35),
            // Experience: the same, and more often overlooked.
            (0.04, 0.30),
            // Employment type: part time is another life than full time.
            (0.06, 0.25),
            // Shift: a limit is set for a reason.
            (0.06, 0.30),
            // Licences: without the nursing licence no nurse.
            (0.05, 0.65),
            // Skills: they tell apart what titles do not.
            (0.12, 0.05),
            // Freshness: it breaks ties.
            (0.02, 0.02),
            // Start: the person knows.
            (0.00, 0.00),
        ]),
        employer: FitWeights::of([
            // Pay: who wishes for much more will not come.
            (0.03, 0.20),
            // Place: who lives far will not stay.
            (0.03, 0.08),
            // Education: it was asked for.
            (0.08, 0.40),
            // Experience: it was asked for.
            (0.10, 0.35),
            // Employment type: who wishes for another will not stay.
            (0.03, 0.15),
            // Shift: who cannot will not come.
            (0.03, 0.20),
            // Licences: the law asks for most of them.
            (0.08, 0.70),
            // Skills: they tell apart what titles do not.
            (0.15, 0.05),
            // Freshness: it is the employer's own posting.
            (0.00, 0.00),
            // Start: soon is better.
            (0.02, 0.05),
        ]),
        // Less than 1, so that the same work under another name, which shares most and never all, counts nearly in full.
        curve: 0.8,
        // The same work, and nothing of weight against it.
        mutual: 0.65,
    };

    /// No fit at all, and the same words only: for the ablation.
    pub const LEXICAL: Self = Self::without_fit(Evidences { concept: 0.0, vector: 0.0, ..Self::FULL.titles });
    /// The same with concepts.
    pub const WITH_CONCEPTS: Self = Self::without_fit(Evidences { vector: 0.0, ..Self::FULL.titles });
    /// The same with vectors.
    pub const WITH_VECTORS: Self = Self::without_fit(Self::FULL.titles);

    const fn without_fit(titles: Evidences) -> Self {
        let none = FitWeights::of([(0.0, 0.0); Part::ALL.len()]);
        Self { titles, seeker: none, employer: none, ..Self::FULL }
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
pub(crate) fn relation(fused: f32, curve: f32) -> f32 {
    fused.clamp(0.0, 1.0).powf(curve)
}

impl FitWeights {
    /// From a gain and a loss for each part.
    #[must_use]
    pub const fn of(parts: [(f32, f32); Part::ALL.len()]) -> Self {
        let mut weights = Self { gain: [0.0; Part::ALL.len()], loss: [0.0; Part::ALL.len()] };
        let mut at = 0;
        while at < Part::ALL.len() {
            (weights.gain[at], weights.loss[at]) = parts[at];
            at += 1;
        }
        weights
    }

    /// What all parts at their best add up to.
    pub(crate) fn most(&self) -> f32 {
        self.gain.iter().sum()
    }

    /// What a part is worth with this value.
    pub(crate) fn worth(&self, part: Part, value: f32) -> f32 {
        value * if value > 0.0 { self.gain[part as usize] } else { self.loss[part as usize] }
    }

    /// The score of a pair with this relation of titles.
    #[inline]
    pub(crate) fn score(&self, relation: f32, parts: &Parts, most: f32) -> f32 {
        let mut fit = 1.0;
        for ((value, gain), loss) in parts.0.iter().zip(&self.gain).zip(&self.loss) {
            fit += value.max(0.0) * gain + value.min(0.0) * loss;
        }
        // Something is always left: a pair that fits in nothing still goes before strangers.
        relation * (fit / (1.0 + most)).max(0.05)
    }
}

/// A score from 0 to 1 as people read it.
pub(crate) fn percent(score: f32) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=100")]
    let percent = (score * 100.0).round().clamp(0.0, 100.0) as u8;
    percent
}
