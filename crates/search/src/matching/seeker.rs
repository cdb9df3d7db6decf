//! What the match index is told about a seeker.
//!
//! Rule: the profile, which holds nothing about who the person is, and who may find it. Name and contact never come here.

use magpie_terms::{Moment, Profile};

/// Who finds a profile among the candidates for a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Visible {
    /// No employer.
    #[default]
    Nobody,
    /// Employers of the fairs that the person joined; which those are is for the caller to look up.
    Fairs,
    /// Every verified employer.
    Verified,
}

/// A seeker as the match index sees it.
#[derive(Debug, Clone)]
pub struct SeekerDoc {
    /// The seeker's id: the bytes of a UUIDv7.
    pub id: [u8; 16],
    /// The profile.
    pub profile: Profile,
    /// Who finds it.
    pub visible: Visible,
    /// Credit codes of the employers that are not to see it.
    pub blocked: Vec<String>,
    /// When it last changed.
    pub updated_at: Moment,
}
