//! Alerts: saved searches and matches that a person wants to hear of.
//!
//! Rules:
//! - A posting is sent to a person once, whichever of their alerts it fits.
//! - One click, without signing in, ends an alert (RFC 8058).

pub(crate) mod entity;
