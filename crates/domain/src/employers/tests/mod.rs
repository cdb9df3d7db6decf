//! Tests of employers: registration and review, members, adoption.

mod adoption;
mod members;
mod review;
