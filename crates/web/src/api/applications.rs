//! Applications and invitations for machines: both sides, by the same grants and commands as the pages.

use crate::api::applications_out::{
    ApplicationOut, CandidateInvitationOut, HandledOut, QuestionOut, ReceivedListOut, ReceivedOut, SentListOut, SentOut,
};
use crate::api::{json, json_with};
use crate::extract::{Form, FromPath, Granted, Json};
use crate::problem::{self, Reply};
use crate::state::State;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use magpie_domain::accounts::policy::OwnAccount;
use magpie_domain::applications::policy::{AnswerInvitation, FollowApplication, HandleApplication, SeeApplication};
use magpie_domain::applications::questions::{self, QuestionInput};
use magpie_domain::applications::values::{ApplicationState, Step, StepInput};
use magpie_domain::applications::write::{self, ApplyInput};
use magpie_domain::applications::{invitations, pipeline, public, read};
use magpie_domain::ids::{ApplicationId, PostingId, SeekerId};
use magpie_domain::postings::policy::EditPosting;
use magpie_domain::seekers;
use magpie_domain::seekers::policy::ActForSeeker;
use magpie_domain::{Actor, Code, Grant};
use magpie_terms::{Violations, text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// An application to send.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ApplyIn {
    /// For whom, where an adviser applies on behalf: the id of the seeker. Empty is the account's own profile.
    pub seeker: String,
    /// A word to the employer, up to 2,000 characters.
    pub message: String,
    /// The answers by the id of the question: `yes` or `no`, the option, the number or the text.
    pub answers: BTreeMap<String, String>,
}

/// Lists what a posting asks of everybody who applies.
#[utoipa::path(
    get, path = "/api/v1/postings/{posting}/questions", tag = "applications",
    params(("posting" = String, Path, description = "The posting's id")),
    responses(
        (status = 200, body = Vec<QuestionOut>),
        (status = 404, body = problem::Document),
        (status = 409, body = problem::Document, description = "It takes no applications"),
    ),
)]
pub async fn questions(state: Data<State>, request: HttpRequest) -> Reply {
    let asked = public::questions(&state.db, PostingId::from_path(&request)?).await?;
    json(&asked.into_iter().map(QuestionOut::from).collect::<Vec<_>>())
}

/// Applies for a posting. The employer sees name, contact and profile from then on, for this posting.
#[utoipa::path(
    post, path = "/api/v1/postings/{posting}/applications", tag = "applications",
    params(("posting" = String, Path, description = "The posting's id")),
    request_body = ApplyIn,
    responses(
        (status = 201, body = ApplicationOut),
        (status = 404, body = problem::Document),
        (status = 409, body = problem::Document),
        (status = 422, body = problem::Document),
        (status = 429, body = problem::Document, description = "Too many applications"),
    ),
)]
pub async fn apply(
    state: Data<State>,
    request: HttpRequest,
    Granted(own): Granted<OwnAccount>,
    body: Json<ApplyIn>,
) -> Reply {
    let posting = PostingId::from_path(&request)?;
    let sent = body.read()?;
    let seeker = match sent.seeker.as_str() {
        "" => seekers::read::own_id(&state.db, own.actor()).await?.ok_or(Code::ProfileNeeded)?,
        id => SeekerId::parse(id).ok_or_else(|| problem::unknown_value("seeker", id))?,
    };
    let grant = Grant::<ActForSeeker>::ask(&state.db, own.actor(), seeker).await?;
    let input = ApplyInput { message: sent.message, answers: sent.answers };
    let id = write::apply(&state.db, &grant, posting, &input).await?;
    let mut answer = HttpResponse::Created();
    answer.insert_header(("location", format!("/api/v1/applications/{id}")));
    json_with(answer, &followed(&state, own.actor(), id).await?)
}

async fn followed(state: &State, actor: &Actor, id: ApplicationId) -> Result<ApplicationOut, problem::Problem> {
    let grant = Grant::<FollowApplication>::ask(&state.db, actor, id).await?;
    Ok(ApplicationOut::followed(read::followed(&state.db, &grant).await?))
}

async fn handled(state: &State, actor: &Actor, id: ApplicationId) -> Result<ApplicationOut, problem::Problem> {
    let grant = Grant::<HandleApplication>::ask(&state.db, actor, id).await?;
    Ok(ApplicationOut {
        seeker_side: None,
        employer_side: Some(HandledOut::from(read::handled(&state.db, &grant).await?)),
    })
}

fn page_of(query: &Form) -> Result<u64, problem::Problem> {
    let mut violations = Violations::default();
    let page = match query.get("page") {
        "" => Some(1),
        page => violations.keep("page", text::whole_number(page, 1, 100_000)),
    };
    Ok(violations.finish(page)?.unsigned_abs())
}

/// Lists the applications of a person, the newest first.
#[utoipa::path(
    get, path = "/api/v1/seekers/{seeker}/applications", tag = "applications",
    params(("seeker" = String, Path, description = "The seeker's id"), ("page" = Option<u32>, Query, description = "From 1, 20 on a page")),
    responses((status = 200, body = SentListOut), (status = 404, body = problem::Document)),
)]
pub async fn of_seeker(state: Data<State>, request: HttpRequest, Granted(grant): Granted<ActForSeeker>) -> Reply {
    let page = page_of(&Form::of_query(&request)?)?;
    let (sent, total) = read::sent(&state.db, &grant, page).await?;
    json(&SentListOut { total, applications: sent.into_iter().map(SentOut::from).collect() })
}

/// Lists the applications for a posting, those that wait longest first, for the members of its employer.
#[utoipa::path(
    get, path = "/api/v1/own-postings/{posting}/applications", tag = "applications",
    params(
        ("posting" = String, Path, description = "The posting's id"),
        ("state" = Option<String>, Query, description = "Only this state"),
        ("page" = Option<u32>, Query, description = "From 1, 25 on a page"),
    ),
    responses((status = 200, body = ReceivedListOut), (status = 404, body = problem::Document), (status = 422, body = problem::Document)),
)]
pub async fn of_posting(state: Data<State>, request: HttpRequest, Granted(grant): Granted<EditPosting>) -> Reply {
    let query = Form::of_query(&request)?;
    let mut violations = Violations::default();
    let wanted = match query.get("state") {
        "" => None,
        code => magpie_terms::employer::chosen("state", code, ApplicationState::from_code, &mut violations),
    };
    violations.finish(Some(()))?;
    let (rows, total) = pipeline::received(&state.db, &grant, wanted, page_of(&query)?).await?;
    let counts = pipeline::counts(&state.db, &grant).await?;
    json(&ReceivedListOut {
        total,
        counts: counts.into_iter().map(|(state, count)| (state.code(), count)).collect(),
        applications: rows.into_iter().map(ReceivedOut::from).collect(),
    })
}

/// Shows an application to one of its two sides. A member of the employer has seen it from then on.
#[utoipa::path(
    get, path = "/api/v1/applications/{application}", tag = "applications",
    params(("application" = String, Path, description = "The application's id")),
    responses((status = 200, body = ApplicationOut), (status = 404, body = problem::Document)),
)]
pub async fn show(state: Data<State>, Granted(grant): Granted<SeeApplication>) -> Reply {
    let (actor, id) = (grant.actor(), *grant.subject());
    if let Ok(handle) = Grant::<HandleApplication>::ask(&state.db, actor, id).await {
        write::open(&state.db, &handle).await?;
        return json(&handled(&state, actor, id).await?);
    }
    json(&followed(&state, actor, id).await?)
}

/// What to do to an application.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ActIn {
    /// For `move`: the next state.
    pub to: String,
    /// For `move`: the version that was read.
    pub version: Option<i64>,
    /// For `move` to `refused`: why.
    pub reason: String,
    /// For `move`: a word to the seeker. For `note`: the note.
    pub note: String,
}

/// Does something to an application: `withdraw` as the seeker; `move` or `note` as the employer.
#[utoipa::path(
    post, path = "/api/v1/applications/{application}/{action}", tag = "applications",
    params(("application" = String, Path, description = "The application's id"), ("action" = String, Path, description = "What to do")),
    request_body = ActIn,
    responses((status = 200, body = ApplicationOut), (status = 404, body = problem::Document), (status = 409, body = problem::Document), (status = 422, body = problem::Document)),
)]
pub async fn act(
    state: Data<State>,
    request: HttpRequest,
    Granted(grant): Granted<SeeApplication>,
    body: Json<ActIn>,
) -> Reply {
    let (actor, id) = (grant.actor(), *grant.subject());
    match request.match_info().get("action").unwrap_or_default() {
        "withdraw" => {
            write::withdraw(&state.db, &Grant::ask(&state.db, actor, id).await?).await?;
            json(&followed(&state, actor, id).await?)
        }
        "move" => {
            let handle = Grant::ask(&state.db, actor, id).await?;
            let sent = body.read()?;
            let version = sent.version.map(|version| version.to_string()).unwrap_or_default();
            let input = StepInput { to: sent.to, version, reason: sent.reason, note: sent.note };
            write::advance(&state.db, &handle, &Step::parse(&input)?).await?;
            json(&handled(&state, actor, id).await?)
        }
        "note" => {
            let handle = Grant::ask(&state.db, actor, id).await?;
            write::add_note(&state.db, &handle, &body.read()?.note).await?;
            json(&handled(&state, actor, id).await?)
        }
        _ => Err(Code::NotFound.into()),
    }
}

/// Lists what a posting asks, whatever its state, for the members of its employer.
#[utoipa::path(
    get, path = "/api/v1/own-postings/{posting}/questions", tag = "applications",
    params(("posting" = String, Path, description = "The posting's id")),
    responses((status = 200, body = Vec<QuestionOut>), (status = 404, body = problem::Document)),
)]
pub async fn own_questions(state: Data<State>, Granted(grant): Granted<EditPosting>) -> Reply {
    let asked = questions::of_posting(&state.db, &grant).await?;
    json(&asked.into_iter().map(QuestionOut::from).collect::<Vec<_>>())
}

/// Changes what a posting asks: up to 8 questions, all of them. What was asked before stays with its answers.
#[utoipa::path(
    put, path = "/api/v1/own-postings/{posting}/questions", tag = "applications",
    params(("posting" = String, Path, description = "The posting's id")),
    request_body = Vec<QuestionInput>,
    responses((status = 200, body = Vec<QuestionOut>), (status = 404, body = problem::Document), (status = 422, body = problem::Document)),
)]
pub async fn put_questions(
    state: Data<State>,
    Granted(grant): Granted<EditPosting>,
    body: Json<Vec<QuestionInput>>,
) -> Reply {
    let wanted = questions::parse(&body.read()?)?;
    questions::replace(&state.db, &grant, &wanted).await?;
    own_questions(state, Granted(grant)).await
}

/// Whom to invite.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InviteIn {
    /// The id of the seeker.
    pub seeker: String,
    /// A word of the employer, up to 2,000 characters.
    pub message: String,
}

/// Invites a candidate to apply for a posting. The person stays masked until there is an application.
#[utoipa::path(
    post, path = "/api/v1/own-postings/{posting}/invitations", tag = "applications",
    params(("posting" = String, Path, description = "The posting's id")),
    request_body = InviteIn,
    responses(
        (status = 201, body = Vec<CandidateInvitationOut>, description = "The invitations of the posting, the new one first"),
        (status = 404, body = problem::Document),
        (status = 409, body = problem::Document),
        (status = 429, body = problem::Document, description = "Too many invitations"),
    ),
)]
pub async fn invite(state: Data<State>, Granted(grant): Granted<EditPosting>, body: Json<InviteIn>) -> Reply {
    let sent = body.read()?;
    let seeker = SeekerId::parse(&sent.seeker).ok_or_else(|| problem::unknown_value("seeker", &sent.seeker))?;
    invitations::invite(&state.db, &grant, seeker, &sent.message).await?;
    let all = invitations::of_posting(&state.db, &grant).await?;
    json_with(HttpResponse::Created(), &all.into_iter().map(CandidateInvitationOut::from).collect::<Vec<_>>())
}

/// Lists the invitations of a posting, masked, the newest first.
#[utoipa::path(
    get, path = "/api/v1/own-postings/{posting}/invitations", tag = "applications",
    params(("posting" = String, Path, description = "The posting's id")),
    responses((status = 200, body = Vec<CandidateInvitationOut>), (status = 404, body = problem::Document)),
)]
pub async fn invited(state: Data<State>, Granted(grant): Granted<EditPosting>) -> Reply {
    let all = invitations::of_posting(&state.db, &grant).await?;
    json(&all.into_iter().map(CandidateInvitationOut::from).collect::<Vec<_>>())
}

/// Lists the invitations of a person that wait for an answer or an application.
#[utoipa::path(
    get, path = "/api/v1/seekers/{seeker}/invitations", tag = "applications",
    params(("seeker" = String, Path, description = "The seeker's id")),
    responses((status = 200, body = Vec<CandidateInvitationOut>), (status = 404, body = problem::Document)),
)]
pub async fn invitations_of_seeker(state: Data<State>, Granted(grant): Granted<ActForSeeker>) -> Reply {
    let all = invitations::of_seeker(&state.db, &grant).await?;
    json(&all.into_iter().map(CandidateInvitationOut::from).collect::<Vec<_>>())
}

/// Answers an invitation: `accept` or `decline`. After accepting, apply; the application counts as invited.
#[utoipa::path(
    post, path = "/api/v1/candidate-invitations/{invite}/{action}", tag = "applications",
    params(("invite" = String, Path, description = "The invitation's id"), ("action" = String, Path, description = "What to do")),
    responses((status = 200, body = CandidateInvitationOut), (status = 404, body = problem::Document), (status = 409, body = problem::Document)),
)]
pub async fn answer(state: Data<State>, request: HttpRequest, Granted(grant): Granted<AnswerInvitation>) -> Reply {
    match request.match_info().get("action").unwrap_or_default() {
        "accept" => invitations::accept(&state.db, &grant).await?,
        "decline" => invitations::decline(&state.db, &grant).await?,
        _ => return Err(Code::NotFound.into()),
    };
    json(&CandidateInvitationOut::from(invitations::one(&state.db, &grant).await?))
}
