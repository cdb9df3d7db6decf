//! The program itself, as a process.
//!
//! Rule: it inherits no setting from whoever runs the tests, and is ended by its own number when the test ends.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ended {
    /// The JSON object of the last line.
    #[track_caller]
    pub(crate) fn object(&self) -> serde_json::Value {
        let last = self.out.lines().last().unwrap_or_else(|| panic!("nothing was printed: {self:?}"));
        serde_json::from_str(last).unwrap_or_else(|cause| panic!("{cause}: {self:?}"))
    }

    #[track_caller]
    pub(crate) fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "{self:?}");
        self
    }
}

/// The program on a data folder of its own.
pub(crate) struct Magpie {
    pub(crate) data: PathBuf,
    pub(crate) database: Option<String>,
}

impl Magpie {
    pub(crate) fn of(data: &Path, database: Option<&str>) -> Self {
        Self { data: data.to_owned(), database: database.map(str::to_owned) }
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_magpie-under-test"));
        let ours = std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("MAGPIE"));
        ours.for_each(|(name, _)| {
            command.env_remove(name);
        });
        command.args(arguments).arg("--data").arg(&self.data);
        if let Some(url) = &self.database {
            command.args(["--database", url]);
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        self.run_with(arguments, "")
    }

    pub(crate) fn run_with(&self, arguments: &[&str], input: &str) -> Ended {
        let mut command = self.command(arguments);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a process");
        let mut stdin = child.stdin.take().expect("its input");
        // A command that asks for nothing has closed it.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("its end");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
        Ended { status: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Serves on a free port; returns once requests are taken.
    pub(crate) fn serve(&self) -> Serving {
        let mut command = self.command(&["serve", "--bind", "127.0.0.1:0"]);
        command.env("MAGPIE__LOG__FORMAT", "json").env("MAGPIE__SERVER__WORKERS", "2");
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("a process");
        let lines = BufReader::new(child.stderr.take().expect("its log")).lines();
        let log = Arc::new(Mutex::new(Vec::new()));
        let (ready, address) = mpsc::channel();
        let kept = Arc::clone(&log);
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let entry: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
                if let Some(address) = entry["address"].as_str() {
                    // Who waited may have given up.
                    let _ = ready.send(address.to_owned());
                }
                kept.lock().expect("the log").push(line);
            }
        });
        let address = address.recv_timeout(Duration::from_secs(60));
        let Ok(address) = address else {
            let _ = child.kill();
            panic!("it did not come up: {:#?}", log.lock().expect("the log"));
        };
        Serving { child, url: format!("http://{address}"), log }
    }
}

/// A serving process.
pub(crate) struct Serving {
    child: Child,
    pub(crate) url: String,
    log: Arc<Mutex<Vec<String>>>,
}

impl Serving {
    pub(crate) fn log(&self) -> Vec<String> {
        self.log.lock().expect("the log").clone()
    }

    /// SIGKILL, at whatever it is doing.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("a kill");
        self.child.wait().expect("its end");
    }

    /// SIGTERM, and how it ended.
    pub(crate) fn stop(&mut self) -> Option<i32> {
        let number = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &number]).status().expect("kill").success());
        self.child.wait().expect("its end").code()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
