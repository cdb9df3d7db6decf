//! Commands on postings: write, publish, approve, close, renew.
//!
//! Rule: each state change is one conditional update; when it moves no row, somebody else was first.

use crate::applications;
use crate::authority::Grant;
use crate::changes::Change;
use crate::db::{Db, Tx};
use crate::employers::entity::employer;
use crate::employers::policy::ActForEmployer;
use crate::employers::values::EmployerState;
use crate::employers::{self};
use crate::error::{Code, Error};
use crate::ids::{EmployerId, PostingId};
use crate::jobs::Job;
use crate::postings::entity::posting;
use crate::postings::policy::{EditPosting, ReviewPosting};
use crate::postings::rows;
use crate::postings::values::PostingState;
use magpie_terms::PostingContent;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{IntoActiveModel, Set, UpdateMany};

/// A renewed posting stands so many days from today.
pub const RENEWED_DAYS: i64 = 30;

/// Writes a draft.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn create(db: &Db, grant: &Grant<ActForEmployer>, content: &PostingContent) -> Result<PostingId, Error> {
    let mut tx = db.begin(grant).await?;
    let id = PostingId::new();
    rows::new_row(id, *grant.subject(), content, PostingState::Draft, tx.now().0).insert(tx.conn()).await?;
    tx.audit("create-posting", id, "");
    tx.commit().await?;
    Ok(id)
}

/// Changes the content. Of a trusted employer's public posting the new version is public at once and the old one is
/// kept; one that an import made public before the employer was trusted waits for a review first. A posting in review
/// becomes a draft again, so that nobody approves what they have not read.
///
/// # Errors
/// `posting-changed-meanwhile` where the version is not the one that was edited; `posting-state-wrong` for an ended one.
pub async fn edit(db: &Db, grant: &Grant<EditPosting>, content: &PostingContent, version: i64) -> Result<(), Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    let row = load(&tx, id).await?;
    if row.version != version {
        return Err(Code::PostingChangedMeanwhile.into());
    }
    let state = match rows::state(&row)? {
        PostingState::Draft | PostingState::InReview => PostingState::Draft,
        PostingState::Published if employer_of(&tx, &row).await?.trusted => PostingState::Published,
        PostingState::Published => PostingState::InReview,
        PostingState::Closed | PostingState::Expired | PostingState::Withdrawn => {
            return Err(Code::PostingStateWrong.into());
        }
    };
    let mut model = posting::ActiveModel {
        version: Set(version + 1),
        state: Set(state.code().to_owned()),
        updated_at: Set(tx.now().0),
        reminded_at: Set(None),
        ..Default::default()
    };
    rows::fill(&mut model, content);
    let moved = posting::Entity::update_many()
        .set(model)
        .filter(posting::Column::Id.eq(id.text()))
        .filter(posting::Column::Version.eq(version))
        .filter(posting::Column::State.eq(&row.state))
        .exec(tx.conn())
        .await?;
    if moved.rows_affected == 0 {
        return Err(Code::PostingChangedMeanwhile.into());
    }
    if state == PostingState::Published {
        rows::keep_version(&tx, &load(&tx, id).await?).await?;
    }
    if row.state == PostingState::Published.code() {
        tx.changed(Change::PostingChanged(id));
    }
    tx.audit("edit-posting", id, format!("version {}", version + 1));
    tx.commit().await
}

/// Asks for publication: a trusted employer's posting is public at once, another's waits for an organizer, and so does
/// one that an organizer refused or took down before. Gives the new state.
///
/// # Errors
/// `posting-state-wrong` where it is no draft or its last day has passed; `employer-not-approved`.
pub async fn publish(db: &Db, grant: &Grant<EditPosting>) -> Result<PostingState, Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    let row = load(&tx, id).await?;
    let by = employer_of(&tx, &row).await?;
    if by.state != EmployerState::Approved.code() {
        return Err(Code::EmployerNotApproved.into());
    }
    let state = if by.trusted && row.refusal_reason.is_none() {
        make_public(&mut tx, id, PostingState::Draft, None).await?;
        PostingState::Published
    } else {
        let now = tx.now().0;
        let update = to(&tx, PostingState::InReview).filter(posting::Column::ExpiresAt.gt(now));
        moved(update, &tx, id, &[PostingState::Draft]).await?;
        PostingState::InReview
    };
    tx.audit("publish-posting", id, state.code());
    tx.commit().await?;
    Ok(state)
}

/// Approves a posting in review; its employer is trusted from now on.
///
/// # Errors
/// `posting-state-wrong`; `employer-not-approved`.
pub async fn approve(db: &Db, grant: &Grant<ReviewPosting>) -> Result<(), Error> {
    approve_if(db, grant, None).await
}

/// Approves the version of a posting in review that the organizer read.
///
/// # Errors
/// `posting-state-wrong`, also where another version waits by now; `employer-not-approved`.
pub async fn approve_version(db: &Db, grant: &Grant<ReviewPosting>, version: i64) -> Result<(), Error> {
    approve_if(db, grant, Some(version)).await
}

async fn approve_if(db: &Db, grant: &Grant<ReviewPosting>, version: Option<i64>) -> Result<(), Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    let by = employer_of(&tx, &load(&tx, id).await?).await?;
    if by.state != EmployerState::Approved.code() {
        return Err(Code::EmployerNotApproved.into());
    }
    make_public(&mut tx, id, PostingState::InReview, version).await?;
    employers::write::trust(&tx, EmployerId::from_row(&by.id)?).await?;
    tx.enqueue(Job::MailPostingDecided(id));
    tx.audit("approve-posting", id, "");
    tx.commit().await
}

/// Refuses a posting in review and says why; it is a draft again.
///
/// # Errors
/// `invalid` without a reason; `posting-state-wrong`.
pub async fn refuse(db: &Db, grant: &Grant<ReviewPosting>, reason: &str) -> Result<(), Error> {
    let id = *grant.subject();
    let reason = employers::write::parse_reason(reason)?;
    let mut tx = db.begin(grant).await?;
    let update = to(&tx, PostingState::Draft).col_expr(posting::Column::RefusalReason, Some(reason.clone()).into());
    moved(update, &tx, id, &[PostingState::InReview]).await?;
    tx.enqueue(Job::MailPostingDecided(id));
    tx.audit("refuse-posting", id, reason);
    tx.commit().await
}

/// Takes a public posting down and says why: an organizer's act.
///
/// # Errors
/// `invalid` without a reason; `posting-state-wrong`.
pub async fn take_down(db: &Db, grant: &Grant<ReviewPosting>, reason: &str) -> Result<(), Error> {
    let id = *grant.subject();
    let reason = employers::write::parse_reason(reason)?;
    let mut tx = db.begin(grant).await?;
    let update = to(&tx, PostingState::Withdrawn).col_expr(posting::Column::RefusalReason, Some(reason.clone()).into());
    moved(update, &tx, id, &[PostingState::Published]).await?;
    applications::remind::posting_ended(&tx, id).await?;
    tx.changed(Change::PostingChanged(id));
    tx.enqueue(Job::MailPostingDecided(id));
    tx.audit("take-down-posting", id, reason);
    tx.commit().await
}

/// Closes a posting because the places are filled.
///
/// # Errors
/// `posting-state-wrong`.
pub async fn close(db: &Db, grant: &Grant<EditPosting>) -> Result<(), Error> {
    end(db, grant, PostingState::Closed, &[PostingState::Published], "close-posting").await
}

/// Withdraws a posting that waits or is public, because it no longer holds.
///
/// # Errors
/// `posting-state-wrong`.
pub async fn withdraw(db: &Db, grant: &Grant<EditPosting>) -> Result<(), Error> {
    end(db, grant, PostingState::Withdrawn, &[PostingState::Published, PostingState::InReview], "withdraw-posting")
        .await
}

/// Renews a public or expired posting for thirty days from today.
///
/// # Errors
/// `posting-state-wrong`.
pub async fn renew(db: &Db, grant: &Grant<EditPosting>) -> Result<(), Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    let row = load(&tx, id).await?;
    let last_day = tx.now().day().plus_days(RENEWED_DAYS);
    let was = rows::state(&row)?;
    let update = to(&tx, PostingState::Published)
        .col_expr(posting::Column::ValidThrough, last_day.to_string().into())
        .col_expr(posting::Column::ExpiresAt, last_day.end().0.into())
        .col_expr(posting::Column::Version, Expr::col(posting::Column::Version).add(1))
        .col_expr(posting::Column::RemindedAt, Option::<i64>::None.into());
    moved(update, &tx, id, &[PostingState::Published, PostingState::Expired]).await?;
    rows::keep_version(&tx, &load(&tx, id).await?).await?;
    tx.changed(if was == PostingState::Published { Change::PostingChanged(id) } else { Change::PostingPublished(id) });
    tx.audit("renew-posting", id, last_day.to_string());
    tx.commit().await
}

/// Makes an ended posting a draft again, to be changed and published anew.
///
/// # Errors
/// `posting-state-wrong`.
pub async fn reopen(db: &Db, grant: &Grant<EditPosting>) -> Result<(), Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    let ended = [PostingState::Closed, PostingState::Expired, PostingState::Withdrawn];
    moved(to(&tx, PostingState::Draft), &tx, id, &ended).await?;
    tx.audit("reopen-posting", id, "");
    tx.commit().await
}

/// Deletes a draft that never was public.
///
/// # Errors
/// `posting-state-wrong` for anything that somebody may have seen.
pub async fn discard(db: &Db, grant: &Grant<EditPosting>) -> Result<(), Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    let gone = posting::Entity::delete_many()
        .filter(posting::Column::Id.eq(id.text()))
        .filter(posting::Column::State.eq(PostingState::Draft.code()))
        .filter(posting::Column::PublishedAt.is_null())
        .exec(tx.conn())
        .await?;
    if gone.rows_affected == 0 {
        return Err(Code::PostingStateWrong.into());
    }
    tx.audit("discard-posting", id, "");
    tx.commit().await
}

async fn end(
    db: &Db,
    grant: &Grant<EditPosting>,
    state: PostingState,
    from: &[PostingState],
    action: &'static str,
) -> Result<(), Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    moved(to(&tx, state), &tx, id, from).await?;
    applications::remind::posting_ended(&tx, id).await?;
    tx.changed(Change::PostingChanged(id));
    tx.audit(action, id, "");
    tx.commit().await
}

/// Makes a posting public that stands in `from`, in this version where one is named; keeps the version and notes the
/// change.
async fn make_public(tx: &mut Tx, id: PostingId, from: PostingState, version: Option<i64>) -> Result<(), Error> {
    let now = tx.now().0;
    let mut update = to(tx, PostingState::Published)
        .col_expr(posting::Column::PublishedAt, Expr::col(posting::Column::PublishedAt).if_null(now))
        .col_expr(posting::Column::RefusalReason, Option::<String>::None.into())
        .filter(posting::Column::ExpiresAt.gt(now));
    if let Some(version) = version {
        update = update.filter(posting::Column::Version.eq(version));
    }
    moved(update, tx, id, &[from]).await?;
    rows::keep_version(tx, &load(tx, id).await?).await?;
    tx.changed(Change::PostingPublished(id));
    Ok(())
}

/// Moves all postings of one employer to another; one that came to both from the same row of a file is withdrawn.
pub(crate) async fn move_all(tx: &mut Tx, from: EmployerId, to: EmployerId) -> Result<(), Error> {
    let rows = posting::Entity::find().filter(posting::Column::EmployerId.eq(from.text())).all(tx.conn()).await?;
    for row in rows {
        let doubled = match &row.import_key {
            Some(key) => {
                posting::Entity::find()
                    .filter(posting::Column::EmployerId.eq(to.text()))
                    .filter(posting::Column::ImportKey.eq(key))
                    .count(tx.conn())
                    .await?
                    > 0
            }
            None => false,
        };
        let id = PostingId::from_row(&row.id)?;
        let mut model = row.into_active_model();
        model.employer_id = Set(to.text());
        if doubled {
            model.import_key = Set(None);
            model.state = Set(PostingState::Withdrawn.code().to_owned());
        }
        model.update(tx.conn()).await?;
        tx.changed(Change::PostingChanged(id));
    }
    Ok(())
}

fn to(tx: &Tx, state: PostingState) -> UpdateMany<posting::Entity> {
    posting::Entity::update_many()
        .col_expr(posting::Column::State, state.code().into())
        .col_expr(posting::Column::UpdatedAt, tx.now().0.into())
}

async fn moved(
    update: UpdateMany<posting::Entity>,
    tx: &Tx,
    id: PostingId,
    from: &[PostingState],
) -> Result<(), Error> {
    let done = update
        .filter(posting::Column::Id.eq(id.text()))
        .filter(posting::Column::State.is_in(from.iter().map(|state| state.code())))
        .exec(tx.conn())
        .await?;
    if done.rows_affected == 0 { Err(Code::PostingStateWrong.into()) } else { Ok(()) }
}

async fn load(tx: &Tx, id: PostingId) -> Result<posting::Model, Error> {
    posting::Entity::find_by_id(id.text()).one(tx.conn()).await?.ok_or_else(|| Code::NotFound.into())
}

async fn employer_of(tx: &Tx, row: &posting::Model) -> Result<employer::Model, Error> {
    employer::Entity::find_by_id(&row.employer_id).one(tx.conn()).await?.ok_or_else(|| Code::NotFound.into())
}
