//! Turning what was found into mails.
//!
//! Rule: the alert's place in the log, what the person was told, the delivery and its job are written in one
//! transaction, and only for alerts that this transaction could take. So nothing is told twice and nothing is passed
//! over, whoever else evaluates, and wherever a process dies.

use crate::alerts::due::{Due, is_due};
use crate::alerts::entity::{alert, delivery, sent};
use crate::alerts::values::{Cadence, PAUSE_SECONDS};
use crate::db::{Db, Lock, System, Tx};
use crate::error::Error;
use crate::ids::{AccountId, AlertId, DeliveryId, PostingId};
use crate::jobs::Job;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, OnConflict, Query};
use sea_orm::{ConnectionTrait, Set, UpdateMany};
use std::collections::{BTreeMap, HashSet};

/// Postings that a mail lists.
pub const SHOWN: usize = 20;
/// Postings of an alert that are looked at for those that the person was not told of.
pub const CANDIDATES: usize = 60;
/// Alerts in one transaction, so that other writers get their turn.
const BATCH: usize = 200;
/// Mails of alerts that become due in one second: tens of thousands at seven in the morning must not stand in the queue
/// before everything else that is mailed in the next hour.
const MAILS_A_SECOND: u64 = 20;

/// What an alert found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The alert.
    pub alert: AlertId,
    /// Whose it is.
    pub account: AccountId,
    /// The best first, at most [`CANDIDATES`].
    pub postings: Vec<PostingId>,
    /// How many were found in all.
    pub total: u64,
}

/// What was delivered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Mails that are on their way.
    pub mails: u64,
    /// Postings that they tell of, counted for each mail.
    pub told: u64,
}

/// What one alert tells.
struct Telling<'a> {
    found: &'a Found,
    postings: Vec<PostingId>,
    /// Postings that the person was told of before.
    known: u64,
    /// The next candidate to look at.
    next: usize,
}

/// Delivers what alerts found and moves their places to the end of what was evaluated.
///
/// # Errors
/// `Internal` where the database does not answer; what was delivered before that stays delivered.
pub async fn deliver(db: &Db, system: &System, due: &Due, found: &[Found]) -> Result<Delivered, Error> {
    let mut all = Delivered::default();
    for some in found.chunks(BATCH) {
        let mut tx = db.begin(system).await?;
        tx.hold(Lock::Alerts).await?;
        let taken = take(&tx, due, some).await?;
        let mut tellings: Vec<Telling<'_>> = some
            .iter()
            .filter(|found| taken.contains(&found.alert))
            .map(|found| Telling { found, postings: Vec::new(), known: 0, next: 0 })
            .collect();
        tell(&tx, &mut tellings).await?;
        tellings.retain(|telling| !telling.postings.is_empty());
        write(&mut tx, due, &tellings, all.mails).await?;
        tx.commit().await?;
        all.mails += tellings.len() as u64;
        all.told += tellings.iter().map(|telling| telling.postings.len() as u64).sum::<u64>();
    }
    Ok(all)
}

/// Moves the places of the alerts that found nothing.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn pass_over(db: &Db, system: &System, due: &Due) -> Result<(), Error> {
    if due.alerts.is_empty() {
        return Ok(());
    }
    let tx = db.begin(system).await?;
    let mut update = moved(due).filter(is_due(due));
    if due.cadence == Cadence::AtOnce {
        update = update.filter(alert::Column::Cursor.lt(due.to));
    }
    update.exec(tx.conn()).await?;
    tx.commit().await
}

/// The places at the end of what was evaluated, and the next time.
fn moved(due: &Due) -> UpdateMany<alert::Entity> {
    let update = alert::Entity::update_many()
        // Never back: another node may have come further.
        .col_expr(
            alert::Column::Cursor,
            Expr::case(alert::Column::Cursor.gt(due.to), Expr::col(alert::Column::Cursor)).finally(due.to).into(),
        );
    match due.cadence {
        Cadence::AtOnce => update,
        Cadence::Daily | Cadence::Weekly => update.col_expr(alert::Column::NextAt, due.cadence.next(due.at).0.into()),
    }
}

/// Takes those of the alerts that are still due and where nobody has come as far.
async fn take(tx: &Tx, due: &Due, some: &[Found]) -> Result<HashSet<AlertId>, Error> {
    let mut update = Query::update();
    update
        .table(alert::Entity)
        .value(alert::Column::Cursor, due.to)
        .cond_where(is_due(due))
        .and_where(alert::Column::Cursor.lt(due.to))
        .and_where(alert::Column::Id.is_in(some.iter().map(|found| found.alert.text())))
        .returning_col(alert::Column::Id);
    if due.cadence != Cadence::AtOnce {
        update.value(alert::Column::NextAt, due.cadence.next(due.at).0);
    }
    let rows = tx.conn().query_all(&update).await?;
    rows.iter().map(|row| AlertId::from_row(&row.try_get_by_index::<String>(0)?)).collect()
}

/// Finds for each alert up to twenty postings that the person was not told of, and writes that they are told now. The
/// first candidates are mostly new; where some are not, the next ones are tried.
async fn tell(tx: &Tx, tellings: &mut [Telling<'_>]) -> Result<(), Error> {
    let mut claimed: HashSet<(AccountId, PostingId)> = HashSet::new();
    loop {
        let mut tried: Vec<(usize, PostingId)> = Vec::new();
        for (index, telling) in tellings.iter_mut().enumerate() {
            let mut free = SHOWN - telling.postings.len();
            while free > 0
                && let Some(posting) = telling.found.postings.get(telling.next)
            {
                telling.next += 1;
                if claimed.insert((telling.found.account, *posting)) {
                    tried.push((index, *posting));
                    free -= 1;
                } else {
                    telling.known += 1;
                }
            }
        }
        if tried.is_empty() {
            return Ok(());
        }
        let pairs = tried.iter().map(|(index, posting)| (tellings[*index].found.account, *posting));
        let new = insert(tx, &pairs.collect::<Vec<_>>()).await?;
        for (index, posting) in tried {
            let telling = &mut tellings[index];
            if new.contains(&(telling.found.account, posting)) {
                telling.postings.push(posting);
            } else {
                telling.known += 1;
            }
        }
    }
}

/// Writes that the accounts are told of the postings; gives those that are new.
async fn insert(tx: &Tx, pairs: &[(AccountId, PostingId)]) -> Result<HashSet<(AccountId, PostingId)>, Error> {
    let mut new = HashSet::with_capacity(pairs.len());
    for some in pairs.chunks(2_000) {
        let mut query = Query::insert();
        query.into_table(sent::Entity).columns([sent::Column::AccountId, sent::Column::PostingId, sent::Column::At]);
        for (account, posting) in some {
            query.values_panic([account.text().into(), posting.text().into(), tx.now().0.into()]);
        }
        query
            .on_conflict(
                OnConflict::columns([sent::Column::AccountId, sent::Column::PostingId]).do_nothing().to_owned(),
            )
            .returning(Query::returning().columns([sent::Column::AccountId, sent::Column::PostingId]));
        for row in tx.conn().query_all(&query).await? {
            let (account, posting): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            new.insert((AccountId::from_row(&account)?, PostingId::from_row(&posting)?));
        }
    }
    Ok(new)
}

/// Writes the deliveries with their jobs, and what the alerts count.
async fn write(tx: &mut Tx, due: &Due, tellings: &[Telling<'_>], before: u64) -> Result<(), Error> {
    let mut rows = Vec::with_capacity(tellings.len());
    // By the number of postings: twenty statements at most, however many alerts there are.
    let mut by_number: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (number, telling) in tellings.iter().enumerate() {
        let id = DeliveryId::new();
        let told = telling.postings.len() as u64;
        rows.push(delivery::ActiveModel {
            id: Set(id.text()),
            alert_id: Set(telling.found.alert.text()),
            postings: Set(telling.postings.iter().map(|id| id.text()).collect::<Vec<_>>().join(" ")),
            more: Set(i64::try_from(telling.found.total.saturating_sub(told + telling.known)).unwrap_or(i64::MAX)),
            created_at: Set(tx.now().0),
        });
        by_number.entry(telling.postings.len()).or_default().push(telling.found.alert.text());
        let wait = (before + number as u64) / MAILS_A_SECOND;
        tx.enqueue_in(Job::MailAlert(id), i64::try_from(wait).unwrap_or(i64::MAX));
    }
    if rows.is_empty() {
        return Ok(());
    }
    delivery::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    for (number, ids) in by_number {
        let told = i64::try_from(number).unwrap_or(i64::MAX);
        let mut update = alert::Entity::update_many()
            .col_expr(alert::Column::Mails, Expr::col(alert::Column::Mails).add(1))
            .col_expr(alert::Column::Told, Expr::col(alert::Column::Told).add(told))
            .col_expr(alert::Column::SentAt, Some(tx.now().0).into())
            .filter(alert::Column::Id.is_in(ids));
        if due.cadence == Cadence::AtOnce {
            update = update.col_expr(alert::Column::NextAt, (tx.now().0 + PAUSE_SECONDS).into());
        }
        update.exec(tx.conn()).await?;
    }
    Ok(())
}
