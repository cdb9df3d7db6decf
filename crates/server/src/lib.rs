//! The product as a program: configuration, wiring, the worker, mail and the command line.
//!
//! Rule: only this crate starts tasks, and it waits for them when it stops.

pub mod alerts;
pub mod app;
mod application_mails;
pub mod cli;
pub mod commands;
pub mod config;
pub mod demo;
pub mod failure;
mod following;
mod http;
pub mod indexer;
pub mod mailer;
mod mails;
pub mod matching;
pub mod telemetry;
pub mod worker;

#[cfg(test)]
mod tests;

pub use app::{App, Claim, Listening, Options, Tasks};
pub use config::{Config, Sources};
pub use mailer::{Mailer, Outbox};
