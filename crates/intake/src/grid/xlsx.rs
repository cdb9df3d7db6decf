//! Workbooks of Excel 2007 and later.
//!
//! Rule: nothing is read before `unpack` has seen all of it, and cells are taken one at a time, so that a sheet with
//! one cell in its last corner costs one cell.

use super::Grid;
use super::collect::{Collector, number_text, serial_text};
use super::unpack;
use crate::error::FileError;
use crate::limits::Limits;
use calamine::{DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::{Cursor, Error, Read, Seek, SeekFrom};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Grid, FileError> {
    let contents = unpack::check(bytes, limits)?;
    let mut workbook: Xlsx<Metered<'_>> = Xlsx::new(Metered::new(bytes)).map_err(|error| file_error(&error))?;
    let sheets: Vec<_> = workbook.sheets_metadata().to_vec();
    if sheets.len() > limits.sheets {
        return Err(FileError::TooManySheets { max: limits.sheets });
    }
    let mut collector = Collector::new(limits);
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        collector.begin(&sheet.name, sheet.visible != SheetVisible::Visible)?;
        read_cells(&mut workbook, &sheet.name, &mut collector)?;
        if contents.has_merged_cells {
            let merged = workbook.merge_cells_by_sheet_name(&sheet.name).map_err(|error| file_error(&error))?;
            fill_down(&merged, &mut collector)?;
        }
    }
    Ok(collector.finish())
}

fn read_cells(workbook: &mut Xlsx<Metered<'_>>, name: &str, collector: &mut Collector<'_>) -> Result<(), FileError> {
    let mut cells = match workbook.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // A sheet of charts or dialogs has no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(file_error(&error)),
    };
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|error| file_error(&error))? {
        let (row, column) = (cell.pos.0 as usize, cell.pos.1 as usize);
        if cell.formula.is_some() {
            collector.formula(row, column, cell_text(&cell.value).unwrap_or_default())?;
        } else if let Some(text) = cell_text(&cell.value) {
            collector.put(row, column, text)?;
        } else {
            collector.error(row, column)?;
        }
    }
    Ok(())
}

/// The text of a cell; `None` for an error such as `#VALUE!`.
fn cell_text(value: &DataRef<'_>) -> Option<String> {
    Some(match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) if moment.is_duration() => number_text(moment.as_f64()),
        DataRef::DateTime(moment) => {
            // The reader keeps the epoch to itself, but tells the date.
            let (year, month, day, hour, minute, _, _) = moment.to_ymd_hms_milli();
            match moment.as_f64() {
                serial if serial < 1.0 => serial_text(serial, false),
                serial if serial.fract() == 0.0 => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
            }
        }
        DataRef::Error(_) => return None,
    })
}

/// A cell merged over several rows, as fair tables have the employer's name, stands in each of its rows.
fn fill_down(merged: &[Dimensions], collector: &mut Collector<'_>) -> Result<(), FileError> {
    for region in merged {
        let (top, column) = (region.start.0 as usize, region.start.1 as usize);
        let last = (region.end.0 as usize).min(collector.height().saturating_sub(1));
        let Some(text) = collector.text(top, column).filter(|text| !text.is_empty()).map(str::to_owned) else {
            continue;
        };
        for row in top + 1..=last {
            collector.put(row, column, text.clone())?;
        }
    }
    Ok(())
}

fn file_error(error: &XlsxError) -> FileError {
    match error {
        XlsxError::Password => FileError::PasswordProtected,
        other => FileError::Broken(magpie_terms::text::shortened(&other.to_string(), 120)),
    }
}

/// The file's bytes with a bound on how often they are read: a workbook may name one part as many sheets and have it
/// unpacked for each of them.
struct Metered<'a> {
    bytes: Cursor<&'a [u8]>,
    left: u64,
}

impl<'a> Metered<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        // Once for the directory, once for the cells, once for merged cells, and some for buffering ahead.
        Self { bytes: Cursor::new(bytes), left: bytes.len() as u64 * 4 + (4 << 20) }
    }
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        let count = self.bytes.read(buffer)?;
        self.left = self.left.checked_sub(count as u64).ok_or_else(|| Error::other("read too often"))?;
        Ok(count)
    }
}

impl Seek for Metered<'_> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64, Error> {
        self.bytes.seek(to)
    }
}
