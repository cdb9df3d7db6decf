//! Tests of postings: their states, their versions, what time does to them and who sees them.

mod lifecycle;
mod lists;
mod plans;
mod review;
mod states;
mod versions;
mod visibility;
