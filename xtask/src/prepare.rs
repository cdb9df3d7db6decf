//! What the tests need beyond a Rust toolchain, and getting it.
//!
//! Rule: the project installs for itself what it needs, where it may: as root on a machine with apt-get. Everywhere
//! else it says what is missing, what for, and the command that brings it. When all is there, this changes nothing and
//! takes no time worth naming.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::step::Report;
use crate::{files, postgres, process};

/// Something the tests cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    Rustfmt,
    Clippy,
    PostgresServer,
    Chromium,
    ChineseFont,
    Npm,
    /// The accessibility rules that are run inside each page. Comes after [`Need::Npm`], which fetches it.
    Axe,
}

/// What brings a thing.
enum Source {
    /// Debian packages.
    Debian(&'static [&'static str]),
    /// A command, run in this folder of the project.
    Command { program: &'static str, arguments: &'static [&'static str], folder: &'static str },
}

impl Need {
    pub(crate) const ALL: [Self; 7] =
        [Self::Rustfmt, Self::Clippy, Self::PostgresServer, Self::Chromium, Self::ChineseFont, Self::Npm, Self::Axe];

    /// What it is, and what for.
    fn described(self) -> &'static str {
        match self {
            Self::Rustfmt => "rustfmt, for the step fmt",
            Self::Clippy => "clippy, for the step clippy",
            Self::PostgresServer => "the server programs of PostgreSQL (initdb, postgres), for the step postgres",
            Self::Chromium => "Chromium and chromedriver, for the step browser",
            Self::ChineseFont => "a font with Chinese characters, for the pictures of the step browser",
            Self::Npm => "npm, which fetches axe-core for the step browser",
            Self::Axe => "axe-core, the accessibility rules of the step browser",
        }
    }

    fn source(self) -> Source {
        match self {
            Self::Rustfmt => {
                Source::Command { program: "rustup", arguments: &["component", "add", "rustfmt"], folder: "." }
            }
            Self::Clippy => {
                Source::Command { program: "rustup", arguments: &["component", "add", "clippy"], folder: "." }
            }
            Self::PostgresServer => Source::Debian(&["postgresql"]),
            Self::Chromium => Source::Debian(&["chromium", "chromium-driver"]),
            Self::ChineseFont => Source::Debian(&["fontconfig", "fonts-wqy-microhei"]),
            Self::Npm => Source::Debian(&["npm"]),
            Self::Axe => Source::Command { program: "npm", arguments: &["ci"], folder: "tests/browser" },
        }
    }

    fn is_there(self, root: &Path) -> bool {
        match self {
            Self::Rustfmt => process::output_of("cargo", &["fmt", "--version"]).is_some(),
            Self::Clippy => process::output_of("cargo", &["clippy", "--version"]).is_some(),
            Self::PostgresServer => std::env::var_os("TEST_DATABASE_URL").is_some() || postgres::programs().is_some(),
            Self::Chromium => files::program("chromium").is_some() && files::program("chromedriver").is_some(),
            Self::ChineseFont => process::output_of("fc-list", &[":lang=zh-cn"]).is_some_and(|fonts| !fonts.is_empty()),
            // Once the one thing it fetches is there, npm itself is not needed.
            Self::Npm => Self::Axe.is_there(root) || files::program("npm").is_some(),
            Self::Axe => axe_is_current(root).unwrap_or(false),
        }
    }
}

/// Whether the axe-core that is installed is the one that package.json asks for.
fn axe_is_current(root: &Path) -> Result<bool> {
    let folder = root.join("tests/browser");
    let wanted = files::read(&folder.join("package.json"))?;
    let installed = files::read(&folder.join("node_modules/axe-core/package.json"))?;
    let wanted = json_text(&wanted, "axe-core").context("tests/browser/package.json does not name axe-core")?;
    Ok(json_text(&installed, "version") == Some(wanted) && folder.join("node_modules/axe-core/axe.min.js").is_file())
}

/// The text that the first `"key": "text"` gives.
fn json_text<'a>(json: &'a str, key: &str) -> Option<&'a str> {
    let rest = json.split_once(&format!("\"{key}\""))?.1;
    rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?.split('"').next()
}

/// Sees to it that all of `needs` is there.
pub(crate) fn run(root: &Path, needs: &[Need]) -> Result<Report> {
    let mut needs = needs.to_vec();
    needs.sort_unstable();
    needs.dedup();
    let missing: Vec<Need> = needs.iter().copied().filter(|need| !need.is_there(root)).collect();
    if missing.is_empty() {
        return Ok(Report::passed(format!("nothing to install ({} looked at)", needs.len())));
    }
    if std::env::var_os("MAGPIE_NO_INSTALL").is_none_or(|value| value.is_empty() || value == "0") {
        install(root, &missing);
    }

    let missing_still: Vec<Need> = missing.iter().copied().filter(|need| !need.is_there(root)).collect();
    let places =
        missing_still.iter().map(|need| format!("missing: {}: `{}`", need.described(), command(*need))).collect();
    Ok(Report::from_places(
        format!("installed {} of {} looked at", missing.len(), needs.len()),
        "this machine lacks something that the tests need",
        places,
        "run the commands above, or leave out the steps that need it with `--skip STEP`",
    ))
}

/// Tries to install; what came of it is seen by looking again.
fn install(root: &Path, missing: &[Need]) {
    let packages: Vec<&str> = missing
        .iter()
        .filter_map(|need| match need.source() {
            Source::Debian(packages) => Some(packages),
            Source::Command { .. } => None,
        })
        .flatten()
        .copied()
        .collect();
    if !packages.is_empty() && may_install_packages() {
        println!("installing {}", packages.join(" "));
        apt_get(&["update"]);
        apt_get(&[&["install", "--yes", "--no-install-recommends"], packages.as_slice()].concat());
    }
    // After the packages: npm may have come with them.
    for need in missing {
        if let Source::Command { program, arguments, folder } = need.source() {
            println!("running {}", command(*need));
            attempt(Command::new(program).args(arguments).current_dir(root.join(folder)));
        }
    }
}

fn may_install_packages() -> bool {
    process::user_id(None) == Some(0) && files::program("apt-get").is_some()
}

fn apt_get(arguments: &[&str]) {
    attempt(
        Command::new("apt-get")
            // Another apt-get on the same machine is waited for.
            .args(["-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"])
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    );
}

/// What an installer says fills screens, and matters only when it fails.
fn attempt(command: &mut Command) {
    match command.stdin(Stdio::null()).output() {
        Ok(output) if output.status.success() => {}
        Ok(output) => {
            let said = [output.stdout, output.stderr].concat();
            println!("{}\n{command:?} failed: {}", String::from_utf8_lossy(&said).trim_end(), output.status);
        }
        Err(error) => println!("{command:?} could not be started: {error}"),
    }
}

/// The command that brings a thing, for people.
fn command(need: Need) -> String {
    match need.source() {
        Source::Debian(packages) => {
            format!("sudo apt-get install --no-install-recommends {}", packages.join(" "))
        }
        Source::Command { program, arguments, folder: "." } => format!("{program} {}", arguments.join(" ")),
        Source::Command { program, arguments, folder } => format!("(cd {folder} && {program} {})", arguments.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::json_text;

    #[test]
    fn a_pinned_version_is_read_from_json() {
        let json = "{ \"devDependencies\": {\n \"axe-core\" : \"4.14.1\"\n} }";
        assert_eq!(json_text(json, "axe-core"), Some("4.14.1"));
        assert_eq!(json_text(json, "axe"), None);
    }
}
