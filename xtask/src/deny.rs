//! The dependencies keep to `deny.toml`: permissive licences, no banned crate, nothing from outside crates.io.
//!
//! Rule: `deny.toml` is the one place where the limits stand. cargo-deny reads it where it is installed; the checks
//! below read the same lists, because a limit that only some machines check is none.

use std::path::Path;

use anyhow::{Context, Result};

use crate::process::{self, Cargo};
use crate::step::Report;
use crate::{files, spdx};

const ADVICE: &str = "take another crate; if the licence is permissive, add it to deny.toml with a reason";

/// Checks the whole tree of dependencies, that of the tests included.
pub(crate) fn check(root: &Path) -> Result<Report> {
    let rules = files::read(&root.join("deny.toml"))?;
    let allowed = texts(list(&rules, "allow").context("deny.toml allows no licence")?);
    let banned = names(list(&rules, "deny").unwrap_or_default());
    let registries = texts(list(&rules, "allow-registry").unwrap_or_default());

    let mut places = Vec::new();
    let crates = crates(root)?;
    for (name, licence) in &crates {
        if !spdx::is_allowed(licence, &allowed) {
            places.push(format!("{name}: its licence `{licence}` is not among those that deny.toml allows"));
        }
        let bare = name.split(' ').next().unwrap_or(name);
        if banned.iter().any(|banned| banned == bare) {
            places.push(format!(
                "{name}: banned in deny.toml; `cargo tree --workspace --invert {bare}` says who wants it"
            ));
        }
    }
    for (index, line) in files::read(&root.join("Cargo.lock"))?.lines().enumerate() {
        if let Some(source) = line.strip_prefix("source = ")
            && !registries.iter().any(|registry| source.trim_matches('"') == format!("registry+{registry}"))
        {
            places.push(format!("Cargo.lock:{}: {source} is not among the sources that deny.toml allows", index + 1));
        }
    }
    if !places.is_empty() {
        return Ok(Report::failed("a dependency is not ours to take", places, ADVICE));
    }

    let looked_at = format!("{} crates", crates.len());
    if process::output_of("cargo", &["deny", "--version"]).is_none() {
        return Ok(Report::passed(format!("{looked_at}; cargo-deny is not installed, so it did not look as well")));
    }
    let mut command = Cargo::new(root);
    command.args(["deny", "--workspace", "check", "licenses", "bans", "sources"]);
    let ended_well = process::watched(command, |_| {})?;
    Ok(if ended_well {
        Report::passed(format!("{looked_at}; cargo-deny agrees"))
    } else {
        Report::failed("cargo-deny has complaints", vec!["see its messages above".to_owned()], ADVICE)
    })
}

/// Name with version, and licence, of every crate in the tree that is not our own.
fn crates(root: &Path) -> Result<Vec<(String, String)>> {
    let output = Cargo::new(root)
        .args(["tree", "--workspace", "--edges", "all", "--prefix", "none", "--format", "{p}\t{l}"])
        .output()
        .context("cannot start cargo tree")?;
    anyhow::ensure!(output.status.success(), "cargo tree failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    let text = String::from_utf8_lossy(&output.stdout);
    let mut crates: Vec<(String, String)> = text
        .lines()
        .filter_map(|line| line.split_once('\t'))
        // Our own carry their folder: `magpie-web v0.1.0 (/home/...)`.
        .filter(|(name, _)| !name.contains(" (/"))
        .map(|(name, licence)| {
            (name.trim_end_matches(" (proc-macro)").to_owned(), licence.trim_end_matches(" (*)").trim().to_owned())
        })
        .collect();
    crates.sort();
    crates.dedup();
    Ok(crates)
}

/// The text between the brackets of `key = [ ... ]`, without comments.
fn list<'a>(toml: &'a str, key: &str) -> Option<Vec<&'a str>> {
    let start = format!("{key} = [");
    let mut lines = toml.lines().skip_while(|line| !line.starts_with(&start));
    let first = lines.next()?.strip_prefix(&start)?;
    let mut list = vec![first];
    if !first.trim_end().ends_with(']') {
        list.extend(lines.take_while(|line| line.trim_end() != "]"));
    }
    Some(list.into_iter().map(|line| line.split('#').next().unwrap_or(line)).collect())
}

/// Every text in quotes.
fn texts(lines: Vec<&str>) -> Vec<String> {
    lines.into_iter().flat_map(|line| line.split('"').skip(1).step_by(2)).map(str::to_owned).collect()
}

/// The names in lines such as `{ crate = "name", reason = "..." }`.
fn names(lines: Vec<&str>) -> Vec<String> {
    lines
        .into_iter()
        .filter(|line| line.contains("crate = "))
        .filter_map(|line| line.split('"').nth(1))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{list, names, texts};

    const RULES: &str = "allow = [\n    \"MIT\", # \"plain\"\n    \"ISC\",\n]\nallow-registry = [\"https://r\"]\n\
                         deny = [\n    { crate = \"openssl\", reason = \"no\" },\n]\n";

    #[test]
    fn lists_of_deny_toml() {
        assert_eq!(texts(list(RULES, "allow").unwrap()), ["MIT", "ISC"]);
        assert_eq!(texts(list(RULES, "allow-registry").unwrap()), ["https://r"]);
        assert_eq!(names(list(RULES, "deny").unwrap()), ["openssl"]);
        assert!(list(RULES, "other").is_none());
    }
}
