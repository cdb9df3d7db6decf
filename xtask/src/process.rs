//! Starting other programs.
//!
//! Rule: a cargo started from here sees the environment that a cargo started by hand sees. `cargo run` puts a dozen
//! variables about xtask into the environment, some build scripts watch those, and a changed one would build half of the
//! dependencies again each time a developer changes between `cargo test` and `cargo xtask`.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result};

/// Builds a command that runs cargo in the root of the workspace.
pub(crate) struct Cargo;

impl Cargo {
    #[expect(clippy::new_ret_no_self, reason = "what it makes is a std Command")]
    pub(crate) fn new(root: &Path) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let mut command = Command::new(cargo);
        command.current_dir(root);
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(is_about_xtask) {
                command.env_remove(name);
            }
        }
        // A build that is thrown away gains nothing from being prepared for the next one.
        if std::env::var_os("CI").is_some() && std::env::var_os("CARGO_INCREMENTAL").is_none() {
            command.env("CARGO_INCREMENTAL", "0");
        }
        command
    }
}

/// Whether `cargo run` set this variable to tell xtask about itself.
fn is_about_xtask(name: &str) -> bool {
    name.starts_with("CARGO_PKG_")
        || matches!(
            name,
            "CARGO" | "CARGO_MANIFEST_DIR" | "CARGO_MANIFEST_PATH" | "CARGO_BIN_NAME" | "CARGO_CRATE_NAME"
        )
}

/// Runs a command, passes on all it prints as it comes, and shows each line (without colours) to `look`.
///
/// Returns whether it ended well.
pub(crate) fn watched(mut command: Command, mut look: impl FnMut(&str)) -> Result<bool> {
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let shown = format!("{command:?}");
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {shown}"))?;
    let (sender, lines) = mpsc::channel();
    forward_lines(child.stdout.take().context("no standard output")?, sender.clone());
    forward_lines(child.stderr.take().context("no standard error")?, sender);

    let mut out = std::io::stdout().lock();
    let mut silent_since_exit = false;
    loop {
        match lines.recv_timeout(Duration::from_secs(1)) {
            Ok(line) => {
                silent_since_exit = false;
                out.write_all(&line)?;
                out.flush()?;
                look(without_colours(&String::from_utf8_lossy(&line)).trim_end());
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            // A process that a test forgot to stop may hold the pipe open for ever; the command itself has ended.
            Err(mpsc::RecvTimeoutError::Timeout) if silent_since_exit => break,
            Err(mpsc::RecvTimeoutError::Timeout) => silent_since_exit = child.try_wait()?.is_some(),
        }
    }
    Ok(child.wait()?.success())
}

fn forward_lines(stream: impl Read + Send + 'static, lines: mpsc::Sender<Vec<u8>>) {
    std::thread::spawn(move || {
        let mut stream = BufReader::new(stream);
        loop {
            let mut line = Vec::new();
            match stream.read_until(b'\n', &mut line) {
                Ok(0) | Err(_) => return,
                Ok(_) if lines.send(line).is_err() => return,
                Ok(_) => {}
            }
        }
    });
}

/// A line without the escape sequences that colour it.
fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find("\x1b[") {
        plain.push_str(&rest[..start]);
        let sequence = &rest[start + 2..];
        let end = sequence.find(|c: char| c.is_ascii_alphabetic()).map_or(sequence.len(), |end| end + 1);
        rest = &sequence[end..];
    }
    plain.push_str(rest);
    plain
}

/// What a command prints, or `None` when it is not there or ends badly.
pub(crate) fn output_of(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The number of the user (`None`: the one this runs as).
pub(crate) fn user_id(name: Option<&str>) -> Option<u32> {
    let arguments: Vec<&str> = ["-u"].into_iter().chain(name).collect();
    output_of("id", &arguments)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{is_about_xtask, without_colours};

    #[test]
    fn colours_are_taken_off() {
        assert_eq!(without_colours("\x1b[1m\x1b[91merror\x1b[0m: no"), "error: no");
        assert_eq!(without_colours("plain 中文"), "plain 中文");
    }

    #[test]
    fn what_the_user_set_is_kept() {
        assert!(is_about_xtask("CARGO_PKG_VERSION_MAJOR"));
        assert!(!is_about_xtask("CARGO_HOME"));
        assert!(!is_about_xtask("CARGO_TARGET_DIR"));
    }
}
