//! Turns requests into grants and commands, and results into pages, JSON or problems.
//!
//! Rule: a handler names in its signature the right that it needs ([`extract::Granted`]); it never begins or commits,
//! never asks the database, and never chooses a status for an error: `problem` alone knows status numbers.

pub mod alerting;
pub mod api;
pub mod extract;
pub mod importing;
pub mod matching;
pub mod middleware;
pub mod pages;
pub mod problem;
pub mod routes;
pub mod searching;
pub mod state;

pub use routes::{ROUTES, configure};
pub use state::{Matches, Settings, State};
