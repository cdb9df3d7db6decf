//! The rows of a file compared with what is there: new, changed or unchanged, and the state that each comes to.

use crate::authority::Grant;
use crate::changes::Change;
use crate::db::{Lock, Tx};
use crate::employers::values::EmployerState;
use crate::error::Error;
use crate::ids::{BatchId, EmployerId, PostingId};
use crate::imports::policy::ImportPostings;
use crate::imports::targets::{Target, Targets};
use crate::imports::values::{Import, ReadyRow, Report};
use crate::postings::entity::{posting, version};
use crate::postings::rows;
use crate::postings::values::PostingState;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{QuerySelect, Set};
use std::collections::{HashMap, HashSet};

/// Who imports, and whether with the order to publish.
#[derive(Clone, Copy)]
struct Order {
    by_member: bool,
    publish: bool,
}

/// Writes what the rows of a file come to and counts every one of them.
pub(crate) async fn write_rows(
    tx: &mut Tx,
    grant: &Grant<ImportPostings>,
    import: &Import,
    publish: bool,
    batch: BatchId,
) -> Result<Report, Error> {
    let order = Order { by_member: grant.actor().account().is_some() && grant.subject().is_some(), publish };
    // Two files at the same moment must not both bring in the same employer or the same posting.
    tx.hold(Lock::NamedEmployers).await?;
    let mut report = Report {
        duplicate: import.duplicate,
        refused_rows: import.refused.clone(),
        notes: import.notes.clone(),
        ..Report::default()
    };
    let mut targets = Targets::load(tx, grant, import).await?;
    let mut ready: Vec<(&ReadyRow, Target)> = Vec::with_capacity(import.ready.len());
    for row in &import.ready {
        match targets.of(row) {
            Ok(target) => ready.push((row, target)),
            Err(refused) => report.refused_rows.push(refused),
        }
    }
    report.new_employers = targets.insert_new(tx).await?;

    let known = known_rows(tx, &ready).await?;
    let mut seen: HashSet<(EmployerId, &str)> = HashSet::new();
    let mut new = Vec::new();
    let mut versions = Vec::new();
    let mut to_publish = Vec::new();
    let by = tx.actor().account();
    let now = tx.now().0;
    for (row, target) in ready {
        if !seen.insert((target.id, &row.import_key)) {
            report.duplicate += 1;
            continue;
        }
        let Some(old) = known.get(&(target.id.text(), row.import_key.clone())) else {
            let state = order.state_of_new(target);
            let id = PostingId::new();
            let mut model = rows::new_row(id, target.id, &row.content, state, now);
            rows::imported(&mut model, batch, &row.import_key, &row.content_hash);
            if state == PostingState::Published {
                versions.push(rows::version_row(&id.to_string(), 1, &row.content, now, by)?);
                tx.changed(Change::PostingPublished(id));
                report.published += 1;
            }
            new.push(model);
            report.imported += 1;
            continue;
        };
        let state = order.state_of_known(target, old);
        let same = old.content_hash.as_deref() == Some(row.content_hash.as_str());
        let goes_on = order.goes_on(old, state);
        if same && goes_on && state == PostingState::Published && old.expires_at > now {
            to_publish.push(old.clone());
            report.unchanged += 1;
        } else if same && !goes_on {
            report.unchanged += 1;
        } else if same && state != PostingState::Published {
            send_to_review(tx, old).await?;
            report.unchanged += 1;
        } else {
            // Also one that waited past its last day and that the file now gives a new one.
            let public = change_row(tx, old, row, state, batch).await?;
            report.published += u64::from(public);
            report.changed += 1;
        }
    }
    for some in new.chunks(500) {
        posting::Entity::insert_many(some.to_vec()).exec_without_returning(tx.conn()).await?;
    }
    insert_versions(tx, versions).await?;
    report.published += to_publish.len() as u64;
    publish_waiting(tx, &to_publish).await?;
    report.refused = report.refused_rows.len() as u64;
    report.rows = report.imported + report.changed + report.unchanged + report.duplicate + report.refused;
    Ok(report)
}

impl Order {
    /// What a row becomes: an organizer's order to publish holds for approved and unverified employers, a member's for
    /// the own trusted employer; everything else waits, a member's without the order as a draft.
    fn state_of_new(self, target: Target) -> PostingState {
        let may = if self.by_member {
            target.trusted && target.state == EmployerState::Approved
        } else {
            matches!(target.state, EmployerState::Approved | EmployerState::Unverified)
        };
        match (self.publish, may) {
            (true, true) => PostingState::Published,
            (false, _) if self.by_member => PostingState::Draft,
            _ => PostingState::InReview,
        }
    }

    /// What a known posting would become. What is public stays so, unless a member changes what no organizer has read
    /// for this employer yet; and a member cannot bring back by a file what an organizer refused or took down.
    fn state_of_known(self, target: Target, old: &posting::Model) -> PostingState {
        let was_public = old.state == PostingState::Published.code();
        let state = self.state_of_new(target);
        if self.by_member && was_public {
            return if target.trusted { PostingState::Published } else { PostingState::InReview };
        }
        if self.by_member && old.refusal_reason.is_some() && state == PostingState::Published {
            return PostingState::InReview;
        }
        if was_public { PostingState::Published } else { state }
    }

    /// Whether the same row again, now with the order to publish, takes the posting a step on: what waited becomes
    /// public, a draft that came from a member's file and was never public is handed in.
    fn goes_on(self, old: &posting::Model, state: PostingState) -> bool {
        let waits = old.state == PostingState::InReview.code();
        let is_new_draft = old.state == PostingState::Draft.code()
            && self.by_member
            && old.published_at.is_none()
            && old.refusal_reason.is_none();
        self.publish && (waits && state == PostingState::Published || is_new_draft)
    }
}

/// Makes postings public that wait or are drafts, keeps their versions and notes the changes.
pub(crate) async fn publish_waiting(tx: &mut Tx, waiting: &[posting::Model]) -> Result<(), Error> {
    let now = tx.now().0;
    for some in waiting.chunks(500) {
        posting::Entity::update_many()
            .col_expr(posting::Column::State, PostingState::Published.code().into())
            .col_expr(posting::Column::UpdatedAt, now.into())
            .col_expr(posting::Column::PublishedAt, Expr::col(posting::Column::PublishedAt).if_null(now))
            .col_expr(posting::Column::RefusalReason, Option::<String>::None.into())
            .filter(posting::Column::Id.is_in(some.iter().map(|row| row.id.as_str())))
            .exec(tx.conn())
            .await?;
    }
    let mut versions = Vec::with_capacity(waiting.len());
    for row in waiting {
        // A version number that was public before is not kept twice.
        if row.published_at.is_none() {
            versions.push(rows::version_row(&row.id, row.version, &rows::content(row)?, now, tx.actor().account())?);
        } else {
            rows::keep_version(tx, row).await?;
        }
        tx.changed(Change::PostingPublished(PostingId::from_row(&row.id)?));
    }
    insert_versions(tx, versions).await
}

async fn insert_versions(tx: &Tx, versions: Vec<version::ActiveModel>) -> Result<(), Error> {
    for some in versions.chunks(2000) {
        version::Entity::insert_many(some.to_vec()).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

async fn send_to_review(tx: &Tx, old: &posting::Model) -> Result<(), Error> {
    posting::Entity::update_many()
        .col_expr(posting::Column::State, PostingState::InReview.code().into())
        .col_expr(posting::Column::UpdatedAt, tx.now().0.into())
        .filter(posting::Column::Id.eq(&old.id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Changes a known posting. Gives whether it became public by that.
async fn change_row(
    tx: &mut Tx,
    old: &posting::Model,
    row: &ReadyRow,
    state: PostingState,
    batch: BatchId,
) -> Result<bool, Error> {
    let id = PostingId::from_row(&old.id)?;
    let was_public = old.state == PostingState::Published.code();
    let public = state == PostingState::Published;
    let mut model = posting::ActiveModel {
        version: Set(old.version + 1),
        state: Set(state.code().to_owned()),
        updated_at: Set(tx.now().0),
        reminded_at: Set(None),
        ..Default::default()
    };
    if public {
        model.published_at = Set(Some(old.published_at.unwrap_or(tx.now().0)));
        model.refusal_reason = Set(None);
    }
    rows::fill(&mut model, &row.content);
    rows::imported(&mut model, batch, &row.import_key, &row.content_hash);
    posting::Entity::update_many().set(model).filter(posting::Column::Id.eq(&old.id)).exec(tx.conn()).await?;
    if public {
        let by = tx.actor().account();
        rows::version_row(&old.id, old.version + 1, &row.content, tx.now().0, by)?.insert(tx.conn()).await?;
    }
    match (was_public, public) {
        (true, _) => tx.changed(Change::PostingChanged(id)),
        (false, true) => tx.changed(Change::PostingPublished(id)),
        (false, false) => {}
    }
    Ok(public && !was_public)
}

/// The postings that are known by the keys of these rows.
async fn known_rows(
    tx: &Tx,
    ready: &[(&ReadyRow, Target)],
) -> Result<HashMap<(String, String), posting::Model>, Error> {
    let mut known = HashMap::new();
    for some in ready.chunks(1000) {
        let found = posting::Entity::find()
            .filter(posting::Column::ImportKey.is_in(some.iter().map(|(row, _)| row.import_key.as_str())))
            // On PostgreSQL nobody closes or edits them between here and what is written on the strength of this.
            .lock_exclusive()
            .all(tx.conn())
            .await?;
        for row in found {
            if let Some(key) = row.import_key.clone() {
                known.insert((row.employer_id.clone(), key), row);
            }
        }
    }
    Ok(known)
}
