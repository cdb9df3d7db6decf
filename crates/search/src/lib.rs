//! Search: the words of a posting, the index over them, and the answers to a query.
//!
//! Rule: nothing here knows a database or a request. A caller hands in [`PostingDoc`]s and gets back ids; what stands
//! behind an id is loaded elsewhere with the reader's rights, so an index that lags behind can show too few postings
//! and never one that may not be seen.

pub mod matching;
pub mod posting;
pub mod query;

mod analyze;
mod conjunction;
mod correct;
mod diversify;
mod everything;
mod facets;
mod facts;
mod filter;
mod fold;
mod highlight;
mod index;
mod parse;
mod pass;
mod plan;
mod rebuild;
mod scan;
mod schema;
mod search;
mod segment;
mod suggest;
mod top;
mod units;
mod vocabulary;
mod words;

#[cfg(test)]
mod tests;

pub use highlight::{highlight, highlight_all};
pub use index::{Index, OpenOptions, Opened, is_held_elsewhere};
pub use parse::{Clause, ClauseKind, Parsed, parse};
pub use posting::{Change, PostingDoc};
pub use query::{Answer, Count, DEPTH, Facets, Filters, Hit, Negotiable, Query, Sort};
pub use rebuild::Rebuild;
pub use suggest::{Suggestion, SuggestionKind};
