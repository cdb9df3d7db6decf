//! Importing a file: choosing it, checking how it was read, and what became of every row.

use crate::forms::Choice;
use crate::frame::Frame;
use askama::Template;
use magpie_domain::ids::EmployerId;
use magpie_domain::imports::read::Batch;
use magpie_domain::imports::values::{BatchState, RefusedRow, Report as Outcome};
use magpie_terms::PostingContent;

/// Refused rows shown on a page; the workbook has all.
pub const REFUSED_SHOWN: usize = 50;

/// For whom a file is imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFor {
    /// The employer.
    pub id: EmployerId,
    /// Its name.
    pub name: String,
}

/// GET, POST /console/{employer}/import and /review/import; field `file`.
#[derive(Debug, Template)]
#[template(path = "imports/upload.html")]
pub struct Upload<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// For whom; `None` for the employers that the file names.
    pub employer: Option<&'a ImportFor>,
    /// Earlier imports.
    pub batches: &'a [Batch],
    /// Why the file was not taken, in words; see [`crate::Text::file_fault`].
    pub error: Option<String>,
}

impl Upload<'_> {
    fn action(&self) -> String {
        upload_url(self.employer)
    }
}

/// GET /imports/{batch} while it is looked at. Posts to /imports/{batch}/mapping with a field `column.SHEET.COLUMN`
/// for each column (a field's code, or `unused`), to /imports/{batch}/finish with `publish`, to
/// /imports/{batch}/discard.
#[derive(Debug, Template)]
#[template(path = "imports/preview.html")]
pub struct Preview<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The import.
    pub batch: &'a Batch,
    /// For whom; `None` for the employers that the file names.
    pub employer: Option<&'a ImportFor>,
    /// How each sheet was understood.
    pub sheets: Vec<PreviewSheet>,
    /// Codes of the fields that a column can mean.
    pub fields: Vec<&'static str>,
    /// What the import would do.
    pub report: &'a Outcome,
    /// Some rows that would come in.
    pub ready: Vec<ReadySample<'a>>,
    /// Whether the reader may publish at once.
    pub can_publish: bool,
}

/// How a sheet was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PreviewSheet {
    /// The name on the tab.
    pub name: String,
    /// The row with the headings, from 1.
    pub header_row: Option<usize>,
    /// Its columns.
    pub columns: Vec<PreviewColumn>,
}

/// How a column was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PreviewColumn {
    /// The column, from 0.
    pub index: usize,
    /// Its letters: `B`.
    pub letters: String,
    /// Its heading; may be empty.
    pub header: String,
    /// The code of the field that it means, `unused`, or `unlawful` for what the law forbids to ask.
    pub field_code: String,
    /// How sure that is, 0 to 100.
    pub confidence: u8,
    /// How it was found: `map`, `header`, `looks`, `nothing`.
    pub found_by: &'static str,
    /// Some of its cells.
    pub samples: Vec<String>,
}

/// A row that would come in.
#[derive(Debug, Clone)]
pub struct ReadySample<'a> {
    /// The employer that it names; may be empty.
    pub employer_name: &'a str,
    /// The posting.
    pub content: &'a PostingContent,
}

impl Preview<'_> {
    /// What a column can mean, in words.
    fn meanings(&self) -> Vec<Choice> {
        let text = self.frame.text;
        let mut choices =
            vec![Choice { value: "unused".to_owned(), label: text.text("import-column-unused").into_owned() }];
        choices.extend(self.fields.iter().map(|code| Choice { value: (*code).to_owned(), label: text.field(code) }));
        choices
    }

    fn found_by(&self, code: &str) -> String {
        self.frame.text.text(&format!("import-found-{code}")).into_owned()
    }

    fn refused(&self) -> &[RefusedRow] {
        first(&self.report.refused_rows)
    }

    fn upload(&self) -> String {
        upload_url(self.employer)
    }

    /// Rows that would be written.
    fn to_write(&self) -> u64 {
        self.report.imported + self.report.changed
    }
}

/// GET /imports/{batch} afterwards. Posts to /imports/{batch}/publish.
#[derive(Debug, Template)]
#[template(path = "imports/report.html")]
pub struct Report<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The import.
    pub batch: &'a Batch,
    /// For whom; `None` for the employers that the file names.
    pub employer: Option<&'a ImportFor>,
    /// Whether the reader may publish what waits.
    pub can_publish: bool,
}

impl Report<'_> {
    fn refused(&self) -> &[RefusedRow] {
        first(&self.batch.report.refused_rows)
    }

    fn upload(&self) -> String {
        upload_url(self.employer)
    }

    fn written(&self) -> u64 {
        self.batch.report.imported + self.batch.report.changed
    }

    fn is_done(&self) -> bool {
        self.batch.state == BatchState::Done
    }
}

fn first(rows: &[RefusedRow]) -> &[RefusedRow] {
    rows.get(..REFUSED_SHOWN).unwrap_or(rows)
}

fn upload_url(employer: Option<&ImportFor>) -> String {
    employer.map_or_else(|| "/review/import".to_owned(), |employer| format!("/console/{}/import", employer.id))
}

/// The cell that a reason is about, as it stood.
#[must_use]
pub fn cell(row: &RefusedRow, column: &Option<u32>) -> Option<String> {
    let index = usize::try_from((*column)?).ok()?;
    let cell = row.cells.get(index).filter(|cell| !cell.trim().is_empty())?;
    Some(magpie_terms::text::shortened(cell, 60))
}

/// The cell that names the row best: the one under a heading of the title, else the first that is not empty.
#[must_use]
pub fn row_name(row: &RefusedRow) -> String {
    let words = ["岗位", "职位", "名称", "title", "工种"];
    let titled = row.header.iter().position(|heading| words.iter().any(|word| heading.to_lowercase().contains(word)));
    let cell = titled.and_then(|index| row.cells.get(index)).filter(|cell| !cell.trim().is_empty());
    let cell = cell.or_else(|| row.cells.iter().find(|cell| !cell.trim().is_empty()));
    cell.map(|cell| magpie_terms::text::shortened(cell.trim(), 40)).unwrap_or_default()
}
