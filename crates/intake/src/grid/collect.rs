//! Cells on their way into a grid, and how numbers and dates become text.
//!
//! Rule: every cell passes here, so that the limits on cells hold for every format; text that a format stores once
//! and uses often is counted as often as it is used.

use super::{Grid, Sheet, cell_reference};
use crate::error::FileError;
use crate::limits::Limits;
use magpie_terms::Day;

/// Collects sheets within the limits.
pub(super) struct Collector<'a> {
    limits: &'a Limits,
    grid: Grid,
    rows: usize,
    cells: usize,
    text_bytes: usize,
}

impl<'a> Collector<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self { limits, grid: Grid::default(), rows: 0, cells: 0, text_bytes: 0 }
    }

    /// Begins a sheet; the cells that follow are its own.
    pub(super) fn begin(&mut self, name: &str, hidden: bool) -> Result<(), FileError> {
        if self.grid.sheets.len() >= self.limits.sheets {
            return Err(FileError::TooManySheets { max: self.limits.sheets });
        }
        let name = name.chars().filter(|c| !c.is_control()).take(64).collect();
        self.grid.sheets.push(Sheet { name, hidden, ..Sheet::default() });
        Ok(())
    }

    /// Puts a text where it stands. Blank text takes no place.
    pub(super) fn put(&mut self, row: usize, column: usize, text: String) -> Result<(), FileError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let limits = self.limits;
        let Some(sheet) = self.grid.sheets.last_mut() else { return Ok(()) };
        if column >= limits.columns {
            return Err(FileError::TooManyColumns { sheet: sheet.name.clone(), max: limits.columns });
        }
        if text.len() > limits.cell_chars && text.chars().count() > limits.cell_chars {
            let cell = cell_reference(row, column);
            return Err(FileError::CellTooLarge { sheet: sheet.name.clone(), cell, max: limits.cell_chars });
        }
        self.text_bytes = self.text_bytes.saturating_add(text.len());
        if self.text_bytes > limits.text_bytes {
            return Err(FileError::TooMuchText { max: limits.text_bytes });
        }
        if row >= sheet.rows.len() {
            self.rows = self.rows.saturating_add(row + 1 - sheet.rows.len());
            if self.rows > limits.rows {
                return Err(FileError::TooManyRows { max: limits.rows });
            }
            sheet.rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut sheet.rows[row];
        if column >= cells.len() {
            self.cells = self.cells.saturating_add(column + 1 - cells.len());
            if self.cells > limits.cells {
                return Err(FileError::TooManyCells { max: limits.cells });
            }
            cells.resize_with(column + 1, String::new);
        }
        cells[column] = text;
        Ok(())
    }

    /// Notes a formula. What the file says it comes to is kept to be shown, and never believed: its row is refused.
    pub(super) fn formula(&mut self, row: usize, column: usize, shown: String) -> Result<(), FileError> {
        self.mark(row, column, |sheet| &mut sheet.formulas)?;
        self.put(row, column, shown)
    }

    /// Notes an error of the spreadsheet. Its cell stays blank.
    pub(super) fn error(&mut self, row: usize, column: usize) -> Result<(), FileError> {
        self.mark(row, column, |sheet| &mut sheet.errors)
    }

    fn mark(
        &mut self,
        row: usize,
        column: usize,
        list: impl Fn(&mut Sheet) -> &mut Vec<(u32, u32)>,
    ) -> Result<(), FileError> {
        self.cells = self.cells.saturating_add(1);
        if self.cells > self.limits.cells {
            return Err(FileError::TooManyCells { max: self.limits.cells });
        }
        if let (Some(sheet), Ok(row), Ok(column)) =
            (self.grid.sheets.last_mut(), u32::try_from(row), u32::try_from(column))
        {
            list(sheet).push((row, column));
        }
        Ok(())
    }

    /// The text of a cell of the sheet being collected.
    pub(super) fn text(&self, row: usize, column: usize) -> Option<&str> {
        let sheet = self.grid.sheets.last()?;
        sheet.rows.get(row)?.get(column).map(String::as_str)
    }

    /// How many rows the sheet being collected has.
    pub(super) fn height(&self) -> usize {
        self.grid.sheets.last().map_or(0, |sheet| sheet.rows.len())
    }

    /// The grid.
    pub(super) fn finish(mut self) -> Grid {
        for sheet in &mut self.grid.sheets {
            sheet.formulas.sort_unstable();
            sheet.errors.sort_unstable();
        }
        self.grid
    }
}

/// A number as a person would write it: without a needless `.0`.
pub(super) fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below 1e15 fits")]
        let whole = number as i64;
        return whole.to_string();
    }
    // Fifteen digits is what a spreadsheet shows; it hides the noise of binary fractions such as 0.30000000000000004.
    let rounded = format!("{number:.10}");
    let trimmed = rounded.trim_end_matches('0').trim_end_matches('.');
    if number.abs() < 1e15 { trimmed.to_owned() } else { format!("{number}") }
}

/// The day of a spreadsheet's serial number, with the time where it has one.
pub(super) fn serial_text(serial: f64, is_1904: bool) -> String {
    if !serial.is_finite() || !(0.0..2_958_466.0).contains(&serial) {
        return number_text(serial);
    }
    // Whole seconds, so that 23:59:59.9999 does not lose its day.
    #[expect(clippy::cast_possible_truncation, reason = "checked above to be below 3 million days")]
    let seconds = (serial * 86_400.0).round() as i64;
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let time = format!("{:02}:{:02}", second / 3600, second / 60 % 60);
    if days == 0 && !is_1904 {
        return time;
    }
    // Serial 25569 is 1970-01-01 in the usual epoch; the other one began 1,462 days later.
    let day = Day::from_epoch_days(days - 25_569 + if is_1904 { 1_462 } else { 0 });
    if second == 0 { day.to_string() } else { format!("{day} {time}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_read_as_a_person_writes_them() {
        assert_eq!(number_text(12_000.0), "12000");
        assert_eq!(number_text(0.1 + 0.2), "0.3");
        assert_eq!(number_text(-1.5), "-1.5");
        assert_eq!(serial_text(46_350.0, false), "2026-11-24");
        assert_eq!(serial_text(46_350.5, false), "2026-11-24 12:00");
        assert_eq!(serial_text(46_350.0 - 1_462.0, true), "2026-11-24");
        assert_eq!(serial_text(0.75, false), "18:00");
        assert_eq!(serial_text(f64::NAN, false), "NaN");
    }

    #[test]
    fn limits_hold_before_memory_is_taken() {
        let limits = Limits { rows: 10, columns: 3, cells: 12, text_bytes: 100, cell_chars: 20, ..Limits::default() };
        let mut collector = Collector::new(&limits);
        collector.begin("s", false).unwrap();
        let code = |found: Result<(), FileError>| found.unwrap_err().code();
        assert_eq!(code(collector.put(4_000_000_000, 0, "x".to_owned())), "too_many_rows");
        assert_eq!(code(collector.put(0, 3, "x".to_owned())), "too_many_columns");
        assert_eq!(code(collector.put(0, 0, "字".repeat(21))), "cell_too_large");
    }
}
