//! Importing a file of postings by one request.

use crate::api::json;
use crate::extract::{Form, Granted, body};
use crate::importing;
use crate::problem::{self, Reply};
use crate::state::State;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, web};
use magpie_domain::imports::policy::ImportPostings;
use magpie_domain::imports::values::Report;
use magpie_domain::imports::write;
use magpie_terms::Violations;
use serde::Serialize;
use utoipa::ToSchema;

/// What became of a file: every row is in exactly one of `imported`, `changed`, `unchanged`, `duplicate`, `refused`.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportOut {
    /// The import's id, a UUID; `null` for a dry run.
    #[schema(format = "uuid")]
    pub id: Option<String>,
    /// Rows of data in the file.
    pub rows: u64,
    /// New postings.
    pub imported: u64,
    /// Known postings that changed.
    pub changed: u64,
    /// Known postings that say the same.
    pub unchanged: u64,
    /// Rows that say the same as an earlier row.
    pub duplicate: u64,
    /// Rows that could not become postings.
    pub refused: u64,
    /// Postings that are public now.
    pub published: u64,
    /// Employers that came in unverified.
    pub new_employers: u64,
    /// The refused rows with their reasons.
    #[schema(value_type = Vec<Object>)]
    pub refused_rows: serde_json::Value,
}

impl ImportOut {
    fn of(id: Option<String>, report: &Report) -> Self {
        Self {
            id,
            rows: report.rows,
            imported: report.imported,
            changed: report.changed,
            unchanged: report.unchanged,
            duplicate: report.duplicate,
            refused: report.refused,
            published: report.published,
            new_employers: report.new_employers,
            refused_rows: serde_json::to_value(&report.refused_rows).unwrap_or_default(),
        }
    }
}

/// Imports a file for an employer, by one of its members. The body is the file itself: CSV (UTF-8 or GB18030), XLSX or XLS.
#[utoipa::path(
    post, path = "/api/v1/employers/{employer}/imports", tag = "own postings",
    params(
        ("employer" = String, Path, description = "The employer's id"),
        ("file_name" = Option<String>, Query, description = "The file's name, for people"),
        ("publish" = Option<String>, Query, description = "`yes`: what may be public is"),
        ("dry_run" = Option<String>, Query, description = "`yes`: says what would happen, and does nothing"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ImportOut), (status = 413, body = problem::Document), (status = 422, body = problem::Document)),
)]
pub async fn for_employer(
    state: Data<State>,
    request: HttpRequest,
    granted: Granted<ImportPostings>,
    payload: Payload,
) -> Reply {
    import(state, request, granted, payload).await
}

/// Imports a file for the employers that it names, by an organizer. Those that are not registered come in unverified.
#[utoipa::path(
    post, path = "/api/v1/imports", tag = "review",
    params(
        ("file_name" = Option<String>, Query, description = "The file's name, for people"),
        ("publish" = Option<String>, Query, description = "`yes`: the postings are public at once"),
        ("dry_run" = Option<String>, Query, description = "`yes`: says what would happen, and does nothing"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ImportOut), (status = 403, body = problem::Document), (status = 422, body = problem::Document)),
)]
pub async fn for_all(
    state: Data<State>,
    request: HttpRequest,
    granted: Granted<ImportPostings>,
    payload: Payload,
) -> Reply {
    import(state, request, granted, payload).await
}

async fn import(
    state: Data<State>,
    request: HttpRequest,
    Granted(grant): Granted<ImportPostings>,
    payload: Payload,
) -> Reply {
    let query = Form::of_query(&request)?;
    let mut violations = Violations::default();
    let mut flag = |name: &str| match query.get(name) {
        "yes" | "true" | "1" => true,
        "" | "no" | "false" | "0" => false,
        other => {
            violations.add_with(name, "unknown_value", vec![("value", magpie_terms::text::shortened(other, 40))]);
            false
        }
    };
    let (publish, dry_run) = (flag("publish"), flag("dry_run"));
    violations.finish(Some(()))?;
    let name = query.get("file_name").to_owned();
    let bytes = body(&mut payload.into_inner(), state.settings.upload_bytes).await?;
    let today = state.db.now().day();
    let (import, _) = read_aside(bytes, name, today).await?;
    if dry_run {
        let report = write::dry_run(&state.db, &grant, &import, publish).await?;
        return json(&ImportOut::of(None, &report));
    }
    let (id, report) = write::run(&state.db, &grant, &import, publish).await?;
    json(&ImportOut::of(Some(id.to_string()), &report))
}

/// Reads a file beside the request threads: a large one takes a second.
pub(crate) async fn read_aside(
    bytes: Vec<u8>,
    name: String,
    today: magpie_terms::Day,
) -> Result<(magpie_domain::imports::values::Import, magpie_intake::Intake), problem::Problem> {
    let read = web::block(move || importing::read(&bytes, &name, today, None)).await;
    Ok(read.map_err(|cause| anyhow::anyhow!("reading a file stopped: {cause}"))??)
}
