//! Why a file as a whole cannot be read.
//!
//! Rule: a file error is found before any row counts: with one of these, nothing of the file is taken in.

/// What is wrong with a file. `code` and `args` are for the sentence in the reader's language, under the key
/// `file-CODE`; `Display` is for logs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// No bytes, or nothing in them.
    #[error("the file is empty")]
    Empty,
    /// Neither a workbook nor a table in text form.
    #[error("neither a workbook nor a csv file")]
    UnknownFormat,
    /// A workbook that cannot be read to its end.
    #[error("the workbook is broken: {0}")]
    Broken(String),
    /// The file is over the limit.
    #[error("the file has {found} bytes, {max} are read at most")]
    TooLarge {
        /// Bytes found.
        found: u64,
        /// Bytes allowed.
        max: u64,
    },
    /// What the workbook unpacks to is over the limit: a zip bomb, whatever its headers say.
    #[error("the workbook unpacks to more than {max} bytes")]
    TooLargeUnpacked {
        /// Bytes allowed.
        max: u64,
    },
    /// A cell is over the limit.
    #[error("cell {cell} of sheet {sheet} has more than {max} characters")]
    CellTooLarge {
        /// The sheet, or the part of the workbook where the sheet is not known.
        sheet: String,
        /// `B7`; empty where it is not known.
        cell: String,
        /// Characters allowed.
        max: usize,
    },
    /// Too many rows.
    #[error("more than {max} rows")]
    TooManyRows {
        /// Rows allowed.
        max: usize,
    },
    /// Too many columns.
    #[error("sheet {sheet} has more than {max} columns")]
    TooManyColumns {
        /// The sheet.
        sheet: String,
        /// Columns allowed.
        max: usize,
    },
    /// Too many cells.
    #[error("more than {max} cells")]
    TooManyCells {
        /// Cells allowed, those left of the last one in a row counted too.
        max: usize,
    },
    /// The text of all cells together is over the limit.
    #[error("more than {max} bytes of text in all cells")]
    TooMuchText {
        /// Bytes allowed.
        max: usize,
    },
    /// Too many sheets.
    #[error("more than {max} sheets")]
    TooManySheets {
        /// Sheets allowed.
        max: usize,
    },
    /// The workbook asks for a password.
    #[error("the workbook is protected by a password")]
    PasswordProtected,
    /// Text that is neither UTF-8 nor GB18030.
    #[error("the text is neither UTF-8 nor GB18030")]
    WrongEncoding,
}

impl FileError {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::UnknownFormat => "unknown_format",
            Self::Broken(_) => "broken",
            Self::TooLarge { .. } => "too_large",
            Self::TooLargeUnpacked { .. } => "too_large_unpacked",
            Self::CellTooLarge { .. } => "cell_too_large",
            Self::TooManyRows { .. } => "too_many_rows",
            Self::TooManyColumns { .. } => "too_many_columns",
            Self::TooManyCells { .. } => "too_many_cells",
            Self::TooMuchText { .. } => "too_much_text",
            Self::TooManySheets { .. } => "too_many_sheets",
            Self::PasswordProtected => "password_protected",
            Self::WrongEncoding => "wrong_encoding",
        }
    }

    /// Every code, for the check that each has its sentence.
    pub const CODES: &'static [&'static str] = &[
        "empty",
        "unknown_format",
        "broken",
        "too_large",
        "too_large_unpacked",
        "cell_too_large",
        "too_many_rows",
        "too_many_columns",
        "too_many_cells",
        "too_much_text",
        "too_many_sheets",
        "password_protected",
        "wrong_encoding",
    ];

    /// The arguments of the sentence.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Empty | Self::UnknownFormat | Self::Broken(_) | Self::PasswordProtected | Self::WrongEncoding => {
                Vec::new()
            }
            Self::TooLarge { found, max } => vec![("found", found.to_string()), ("max", max.to_string())],
            Self::TooLargeUnpacked { max } => vec![("max", max.to_string())],
            Self::CellTooLarge { sheet, cell, max } => {
                vec![("sheet", sheet.clone()), ("cell", cell.clone()), ("max", max.to_string())]
            }
            Self::TooManyRows { max }
            | Self::TooManyCells { max }
            | Self::TooMuchText { max }
            | Self::TooManySheets { max } => vec![("max", max.to_string())],
            Self::TooManyColumns { sheet, max } => vec![("sheet", sheet.clone()), ("max", max.to_string())],
        }
    }
}
