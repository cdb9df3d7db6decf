//! Running the test suite on one database or in the browser, and counting.
//!
//! Rule: every run selects the whole workspace, and narrows by target and by test name alone. `--package` would unite
//! the features of fewer crates and build the dependencies a second time.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::postgres;
use crate::process::{self, Cargo};
use crate::step::Report;

/// The tests of this module of the `it` binary drive a browser.
const BROWSER: &str = "browser::";

/// How many tests ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Everything but the browser, doc tests included, each test with an SQLite file of its own.
pub(crate) fn sqlite(root: &Path) -> Result<(Report, Tally)> {
    let mut command = cargo_test(root);
    command.args(["--", "--skip", BROWSER]);
    run(command, "one test alone: `cargo test --package magpie-tests --test it -- NAME`")
}

/// The same suite on PostgreSQL. Doc tests touch no database, so once was enough for them.
pub(crate) fn postgres(root: &Path) -> Result<(Report, Tally)> {
    let mut command = cargo_test(root);
    command.args(["--lib", "--bins", "--tests", "--", "--skip", BROWSER]);
    let given = std::env::var("TEST_DATABASE_URL").ok();
    let started = if given.is_none() { Some(postgres::Server::start()?) } else { None };
    if let Some(url) = given.as_deref().or(started.as_ref().map(|server| server.url())) {
        command.env("TEST_DATABASE_URL", url);
    }
    run(
        command,
        "one test alone: leave `cargo xtask postgres` running, set TEST_DATABASE_URL to the address it prints, then \
         `cargo test --package magpie-tests --test it -- NAME`",
    )
}

/// The main paths in a real browser, which look the same on either database, so once: on SQLite.
///
/// With `screenshots`, the tests also write pictures there.
pub(crate) fn browser(root: &Path, screenshots: Option<&Path>) -> Result<(Report, Tally)> {
    let mut command = cargo_test(root);
    command.args(["--test", "it", "--", BROWSER]).env("MAGPIE_TEST_BROWSER", "1");
    if let Some(folder) = screenshots {
        // Absolute: a test runs in the folder of its package.
        command.env("MAGPIE_SCREENSHOTS", folder);
    }
    run(command, "one test alone: `MAGPIE_TEST_BROWSER=1 cargo test --package magpie-tests --test it -- browser::NAME`")
}

fn cargo_test(root: &Path) -> Command {
    let mut command = Cargo::new(root);
    command.args(["test", "--workspace", "--no-fail-fast"]);
    // What a developer has set for a server of their own must not reach the servers of the tests.
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("MAGPIE_") && !name.starts_with("MAGPIE_TEST_")) {
            command.env_remove(name);
        }
    }
    command.env_remove("MAGPIE_TEST_BROWSER").env_remove("TEST_DATABASE_URL");
    command
}

fn run(command: Command, advice: &str) -> Result<(Report, Tally)> {
    let mut seen = Seen::default();
    let ended_well = process::watched(command, |line| seen.line(line))?;
    let Tally { passed, failed } = seen.tally;
    let counts = format!("{passed} passed, {failed} failed, {} ignored", seen.ignored);
    let report = if ended_well { Report::passed(counts) } else { Report::failed(counts, seen.places(), advice) };
    Ok((report, seen.tally))
}

/// What the lines of a test run have told so far.
#[derive(Default)]
struct Seen {
    tally: Tally,
    ignored: u64,
    failed_tests: Vec<String>,
    /// The test whose captured output is being printed.
    current: String,
    /// Test and place of each panic.
    panics: Vec<(String, String)>,
    compiler: CompilerMessages,
}

impl Seen {
    fn line(&mut self, line: &str) {
        self.compiler.line(line);
        if let Some(result) = line.strip_prefix("test result: ") {
            self.tally.passed += count_before(result, " passed");
            self.tally.failed += count_before(result, " failed");
            self.ignored += count_before(result, " ignored");
        } else if let Some(name) = line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED")) {
            self.failed_tests.push(name.trim_end_matches(" - should panic").to_owned());
        } else if let Some(name) = line.strip_prefix("---- ").and_then(|rest| rest.strip_suffix(" stdout ----")) {
            name.clone_into(&mut self.current);
        } else if let Some((_, place)) = line.split_once("' panicked at ").or_else(|| line.split_once(") panicked at "))
        {
            if !self.current.is_empty() {
                self.panics.push((self.current.clone(), place.trim_end_matches(':').to_owned()));
            }
        } else if line.starts_with("error: test failed, to rerun pass") || line.contains("(signal: ") {
            // A binary that died took its count with it; the line that says so is all there is to show.
            self.current.clear();
            if line.contains("(signal: ") {
                self.failed_tests.push(line.trim().to_owned());
            }
        }
    }

    fn places(&self) -> Vec<String> {
        let mut places = self.compiler.places.clone();
        for name in &self.failed_tests {
            match self.panics.iter().find(|(test, _)| test == name) {
                Some((_, place)) => places.push(format!("{name}: panicked at {place}")),
                None => places.push(name.clone()),
            }
        }
        places
    }
}

/// The number that stands before a word, as in "5 passed".
fn count_before(text: &str, word: &str) -> u64 {
    let Some(end) = text.find(word) else { return 0 };
    let digits = text[..end].rsplit(|c: char| !c.is_ascii_digit()).next();
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// Collects the places of compiler messages: a line that says what, then one with `--> file:line:column`.
#[derive(Default)]
pub(crate) struct CompilerMessages {
    message: Option<String>,
    pub(crate) places: Vec<String>,
}

impl CompilerMessages {
    pub(crate) fn line(&mut self, line: &str) {
        if line.starts_with("error") || line.starts_with("warning") {
            self.message = Some(line.to_owned());
        } else if line.is_empty() {
            self.message = None;
        } else if let Some(place) = line.trim_start().strip_prefix("--> ")
            && let Some(message) = self.message.take()
        {
            let place = format!("{place}: {message}");
            // A crate is compiled twice, once for its own tests, and complains twice.
            if !self.places.contains(&place) {
                self.places.push(place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Seen, Tally};

    fn seen(output: &str) -> Seen {
        let mut seen = Seen::default();
        output.lines().for_each(|line| seen.line(line));
        seen
    }

    #[test]
    fn counts_of_all_binaries_are_added() {
        let seen = seen(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s\n\
             test result: FAILED. 7 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        );
        assert_eq!(seen.tally, Tally { passed: 19, failed: 2 });
        assert_eq!(seen.ignored, 1);
    }

    #[test]
    fn a_failed_test_is_told_with_its_place() {
        let seen = seen(
            "test search::finds_it ... FAILED\n\
             test crates/domain/src/db.rs - Db (line 3) ... FAILED\n\
             test search::is_well ... ok\n\
             ---- search::finds_it stdout ----\n\
             thread 'search::finds_it' (4711) panicked at tests/it/search.rs:5:9:",
        );
        assert_eq!(
            seen.places(),
            ["search::finds_it: panicked at tests/it/search.rs:5:9", "crates/domain/src/db.rs - Db (line 3)"]
        );
    }

    #[test]
    fn an_error_of_the_compiler_is_told_once() {
        let message = "error[E0308]: mismatched types\n  --> crates/web/src/lib.rs:5:9\n   |\n";
        assert_eq!(seen(&message.repeat(2)).places(), ["crates/web/src/lib.rs:5:9: error[E0308]: mismatched types"]);
    }
}
