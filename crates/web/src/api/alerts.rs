//! Alerts of one's own.

use crate::alerting;
use crate::api::{json, json_with};
use crate::extract::{Granted, Json, Visitor};
use crate::problem::{self, Reply};
use crate::state::State;
use actix_web::HttpResponse;
use actix_web::web::Data;
use magpie_domain::accounts::policy::OwnAccount;
use magpie_domain::alerts::policy::OwnAlert;
use magpie_domain::alerts::read::{self, Alert};
use magpie_domain::alerts::values::{AlertInput, AlertKind, AlertSetting, AlertState, Cadence, MOST_ALERTS};
use magpie_domain::alerts::write::{self, Kept};
use magpie_domain::ids::AlertId;
use magpie_domain::{Error, Grant};
use magpie_view::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An alert.
#[derive(Debug, Serialize, ToSchema)]
pub struct AlertOut {
    /// The alert's id, a UUID.
    #[schema(value_type = String, format = "uuid")]
    pub id: AlertId,
    /// What it tells of.
    pub kind: AlertKind,
    /// Its name; may be empty.
    pub name: String,
    /// What it looks for, in the reader's language.
    pub words: String,
    /// The parameters of the search; empty for matches.
    pub query: String,
    /// The search on the site; `null` for matches.
    pub url: Option<String>,
    /// How often it mails at most.
    pub cadence: Cadence,
    /// Whether it mails; `ended` was ended by the link of a mail.
    pub state: AlertState,
    /// Mails so far.
    pub mails: u64,
    /// Postings that these mails told of.
    pub told: u64,
    /// The last mail, RFC 3339.
    #[schema(format = "date-time")]
    pub sent_at: Option<String>,
    /// Since when it is kept, RFC 3339.
    #[schema(format = "date-time")]
    pub created_at: String,
}

impl AlertOut {
    async fn of(state: &State, text: Text, alert: &Alert) -> Result<Self, Error> {
        let line = alerting::line(&state.db, text, alert).await?;
        Ok(Self {
            id: alert.id,
            kind: alert.kind,
            name: alert.name.clone(),
            words: line.words,
            query: alert.query.clone(),
            url: line.url.map(|path| format!("{}{path}", state.settings.public_url)),
            cadence: alert.cadence,
            state: alert.state,
            mails: alert.mails,
            told: alert.told,
            sent_at: alert.sent_at.map(|at| at.rfc3339()),
            created_at: alert.created_at.rfc3339(),
        })
    }
}

/// One's alerts.
#[derive(Debug, Serialize, ToSchema)]
pub struct AlertsOut {
    /// The newest first.
    pub alerts: Vec<AlertOut>,
    /// How many one may have.
    pub most: u64,
}

/// Lists one's own alerts.
#[utoipa::path(
    get, path = "/api/v1/alerts", tag = "alerts",
    responses((status = 200, body = AlertsOut), (status = 401, body = problem::Document)),
)]
pub async fn list(state: Data<State>, visitor: Visitor, Granted(grant): Granted<OwnAccount>) -> Reply {
    let mut alerts = Vec::new();
    for alert in read::own(&state.db, &grant).await? {
        alerts.push(AlertOut::of(&state, Text::of(visitor.locale), &alert).await?);
    }
    json(&AlertsOut { alerts, most: MOST_ALERTS })
}

/// Keeps a search, to be told by mail of new postings that fit. The same search is kept once.
#[utoipa::path(
    post, path = "/api/v1/alerts", tag = "alerts",
    request_body = AlertInput,
    responses(
        (status = 201, body = AlertOut),
        (status = 200, body = AlertOut, description = "It was there already, and mails from now on"),
        (status = 401, body = problem::Document),
        (status = 422, body = problem::Document),
    ),
)]
pub async fn create(
    state: Data<State>,
    visitor: Visitor,
    Granted(grant): Granted<OwnAccount>,
    body: Json<AlertInput>,
) -> Reply {
    let content = alerting::content(&body.read()?, state.settings.match_alerts)?;
    let kept = write::create(&state.db, &grant, &content).await?;
    let mut answer = match kept {
        Kept::New(_) => HttpResponse::Created(),
        Kept::There(_) => HttpResponse::Ok(),
    };
    answer.insert_header(("location", format!("/api/v1/alerts/{}", kept.id())));
    let own = Grant::<OwnAlert>::ask(&state.db, grant.actor(), kept.id()).await?;
    let alert = read::one(&state.db, &own).await?;
    json_with(answer, &AlertOut::of(&state, Text::of(visitor.locale), &alert).await?)
}

/// A change of an alert.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AlertChange {
    /// The name; empty for the search in words.
    #[serde(default)]
    pub name: String,
    /// `at_once`, `daily` or `weekly`.
    pub cadence: String,
    /// Whether it stops mailing. Resumed, it tells of what is new from then on.
    #[serde(default)]
    pub paused: bool,
}

/// Changes an alert, or pauses and resumes it.
#[utoipa::path(
    put, path = "/api/v1/alerts/{alert}", tag = "alerts",
    params(("alert" = String, Path, description = "The alert's id")),
    request_body = AlertChange,
    responses(
        (status = 200, body = AlertOut),
        (status = 404, body = problem::Document),
        (status = 422, body = problem::Document),
    ),
)]
pub async fn edit(
    state: Data<State>,
    visitor: Visitor,
    Granted(grant): Granted<OwnAlert>,
    body: Json<AlertChange>,
) -> Reply {
    let change = body.read()?;
    let setting = AlertSetting::parse(&change.name, &change.cadence)?;
    write::change(&state.db, &grant, &setting).await?;
    if change.paused {
        write::pause(&state.db, &grant).await?;
    } else {
        write::resume(&state.db, &grant).await?;
    }
    let alert = read::one(&state.db, &grant).await?;
    json(&AlertOut::of(&state, Text::of(visitor.locale), &alert).await?)
}

/// Deletes an alert.
#[utoipa::path(
    delete, path = "/api/v1/alerts/{alert}", tag = "alerts",
    params(("alert" = String, Path, description = "The alert's id")),
    responses((status = 204), (status = 404, body = problem::Document)),
)]
pub async fn delete(state: Data<State>, Granted(grant): Granted<OwnAlert>) -> Reply {
    write::delete(&state.db, &grant).await?;
    Ok(HttpResponse::NoContent().finish())
}
