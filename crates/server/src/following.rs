//! What the followers of the log share: which things entries are about, what is true of them now, and when to break off.
//!
//! Rule: what an entry says happened is not applied; what it is about is looked at again, so that applying an entry
//! twice does no harm.

use crate::indexer::document;
use magpie_domain::changes::{Change, Entry};
use magpie_domain::ids::{PostingId, SeekerId};
use magpie_domain::postings::public;
use magpie_domain::{Db, Error};
use magpie_search as search;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::watch;

/// Things that are loaded at once.
pub(crate) const AT_ONCE: usize = 500;

/// What entries of the log are about, each thing once, in the order of its first entry.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    pub(crate) postings: Vec<PostingId>,
    pub(crate) seekers: Vec<SeekerId>,
}

impl Touched {
    /// Reads entries; that of an employer is about all its postings.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub(crate) async fn by(db: &Db, entries: &[Entry]) -> Result<Self, Error> {
        let mut touched = Self::default();
        let (mut postings, mut seekers) = (HashSet::new(), HashSet::new());
        for entry in entries {
            match entry.change {
                Change::PostingPublished(id) | Change::PostingChanged(id) => {
                    touched.postings.extend(postings.insert(id).then_some(id));
                }
                Change::EmployerChanged(employer) => {
                    let all = public::ids_of_employer(db, employer).await?;
                    touched.postings.extend(all.into_iter().filter(|id| postings.insert(*id)));
                }
                Change::SeekerChanged(id) => touched.seekers.extend(seekers.insert(id).then_some(id)),
            }
        }
        Ok(touched)
    }
}

/// What is true now about each of these postings.
///
/// # Errors
/// Where the database does not answer.
pub(crate) async fn postings_now(db: &Db, ids: &[PostingId]) -> Result<Vec<search::Change>, Error> {
    let mut changes = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let cards = public::cards(db, some).await?;
        let mut found: HashMap<PostingId, public::Posting> =
            cards.into_iter().map(|posting| (posting.id, posting)).collect();
        changes.extend(some.iter().map(|id| match found.remove(id) {
            Some(posting) => search::Change::Put(Box::new(document(posting))),
            None => search::Change::Remove(id.bytes()),
        }));
    }
    Ok(changes)
}

/// Tells long work to end when the program stops; never returns, so that the step itself does.
pub(crate) async fn break_off(mut stop: watch::Receiver<bool>, stopping: &AtomicBool) {
    // An error says that nobody is left who could stop.
    if stop.wait_for(|stop| *stop).await.is_ok() {
        stopping.store(true, Ordering::Release);
    }
    std::future::pending::<()>().await;
}
