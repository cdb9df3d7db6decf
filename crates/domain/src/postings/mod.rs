//! Postings: from draft to public to their end.
//!
//! Rules:
//! - States change by conditional update: of two clicks, one wins.
//! - A posting is public while it is `published`, has not expired, and its employer is approved or, by an organizer's
//!   act, unverified. `public` asks for all three in the query itself.
//! - The first posting of an employer is reviewed by an organizer; once one was approved, the employer is trusted and
//!   further ones are public at once. What an organizer refused or took down is reviewed again all the same.
//! - Every version that was public is kept.
//! - There is no field for sex, age or the like, in the type, in the form or in the table.

pub(crate) mod entity;
pub mod lifecycle;
pub mod made_up;
pub mod policy;
pub mod public;
pub mod read;
pub(crate) mod rows;
pub mod stream;
pub mod values;
pub mod write;

#[cfg(test)]
mod tests;
