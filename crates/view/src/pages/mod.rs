//! The pages, one struct each, in files by the word of the domain.
//!
//! Rule: a page holds what it shows, already read with the reader's rights; it asks nobody for anything.

pub mod accounts;
pub mod admin;
pub mod api_docs;
pub mod console;
pub mod design;
pub mod employers;
pub mod error;
pub mod home;
pub mod imports;
pub mod postings;
pub mod review;
pub mod search;

#[cfg(test)]
mod tests;
