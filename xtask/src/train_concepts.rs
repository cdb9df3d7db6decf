//! `cargo xtask train-concepts`: makes the vectors of job titles anew.
//!
//! Rule: the file is part of the repository and the training gives the same bytes on every machine, so whoever changes
//! the tables trains, commits the file, and writes its new hash into `crates/concepts/data/README.md`, which a test
//! compares. Nothing here is part of a build.

use crate::process::Cargo;
use anyhow::{Result, ensure};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const FILE: &str = "crates/concepts/data/vectors.bin";

/// Trains; with `--validate` a tenth of the names is held back, figures on them are printed, and nothing is written.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Result<ExitCode> {
    let shared = std::env::var_os("MAGPIE_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    ensure!(
        shared.join("data/occupations").is_dir(),
        "the texts of the classifications are not in {}: set MAGPIE_SHARED to the folder of the shared data",
        shared.display()
    );
    let status = Cargo::new(root)
        .args(["run", "--release", "--package", "magpie-concepts", "--example", "train", "--"])
        .arg(shared)
        .arg(root.join(FILE))
        .args(arguments)
        .status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
