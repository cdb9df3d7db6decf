//! Applications: what happens between a seeker and a posting, from the first word to the last.
//!
//! Rules:
//! - No silent end: an application ends in hired, refused with a reason, or withdrawn; one that waits too long is
//!   reminded of, and the seeker sees how long it has waited.
//! - Applying is the consent by which this employer learns, for this posting, who the person is. Withdrawing the
//!   application, or the consent alone, takes it back.
//! - A step is a conditional update, and each stands in the history.
//! - Nobody applies where nobody answers: only an approved employer's posting takes applications.
//! - An employer asks nothing that the law forbids to ask; a question that was asked stays as it was asked.
//! - An invitation goes only to who lets this employer see the profile, and tells the employer nothing of who it is.

pub(crate) mod entity;
pub mod invitations;
pub mod letters;
pub mod made_up;
pub mod pipeline;
pub mod policy;
pub mod public;
pub mod questions;
pub mod read;
pub mod remind;
pub(crate) mod rows;
pub mod values;
pub mod write;

#[cfg(test)]
mod tests;
