//! Saved searches of one's own, and ending one by the link of a mail.

use crate::alerting;
use crate::extract::{Form, Granted, Visitor, body, serde_urlencoded_pairs};
use crate::pages::{frame_of, page, page_with, parameter, see};
use crate::problem::{self, Reply};
use crate::searching::Params;
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use magpie_domain::accounts::policy::OwnAccount;
use magpie_domain::alerts::policy::OwnAlert;
use magpie_domain::alerts::values::{AlertInput, AlertKind, AlertSetting};
use magpie_domain::alerts::write::{self, Kept};
use magpie_domain::alerts::{ending, read};
use magpie_domain::{Error, Grant};
use magpie_terms::Violations;
use magpie_view::Flash;
use magpie_view::pages::alerts as views;

/// A mail program says no more than `List-Unsubscribe=One-Click`, as a form of either kind.
const ONE_CLICK_BYTES: usize = 4 * 1024;

/// One's own alerts.
///
/// # Errors
/// `Internal`.
pub async fn list(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<OwnAccount>,
) -> Reply {
    let alerts = read::own(&state.db, &grant).await?;
    let frame = frame_of(&visitor, &request);
    let mut lines = Vec::with_capacity(alerts.len());
    for alert in &alerts {
        lines.push(alerting::line(&state.db, frame.text, alert).await?);
    }
    page(&request, &views::List { frame, lines, matches: state.settings.match_alerts })
}

/// The form for a new alert, where one comes to from a search after signing in.
///
/// # Errors
/// `Internal`.
pub async fn new_form(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(_): Granted<OwnAccount>,
) -> Reply {
    // Read as the search page reads it: what is not understood is left out.
    let query = Params::read(&parameter(&request, "query")).0.canonical();
    if query.is_empty() {
        return see("/search", None);
    }
    let fields = AlertInput { kind: AlertKind::Search.code().to_owned(), query, ..AlertInput::default() };
    asked(&state, &request, &visitor, &fields, &Violations::default()).await
}

async fn asked(
    state: &State,
    request: &HttpRequest,
    visitor: &Visitor,
    fields: &AlertInput,
    violations: &Violations,
) -> Reply {
    let frame = frame_of(visitor, request);
    let kind = AlertKind::from_code(&fields.kind).unwrap_or(AlertKind::Search);
    let canonical = Params::read(&fields.query).0.canonical();
    let words = alerting::words(&state.db, frame.text, kind, &canonical).await?;
    let back = if canonical.is_empty() { "/alerts".to_owned() } else { format!("/search?{canonical}") };
    let view = views::New { frame, fields, words: &words, back: &back, violations };
    page_with(request, status(violations), &view)
}

fn status(violations: &Violations) -> StatusCode {
    if violations.is_empty() { StatusCode::OK } else { problem::status(&Error::Invalid(violations.clone())) }
}

/// Keeps an alert.
///
/// # Errors
/// Only internal ones: what is wrong is told on the form.
pub async fn create(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<OwnAccount>,
    form: Form,
) -> Reply {
    let fields: AlertInput = form.parse(&[])?;
    let kept = match alerting::content(&fields, state.settings.match_alerts) {
        Ok(content) => write::create(&state.db, &grant, &content).await,
        Err(violations) => Err(violations.into()),
    };
    match kept {
        Ok(Kept::New(_)) => see("/alerts", Some(Flash::AlertKept)),
        Ok(Kept::There(_)) => see("/alerts", Some(Flash::AlertThere)),
        Err(Error::Invalid(violations)) => asked(&state, &request, &visitor, &fields, &violations).await,
        Err(error) => Err(error.into()),
    }
}

/// One alert, to be changed.
///
/// # Errors
/// `not-found`.
pub async fn edit_form(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<OwnAlert>,
) -> Reply {
    shown(&state, &request, &visitor, &grant, None, &Violations::default()).await
}

async fn shown(
    state: &State,
    request: &HttpRequest,
    visitor: &Visitor,
    grant: &Grant<OwnAlert>,
    sent: Option<(&str, &str)>,
    violations: &Violations,
) -> Reply {
    let alert = read::one(&state.db, grant).await?;
    let frame = frame_of(visitor, request);
    let line = alerting::line(&state.db, frame.text, &alert).await?;
    let (called, cadence) = sent.unwrap_or((&alert.name, alert.cadence.code()));
    page_with(request, status(violations), &views::Edit { frame, line, called, cadence, violations })
}

/// Changes name and cadence.
///
/// # Errors
/// `not-found`; what is wrong is told on the form.
pub async fn edit(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<OwnAlert>,
    form: Form,
) -> Reply {
    let (name, cadence) = (form.get("name"), form.get("cadence"));
    match AlertSetting::parse(name, cadence) {
        Ok(setting) => {
            write::change(&state.db, &grant, &setting).await?;
            see("/alerts", Some(Flash::Saved))
        }
        Err(violations) => shown(&state, &request, &visitor, &grant, Some((name, cadence)), &violations).await,
    }
}

/// Stops the mails for a while.
///
/// # Errors
/// `not-found`.
pub async fn pause(state: Data<State>, Granted(grant): Granted<OwnAlert>) -> Reply {
    write::pause(&state.db, &grant).await?;
    see("/alerts", Some(Flash::AlertPaused))
}

/// Lets the mails come again.
///
/// # Errors
/// `not-found`.
pub async fn resume(state: Data<State>, Granted(grant): Granted<OwnAlert>) -> Reply {
    write::resume(&state.db, &grant).await?;
    see("/alerts", Some(Flash::AlertResumed))
}

/// Deletes an alert.
///
/// # Errors
/// `not-found`.
pub async fn delete(state: Data<State>, Granted(grant): Granted<OwnAlert>) -> Reply {
    write::delete(&state.db, &grant).await?;
    see("/alerts", Some(Flash::AlertDeleted))
}

/// Asks whether to end the alert of a link: a mail filter that follows links must not end it.
///
/// # Errors
/// `link-expired`.
pub async fn end_form(state: Data<State>, request: HttpRequest, visitor: Visitor) -> Reply {
    ended(&state, &request, &visitor, false).await
}

/// Ends the alert of a link, and all of its owner's where the button for that was pressed. Nobody signs in for it, and
/// the answer is a page and never a redirect, which mail programs do not follow (RFC 8058).
///
/// # Errors
/// `link-expired`.
pub async fn end(state: Data<State>, request: HttpRequest, visitor: Visitor, payload: Payload) -> Reply {
    // Whatever kind of body it is, the request is the wish; only our own button asks for all.
    let sent = body(&mut payload.into_inner(), ONE_CLICK_BYTES).await?;
    let all = serde_urlencoded_pairs(&sent).is_some_and(|pairs| Form(pairs).ticked("all"));
    let token = request.match_info().get("token").unwrap_or_default();
    ending::end(&state.db, token, all).await?;
    ended(&state, &request, &visitor, all).await
}

async fn ended(state: &State, request: &HttpRequest, visitor: &Visitor, all: bool) -> Reply {
    let token = request.match_info().get("token").unwrap_or_default();
    let found = ending::look(&state.db, token).await?;
    let frame = frame_of(visitor, request);
    let words = alerting::words(&state.db, frame.text, found.kind, &found.query).await?;
    let title = alerting::title(&found.name, &words);
    page(request, &views::End { frame, token, ending: &found, title: &title, all })
}
