//! The database: SQLite by default, PostgreSQL by its URL, one code for both.
//!
//! Rule: every write begins in [`Db::begin`], which on SQLite begins IMMEDIATE on the only writing connection, so no
//! transaction is lost to a lock; changes, jobs and audit rows are written in the transaction that they follow.

use crate::authority::{Actor, Authority};
use crate::clock::Clock;
use crate::error::Error;
use crate::{changes, ids, jobs};
use anyhow::Context;
use magpie_migrations::Migrator;
use magpie_terms::Moment;
use sea_orm::sea_query::LikeExpr;
use sea_orm::{
    ActiveModelTrait, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    Set, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use std::time::Duration;

/// A handle to the database and the clock. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
    clock: Clock,
}

/// The machine's own authority. Only [`Db::open`] gives one, and only to who opens the database.
#[derive(Debug)]
pub struct System(());

/// How to open a database.
#[derive(Debug, Clone)]
pub struct OpenOptions {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// Connections of the pool: readers on SQLite, all on PostgreSQL.
    pub connections: u32,
}

impl Db {
    /// Opens the database, creating it where it is a file that does not exist, and brings the schema up to date.
    ///
    /// # Errors
    /// `Internal` with the cause: no such server, no right to the file, a schema from a newer version.
    pub async fn open(options: &OpenOptions, clock: Clock) -> Result<(Self, System), Error> {
        let (read, write) = if options.url.starts_with("sqlite:") {
            let write = connect_sqlite(&options.url, 1).await?;
            migrate(&write).await?;
            (connect_sqlite(&options.url, options.connections.max(1)).await?, write)
        } else {
            let both = connect_postgres(&options.url, options.connections.max(2)).await?;
            migrate(&both).await?;
            (both.clone(), both)
        };
        Ok((Self { read, write, clock }, System(())))
    }

    /// The clock.
    #[must_use]
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// `Internal` where it does not.
    pub async fn ping(&self) -> Result<(), Error> {
        self.read.execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// Whether several nodes may share this database.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.read.get_database_backend() == DbBackend::Postgres
    }

    pub(crate) const fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// Begins a write for which `by` answers.
    pub(crate) async fn begin(&self, by: &impl Authority) -> Result<Tx, Error> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        #[expect(clippy::disallowed_methods, reason = "the one place that begins")]
        let tx = self.write.begin_with_options(options).await?;
        Ok(Tx {
            tx,
            now: self.now(),
            actor: by.acts().clone(),
            changes: Vec::new(),
            jobs: Vec::new(),
            audits: Vec::new(),
        })
    }
}

/// A write under way. Dropped without [`Tx::commit`], it has never been.
pub(crate) struct Tx {
    tx: DatabaseTransaction,
    now: Moment,
    actor: Actor,
    changes: Vec<changes::Change>,
    jobs: Vec<(jobs::Job, Moment)>,
    audits: Vec<(&'static str, String, String)>,
}

/// What only one write at a time may do, because it reads much before it writes and no unique index can catch it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lock {
    /// Finding or making the employers that a file names, and moving what came in under such a one.
    NamedEmployers,
    /// Deciding which postings a person is told of.
    Alerts,
}

impl Lock {
    const fn statement(self) -> &'static str {
        match self {
            Self::NamedEmployers => "SELECT pg_advisory_xact_lock(7246003)",
            Self::Alerts => "SELECT pg_advisory_xact_lock(7246004)",
        }
    }
}

/// The rows before a page. A page beyond all reach is an empty one, not an overflow of the database's integers.
pub(crate) const fn rows_before(page: u64, size: u64) -> u64 {
    at_most(page.saturating_sub(1).saturating_mul(size))
}

/// A number of rows as the database can take it.
pub(crate) const fn at_most(rows: u64) -> u64 {
    const MOST: u64 = i64::MAX.unsigned_abs();
    if rows < MOST { rows } else { MOST }
}

/// The pattern that finds `part` anywhere in a text, taken literally whatever it holds.
pub(crate) fn containing(part: &str) -> LikeExpr {
    let mut pattern = String::with_capacity(part.len() + 2);
    pattern.push('%');
    // PostgreSQL takes no zero byte in a text.
    for character in part.chars().filter(|c| !c.is_control()) {
        if matches!(character, '%' | '_' | '|') {
            pattern.push('|');
        }
        pattern.push(character);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape('|')
}

impl Tx {
    /// Waits until no other write holds the lock, and holds it until the end. SQLite has one writer anyway.
    pub(crate) async fn hold(&self, lock: Lock) -> Result<(), Error> {
        if self.tx.get_database_backend() == DbBackend::Postgres {
            self.tx.execute_unprepared(lock.statement()).await?;
        }
        Ok(())
    }

    /// The connection of the transaction.
    pub(crate) const fn conn(&self) -> &DatabaseTransaction {
        &self.tx
    }

    /// The time of the write: one for all its rows.
    pub(crate) const fn now(&self) -> Moment {
        self.now
    }

    pub(crate) const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Notes for the log that something changed which indexes and other nodes follow.
    pub(crate) fn changed(&mut self, change: changes::Change) {
        self.changes.push(change);
    }

    /// Puts a job into the queue; it runs after the commit, and not at all without one.
    pub(crate) fn enqueue(&mut self, job: jobs::Job) {
        let now = self.now;
        self.jobs.push((job, now));
    }

    /// As [`Tx::enqueue`], to run no sooner than in so many seconds.
    pub(crate) fn enqueue_in(&mut self, job: jobs::Job, seconds: i64) {
        self.jobs.push((job, self.now.plus_seconds(seconds)));
    }

    /// Notes who did what to whom.
    pub(crate) fn audit(&mut self, action: &'static str, subject: impl std::fmt::Display, detail: impl Into<String>) {
        self.audits.push((action, subject.to_string(), detail.into()));
    }

    /// Writes what follows and makes all of it last.
    pub(crate) async fn commit(self) -> Result<(), Error> {
        for (action, subject, detail) in &self.audits {
            let actor =
                self.actor.account().map_or_else(|| "system".to_owned(), |_| self.actor.role().code().to_owned());
            audit::ActiveModel {
                id: Set(ids::row_id()),
                at: Set(self.now.0),
                account_id: Set(self.actor.account().map(ids::AccountId::text)),
                actor: Set(actor),
                action: Set((*action).to_owned()),
                subject: Set(subject.clone()),
                detail: Set(detail.clone()),
            }
            .insert(&self.tx)
            .await?;
        }
        jobs::append(&self.tx, self.now, &self.jobs).await?;
        // Last, because on PostgreSQL this takes the lock that makes the order of the log the order of commits.
        changes::append(&self.tx, self.now, &self.changes).await?;
        self.tx.commit().await?;
        Ok(())
    }
}

async fn migrate(connection: &DatabaseConnection) -> Result<(), Error> {
    use magpie_migrations::MigratorTrait;
    if connection.get_database_backend() == DbBackend::Postgres {
        return migrate_shared(connection).await;
    }
    Migrator::up(connection, None).await.context("bringing the schema up to date")?;
    Ok(())
}

/// Two nodes that start together must not migrate together: the second waits for the lock and finds nothing to do.
async fn migrate_shared(connection: &DatabaseConnection) -> Result<(), Error> {
    use magpie_migrations::MigratorTrait;
    const MIGRATION_LOCK: &str = "SELECT pg_advisory_xact_lock(7246001)";
    #[expect(clippy::disallowed_methods, reason = "there is no Db yet")]
    let tx = connection.begin().await?;
    tx.execute_unprepared(MIGRATION_LOCK).await?;
    Migrator::up(connection, None).await.context("bringing the schema up to date")?;
    tx.commit().await?;
    Ok(())
}

async fn connect_sqlite(url: &str, connections: u32) -> Result<DatabaseConnection, Error> {
    use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(60))
        .sqlx_logging(false)
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(30))
                .pragma("cache_size", "-8000")
                .pragma("temp_store", "memory")
        });
    Ok(Database::connect(options).await.with_context(|| format!("opening {url}"))?)
}

async fn connect_postgres(url: &str, connections: u32) -> Result<DatabaseConnection, Error> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(30))
        .sqlx_logging(false)
        .test_before_acquire(true);
    // The URL may hold a password, so it is not in the message.
    Ok(Database::connect(options).await.context("connecting to PostgreSQL")?)
}

pub(crate) mod audit {
    //! The audit trail: who did what to whom, when.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub at: i64,
        pub account_id: Option<String>,
        pub actor: String,
        pub action: String,
        pub subject: String,
        pub detail: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
