//! A row of a file and what became of it.
//!
//! Rule: a row is ready, a duplicate or refused, never two of these and never none; what was assumed, guessed or
//! dropped on the way is noted.

mod build;
mod by_field;
mod describe;
mod identity;
mod terms;

use magpie_terms::{CreditCode, EmployerSize, Industry, PostingContent, Violation};
use serde::Serialize;

pub(crate) use build::{Context, build};
pub(crate) use identity::Known;

/// A row with data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub at: RowRef,
    /// Its cells as read.
    pub cells: Vec<String>,
    /// What became of it.
    pub outcome: Outcome,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct RowRef {
    /// Index into [`crate::Intake::sheets`].
    pub sheet: usize,
    /// The row's number as a spreadsheet shows it, the first being 1.
    pub number: usize,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A valid posting.
    Ready(Box<Ready>),
    /// Says what an earlier row of the file says.
    Duplicate {
        /// The earlier row.
        of: RowRef,
    },
    /// Not a posting, for these reasons; never empty.
    Refused(Vec<Flaw>),
}

/// A valid posting with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// The employer as the row names it; `None` where it names none, which only an import for one given employer, or
    /// into a holding employer, can take in.
    pub employer: Option<EmployerRef>,
    /// The posting.
    pub content: PostingContent,
    /// The row's own number or link in the system it comes from.
    pub external_ref: Option<String>,
    /// Recognises the posting in a later import: 64 hexadecimal digits, the same whatever pay or text becomes.
    pub import_key: String,
    /// Tells changed from unchanged: 64 hexadecimal digits over all that would be stored. A validity that was assumed
    /// is left out, so that the same file read on another day is unchanged.
    pub content_hash: String,
    /// Whether `content.valid_through` was assumed from today.
    pub validity_assumed: bool,
    /// What was assumed, guessed or dropped.
    pub notes: Vec<Note>,
}

/// An employer as a row names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployerRef {
    /// Name, 2 to 80 characters.
    pub name: String,
    /// 统一社会信用代码, where given and right.
    pub credit_code: Option<CreditCode>,
    /// People employed.
    pub size: Option<EmployerSize>,
    /// Section of GB/T 4754, where the word is clear.
    pub industry: Option<Industry>,
}

impl EmployerRef {
    /// The name folded for comparing: width, case, white space and the form of brackets do not tell employers apart.
    #[must_use]
    pub fn folded_name(&self) -> String {
        magpie_terms::text::folded(&self.name)
    }
}

/// Something done to a row that its owner should know. The sentence is under `note-CODE`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// `assumed`, `guessed`, `read_as`, `dropped`, `employer_not_named`, `cell_error`, ... see [`Note::CODES`].
    pub code: &'static str,
    /// The field it is about.
    pub field: &'static str,
    /// The value taken, or the text dropped; shortened.
    pub value: String,
}

impl Note {
    /// The value was not in the row and is the usual one.
    pub const ASSUMED: &'static str = "assumed";
    /// The value was concluded from others.
    pub const GUESSED: &'static str = "guessed";
    /// A text was not understood, and the usual value taken.
    pub const READ_AS: &'static str = "read_as";
    /// A text was not taken over.
    pub const DROPPED: &'static str = "dropped";
    /// No employer is named.
    pub const EMPLOYER_NOT_NAMED: &'static str = "employer_not_named";
    /// A cell held an error of the spreadsheet such as `#VALUE!` and counts as blank.
    pub const CELL_ERROR: &'static str = "cell_error";
    /// The description was put together from the row's own cells.
    pub const COMPOSED: &'static str = "composed";
    /// Every code.
    pub const CODES: &'static [&'static str] = &[
        Self::ASSUMED,
        Self::GUESSED,
        Self::READ_AS,
        Self::DROPPED,
        Self::EMPLOYER_NOT_NAMED,
        Self::CELL_ERROR,
        Self::COMPOSED,
    ];
}

/// A reason why a row is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flaw {
    /// What is wrong; its field is one of PostingInput, or `employer`, `credit_code`, `cell`.
    pub violation: Violation,
    /// The column's index, where a column is at fault.
    pub column: Option<usize>,
    /// The cell, as `B7`.
    pub cell: Option<String>,
}
