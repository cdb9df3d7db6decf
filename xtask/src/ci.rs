//! `cargo xtask ci`: everything a change must pass.
//!
//! Rule: steps do not depend on each other, so all of them run and one run tells everything that is wrong; only when
//! the machine cannot be prepared does the run end at once. What is cheap comes first. The order of the cargo calls
//! matters for time: clippy checks every dependency, the tests build them once for all three test steps, and the
//! documents reuse what clippy left. Nothing is built in release mode.

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::prepare::{self, Need};
use crate::process::{self, Cargo};
use crate::step::{self, Report, Verdict};
use crate::tests_run::{self, CompilerMessages, Tally};
use crate::{deny, docs_paths, i18n, size};

const PREPARE: &str = "prepare";

struct Step {
    name: &'static str,
    what: &'static str,
    needs: &'static [Need],
    run: fn(&Path) -> Result<(Report, Tally)>,
}

const STEPS: &[Step] = &[
    Step { name: "fmt", what: "every file is formatted", needs: &[Need::Rustfmt], run: format },
    Step { name: "size", what: "no source file is too long", needs: &[], run: |root| untested(size::check(root)) },
    Step { name: "i18n", what: "the words of every language", needs: &[], run: |root| untested(i18n::check(root)) },
    Step {
        name: "docs-paths",
        what: "the paths that ARCHITECTURE.md names",
        needs: &[],
        run: |root| untested(docs_paths::check(root)),
    },
    Step { name: "deny", what: "the dependencies' licences", needs: &[], run: |root| untested(deny::check(root)) },
    Step { name: "clippy", what: "lints, as errors", needs: &[Need::Clippy], run: lint },
    Step { name: "sqlite", what: "the tests on SQLite", needs: &[], run: tests_run::sqlite },
    Step {
        name: "postgres",
        what: "the same suite on PostgreSQL",
        needs: &[Need::PostgresServer],
        run: tests_run::postgres,
    },
    Step {
        name: "browser",
        what: "the main paths in a real browser",
        needs: &[Need::Chromium, Need::ChineseFont, Need::Npm, Need::Axe],
        run: |root| tests_run::browser(root, None),
    },
    Step { name: "docs", what: "the documents of the code", needs: &[], run: document },
];

/// The names that `--only` and `--skip` take.
pub(crate) fn step_names() -> Vec<&'static str> {
    [PREPARE].into_iter().chain(STEPS.iter().map(|step| step.name)).collect()
}

/// Runs the chosen steps and prints how they ended.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Result<ExitCode> {
    let choice = Choice::parse(arguments)?;
    let steps: Vec<&Step> = STEPS.iter().filter(|step| choice.takes(step.name)).collect();
    let begun = Instant::now();
    let mut lines = Vec::new();
    let mut tally = Tally::default();
    let mut tested = false;

    if !choice.skip.iter().any(|name| name == PREPARE) {
        let needs: Vec<Need> = if choice.only.iter().any(|name| name == PREPARE) {
            Need::ALL.to_vec()
        } else {
            steps.iter().flat_map(|step| step.needs).copied().collect()
        };
        let line = timed(PREPARE, "what the tests need is there", || prepare::run(root, &needs));
        let ready = line.passed();
        lines.push(line);
        if !ready {
            print_table(&lines, begun.elapsed());
            return Ok(ExitCode::FAILURE);
        }
    }

    for step in steps {
        lines.push(timed(step.name, step.what, || {
            let (report, counted) = (step.run)(root)?;
            tested |= counted != Tally::default();
            tally.add(counted);
            Ok(report)
        }));
    }

    print_table(&lines, begun.elapsed());
    if tested {
        println!("{} passed, {} failed", tally.passed, tally.failed);
    }
    Ok(if lines.iter().all(Line::passed) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Which steps the command line asks for.
#[derive(Debug, Default)]
struct Choice {
    only: Vec<String>,
    skip: Vec<String>,
}

impl Choice {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut choice = Self::default();
        let mut arguments = arguments.iter();
        while let Some(option) = arguments.next() {
            let list = match option.as_str() {
                "--only" => &mut choice.only,
                "--skip" => &mut choice.skip,
                other => bail!("`{other}` is not an option of ci; it takes --only STEP and --skip STEP"),
            };
            match arguments.next() {
                Some(name) if step_names().contains(&name.as_str()) => list.push(name.clone()),
                Some(name) => bail!("there is no step `{name}`; the steps are: {}", step_names().join(", ")),
                None => bail!("{option} needs the name of a step: {}", step_names().join(", ")),
            }
        }
        Ok(choice)
    }

    fn takes(&self, name: &str) -> bool {
        let wanted = self.only.is_empty() || self.only.iter().any(|only| only == name);
        wanted && !self.skip.iter().any(|skip| skip == name)
    }
}

/// One line of the table at the end.
struct Line {
    name: &'static str,
    result: Result<Report>,
    took: Duration,
}

impl Line {
    fn passed(&self) -> bool {
        self.result.as_ref().is_ok_and(|report| matches!(report.verdict, Verdict::Passed))
    }
}

fn timed(name: &'static str, what: &str, run: impl FnOnce() -> Result<Report>) -> Line {
    println!("\n=== {name}: {what}");
    let begun = Instant::now();
    let result = run();
    let took = begun.elapsed();
    step::print(&result);
    println!("--- {name}: {:.1} s", took.as_secs_f64());
    Line { name, result, took }
}

/// Failures are told again here: hundreds of lines may lie between where they happened and the end.
fn print_table(lines: &[Line], total: Duration) {
    for line in lines.iter().filter(|line| !line.passed()) {
        println!("\n=== {}", line.name);
        step::print(&line.result);
    }
    println!("\n{:<12} {:<8} {:>8}", "step", "result", "seconds");
    for line in lines {
        println!("{:<12} {:<8} {:>8.1}", line.name, step::word(&line.result), line.took.as_secs_f64());
    }
    println!("{:<12} {:<8} {:>8.1}", "total", "", total.as_secs_f64());
}

/// The result of a step that runs no tests.
fn untested(result: Result<Report>) -> Result<(Report, Tally)> {
    Ok((result?, Tally::default()))
}

fn format(root: &Path) -> Result<(Report, Tally)> {
    let mut command = Cargo::new(root);
    // rustfmt colours its output even where that is no terminal.
    let colour = if std::io::stdout().is_terminal() { "always" } else { "never" };
    command.args(["fmt", "--all", "--check", "--", "--color", colour]);
    let mut places = Vec::new();
    let mut messages = CompilerMessages::default();
    let ended_well = process::watched(command, |line| {
        messages.line(line);
        if line.starts_with("Error ") {
            places.push(line.to_owned());
        } else if let Some(place) = line.strip_prefix("Diff in ") {
            let place = place.trim_end_matches(':').replace(&format!("{}/", root.display()), "");
            places.push(place);
        }
    })?;
    places.append(&mut messages.places);
    let report = if ended_well {
        Report::passed("all files")
    } else {
        Report::failed("some files are not formatted", places, "`cargo fmt --all`")
    };
    untested(Ok(report))
}

fn lint(root: &Path) -> Result<(Report, Tally)> {
    let mut command = Cargo::new(root);
    // After the dashes, so that only the crates of this workspace are rebuilt when the flag changes.
    command.args(["clippy", "--workspace", "--all-targets", "--keep-going", "--", "-D", "warnings"]);
    compile(command, "clippy has complaints", "mend what the messages above name; many take `cargo clippy --fix`")
}

fn document(root: &Path) -> Result<(Report, Tally)> {
    let mut command = Cargo::new(root);
    command.args(["doc", "--workspace", "--no-deps", "--document-private-items", "--keep-going"]);
    // There are no examples. Asking for them makes cargo count the dependencies of the tests in, as clippy did; without
    // them some crates have fewer features, and most of the tree would be checked a second time.
    // The documents are for those who work on the code, so a link to something private is as good as any.
    command
        .args(["--lib", "--bins", "--examples"])
        .env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links");
    compile(command, "rustdoc has complaints", "mend what the messages above name; mostly a link to a name that moved")
}

fn compile(command: std::process::Command, complaint: &str, advice: &str) -> Result<(Report, Tally)> {
    let mut messages = CompilerMessages::default();
    let ended_well = process::watched(command, |line| messages.line(line))?;
    let report =
        if ended_well { Report::passed("all crates") } else { Report::failed(complaint, messages.places, advice) };
    untested(Ok(report))
}

#[cfg(test)]
mod tests {
    use super::Choice;

    fn parse(arguments: &[&str]) -> anyhow::Result<Choice> {
        Choice::parse(&arguments.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn only_and_skip_choose() {
        let all = parse(&[]).unwrap();
        assert!(all.takes("fmt") && all.takes("browser"));
        let only = parse(&["--only", "fmt", "--only", "docs"]).unwrap();
        assert!(only.takes("fmt") && only.takes("docs") && !only.takes("sqlite"));
        let skip = parse(&["--skip", "browser"]).unwrap();
        assert!(skip.takes("fmt") && !skip.takes("browser"));
    }

    #[test]
    fn a_step_that_is_not_one_is_an_error_that_names_the_steps() {
        let error = parse(&["--only", "fnt"]).unwrap_err().to_string();
        assert!(error.contains("`fnt`") && error.contains("docs-paths"), "{error}");
        parse(&["--skip"]).unwrap_err();
        parse(&["--fast"]).unwrap_err();
    }
}
