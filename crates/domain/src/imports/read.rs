//! Imports as their makers and the organizers see them.

use crate::authority::Grant;
use crate::db::Db;
use crate::employers::policy::SeeReviewQueue;
use crate::error::{Code, Error};
use crate::ids::{BatchId, EmployerId};
use crate::imports::entity;
use crate::imports::policy::{ImportPostings, SeeBatch};
use crate::imports::values::{BatchState, Report};
use crate::postings::entity::posting;
use crate::postings::values::PostingState;
use magpie_terms::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{Iterable, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// An import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: BatchId,
    /// For which employer; `None` for those that the file names.
    pub employer: Option<EmployerId>,
    /// The file's name.
    pub file_name: String,
    /// Where it stands.
    pub state: BatchState,
    /// The map of columns that was chosen, as TOML; empty for what was recognised.
    pub mapping: String,
    /// What became of every row.
    pub report: Report,
    /// When the file came.
    pub created_at: Moment,
    /// When it was imported.
    pub finished_at: Option<Moment>,
    /// When its waiting postings were published.
    pub published_at: Option<Moment>,
    /// Postings of it that still wait for an organizer.
    pub waiting: u64,
}

/// Imports on a page of a list.
pub const PAGE: u64 = 25;

/// An import with its report.
///
/// # Errors
/// `not-found`.
pub async fn show(db: &Db, grant: &Grant<SeeBatch>) -> Result<Batch, Error> {
    let id = *grant.subject();
    let row = without_file().filter(entity::Column::Id.eq(id.text())).one(db.read()).await?.ok_or(Code::NotFound)?;
    batches(db, vec![row]).await?.pop().ok_or_else(|| Code::NotFound.into())
}

/// The file of an import that is looked at.
///
/// # Errors
/// `batch-not-open` where it was imported or discarded.
pub async fn file(db: &Db, grant: &Grant<SeeBatch>) -> Result<(String, Vec<u8>, String), Error> {
    let row = entity::Entity::find_by_id(grant.subject().text())
        .filter(entity::Column::State.eq(BatchState::Previewed.code()))
        .one(db.read())
        .await?
        .ok_or(Code::BatchNotOpen)?;
    let file = row.file.ok_or(Code::BatchNotOpen)?;
    Ok((row.file_name, file, row.mapping))
}

/// The finished imports of an employer, or those of the organizers, newest first.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn list(db: &Db, grant: &Grant<ImportPostings>) -> Result<Vec<Batch>, Error> {
    let of = match grant.subject() {
        Some(employer) => entity::Column::EmployerId.eq(employer.text()),
        None => entity::Column::EmployerId.is_null(),
    };
    let rows = without_file()
        .filter(of)
        .filter(entity::Column::State.eq(BatchState::Done.code()))
        .order_by_desc(entity::Column::CreatedAt)
        .limit(PAGE)
        .all(db.read())
        .await?;
    batches(db, rows).await
}

/// Imports with postings that wait for an organizer, oldest first.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn queue(db: &Db, _: &Grant<SeeReviewQueue>) -> Result<Vec<Batch>, Error> {
    let waiting: Vec<String> = posting::Entity::find()
        .select_only()
        .column(posting::Column::ImportBatchId)
        .filter(posting::Column::State.eq(PostingState::InReview.code()))
        .filter(posting::Column::ImportBatchId.is_not_null())
        .distinct()
        .into_tuple()
        .all(db.read())
        .await?;
    let rows = without_file()
        .filter(entity::Column::Id.is_in(waiting))
        .order_by_asc(entity::Column::CreatedAt)
        .limit(PAGE)
        .all(db.read())
        .await?;
    batches(db, rows).await
}

fn without_file() -> Select<entity::Entity> {
    entity::Entity::find()
        .select_only()
        .columns(entity::Column::iter().filter(|column| !matches!(column, entity::Column::File)))
        .expr_as(Expr::cust("NULL"), "file")
}

async fn batches(db: &Db, rows: Vec<entity::Model>) -> Result<Vec<Batch>, Error> {
    let waiting: Vec<(String, i64)> = posting::Entity::find()
        .select_only()
        .column(posting::Column::ImportBatchId)
        .column_as(posting::Column::Id.count(), "waiting")
        .filter(posting::Column::ImportBatchId.is_in(rows.iter().map(|row| row.id.as_str())))
        .filter(posting::Column::State.eq(PostingState::InReview.code()))
        .group_by(posting::Column::ImportBatchId)
        .into_tuple()
        .all(db.read())
        .await?;
    let waiting: HashMap<String, i64> = waiting.into_iter().collect();
    rows.into_iter()
        .map(|row| {
            let waiting = waiting.get(&row.id).copied().unwrap_or(0);
            from_row(row, u64::try_from(waiting).unwrap_or(0))
        })
        .collect()
}

fn from_row(row: entity::Model, waiting: u64) -> Result<Batch, Error> {
    Ok(Batch {
        id: BatchId::from_row(&row.id)?,
        employer: row.employer_id.as_deref().map(EmployerId::from_row).transpose()?,
        state: BatchState::from_code(&row.state).ok_or_else(|| Error::internal("an import of unknown state"))?,
        report: serde_json::from_str(&row.report)
            .map_err(|cause| Error::internal(format!("the report of import {}: {cause}", row.id)))?,
        file_name: row.file_name,
        mapping: row.mapping,
        created_at: Moment(row.created_at),
        finished_at: row.finished_at.map(Moment),
        published_at: row.published_at.map(Moment),
        waiting,
    })
}
