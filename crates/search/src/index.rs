//! The index on disk: opened, followed along the log of changes, and read.
//!
//! Rule: the documents and the cursor move in one commit, so after any crash the index says truly how far it has come.
//! An index of another version or one that is damaged is thrown away: it holds nothing that the database has not.

use crate::analyze::{self, PostingTokenizer, Stream};
use crate::facts;
use crate::posting::{Change, PostingDoc};
use crate::schema::{self, Fields, VERSION};
use crate::segment::Snapshot;
use crate::suggest::SuggestionKind;
use crate::vocabulary::{self, Vocabulary};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term};

/// A posting's changes are few at a time: they need no more than the least that the engine takes.
const FOLLOWING_HEAP: usize = 16 << 20;

/// How an index is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenOptions {
    /// Bytes that a rebuild may fill in memory, for all its threads.
    pub writer_heap: usize,
    /// Threads of a rebuild.
    pub threads: usize,
    /// Whether the files are read and compared with their checksums.
    pub verify: bool,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self { writer_heap: 96 << 20, threads: 2, verify: true }
    }
}

/// An index that was opened.
pub struct Opened {
    /// The index.
    pub index: Index,
    /// Why it starts from nothing, when there was something before.
    pub discarded: Option<String>,
    /// Whether it is empty and has to be filled: its cursor is 0.
    pub needs_rebuild: bool,
}

/// The index. It is shared by reference; one writer at a time, readers never wait for it.
pub struct Index {
    pub(crate) inner: tantivy::Index,
    fields: Fields,
    options: OpenOptions,
    reader: IndexReader,
    writer: Mutex<Writing>,
    snapshot: RwLock<Arc<Snapshot>>,
}

/// The writing side.
#[derive(Default)]
pub(crate) struct Writing {
    /// Opened when first needed.
    writer: Option<IndexWriter>,
    /// Changes since the vocabulary was made.
    changes: u64,
}

/// What a commit says of itself.
#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    version: u32,
    cursor: i64,
}

impl Index {
    /// Opens the index in a folder, or makes one. What is of another version or damaged is deleted first.
    ///
    /// # Errors
    /// When the folder cannot be written, or another process holds the index.
    pub fn open(dir: &Path, options: OpenOptions) -> anyhow::Result<Opened> {
        let mut discarded = None;
        if dir.join("meta.json").exists() {
            match Self::open_existing(dir, options) {
                Ok(index) => {
                    let needs_rebuild = index.cursor() == 0;
                    return Ok(Opened { index, discarded: None, needs_rebuild });
                }
                Err(error) => {
                    tracing::warn!(%error, "the search index is thrown away and has to be built anew");
                    discarded = Some(format!("{error:#}"));
                }
            }
        }
        std::fs::create_dir_all(dir)?;
        {
            // Whoever still writes this index, with another version perhaps, does not lose it.
            let _lock = MmapDirectory::open(dir)?.acquire_lock(&INDEX_WRITER_LOCK)?;
            empty_folder(dir)?;
        }
        let (schema, _) = schema::schema();
        let inner = tantivy::Index::builder().schema(schema).tokenizers(tokenizers()).create_in_dir(dir)?;
        let index = Self::wrap(inner, 0, options)?;
        index.apply(Vec::new(), 0)?;
        Ok(Opened { index, discarded, needs_rebuild: true })
    }

    /// An index of these postings in memory, to ask many queries of few postings. It answers as one on disk does.
    ///
    /// # Errors
    /// When there is not enough memory.
    pub fn in_memory(docs: Vec<PostingDoc>) -> anyhow::Result<Self> {
        let (schema, _) = schema::schema();
        let inner = tantivy::Index::builder().schema(schema).tokenizers(tokenizers()).create_in_ram()?;
        let index = Self::wrap(inner, 0, OpenOptions { verify: false, ..OpenOptions::default() })?;
        index.apply(docs.into_iter().map(|doc| Change::Put(Box::new(doc))).collect(), 0)?;
        // No more is written: its thread and its memory are not needed.
        index.writing().close();
        Ok(index)
    }

    fn open_existing(dir: &Path, options: OpenOptions) -> anyhow::Result<Self> {
        let mut inner = tantivy::Index::open_in_dir(dir)?;
        inner.set_tokenizers(tokenizers());
        let (schema, _) = schema::schema();
        anyhow::ensure!(inner.schema() == schema, "its fields are those of another version");
        let payload = inner.load_metas()?.payload.unwrap_or_default();
        let payload: Payload = serde_json::from_str(&payload)?;
        anyhow::ensure!(payload.version == VERSION, "it is of version {}, this is {VERSION}", payload.version);
        if options.verify {
            let damaged: Vec<PathBuf> = inner.validate_checksum()?.into_iter().collect();
            anyhow::ensure!(damaged.is_empty(), "damaged files: {damaged:?}");
        }
        Ok(Self::wrap(inner, payload.cursor, options)?)
    }

    fn wrap(inner: tantivy::Index, cursor: i64, options: OpenOptions) -> tantivy::Result<Self> {
        let (_, fields) = schema::schema();
        let reader = inner.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let searcher = reader.searcher();
        let vocabulary = Arc::new(Vocabulary::make(&searcher, &fields)?);
        let snapshot = RwLock::new(Arc::new(Snapshot::load(searcher, cursor, None, vocabulary)?));
        Ok(Self { inner, fields, options, reader, writer: Mutex::default(), snapshot })
    }

    /// How far the index has come along the log of changes; 0 for an empty index.
    #[must_use]
    pub fn cursor(&self) -> i64 {
        self.snapshot().cursor
    }

    /// The number of postings, expired ones included.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.snapshot().searcher.num_docs()
    }

    /// Whether there is no posting.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Loads the dictionary, so that the first search need not wait for it.
    pub fn warm(&self) {
        crate::words::load();
    }

    /// Applies changes and moves the cursor with them, in one commit. When it returns, searches see them. The last
    /// change of an id counts, and applying a change again changes nothing.
    ///
    /// # Errors
    /// When the index cannot be written; then nothing of the batch is applied.
    pub fn apply(&self, batch: Vec<Change>, cursor: i64) -> anyhow::Result<()> {
        let mut writing = self.writing();
        writing.changes += batch.len() as u64;
        let done = self.write(&mut writing, batch, cursor);
        if done.is_err() {
            // What the writer still holds of the batch must not slip into the next commit.
            writing.writer = None;
        }
        done?;
        self.refresh(&mut writing, cursor)
    }

    fn write(&self, writing: &mut Writing, batch: Vec<Change>, cursor: i64) -> anyhow::Result<()> {
        let writer = match &mut writing.writer {
            Some(writer) => writer,
            empty => empty.insert(self.open_writer(FOLLOWING_HEAP, 1)?),
        };
        for change in batch {
            writer.delete_term(Term::from_field_bytes(self.fields.id, &change.id()));
            if let Change::Put(doc) = change {
                writer.add_document(document(&doc, &self.fields))?;
            }
        }
        commit(writer, cursor)
    }

    /// Sees what another process has committed.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn reload(&self) -> anyhow::Result<()> {
        let mut writing = self.writing();
        let payload: Payload = serde_json::from_str(&self.inner.load_metas()?.payload.unwrap_or_default())?;
        self.refresh(&mut writing, payload.cursor)
    }

    /// Makes the last commit visible.
    pub(crate) fn refresh(&self, writing: &mut Writing, cursor: i64) -> anyhow::Result<()> {
        self.reader.reload()?;
        let searcher = self.reader.searcher();
        let before = self.snapshot();
        let vocabulary = if before.vocabulary.is_stale(writing.changes) {
            writing.changes = 0;
            Arc::new(Vocabulary::make(&searcher, &self.fields)?)
        } else {
            before.vocabulary.clone()
        };
        let snapshot = Arc::new(Snapshot::load(searcher, cursor, Some(&before), vocabulary)?);
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
        Ok(())
    }

    pub(crate) fn open_writer(&self, heap: usize, threads: usize) -> tantivy::Result<IndexWriter> {
        let threads = threads.clamp(1, 8);
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread((heap / threads).max(16 << 20))
            .num_merge_threads(1)
            .build();
        let writer: IndexWriter = self.inner.writer_with_options(options)?;
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(0.3);
        writer.set_merge_policy(Box::new(policy));
        Ok(writer)
    }

    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    pub(crate) fn options(&self) -> OpenOptions {
        self.options
    }

    pub(crate) fn writing(&self) -> MutexGuard<'_, Writing> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether an error of [`Index::apply`] or [`Index::rebuild`] says that another process writes the index.
#[must_use]
pub fn is_held_elsewhere(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        matches!(cause.downcast_ref::<TantivyError>(), Some(TantivyError::LockFailure(..)))
            || cause.downcast_ref::<LockError>().is_some()
    })
}

impl Writing {
    /// Closes the writer, so that another one can be opened.
    pub(crate) fn close(&mut self) {
        self.writer = None;
    }

    /// All postings have changed.
    pub(crate) fn everything_changed(&mut self) {
        self.changes = u64::MAX;
    }
}

/// Commits with the cursor as what the commit says of itself.
pub(crate) fn commit(writer: &mut IndexWriter, cursor: i64) -> anyhow::Result<()> {
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&serde_json::to_string(&Payload { version: VERSION, cursor })?);
    prepared.commit()?;
    Ok(())
}

/// A posting as the engine takes it.
pub(crate) fn document(doc: &PostingDoc, fields: &Fields) -> TantivyDocument {
    let mut to = TantivyDocument::new();
    to.add_bytes(fields.id, &doc.id);
    let text = analyze::text(doc);
    to.add_text(fields.terms, &text);
    to.add_text(fields.order, &text);
    to.add_text(fields.surface, &text);
    to.add_text(fields.suggest, vocabulary::term(SuggestionKind::Title, &doc.title));
    to.add_text(fields.suggest, vocabulary::term(SuggestionKind::Employer, &doc.employer_name));
    if let Some(occupation) = doc.occupation {
        to.add_text(fields.suggest, vocabulary::term(SuggestionKind::Occupation, occupation.name));
    }
    for skill in &doc.skills {
        to.add_text(fields.suggest, vocabulary::term(SuggestionKind::Skill, skill));
    }
    facts::write(doc, fields, &mut to);
    to
}

fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(schema::TERMS, TextAnalyzer::from(PostingTokenizer(Stream::Terms)));
    manager.register(schema::ORDER, TextAnalyzer::from(PostingTokenizer(Stream::Order)));
    manager.register(schema::SURFACE, TextAnalyzer::from(PostingTokenizer(Stream::Surface)));
    manager
}

/// Deletes the files of an index and leaves the folder, which may be a mount.
fn empty_folder(dir: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            std::fs::remove_dir_all(entry.path())?;
        } else {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
