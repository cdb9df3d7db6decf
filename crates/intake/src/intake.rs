//! From the bytes of a file to rows with their outcomes.
//!
//! Rule: rows ready, duplicate and refused add up to the rows with data, and those with the blank and heading rows to
//! all rows of the file.

use crate::columns::{Column, FoundBy, Map, Meaning, SheetMap, understand};
use crate::error::FileError;
use crate::grid::{Sheet, read_grid};
use crate::limits::Limits;
use crate::refused::RefusedRow;
use crate::rows::{Context, Known, Outcome, Row, RowRef, build};
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
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
    /// Rows of headings, titles above them, repetitions of them and lines across the table below.
    pub heading_rows: usize,
    /// Rows of a sheet that is hidden, or that the map leaves out; none of them is read.
    pub skipped_rows: usize,
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
    /// Rows of sheets left out; not among `rows`.
    pub skipped: usize,
}

impl Intake {
    /// The counts.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { rows: self.rows.len(), ..Counts::default() };
        for row in &self.rows {
            match row.outcome {
                Outcome::Ready(_) => counts.ready += 1,
                Outcome::Duplicate { .. } => counts.duplicate += 1,
                Outcome::Refused(_) => counts.refused += 1,
            }
        }
        for sheet in &self.sheets {
            counts.blank += sheet.blank_rows;
            counts.headings += sheet.heading_rows;
            counts.skipped += sheet.skipped_rows;
        }
        counts
    }

    /// The columns as found, as a map that a person can save, change and give back in [`Options::map`]. Columns that
    /// the law forbids to read are not in it.
    #[must_use]
    pub fn map(&self) -> Map {
        let mut map = Map::default();
        for sheet in &self.sheets {
            let columns = sheet.columns.iter().filter(|column| {
                column.meaning != Meaning::Unlawful
                    && (column.found_by != FoundBy::Nothing || !column.header.is_empty())
            });
            let columns = columns.map(|column| {
                let code = match column.meaning {
                    Meaning::Field(field) => field.code(),
                    Meaning::Unlawful | Meaning::Unused => "unused",
                };
                (column.letters.clone(), code.to_owned())
            });
            let found = SheetMap {
                header_row: Some(sheet.header_row.unwrap_or(0)),
                skip: sheet.skipped_rows > 0,
                columns: columns.collect(),
            };
            map.sheet.insert(sheet.name.clone(), found);
        }
        map
    }

    /// The refused rows as [`crate::refused_workbook`] takes them.
    #[must_use]
    pub fn refused(&self) -> Vec<RefusedRow> {
        let refused = self.rows.iter().filter_map(|row| match &row.outcome {
            Outcome::Refused(flaws) => Some((row, flaws)),
            Outcome::Ready(_) | Outcome::Duplicate { .. } => None,
        });
        refused
            .map(|(row, flaws)| {
                let sheet = &self.sheets[row.at.sheet];
                RefusedRow {
                    sheet: sheet.name.clone(),
                    number: row.at.number,
                    header: sheet.header.clone(),
                    cells: row.cells.clone(),
                    flaws: flaws.clone(),
                }
            })
            .collect()
    }
}

/// Reads a file of postings.
///
/// # Errors
/// A [`FileError`] where the file as a whole cannot be read; what is wrong with single rows is in the rows.
pub fn read_postings(bytes: &[u8], options: &Options) -> Result<Intake, FileError> {
    let grid = read_grid(bytes, &options.limits)?;
    let mut intake = Intake { sheets: Vec::new(), rows: Vec::new() };
    let mut known = Known::default();
    for sheet in grid.sheets {
        read_sheet(sheet, options, &mut known, &mut intake);
    }
    Ok(intake)
}

fn read_sheet(sheet: Sheet, options: &Options, known: &mut Known, intake: &mut Intake) {
    let said = options.map.sheet.get(&sheet.name);
    // A hidden sheet holds lists for choosing from; a map that names the sheet has it read.
    if said.map_or(sheet.hidden, |said| said.skip) {
        intake.sheets.push(SheetReport { name: sheet.name, skipped_rows: sheet.rows.len(), ..SheetReport::default() });
        return;
    }
    let layout = understand(&sheet, &options.map);
    let context = Context {
        layout: &layout,
        defaults: &options.map.defaults,
        today: options.today,
        valid_days: options.valid_days,
    };
    let index = intake.sheets.len();
    let mut report = SheetReport {
        name: sheet.name,
        header_row: layout.header_row.map(|row| row + 1),
        header: layout.header.clone(),
        columns: layout.columns.clone(),
        ..SheetReport::default()
    };
    for (row, mut cells) in sheet.rows.into_iter().enumerate() {
        let formulas = columns_of(&sheet.formulas, row);
        if formulas.is_empty() && cells.iter().all(|cell| cell.trim().is_empty()) {
            report.blank_rows += 1;
            continue;
        }
        if layout.is_heading(row, &cells) {
            report.heading_rows += 1;
            continue;
        }
        let errors = columns_of(&sheet.errors, row);
        let at = RowRef { sheet: index, number: row + 1 };
        let mut outcome = build(&context, row, &cells, &formulas, &errors);
        if let Outcome::Ready(ready) = &mut outcome
            && let Some(of) = known.add(ready, at)
        {
            outcome = Outcome::Duplicate { of };
        }
        // What the law forbids to ask is not kept, not even in the copy of the row.
        for column in layout.columns.iter().filter(|column| column.meaning == Meaning::Unlawful) {
            if let Some(cell) = cells.get_mut(column.index) {
                cell.clear();
            }
        }
        intake.rows.push(Row { at, cells, outcome });
    }
    intake.sheets.push(report);
}

/// The columns of a row in a sorted list of cells.
fn columns_of(cells: &[(u32, u32)], row: usize) -> Vec<usize> {
    let Ok(row) = u32::try_from(row) else { return Vec::new() };
    let from = cells.partition_point(|cell| cell.0 < row);
    cells[from..].iter().take_while(|cell| cell.0 == row).map(|cell| cell.1 as usize).collect()
}
