//! Alerts between the domain, which knows a query as a text, and the search, which knows what it asks for.
//!
//! Rule: a query is read as the search page reads it, and kept in its one form; in words it is what the page's chips say.

use crate::extract::Visitor;
use crate::pages::search::form;
use crate::searching::{self, Params};
use magpie_domain::accounts::policy::OwnAccount;
use magpie_domain::alerts::read::{self, Alert};
use magpie_domain::alerts::values::{AlertContent, AlertInput, AlertKind};
use magpie_domain::{Db, Error, Grant, employers};
use magpie_search::Query;
use magpie_terms::{Moment, Violations};
use magpie_view::Text;
use magpie_view::pages::alerts::{Line, Saving};

/// Parses a new alert. `matches` says whether alerts for matches can be had.
///
/// # Errors
/// All violations, by field; those of the query by the names of its parameters.
pub fn content(input: &AlertInput, matches: bool) -> Result<AlertContent, Violations> {
    let mut violations = Violations::default();
    let content = AlertContent::parse(input, |query| {
        let (params, faults) = Params::read(query.trim().trim_start_matches('?'));
        faults.finish(Some(params.canonical()))
    });
    match content {
        Ok(content) if content.kind == AlertKind::Matches && !matches => {
            violations.add("kind", "alert_no_matches");
            Err(violations)
        }
        other => other,
    }
}

/// What an alert asks the index, as of `now`. Its pages and its limit do not matter: all hits count.
#[must_use]
pub fn query(canonical: &str, now: Moment) -> Query {
    Params::read(canonical).0.query(now, false)
}

/// Where the search of an alert is shown, the newest first; its matches have a page of their own.
#[must_use]
pub fn path(kind: AlertKind, canonical: &str) -> String {
    match kind {
        AlertKind::Search => format!("/search?{canonical}&sort=newest"),
        AlertKind::Matches => "/matches".to_owned(),
    }
}

/// What an alert looks for, in words.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn words(db: &Db, text: Text, kind: AlertKind, canonical: &str) -> Result<String, Error> {
    if kind == AlertKind::Matches {
        return Ok(text.text("alerts-matches").into_owned());
    }
    let (params, _) = Params::read(canonical);
    let employer = match params.employer {
        Some(id) => employers::public::show(db, id).await?.map(|employer| employer.name),
        None => None,
    };
    Ok(form(&params).words(text, employer.as_deref()))
}

/// An alert's own name, or its words.
#[must_use]
pub fn title(name: &str, words: &str) -> String {
    if name.is_empty() { words.to_owned() } else { name.to_owned() }
}

/// An alert with its words.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn line<'a>(db: &Db, text: Text, alert: &'a Alert) -> Result<Line<'a>, Error> {
    let words = words(db, text, alert.kind, &alert.query).await?;
    let url = (alert.kind == AlertKind::Search).then(|| path(alert.kind, &alert.query));
    Ok(Line { alert, title: title(&alert.name, &words), words, url })
}

/// What the results of a search offer to who looks at them.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn saving(db: &Db, visitor: &Visitor, params: &Params) -> Result<Saving, Error> {
    let canonical = params.canonical();
    if canonical.is_empty() {
        return Ok(Saving::Nothing);
    }
    let Some(actor) = &visitor.actor else {
        return Ok(Saving::SignIn(searching::url("/alerts/new", &[("query", canonical)])));
    };
    let grant = Grant::<OwnAccount>::ask(db, actor, ()).await?;
    Ok(match read::of_query(db, &grant, AlertKind::Search, &canonical).await? {
        Some(alert) => Saving::Kept(format!("/alerts/{}", alert.id)),
        None => Saving::Offered(canonical),
    })
}
