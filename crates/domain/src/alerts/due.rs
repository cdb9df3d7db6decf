//! What has to be evaluated now: the alerts that are due, and what became public since their places in the log.
//!
//! Rule: everything here reads. Evaluating an alert twice, or on two nodes, does no harm; what is delivered is decided
//! in [`crate::alerts::deliver`].

use crate::alerts::entity::alert;
use crate::alerts::values::{AlertKind, AlertState, Cadence};
use crate::changes;
use crate::db::{Db, System};
use crate::error::Error;
use crate::ids::{AccountId, AlertId, PostingId};
use crate::postings::public::{self, Posting};
use crate::seekers::candidates::standing;
use crate::seekers::entity::seeker;
use crate::seekers::rows;
use magpie_terms::{Moment, Profile};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QuerySelect};
use std::collections::HashMap;

/// Rows that are asked for at once.
const AT_ONCE: usize = 500;

/// The alerts of a cadence that are due.
#[derive(Debug, Clone)]
pub struct Due {
    /// How often they mail.
    pub cadence: Cadence,
    /// The kinds that are evaluated; alerts of others stay where they are.
    pub kinds: Vec<AlertKind>,
    /// When this was asked.
    pub at: Moment,
    /// The place at which a posting had become public last: so far the alerts are evaluated.
    pub to: i64,
    /// The alerts, in the order of the accounts.
    pub alerts: Vec<DueAlert>,
}

/// An alert that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueAlert {
    /// Its id.
    pub id: AlertId,
    /// Whose it is.
    pub account: AccountId,
    /// What it tells of.
    pub kind: AlertKind,
    /// The canonical query; empty for matches.
    pub query: String,
    /// Its place in the log: it has told of what came until here.
    pub cursor: i64,
}

/// A public posting with the place in the log at which it last became public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fresh {
    /// The place.
    pub seq: i64,
    /// The posting as it is now.
    pub posting: Posting,
}

/// The alerts of a cadence that are due now. An alert that mails at once is due where something became public.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn due(db: &Db, _: &System, cadence: Cadence, kinds: &[AlertKind]) -> Result<Due, Error> {
    // In this order: an alert that is kept from now on begins at the end of the log or after it.
    let at = db.now();
    let to = changes::last_published(db).await?;
    let mut due = Due { cadence, kinds: kinds.to_vec(), at, to, alerts: Vec::new() };
    let mut query = alert::Entity::find().filter(is_due(&due));
    if cadence == Cadence::AtOnce {
        query = query.filter(alert::Column::Cursor.lt(to));
    }
    let rows: Vec<(String, String, String, String, i64)> = query
        .select_only()
        .columns([
            alert::Column::Id,
            alert::Column::AccountId,
            alert::Column::Kind,
            alert::Column::Query,
            alert::Column::Cursor,
        ])
        .into_tuple()
        .all(db.read())
        .await?;
    let unknown = || Error::internal("an alert of unknown kind");
    due.alerts = rows
        .into_iter()
        .map(|(id, account, kind, query, cursor)| {
            Ok(DueAlert {
                id: AlertId::from_row(&id)?,
                account: AccountId::from_row(&account)?,
                kind: AlertKind::from_code(&kind).ok_or_else(unknown)?,
                query,
                cursor,
            })
        })
        .collect::<Result<_, Error>>()?;
    // One person's alerts in the order in which they were kept: the first that fits tells of a posting.
    due.alerts.sort_unstable_by_key(|alert| (alert.account, alert.id));
    Ok(due)
}

/// What makes an alert due.
pub(crate) fn is_due(due: &Due) -> Condition {
    Condition::all()
        .add(alert::Column::Cadence.eq(due.cadence.code()))
        .add(alert::Column::NextAt.lte(due.at.0))
        .add(alert::Column::State.eq(AlertState::Active.code()))
        .add(alert::Column::Kind.is_in(due.kinds.iter().map(|kind| kind.code())))
}

/// What became public since the places of these alerts and is public now, each posting once, in the order of the log.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn fresh(db: &Db, _: &System, due: &Due) -> Result<Vec<Fresh>, Error> {
    let Some(from) = due.alerts.iter().map(|alert| alert.cursor).min().filter(|from| *from < due.to) else {
        return Ok(Vec::new());
    };
    let rows: Vec<(String, i64)> = changes::published_between(db, from, due.to).await?;
    let mut last: HashMap<PostingId, i64> = HashMap::with_capacity(rows.len());
    for (id, seq) in rows {
        last.insert(PostingId::from_row(&id)?, seq);
    }
    let mut ids: Vec<PostingId> = last.keys().copied().collect();
    ids.sort_unstable_by_key(|id| last[id]);
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let cards = public::cards(db, some).await?;
        found.extend(cards.into_iter().map(|posting| Fresh { seq: last[&posting.id], posting }));
    }
    Ok(found)
}

/// The profiles of these accounts, where they have one: for alerts of matches.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn profiles(db: &Db, _: &System, accounts: &[AccountId]) -> Result<HashMap<AccountId, Profile>, Error> {
    let mut found = HashMap::new();
    for some in accounts.chunks(AT_ONCE) {
        let rows = seeker::Entity::find()
            .filter(seeker::Column::AccountId.is_in(some.iter().map(|id| id.text())))
            .filter(standing())
            .all(db.read())
            .await?;
        for row in rows {
            if let Some(account) = &row.account_id {
                found.insert(AccountId::from_row(account)?, rows::profile(&row)?);
            }
        }
    }
    Ok(found)
}
