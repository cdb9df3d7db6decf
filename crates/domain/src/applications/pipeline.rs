//! The employer's lists: the applications for a posting by state, and what waits over all postings.

use crate::applications::entity::application;
use crate::applications::rows;
use crate::applications::values::{ANSWER_DAYS, ApplicationState, Origin};
use crate::authority::Grant;
use crate::db::{Db, rows_before};
use crate::employers::entity::employer;
use crate::employers::policy::ActForEmployer;
use crate::error::{Code, Error};
use crate::ids::{ApplicationId, PostingId};
use crate::postings::entity::posting;
use crate::postings::policy::EditPosting;
use crate::seekers;
use crate::seekers::candidates::masked_name;
use crate::seekers::consents;
use crate::seekers::entity::seeker;
use magpie_terms::{Education, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{JoinType, QueryOrder, QuerySelect, RelationTrait};
use std::collections::HashMap;

/// Applications on a page of the pipeline.
pub const PAGE: u64 = 25;

/// An application in the employer's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Its id.
    pub id: ApplicationId,
    /// The name, masked where the consent does not stand.
    pub shown_name: String,
    /// Whether the consent stands.
    pub is_known: bool,
    /// The titles wished for; empty where the consent does not stand.
    pub titles: Vec<String>,
    /// The highest education; `None` also where the consent does not stand.
    pub education: Option<Education>,
    /// Years of work; `None` also where the consent does not stand.
    pub years: Option<u8>,
    /// Where it stands.
    pub state: ApplicationState,
    /// How it came about.
    pub origin: Origin,
    /// When it was sent.
    pub created_at: Moment,
    /// Days without an answer; `None` where there was one.
    pub waiting_days: Option<u64>,
    /// Whether the answer is overdue.
    pub is_overdue: bool,
}

/// What waits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Applications of which something may still come.
    pub open: u64,
    /// Those without an answer.
    pub unanswered: u64,
    /// Those whose answer is overdue.
    pub overdue: u64,
}

impl std::ops::Add for Waiting {
    type Output = Self;

    fn add(self, more: Self) -> Self {
        Self {
            open: self.open + more.open,
            unanswered: self.unanswered + more.unanswered,
            overdue: self.overdue + more.overdue,
        }
    }
}

/// The applications for a posting, of one state or all: those that wait longest first, then the others by their last
/// step; with the number of all in that choice.
///
/// # Errors
/// `not-found`.
pub async fn received(
    db: &Db,
    grant: &Grant<EditPosting>,
    state: Option<ApplicationState>,
    page: u64,
) -> Result<(Vec<Received>, u64), Error> {
    let found =
        posting::Entity::find_by_id(grant.subject().text()).find_also_related(employer::Entity).one(db.read()).await?;
    let Some((about, Some(by))) = found else { return Err(Code::NotFound.into()) };
    let mut query = application::Entity::find().filter(application::Column::PostingId.eq(&about.id));
    if let Some(state) = state {
        query = query.filter(application::Column::State.eq(state.code()));
    }
    let total = query.clone().count(db.read()).await?;
    let waits = application::Column::State.is_in(ApplicationState::waiting_codes());
    let rows = query
        .find_also_related(seeker::Entity)
        .order_by_desc(waits)
        .order_by_asc(application::Column::UpdatedAt)
        .order_by_asc(application::Column::Id)
        .offset(rows_before(page, PAGE))
        .limit(PAGE)
        .all(db.read())
        .await?;
    let seekers = rows.iter().map(|(row, _)| row.seeker_id.as_str());
    let known = consents::known_to_employer(db.read(), seekers, &about, &by).await?;
    let received = rows.iter().filter_map(|(row, who)| Some((row, who.as_ref()?)));
    let received = received.map(|(row, who)| received_row(row, who, known.contains(&who.id), db.now()));
    Ok((received.collect::<Result<Vec<_>, Error>>()?, total))
}

fn received_row(row: &application::Model, who: &seeker::Model, is_known: bool, now: Moment) -> Result<Received, Error> {
    let profile = if is_known { Some(seekers::rows::profile(who)?) } else { None };
    Ok(Received {
        id: ApplicationId::from_row(&row.id)?,
        shown_name: if is_known { who.name.clone() } else { masked_name(&who.name) },
        is_known,
        education: profile.as_ref().and_then(magpie_terms::Profile::highest_education),
        years: profile.as_ref().and_then(|profile| profile.years_of_work(now.day())),
        titles: profile.map(|profile| profile.desired_titles).unwrap_or_default(),
        state: rows::state(row)?,
        origin: rows::origin(row)?,
        created_at: Moment(row.created_at),
        waiting_days: rows::waiting_days(row, now)?,
        is_overdue: rows::is_overdue(row, now)?,
    })
}

/// How many applications for the posting stand in each state.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn counts(db: &Db, grant: &Grant<EditPosting>) -> Result<Vec<(ApplicationState, u64)>, Error> {
    let rows: Vec<(String, i64)> = application::Entity::find()
        .select_only()
        .column(application::Column::State)
        .column_as(application::Column::Id.count(), "applications")
        .filter(application::Column::PostingId.eq(grant.subject().text()))
        .group_by(application::Column::State)
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(ApplicationState::ALL
        .iter()
        .map(|state| {
            let found = rows.iter().find(|(code, _)| code == state.code());
            (*state, found.map_or(0, |(_, count)| count.unsigned_abs()))
        })
        .collect())
}

/// What waits for each posting of the employer; a posting for which nothing waits is not among them.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn waiting(db: &Db, grant: &Grant<ActForEmployer>) -> Result<HashMap<PostingId, Waiting>, Error> {
    let rows: Vec<(String, String, i64)> = application::Entity::find()
        .select_only()
        .column(application::Column::PostingId)
        .column(application::Column::State)
        .column(application::Column::CreatedAt)
        .join(JoinType::InnerJoin, application::Relation::Posting.def())
        .filter(posting::Column::EmployerId.eq(grant.subject().text()))
        .filter(application::Column::State.is_in(ApplicationState::open_codes()))
        .into_tuple()
        .all(db.read())
        .await?;
    let overdue = db.now().plus_days(-ANSWER_DAYS).0;
    let mut found: HashMap<PostingId, Waiting> = HashMap::new();
    for (id, state, created_at) in rows {
        let waits = ApplicationState::from_code(&state).is_some_and(ApplicationState::waits_for_answer);
        let one = Waiting { open: 1, unanswered: waits.into(), overdue: (waits && created_at <= overdue).into() };
        let sum = found.entry(PostingId::from_row(&id)?).or_default();
        *sum = *sum + one;
    }
    Ok(found)
}
