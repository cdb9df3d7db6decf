//! The public stream of changes: what was added, changed or removed since a cursor.
//!
//! Rule: each posting comes at most once in an answer, with what is true now; who applies the answers in order holds
//! the same set of postings as the site.

use crate::changes::{self, Change};
use crate::db::Db;
use crate::error::Error;
use crate::ids::PostingId;
use crate::postings::public::{self, Posting};
use std::collections::{HashMap, HashSet};

/// What became of a posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// It became public.
    Added(Box<Posting>),
    /// It changed and is public.
    Changed(Box<Posting>),
    /// It is not public any more.
    Removed(PostingId),
}

/// Events after `cursor` and the cursor for the next call. With fewer than `limit` changes left, the stream is read
/// to its end; `more` tells otherwise.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn since(db: &Db, cursor: i64, limit: u64) -> Result<(Vec<Event>, i64, bool), Error> {
    let limit = limit.max(1);
    let entries = changes::since(db, cursor, limit).await?;
    let more = entries.len() as u64 == limit;
    let next = entries.last().map_or(cursor, |entry| entry.seq);
    let mut order: Vec<PostingId> = Vec::new();
    let mut added: HashMap<PostingId, bool> = HashMap::new();
    for entry in entries {
        let (ids, published) = match entry.change {
            Change::PostingPublished(id) => (vec![id], true),
            Change::PostingChanged(id) => (vec![id], false),
            Change::EmployerChanged(id) => (public::ids_of_employer(db, id).await?, false),
            Change::SeekerChanged(_) => continue,
        };
        for id in ids {
            let was = added.entry(id).or_insert_with(|| {
                order.push(id);
                false
            });
            *was |= published;
        }
    }
    let mut live: HashMap<PostingId, Posting> = HashMap::new();
    for some in order.chunks(500) {
        live.extend(public::cards(db, some).await?.into_iter().map(|posting| (posting.id, posting)));
    }
    let gone: Vec<PostingId> = order.iter().copied().filter(|id| !live.contains_key(id)).collect();
    let mut known = HashSet::new();
    for some in gone.chunks(500) {
        known.extend(public::once_public(db, some).await?);
    }
    let events = order
        .into_iter()
        .filter_map(|id| match live.remove(&id) {
            Some(posting) if added[&id] => Some(Event::Added(Box::new(posting))),
            Some(posting) => Some(Event::Changed(Box::new(posting))),
            // One that was only ever in review is nobody's to remove.
            None => known.contains(&id).then_some(Event::Removed(id)),
        })
        .collect();
    Ok((events, next, more))
}
