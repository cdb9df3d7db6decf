//! Postings as anyone may see them.
//!
//! Rule: [`visible`] is in every query here; an index may be stale and name a posting that has gone, then fewer cards
//! come back, never one that may not be seen.

use crate::db::{Db, at_most, rows_before};
use crate::employers::entity::employer;
use crate::employers::public::Contact;
use crate::employers::values::EmployerState;
use crate::error::Error;
use crate::ids::{EmployerId, PostingId};
use crate::postings::entity::{posting, version};
use crate::postings::rows;
use crate::postings::values::PostingState;
use magpie_terms::{Moment, PostingContent, PostingInput};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{Condition, JoinType, QueryOrder, QuerySelect};
use std::collections::{HashMap, HashSet};

/// A posting with its employer, as on a card, a page or in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Its id.
    pub id: PostingId,
    /// The content.
    pub content: PostingContent,
    /// The number of this version, from 1.
    pub version: i64,
    /// When it first became public.
    pub published_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
    /// The employer.
    pub employer: EmployerId,
    /// Its name.
    pub employer_name: String,
    /// Whether an organizer examined it.
    pub employer_verified: bool,
}

/// What the address of a posting shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// It is public.
    Live(Box<Posting>, Option<Contact>),
    /// It was public and is not any more.
    Ended {
        /// Its title, to look for others like it.
        title: String,
        /// The employer.
        employer: EmployerId,
        /// Its name.
        employer_name: String,
    },
}

/// A version that was public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub number: i64,
    /// Since when it was public.
    pub published_at: Moment,
    /// What it said, as the fields of the form.
    pub fields: PostingInput,
}

/// What the home page counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Figures {
    /// Public postings now.
    pub postings: u64,
    /// People sought by them.
    pub headcount: u64,
    /// Verified employers.
    pub employers: u64,
}

/// The condition under which anyone may see a posting joined with its employer.
///
/// Nothing is added to the time of expiry, so that no index over it is used: nearly every published posting satisfies
/// it, and the indexes over what is asked for besides (the employer, the newest) are the ones that help.
///
/// For SQLite it is written so that no index serves it. Nearly all postings are public, but its planner, without
/// statistics, takes `state = ?` for the rarest of all conditions and would walk through every public posting to find
/// twenty by their ids (41 ms instead of 0.1 ms at 120,000 postings). So the ids, the employer or the order choose the
/// index. PostgreSQL has statistics and is misled by the same form.
pub(crate) fn visible(db: &Db) -> Condition {
    let now = db.now().0;
    if db.is_shared() {
        return Condition::all()
            .add(posting::Column::State.eq(PostingState::Published.code()))
            .add(posting::Column::ExpiresAt.gt(now))
            .add(employer::Column::State.is_in(SHOWN));
    }
    Condition::all()
        .add(Expr::cust("COALESCE(\"posting\".\"state\", '')").eq(PostingState::Published.code()))
        .add(Expr::cust("COALESCE(\"posting\".\"expires_at\", 0)").gt(now))
        .add(Expr::cust("COALESCE(\"employer\".\"state\", '')").is_in(SHOWN))
}

/// The states of an employer whose postings may be public.
const SHOWN: [&str; 2] = [EmployerState::Approved.code(), EmployerState::Unverified.code()];

/// The employers that are shown, each with its public postings. From them an index holds all that is counted.
fn counted(now: Moment) -> Select<employer::Entity> {
    let postings = posting::Relation::Employer.def().rev().on_condition(move |_, _| {
        Condition::all()
            .add(posting::Column::State.eq(PostingState::Published.code()))
            .add(Expr::col((posting::Entity, posting::Column::ExpiresAt)).add(0).gt(now.0))
    });
    employer::Entity::find()
        .select_only()
        .join(JoinType::LeftJoin, postings)
        .filter(employer::Column::State.is_in(SHOWN))
}

/// The public ones among `ids`, in their order.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn cards(db: &Db, ids: &[PostingId]) -> Result<Vec<Posting>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = posting::Entity::find()
        .find_also_related(employer::Entity)
        .filter(posting::Column::Id.is_in(ids.iter().map(|id| id.text())))
        .filter(visible(db))
        .all(db.read())
        .await?;
    let mut found: HashMap<PostingId, Posting> =
        collect(&rows)?.into_iter().map(|posting| (posting.id, posting)).collect();
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// The newest public postings.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn newest(db: &Db, limit: u64) -> Result<Vec<Posting>, Error> {
    let rows = posting::Entity::find()
        .find_also_related(employer::Entity)
        .filter(visible(db))
        // For the index that has them in order.
        .filter(posting::Column::State.eq(PostingState::Published.code()))
        .order_by_desc(posting::Column::PublishedAt)
        .order_by_desc(posting::Column::Id)
        .limit(at_most(limit))
        .all(db.read())
        .await?;
    collect(&rows)
}

/// The newest public postings of an employer, with the number of all of them.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn of_employer(db: &Db, id: EmployerId, page: u64, size: u64) -> Result<(Vec<Posting>, u64), Error> {
    let query = posting::Entity::find()
        .find_also_related(employer::Entity)
        .filter(posting::Column::EmployerId.eq(id.text()))
        .filter(visible(db));
    let total = query.clone().count(db.read()).await?;
    let rows = query
        .order_by_desc(posting::Column::PublishedAt)
        .order_by_desc(posting::Column::Id)
        .offset(rows_before(page, size))
        .limit(at_most(size))
        .all(db.read())
        .await?;
    Ok((collect(&rows)?, total))
}

/// What the address of a posting shows; `None` where it never was public.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn show(db: &Db, id: PostingId) -> Result<Option<Shown>, Error> {
    let found = posting::Entity::find_by_id(id.text()).find_also_related(employer::Entity).one(db.read()).await?;
    let Some((row, Some(by))) = found else { return Ok(None) };
    let employer = EmployerId::from_row(&by.id)?;
    if row.published_at.is_none()
        || by.state == EmployerState::Refused.code()
        || by.state == EmployerState::Waiting.code()
    {
        return Ok(None);
    }
    if row.state != PostingState::Published.code() || row.expires_at <= db.now().0 {
        let title = last_public_title(db, &row).await?;
        return Ok(Some(Shown::Ended { title, employer, employer_name: by.name }));
    }
    let contact = crate::employers::public::contact(db, employer).await?;
    Ok(Some(Shown::Live(Box::new(from_row(&row, &by)?), contact)))
}

/// The title that was public last: the row itself may have become a draft with a new one that nobody may see yet.
async fn last_public_title(db: &Db, row: &posting::Model) -> Result<String, Error> {
    let last = version::Entity::find()
        .filter(version::Column::PostingId.eq(&row.id))
        .order_by_desc(version::Column::Version)
        .limit(1)
        .one(db.read())
        .await?;
    match last {
        Some(last) => Ok(fields(&last)?.title),
        None => Ok(row.title.clone()),
    }
}

fn fields(row: &version::Model) -> Result<PostingInput, Error> {
    serde_json::from_str(&row.content)
        .map_err(|cause| Error::internal(format!("version {} of posting {}: {cause}", row.version, row.posting_id)))
}

/// The versions of a public posting, newest first.
///
/// # Errors
/// `not-found` is told as an empty list.
pub async fn versions(db: &Db, id: PostingId) -> Result<Vec<Version>, Error> {
    if cards(db, &[id]).await?.is_empty() {
        return Ok(Vec::new());
    }
    let rows = version::Entity::find()
        .filter(version::Column::PostingId.eq(id.text()))
        .order_by_desc(version::Column::Version)
        .all(db.read())
        .await?;
    rows.into_iter()
        .map(|row| Ok(Version { number: row.version, published_at: Moment(row.published_at), fields: fields(&row)? }))
        .collect()
}

/// Public postings of each of these employers.
pub(crate) async fn counts_by_employer(db: &Db, ids: &[String]) -> Result<HashMap<String, u64>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(String, i64)> = counted(db.now())
        .column(employer::Column::Id)
        .column_as(posting::Column::EmployerId.count(), "postings")
        .filter(employer::Column::Id.is_in(ids))
        .group_by(employer::Column::Id)
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(|(id, count)| (id, u64::try_from(count).unwrap_or(0))).collect())
}

/// Counts what is public now.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn figures(db: &Db) -> Result<Figures, Error> {
    let row: Option<(i64, i64)> = counted(db.now())
        .column_as(posting::Column::EmployerId.count(), "postings")
        // Cast, because PostgreSQL sums big integers into a decimal.
        .column_as(Expr::cust("CAST(COALESCE(SUM(\"posting\".\"headcount\"), 0) AS BIGINT)"), "headcount")
        .into_tuple()
        .one(db.read())
        .await?;
    let (postings, headcount) = row.unwrap_or_default();
    let number = |n: i64| u64::try_from(n).unwrap_or(0);
    let employers = crate::employers::public::count(db).await?;
    Ok(Figures { postings: number(postings), headcount: number(headcount), employers })
}

/// Ids of public postings after `after` in the order of ids, with their last change: for the sitemap.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn ids_after(db: &Db, after: Option<PostingId>, limit: u64) -> Result<Vec<(PostingId, Moment)>, Error> {
    let mut query = posting::Entity::find()
        .select_only()
        .column(posting::Column::Id)
        .column(posting::Column::UpdatedAt)
        .join(JoinType::LeftJoin, posting::Relation::Employer.def())
        .filter(visible(db));
    if let Some(after) = after {
        query = query.filter(posting::Column::Id.gt(after.text()));
    }
    let rows: Vec<(String, i64)> =
        query.order_by_asc(posting::Column::Id).limit(at_most(limit)).into_tuple().all(db.read()).await?;
    rows.into_iter().map(|(id, at)| Ok((PostingId::from_row(&id)?, Moment(at)))).collect()
}

/// Public postings after `after` in the order of ids: for rebuilding an index.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn after(db: &Db, after: Option<PostingId>, limit: u64) -> Result<Vec<Posting>, Error> {
    let mut query = posting::Entity::find().find_also_related(employer::Entity).filter(visible(db));
    if let Some(after) = after {
        query = query.filter(posting::Column::Id.gt(after.text()));
    }
    collect(&query.order_by_asc(posting::Column::Id).limit(at_most(limit)).all(db.read()).await?)
}

/// Ids of every posting of an employer that is public or once was: for an index that must look at each. What never was
/// public is in no index, and that it exists is nobody's business.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn ids_of_employer(db: &Db, id: EmployerId) -> Result<Vec<PostingId>, Error> {
    let rows: Vec<String> = posting::Entity::find()
        .select_only()
        .column(posting::Column::Id)
        .filter(posting::Column::EmployerId.eq(id.text()))
        .filter(posting::Column::PublishedAt.is_not_null())
        .into_tuple()
        .all(db.read())
        .await?;
    rows.iter().map(|id| PostingId::from_row(id)).collect()
}

/// Those among `ids` that are public or once were.
pub(crate) async fn once_public(db: &Db, ids: &[PostingId]) -> Result<HashSet<PostingId>, Error> {
    let rows: Vec<String> = posting::Entity::find()
        .select_only()
        .column(posting::Column::Id)
        .filter(posting::Column::Id.is_in(ids.iter().map(|id| id.text())))
        .filter(posting::Column::PublishedAt.is_not_null())
        .into_tuple()
        .all(db.read())
        .await?;
    rows.iter().map(|id| PostingId::from_row(id)).collect()
}

fn collect(rows: &[(posting::Model, Option<employer::Model>)]) -> Result<Vec<Posting>, Error> {
    rows.iter().filter_map(|(row, by)| by.as_ref().map(|by| from_row(row, by))).collect()
}

fn from_row(row: &posting::Model, by: &employer::Model) -> Result<Posting, Error> {
    Ok(Posting {
        id: PostingId::from_row(&row.id)?,
        content: rows::content(row)?,
        version: row.version,
        published_at: Moment(row.published_at.unwrap_or(row.created_at)),
        updated_at: Moment(row.updated_at),
        employer: EmployerId::from_row(&row.employer_id)?,
        employer_name: by.name.clone(),
        employer_verified: by.state == EmployerState::Approved.code(),
    })
}
