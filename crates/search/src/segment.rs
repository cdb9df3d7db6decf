//! A snapshot: the index as one query sees it.
//!
//! Rule: a snapshot never changes; a commit makes a new one, which shares the facts of the segments that stayed.

use crate::everything::Everything;
use crate::facts::SegmentFacts;
use crate::vocabulary::Vocabulary;
use std::sync::{Arc, Mutex};
use tantivy::Searcher;
use tantivy::index::SegmentId;

/// The index at a commit.
pub(crate) struct Snapshot {
    /// The segments.
    pub(crate) searcher: Searcher,
    /// Their facts, in the same order.
    pub(crate) facts: Vec<Arc<SegmentFacts>>,
    /// The cursor of the commit.
    pub(crate) cursor: i64,
    /// Whole titles and single words, for typing ahead and for typing errors.
    pub(crate) vocabulary: Arc<Vocabulary>,
    /// The answer to the query that asks for nothing, once it was asked.
    pub(crate) everything: Mutex<Option<Arc<Everything>>>,
}

impl Snapshot {
    /// Loads what `before` does not have yet.
    pub(crate) fn load(
        searcher: Searcher,
        cursor: i64,
        before: Option<&Self>,
        vocabulary: Arc<Vocabulary>,
    ) -> tantivy::Result<Self> {
        let known = |id: SegmentId| {
            let before = before?;
            let at = before.searcher.segment_readers().iter().position(|reader| reader.segment_id() == id)?;
            before.facts.get(at).cloned()
        };
        let mut facts = Vec::with_capacity(searcher.segment_readers().len());
        for reader in searcher.segment_readers() {
            facts.push(match known(reader.segment_id()) {
                Some(known) => known,
                None => Arc::new(SegmentFacts::load(reader)?),
            });
        }
        Ok(Self { searcher, facts, cursor, vocabulary, everything: Mutex::default() })
    }
}
