//! The real program: how long `demo` takes, when `serve` is ready, and how much memory it holds.

use super::{Folder, print, resident_mib, rounded, seconds};
use anyhow::Context;
use serde_json::json;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Starts of `serve`.
const ROUNDS: usize = 5;

/// Measures.
///
/// # Errors
/// Where the program is not built or does not start.
pub async fn run(postings: u64) -> anyhow::Result<()> {
    tokio::task::spawn_blocking(move || measure(postings)).await?
}

fn measure(postings: u64) -> anyhow::Result<()> {
    let program = program()?;
    let folder = Folder::new("start")?;
    let began = Instant::now();
    let defaults = Folder::new("start-defaults")?;
    demo(&program, &defaults, &[])?;
    print(&json!({"bench": "start", "command": "demo --no-serve (defaults)", "seconds": seconds(began)}));
    let began = Instant::now();
    demo(&program, &folder, &["--postings", &postings.to_string()])?;
    print(&json!({"bench": "start", "command": "demo --no-serve", "postings": postings, "seconds": seconds(began)}));
    for _ in 0..ROUNDS {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let began = Instant::now();
        let mut serving = Serving(
            Command::new(&program)
                .args(["serve", "--bind", &format!("127.0.0.1:{port}"), "--data"])
                .arg(folder.path())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()?,
        );
        while !ready(port) {
            anyhow::ensure!(began.elapsed() < Duration::from_secs(120), "serve was not ready after two minutes");
            anyhow::ensure!(serving.0.try_wait()?.is_none(), "serve ended by itself");
            std::thread::sleep(Duration::from_millis(2));
        }
        let ready_s = seconds(began);
        let at_start = resident_mib(serving.0.id());
        for page in 1..=200_u32 {
            get(port, &format!("/search?page={}", page % 20 + 1)).context("a page of results")?;
            get(
                port,
                &format!(
                    "/api/v1/search?q={}",
                    ["%E6%8A%A4%E7%90%86", "java", "%E5%8F%B8%E6%9C%BA"][page as usize % 3]
                ),
            )?;
        }
        print(&json!({
            "bench": "start", "command": "serve", "postings": postings, "ready_s": ready_s,
            "resident_mib": at_start, "resident_mib_after_400_requests": resident_mib(serving.0.id()).map(rounded),
        }));
    }
    Ok(())
}

/// A server that ends with its owner.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The program beside this one.
fn program() -> anyhow::Result<PathBuf> {
    let path = std::env::current_exe()?.with_file_name("magpie");
    anyhow::ensure!(path.exists(), "{} is not built: cargo build --release", path.display());
    Ok(path)
}

fn demo(program: &PathBuf, folder: &Folder, more: &[&str]) -> anyhow::Result<()> {
    let mut command = Command::new(program);
    command.args(["demo", "--no-serve"]).args(more).arg("--data").arg(folder.path());
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    anyhow::ensure!(status.success(), "demo ended with {status}");
    Ok(())
}

fn ready(port: u16) -> bool {
    get(port, "/readyz").is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

fn get(port: u16, path: &str) -> anyhow::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
