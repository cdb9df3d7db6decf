//! Where commands print.
//!
//! Rule: with `--json` the standard output belongs to the script, and what is said to people goes to the standard error
//! stream. A reader that has gone away is no error.

use serde_json::Value;
use std::io::{IsTerminal, Write};

/// The two streams.
pub struct Terminal {
    json: bool,
    out: Box<dyn Write + Send>,
    err: Box<dyn Write + Send>,
    live: bool,
}

impl std::fmt::Debug for Terminal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Terminal").field("json", &self.json).finish_non_exhaustive()
    }
}

impl Terminal {
    /// The streams of the process.
    #[must_use]
    pub fn of_process(json: bool) -> Self {
        let (out, err) = (std::io::stdout(), std::io::stderr());
        let live = err.is_terminal();
        Self { json, out: Box::new(out), err: Box::new(err), live }
    }

    /// Streams of a test.
    #[must_use]
    pub fn of(json: bool, out: Box<dyn Write + Send>, err: Box<dyn Write + Send>) -> Self {
        Self { json, out, err, live: false }
    }

    /// Whether a script reads.
    #[must_use]
    pub const fn json(&self) -> bool {
        self.json
    }

    /// Says a line to people.
    pub fn say(&mut self, line: impl AsRef<str>) {
        let stream = if self.json { &mut self.err } else { &mut self.out };
        let _ = writeln!(stream, "{}", line.as_ref());
        let _ = stream.flush();
    }

    /// Says how far a long work has come, over the last such line where people look on.
    pub fn progress(&mut self, line: impl AsRef<str>) {
        let _ = if self.live {
            write!(self.err, "\r\x1b[2K{}", line.as_ref())
        } else {
            writeln!(self.err, "{}", line.as_ref())
        };
        let _ = self.err.flush();
    }

    /// Ends the line of [`Terminal::progress`].
    pub fn end_progress(&mut self) {
        if self.live {
            let _ = self.err.write_all(b"\r\x1b[2K");
            let _ = self.err.flush();
        }
    }

    /// Prints an object on one line for scripts.
    pub fn object(&mut self, value: &Value) {
        let _ = writeln!(self.out, "{value}");
        let _ = self.out.flush();
    }

    /// Says what went wrong.
    pub fn fail(&mut self, line: impl AsRef<str>) {
        let _ = writeln!(self.err, "{}", line.as_ref());
        let _ = self.err.flush();
    }
}
