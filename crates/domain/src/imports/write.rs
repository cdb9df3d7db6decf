//! Commands on imports: look, import, publish, discard.

use crate::authority::Grant;
use crate::changes::Change;
use crate::db::{Db, System, Tx};
use crate::employers::entity::employer;
use crate::employers::values::{EmployerState, name_key};
use crate::employers::write::{other_employer_fault, unverified_row};
use crate::error::{Code, Error};
use crate::ids::{AccountId, BatchId, EmployerId, PostingId};
use crate::imports::entity;
use crate::imports::policy::{ImportPostings, PublishBatch, SeeBatch};
use crate::imports::values::{BatchState, Import, ReadyRow, Reason, RefusedRow, Report};
use crate::postings::entity::{posting, version};
use crate::postings::rows;
use crate::postings::values::PostingState;
use magpie_terms::Violation;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use std::collections::{HashMap, HashSet};

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
    let now = tx.now().0;
    let open = [EmployerState::Approved.code(), EmployerState::Unverified.code()];
    let waiting = posting::Entity::find()
        .inner_join(employer::Entity)
        .filter(posting::Column::ImportBatchId.eq(id.text()))
        .filter(posting::Column::State.eq(PostingState::InReview.code()))
        .filter(posting::Column::ExpiresAt.gt(now))
        .filter(employer::Column::State.is_in(open))
        .all(tx.conn())
        .await?;
    if waiting.is_empty() {
        return Err(Code::BatchNothingToPublish.into());
    }
    let mut versions = Vec::with_capacity(waiting.len());
    for some in waiting.chunks(500) {
        posting::Entity::update_many()
            .col_expr(posting::Column::State, PostingState::Published.code().into())
            .col_expr(posting::Column::UpdatedAt, now.into())
            .col_expr(posting::Column::PublishedAt, Expr::col(posting::Column::PublishedAt).if_null(now))
            .filter(posting::Column::Id.is_in(some.iter().map(|row| row.id.as_str())))
            .exec(tx.conn())
            .await?;
    }
    for row in &waiting {
        // A version number that was public before is not kept twice.
        if row.published_at.is_none() {
            versions.push(rows::version_row(&row.id, row.version, &rows::content(row)?, now, tx.actor().account())?);
        } else {
            rows::keep_version(&tx, row).await?;
        }
        tx.changed(Change::PostingPublished(PostingId::from_row(&row.id)?));
    }
    insert_versions(&tx, versions).await?;
    entity::Entity::update_many()
        .col_expr(entity::Column::PublishedAt, Some(now).into())
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

/// An employer that rows go to.
#[derive(Clone, Copy)]
struct Target {
    id: EmployerId,
    state: EmployerState,
    trusted: bool,
}

async fn write_rows(
    tx: &mut Tx,
    grant: &Grant<ImportPostings>,
    import: &Import,
    publish: bool,
    batch: BatchId,
) -> Result<Report, Error> {
    let mut report = Report { duplicate: import.duplicate, refused_rows: import.refused.clone(), ..Report::default() };
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
    let by = tx.actor().account();
    let now = tx.now().0;
    for (row, target) in ready {
        if !seen.insert((target.id, &row.import_key)) {
            report.duplicate += 1;
            continue;
        }
        let state = state_for(grant, target, publish);
        match known.get(&(target.id.text(), row.import_key.clone())) {
            None => {
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
            }
            Some(old) if old.content_hash.as_deref() == Some(row.content_hash.as_str()) => {
                report.unchanged += 1;
                // The same file again, now with the order to publish: what waited becomes public.
                if state == PostingState::Published && old.state == PostingState::InReview.code() {
                    crate::postings::write::make_public(tx, PostingId::from_row(&old.id)?, PostingState::InReview)
                        .await?;
                    report.published += 1;
                }
            }
            Some(old) => {
                let public = change_row(tx, old, row, state, batch).await?;
                report.published += u64::from(public);
                report.changed += 1;
            }
        }
    }
    for some in new.chunks(500) {
        posting::Entity::insert_many(some.to_vec()).exec_without_returning(tx.conn()).await?;
    }
    insert_versions(tx, versions).await?;
    report.refused = report.refused_rows.len() as u64;
    report.rows = report.imported + report.changed + report.unchanged + report.duplicate + report.refused;
    Ok(report)
}

async fn insert_versions(tx: &Tx, versions: Vec<version::ActiveModel>) -> Result<(), Error> {
    for some in versions.chunks(2000) {
        version::Entity::insert_many(some.to_vec()).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// What a row's posting becomes: an organizer's order to publish holds for approved and unverified employers, a
/// member's for the own trusted employer; everything else waits, a member's without the order as a draft.
fn state_for(grant: &Grant<ImportPostings>, target: Target, publish: bool) -> PostingState {
    let by_member = grant.actor().account().is_some() && grant.subject().is_some();
    let may = if by_member {
        target.trusted && target.state == EmployerState::Approved
    } else {
        matches!(target.state, EmployerState::Approved | EmployerState::Unverified)
    };
    match (publish, may) {
        (true, true) => PostingState::Published,
        (false, _) if by_member => PostingState::Draft,
        _ => PostingState::InReview,
    }
}

/// Changes a known posting. A public one stays public with its new version; others come to the state of the import.
async fn change_row(
    tx: &mut Tx,
    old: &posting::Model,
    row: &ReadyRow,
    state: PostingState,
    batch: BatchId,
) -> Result<bool, Error> {
    let id = PostingId::from_row(&old.id)?;
    let was_public = old.state == PostingState::Published.code();
    let state = if was_public { PostingState::Published } else { state };
    let public = state == PostingState::Published;
    let mut model = posting::ActiveModel {
        version: Set(old.version + 1),
        state: Set(state.code().to_owned()),
        updated_at: Set(tx.now().0),
        reminded_at: Set(None),
        ..Default::default()
    };
    if public && old.published_at.is_none() {
        model.published_at = Set(Some(tx.now().0));
    }
    rows::fill(&mut model, &row.content);
    rows::imported(&mut model, batch, &row.import_key, &row.content_hash);
    posting::Entity::update_many().set(model).filter(posting::Column::Id.eq(&old.id)).exec(tx.conn()).await?;
    if public {
        let by = tx.actor().account();
        rows::version_row(&old.id, old.version + 1, &row.content, tx.now().0, by)?.insert(tx.conn()).await?;
        tx.changed(if was_public { Change::PostingChanged(id) } else { Change::PostingPublished(id) });
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

/// Finds for each row the employer it goes to, and gathers those that are new.
struct Targets {
    own: Option<(Target, String)>,
    by_code: HashMap<String, Target>,
    by_name: HashMap<String, Target>,
    new: Vec<employer::ActiveModel>,
    now: i64,
}

impl Targets {
    async fn load(tx: &Tx, grant: &Grant<ImportPostings>, import: &Import) -> Result<Self, Error> {
        let mut targets =
            Self { own: None, by_code: HashMap::new(), by_name: HashMap::new(), new: Vec::new(), now: tx.now().0 };
        if let Some(id) = grant.subject() {
            let row = employer::Entity::find_by_id(id.text()).one(tx.conn()).await?.ok_or(Code::NotFound)?;
            targets.own = Some((target(&row)?, row.name_key));
            return Ok(targets);
        }
        let names: HashSet<String> = import.ready.iter().map(|row| name_key(&row.employer_name)).collect();
        let codes: HashSet<&str> = import.ready.iter().filter_map(|row| row.credit_code.as_deref()).collect();
        let names: Vec<String> = names.into_iter().collect();
        let codes: Vec<&str> = codes.into_iter().collect();
        let mut found = Vec::new();
        for some in names.chunks(1000) {
            let some = employer::Column::NameKey.is_in(some);
            found.extend(employer::Entity::find().filter(some).all(tx.conn()).await?);
        }
        for some in codes.chunks(1000) {
            let some = employer::Column::CreditCode.is_in(some.iter().copied());
            found.extend(employer::Entity::find().filter(some).all(tx.conn()).await?);
        }
        // A registered employer goes before an unverified one of the same name.
        found.sort_by_key(|row| (row.state == EmployerState::Unverified.code(), row.created_at, row.id.clone()));
        for row in found {
            let target = target(&row)?;
            if let Some(code) = row.credit_code.or(row.claimed_code) {
                targets.by_code.entry(code).or_insert(target);
            }
            targets.by_name.entry(row.name_key).or_insert(target);
        }
        Ok(targets)
    }

    fn of(&mut self, row: &ReadyRow) -> Result<Target, RefusedRow> {
        let key = name_key(&row.employer_name);
        if let Some((target, own)) = &self.own {
            let same = key.is_empty() || own.contains(&key) || key.contains(own.as_str());
            return if same { Ok(*target) } else { Err(refused(row, &other_employer_fault(&row.employer_name))) };
        }
        if key.is_empty() {
            return Err(refused(row, &magpie_terms::violation::Fault::new("employer_missing")));
        }
        let by_code = row.credit_code.as_ref().and_then(|code| self.by_code.get(code));
        if let Some(target) = by_code.or_else(|| self.by_name.get(&key)) {
            return Ok(*target);
        }
        let target = Target { id: EmployerId::new(), state: EmployerState::Unverified, trusted: false };
        self.new.push(unverified_row(target.id, row.employer_name.trim(), row.credit_code.as_deref(), self.now));
        self.by_name.insert(key, target);
        if let Some(code) = &row.credit_code {
            self.by_code.insert(code.clone(), target);
        }
        Ok(target)
    }

    async fn insert_new(&mut self, tx: &Tx) -> Result<u64, Error> {
        let count = self.new.len() as u64;
        for some in self.new.chunks(1000) {
            employer::Entity::insert_many(some.to_vec()).exec_without_returning(tx.conn()).await?;
        }
        Ok(count)
    }
}

fn target(row: &employer::Model) -> Result<Target, Error> {
    let state = crate::employers::read::state(row)?;
    Ok(Target { id: EmployerId::from_row(&row.id)?, state, trusted: row.trusted })
}

fn refused(row: &ReadyRow, fault: &magpie_terms::violation::Fault) -> RefusedRow {
    let violation = Violation { field: "employer".to_owned(), code: fault.code, args: fault.args.clone() };
    // Told by the columns that a repair needs: the row as it was understood.
    RefusedRow {
        sheet: row.sheet.clone(),
        row: row.row,
        header: Vec::new(),
        cells: vec![row.employer_name.clone(), row.content.title.clone()],
        reasons: vec![Reason::new(&violation, Some(0))],
    }
}
