//! Matching: which postings fit a person, which people fit a posting, and why.
//!
//! Rules:
//! - What a title says decides the field of work, and only within it do pay, place and the rest move a rank: the fit
//!   multiplies the evidence of the titles and never adds to it, so that a posting of another trade cannot come up
//!   because it pays well around the corner.
//! - Nothing excludes but what the person made a must. Every other wish moves the score smoothly, and says so.
//! - The same documents give the same ranks, in whatever order they came; equal scores are ordered by id.
//! - Who a person is has no field. Free text of a person is read for skills and licences alone.
//!
//! A question is answered in two steps: the evidence for every distinct title, which are few, and then the postings of
//! the titles best first, until no title that is left could still bring one among the best.

mod ask;
pub mod eval;
mod fit;
mod index;
mod licences;
mod near;
mod offer;
mod pairs;
mod pinyin;
mod places;
mod reasons;
mod rows;
mod score;
mod seeker;
mod skills;
mod titles;
mod wants;

#[cfg(test)]
mod tests;

pub use ask::{Ask, Match, Viewer};
pub use fit::{Part, Parts};
pub use index::{MatchChange, MatchIndex, SeekerQuery};
pub use licences::Licence;
pub use near::Near;
pub use pairs::{Fair, Paired};
pub use reasons::{Kind, Reason};
pub use score::{Evidences, FitWeights, Weights};
pub use seeker::{SeekerDoc, Visible};
pub use skills::SkillId;
