//! The log of changes that every index, every other node and the public change stream follow with a cursor.
//!
//! Rule: the order of `seq` is the order of commits, so a cursor never passes a change that is still to come. SQLite
//! has one writer; PostgreSQL takes an advisory lock before the first row and holds it until the commit.

use crate::db::{Db, at_most};
use crate::error::Error;
use crate::ids::{EmployerId, PostingId, SeekerId};
use magpie_terms::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, QueryOrder, QuerySelect, Set};

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A posting became public for the first time, or again.
    PostingPublished(PostingId),
    /// A posting changed while it was public, or ceased to be.
    PostingChanged(PostingId),
    /// An employer changed in a way that shows on all its postings.
    EmployerChanged(EmployerId),
    /// A seeker's profile changed, or who may see it. Never told to the public.
    SeekerChanged(SeekerId),
}

/// A row of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Position in the log; cursors are these.
    pub seq: i64,
    /// What changed.
    pub change: Change,
    /// When.
    pub at: Moment,
}

/// The kind of [`Change::PostingPublished`].
const PUBLISHED: &str = "posting-published";

/// The number of the lock under which the log is written.
const LOG_LOCK: &str = "SELECT pg_advisory_xact_lock(7246002)";

pub(crate) async fn append(tx: &DatabaseTransaction, now: Moment, changes: &[Change]) -> Result<(), Error> {
    if changes.is_empty() {
        return Ok(());
    }
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared(LOG_LOCK).await?;
    }
    for some in changes.chunks(1000) {
        let rows = some.iter().map(|change| {
            let (kind, subject) = change.columns();
            entity::ActiveModel {
                kind: Set(kind.to_owned()),
                subject: Set(subject),
                at: Set(now.0),
                ..Default::default()
            }
        });
        entity::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// The entries after `cursor`, oldest first, at most `limit`.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn since(db: &Db, cursor: i64, limit: u64) -> Result<Vec<Entry>, Error> {
    let rows = entity::Entity::find()
        .filter(entity::Column::Seq.gt(cursor))
        .order_by_asc(entity::Column::Seq)
        .limit(at_most(limit))
        .all(db.read())
        .await?;
    rows.iter().map(Entry::from_row).collect()
}

/// The postings that became public, first or again, after `from` and up to `to`, with the places, oldest first.
pub(crate) async fn published_between(db: &Db, from: i64, to: i64) -> Result<Vec<(String, i64)>, Error> {
    Ok(entity::Entity::find()
        .select_only()
        .columns([entity::Column::Subject, entity::Column::Seq])
        .filter(entity::Column::Seq.gt(from))
        .filter(entity::Column::Seq.lte(to))
        .filter(entity::Column::Kind.eq(PUBLISHED))
        .order_by_asc(entity::Column::Seq)
        .into_tuple()
        .all(db.read())
        .await?)
}

/// The position at which a posting became public last; 0 where none ever did.
pub(crate) async fn last_published(db: &Db) -> Result<i64, Error> {
    let newest: Option<i64> = entity::Entity::find()
        .select_only()
        .column(entity::Column::Seq)
        .filter(entity::Column::Kind.eq(PUBLISHED))
        .order_by_desc(entity::Column::Seq)
        .limit(1)
        .into_tuple()
        .one(db.read())
        .await?;
    Ok(newest.unwrap_or(0))
}

/// The position of the newest entry; 0 for an empty log.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn head(db: &Db) -> Result<i64, Error> {
    let newest: Option<Option<i64>> = entity::Entity::find()
        .select_only()
        .column_as(entity::Column::Seq.max(), "seq")
        .into_tuple()
        .one(db.read())
        .await?;
    Ok(newest.flatten().unwrap_or(0))
}

impl Change {
    fn columns(self) -> (&'static str, String) {
        match self {
            Self::PostingPublished(id) => (PUBLISHED, id.text()),
            Self::PostingChanged(id) => ("posting-changed", id.text()),
            Self::EmployerChanged(id) => ("employer-changed", id.text()),
            Self::SeekerChanged(id) => ("seeker-changed", id.text()),
        }
    }
}

impl Entry {
    fn from_row(row: &entity::Model) -> Result<Self, Error> {
        let change = match row.kind.as_str() {
            PUBLISHED => Change::PostingPublished(PostingId::from_row(&row.subject)?),
            "posting-changed" => Change::PostingChanged(PostingId::from_row(&row.subject)?),
            "employer-changed" => Change::EmployerChanged(EmployerId::from_row(&row.subject)?),
            "seeker-changed" => Change::SeekerChanged(SeekerId::from_row(&row.subject)?),
            other => return Err(Error::internal(format!("the log holds a change of unknown kind {other}"))),
        };
        Ok(Self { seq: row.seq, change, at: Moment(row.at) })
    }
}

pub(crate) mod entity {
    //! Its rows.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "change")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub seq: i64,
        pub kind: String,
        pub subject: String,
        pub at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
