//! A rebuild: the whole index made anew beside the one that is read.
//!
//! Rule: readers see the old index until the new one is complete; a rebuild that is dropped or dies leaves the old one
//! as it was.

use crate::index::{Index, Writing, commit, document};
use crate::posting::PostingDoc;
use std::sync::MutexGuard;
use tantivy::IndexWriter;

/// A rebuild under way. No change can be applied before it is finished or dropped.
pub struct Rebuild<'a> {
    index: &'a Index,
    writing: MutexGuard<'a, Writing>,
    writer: IndexWriter,
}

impl Index {
    /// Begins a rebuild from nothing.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn rebuild(&self) -> anyhow::Result<Rebuild<'_>> {
        let mut writing = self.writing();
        writing.close();
        let options = self.options();
        let writer = self.open_writer(options.writer_heap, options.threads)?;
        writer.delete_all_documents()?;
        Ok(Rebuild { index: self, writing, writer })
    }
}

impl Rebuild<'_> {
    /// Adds a posting. Every id is added at most once.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn put(&mut self, doc: &PostingDoc) -> anyhow::Result<()> {
        self.writer.add_document(document(doc, self.index.fields()))?;
        Ok(())
    }

    /// Puts the new index in the place of the old one, with its cursor.
    ///
    /// # Errors
    /// When the index cannot be written; then the old one stays.
    pub fn finish(mut self, cursor: i64) -> anyhow::Result<()> {
        commit(&mut self.writer, cursor)?;
        self.writer.wait_merging_threads()?;
        self.writing.everything_changed();
        self.index.refresh(&mut self.writing, cursor)
    }
}
