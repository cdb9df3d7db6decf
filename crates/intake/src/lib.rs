//! Reads files of postings as employers and agencies have them: CSV and workbooks, with whatever stands in them; and
//! profiles of seekers as JSON Resume and its like, in [`profile_file`].
//!
//! Rule: every row of a file is accounted for: ready, a duplicate, refused with reasons by cell, blank or a heading.
//! Everything read is hostile until it is parsed; no file makes this crate panic or use unbounded memory. It knows no
//! database, no clock and no language: what it has to say are codes, and `view` has the sentences.
//!
//! ```
//! use magpie_intake::{Options, read_postings};
//! use magpie_terms::Day;
//!
//! let file = "职位名称,公司名称,薪资,工作地点\n护士,海淀某某医院,8-12K,北京市海淀区\n";
//! let today = Day::parse("2026-11-24").unwrap();
//! let intake = read_postings(file.as_bytes(), &Options::new(today)).unwrap();
//! assert_eq!(intake.counts().ready, 1);
//! ```

pub mod cells;
pub mod columns;
mod error;
pub mod grid;
mod intake;
mod limits;
mod occupations;
pub mod profile_file;
mod refused;
pub mod rows;
#[cfg(test)]
mod tests_intake;
#[cfg(test)]
mod tests_shared;

pub use columns::{Column, Defaults, Field, FoundBy, Map, MapError, Meaning, SheetMap};
pub use error::FileError;
pub use grid::{Grid, Sheet, read_grid};
pub use intake::{Counts, Intake, Options, SheetReport, read_postings};
pub use limits::Limits;
pub use occupations::guess_occupation;
pub use refused::{RefusedRow, WorkbookError, refused_workbook};
pub use rows::{EmployerRef, Flaw, Note, Outcome, Ready, Row, RowRef};
