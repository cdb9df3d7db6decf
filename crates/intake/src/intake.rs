//! From the bytes of a file to rows with their outcomes.
//!
//! Rule: rows ready, duplicate and refused add up to the rows with data, and those with the blank and heading rows to
//! all rows of the file.

use crate::columns::{Column, Map};
use crate::error::FileError;
use crate::limits::Limits;
use crate::rows::Row;
use magpie_terms::Day;
use serde::Serialize;

/// How a file is read.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day in China.
    pub today: Day,
    /// The limits.
    pub limits: Limits,
    /// What a person says about the columns; empty by default.
    pub map: Map,
    /// Days that a posting stands where the file does not say, 1 to 90.
    pub valid_days: u16,
}

impl Options {
    /// The usual way to read a file on this day.
    #[must_use]
    pub fn new(today: Day) -> Self {
        Self { today, limits: Limits::default(), map: Map::default(), valid_days: 30 }
    }
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// How each sheet was understood.
    pub sheets: Vec<SheetReport>,
    /// Every row with data, in the file's order.
    pub rows: Vec<Row>,
}

/// How a sheet was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetReport {
    /// The name on the tab.
    pub name: String,
    /// The number of the row with the headings, the first being 1; `None` where there is none.
    pub header_row: Option<usize>,
    /// The cells of that row as read; empty where there is none.
    pub header: Vec<String>,
    /// Every column, in order.
    pub columns: Vec<Column>,
    /// Rows without any text.
    pub blank_rows: usize,
    /// Rows of headings, titles above them and repetitions of them below.
    pub heading_rows: usize,
}

/// How many rows became what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Rows with data: the sum of the next three.
    pub rows: usize,
    /// Valid postings.
    pub ready: usize,
    /// Rows that say what an earlier one says.
    pub duplicate: usize,
    /// Rows refused.
    pub refused: usize,
    /// Rows without any text; not among `rows`.
    pub blank: usize,
    /// Heading rows; not among `rows`.
    pub headings: usize,
}

impl Intake {
    /// The counts.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts::default()
    }

    /// The columns as found, as a map that a person can save, change and give back in [`Options::map`].
    #[must_use]
    pub fn map(&self) -> Map {
        Map::default()
    }
}

/// Reads a file of postings.
///
/// # Errors
/// A [`FileError`] where the file as a whole cannot be read; what is wrong with single rows is in the rows.
pub fn read_postings(bytes: &[u8], options: &Options) -> Result<Intake, FileError> {
    let _ = (bytes, options);
    Err(FileError::UnknownFormat)
}
