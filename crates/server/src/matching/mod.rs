//! The follower: keeps the match index of this node along the log of changes.
//!
//! Rule: the match index lies in memory and starts from nothing, so it is filled when the program starts, and answers
//! meanwhile with what it has; how far it is can be asked. What is applied is what is true when it looks, so applying a
//! change twice does no harm. Where the log becomes shorter, the database was replaced and all is made anew beside the
//! old.

mod connect;
mod fill;

pub use connect::{load_seekers, match_of};
pub use fill::fill_postings;

use crate::following::{AT_ONCE, Touched, break_off, postings_now};
use magpie_domain::changes;
use magpie_domain::ids::SeekerId;
use magpie_domain::{Db, Error};
use magpie_search::matching::{MatchChange, MatchIndex, SeekerDoc};
use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::{Mutex, Notify, watch};

/// Entries of the log that are read at once.
const ENTRIES: u64 = 2_000;
/// The log is looked at so often.
const PAUSE: Duration = Duration::from_millis(250);
/// After a failure.
const FAILURE_PAUSE: Duration = Duration::from_secs(1);

/// Which seekers are wanted.
#[derive(Debug, Clone)]
pub enum Wanted {
    /// So many after this one, in the order of ids.
    After(Option<SeekerId>, u64),
    /// These; who is not there any more is left out.
    These(Vec<SeekerId>),
}

/// What loads seekers as the match index takes them.
pub type LoadSeekers = Box<dyn Fn(Db, Wanted) -> Loading + Send + Sync>;
/// Seekers on their way.
pub type Loading = Pin<Box<dyn Future<Output = Result<Vec<SeekerDoc>, Error>> + Send>>;

/// What a step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing: the match index agrees with the log.
    Still,
    /// So many entries of the log were applied.
    Applied(u64),
    /// The match index was filled, with so many documents.
    Filled(u64),
}

/// Keeps a match index along the log.
pub struct Follower {
    db: Db,
    index: Arc<MatchIndex>,
    seekers: LoadSeekers,
    /// Set once the index has been filled.
    filled: AtomicBool,
    caught_up: AtomicBool,
    stopping: AtomicBool,
    /// Documents that a filling has put in, and that there are.
    progress: (AtomicU64, AtomicU64),
    /// One step at a time, else an older look at the database could be applied after a newer one.
    step: Mutex<()>,
    wake: Notify,
}

impl std::fmt::Debug for Follower {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Follower").field("cursor", &self.index.cursor()).finish_non_exhaustive()
    }
}

impl Follower {
    /// A follower of `index`, which is empty.
    #[must_use]
    pub fn new(db: Db, index: Arc<MatchIndex>, seekers: LoadSeekers) -> Self {
        Self {
            db,
            index,
            seekers,
            filled: AtomicBool::new(false),
            caught_up: AtomicBool::new(false),
            stopping: AtomicBool::new(false),
            progress: (AtomicU64::new(0), AtomicU64::new(0)),
            step: Mutex::new(()),
            wake: Notify::new(),
        }
    }

    /// How far the filling has come, from 0 to 1; 1 once the index knows all.
    #[must_use]
    pub fn ready(&self) -> f64 {
        if self.filled.load(Ordering::Acquire) {
            return 1.0;
        }
        let (done, all) = (self.progress.0.load(Ordering::Relaxed), self.progress.1.load(Ordering::Relaxed));
        #[expect(clippy::cast_precision_loss, reason = "a share of some millions")]
        let share = done as f64 / all.max(1) as f64;
        // The last step is the changes that came meanwhile.
        share.min(0.99)
    }

    /// Whether the index agrees with the log, as far as was looked.
    #[must_use]
    pub fn is_caught_up(&self) -> bool {
        self.caught_up.load(Ordering::Acquire)
    }

    /// Says that something was written: the follower looks at once.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Follows the log until told to stop; then the step in hand is finished, or a filling broken off.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) {
        let mut failing = false;
        while !*stop.borrow() {
            let stepped = tokio::select! {
                stepped = self.step() => stepped,
                () = break_off(stop.clone(), &self.stopping) => continue,
            };
            // Each time of trouble is told once, when it begins and when it ends.
            match &stepped {
                Err(_) if *stop.borrow() => {}
                Err(error) if !failing => tracing::error!(%error, "the match index could not follow and tries again"),
                Ok(_) if failing => tracing::info!("the match index follows again"),
                _ => {}
            }
            if stepped.is_err() {
                metrics::counter!("match_index_failures").increment(1);
            }
            failing = stepped.is_err();
            let pause = match stepped {
                Ok(Step::Still) => PAUSE,
                Ok(_) => Duration::ZERO,
                Err(_) => FAILURE_PAUSE,
            };
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
    /// Where the database does not answer.
    pub async fn settle(&self) -> Result<(), Error> {
        while self.step().await? != Step::Still {}
        Ok(())
    }

    /// Goes one step along the log.
    ///
    /// # Errors
    /// Where the database does not answer; then the next step tries the same.
    pub async fn step(&self) -> Result<Step, Error> {
        let _one = self.step.lock().await;
        let head = changes::head(&self.db).await?;
        let cursor = self.index.cursor();
        if !self.filled.load(Ordering::Acquire) || cursor > head {
            self.caught_up.store(false, Ordering::Release);
            let count = self.fill(head).await?;
            return Ok(Step::Filled(count));
        }
        if cursor == head {
            self.caught_up.store(true, Ordering::Release);
            return Ok(Step::Still);
        }
        self.apply_after(cursor).await
    }

    async fn apply_after(&self, cursor: i64) -> Result<Step, Error> {
        let entries = changes::since(&self.db, cursor, ENTRIES).await?;
        let Some(last) = entries.last().map(|entry| entry.seq) else { return Ok(Step::Still) };
        let touched = Touched::by(&self.db, &entries).await?;
        // All parts but the last leave the cursor where it was.
        for some in touched.postings.chunks(AT_ONCE) {
            let changes = postings_now(&self.db, some).await?;
            self.put(changes.into_iter().map(MatchChange::Posting).collect(), cursor).await?;
        }
        for some in touched.seekers.chunks(AT_ONCE) {
            self.put(self.load_seekers(some).await?, cursor).await?;
        }
        self.put(Vec::new(), last).await?;
        Ok(Step::Applied(entries.len() as u64))
    }

    /// What is true now about each of these seekers.
    async fn load_seekers(&self, ids: &[SeekerId]) -> Result<Vec<MatchChange>, Error> {
        let docs = (self.seekers)(self.db.clone(), Wanted::These(ids.to_vec())).await?;
        let mut found: HashMap<[u8; 16], SeekerDoc> = docs.into_iter().map(|doc| (doc.id, doc)).collect();
        let changes = ids.iter().map(|id| match found.remove(&id.bytes()) {
            Some(doc) => MatchChange::Seeker(Box::new(doc)),
            None => MatchChange::RemoveSeeker(id.bytes()),
        });
        Ok(changes.collect())
    }

    async fn put(&self, changes: Vec<MatchChange>, cursor: i64) -> Result<(), Error> {
        put(&self.index, &self.db, changes, cursor).await
    }
}

/// Applies changes without holding up other tasks.
async fn put(index: &Arc<MatchIndex>, db: &Db, changes: Vec<MatchChange>, cursor: i64) -> Result<(), Error> {
    let (index, today) = (index.clone(), db.now().day());
    let applied = tokio::task::spawn_blocking(move || index.apply(changes, cursor, today)).await;
    applied.map_err(|cause| Error::internal(format!("the match index stopped: {cause}")))
}
