//! Accounts, sessions and roles.
//!
//! Rules:
//! - Nobody learns from us whether an address has an account: signing up answers the same to a new address and a known
//!   one (the mail tells them apart), signing in the same to a wrong address and a wrong password, in the same time.
//! - Sessions are rows; the cookie holds a random token of which only the hash is kept. Signing out everywhere ends
//!   them all at once.
//! - Failed sign-ins are counted for each account and each address in the database, so that a restart or a second
//!   node forgets none.
//! - An account has one role. Membership of an employer is not a role but a row of `employers`.

pub(crate) mod entity;
pub mod passwords;
pub mod policy;
pub mod read;
pub mod sessions;
pub mod sign_in;
pub mod sign_up;
pub mod values;
pub mod write;

#[cfg(test)]
mod tests;
