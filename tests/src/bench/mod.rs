//! What is measured: search, import, index, writes, start, matches, alerts.
//!
//! Rule: each figure says what it covers. Times are taken in release; the machine is noisy, so read ratios and medians.

pub mod alerts;
pub mod import;
pub mod index;
pub mod matching;
pub mod search;
pub mod start;
pub mod writes;

use anyhow::Context;
use magpie_domain::Clock;
use magpie_server::demo::{self, District};
use magpie_server::{App, Config, Mailer, Options, Outbox, Sources};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Prints a line of JSON.
#[expect(clippy::print_stdout, reason = "the figures are the output")]
pub(crate) fn print(value: &Value) {
    println!("{value}");
}

/// A folder that goes away with its owner, unless it was there before.
pub(crate) struct Folder(PathBuf, bool);

impl Folder {
    /// A new folder beside the build, so that it lies on the same disk as a real one would.
    pub(crate) fn new(name: &str) -> anyhow::Result<Self> {
        let path = std::env::temp_dir().join(format!("magpie-bench-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).with_context(|| format!("making {}", path.display()))?;
        Ok(Self(path, true))
    }

    /// A folder that somebody else keeps.
    pub(crate) fn kept(path: PathBuf) -> Self {
        Self(path, false)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that cannot be deleted is no reason to lose the figures.
        if self.1 {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }
}

/// Opens the product over a folder, with an embedded database and mail in memory.
pub(crate) async fn open(folder: &Folder) -> anyhow::Result<App> {
    let config = Config::load(&Sources::of(folder.path())).map_err(|error| anyhow::anyhow!("{error}"))?;
    let options = Options { config, clock: Clock::System, mailer: Mailer::Memory(Outbox::new()), verify_index: false };
    App::open(options).await.map_err(|error| anyhow::anyhow!("{error}"))
}

/// Writes a made-up district of so many postings, without its index.
pub(crate) async fn district(app: &App, postings: u64) -> anyhow::Result<()> {
    let employers = if postings > 50_000 { postings / 40 } else { 300 };
    let district = District { postings, employers, seekers: 100, seed: 1 };
    demo::write(app, district, |_| {}).await.map_err(|error| anyhow::anyhow!("{error}"))
}

/// Durations, to be summed up.
#[derive(Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    pub(crate) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The value below which this share of the times lies, in milliseconds.
    pub(crate) fn percentile(&mut self, share: f64) -> f64 {
        self.0.sort_unstable();
        let last = self.0.len().saturating_sub(1);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "an index into the list, rounded"
        )]
        let place = (last as f64 * share).round() as usize;
        self.0.get(place).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }

    /// Number, p50, p99 and the most, in milliseconds.
    pub(crate) fn summary(&mut self) -> Value {
        let count = self.0.len();
        json!({
            "count": count,
            "p50_ms": rounded(self.percentile(0.5)),
            "p99_ms": rounded(self.percentile(0.99)),
            "max_ms": rounded(self.percentile(1.0)),
        })
    }
}

/// Three digits after the point are enough.
pub(crate) fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

/// The seconds since.
pub(crate) fn seconds(since: Instant) -> f64 {
    rounded(since.elapsed().as_secs_f64())
}

/// The folder with data that is not part of the project.
pub(crate) fn shared() -> PathBuf {
    std::env::var_os("MAGPIE_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from)
}

/// Resident memory of a process in MiB, by the kernel's word.
pub(crate) fn resident_mib(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(rounded(kib / 1024.0))
}
