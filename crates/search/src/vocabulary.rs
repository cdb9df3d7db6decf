//! The vocabulary: whole titles, skills, employers and occupations, and the single words of the postings.
//!
//! Rule: it is a table in memory, made from the term dictionaries, bounded to what occurs most. It is made anew when a
//! hundredth of the postings has changed, so it may lag behind; whoever offers something from it checks that it finds
//! a posting.

use crate::schema::Fields;
use crate::suggest::SuggestionKind;
use tantivy::schema::Field;
use tantivy::termdict::TermMerger;
use tantivy::{InvertedIndexReader, Searcher};

/// So many whole texts are kept.
const MOST_ENTRIES: usize = 50_000;
/// So many words are kept.
const MOST_WORDS: usize = 60_000;
/// Between the folded and the written form in a term.
const WRITTEN: char = '\u{1f}';

/// A text that can be offered while somebody types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The folded text: what is compared.
    pub(crate) folded: Box<str>,
    /// The text as it is written most often.
    pub(crate) written: Box<str>,
    /// What it is.
    pub(crate) kind: SuggestionKind,
    /// The number of postings.
    pub(crate) count: u32,
}

/// The table.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// Whole texts, ordered by their folded form.
    pub(crate) entries: Vec<Entry>,
    /// Latin words with the number of postings, most frequent first.
    pub(crate) latin: Vec<(Box<str>, u32)>,
    /// Chinese words, most frequent first.
    pub(crate) chinese: Vec<(Box<str>, u32)>,
    /// The number of postings when it was made.
    pub(crate) made_at: u64,
}

/// The term under which a text can be offered.
pub(crate) fn term(kind: SuggestionKind, written: &str) -> String {
    format!("{}{}{WRITTEN}{}", kind.letter(), crate::fold::fold_line(written), written.replace(WRITTEN, ""))
}

impl Vocabulary {
    /// Makes the table.
    pub(crate) fn make(searcher: &Searcher, fields: &Fields) -> tantivy::Result<Self> {
        let mut entries: Kept<Entry> = Kept::new(MOST_ENTRIES);
        let mut current: Option<(Entry, u32)> = None;
        each_term(searcher, fields.suggest, |term, count| {
            let Some((kind, folded, written)) = split(term) else { return };
            match &mut current {
                Some((entry, best)) if entry.kind == kind && *entry.folded == *folded => {
                    entry.count += count;
                    if count > *best {
                        *best = count;
                        entry.written = written.into();
                    }
                }
                _ => {
                    if let Some((entry, _)) = current.take() {
                        entries.keep(entry.count, entry);
                    }
                    current = Some((Entry { folded: folded.into(), written: written.into(), kind, count }, count));
                }
            }
        })?;
        if let Some((entry, _)) = current {
            entries.keep(entry.count, entry);
        }
        let mut latin: Kept<(Box<str>, u32)> = Kept::new(MOST_WORDS);
        let mut chinese: Kept<(Box<str>, u32)> = Kept::new(MOST_WORDS);
        each_term(searcher, fields.surface, |word, count| {
            let side = if word.starts_with(crate::fold::is_cjk) { &mut chinese } else { &mut latin };
            side.keep(count, (word.into(), count));
        })?;
        let mut made = Self {
            entries: entries.finish(),
            latin: latin.finish(),
            chinese: chinese.finish(),
            made_at: searcher.num_docs(),
        };
        made.entries.sort_unstable_by(|left, right| left.folded.cmp(&right.folded));
        Ok(made)
    }

    /// Whether so many changes since it was made call for a new one.
    pub(crate) fn is_stale(&self, changes: u64) -> bool {
        changes > self.made_at / 100
    }
}

fn split(term: &str) -> Option<(SuggestionKind, &str, &str)> {
    let mut chars = term.chars();
    let kind = SuggestionKind::from_letter(chars.next()?)?;
    let (folded, written) = chars.as_str().split_once(WRITTEN)?;
    (!folded.is_empty()).then_some((kind, folded, written))
}

/// Calls with every term of a field, in order, and the number of postings in all segments, removed ones included.
fn each_term(searcher: &Searcher, field: Field, mut call: impl FnMut(&str, u32)) -> tantivy::Result<()> {
    let mut readers: Vec<std::sync::Arc<InvertedIndexReader>> = Vec::new();
    for segment in searcher.segment_readers() {
        readers.push(segment.inverted_index(field)?);
    }
    let mut streams = Vec::with_capacity(readers.len());
    for reader in &readers {
        streams.push(reader.terms().stream()?);
    }
    let mut merger = TermMerger::new(streams);
    while merger.advance() {
        let count = merger.current_segment_ords_and_term_infos().map(|(_, info)| info.doc_freq).sum();
        if let Ok(term) = std::str::from_utf8(merger.key()) {
            call(term, count);
        }
    }
    Ok(())
}

/// The most frequent so many of a stream.
struct Kept<T> {
    limit: usize,
    items: Vec<(u32, T)>,
    bar: u32,
}

impl<T> Kept<T> {
    fn new(limit: usize) -> Self {
        Self { limit, items: Vec::new(), bar: 0 }
    }

    fn keep(&mut self, count: u32, item: T) {
        if count < self.bar {
            return;
        }
        self.items.push((count, item));
        if self.items.len() >= self.limit * 2 {
            self.cut();
        }
    }

    fn cut(&mut self) {
        self.items.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        self.items.truncate(self.limit);
        if self.items.len() == self.limit {
            self.bar = self.items.last().map_or(0, |(count, _)| *count);
        }
    }

    fn finish(mut self) -> Vec<T> {
        self.cut();
        self.items.into_iter().map(|(_, item)| item).collect()
    }
}
