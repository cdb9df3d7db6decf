//! No source file grows past what one can take in.
//!
//! Rule: about 400 lines is the sign to split a file, and 600 is an error. Tests and migrations are excepted: they are
//! read one piece at a time.

use std::path::Path;

use anyhow::Result;

use crate::files;
use crate::step::Report;

const MOST_LINES: usize = 600;

/// Counts the lines of every Rust file.
pub(crate) fn check(root: &Path) -> Result<Report> {
    let mut places = Vec::new();
    let mut counted = 0;
    let mut longest = (0, String::new());
    for file in files::below(root, ".rs")? {
        let shown = files::shown(root, &file);
        if is_excepted(&shown) {
            continue;
        }
        let lines = files::read(&file)?.lines().count();
        counted += 1;
        if lines > MOST_LINES {
            places.push(format!("{shown}: {lines} lines"));
        }
        longest = longest.max((lines, shown));
    }
    Ok(Report::from_places(
        format!("{counted} files, the longest is {} with {} lines", longest.1, longest.0),
        &format!("some files have more than {MOST_LINES} lines"),
        places,
        "split the file by what its parts are about",
    ))
}

fn is_excepted(path: &str) -> bool {
    path.starts_with("migrations/") || path.split('/').any(|part| part == "tests" || part == "tests.rs")
}

#[cfg(test)]
mod tests {
    use super::is_excepted;

    #[test]
    fn tests_and_migrations_may_be_long() {
        assert!(is_excepted("tests/it/search.rs"));
        assert!(is_excepted("crates/domain/src/postings/tests.rs"));
        assert!(is_excepted("migrations/src/m0001_start.rs"));
        assert!(!is_excepted("crates/domain/src/contests.rs"));
    }
}
