//! From an uploaded file to what `domain` imports, and from a report to the workbook of its refused rows.
//!
//! Rule: the pages and the command line read a file by this one way, so that both account for every row alike.

use magpie_domain::Error;
use magpie_domain::imports::values::{Import, Noted, ReadyRow, Reason, RefusedRow, Report};
use magpie_intake::grid::cell_reference;
use magpie_intake::{Flaw, Intake, Map, MapError, Note, Options, Outcome, Ready, Row};
use magpie_terms::{Day, Violation};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::Arc;

/// Reads a file of postings on this day in China, with a person's map of its columns or without. Gives what is to be
/// imported, and how the file was understood.
///
/// # Errors
/// `file-unreadable` with the fault of the file; nothing of it was taken then.
pub fn read(bytes: &[u8], file_name: &str, today: Day, map: Option<Map>) -> Result<(Import, Intake), Error> {
    let mut options = Options::new(today);
    options.map = map.unwrap_or_default();
    let intake =
        magpie_intake::read_postings(bytes, &options).map_err(|fault| Error::File(fault.code(), fault.args()))?;
    let mut import = Import { file_name: file_name.to_owned(), file_hash: hash(bytes), ..Import::default() };
    let mut notes = Notes::default();
    let none = Arc::default();
    let headers: Vec<Arc<Vec<String>>> = intake.sheets.iter().map(|sheet| Arc::new(sheet.header.clone())).collect();
    for row in &intake.rows {
        match &row.outcome {
            Outcome::Ready(ready) => {
                ready.notes.iter().for_each(|note| notes.add(note));
                // A row names a sheet of its own file.
                let header = headers.get(row.at.sheet).unwrap_or(&none);
                import.ready.push(ready_row(&intake, row, ready, header));
            }
            Outcome::Duplicate { .. } => import.duplicate += 1,
            Outcome::Refused(flaws) => import.refused.push(refused_row(&intake, row, flaws)),
        }
    }
    import.notes = notes.sorted();
    Ok((import, intake))
}

/// What was done alike to many rows, counted.
#[derive(Default)]
struct Notes(Vec<Noted>);

impl Notes {
    fn add(&mut self, note: &Note) {
        match self.0.iter_mut().find(|known| known.code == note.code && known.field == note.field) {
            Some(known) => known.rows += 1,
            None => self.0.push(Noted {
                code: note.code.to_owned(),
                field: note.field.to_owned(),
                value: note.value.clone(),
                rows: 1,
            }),
        }
    }

    fn sorted(mut self) -> Vec<Noted> {
        self.0.sort_by_key(|noted| std::cmp::Reverse(noted.rows));
        self.0
    }
}

/// Parses a map of columns.
///
/// # Errors
/// `file-unreadable` with the fault of the map, under `map-CODE`.
pub fn parse_map(toml: &str) -> Result<Map, Error> {
    Map::parse(toml).map_err(|fault| {
        let code = match &fault {
            MapError::Syntax(_) => "map_syntax",
            MapError::UnknownMeaning { .. } => "map_unknown_meaning",
            MapError::BadDefault { .. } => "map_bad_default",
        };
        Error::File(code, fault.args())
    })
}

/// The workbook of the refused rows, each reason beside its cell: `sentence` says it in the reader's language,
/// `heading` is the heading of the reasons' column.
///
/// # Errors
/// `Internal` where the workbook cannot be written.
pub fn refused_xlsx(report: &Report, heading: &str, sentence: &dyn Fn(&Reason) -> String) -> Result<Vec<u8>, Error> {
    // A reason that was kept in the database has a code of its own life time, one of `intake` has a static one. So the
    // writer is given the place of a reason, and asks for its sentence by that.
    let reasons: Vec<&Reason> = report.refused_rows.iter().flat_map(|row| &row.reasons).collect();
    let mut place = 0_usize;
    let rows: Vec<magpie_intake::RefusedRow> = report
        .refused_rows
        .iter()
        .map(|row| magpie_intake::RefusedRow {
            sheet: row.sheet.clone(),
            number: row.row as usize,
            header: row.header.clone(),
            cells: row.cells.clone(),
            flaws: row
                .reasons
                .iter()
                .map(|reason| {
                    let column = reason.column.map(|column| column as usize);
                    let cell = column.map(|column| cell_reference(row.row.saturating_sub(1) as usize, column));
                    let violation = Violation { field: place.to_string(), code: "", args: Vec::new() };
                    place += 1;
                    Flaw { violation, column, cell }
                })
                .collect(),
        })
        .collect();
    let told = |violation: &Violation| {
        let reason = violation.field.parse::<usize>().ok().and_then(|place| reasons.get(place));
        reason.map(|reason| sentence(reason)).unwrap_or_default()
    };
    magpie_intake::refused_workbook(&rows, heading, &told)
        .map_err(|cause| Error::Internal(anyhow::Error::new(cause).context("the workbook of refused rows")))
}

fn ready_row(intake: &Intake, row: &Row, ready: &Ready, header: &Arc<Vec<String>>) -> ReadyRow {
    let employer = ready.employer.as_ref();
    ReadyRow {
        sheet: sheet_name(intake, row),
        row: number(row),
        header: Arc::clone(header),
        cells: row.cells.clone(),
        employer_name: employer.map(|employer| employer.name.clone()).unwrap_or_default(),
        credit_code: employer.and_then(|employer| employer.credit_code.as_ref()).map(|code| code.as_str().to_owned()),
        content: ready.content.clone(),
        import_key: ready.import_key.clone(),
        content_hash: ready.content_hash.clone(),
    }
}

fn refused_row(intake: &Intake, row: &Row, flaws: &[Flaw]) -> RefusedRow {
    let column = |flaw: &Flaw| flaw.column.and_then(|column| u32::try_from(column).ok());
    RefusedRow {
        sheet: sheet_name(intake, row),
        row: number(row),
        header: intake.sheets.get(row.at.sheet).map(|sheet| sheet.header.clone()).unwrap_or_default(),
        cells: row.cells.clone(),
        reasons: flaws.iter().map(|flaw| Reason::new(&flaw.violation, column(flaw))).collect(),
    }
}

fn sheet_name(intake: &Intake, row: &Row) -> String {
    intake.sheets.get(row.at.sheet).map(|sheet| sheet.name.clone()).unwrap_or_default()
}

fn number(row: &Row) -> u32 {
    u32::try_from(row.at.number).unwrap_or(u32::MAX)
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing into a string does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
