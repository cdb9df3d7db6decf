//! No silent end: what waits for an answer is reminded of.
//!
//! Rule: an application that has no answer for seven days reminds the employer's members once a week, four times at
//! most. When its posting ends, each one that is still open is reminded of once more, whatever was sent before. Each
//! reminder is a conditional update, so that several nodes may run this at once and each goes out once.

use crate::applications::entity::{application, invitation};
use crate::applications::values::{ANSWER_DAYS, ApplicationState, InvitationState, MOST_REMINDERS};
use crate::db::{Db, System, Tx};
use crate::error::Error;
use crate::ids::{ApplicationId, PostingId};
use crate::jobs::Job;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{QueryOrder, QuerySelect};

/// So many at a time, so that other writers get their turn.
const BATCH: u64 = 200;

/// Puts the reminders that are due into the queue. Gives the number.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn remind_due(db: &Db, system: &System) -> Result<usize, Error> {
    let now = db.now().0;
    let due = application::Entity::find()
        .filter(application::Column::RemindAt.lte(now))
        .order_by_asc(application::Column::RemindAt)
        .limit(BATCH)
        .all(db.read())
        .await?;
    if due.is_empty() {
        return Ok(0);
    }
    let mut tx = db.begin(system).await?;
    let mut done = 0;
    for row in due {
        let state = super::rows::state(&row)?;
        let reminders = row.reminders + i64::from(state.is_open());
        let again = state.waits_for_answer() && reminders < MOST_REMINDERS;
        let next = again.then(|| tx.now().plus_days(ANSWER_DAYS).0);
        let moved = application::Entity::update_many()
            .col_expr(application::Column::Reminders, reminders.into())
            .col_expr(application::Column::RemindAt, next.into())
            .filter(application::Column::Id.eq(&row.id))
            .filter(application::Column::RemindAt.lte(now))
            .filter(application::Column::State.eq(&row.state))
            .filter(application::Column::Reminders.eq(row.reminders))
            .exec(tx.conn())
            .await?;
        if moved.rows_affected > 0 && state.is_open() {
            tx.enqueue(Job::MailApplicationUnanswered(ApplicationId::from_row(&row.id)?));
        }
        done += usize::try_from(moved.rows_affected).unwrap_or(0);
    }
    tx.commit().await?;
    Ok(done)
}

/// A posting ends: its open applications are due for a reminder at once. In the same write as the end.
pub(crate) async fn posting_ended(tx: &Tx, id: PostingId) -> Result<(), Error> {
    application::Entity::update_many()
        .col_expr(application::Column::RemindAt, Some(tx.now().0).into())
        .filter(application::Column::PostingId.eq(id.text()))
        .filter(application::Column::State.is_in(ApplicationState::open_codes()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Marks invitations whose days are over as expired. Pages did not offer them since that second anyway.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn expire_invitations(db: &Db, system: &System) -> Result<usize, Error> {
    let now = db.now().0;
    let due = invitation::Column::State.eq(InvitationState::Open.code()).and(invitation::Column::ExpiresAt.lte(now));
    // Looked at without a write first: an idle worker must not take SQLite's writer.
    if invitation::Entity::find().filter(due.clone()).limit(1).count(db.read()).await? == 0 {
        return Ok(0);
    }
    let tx = db.begin(system).await?;
    let moved = invitation::Entity::update_many()
        .col_expr(invitation::Column::State, InvitationState::Expired.code().into())
        .filter(due)
        .exec(tx.conn())
        .await?;
    tx.commit().await?;
    Ok(usize::try_from(moved.rows_affected).unwrap_or(usize::MAX))
}
