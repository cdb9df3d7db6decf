//! What anyone may know: the questions of a public posting, and how an employer answers applications.
//!
//! Rule: the figures are counted from rows when they are asked for, about the last half year, and hidden under five
//! applications, so that nobody can be read out of them.

use crate::applications::entity::application;
use crate::applications::questions::{self, Question};
use crate::applications::rows;
use crate::applications::values::{ANSWER_DAYS, ApplicationState, FEWEST_FOR_FIGURES, FIGURE_DAYS};
use crate::db::Db;
use crate::employers::entity::employer;
use crate::error::{Code, Error};
use crate::ids::{EmployerId, PostingId};
use crate::postings::entity::posting;
use sea_orm::entity::prelude::*;
use sea_orm::{JoinType, QueryOrder, QuerySelect, RelationTrait};

/// How an employer answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct AnswerFigures {
    /// Applications that were answered, or had time enough to be.
    pub applications: u64,
    /// Those that were answered, of a hundred.
    pub answered_percent: u64,
    /// Half of the answers came within so many days; `None` where none came.
    pub median_days: Option<u64>,
}

/// The newest of these are looked at.
const MOST_ROWS: u64 = 2000;

/// Whether a posting takes applications here.
///
/// # Errors
/// `not-found`, `posting-not-open`, `employer-takes-none`.
pub async fn takes_applications(db: &Db, id: PostingId) -> Result<(), Error> {
    let found = posting::Entity::find_by_id(id.text()).find_also_related(employer::Entity).one(db.read()).await?;
    let Some((row, Some(by))) = found else { return Err(Code::NotFound.into()) };
    rows::takes_applications(&row, &by, db.now())
}

/// What a posting that takes applications asks of everybody.
///
/// # Errors
/// As [`takes_applications`].
pub async fn questions(db: &Db, id: PostingId) -> Result<Vec<Question>, Error> {
    takes_applications(db, id).await?;
    questions::current(db.read(), id).await
}

/// How an employer answers; `None` where there are too few applications to say.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn answer_figures(db: &Db, id: EmployerId) -> Result<Option<AnswerFigures>, Error> {
    let now = db.now();
    let rows: Vec<(String, i64, Option<i64>)> = application::Entity::find()
        .select_only()
        .column(application::Column::State)
        .column(application::Column::CreatedAt)
        .column(application::Column::AnsweredAt)
        .join(JoinType::InnerJoin, application::Relation::Posting.def())
        .filter(posting::Column::EmployerId.eq(id.text()))
        .filter(application::Column::CreatedAt.gt(now.plus_days(-FIGURE_DAYS).0))
        .order_by_desc(application::Column::CreatedAt)
        .limit(MOST_ROWS)
        .into_tuple()
        .all(db.read())
        .await?;
    let waiting = ApplicationState::waiting_codes();
    let overdue = now.plus_days(-ANSWER_DAYS).0;
    let mut answered: Vec<u64> = Vec::new();
    let mut unanswered = 0;
    for (state, created_at, answered_at) in rows {
        match answered_at {
            Some(at) => answered.push((at - created_at).max(0).unsigned_abs()),
            None if waiting.contains(&state.as_str()) && created_at <= overdue => unanswered += 1,
            // Still in time, or withdrawn before there was an answer: says nothing.
            None => {}
        }
    }
    let applications = answered.len() as u64 + unanswered;
    if applications < FEWEST_FOR_FIGURES {
        return Ok(None);
    }
    Ok(Some(AnswerFigures {
        applications,
        answered_percent: answered.len() as u64 * 100 / applications,
        median_days: median(answered).map(|seconds| seconds.div_ceil(86_400).max(1)),
    }))
}

/// The middle one, of two the later.
fn median(mut all: Vec<u64>) -> Option<u64> {
    all.sort_unstable();
    all.get(all.len() / 2).copied()
}
