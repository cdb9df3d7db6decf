//! How much of a file is read at most.
//!
//! Rule: a limit is checked before the memory for what it limits is taken.

/// The limits of a file. `Default` gives those of the product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of the file itself.
    pub file_bytes: usize,
    /// Most bytes of everything a workbook unpacks to, counted while unpacking.
    pub unpacked_bytes: u64,
    /// Most parts (files of the archive) in a workbook.
    pub parts: usize,
    /// Most bytes of text in all cells together, shared strings counted as often as they are used.
    pub text_bytes: usize,
    /// Most characters in a cell; Excel has the same limit.
    pub cell_chars: usize,
    /// Most rows of all sheets together.
    pub rows: usize,
    /// Most cells of all sheets together, those left of the last one in a row counted too.
    pub cells: usize,
    /// Most columns of a sheet.
    pub columns: usize,
    /// Most sheets.
    pub sheets: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            unpacked_bytes: 512 << 20,
            parts: 4096,
            text_bytes: 256 << 20,
            cell_chars: 32_767,
            rows: 200_000,
            cells: 8_000_000,
            columns: 256,
            sheets: 256,
        }
    }
}
