//! ARCHITECTURE.md is a map, and a map must be true.
//!
//! Rule: every path that stands there in backticks exists. What counts as a path is decided by its look alone: a token
//! without blanks that has a slash in its middle or ends as a file of ours does. A `*` stands for any one name, and a
//! file name without a folder may lie anywhere.

use std::path::Path;

use anyhow::Result;

use crate::files;
use crate::step::Report;

const DOCUMENT: &str = "ARCHITECTURE.md";

const ENDINGS: [&str; 10] = [".rs", ".toml", ".md", ".yml", ".html", ".css", ".js", ".ftl", ".json", ".snap"];

/// What only a running or built product has, and what has a slash without being a path.
const NOT_IN_THE_TREE: [&str; 6] = ["target/", "data/", "application/", "text/", "image/", "multipart/"];

/// Looks up every path that the document names.
pub(crate) fn check(root: &Path) -> Result<Report> {
    if !root.join(DOCUMENT).is_file() {
        let places = vec![format!("{DOCUMENT} is not there")];
        return Ok(Report::failed("there is no code map", places, "write it"));
    }
    let mut places = Vec::new();
    let mut looked_up = 0;
    for (line, token) in tokens(&files::read(&root.join(DOCUMENT))?) {
        if !looks_like_a_path(&token) {
            continue;
        }
        looked_up += 1;
        if !exists(root, &token)? {
            places.push(format!("{DOCUMENT}:{line}: {token} does not exist"));
        }
    }
    Ok(Report::from_places(
        format!("{looked_up} paths"),
        "ARCHITECTURE.md names what is not there",
        places,
        "put the path right, or describe what replaced it",
    ))
}

/// The pieces between single backticks outside of code blocks, with their lines.
fn tokens(text: &str) -> Vec<(usize, String)> {
    let mut tokens = Vec::new();
    let mut in_block = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        } else if !in_block {
            // With the line cut at its backticks, every second piece stood between two.
            tokens.extend(line.split('`').skip(1).step_by(2).map(|token| (index + 1, token.to_owned())));
        }
    }
    tokens
}

fn looks_like_a_path(token: &str) -> bool {
    let clean = token.chars().all(|c| c.is_ascii_alphanumeric() || "._-/*".contains(c));
    // One that starts with a slash is an address of the product; one that starts with a dot and a slash is typed in.
    let relative = !token.starts_with('/') && !token.starts_with("./") && !token.starts_with("../");
    let ours = !NOT_IN_THE_TREE.iter().any(|start| token.starts_with(start));
    let shaped =
        token.contains('/') || ENDINGS.iter().any(|ending| token.len() > ending.len() && token.ends_with(ending));
    clean && relative && ours && shaped
}

fn exists(root: &Path, token: &str) -> Result<bool> {
    if !token.contains('/') {
        if root.join(token).exists() {
            return Ok(true);
        }
        let anywhere = files::below(root, token)?;
        return Ok(anywhere.iter().any(|file| file.file_name().is_some_and(|name| name == token)));
    }
    let mut reached = vec![root.to_owned()];
    for part in token.split('/').filter(|part| !part.is_empty()) {
        let mut next = Vec::new();
        for folder in reached {
            if !part.contains('*') {
                next.push(folder.join(part));
            } else if folder.is_dir() {
                for entry in folder.read_dir()? {
                    let entry = entry?;
                    if matches(part, &entry.file_name().to_string_lossy()) {
                        next.push(entry.path());
                    }
                }
            }
        }
        reached = next.into_iter().filter(|path| path.exists()).collect();
    }
    Ok(!reached.is_empty())
}

/// Whether a name fits a pattern with at most one `*`.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end),
        None => pattern == name,
    }
}

#[cfg(test)]
mod tests {
    use super::{looks_like_a_path, matches, tokens};

    #[test]
    fn paths_are_told_from_other_words() {
        for path in ["crates/domain/src/", "policy.rs", "web/locales/*/postings.ftl", ".ci/run", "Cargo.toml"] {
            assert!(looks_like_a_path(path), "{path}");
        }
        for word in ["/api/v1", "GET /healthz", "Db::begin", "application/problem+json", "data/index", ".rs", "serve"] {
            assert!(!looks_like_a_path(word), "{word}");
        }
    }

    #[test]
    fn code_blocks_are_no_map() {
        assert_eq!(tokens("a `b` c `d`\n```\n`e`\n```\n`f`"), [(1, "b".into()), (1, "d".into()), (5, "f".into())]);
    }

    #[test]
    fn a_star_stands_for_any_name() {
        assert!(matches("*.ftl", "postings.ftl"));
        assert!(matches("m*", "m0001"));
        assert!(!matches("aa*aa", "aaa"));
    }
}
