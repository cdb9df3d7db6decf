//! Imports: many postings at once, all of them or none, and an account of every row.
//!
//! Rules:
//! - An import is one transaction: what is broken halfway has never been.
//! - A row is known by its key; the same content again changes nothing.
//! - A file's employer that is not registered comes in unverified, and its postings wait in the batch until an
//!   organizer publishes it.
//! - A member imports for the own employer only; a row that names another is refused.

pub(crate) mod entity;
mod merge;
pub mod policy;
pub mod read;
pub(crate) mod targets;
#[cfg(test)]
pub(crate) mod testing;
pub mod values;
pub mod write;

#[cfg(test)]
mod tests;
