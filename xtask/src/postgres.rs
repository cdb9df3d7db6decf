//! A PostgreSQL of one's own, for the length of one test run.
//!
//! Rule: nothing of it is left behind. The server listens on loopback alone, keeps all its files in one temporary
//! folder, and a guard process stops it and deletes the folder as soon as xtask is gone, however xtask went: the guard
//! waits on a pipe that the kernel closes even after kill -9. Only processes started here are ever stopped, by number.
//!
//! It is fast rather than safe: nothing is synced to disk, since nothing is kept.

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::prepare::{self, Need};
use crate::step::{self, Verdict};
use crate::{files, process};

/// Reads process numbers; at the end of the input stops the last one named and deletes the folder.
///
/// SIGINT is PostgreSQL's fast shutdown: it cuts its clients off and ends in order. The file with its number goes last,
/// and is the better sign: the number itself stays taken until a parent has asked how the process ended.
const GUARD: &str = r#"
trap '' HUP INT TERM
folder=$1
server=
while read -r line; do server=$line; done
if [ -n "$server" ]; then
    kill -INT "$server" 2>/dev/null
    tries=0
    while [ -e "$folder/data/postmaster.pid" ] && kill -0 "$server" 2>/dev/null && [ "$tries" -lt 100 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    kill -KILL "$server" 2>/dev/null
fi
rm -rf "$folder"
"#;

const SETTINGS: &[&str] = &[
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    // Each test has a pool and a database of its own, and tests run side by side.
    "max_connections=300",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    // The databases are gone before a clean-up would pay.
    "autovacuum=off",
    "log_min_messages=warning",
];

/// A running server; dropping it stops it and deletes its files.
pub(crate) struct Server {
    url: String,
    process: Child,
    /// Last: it deletes the folder, which the server must have left by then.
    folder: Folder,
}

impl Server {
    pub(crate) fn start() -> Result<Self> {
        let programs = programs().context("found no PostgreSQL server programs; `cargo xtask prepare` gets them")?;
        let user = User::to_run_as()?;
        let mut folder = Folder::new(&user)?;
        let data = folder.path.join("data");

        let initdb = user
            .command(&programs.join("initdb"))
            .arg("--pgdata")
            .arg(&data)
            .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"])
            .output()
            .context("cannot start initdb")?;
        if !initdb.status.success() {
            bail!("initdb failed: {}", String::from_utf8_lossy(&initdb.stderr).trim());
        }

        // Between asking for a free port and using it, another program may take it.
        let mut tries = 0;
        loop {
            tries += 1;
            match Self::start_on(free_port()?, &programs.join("postgres"), &user, &data, &mut folder) {
                Ok((url, process)) => return Ok(Self { url, process, folder }),
                Err(error) if tries == 3 => return Err(error),
                Err(_) => {}
            }
        }
    }

    fn start_on(port: u16, program: &Path, user: &User, data: &Path, folder: &mut Folder) -> Result<(String, Child)> {
        let log = folder.path.join("log");
        let log_file = fs::File::create(&log)?;
        let mut command = user.command(program);
        command.arg("-D").arg(data).args(["-p", &port.to_string()]);
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        let mut process = command
            .stdout(log_file.try_clone()?)
            .stderr(log_file)
            // Ctrl-C in the terminal is for xtask; the guard then stops the server.
            .process_group(0)
            .spawn()
            .context("cannot start postgres")?;
        if let Err(error) = folder.guard_stops(&process) {
            end_at_once(&mut process);
            return Err(error);
        }

        let patience = Instant::now() + Duration::from_secs(60);
        while !says_ready(data) {
            let exited = process.try_wait()?;
            if exited.is_some() || Instant::now() > patience {
                end_at_once(&mut process);
                bail!("PostgreSQL did not become ready: {}", fs::read_to_string(&log).unwrap_or_default().trim());
            }
            sleep(Duration::from_millis(20));
        }
        Ok((format!("postgres://postgres@127.0.0.1:{port}/postgres"), process))
    }

    /// Where a client connects, as the superuser.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.folder.release_guard();
        // While this waits the guard asks the server to end, and waits as well.
        let patience = Instant::now() + Duration::from_secs(15);
        while matches!(self.process.try_wait(), Ok(None)) {
            if Instant::now() > patience {
                end_at_once(&mut self.process);
            }
            sleep(Duration::from_millis(20));
        }
    }
}

fn end_at_once(process: &mut Child) {
    // Both fail only when the process has ended already.
    let _ = process.kill();
    let _ = process.wait();
}

/// Starts a server for a developer and waits until it is stopped, by Ctrl-C or otherwise.
pub(crate) fn serve_until_stopped(root: &Path) -> Result<()> {
    let ready = prepare::run(root, &[Need::PostgresServer]);
    if !matches!(&ready, Ok(report) if matches!(report.verdict, Verdict::Passed)) {
        step::print(&ready);
        bail!("cannot start PostgreSQL without its programs");
    }
    let mut server = Server::start()?;
    println!("PostgreSQL runs until Ctrl-C, then all in it is gone. In another terminal:\n");
    println!("  export TEST_DATABASE_URL={}", server.url());
    println!("  cargo test --package magpie-tests --test it");
    let status = server.process.wait()?;
    bail!("PostgreSQL ended by itself: {status}");
}

/// The folder with `initdb` and `postgres`: one of `PATH`, else the newest that Debian's packages made.
pub(crate) fn programs() -> Option<PathBuf> {
    if let Some(initdb) = files::program("initdb")
        && initdb.with_file_name("postgres").is_file()
    {
        return initdb.parent().map(Path::to_owned);
    }
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    versions
        .filter_map(|version| {
            let version = version.ok()?;
            let number: u32 = version.file_name().to_str()?.parse().ok()?;
            let folder = version.path().join("bin");
            (folder.join("initdb").is_file() && folder.join("postgres").is_file()).then_some((number, folder))
        })
        .max()
        .map(|(_, folder)| folder)
}

/// Once it takes connections, the server writes `ready` on the last line of its process file.
fn says_ready(data: &Path) -> bool {
    fs::read_to_string(data.join("postmaster.pid"))
        .is_ok_and(|text| text.lines().last().is_some_and(|line| line.trim() == "ready"))
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("found no free port on 127.0.0.1")?;
    Ok(listener.local_addr()?.port())
}

/// PostgreSQL refuses to run as root. Root lends it to a user without rights.
struct User {
    /// User and group, where this is not the user that runs xtask.
    ids: Option<(u32, u32)>,
}

impl User {
    fn to_run_as() -> Result<Self> {
        if process::user_id(None) != Some(0) {
            return Ok(Self { ids: None });
        }
        for name in ["postgres", "nobody"] {
            if let Some(user) = process::user_id(Some(name)) {
                let group = process::output_of("id", &["-g", name]).context("a user without a group")?.parse()?;
                return Ok(Self { ids: Some((user, group)) });
            }
        }
        bail!("PostgreSQL refuses to run as root, and there is neither a user `postgres` nor `nobody` to run it as")
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        // The folder that xtask was started in may be closed to that user.
        command.current_dir("/").stdin(Stdio::null()).env("LC_ALL", "C");
        if let Some((user, group)) = self.ids {
            command.uid(user).gid(group);
        }
        command
    }
}

/// A temporary folder that belongs to the server's user, with the guard that deletes it.
struct Folder {
    path: PathBuf,
    guard: Child,
}

impl Folder {
    fn new(user: &User) -> Result<Self> {
        // The folder that TMPDIR names may be closed to the server's user.
        let places = [std::env::temp_dir(), PathBuf::from("/tmp"), PathBuf::from("/var/tmp")];
        for place in &places {
            let path = place.join(format!("magpie-postgres-{}", std::process::id()));
            if fs::create_dir(&path).is_err() {
                continue;
            }
            if Self::hand_over(&path, user).is_ok() {
                let guard = user
                    .command(Path::new("/bin/sh"))
                    .args(["-c", GUARD, "guard"])
                    .arg(&path)
                    .stdin(Stdio::piped())
                    .process_group(0)
                    .spawn()
                    .context("cannot start /bin/sh")?;
                return Ok(Self { path, guard });
            }
            fs::remove_dir_all(&path)?;
        }
        bail!("found no temporary folder that PostgreSQL's user may use; looked at {places:?}")
    }

    fn hand_over(path: &Path, user: &User) -> Result<()> {
        fs::set_permissions(path, fs::Permissions::from_mode(0o700))?;
        if let Some((id, group)) = user.ids {
            chown(path, Some(id), Some(group))?;
        }
        let reached = user.command(Path::new("test")).arg("-w").arg(path).status()?;
        anyhow::ensure!(reached.success(), "closed to the server's user");
        Ok(())
    }

    /// Tells the guard which server to stop if xtask cannot.
    fn guard_stops(&mut self, server: &Child) -> Result<()> {
        let pipe = self.guard.stdin.as_mut().context("the guard has no input")?;
        writeln!(pipe, "{}", server.id()).context("the guard has gone")
    }

    /// Closes the pipe, as the end of xtask would: the guard goes to work.
    fn release_guard(&mut self) {
        drop(self.guard.stdin.take());
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        self.release_guard();
        let _ = self.guard.wait();
        if self.path.exists() {
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}
