//! Employers: registration, review, members.
//!
//! Rules:
//! - An employer is a legal entity, named by its unified social credit code; two registrations with one code are one.
//! - `waiting` until an organizer approves or refuses with a reason; only an approved employer's postings are public.
//! - An employer that only a file names is `unverified` and shown as such. Its postings are public only where an
//!   organizer published the batch. When the entity registers and is approved, its postings move to it.
//! - A refused registration does not keep its code from the entity that it belongs to.
//! - Name and code of an approved employer stand: they are what was examined.

pub(crate) mod entity;
pub mod members;
pub mod policy;
pub mod public;
pub mod read;
pub mod values;
pub mod write;

#[cfg(test)]
mod tests;
