//! Workbooks of Excel 5 to 2003.
//!
//! Rule: read here and not by calamine, which builds the whole rectangle of a sheet in memory as large as the file
//! says it is, and follows circles in its container.

use super::Grid;
use super::biff::{Record, Records, Texts, packed_number, shared_strings};
use super::cfb::{Container, u16_at, u32_at};
use super::collect::{Collector, number_text, serial_text};
use crate::error::FileError;
use crate::limits::Limits;
use std::collections::HashMap;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Grid, FileError> {
    let container = Container::open(bytes)?;
    if container.has("EncryptedPackage") {
        return Err(FileError::PasswordProtected);
    }
    let name = if container.has("Workbook") { "Workbook" } else { "Book" };
    let stream = container.stream(name)?;
    let book = Book::read(&stream, limits)?;
    let mut collector = Collector::new(limits);
    for (name, from, hidden) in &book.sheets {
        collector.begin(name, *hidden)?;
        book.read_sheet(&stream, *from, &mut collector)?;
    }
    Ok(collector.finish())
}

/// What stands before the sheets.
struct Book {
    texts: Texts,
    sheets: Vec<(String, usize, bool)>,
    strings: Vec<String>,
    is_1904: bool,
    /// For each cell style, whether it shows a number as a date.
    dates: Vec<bool>,
}

impl Book {
    fn read(stream: &[u8], limits: &Limits) -> Result<Self, FileError> {
        let mut texts = Texts { unicode: true, encoding: Texts::encoding_of(936) };
        let mut book = Self { texts, sheets: Vec::new(), strings: Vec::new(), is_1904: false, dates: Vec::new() };
        let mut formats: HashMap<u16, bool> = HashMap::new();
        let mut styles: Vec<u16> = Vec::new();
        let mut records = Records::new(stream, 0);
        let mut begun = false;
        while let Some(Record { kind, data }) = records.next() {
            match kind {
                0x0809 => {
                    begun = true;
                    texts.unicode = u16_at(data, 0) == Some(0x0600);
                }
                // FilePass: the rest is encrypted. Its first field is the method.
                0x002f => return Err(FileError::PasswordProtected),
                0x0042 => texts.encoding = Texts::encoding_of(u16_at(data, 0).unwrap_or_default()),
                0x0022 => book.is_1904 = u16_at(data, 0) == Some(1),
                0x041e => {
                    let text = texts.read(data.get(2..).unwrap_or_default(), texts.unicode).unwrap_or_default();
                    formats.insert(u16_at(data, 0).unwrap_or_default(), shows_a_date(&text));
                }
                0x00e0 => styles.push(u16_at(data, 2).unwrap_or_default()),
                // BoundSheet8: where the sheet begins, whether it is hidden, its kind (0 has cells), its name.
                0x0085 if data.get(5) == Some(&0) => {
                    if book.sheets.len() >= limits.sheets {
                        return Err(FileError::TooManySheets { max: limits.sheets });
                    }
                    let from = u32_at(data, 0).unwrap_or(u32::MAX) as usize;
                    // Sheets that share their bytes would be read as often as they are named.
                    if book.sheets.iter().any(|(_, known, _)| *known == from) || from >= stream.len() {
                        return Err(FileError::Broken("a sheet's place is wrong".to_owned()));
                    }
                    let name = texts.read(data.get(6..).unwrap_or_default(), false).unwrap_or_default();
                    book.sheets.push((name, from, data.get(4).is_some_and(|state| state & 3 != 0)));
                }
                0x00fc => book.strings = shared_strings(data, &records.continued())?,
                0x000a => break,
                _ => {}
            }
        }
        if !begun {
            return Err(FileError::Broken("the workbook has no beginning".to_owned()));
        }
        book.texts = texts;
        let is_date =
            |format: &u16| formats.get(format).copied().unwrap_or(matches!(format, 14..=22 | 27..=36 | 45..=58));
        book.dates = styles.iter().map(is_date).collect();
        Ok(book)
    }

    fn read_sheet(&self, stream: &[u8], from: usize, collector: &mut Collector<'_>) -> Result<(), FileError> {
        let mut depth = 0_usize;
        let mut formula_at = None;
        for Record { kind, data } in Records::new(stream, from) {
            match kind {
                0x0809 => depth += 1,
                0x000a if depth <= 1 => break,
                0x000a => depth -= 1,
                // Charts inside a sheet have cells of their own, which are not its cells.
                _ if depth > 1 => {}
                0x00bd => self.packed_row(data, collector)?,
                0x0207 => {
                    if let Some((row, column)) = formula_at.take() {
                        collector.put(row, column, self.texts.read(data, true).unwrap_or_default())?;
                    }
                }
                0x0006 => {
                    let Some((row, column)) = place(data) else { continue };
                    formula_at = Some((row, column));
                    collector.formula(row, column, self.formula_result(data))?;
                }
                0x0205 => {
                    let (Some((row, column)), Some(value)) = (place(data), data.get(6)) else { continue };
                    if data.get(7) == Some(&1) {
                        collector.error(row, column)?;
                    } else {
                        collector.put(row, column, if *value != 0 { "TRUE" } else { "FALSE" }.to_owned())?;
                    }
                }
                _ => {
                    let (Some((row, column)), Some(text)) = (place(data), self.cell_text(kind, data)) else { continue };
                    collector.put(row, column, text)?;
                }
            }
        }
        Ok(())
    }

    fn cell_text(&self, kind: u16, data: &[u8]) -> Option<String> {
        match kind {
            0x00fd => self.strings.get(u32_at(data, 6)? as usize).cloned(),
            0x0204 | 0x00d6 => self.texts.read(data.get(6..)?, true),
            0x0203 => Some(self.number(double_at(data, 6)?, u16_at(data, 4)?)),
            0x027e => Some(self.number(packed_number(u32_at(data, 6)?), u16_at(data, 4)?)),
            _ => None,
        }
    }

    /// Numbers of neighbouring cells in one record (MS-XLS 2.4.175).
    fn packed_row(&self, data: &[u8], collector: &mut Collector<'_>) -> Result<(), FileError> {
        let Some((row, first)) = place(data) else { return Ok(()) };
        let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (index, cell) in cells.chunks_exact(6).enumerate() {
            if let (Some(style), Some(packed)) = (u16_at(cell, 0), u32_at(cell, 2)) {
                collector.put(row, first + index, self.number(packed_number(packed), style))?;
            }
        }
        Ok(())
    }

    /// What a formula is said to come to, only to show it to the person who must replace it.
    fn formula_result(&self, data: &[u8]) -> String {
        if u16_at(data, 12) == Some(0xffff) {
            return String::new();
        }
        double_at(data, 6).map(|number| self.number(number, u16_at(data, 4).unwrap_or_default())).unwrap_or_default()
    }

    fn number(&self, number: f64, style: u16) -> String {
        if self.dates.get(usize::from(style)).copied().unwrap_or(false) {
            serial_text(number, self.is_1904)
        } else {
            number_text(number)
        }
    }
}

fn place(data: &[u8]) -> Option<(usize, usize)> {
    Some((usize::from(u16_at(data, 0)?), usize::from(u16_at(data, 2)?)))
}

fn double_at(data: &[u8], at: usize) -> Option<f64> {
    let bytes: [u8; 8] = data.get(at..at.checked_add(8)?)?.try_into().ok()?;
    Some(f64::from_le_bytes(bytes))
}

/// Whether a number format shows a date: it has letters of one outside quotes and brackets.
fn shows_a_date(format: &str) -> bool {
    let mut quoted = false;
    let mut bracketed = false;
    let mut escaped = false;
    for c in format.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            'y' | 'Y' | 'd' | 'D' | 'm' | 'M' if !quoted && !bracketed => return true,
            _ => {}
        }
    }
    false
}
