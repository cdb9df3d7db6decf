//! The product as a program: configuration, wiring, the worker, mail and the command line.
//!
//! Rule: only this crate starts tasks, and it waits for them when it stops.

pub mod config;
