//! The real server of a test: its own database, index folder and mails, and a clock that stands still.
//!
//! Rule: nothing runs by itself. [`TestApp::settle`] runs what a live server's tasks would have run, and dropping the
//! app fails the test where a job is left over or has failed.

use crate::database::TestDatabase;
use magpie_domain::{Clock, Db, System, jobs};
use magpie_server::app::{App, Listening, Options};
use magpie_server::{Config, Mailer, Outbox, Sources};
use magpie_terms::{Day, Moment};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;
use tokio::runtime::Handle;

/// 2026-11-24T01:00:00Z, nine in the morning in China.
pub(crate) const NOW: Moment = Moment(1_795_482_000);
/// Where the site says that it is: what stands in mails and feeds.
pub(crate) const SITE: &str = "http://magpie.test";

/// One process of the product.
pub(crate) struct Node {
    pub(crate) app: App,
    pub(crate) url: String,
    listening: Option<Listening>,
    _folder: TempDir,
}

impl Node {
    async fn start(
        folder: TempDir,
        database: &str,
        clock: Clock,
        mails: &Outbox,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        let config = config(folder.path(), database, change);
        let mailer = Mailer::Memory(mails.clone());
        let app = App::open(Options { config, clock, mailer, verify_index: false }).await.expect("an app");
        let (address, listening) = app.listen(SocketAddr::from(([127, 0, 0, 1], 0))).await.expect("a free port");
        Self { app, url: format!("http://{address}"), listening: Some(listening), _folder: folder }
    }

    /// Runs jobs and index until both are still.
    pub(crate) async fn settle(&self) {
        self.app.settle().await.expect("jobs and index come to rest");
    }

    async fn stop(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.abort().await;
        }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        tokio::task::block_in_place(|| Handle::current().block_on(self.stop()));
    }
}

fn config(folder: &Path, database: &str, change: impl FnOnce(&mut Config)) -> Config {
    let mut config = Config::load(&Sources::of(folder)).expect("the defaults");
    SITE.clone_into(&mut config.server.public_url);
    config.server.workers = 1;
    config.index.writer_bytes = 32 << 20;
    config.database.url = database.into();
    change(&mut config);
    config
}

pub(crate) struct TestApp {
    pub(crate) node: Node,
    /// The mails that went out.
    pub(crate) mails: Outbox,
    pub(crate) database: TestDatabase,
    failed_jobs_are_fine: AtomicBool,
}

impl TestApp {
    pub(crate) async fn spawn() -> Self {
        Self::spawn_with(|_| {}).await
    }

    pub(crate) async fn spawn_with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let database = TestDatabase::create(folder.path()).await;
        let mails = Outbox::new();
        let node = Node::start(folder, &database.url, Clock::fixed(NOW), &mails, change).await;
        Self { node, mails, database, failed_jobs_are_fine: AtomicBool::new(false) }
    }

    /// A second process on the same database with an index of its own; `None` where the database is not shared.
    pub(crate) async fn second_node(&self) -> Option<Node> {
        if !self.database.is_shared() {
            println!("skipped: SQLite serves one node");
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        Some(Node::start(folder, &self.database.url, self.db().clock().clone(), &self.mails, |_| {}).await)
    }

    pub(crate) fn db(&self) -> &Db {
        &self.node.app.db
    }

    pub(crate) fn system(&self) -> &System {
        &self.node.app.system
    }

    pub(crate) fn today(&self) -> Day {
        self.db().clock().today()
    }

    /// Lets time go by.
    pub(crate) fn pass(&self, seconds: i64) {
        self.db().clock().advance(seconds);
    }

    pub(crate) async fn settle(&self) {
        self.node.settle().await;
    }

    pub(crate) fn expect_failed_jobs(&self) {
        self.failed_jobs_are_fine.store(true, Ordering::Relaxed);
    }

    /// The path of the only link of the newest mail to an address.
    #[track_caller]
    pub(crate) fn link_of_newest_mail(&self, address: &str) -> String {
        let letters = self.mails.to(address);
        let letter = letters.last().unwrap_or_else(|| panic!("no mail went to {address}"));
        let from = letter.text.find(SITE).unwrap_or_else(|| panic!("no link in {}", letter.text));
        let rest = &letter.text[from + SITE.len()..];
        rest.split(char::is_whitespace).next().unwrap_or_default().to_owned()
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let left = tokio::task::block_in_place(|| {
            Handle::current().block_on(async {
                // Before the stop: connections that the server's threads opened end with those threads.
                let left = jobs::counts(self.db()).await;
                self.node.stop().await;
                left
            })
        });
        self.database.remove();
        if std::thread::panicking() {
            return;
        }
        let left = left.expect("the queue can be counted");
        assert_eq!(left.queued, 0, "jobs are left over: the test forgot to settle, or they wait for another try");
        let fine = self.failed_jobs_are_fine.load(Ordering::Relaxed);
        assert!(fine || left.failed == 0, "{} jobs failed", left.failed);
    }
}
