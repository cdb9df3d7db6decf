//! What goes into an import and what comes out of it.

use magpie_terms::{PostingContent, Violation, closed_set};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

closed_set! {
    /// Where an import stands.
    BatchState { Previewed = "previewed", Done = "done", Discarded = "discarded" }
}

/// A row that can become a posting.
#[derive(Debug, Clone)]
pub struct ReadyRow {
    /// The sheet.
    pub sheet: String,
    /// The number of the row as the file shows it, from 1.
    pub row: u32,
    /// The headings of its sheet, so that a row refused later can be repaired.
    pub header: Arc<Vec<String>>,
    /// The cells as they stood.
    pub cells: Vec<String>,
    /// The employer that the row names; empty where it names none.
    pub employer_name: String,
    /// The employer's code, where the row has one.
    pub credit_code: Option<String>,
    /// The content.
    pub content: PostingContent,
    /// By what the row is known again in a later file.
    pub import_key: String,
    /// By what a changed row is told from an unchanged one.
    pub content_hash: String,
}

/// A row that cannot, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRow {
    /// The sheet.
    pub sheet: String,
    /// The number of the row as the file shows it, from 1.
    pub row: u32,
    /// The header row of the sheet, so that the repaired workbook can be read again.
    pub header: Vec<String>,
    /// The cells as they stood.
    pub cells: Vec<String>,
    /// What is wrong.
    pub reasons: Vec<Reason>,
}

/// What is wrong with a row, and in which column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The column, from 0; `None` where it is the whole row.
    pub column: Option<u32>,
    /// The field.
    pub field: String,
    /// The violation's code.
    pub code: String,
    /// The arguments of its sentence.
    pub args: Vec<(String, String)>,
}

impl Reason {
    /// The reason that a violation in a column is.
    #[must_use]
    pub fn new(violation: &Violation, column: Option<u32>) -> Self {
        Self {
            column,
            field: violation.field.clone(),
            code: violation.code.to_owned(),
            args: violation.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        }
    }
}

/// Something done alike to rows that came in: a value that was assumed, guessed or left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// The kind; its sentence is `note-CODE`.
    pub code: String,
    /// The field it is about.
    pub field: String,
    /// The value of the first such row.
    pub value: String,
    /// How many rows.
    pub rows: u64,
}

/// A file, read and sorted, before anything is compared with the database.
#[derive(Debug, Clone, Default)]
pub struct Import {
    /// Its name, for people.
    pub file_name: String,
    /// The hash of its bytes.
    pub file_hash: String,
    /// Rows that can become postings.
    pub ready: Vec<ReadyRow>,
    /// Rows that say the same as an earlier row of the file.
    pub duplicate: u64,
    /// Rows that cannot.
    pub refused: Vec<RefusedRow>,
    /// What was assumed, guessed or left out, the most frequent first.
    pub notes: Vec<Noted>,
}

/// What became of a file: every row is in exactly one of the five numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Rows of data in the file.
    pub rows: u64,
    /// New postings.
    pub imported: u64,
    /// Postings that were known and changed.
    pub changed: u64,
    /// Postings that were known and say the same.
    pub unchanged: u64,
    /// Rows that say the same as an earlier row of the file.
    pub duplicate: u64,
    /// Rows that could not become postings.
    pub refused: u64,
    /// Employers that came in unverified.
    pub new_employers: u64,
    /// Postings that are public now.
    pub published: u64,
    /// The refused rows with their reasons.
    #[serde(default)]
    pub refused_rows: Vec<RefusedRow>,
    /// What was assumed, guessed or left out, the most frequent first.
    #[serde(default)]
    pub notes: Vec<Noted>,
}
