//! Alerts as the person whose they are sees them.

use crate::accounts::policy::OwnAccount;
use crate::alerts::entity::alert;
use crate::alerts::policy::OwnAlert;
use crate::alerts::values::{AlertKind, AlertState, Cadence, query_key};
use crate::authority::Grant;
use crate::db::Db;
use crate::error::{Code, Error};
use crate::ids::AlertId;
use magpie_terms::Moment;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// An alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Its id.
    pub id: AlertId,
    /// What it tells of.
    pub kind: AlertKind,
    /// Its name; may be empty.
    pub name: String,
    /// The canonical query; empty for matches.
    pub query: String,
    /// How often it mails.
    pub cadence: Cadence,
    /// Whether it mails.
    pub state: AlertState,
    /// Mails so far.
    pub mails: u64,
    /// Postings that these mails told of.
    pub told: u64,
    /// The last mail.
    pub sent_at: Option<Moment>,
    /// Since when it is kept.
    pub created_at: Moment,
}

/// The person's alerts, newest first.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn own(db: &Db, grant: &Grant<OwnAccount>) -> Result<Vec<Alert>, Error> {
    let Some(account) = grant.actor().account() else { return Ok(Vec::new()) };
    let rows = alert::Entity::find()
        .filter(alert::Column::AccountId.eq(account.text()))
        .order_by_desc(alert::Column::CreatedAt)
        .order_by_desc(alert::Column::Id)
        .all(db.read())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// The person's alert of this kind and query, where there is one.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn of_query(
    db: &Db,
    grant: &Grant<OwnAccount>,
    kind: AlertKind,
    query: &str,
) -> Result<Option<Alert>, Error> {
    let Some(account) = grant.actor().account() else { return Ok(None) };
    let found = alert::Entity::find()
        .filter(alert::Column::AccountId.eq(account.text()))
        .filter(alert::Column::Kind.eq(kind.code()))
        .filter(alert::Column::QueryKey.eq(query_key(query)))
        .one(db.read())
        .await?;
    found.map(from_row).transpose()
}

/// One alert.
///
/// # Errors
/// `not-found`.
pub async fn one(db: &Db, grant: &Grant<OwnAlert>) -> Result<Alert, Error> {
    let found = alert::Entity::find_by_id(grant.subject().text()).one(db.read()).await?;
    from_row(found.ok_or(Code::NotFound)?)
}

fn from_row(row: alert::Model) -> Result<Alert, Error> {
    Ok(Alert {
        id: AlertId::from_row(&row.id)?,
        kind: kind(&row)?,
        cadence: cadence(&row)?,
        state: AlertState::from_code(&row.state).ok_or_else(|| Error::internal("an alert of unknown state"))?,
        name: row.name,
        query: row.query,
        mails: u64::try_from(row.mails).unwrap_or(0),
        told: u64::try_from(row.told).unwrap_or(0),
        sent_at: row.sent_at.map(Moment),
        created_at: Moment(row.created_at),
    })
}

pub(crate) fn kind(row: &alert::Model) -> Result<AlertKind, Error> {
    AlertKind::from_code(&row.kind).ok_or_else(|| Error::internal("an alert of unknown kind"))
}

pub(crate) fn cadence(row: &alert::Model) -> Result<Cadence, Error> {
    Cadence::from_code(&row.cadence).ok_or_else(|| Error::internal("an alert of unknown cadence"))
}
