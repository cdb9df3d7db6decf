//! Ending an alert by the link of a mail, without signing in.
//!
//! Rule: the token is the right, and it is good for this alone. Looking changes nothing, because mail filters follow
//! links; ending twice is no fault, because a mail program may try twice.

use crate::alerts::entity::alert;
use crate::alerts::read::kind;
use crate::alerts::values::{AlertKind, AlertState};
use crate::authority::{Actor, Who};
use crate::db::Db;
use crate::error::{Code, Error};
use crate::ids::AlertId;
use sea_orm::entity::prelude::*;

/// The alert of a link, as the page that asks may show it to whoever has the mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// What it tells of.
    pub kind: AlertKind,
    /// Its name; may be empty.
    pub name: String,
    /// The canonical query.
    pub query: String,
    /// Whether it still mails.
    pub is_active: bool,
    /// The person's other alerts that still mail.
    pub others: u64,
}

/// The alert of a link.
///
/// # Errors
/// `link-expired` where there is none, because it was deleted.
pub async fn look(db: &Db, token: &str) -> Result<Ending, Error> {
    let row = by_token(db, token).await?;
    let others = alert::Entity::find()
        .filter(alert::Column::AccountId.eq(&row.account_id))
        .filter(alert::Column::State.eq(AlertState::Active.code()))
        .filter(alert::Column::Id.ne(&row.id))
        .count(db.read())
        .await?;
    Ok(Ending {
        kind: kind(&row)?,
        is_active: row.state == AlertState::Active.code(),
        name: row.name,
        query: row.query,
        others,
    })
}

/// Ends the alert of a link; with `all`, every alert of the same person.
///
/// # Errors
/// `link-expired` where there is none, because it was deleted.
pub async fn end(db: &Db, token: &str, all: bool) -> Result<(), Error> {
    let row = by_token(db, token).await?;
    let machine = Actor(Who::System);
    let mut tx = db.begin(&machine).await?;
    let ending = alert::Entity::update_many()
        .col_expr(alert::Column::State, AlertState::Ended.code().into())
        .filter(alert::Column::State.ne(AlertState::Ended.code()));
    let ending = if all {
        ending.filter(alert::Column::AccountId.eq(&row.account_id))
    } else {
        ending.filter(alert::Column::Id.eq(&row.id))
    };
    let ended = ending.exec(tx.conn()).await?;
    if ended.rows_affected > 0 {
        tx.audit("end-alert", AlertId::from_row(&row.id)?, if all { "all, by a link" } else { "by a link" });
    }
    tx.commit().await
}

async fn by_token(db: &Db, token: &str) -> Result<alert::Model, Error> {
    let is_one = token.len() == 43 && token.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if !is_one {
        return Err(Code::LinkExpired.into());
    }
    let found = alert::Entity::find().filter(alert::Column::Token.eq(token)).one(db.read()).await?;
    found.ok_or_else(|| Code::LinkExpired.into())
}
