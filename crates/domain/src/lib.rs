//! The product without HTTP: its rules, its rights and its storage.
//!
//! Rule: no grant, no call. A command takes a [`Grant`] that names what it acts on; a read without a grant lives in a
//! module called `public` and shows what anyone may see.

pub mod accounts;
pub mod alerts;
pub mod applications;
pub mod authority;
pub mod changes;
pub mod clock;
pub mod db;
pub mod employers;
pub mod error;
pub mod ids;
pub mod imports;
pub mod jobs;
pub mod postings;
pub mod seekers;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use authority::{Action, Actor, Grant, Verdict};
pub use clock::Clock;
pub use db::{Db, System};
pub use error::{Code, Error};
