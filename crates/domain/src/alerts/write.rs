//! Keeping, changing and deleting alerts.

use crate::accounts::entity::account;
use crate::accounts::passwords::new_token;
use crate::accounts::policy::OwnAccount;
use crate::alerts::entity::{alert, delivery};
use crate::alerts::policy::OwnAlert;
use crate::alerts::values::{AlertContent, AlertSetting, AlertState, Cadence, MOST_ALERTS, query_key};
use crate::authority::Grant;
use crate::changes;
use crate::db::{Db, System, Tx};
use crate::error::{Code, Error};
use crate::ids::AlertId;
use magpie_terms::Violations;
use sea_orm::entity::prelude::*;
use sea_orm::{QuerySelect, Set, UpdateMany};

/// What is written of mails that have long gone is forgotten after so many days.
const DELIVERY_DAYS: i64 = 30;

/// What became of a new alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    New(AlertId),
    /// The person has the same one already. It mails from now on, also where it was paused or ended.
    There(AlertId),
}

impl Kept {
    /// The alert.
    #[must_use]
    pub const fn id(self) -> AlertId {
        match self {
            Self::New(id) | Self::There(id) => id,
        }
    }
}

/// Keeps an alert. It tells of what becomes public from now on.
///
/// # Errors
/// `invalid` with `alert_too_many` where the person has as many as one may have.
pub async fn create(db: &Db, grant: &Grant<OwnAccount>, content: &AlertContent) -> Result<Kept, Error> {
    let owner = grant.actor().account().ok_or(Code::Forbidden)?.text();
    let head = changes::head(db).await?;
    let token = new_token()?;
    let mut tx = db.begin(grant).await?;
    // Two clicks of one person wait for each other here, so that neither the same twice nor one too many comes in.
    account::Entity::find_by_id(&owner).lock_exclusive().one(tx.conn()).await?;
    let key = query_key(&content.query);
    let known = alert::Entity::find()
        .filter(alert::Column::AccountId.eq(&owner))
        .filter(alert::Column::Kind.eq(content.kind.code()))
        .filter(alert::Column::QueryKey.eq(&key))
        .one(tx.conn())
        .await?;
    if let Some(known) = known {
        let id = AlertId::from_row(&known.id)?;
        if known.state != AlertState::Active.code() {
            let cadence = crate::alerts::read::cadence(&known)?;
            from_now(&tx, head, cadence).filter(alert::Column::Id.eq(&known.id)).exec(tx.conn()).await?;
            tx.audit("resume-alert", id, "");
        }
        tx.commit().await?;
        return Ok(Kept::There(id));
    }
    let count = alert::Entity::find().filter(alert::Column::AccountId.eq(&owner)).count(tx.conn()).await?;
    if count >= MOST_ALERTS {
        let mut violations = Violations::default();
        violations.add_with("query", "alert_too_many", vec![("max", MOST_ALERTS.to_string())]);
        return Err(violations.into());
    }
    let id = AlertId::new();
    let row = alert::ActiveModel {
        id: Set(id.text()),
        account_id: Set(owner),
        kind: Set(content.kind.code().to_owned()),
        name: Set(content.name.clone()),
        query: Set(content.query.clone()),
        query_key: Set(key),
        cadence: Set(content.cadence.code().to_owned()),
        state: Set(AlertState::Active.code().to_owned()),
        token: Set(token),
        cursor: Set(head),
        next_at: Set(content.cadence.next(tx.now()).0),
        mails: Set(0),
        told: Set(0),
        sent_at: Set(None),
        created_at: Set(tx.now().0),
    };
    alert::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    tx.audit("keep-alert", id, content.kind.code());
    tx.commit().await?;
    Ok(Kept::New(id))
}

/// Gives an alert another name or cadence.
///
/// # Errors
/// `not-found`.
pub async fn change(db: &Db, grant: &Grant<OwnAlert>, setting: &AlertSetting) -> Result<(), Error> {
    let id = grant.subject().text();
    let tx = db.begin(grant).await?;
    let row = alert::Entity::find_by_id(&id).lock_exclusive().one(tx.conn()).await?.ok_or(Code::NotFound)?;
    let mut update = alert::Entity::update_many()
        .col_expr(alert::Column::Name, setting.name.clone().into())
        .col_expr(alert::Column::Cadence, setting.cadence.code().into())
        .filter(alert::Column::Id.eq(&id));
    if row.cadence != setting.cadence.code() {
        // The place in the log stays: what came since the last mail is told by the next one.
        update = update.col_expr(alert::Column::NextAt, setting.cadence.next(tx.now()).0.into());
    }
    update.exec(tx.conn()).await?;
    tx.commit().await
}

/// Stops the mails of an alert until it is resumed.
///
/// # Errors
/// `not-found`.
pub async fn pause(db: &Db, grant: &Grant<OwnAlert>) -> Result<(), Error> {
    let tx = db.begin(grant).await?;
    let moved = alert::Entity::update_many()
        .col_expr(alert::Column::State, AlertState::Paused.code().into())
        .filter(alert::Column::Id.eq(grant.subject().text()))
        .exec(tx.conn())
        .await?;
    if moved.rows_affected == 0 {
        return Err(Code::NotFound.into());
    }
    tx.commit().await
}

/// Lets an alert mail again. It tells of what becomes public from now on; one that mails already goes on as it is.
///
/// # Errors
/// `not-found`.
pub async fn resume(db: &Db, grant: &Grant<OwnAlert>) -> Result<(), Error> {
    let id = grant.subject().text();
    let head = changes::head(db).await?;
    let mut tx = db.begin(grant).await?;
    let row = alert::Entity::find_by_id(&id).one(tx.conn()).await?.ok_or(Code::NotFound)?;
    let moved = from_now(&tx, head, crate::alerts::read::cadence(&row)?)
        .filter(alert::Column::Id.eq(&id))
        .filter(alert::Column::State.ne(AlertState::Active.code()))
        .exec(tx.conn())
        .await?;
    if moved.rows_affected > 0 {
        tx.audit("resume-alert", grant.subject(), "");
    }
    tx.commit().await
}

/// Deletes an alert. What was sent to the person stays known, so that no other alert sends it again.
///
/// # Errors
/// `not-found`.
pub async fn delete(db: &Db, grant: &Grant<OwnAlert>) -> Result<(), Error> {
    let id = grant.subject().text();
    let mut tx = db.begin(grant).await?;
    // Taken first, so that on PostgreSQL no delivery comes in between.
    alert::Entity::find_by_id(&id).lock_exclusive().one(tx.conn()).await?;
    delivery::Entity::delete_many().filter(delivery::Column::AlertId.eq(&id)).exec(tx.conn()).await?;
    let gone = alert::Entity::delete_by_id(id).exec(tx.conn()).await?;
    if gone.rows_affected == 0 {
        return Err(Code::NotFound.into());
    }
    tx.audit("delete-alert", grant.subject(), "");
    tx.commit().await
}

/// Forgets what mails told that have long gone. That a person was told of a posting stays known. Gives the number.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn forget_old(db: &Db, system: &System) -> Result<u64, Error> {
    let old = delivery::Column::CreatedAt.lt(db.now().plus_days(-DELIVERY_DAYS).0);
    if delivery::Entity::find().filter(old.clone()).limit(1).one(db.read()).await?.is_none() {
        return Ok(0);
    }
    let tx = db.begin(system).await?;
    let gone = delivery::Entity::delete_many().filter(old).exec(tx.conn()).await?;
    tx.commit().await?;
    Ok(gone.rows_affected)
}

/// Active from this moment and this place in the log.
fn from_now(tx: &Tx, head: i64, cadence: Cadence) -> UpdateMany<alert::Entity> {
    alert::Entity::update_many()
        .col_expr(alert::Column::State, AlertState::Active.code().into())
        .col_expr(alert::Column::Cursor, head.into())
        .col_expr(alert::Column::NextAt, cadence.next(tx.now()).0.into())
}
