//! A rebuild of the index from all public postings.
//!
//! Rule: the database is read while the index is written, with a few pages in between and never more, so that a million
//! postings pass through in little memory. The position in the log is taken before the first page: what changes
//! meanwhile is applied again afterwards, which does no harm.

use super::document::document;
use anyhow::{Context, anyhow};
use magpie_domain::ids::PostingId;
use magpie_domain::postings::public::{self, Posting};
use magpie_domain::{Db, Error, changes};
use magpie_search::Index;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::mpsc;

/// Postings that are read at once.
const PAGE: u64 = 1_000;
/// Pages that may wait for the index.
const AHEAD: usize = 3;

enum Read {
    Page(Vec<Posting>),
    End,
}

/// Makes the index anew; gives the number of postings. `stop` ends it early with an error, and the old index stays.
pub(super) async fn rebuild(db: &Db, index: &Arc<Index>, stop: &AtomicBool) -> Result<u64, Error> {
    let head = changes::head(db).await?;
    let (to_index, mut pages) = mpsc::channel(AHEAD);
    let index = index.clone();
    let writing = tokio::task::spawn_blocking(move || -> anyhow::Result<u64> {
        let mut rebuild = index.rebuild().context("beginning to rebuild the index")?;
        let mut count = 0;
        loop {
            match pages.blocking_recv() {
                Some(Read::Page(page)) => {
                    for posting in page {
                        rebuild.put(&document(posting))?;
                        count += 1;
                    }
                }
                Some(Read::End) => break,
                None => return Err(anyhow!("the postings could not be read to their end")),
            }
        }
        rebuild.finish(head)?;
        Ok(count)
    });
    let read = read_all(db, &to_index, stop).await;
    drop(to_index);
    let written = writing.await.map_err(|cause| anyhow!("rebuilding the index stopped: {cause}"))?;
    // Where reading failed, writing failed for that reason.
    read?;
    Ok(written?)
}

async fn read_all(db: &Db, to_index: &mpsc::Sender<Read>, stop: &AtomicBool) -> Result<(), Error> {
    let mut last: Option<PostingId> = None;
    loop {
        if stop.load(Ordering::Acquire) {
            return Err(Error::internal("a rebuild of the index was broken off, because the program stops"));
        }
        let page = public::after(db, last, PAGE).await?;
        let Some(newest) = page.last() else { break };
        last = Some(newest.id);
        if to_index.send(Read::Page(page)).await.is_err() {
            // The writer has failed and says why.
            return Ok(());
        }
    }
    // Not taken: the writer has failed and says why.
    let _ = to_index.send(Read::End).await;
    Ok(())
}
