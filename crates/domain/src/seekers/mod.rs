//! Seekers: people who look for work, with or without an account, a telephone or a mail address of their own.
//!
//! Rules:
//! - A profile belongs to the person. An adviser keeps it on behalf of somebody without an account, or of one who asked
//!   for help (`assisted`); who recorded what stands in its provenance.
//! - Nobody sees a profile unless the person said so; employers see it masked until there is a consent for a posting of
//!   theirs, and one that the person blocked, by its legal entity, sees nothing at all.
//! - Name and contact stand apart from the profile, and the profile has no field for sex, age, birth, marriage,
//!   household or photo, so that what ranks cannot see them.
//! - Two profiles of one person can be made one and taken apart again; nothing is lost either way.

//! - Erasing is the person's right: everything personal goes at once. Where applications refer to the profile, an empty
//!   row stays under its id, so that an employer's record of what it decided still holds together.

pub mod assist;
pub mod candidates;
pub(crate) mod consents;
pub mod doubles;
pub(crate) mod entity;
pub mod erase;
pub mod made_up;
pub mod matching;
pub mod merging;
pub mod policy;
pub mod privacy;
pub mod read;
pub(crate) mod rows;
pub mod values;
pub mod write;

#[cfg(test)]
mod tests;
