//! What time does to postings: reminders five days before the end, expiry at it.
//!
//! Rule: both are conditional updates, so that several nodes may run them at once and each thing happens once.

use crate::applications;
use crate::changes::Change;
use crate::db::{Db, System};
use crate::error::Error;
use crate::ids::PostingId;
use crate::jobs::Job;
use crate::postings::entity::posting;
use crate::postings::values::PostingState;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{QueryOrder, QuerySelect};

/// The mail goes out so many days before the last one ends.
pub(crate) const REMIND_DAYS: i64 = 5;
/// So many at a time, so that other writers get their turn.
const BATCH: u64 = 500;

/// Marks postings whose last day has passed as expired, so that the log tells. Search and pages did not show them
/// since that second anyway. Gives the number.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn expire_due(db: &Db, system: &System) -> Result<usize, Error> {
    let due = posting::Column::State.eq(PostingState::Published.code()).and(posting::Column::ExpiresAt.lte(db.now().0));
    let ids = ids(db, due).await?;
    if ids.is_empty() {
        return Ok(0);
    }
    let mut tx = db.begin(system).await?;
    let now = tx.now().0;
    let mut expired = 0;
    for id in ids {
        let moved = posting::Entity::update_many()
            .col_expr(posting::Column::State, PostingState::Expired.code().into())
            .col_expr(posting::Column::UpdatedAt, now.into())
            .filter(posting::Column::Id.eq(&id))
            .filter(posting::Column::State.eq(PostingState::Published.code()))
            .filter(posting::Column::ExpiresAt.lte(now))
            .exec(tx.conn())
            .await?;
        if moved.rows_affected > 0 {
            let id = PostingId::from_row(&id)?;
            applications::remind::posting_ended(&tx, id).await?;
            tx.changed(Change::PostingChanged(id));
            expired += 1;
        }
    }
    tx.commit().await?;
    Ok(expired)
}

/// Puts the reminders of postings that end within five days into the queue, each once. Gives the number.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn remind_due(db: &Db, system: &System) -> Result<usize, Error> {
    let now = db.now();
    let until = now.plus_days(REMIND_DAYS).0;
    let due = posting::Column::State
        .eq(PostingState::Published.code())
        .and(posting::Column::ExpiresAt.lte(until))
        .and(posting::Column::ExpiresAt.gt(now.0))
        .and(posting::Column::RemindedAt.is_null());
    let ids = ids(db, due).await?;
    if ids.is_empty() {
        return Ok(0);
    }
    let mut tx = db.begin(system).await?;
    let mut reminded = 0;
    for id in ids {
        let moved = posting::Entity::update_many()
            .col_expr(posting::Column::RemindedAt, Some(now.0).into())
            .filter(posting::Column::Id.eq(&id))
            .filter(posting::Column::RemindedAt.is_null())
            // Renewed in between, it does not end yet and has its own reminder before it.
            .filter(posting::Column::ExpiresAt.lte(until))
            .filter(posting::Column::State.eq(PostingState::Published.code()))
            .exec(tx.conn())
            .await?;
        if moved.rows_affected > 0 {
            tx.enqueue(Job::MailPostingExpiring(PostingId::from_row(&id)?));
            reminded += 1;
        }
    }
    tx.commit().await?;
    Ok(reminded)
}

async fn ids(db: &Db, due: sea_orm::sea_query::SimpleExpr) -> Result<Vec<String>, Error> {
    Ok(posting::Entity::find()
        .select_only()
        .column(posting::Column::Id)
        .filter(due)
        .order_by_asc(posting::Column::ExpiresAt)
        .limit(BATCH)
        .into_tuple()
        .all(db.read())
        .await?)
}
