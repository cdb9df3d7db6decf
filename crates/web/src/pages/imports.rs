//! Importing a file: upload, look, import, and the account of every row.

use crate::extract::{Form, Granted, Visitor};
use crate::importing;
use crate::pages::{frame_of, page, page_with, see};
use crate::problem::{self, Problem, Reply};
use crate::state::State;
use actix_multipart::Multipart;
use actix_web::http::header;
use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::StreamExt;
use magpie_domain::accounts::values::Role;
use magpie_domain::employers;
use magpie_domain::ids::EmployerId;
use magpie_domain::imports::policy::{ImportPostings, PublishBatch, SeeBatch};
use magpie_domain::imports::read::{self, Batch};
use magpie_domain::imports::values::{BatchState, Import};
use magpie_domain::imports::write;
use magpie_domain::{Code, Error, Grant};
use magpie_intake::{Field, FoundBy, Intake, Map, Meaning, Outcome};
use magpie_view::Flash;
use magpie_view::pages::imports as views;
use sha2::{Digest, Sha256};

/// Cells shown of a column.
const SAMPLES: usize = 3;
/// Rows shown that would come in.
const READY: usize = 5;

/// The form to bring a file for an employer.
///
/// # Errors
/// `Internal`.
pub async fn upload_form_for_employer(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ImportPostings>,
) -> Reply {
    upload_page(&state, &request, &visitor, &grant, None).await
}

/// The form to bring a file for the employers that it names.
///
/// # Errors
/// `Internal`.
pub async fn upload_form_for_all(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ImportPostings>,
) -> Reply {
    upload_page(&state, &request, &visitor, &grant, None).await
}

async fn upload_page(
    state: &State,
    request: &HttpRequest,
    visitor: &Visitor,
    grant: &Grant<ImportPostings>,
    error: Option<&Error>,
) -> Reply {
    let employer = import_for(state, grant.actor(), *grant.subject()).await?;
    let batches = read::list(&state.db, grant).await?;
    let frame = frame_of(visitor, request);
    let status = error.map_or(actix_web::http::StatusCode::OK, problem::status);
    let error = error.map(|error| frame.text.error(error).1);
    page_with(request, status, &views::Upload { frame, employer: employer.as_ref(), batches: &batches, error })
}

async fn import_for(
    state: &State,
    actor: &magpie_domain::Actor,
    employer: Option<EmployerId>,
) -> Result<Option<views::ImportFor>, Error> {
    let Some(id) = employer else { return Ok(None) };
    let grant = Grant::<employers::policy::ActForEmployer>::ask(&state.db, actor, id).await?;
    Ok(Some(views::ImportFor { id, name: employers::read::own(&state.db, &grant).await?.fields.name }))
}

/// Takes a file for an employer.
///
/// # Errors
/// What is wrong with the file is told on the form.
pub async fn upload_for_employer(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    granted: Granted<ImportPostings>,
    parts: Multipart,
) -> Reply {
    upload(state, request, visitor, granted, parts).await
}

/// Takes a file for the employers that it names.
///
/// # Errors
/// What is wrong with the file is told on the form.
pub async fn upload_for_all(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    granted: Granted<ImportPostings>,
    parts: Multipart,
) -> Reply {
    upload(state, request, visitor, granted, parts).await
}

async fn upload(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ImportPostings>,
    parts: Multipart,
) -> Reply {
    match take(&state, &grant, parts).await {
        Ok(path) => see(&path, None),
        Err(error @ (Error::File(..) | Error::Rule(Code::TooLarge | Code::BadRequest))) => {
            upload_page(&state, &request, &visitor, &grant, Some(&error)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Reads the file once, so that what cannot be read is refused at once, and keeps it to be looked at.
async fn take(state: &State, grant: &Grant<ImportPostings>, parts: Multipart) -> Result<String, Error> {
    let (name, bytes) = file_of(parts, state.settings.upload_bytes).await?;
    let hash = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let (file_name, today) = (name.clone(), state.db.now().day());
    let bytes = aside(move || importing::read(&bytes, &file_name, today, None).map(|_| bytes)).await??;
    let id = write::keep(&state.db, grant, &name, &hash, bytes).await?;
    Ok(format!("/imports/{id}"))
}

/// The field `file` of a multipart form, up to a limit.
async fn file_of(mut parts: Multipart, limit: usize) -> Result<(String, Vec<u8>), Error> {
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(|_| Code::BadRequest)?;
        if part.name() != Some("file") {
            continue;
        }
        let name = part.content_disposition().and_then(|about| about.get_filename()).unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|_| Code::BadRequest)?;
            if bytes.len() + chunk.len() > limit {
                return Err(Code::TooLarge.into());
            }
            bytes.extend_from_slice(&chunk);
        }
        return Ok((name, bytes));
    }
    Err(Error::File("empty", Vec::new()))
}

/// Reading a file takes up to seconds, so it runs beside the request threads.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    web::block(work).await.map_err(|cause| anyhow::anyhow!("reading a file stopped: {cause}").into())
}

/// An import: while it is looked at what it would do, afterwards what it did.
///
/// # Errors
/// `not-found`.
pub async fn show(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<SeeBatch>,
) -> Reply {
    let batch = read::show(&state.db, &grant).await?;
    let employer = import_for(&state, grant.actor(), batch.employer).await?;
    let is_organizer = matches!(grant.actor().role(), Role::Organizer | Role::Administrator);
    let frame = frame_of(&visitor, &request);
    if batch.state != BatchState::Previewed {
        let view = views::Report { frame, batch: &batch, employer: employer.as_ref(), can_publish: is_organizer };
        return page(&request, &view);
    }
    let (import, intake) = read_again(&state, &grant).await?;
    let importing = Grant::<ImportPostings>::ask(&state.db, grant.actor(), batch.employer).await?;
    let report = write::dry_run(&state.db, &importing, &import, false).await?;
    let can_publish = match &employer {
        None => true,
        Some(employer) => may_publish(&state, &grant, employer.id).await?,
    };
    let view = views::Preview {
        frame,
        batch: &batch,
        employer: employer.as_ref(),
        sheets: sheets(&intake),
        fields: Field::ALL.iter().map(|field| field.code()).collect(),
        report: &report,
        ready: import.ready.iter().take(READY).map(sample).collect(),
        can_publish,
    };
    page(&request, &view)
}

async fn may_publish(state: &State, grant: &Grant<SeeBatch>, employer: EmployerId) -> Result<bool, Error> {
    let own = Grant::<employers::policy::ActForEmployer>::ask(&state.db, grant.actor(), employer).await?;
    Ok(employers::read::own(&state.db, &own).await?.trusted)
}

fn sample(row: &magpie_domain::imports::values::ReadyRow) -> views::ReadySample<'_> {
    views::ReadySample { employer_name: &row.employer_name, content: &row.content }
}

/// Reads the kept file with the map that was chosen.
async fn read_again(state: &State, grant: &Grant<SeeBatch>) -> Result<(Import, Intake), Error> {
    let (name, bytes, mapping) = read::file(&state.db, grant).await?;
    let map = if mapping.is_empty() { None } else { Some(importing::parse_map(&mapping)?) };
    let today = state.db.now().day();
    aside(move || importing::read(&bytes, &name, today, map)).await?
}

fn sheets(intake: &Intake) -> Vec<views::PreviewSheet> {
    let mut sheets = Vec::new();
    for (number, sheet) in intake.sheets.iter().enumerate() {
        let rows = || intake.rows.iter().filter(|row| row.at.sheet == number);
        let columns = sheet
            .columns
            .iter()
            .map(|column| views::PreviewColumn {
                index: column.index,
                letters: column.letters.clone(),
                header: column.header.clone(),
                field_code: match column.meaning {
                    Meaning::Field(field) => field.code().to_owned(),
                    Meaning::Unlawful => "unlawful".to_owned(),
                    Meaning::Unused => "unused".to_owned(),
                },
                confidence: column.confidence,
                found_by: match column.found_by {
                    FoundBy::Map => "map",
                    FoundBy::Header => "header",
                    FoundBy::Looks => "looks",
                    FoundBy::Nothing => "nothing",
                },
                // What the law forbids to ask is not shown either.
                samples: if column.meaning == Meaning::Unlawful {
                    Vec::new()
                } else {
                    rows()
                        .filter(|row| !matches!(row.outcome, Outcome::Duplicate { .. }))
                        .filter_map(|row| row.cells.get(column.index))
                        .filter(|cell| !cell.trim().is_empty())
                        .take(SAMPLES)
                        .map(|cell| magpie_terms::text::shortened(cell.trim(), 40))
                        .collect()
                },
            })
            .collect();
        sheets.push(views::PreviewSheet { name: sheet.name.clone(), header_row: sheet.header_row, columns });
    }
    sheets
}

/// Keeps what a person says about the columns.
///
/// # Errors
/// `batch-not-open`.
pub async fn mapping(state: Data<State>, Granted(grant): Granted<SeeBatch>, form: Form) -> Reply {
    let (_, intake) = read_again(&state, &grant).await?;
    let mut map = Map::default();
    for (name, value) in &form.0 {
        let place = name.strip_prefix("column.").and_then(|place| place.split_once('.'));
        let Some((sheet, column)) = place else { continue };
        let sheet = sheet.parse::<usize>().ok().and_then(|number| intake.sheets.get(number));
        let column = sheet.zip(column.parse::<usize>().ok()).and_then(|(sheet, index)| sheet.columns.get(index));
        let (Some(sheet), Some(column)) = (sheet, column) else { return Err(Code::BadRequest.into()) };
        // What is told apart as unlawful stays unread, whatever the form says.
        if column.meaning != Meaning::Unlawful {
            let said = map.sheet.entry(sheet.name.clone()).or_default();
            said.columns.insert(column.letters.clone(), value.clone());
        }
    }
    let toml = map.to_toml();
    importing::parse_map(&toml)?;
    write::choose_mapping(&state.db, &grant, &toml).await?;
    see(&format!("/imports/{}", grant.subject()), Some(Flash::Saved))
}

/// Imports the file that was looked at.
///
/// # Errors
/// `batch-not-open` where somebody was first.
pub async fn finish(state: Data<State>, Granted(grant): Granted<SeeBatch>, form: Form) -> Reply {
    let batch: Batch = read::show(&state.db, &grant).await?;
    let (import, _) = read_again(&state, &grant).await?;
    let importing = Grant::<ImportPostings>::ask(&state.db, grant.actor(), batch.employer).await?;
    write::finish(&state.db, &importing, &grant, &import, form.ticked("publish")).await?;
    see(&format!("/imports/{}", grant.subject()), Some(Flash::ImportFinished))
}

/// Forgets the file that was looked at.
///
/// # Errors
/// `batch-not-open`.
pub async fn discard(state: Data<State>, Granted(grant): Granted<SeeBatch>) -> Reply {
    let employer = read::show(&state.db, &grant).await?.employer;
    write::discard(&state.db, &grant).await?;
    let next = employer.map_or_else(|| "/review/import".to_owned(), |id| format!("/console/{id}/import"));
    see(&next, Some(Flash::ImportDiscarded))
}

/// Publishes what waits of an import.
///
/// # Errors
/// `batch-nothing-to-publish`.
pub async fn publish(state: Data<State>, Granted(grant): Granted<PublishBatch>) -> Reply {
    write::publish(&state.db, &grant).await?;
    see(&format!("/imports/{}", grant.subject()), Some(Flash::ImportPublished))
}

/// The refused rows as a workbook, each reason beside its cell.
///
/// # Errors
/// `not-found` where none was refused.
pub async fn refused(state: Data<State>, visitor: Visitor, Granted(grant): Granted<SeeBatch>) -> Reply {
    let batch = read::show(&state.db, &grant).await?;
    let report = match batch.state {
        BatchState::Previewed => {
            let (import, _) = read_again(&state, &grant).await?;
            let importing = Grant::<ImportPostings>::ask(&state.db, grant.actor(), batch.employer).await?;
            write::dry_run(&state.db, &importing, &import, false).await?
        }
        BatchState::Done | BatchState::Discarded => batch.report,
    };
    if report.refused_rows.is_empty() {
        return Err(Problem(Code::NotFound.into()));
    }
    let t = magpie_view::Text::of(visitor.locale);
    let heading = t.text("import-refused-heading").into_owned();
    let bytes = aside(move || importing::refused_xlsx(&report, &heading, &|reason| t.reason(reason))).await??;
    Ok(HttpResponse::Ok()
        .content_type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"refused.xlsx\""))
        .body(bytes))
}

/// How the columns were understood, to be changed and given to the command line.
///
/// # Errors
/// `batch-not-open`.
pub async fn map(state: Data<State>, Granted(grant): Granted<SeeBatch>) -> Reply {
    let (_, intake) = read_again(&state, &grant).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/toml; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"map.toml\""))
        .body(intake.map().to_toml()))
}
