//! Postings: one, the stream of changes, and those of an employer for its members.

use crate::api::out::{OwnPostingOut, OwnRowOut, PostingOut};
use crate::api::{json, json_with};
use crate::extract::{Form, Granted, Json};
use crate::problem::{self, Reply};
use crate::state::State;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use magpie_domain::employers::policy::ActForEmployer;
use magpie_domain::ids::PostingId;
use magpie_domain::postings::policy::EditPosting;
use magpie_domain::postings::public::{self, Shown};
use magpie_domain::postings::stream::{self, Event};
use magpie_domain::postings::values::PostingState;
use magpie_domain::postings::{read, write};
use magpie_domain::{Code, Grant};
use magpie_terms::{PostingContent, PostingInput, Violations, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Shows a public posting.
#[utoipa::path(
    get, path = "/api/v1/postings/{posting}", tag = "postings",
    params(("posting" = String, Path, description = "The posting's id")),
    responses(
        (status = 200, body = PostingOut),
        (status = 404, body = problem::Document, description = "There is none"),
        (status = 410, body = problem::Document, description = "It has ended"),
    ),
)]
pub async fn show(state: Data<State>, request: HttpRequest) -> Reply {
    let id = <PostingId as crate::extract::FromPath>::from_path(&request)?;
    match public::show(&state.db, id).await? {
        Some(Shown::Live(posting, _)) => json(&PostingOut::of(*posting, &state.settings.public_url)),
        Some(Shown::Ended { .. }) => Err(Code::LinkExpired.into()),
        None => Err(Code::NotFound.into()),
    }
}

/// A step of the stream of changes.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventOut {
    /// `added`, `changed` or `removed`.
    pub event: &'static str,
    /// The posting's id, a UUID.
    #[schema(value_type = String, format = "uuid")]
    pub id: PostingId,
    /// The posting as it is now; `null` where it was removed.
    pub posting: Option<PostingOut>,
}

/// A piece of the stream of changes.
#[derive(Debug, Serialize, ToSchema)]
pub struct StreamOut {
    /// What happened after the cursor that was sent, each posting once.
    pub events: Vec<EventOut>,
    /// The cursor for the next call.
    pub cursor: i64,
    /// Whether there is more to be read at once.
    pub more: bool,
}

/// Reads the stream of changes after a cursor. Begin at 0 and apply what comes: you hold the same postings as the site.
#[utoipa::path(
    get, path = "/api/v1/stream", tag = "postings",
    params(
        ("cursor" = Option<i64>, Query, description = "From the last answer; 0 begins at the beginning"),
        ("limit" = Option<u16>, Query, description = "Changes to read at most, 1 to 1,000, usually 200"),
    ),
    responses((status = 200, body = StreamOut), (status = 422, body = problem::Document)),
)]
pub async fn stream(state: Data<State>, request: HttpRequest) -> Reply {
    let query = Form::of_query(&request)?;
    let mut violations = Violations::default();
    let mut number = |name: &str, usual: i64, min: i64, max: i64| {
        let found = query.get(name);
        if found.is_empty() { Some(usual) } else { violations.keep(name, text::whole_number(found, min, max)) }
    };
    let (cursor, limit) = (number("cursor", 0, 0, i64::MAX), number("limit", 200, 1, 1000));
    let (cursor, limit) = violations.finish(cursor.zip(limit))?;
    let (events, cursor, more) = stream::since(&state.db, cursor, limit.unsigned_abs()).await?;
    let public_url = &state.settings.public_url;
    let events = events
        .into_iter()
        .map(|event| match event {
            Event::Added(posting) => some("added", *posting, public_url),
            Event::Changed(posting) => some("changed", *posting, public_url),
            Event::Removed(id) => EventOut { event: "removed", id, posting: None },
        })
        .collect();
    json(&StreamOut { events, cursor, more })
}

fn some(event: &'static str, posting: public::Posting, public_url: &str) -> EventOut {
    EventOut { event, id: posting.id, posting: Some(PostingOut::of(posting, public_url)) }
}

/// The employer's own postings.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnListOut {
    /// All in this choice, also those on other pages.
    pub total: u64,
    /// Those of the page, newest change first.
    pub postings: Vec<OwnRowOut>,
}

/// Lists the postings of an employer in every state, for its members.
#[utoipa::path(
    get, path = "/api/v1/employers/{employer}/postings", tag = "own postings",
    params(
        ("employer" = String, Path, description = "The employer's id"),
        ("state" = Option<String>, Query, description = "Only this state"),
        ("page" = Option<u32>, Query, description = "From 1, 25 on a page"),
    ),
    responses((status = 200, body = OwnListOut), (status = 401, body = problem::Document), (status = 404, body = problem::Document)),
)]
pub async fn own(state: Data<State>, request: HttpRequest, Granted(grant): Granted<ActForEmployer>) -> Reply {
    let query = Form::of_query(&request).unwrap_or_else(|_| Form(Vec::new()));
    let mut violations = Violations::default();
    let wanted = match query.get("state") {
        "" => None,
        code => magpie_terms::employer::chosen("state", code, PostingState::from_code, &mut violations),
    };
    let page = match query.get("page") {
        "" => Some(1),
        page => violations.keep("page", text::whole_number(page, 1, 100_000)),
    };
    let page = violations.finish(page)?;
    let (rows, total) = read::own(&state.db, &grant, wanted, page.unsigned_abs()).await?;
    json(&OwnListOut { total, postings: rows.into_iter().map(OwnRowOut::from).collect() })
}

/// Writes a draft for an employer.
#[utoipa::path(
    post, path = "/api/v1/employers/{employer}/postings", tag = "own postings",
    params(("employer" = String, Path, description = "The employer's id")),
    request_body = PostingInput,
    responses((status = 201, body = OwnPostingOut), (status = 422, body = problem::Document)),
)]
pub async fn create(state: Data<State>, Granted(grant): Granted<ActForEmployer>, body: Json<PostingInput>) -> Reply {
    let input = body.read()?;
    let content = PostingContent::parse(&input, state.db.now().day())?;
    let id = write::create(&state.db, &grant, &content).await?;
    let edit = Grant::<EditPosting>::ask(&state.db, grant.actor(), id).await?;
    let detail = read::for_edit(&state.db, &edit).await?;
    let mut answer = HttpResponse::Created();
    answer.insert_header(("location", format!("/api/v1/own-postings/{id}")));
    json_with(answer, &OwnPostingOut::from(detail))
}

/// Shows a posting to the members of its employer, whatever its state.
#[utoipa::path(
    get, path = "/api/v1/own-postings/{posting}", tag = "own postings",
    params(("posting" = String, Path, description = "The posting's id")),
    responses((status = 200, body = OwnPostingOut), (status = 404, body = problem::Document)),
)]
pub async fn show_own(state: Data<State>, Granted(grant): Granted<EditPosting>) -> Reply {
    json(&OwnPostingOut::from(read::for_edit(&state.db, &grant).await?))
}

/// A change of a posting.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostingChange {
    /// The version that was read; somebody else's change in between is not overwritten.
    pub version: i64,
    /// All fields, also those that stay.
    pub fields: PostingInput,
}

/// Changes a posting. The new version of a public one is public at once, and the old one is kept.
#[utoipa::path(
    put, path = "/api/v1/own-postings/{posting}", tag = "own postings",
    params(("posting" = String, Path, description = "The posting's id")),
    request_body = PostingChange,
    responses((status = 200, body = OwnPostingOut), (status = 409, body = problem::Document), (status = 422, body = problem::Document)),
)]
pub async fn edit(state: Data<State>, Granted(grant): Granted<EditPosting>, body: Json<PostingChange>) -> Reply {
    let change = body.read()?;
    let content = PostingContent::parse(&change.fields, state.db.now().day())?;
    write::edit(&state.db, &grant, &content, change.version).await?;
    json(&OwnPostingOut::from(read::for_edit(&state.db, &grant).await?))
}

/// Moves a posting on: `publish`, `close`, `withdraw`, `renew` (thirty days from today) or `reopen` (a draft again).
#[utoipa::path(
    post, path = "/api/v1/own-postings/{posting}/{action}", tag = "own postings",
    params(("posting" = String, Path, description = "The posting's id"), ("action" = String, Path, description = "What to do")),
    responses((status = 200, body = OwnPostingOut), (status = 409, body = problem::Document)),
)]
pub async fn act(state: Data<State>, request: HttpRequest, Granted(grant): Granted<EditPosting>) -> Reply {
    match request.match_info().get("action").unwrap_or_default() {
        "publish" => {
            write::publish(&state.db, &grant).await?;
        }
        "close" => write::close(&state.db, &grant).await?,
        "withdraw" => write::withdraw(&state.db, &grant).await?,
        "renew" => write::renew(&state.db, &grant).await?,
        "reopen" => write::reopen(&state.db, &grant).await?,
        _ => return Err(Code::NotFound.into()),
    }
    json(&OwnPostingOut::from(read::for_edit(&state.db, &grant).await?))
}

/// Deletes a draft that never was public.
#[utoipa::path(
    delete, path = "/api/v1/own-postings/{posting}", tag = "own postings",
    params(("posting" = String, Path, description = "The posting's id")),
    responses((status = 204), (status = 409, body = problem::Document)),
)]
pub async fn discard(state: Data<State>, Granted(grant): Granted<EditPosting>) -> Reply {
    write::discard(&state.db, &grant).await?;
    Ok(HttpResponse::NoContent().finish())
}
