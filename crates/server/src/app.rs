//! The wiring: a database, an index, a way for mail, and the tasks and the server over them.
//!
//! Rule: opening starts nothing. A test opens, listens and settles by hand; `magpie serve` opens and [`App::run`]s.

use crate::alerts::Alerts;
use crate::config::Config;
use crate::failure::Failure;
use crate::http;
use crate::indexer::Indexer;
use crate::mailer::Mailer;
use crate::matching::{self, Follower};
use crate::telemetry;
use crate::worker::Worker;
use actix_web::dev::ServerHandle;
use magpie_domain::db::OpenOptions;
use magpie_domain::{Clock, Db, System};
use magpie_search::matching::MatchIndex;
use magpie_search::{Index, Opened};
use magpie_web::{Matches, Settings, State};
use secrecy::ExposeSecret;
use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Another process that has just begun with the index is waited for so long.
const OPEN_PATIENCE: Duration = Duration::from_secs(5);
/// Counters are tidied up so often.
const UPKEEP: Duration = Duration::from_secs(10);

/// What a node is opened with.
#[derive(Debug)]
pub struct Options {
    /// The settings.
    pub config: Config,
    /// The clock.
    pub clock: Clock,
    /// The way for mail.
    pub mailer: Mailer,
    /// Whether the files of the index are compared with their checksums. Only where no other process writes them.
    pub verify_index: bool,
}

impl Options {
    /// As the settings say, with the system's clock.
    ///
    /// # Errors
    /// Where the settings name no usable mail server.
    pub fn of(config: Config) -> Result<Self, Failure> {
        let mailer = Mailer::open(&config.mail).map_err(|why| Failure::new("configuration", why))?;
        Ok(Self { config, clock: Clock::System, mailer, verify_index: false })
    }
}

/// A node: everything that one process needs.
#[derive(Debug)]
pub struct App {
    /// The database.
    pub db: Db,
    /// The machine's own authority.
    pub system: Arc<System>,
    /// What the handlers share.
    pub state: State,
    /// Keeps the index along the log.
    pub indexer: Arc<Indexer>,
    /// Keeps the match index along the log.
    pub follower: Arc<Follower>,
    /// Runs the jobs.
    pub worker: Arc<Worker>,
    /// Evaluates alerts.
    pub alerts: Arc<Alerts>,
    /// The settings.
    pub config: Config,
}

impl App {
    /// Opens the database, which brings its schema up to date, and the index. Starts nothing.
    ///
    /// # Errors
    /// Where one of them cannot be opened.
    pub async fn open(options: Options) -> Result<Self, Failure> {
        let Options { config, clock, mailer, verify_index } = options;
        std::fs::create_dir_all(&config.data)
            .map_err(|error| Failure::new("data-folder", format!("{}: {error}", config.data.display())))?;
        let database = OpenOptions {
            url: config.database.url.expose_secret().to_owned(),
            connections: config.database.connections,
        };
        let (db, system) = Db::open(&database, clock).await.map_err(|error| Failure::database(&error))?;
        let system = Arc::new(system);
        let opened = open_index(&config, verify_index).await?;
        let caught_up = Arc::new(AtomicBool::new(false));
        let index = Arc::new(opened.index);
        let indexer = Arc::new(Indexer::new(db.clone(), index.clone(), opened.needs_rebuild, caught_up.clone()));
        let worker = Arc::new(Worker::new(db.clone(), system.clone(), mailer, config.server.public_url.clone()));
        let alerts = Arc::new(Alerts::new(db.clone(), system.clone(), Some(matching::match_of(db.clock().clone()))));
        let matches = Arc::new(MatchIndex::new());
        let follower = Arc::new(Follower::new(db.clone(), matches.clone(), matching::load_seekers(system.clone())));
        let settings = Settings {
            public_url: config.server.public_url.clone(),
            behind_proxy: config.server.behind_proxy,
            upload_bytes: config.server.upload_bytes,
            site_name: config.server.site_name.clone(),
            hotline: config.server.hotline.clone(),
            match_alerts: alerts.has_matches(),
        };
        let ready = follower.clone();
        let matches = Matches { index: matches, ready: Arc::new(move || ready.ready()) };
        let state = State::new(db.clone(), index, matches, settings, telemetry::counters(), caught_up);
        Ok(Self { db, system, state, indexer, follower, worker, alerts, config })
    }

    /// Serves on an address; port 0 takes a free one. Gives the address and the server.
    ///
    /// # Errors
    /// Where the address cannot be listened on.
    pub async fn listen(&self, bind: SocketAddr) -> Result<(SocketAddr, Listening), Failure> {
        let failed = |error: std::io::Error| {
            let what =
                format!("{bind} cannot be listened on: {error}. Choose another address with --bind ADDRESS:PORT.");
            Failure::new("address", what)
        };
        let listener = TcpListener::bind(bind).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let server = http::server(self.state.clone(), listener, &self.config.server).map_err(failed)?;
        let handle = server.handle();
        #[expect(clippy::disallowed_methods, reason = "the server is held by `Listening`, which waits for it")]
        let task = tokio::spawn(server);
        Ok((address, Listening { handle, task }))
    }

    /// Starts the worker, the indexer, the follower of matches, the alerts and the upkeep of the counters.
    #[must_use]
    pub fn start(&self) -> Tasks {
        let (stop, stopped) = watch::channel(false);
        let (worker, indexer, metrics) = (self.worker.clone(), self.indexer.clone(), self.state.metrics.clone());
        let mut until = stopped.clone();
        let upkeep = async move {
            while tokio::time::timeout(UPKEEP, until.changed()).await.is_err() {
                metrics.run_upkeep();
            }
        };
        let (alerts, follower) = (self.alerts.clone(), self.follower.clone());
        let (worker_stop, indexer_stop) = (stopped.clone(), stopped.clone());
        let (alerts_stop, follower_stop) = (stopped.clone(), stopped);
        #[expect(clippy::disallowed_methods, reason = "the tasks are held by `Tasks`, which waits for them")]
        let tasks = vec![
            tokio::spawn(async move { worker.run(worker_stop).await }),
            tokio::spawn(async move { indexer.run(indexer_stop).await }),
            tokio::spawn(async move { alerts.run(alerts_stop).await }),
            tokio::spawn(async move { follower.run(follower_stop).await }),
            tokio::spawn(upkeep),
        ];
        Tasks { stop, tasks }
    }

    /// Evaluates alerts, runs jobs and follows the log until all are still: for tests, instead of [`App::start`].
    ///
    /// # Errors
    /// Where the database does not answer or the index cannot be written.
    pub async fn settle(&self) -> Result<(), magpie_domain::Error> {
        loop {
            let mails = self.alerts.run_due().await?.mails;
            let done = self.worker.drain().await?;
            self.indexer.settle().await?;
            self.follower.settle().await?;
            if done == 0 && mails == 0 {
                return Ok(());
            }
        }
    }

    /// Serves until the process is told to stop (SIGTERM or SIGINT). `ready` is called with the address once requests
    /// are taken. Then nothing new is accepted, requests in flight end, and the tasks finish the step in hand.
    ///
    /// # Errors
    /// Where the address cannot be listened on.
    pub async fn run(&self, ready: impl FnOnce(SocketAddr)) -> Result<(), Failure> {
        let (address, listening) = self.listen(self.config.server.bind).await?;
        let tasks = self.start();
        // The dictionary takes a moment: no search should wait for it, nor the start.
        let index = self.state.index.clone();
        let matches = self.state.matches.index.clone();
        let warming = tokio::task::spawn_blocking(move || {
            index.warm();
            matches.warm();
        });
        ready(address);
        let signal = signal().await;
        tracing::info!(signal, "stopping: requests and steps in hand are finished");
        listening.stop().await;
        tasks.stop().await;
        // Its panic would be a fault of the dictionary, which the first search has met by now.
        let _ = warming.await;
        tracing::info!("stopped");
        Ok(())
    }
}

async fn open_index(config: &Config, verify: bool) -> Result<Opened, Failure> {
    let options = magpie_search::OpenOptions {
        writer_heap: config.index.writer_bytes,
        threads: std::thread::available_parallelism().map_or(2, usize::from),
        verify,
    };
    let started = std::time::Instant::now();
    loop {
        let dir = config.index.dir.clone();
        let opened = tokio::task::spawn_blocking(move || Index::open(&dir, options)).await;
        match opened.map_err(|cause| Failure::new("index", cause.to_string()))? {
            Ok(opened) => {
                if let Some(why) = &opened.discarded {
                    tracing::warn!(why, "the search index was thrown away and is built anew");
                }
                return Ok(opened);
            }
            // A process that makes the index at this moment holds it for an instant.
            Err(_) if started.elapsed() < OPEN_PATIENCE => tokio::time::sleep(Duration::from_millis(100)).await,
            Err(error) => {
                let what = format!("the search index in {} cannot be opened: {error:#}", config.index.dir.display());
                return Err(Failure::new("index", what));
            }
        }
    }
}

/// A server that answers.
#[derive(Debug)]
pub struct Listening {
    handle: ServerHandle,
    task: JoinHandle<std::io::Result<()>>,
}

impl Listening {
    /// Accepts nothing new, lets requests in flight end, and waits for that.
    pub async fn stop(self) {
        self.end(true).await;
    }

    /// Cuts off whatever is in flight.
    pub async fn abort(self) {
        self.end(false).await;
    }

    async fn end(self, graceful: bool) {
        self.handle.stop(graceful).await;
        match self.task.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the server ended with an error"),
            Err(error) => tracing::error!(%error, "the server broke off"),
        }
    }
}

/// Tasks that run.
#[derive(Debug)]
pub struct Tasks {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Tasks {
    /// Tells the tasks to stop and waits for the step that each has in hand.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "a task broke off");
            }
        }
    }
}

/// Waits for the signal to stop and gives its name.
async fn signal() -> &'static str {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::error!("signals cannot be listened to: stop this process by SIGKILL, nothing is lost by it");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => "SIGTERM",
        _ = interrupt.recv() => "SIGINT",
    }
}

/// A data folder that this process alone serves from or rewrites. Given up when dropped or when the process dies.
#[derive(Debug)]
pub struct Claim(#[expect(dead_code, reason = "the lock is held as long as the file is open")] File);

impl Claim {
    /// Claims the folder.
    ///
    /// # Errors
    /// `in-use` where another process has it.
    pub fn of(data: &Path) -> Result<Self, Failure> {
        let path = data.join("serve.lock");
        let failed = |error: std::io::Error| Failure::new("data-folder", format!("{}: {error}", path.display()));
        std::fs::create_dir_all(data).map_err(failed)?;
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        // More than once, because somebody may just be asking whether it is taken.
        let taken = (0..5).find_map(|_| match file.try_lock() {
            Err(std::fs::TryLockError::WouldBlock) => {
                std::thread::sleep(Duration::from_millis(20));
                None
            }
            other => Some(other),
        });
        match taken.unwrap_or(Err(std::fs::TryLockError::WouldBlock)) {
            Ok(()) => Ok(Self(file)),
            Err(std::fs::TryLockError::WouldBlock) => {
                let what = format!(
                    "another Magpie serves from {}: stop it first, or name another folder with --data DIR",
                    data.display()
                );
                Err(Failure::new("in-use", what))
            }
            Err(std::fs::TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    /// Whether a process has the folder.
    #[must_use]
    pub fn is_taken(data: &Path) -> bool {
        let Ok(file) = File::open(data.join("serve.lock")) else { return false };
        matches!(file.try_lock_shared(), Err(std::fs::TryLockError::WouldBlock))
    }
}
