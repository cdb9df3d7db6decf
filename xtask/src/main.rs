//! `cargo xtask`: the checks and errands that cargo itself has not.
//!
//! Rule: this crate depends on nothing of the product, so that it builds in seconds and can report on a product that
//! does not compile. Every failure says what failed, where, and what to do.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool talks through its two streams")]

mod ci;
mod deny;
mod docs_paths;
mod files;
mod ftl;
mod i18n;
mod postgres;
mod prepare;
mod process;
mod size;
mod spdx;
mod step;
mod tests_run;
mod train_concepts;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;

use crate::prepare::Need;
use crate::process::Cargo;
use crate::step::{Report, Verdict};

const HELP: &str = "\
cargo xtask COMMAND

  ci [--only STEP]... [--skip STEP]...
                    everything a change must pass; `.ci/run` is this command
  prepare           installs what the tests need (part of ci)
  postgres          starts a throw-away PostgreSQL, prints its address, stops it on Ctrl-C
  bench NAME [ARGS] measures a release build and prints JSON lines
  train-concepts    makes the vectors of job titles anew (--validate: only measures)
  screenshots       the browser tests, which then also write docs/screenshots

One check alone:
  i18n              the words of every language are complete and used
  size              no source file is too long
  docs-paths        every path that ARCHITECTURE.md names exists
  deny              licences, banned crates and sources of the dependencies

Environment:
  TEST_DATABASE_URL   ci uses this PostgreSQL instead of starting one
  MAGPIE_NO_INSTALL   set to 1, nothing is installed: what is missing is only named
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[][..]),
    };
    match run(command, rest) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("cargo xtask {command}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, rest: &[String]) -> Result<ExitCode> {
    let root = files::root()?;
    match command {
        "help" | "--help" | "-h" => {
            print!("{HELP}\nSteps of ci: {}\n", ci::step_names().join(", "));
            Ok(ExitCode::SUCCESS)
        }
        "ci" => ci::run(&root, rest),
        "bench" => bench(&root, rest),
        "train-concepts" => train_concepts::run(&root, rest),
        "prepare" => Ok(conclude(&prepare::run(&root, &Need::ALL))),
        "i18n" => Ok(conclude(&i18n::check(&root))),
        "size" => Ok(conclude(&size::check(&root))),
        "docs-paths" => Ok(conclude(&docs_paths::check(&root))),
        "deny" => Ok(conclude(&deny::check(&root))),
        "screenshots" => screenshots(&root),
        "postgres" => {
            postgres::serve_until_stopped(&root)?;
            Ok(ExitCode::SUCCESS)
        }
        other => anyhow::bail!("there is no command `{other}`; `cargo xtask help` lists them"),
    }
}

/// Prints how a single check ended.
fn conclude(result: &Result<Report>) -> ExitCode {
    step::print(result);
    match result {
        Ok(report) if matches!(report.verdict, Verdict::Passed) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn bench(root: &Path, arguments: &[String]) -> Result<ExitCode> {
    anyhow::ensure!(!arguments.is_empty(), "name what to measure: `cargo xtask bench NAME [ARGS]`");
    let status = Cargo::new(root)
        .args(["run", "--release", "--package", "magpie-tests", "--bin", "bench", "--"])
        .args(arguments)
        .status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn screenshots(root: &Path) -> Result<ExitCode> {
    let ready = prepare::run(root, &[Need::Chromium, Need::ChineseFont, Need::Npm, Need::Axe]);
    if conclude(&ready) == ExitCode::FAILURE {
        return Ok(ExitCode::FAILURE);
    }
    let folder = root.join("docs/screenshots");
    std::fs::create_dir_all(&folder)?;
    let (report, _) = tests_run::browser(root, Some(&folder))?;
    let code = conclude(&Ok(report));
    println!("The pictures are in {}.", folder.display());
    Ok(code)
}
