//! The workbook of refused rows: what a person mends and brings again.
//!
//! Rule: a row stands there with all its cells under its own headings, each reason at its cell and all of them behind
//! the row; every cell is written as text, so that nothing in it is ever computed.

use crate::rows::Flaw;
use magpie_terms::Violation;
use rust_xlsxwriter::{Color, Format, FormatAlign, Note, Workbook, Worksheet, XlsxError};

/// Most characters in a cell of a workbook, and in a note.
const MOST_CHARS: usize = 32_767;
/// Most characters in a sheet's name.
const MOST_NAME_CHARS: usize = 31;

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

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

/// Writes the workbook: one sheet for each sheet with refused rows. `sentence` gives a reason in the reader's language.
/// `heading` is the heading of the column with the reasons; it should hold 原因 or "reason", by which a later import
/// knows not to read that column.
///
/// # Errors
/// [`WorkbookError`] where the writer fails.
pub fn refused_workbook(
    rows: &[RefusedRow],
    heading: &str,
    sentence: &dyn Fn(&Violation) -> String,
) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    let mut names: Vec<String> = Vec::new();
    let mut rest = rows;
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|row| row.sheet == first.sheet).count();
        let (of_sheet, others) = rest.split_at(count);
        let name = sheet_name(&first.sheet, &names);
        let sheet = workbook.add_worksheet();
        sheet.set_name(&name)?;
        names.push(name);
        write_sheet(sheet, of_sheet, heading, sentence)?;
        rest = others;
    }
    if names.is_empty() {
        workbook.add_worksheet();
    }
    Ok(workbook.save_to_buffer()?)
}

fn write_sheet(
    sheet: &mut Worksheet,
    rows: &[RefusedRow],
    heading: &str,
    sentence: &dyn Fn(&Violation) -> String,
) -> Result<(), WorkbookError> {
    let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
    let bold = Format::new().set_num_format("@").set_bold();
    let faulty =
        Format::new().set_num_format("@").set_align(FormatAlign::Top).set_background_color(Color::RGB(0x00ff_d9d9));
    let reasons_format = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
    let width = rows.iter().map(|row| row.cells.len().max(row.header.len())).max().unwrap_or(0);
    let reasons_column = column(width);
    for (index, cell) in rows.iter().take(1).flat_map(|row| row.header.iter().enumerate()) {
        sheet.write_string_with_format(0, column(index), cut(cell), &bold)?;
    }
    sheet.write_string_with_format(0, reasons_column, cut(heading), &bold)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_column_width(reasons_column, 60)?;
    for (index, row) in rows.iter().enumerate() {
        let line = u32::try_from(index + 1).unwrap_or(u32::MAX);
        for place in 0..width {
            let cell = row.cells.get(place).map_or("", String::as_str);
            let reasons = reasons_at(row, place, sentence);
            if reasons.is_empty() {
                if !cell.is_empty() {
                    sheet.write_string_with_format(line, column(place), cut(cell), &text)?;
                }
                continue;
            }
            sheet.write_string_with_format(line, column(place), cut(cell), &faulty)?;
            let note = Note::new(cut(&reasons.join("\n"))).add_author_prefix(false);
            sheet.insert_note(line, column(place), &note)?;
        }
        let all: Vec<String> = row
            .flaws
            .iter()
            .map(|flaw| match &flaw.cell {
                Some(cell) => format!("{cell}: {}", sentence(&flaw.violation)),
                None => sentence(&flaw.violation),
            })
            .collect();
        sheet.write_string_with_format(line, reasons_column, cut(&all.join("\n")), &reasons_format)?;
    }
    Ok(())
}

fn reasons_at(row: &RefusedRow, place: usize, sentence: &dyn Fn(&Violation) -> String) -> Vec<String> {
    row.flaws.iter().filter(|flaw| flaw.column == Some(place)).map(|flaw| sentence(&flaw.violation)).collect()
}

fn column(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

fn cut(text: &str) -> &str {
    text.char_indices().nth(MOST_CHARS).map_or(text, |(end, _)| &text[..end])
}

/// The name with what a workbook forbids in one taken out, and a number where it is taken.
fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let plain: String =
        wanted.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).take(MOST_NAME_CHARS - 4).collect();
    let plain = if plain.trim().is_empty() { "Sheet".to_owned() } else { plain.trim().to_owned() };
    let is_taken = |name: &str| taken.iter().any(|known| known.to_lowercase() == name.to_lowercase());
    if !is_taken(&plain) {
        return plain;
    }
    (2..).map(|number| format!("{plain} {number}")).find(|name| !is_taken(name)).unwrap_or(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, Outcome, read_postings};
    use magpie_terms::Day;

    fn options() -> Options {
        Options::new(Day::parse("2026-11-24").unwrap())
    }

    #[test]
    fn refused_rows_come_back_mended() {
        let file = "职位名称,公司名称,薪资,工作地点\n护士,海淀某某医院,8-12K,北京市海淀区\n保安,某某物业公司,看能力,火星\n\
                    ,某某公司,\"=HYPERLINK(\"\"x\"\")\",北京\n";
        let intake = read_postings(file.as_bytes(), &options()).unwrap();
        assert_eq!((intake.counts().ready, intake.counts().refused), (1, 2));
        let rows = intake.refused();
        let bytes = refused_workbook(&rows, "未导入原因", &|violation| format!("[{}]", violation.code)).unwrap();
        let again = crate::read_grid(&bytes, &crate::Limits::default()).unwrap();
        let sheet = &again.sheets[0];
        assert_eq!(sheet.rows[0], ["职位名称", "公司名称", "薪资", "工作地点", "未导入原因"]);
        assert_eq!(sheet.rows[1], ["保安", "某某物业公司", "看能力", "火星", "D3: [bad_place]\nC3: [bad_pay]"]);
        assert!(sheet.formulas.is_empty(), "a cell was written as a formula");
        let refused = read_postings(&bytes, &options()).unwrap();
        assert_eq!(refused.counts().refused, 2, "the file of reasons is read as the first file was");
        assert!(matches!(&refused.rows[0].outcome, Outcome::Refused(flaws) if flaws.len() == 2));
    }

    #[test]
    fn names_of_sheets_are_allowed_and_single() {
        assert_eq!(sheet_name("a/b:[c]", &[]), "abc");
        assert_eq!(sheet_name("", &["sheet".to_owned()]), "Sheet 2");
        assert!(sheet_name(&"长".repeat(60), &[]).chars().count() <= MOST_NAME_CHARS);
    }
}
