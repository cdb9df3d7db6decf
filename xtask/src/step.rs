//! How a check ends and how that is told.
//!
//! Rule: a failure names what failed, where, and what to do next; an `Err` is kept for a check that could not be made.

use anyhow::Result;

/// How a check ended, with one line on what it looked at.
pub(crate) struct Report {
    pub(crate) verdict: Verdict,
    /// For people: "12 files, 340 messages".
    pub(crate) summary: String,
}

pub(crate) enum Verdict {
    Passed,
    Failed(Failure),
}

pub(crate) struct Failure {
    /// One line a place: `file:line: what is wrong there`.
    pub(crate) places: Vec<String>,
    /// The next step for the reader.
    pub(crate) advice: String,
}

impl Report {
    pub(crate) fn passed(summary: impl Into<String>) -> Self {
        Self { verdict: Verdict::Passed, summary: summary.into() }
    }

    pub(crate) fn failed(what: impl Into<String>, places: Vec<String>, advice: impl Into<String>) -> Self {
        Self { verdict: Verdict::Failed(Failure { places, advice: advice.into() }), summary: what.into() }
    }

    /// Passed when no place is wrong, else failed.
    pub(crate) fn from_places(looked_at: String, what: &str, places: Vec<String>, advice: &str) -> Self {
        if places.is_empty() { Self::passed(looked_at) } else { Self::failed(what, places, advice) }
    }
}

/// The word of the table for a result.
pub(crate) fn word(result: &Result<Report>) -> &'static str {
    match result {
        Ok(Report { verdict: Verdict::Passed, .. }) => "ok",
        Ok(Report { verdict: Verdict::Failed(_), .. }) => "FAILED",
        Err(_) => "ERROR",
    }
}

/// Failures go to standard output with everything else, so that a captured log keeps its order.
pub(crate) fn print(result: &Result<Report>) {
    match result {
        Ok(Report { verdict: Verdict::Passed, summary }) => println!("ok: {summary}"),
        Ok(Report { verdict: Verdict::Failed(failure), summary }) => {
            println!("FAILED: {summary}");
            for place in &failure.places {
                println!("  {place}");
            }
            println!("  what to do: {}", failure.advice);
        }
        Err(error) => println!("ERROR: {error:#}"),
    }
}
