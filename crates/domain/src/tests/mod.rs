//! Tests of what holds across the slices.

mod access;
mod concurrency;
mod crash;
mod jobs;
mod outbox;
mod schema;
mod stream;
