//! Tests of seekers.

mod profile;
