//! The indexer: keeps the index of this node along the log of changes.
//!
//! Rule: the cursor is in the index and moves with it, so there is nothing to repair after a crash: the indexer reads on
//! from where the index is. What it applies is what is true when it looks, so applying a change twice does no harm. An
//! index that knows nothing, or that is ahead of the log because the database was replaced, is rebuilt.
//!
//! One process writes an index at a time. Another one on the same folder, such as an import from the command line beside
//! a running server, reads along what the first has written.

mod document;
mod rebuild;

use crate::following::{Touched, break_off, postings_now};
pub(crate) use document::document;
use magpie_domain::changes;
use magpie_domain::{Db, Error};
use magpie_search::{self as search, Index};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::{Mutex, Notify, watch};

/// Entries of the log that are read at once.
const ENTRIES: u64 = 2_000;
/// Postings in one commit of the index.
const COMMIT: usize = 2_000;
/// The log is looked at so often.
const PAUSE: Duration = Duration::from_millis(250);
/// Another process that writes the index is waited for so long before it is worth a word.
const PATIENCE: Duration = Duration::from_secs(10);
/// After a failure.
const FAILURE_PAUSE: Duration = Duration::from_secs(1);

/// What a step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing: the index agrees with the log.
    Still,
    /// So many entries of the log were applied.
    Applied(u64),
    /// The index was made anew, with so many postings.
    Rebuilt(u64),
    /// Nothing: another process writes the index, and has not come as far as the log.
    Waited,
}

/// Keeps an index along the log.
pub struct Indexer {
    db: Db,
    index: Arc<Index>,
    /// Set where the index was opened empty.
    empty: AtomicBool,
    /// Set where somebody wants it made anew.
    ordered: AtomicBool,
    caught_up: Arc<AtomicBool>,
    stopping: AtomicBool,
    /// One step at a time, else an older look at the database could be written after a newer one.
    step: Mutex<()>,
    wake: Notify,
}

impl std::fmt::Debug for Indexer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Indexer").field("cursor", &self.index.cursor()).finish_non_exhaustive()
    }
}

impl Indexer {
    /// An indexer of `index`. `caught_up` becomes true once the index agrees with the log.
    #[must_use]
    pub fn new(db: Db, index: Arc<Index>, needs_rebuild: bool, caught_up: Arc<AtomicBool>) -> Self {
        Self {
            db,
            index,
            empty: AtomicBool::new(needs_rebuild),
            ordered: AtomicBool::new(false),
            caught_up,
            stopping: AtomicBool::new(false),
            step: Mutex::new(()),
            wake: Notify::new(),
        }
    }

    /// Says that something was written: the indexer looks at once.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Orders a rebuild as the next step.
    pub fn order_rebuild(&self) {
        self.ordered.store(true, Ordering::Release);
        self.wake();
    }

    /// Follows the log until told to stop; then the step in hand is finished, or a rebuild broken off.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) {
        let mut failing = false;
        let mut waiting_since: Option<Instant> = None;
        while !*stop.borrow() {
            let stepped = tokio::select! {
                stepped = self.step() => stepped,
                () = break_off(stop.clone(), &self.stopping) => continue,
            };
            let pause = match &stepped {
                Ok(Step::Still | Step::Waited) => PAUSE,
                Ok(_) => Duration::ZERO,
                Err(_) => FAILURE_PAUSE,
            };
            // Each time of trouble is told once, when it begins and when it ends.
            match &stepped {
                Err(_) if *stop.borrow() => {}
                Err(error) if !failing => tracing::error!(%error, "the search index could not follow and tries again"),
                Ok(_) if failing => tracing::info!("the search index follows again"),
                _ => {}
            }
            if stepped.is_err() {
                metrics::counter!("index_failures").increment(1);
            }
            failing = stepped.is_err();
            if matches!(stepped, Ok(Step::Waited)) {
                let since = *waiting_since.get_or_insert_with(Instant::now);
                if (PATIENCE..PATIENCE + 2 * PAUSE).contains(&since.elapsed()) {
                    tracing::warn!("another process writes the search index of this folder and does not follow");
                }
            } else {
                waiting_since = None;
            }
            tokio::select! {
                _ = stop.changed() => {}
                () = tokio::time::sleep(pause) => {}
                () = self.wake.notified() => {}
            }
        }
    }

    /// Steps until the index agrees with the log.
    ///
    /// # Errors
    /// Where the database does not answer or the index cannot be written, also because another process writes it.
    pub async fn settle(&self) -> Result<(), Error> {
        loop {
            match self.step().await? {
                Step::Still => return Ok(()),
                Step::Waited => return Err(Error::internal("another process writes the search index")),
                Step::Applied(_) | Step::Rebuilt(_) => {}
            }
        }
    }

    /// Sees what the process that writes the index has written, and whether that is all.
    ///
    /// # Errors
    /// Where the database does not answer or the index cannot be read.
    pub async fn reads_along(&self) -> Result<bool, Error> {
        let _one = self.step.lock().await;
        let head = changes::head(&self.db).await?;
        self.read_along(head).await?;
        Ok(self.index.cursor() >= head)
    }

    /// Goes one step along the log.
    ///
    /// # Errors
    /// Where the database does not answer or the index cannot be written; then the next step tries the same.
    pub async fn step(&self) -> Result<Step, Error> {
        let _one = self.step.lock().await;
        let head = changes::head(&self.db).await?;
        let cursor = self.index.cursor();
        #[expect(clippy::cast_precision_loss, reason = "a gauge is a float")]
        metrics::gauge!("index_lag").set((head - cursor).max(0) as f64);
        let ordered = self.ordered.load(Ordering::Acquire);
        // An index at 0 knows nothing, not even what was written without the log.
        let knows_nothing = self.empty.load(Ordering::Acquire) || (cursor == 0 && head > 0);
        if cursor == head && !ordered && !knows_nothing {
            self.caught_up.store(true, Ordering::Release);
            return Ok(Step::Still);
        }
        let stepped = if ordered || knows_nothing || cursor > head {
            // Before all is made anew: another process may have done so since we looked.
            self.read_along(head).await?;
            if self.index.cursor() != cursor && !ordered {
                return Ok(Step::Applied(0));
            }
            self.make_anew(cursor, head).await
        } else {
            self.apply_after(cursor).await
        };
        match stepped {
            Err(Error::Internal(cause)) if search::is_held_elsewhere(&cause) => {
                self.read_along(head).await?;
                let reached = self.index.cursor() >= head && !ordered;
                Ok(if reached { Step::Applied(0) } else { Step::Waited })
            }
            other => other,
        }
    }

    async fn read_along(&self, head: i64) -> Result<(), Error> {
        let index = self.index.clone();
        let reloaded = tokio::task::spawn_blocking(move || index.reload()).await;
        reloaded.map_err(|cause| Error::internal(format!("reading the index stopped: {cause}")))??;
        if self.index.cursor() >= head && head > 0 {
            self.empty.store(false, Ordering::Release);
        }
        Ok(())
    }

    async fn make_anew(&self, cursor: i64, head: i64) -> Result<Step, Error> {
        let started = Instant::now();
        let count = rebuild::rebuild(&self.db, &self.index, &self.stopping).await?;
        self.empty.store(false, Ordering::Release);
        self.ordered.store(false, Ordering::Release);
        let seconds = started.elapsed().as_secs_f64();
        metrics::gauge!("index_rebuild_seconds").set(seconds);
        tracing::info!(postings = count, seconds, cursor, head, "the search index was rebuilt");
        Ok(Step::Rebuilt(count))
    }

    async fn apply_after(&self, cursor: i64) -> Result<Step, Error> {
        let entries = changes::since(&self.db, cursor, ENTRIES).await?;
        let Some(last) = entries.last().map(|entry| entry.seq) else { return Ok(Step::Still) };
        let applied = entries.len() as u64;
        // The index of postings holds nothing of seekers.
        let ids = Touched::by(&self.db, &entries).await?.postings;
        // An employer may bring very many postings. All commits but the last leave the cursor where it was.
        let parts = ids.len().div_ceil(COMMIT).max(1);
        for part in 0..parts {
            let some = ids.get(part * COMMIT..ids.len().min((part + 1) * COMMIT)).unwrap_or_default();
            let batch = postings_now(&self.db, some).await?;
            let reached = if part + 1 == parts { last } else { cursor };
            let index = self.index.clone();
            let written = tokio::task::spawn_blocking(move || index.apply(batch, reached)).await;
            written.map_err(|cause| Error::internal(format!("writing the index stopped: {cause}")))??;
        }
        metrics::counter!("index_changes").increment(applied);
        Ok(Step::Applied(applied))
    }
}
