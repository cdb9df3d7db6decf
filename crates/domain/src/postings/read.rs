//! Guarded reads: postings as the members of their employer and the organizers see them.

use crate::authority::Grant;
use crate::db::{Db, System, rows_before};
use crate::employers::entity::employer;
use crate::employers::policy::{ActForEmployer, SeeReviewQueue};
use crate::employers::values::EmployerState;
use crate::error::{Code, Error};
use crate::ids::{EmployerId, PostingId};
use crate::postings::entity::posting;
use crate::postings::policy::{EditPosting, ReviewPosting};
use crate::postings::rows;
use crate::postings::values::PostingState;
use magpie_terms::{Day, Moment, PostingContent, PostingInput};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, Order, QueryOrder, QuerySelect};

/// A posting in full, whatever its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// Its id.
    pub id: PostingId,
    /// The employer.
    pub employer: EmployerId,
    /// Its name.
    pub employer_name: String,
    /// Where it stands.
    pub state: PostingState,
    /// The number of the version.
    pub version: i64,
    /// The content.
    pub content: PostingContent,
    /// Why an organizer refused it or took it down.
    pub refusal_reason: Option<String>,
    /// First public.
    pub published_at: Option<Moment>,
    /// Last change.
    pub updated_at: Moment,
}

impl Detail {
    /// The fields of the form.
    #[must_use]
    pub fn fields(&self) -> PostingInput {
        self.content.to_input()
    }
}

/// A posting in a list of the console or the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: PostingId,
    /// The employer.
    pub employer: EmployerId,
    /// Its name.
    pub employer_name: String,
    /// Title.
    pub title: String,
    /// Where it stands.
    pub state: PostingState,
    /// People sought.
    pub headcount: i64,
    /// Last day.
    pub valid_through: Day,
    /// Last change.
    pub updated_at: Moment,
    /// Why an organizer refused it or took it down.
    pub refusal_reason: Option<String>,
}

/// Rows on one page of a list.
pub const PAGE: u64 = 25;

/// The employer's postings, newest change first, of one state or all, with the number of all in that choice.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn own(
    db: &Db,
    grant: &Grant<ActForEmployer>,
    state: Option<PostingState>,
    page: u64,
) -> Result<(Vec<Row>, u64), Error> {
    let mut condition = Condition::all().add(posting::Column::EmployerId.eq(grant.subject().text()));
    if let Some(state) = state {
        condition = condition.add(posting::Column::State.eq(state.code()));
    }
    list(db, condition, Order::Desc, page).await
}

/// How many postings of the employer stand in each state.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn own_counts(db: &Db, grant: &Grant<ActForEmployer>) -> Result<Vec<(PostingState, u64)>, Error> {
    let rows: Vec<(String, i64)> = posting::Entity::find()
        .select_only()
        .column(posting::Column::State)
        .column_as(posting::Column::Id.count(), "postings")
        .filter(posting::Column::EmployerId.eq(grant.subject().text()))
        .group_by(posting::Column::State)
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(PostingState::ALL
        .iter()
        .map(|state| {
            let found = rows.iter().find(|(code, _)| code == state.code());
            (*state, found.map_or(0, |(_, count)| u64::try_from(*count).unwrap_or(0)))
        })
        .collect())
}

/// A posting for who may edit it.
///
/// # Errors
/// `not-found`.
pub async fn for_edit(db: &Db, grant: &Grant<EditPosting>) -> Result<Detail, Error> {
    detail(db, *grant.subject()).await
}

/// A posting for who decides on it.
///
/// # Errors
/// `not-found`.
pub async fn for_review(db: &Db, grant: &Grant<ReviewPosting>) -> Result<Detail, Error> {
    detail(db, *grant.subject()).await
}

/// A posting for the machine, to write a mail about it.
///
/// # Errors
/// `not-found`.
pub async fn for_system(db: &Db, _: &System, id: PostingId) -> Result<Detail, Error> {
    detail(db, id).await
}

/// Postings that can be decided on, those that wait longest first, with the number of all. Those of an employer that is
/// not approved are not among them: an unverified one's stand in their import, a waiting one's come with its approval.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn queue(db: &Db, _: &Grant<SeeReviewQueue>, page: u64) -> Result<(Vec<Row>, u64), Error> {
    let condition = Condition::all()
        .add(posting::Column::State.eq(PostingState::InReview.code()))
        .add(employer::Column::State.eq(EmployerState::Approved.code()));
    list(db, condition, Order::Asc, page).await
}

async fn list(db: &Db, condition: Condition, by_change: Order, page: u64) -> Result<(Vec<Row>, u64), Error> {
    let query = posting::Entity::find().find_also_related(employer::Entity).filter(condition);
    let total = query.clone().count(db.read()).await?;
    let rows = query
        .order_by(posting::Column::UpdatedAt, by_change.clone())
        .order_by(posting::Column::Id, by_change)
        .offset(rows_before(page, PAGE))
        .limit(PAGE)
        .all(db.read())
        .await?;
    let rows = rows
        .into_iter()
        .map(|(row, by)| {
            Ok(Row {
                id: PostingId::from_row(&row.id)?,
                employer: EmployerId::from_row(&row.employer_id)?,
                employer_name: by.map(|by| by.name).unwrap_or_default(),
                state: rows::state(&row)?,
                headcount: row.headcount,
                valid_through: Day::parse(&row.valid_through)
                    .map_err(|_| Error::internal(format!("posting {}: no day of validity", row.id)))?,
                updated_at: Moment(row.updated_at),
                title: row.title,
                refusal_reason: row.refusal_reason,
            })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    Ok((rows, total))
}

async fn detail(db: &Db, id: PostingId) -> Result<Detail, Error> {
    let found = posting::Entity::find_by_id(id.text()).find_also_related(employer::Entity).one(db.read()).await?;
    let Some((row, Some(by))) = found else { return Err(Code::NotFound.into()) };
    Ok(Detail {
        id,
        employer: EmployerId::from_row(&by.id)?,
        employer_name: by.name,
        state: rows::state(&row)?,
        version: row.version,
        content: rows::content(&row)?,
        refusal_reason: row.refusal_reason.clone(),
        published_at: row.published_at.map(Moment),
        updated_at: Moment(row.updated_at),
    })
}
