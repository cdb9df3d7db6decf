//! Rows of applications into words of the trade, and what stands beside them: history and blocks.

use crate::applications::entity::{application, event};
use crate::applications::values::{ANSWER_DAYS, ApplicationState, Origin, RefusalReason, Side};
use crate::authority::Actor;
use crate::db::Tx;
use crate::employers::entity::employer;
use crate::employers::values::EmployerState;
use crate::error::{Code, Error};
use crate::ids::{AccountId, PostingId, SeekerId, row_id};
use crate::postings::entity::posting;
use crate::postings::values::PostingState;
use crate::seekers::entity::{block, seeker};
use magpie_terms::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QuerySelect, Set};

pub(crate) fn state(row: &application::Model) -> Result<ApplicationState, Error> {
    ApplicationState::from_code(&row.state)
        .ok_or_else(|| Error::internal(format!("application {}: unknown state", row.id)))
}

pub(crate) fn origin(row: &application::Model) -> Result<Origin, Error> {
    Origin::from_code(&row.origin).ok_or_else(|| Error::internal(format!("application {}: unknown origin", row.id)))
}

pub(crate) fn reason(row: &application::Model) -> Option<RefusalReason> {
    row.refusal_reason.as_deref().and_then(RefusalReason::from_code)
}

/// Whole days without an answer; `None` where there was one, or nobody waits any more.
pub(crate) fn waiting_days(row: &application::Model, now: Moment) -> Result<Option<u64>, Error> {
    if !state(row)?.waits_for_answer() {
        return Ok(None);
    }
    Ok(Some((now.0 - row.created_at).max(0).unsigned_abs() / 86_400))
}

/// Whether the answer is overdue: its employer was reminded, or is about to be.
pub(crate) fn is_overdue(row: &application::Model, now: Moment) -> Result<bool, Error> {
    Ok(state(row)?.waits_for_answer() && row.created_at <= now.plus_days(-ANSWER_DAYS).0)
}

pub(crate) async fn note_step(
    tx: &Tx,
    application: &str,
    state: ApplicationState,
    side: Side,
    reason: Option<RefusalReason>,
    note: &str,
) -> Result<(), Error> {
    event::ActiveModel {
        id: Set(row_id()),
        application_id: Set(application.to_owned()),
        at: Set(tx.now().0),
        state: Set(state.code().to_owned()),
        side: Set(side.code().to_owned()),
        account_id: Set(tx.actor().account().map(AccountId::text)),
        reason: Set(reason.map(|reason| reason.code().to_owned())),
        note: Set(note.to_owned()),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// A posting that takes applications now, with its employer. It stays public until the end of this write: who closes
/// it waits, and finds the application.
pub(crate) async fn open_posting(tx: &Tx, id: PostingId) -> Result<(posting::Model, employer::Model), Error> {
    let row = posting::Entity::find_by_id(id.text()).lock_shared().one(tx.conn()).await?.ok_or(Code::NotFound)?;
    let by = employer::Entity::find_by_id(&row.employer_id).one(tx.conn()).await?.ok_or(Code::NotFound)?;
    takes_applications(&row, &by, tx.now())?;
    Ok((row, by))
}

/// Whether anybody may apply: the posting is public, and somebody is there to answer.
pub(crate) fn takes_applications(row: &posting::Model, by: &employer::Model, now: Moment) -> Result<(), Error> {
    let hidden = by.state == EmployerState::Refused.code() || by.state == EmployerState::Waiting.code();
    if row.published_at.is_none() || hidden {
        return Err(Code::NotFound.into());
    }
    if row.state != PostingState::Published.code() || row.expires_at <= now.0 {
        return Err(Code::PostingNotOpen.into());
    }
    if by.state != EmployerState::Approved.code() {
        return Err(Code::EmployerTakesNone.into());
    }
    Ok(())
}

/// Whether the person blocked the legal entity that the employer is.
pub(crate) async fn is_blocked(conn: &impl ConnectionTrait, seeker: &str, by: &employer::Model) -> Result<bool, Error> {
    let Some(code) = &by.credit_code else { return Ok(false) };
    let found = block::Entity::find()
        .filter(block::Column::SeekerId.eq(seeker))
        .filter(block::Column::CreditCode.eq(code))
        .count(conn)
        .await?;
    Ok(found > 0)
}

/// Whether the one who acts is the person, not an adviser on behalf.
pub(crate) fn is_own(row: &seeker::Model, actor: &Actor) -> bool {
    row.account_id.is_some() && row.account_id == actor.account().map(AccountId::text)
}

pub(crate) fn seeker_id(row: &application::Model) -> Result<SeekerId, Error> {
    SeekerId::from_row(&row.seeker_id)
}
