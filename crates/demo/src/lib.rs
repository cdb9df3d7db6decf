//! A made-up district: stations, employers, postings, accounts and seekers, drawn from a seed.
//!
//! Rule: pure and deterministic. Each item follows from (seed, index, now) alone, so any item can be made without those
//! before it, and a million of them pass through without standing in memory. Everybody in it is invented: no real
//! person, no real employer, numbers and addresses that reach nobody; and every employer says so.
//!
//! ```
//! use magpie_demo::{Generator, Plan};
//! use magpie_terms::Moment;
//!
//! let generator = Generator::new(Plan { postings: 1_000, now: Moment(1_795_000_000), ..Plan::default() });
//! assert_eq!(generator.postings().count(), 1_000);
//! assert_eq!(generator.postings().nth(7).as_ref(), Some(&generator.posting(7)));
//! ```

mod account;
mod draw;
mod employer;
mod generator;
mod lists;
mod people;
mod place;
mod posting;
mod prose;
mod seeker;
mod station;
pub mod story;
mod trade;

#[cfg(test)]
mod tests;

pub use account::{DemoAccount, Persona, PersonaRole, personas};
pub use employer::{DemoEmployer, EmployerState};
pub use generator::{Generator, Plan};
pub use posting::{DemoPosting, PostingState};
pub use seeker::{DemoSeeker, SeekerVisibility};
pub use station::{Station, stations};
pub use trade::{Trade, trades};
