//! Commands on imports: look, import, publish, discard.

use crate::authority::Grant;
use crate::db::{Db, System, Tx};
use crate::employers::entity::employer;
use crate::employers::values::EmployerState;
use crate::error::{Code, Error};
use crate::ids::{AccountId, BatchId, EmployerId};
use crate::imports::entity;
use crate::imports::merge::{publish_waiting, write_rows};
use crate::imports::policy::{ImportPostings, PublishBatch, SeeBatch};
use crate::imports::values::{BatchState, Import, Report};
use crate::postings::entity::posting;
use crate::postings::values::PostingState;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{QuerySelect, Set};

/// A file that is looked at is kept so long: a day.
const PREVIEW_SECONDS: i64 = 86_400;

/// Says what an import would do, and does nothing.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn dry_run(db: &Db, grant: &Grant<ImportPostings>, import: &Import, publish: bool) -> Result<Report, Error> {
    // The same code as the import, in a transaction that is dropped.
    let mut tx = db.begin(grant).await?;
    write_rows(&mut tx, grant, import, publish, BatchId::new()).await
}

/// Imports a file: all of it in one transaction. Gives the batch and what became of every row.
///
/// # Errors
/// `Internal` where the database does not answer; then nothing was imported.
pub async fn run(
    db: &Db,
    grant: &Grant<ImportPostings>,
    import: &Import,
    publish: bool,
) -> Result<(BatchId, Report), Error> {
    let id = BatchId::new();
    let mut tx = db.begin(grant).await?;
    let mut model = new_batch(&tx, grant, id, &import.file_name, &import.file_hash);
    let report = write_rows(&mut tx, grant, import, publish, id).await?;
    model.state = Set(BatchState::Done.code().to_owned());
    model.report = Set(to_json(&report)?);
    model.finished_at = Set(Some(tx.now().0));
    model.insert(tx.conn()).await?;
    tx.audit("import-postings", id, summary(&report));
    tx.commit().await?;
    Ok((id, report))
}

/// Keeps a file to be looked at before it is imported.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn keep(
    db: &Db,
    grant: &Grant<ImportPostings>,
    file_name: &str,
    file_hash: &str,
    file: Vec<u8>,
) -> Result<BatchId, Error> {
    let id = BatchId::new();
    let tx = db.begin(grant).await?;
    let mut model = new_batch(&tx, grant, id, file_name, file_hash);
    model.file = Set(Some(file));
    model.insert(tx.conn()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Keeps the map of columns that was chosen for a file that is looked at.
///
/// # Errors
/// `batch-not-open`.
pub async fn choose_mapping(db: &Db, grant: &Grant<SeeBatch>, mapping: &str) -> Result<(), Error> {
    let tx = db.begin(grant).await?;
    let kept = entity::Entity::update_many()
        .col_expr(entity::Column::Mapping, mapping.to_owned().into())
        .filter(entity::Column::Id.eq(grant.subject().text()))
        .filter(entity::Column::State.eq(BatchState::Previewed.code()))
        .exec(tx.conn())
        .await?;
    if kept.rows_affected == 0 {
        return Err(Code::BatchNotOpen.into());
    }
    tx.commit().await
}

/// Imports a file that was looked at. The grant to import and the batch must belong together.
///
/// # Errors
/// `batch-not-open` where somebody was first.
pub async fn finish(
    db: &Db,
    grant: &Grant<ImportPostings>,
    batch: &Grant<SeeBatch>,
    import: &Import,
    publish: bool,
) -> Result<Report, Error> {
    let id = *batch.subject();
    let mut tx = db.begin(grant).await?;
    let of = match grant.subject() {
        Some(employer) => entity::Column::EmployerId.eq(employer.text()),
        None => entity::Column::EmployerId.is_null(),
    };
    let taken = entity::Entity::update_many()
        .col_expr(entity::Column::State, BatchState::Done.code().into())
        .col_expr(entity::Column::File, Option::<Vec<u8>>::None.into())
        .col_expr(entity::Column::FinishedAt, Some(tx.now().0).into())
        .filter(entity::Column::Id.eq(id.text()))
        .filter(entity::Column::State.eq(BatchState::Previewed.code()))
        .filter(of)
        .exec(tx.conn())
        .await?;
    if taken.rows_affected == 0 {
        return Err(Code::BatchNotOpen.into());
    }
    let report = write_rows(&mut tx, grant, import, publish, id).await?;
    entity::Entity::update_many()
        .col_expr(entity::Column::Report, to_json(&report)?.into())
        .filter(entity::Column::Id.eq(id.text()))
        .exec(tx.conn())
        .await?;
    tx.audit("import-postings", id, summary(&report));
    tx.commit().await?;
    Ok(report)
}

/// Forgets a file that was looked at.
///
/// # Errors
/// `batch-not-open`.
pub async fn discard(db: &Db, grant: &Grant<SeeBatch>) -> Result<(), Error> {
    let tx = db.begin(grant).await?;
    let gone = entity::Entity::delete_many()
        .filter(entity::Column::Id.eq(grant.subject().text()))
        .filter(entity::Column::State.eq(BatchState::Previewed.code()))
        .exec(tx.conn())
        .await?;
    if gone.rows_affected == 0 {
        return Err(Code::BatchNotOpen.into());
    }
    tx.commit().await
}

/// Forgets files that nobody went on with for a day. Gives the number.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn forget_old(db: &Db, system: &System) -> Result<u64, Error> {
    let old = entity::Column::CreatedAt.lt(db.now().0 - PREVIEW_SECONDS);
    let some = entity::Entity::find()
        .filter(old.clone())
        .filter(entity::Column::State.eq(BatchState::Previewed.code()))
        .count(db.read())
        .await?;
    if some == 0 {
        return Ok(0);
    }
    let tx = db.begin(system).await?;
    let gone = entity::Entity::delete_many()
        .filter(old)
        .filter(entity::Column::State.eq(BatchState::Previewed.code()))
        .exec(tx.conn())
        .await?;
    tx.commit().await?;
    Ok(gone.rows_affected)
}

/// Publishes the postings of an import that wait. Gives their number. Those of an employer that is registered and
/// not approved, or whose last day has passed, go on waiting.
///
/// # Errors
/// `batch-nothing-to-publish`.
pub async fn publish(db: &Db, grant: &Grant<PublishBatch>) -> Result<u64, Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    let open = [EmployerState::Approved.code(), EmployerState::Unverified.code()];
    let mut of_open = Query::select();
    of_open
        .column(employer::Column::Id)
        .from(employer::Entity)
        .and_where(
            Expr::col((employer::Entity, employer::Column::Id)).equals((posting::Entity, posting::Column::EmployerId)),
        )
        .and_where(Expr::col((employer::Entity, employer::Column::State)).is_in(open));
    let waiting = posting::Entity::find()
        .filter(posting::Column::ImportBatchId.eq(id.text()))
        .filter(posting::Column::State.eq(PostingState::InReview.code()))
        .filter(posting::Column::ExpiresAt.gt(tx.now().0))
        .filter(Expr::exists(of_open))
        // On PostgreSQL who withdraws one of them now waits for this, or this for them.
        .lock_exclusive()
        .all(tx.conn())
        .await?;
    if waiting.is_empty() {
        return Err(Code::BatchNothingToPublish.into());
    }
    publish_waiting(&mut tx, &waiting).await?;
    entity::Entity::update_many()
        .col_expr(entity::Column::PublishedAt, Some(tx.now().0).into())
        .filter(entity::Column::Id.eq(id.text()))
        .exec(tx.conn())
        .await?;
    let count = waiting.len() as u64;
    tx.audit("publish-import", id, count.to_string());
    tx.commit().await?;
    Ok(count)
}

fn new_batch(tx: &Tx, grant: &Grant<ImportPostings>, id: BatchId, name: &str, hash: &str) -> entity::ActiveModel {
    entity::ActiveModel {
        id: Set(id.text()),
        employer_id: Set(grant.subject().map(EmployerId::text)),
        account_id: Set(grant.actor().account().map(AccountId::text)),
        file_name: Set(magpie_terms::text::shortened(name, 120)),
        file_hash: Set(hash.to_owned()),
        file: Set(None),
        mapping: Set(String::new()),
        state: Set(BatchState::Previewed.code().to_owned()),
        report: Set("{\"rows\":0,\"imported\":0,\"changed\":0,\"unchanged\":0,\"duplicate\":0,\"refused\":0,\"new_employers\":0,\"published\":0}".to_owned()),
        created_at: Set(tx.now().0),
        finished_at: Set(None),
        published_at: Set(None),
    }
}

fn to_json(report: &Report) -> Result<String, Error> {
    serde_json::to_string(report).map_err(|cause| anyhow::anyhow!("a report as JSON: {cause}").into())
}

fn summary(report: &Report) -> String {
    format!(
        "rows {} imported {} changed {} unchanged {} duplicate {} refused {}",
        report.rows, report.imported, report.changed, report.unchanged, report.duplicate, report.refused
    )
}
