//! Alerts: saved searches and matches that a person wants to hear of by mail.
//!
//! Rules:
//! - What is told is what became public, first or again, after the alert's place in the log of changes. A place moves on
//!   only with the mail that tells what was passed, in one transaction: nothing is lost by a crash.
//! - A posting is sent to a person once, whichever of their alerts it fits, also after it was edited or published anew.
//!   The key of `alert_sent` keeps that, whoever evaluates, however often.
//! - Of two nodes that evaluate the same alert at the same time one delivers: the alert is taken by conditional update.
//! - A search is kept as the canonical query of the search page, which says what is looked for and never how it is
//!   shown; the same search is kept once for each person.
//! - The link in a mail needs no sign-in (RFC 8058). It ends its alert, and all of the person's where that is asked for
//!   in so many words; nothing else can be done or seen by it.

pub mod deliver;
pub mod due;
pub mod ending;
pub(crate) mod entity;
pub mod letter;
pub mod made_up;
pub mod policy;
pub mod read;
pub mod values;
pub mod write;

#[cfg(test)]
mod tests;
