//! A file as sheets of text cells, whatever format it had.
//!
//! Rule: what a file is, its bytes say; its name is not asked. No formula is ever computed or believed.

mod biff;
mod cfb;
mod collect;
mod csv;
mod unpack;
mod xls;
mod xlsx;

#[cfg(test)]
mod tests;

use crate::error::FileError;
use crate::limits::Limits;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A whole file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// The sheets in the file's order; a csv file is one sheet without a name.
    pub sheets: Vec<Sheet>,
}

/// A sheet: rows of cells from its first row on, blank ones too, so that an index is a row number less one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The name on the tab.
    pub name: String,
    /// Whether the sheet is hidden in the workbook.
    pub hidden: bool,
    /// The cells as text: numbers without a needless `.0`, dates as `2026-11-24`, errors such as `#VALUE!` as blanks. A
    /// cell merged over several rows stands in each of them.
    /// Rows may differ in length.
    pub rows: Vec<Vec<String>>,
    /// Cells that hold a formula, as (row, column) indexes in ascending order.
    pub formulas: Vec<(u32, u32)>,
    /// Cells that hold an error of the spreadsheet, as (row, column) indexes in ascending order.
    pub errors: Vec<(u32, u32)>,
}

/// Reads a file.
///
/// # Errors
/// Any [`FileError`]; never a part of a file.
pub fn read_grid(bytes: &[u8], limits: &Limits) -> Result<Grid, FileError> {
    if bytes.is_empty() {
        return Err(FileError::Empty);
    }
    if bytes.len() > limits.file_bytes {
        return Err(FileError::TooLarge { found: bytes.len() as u64, max: limits.file_bytes as u64 });
    }
    // The readers below are other people's code on hostile bytes: a panic in them is a broken file, not a broken server.
    let read = catch_unwind(AssertUnwindSafe(|| match bytes {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => xlsx::read(bytes, limits),
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => xls::read(bytes, limits),
        _ => csv::read(bytes, limits),
    }));
    let grid: Grid = read.unwrap_or_else(|_| Err(FileError::Broken("the reader gave up".to_owned())))?;
    if grid.sheets.iter().all(|sheet| sheet.rows.iter().flatten().all(|cell| cell.trim().is_empty())) {
        return Err(FileError::Empty);
    }
    Ok(grid)
}

/// The letters of a column: 0 is `A`, 27 is `AB`.
#[must_use]
pub fn column_letters(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// The reference of a cell by its indexes: (6, 1) is `B7`.
#[must_use]
pub fn cell_reference(row: usize, column: usize) -> String {
    format!("{}{}", column_letters(column), row + 1)
}
