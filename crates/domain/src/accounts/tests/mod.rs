//! Tests of accounts, by what a person does.

mod lists;
mod roles;
mod sessions;
mod sign_in;
mod sign_up;
