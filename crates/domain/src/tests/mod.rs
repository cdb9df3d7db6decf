//! Tests of what holds across the slices.

mod schema;
