//! Filling a match index from all public postings and all seekers.
//!
//! Rule: the position in the log is taken before the first page: what changes meanwhile is applied again afterwards,
//! which does no harm. An index that has nothing yet is filled where it is, so that it answers early; one that has is
//! replaced at once when the new one is whole.

use super::{Follower, Wanted, put};
use crate::indexer::document;
use magpie_domain::ids::{PostingId, SeekerId};
use magpie_domain::postings::public;
use magpie_domain::{Db, Error};
use magpie_search::Change;
use magpie_search::matching::{MatchChange, MatchIndex};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

/// Documents that are read at once.
const PAGE: u64 = 1_000;

/// Puts every public posting into an index: for a command that asks once.
///
/// # Errors
/// Where the database does not answer.
pub async fn fill_postings(db: &Db, index: &Arc<MatchIndex>) -> Result<(), Error> {
    let mut last = None;
    while let Some(page) = page_after(db, &mut last).await? {
        put(index, db, page, 0).await?;
    }
    Ok(())
}

/// The next public postings in the order of ids, `last` being moved along; `None` at the end.
async fn page_after(db: &Db, last: &mut Option<PostingId>) -> Result<Option<Vec<MatchChange>>, Error> {
    let page = public::after(db, *last, PAGE).await?;
    let Some(newest) = page.last() else { return Ok(None) };
    *last = Some(newest.id);
    let change = |posting| MatchChange::Posting(Change::Put(Box::new(document(posting))));
    Ok(Some(page.into_iter().map(change).collect()))
}

impl Follower {
    /// Fills the index; gives the number of documents.
    pub(super) async fn fill(&self, head: i64) -> Result<u64, Error> {
        let started = Instant::now();
        let (done, all) = (&self.progress.0, &self.progress.1);
        done.store(0, Ordering::Relaxed);
        all.store(public::figures(&self.db).await?.postings, Ordering::Relaxed);
        let is_new = self.index.postings() == 0 && self.index.seekers() == 0;
        let target = if is_new { self.index.clone() } else { Arc::new(MatchIndex::new()) };
        let mut last: Option<SeekerId> = None;
        // Seekers first: they are fewer, and a profile is worth more the more postings are there already.
        loop {
            let page = (self.seekers)(self.db.clone(), Wanted::After(last, PAGE)).await?;
            let Some(newest) = page.last() else { break };
            last = Some(SeekerId::from_bytes(newest.id));
            all.fetch_add(page.len() as u64, Ordering::Relaxed);
            let changes = page.into_iter().map(|doc| MatchChange::Seeker(Box::new(doc))).collect();
            self.take(&target, changes).await?;
        }
        let mut last = None;
        while let Some(page) = page_after(&self.db, &mut last).await? {
            self.take(&target, page).await?;
        }
        put(&target, &self.db, Vec::new(), head).await?;
        if !is_new {
            let whole = Arc::into_inner(target).ok_or_else(|| Error::internal("the new match index is held"))?;
            self.index.replace(whole);
        }
        self.filled.store(true, Ordering::Release);
        let count = done.load(Ordering::Relaxed);
        let seconds = started.elapsed().as_secs_f64();
        metrics::gauge!("match_index_fill_seconds").set(seconds);
        tracing::info!(documents = count, seconds, head, "the match index was filled");
        Ok(count)
    }

    /// Puts a page in.
    async fn take(&self, target: &Arc<MatchIndex>, changes: Vec<MatchChange>) -> Result<(), Error> {
        if self.stopping.load(Ordering::Acquire) {
            return Err(Error::internal("filling the match index was broken off, because the program stops"));
        }
        let count = changes.len() as u64;
        put(target, &self.db, changes, 0).await?;
        self.progress.0.fetch_add(count, Ordering::Relaxed);
        Ok(())
    }
}
