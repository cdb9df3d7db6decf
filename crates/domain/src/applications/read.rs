//! Guarded reads: applications as the seeker and as the employer see them.
//!
//! Rule: the employer sees who the person is because applying was the consent, and no longer than it stands: once it is
//! withdrawn, or the employer blocked, there is a masked name and the history, and nothing else.

use crate::accounts::entity::account;
use crate::applications::entity::{application, event, note};
use crate::applications::policy::{FollowApplication, HandleApplication};
use crate::applications::questions::{self, Answered};
use crate::applications::rows;
use crate::applications::values::{ApplicationState, MOST_REMINDERS, Origin, RefusalReason, Side};
use crate::authority::Grant;
use crate::db::{Db, rows_before};
use crate::employers::entity::employer;
use crate::error::{Code, Error};
use crate::ids::{AccountId, ApplicationId, EmployerId, PostingId, SeekerId};
use crate::postings::entity::posting;
use crate::postings::values::PostingState;
use crate::seekers;
use crate::seekers::candidates::for_employers;
use crate::seekers::candidates::masked_name;
use crate::seekers::consents;
use crate::seekers::entity::seeker;
use crate::seekers::policy::ActForSeeker;
use magpie_terms::{Moment, Profile};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use std::collections::HashMap;

/// Applications on a page of the seeker's list.
pub const PAGE: u64 = 20;

/// An application in the seeker's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Its id.
    pub id: ApplicationId,
    /// The posting.
    pub posting: PostingId,
    /// Its title.
    pub title: String,
    /// Whether the posting is still public.
    pub posting_public: bool,
    /// The employer.
    pub employer: EmployerId,
    /// Its name.
    pub employer_name: String,
    /// Where the application stands.
    pub state: ApplicationState,
    /// How it came about.
    pub origin: Origin,
    /// Why it was refused.
    pub reason: Option<RefusalReason>,
    /// When it was sent.
    pub created_at: Moment,
    /// The last step.
    pub updated_at: Moment,
    /// Days without an answer; `None` where there was one.
    pub waiting_days: Option<u64>,
    /// How often the employer was reminded.
    pub reminders: u64,
    /// Whether all reminders went out and there was no answer.
    pub unanswered: bool,
}

/// A line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: Moment,
    /// The state that was reached.
    pub state: ApplicationState,
    /// By whom.
    pub side: Side,
    /// Why, where it was refused.
    pub reason: Option<RefusalReason>,
    /// The word to the seeker.
    pub note: String,
}

/// An application for who follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// As in the list.
    pub sent: Sent,
    /// The person.
    pub seeker: SeekerId,
    /// The word to the employer.
    pub message: String,
    /// What was asked and answered.
    pub answers: Vec<Answered>,
    /// From the first step to the last.
    pub history: Vec<Line>,
}

/// Who applied, while the consent stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// The profile.
    pub profile: Profile,
}

/// A note of the employer's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// When.
    pub at: Moment,
    /// Who wrote it; empty where the account is gone.
    pub by: String,
    /// What it says.
    pub text: String,
}

/// An application for the employer's members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handled {
    /// Its id.
    pub id: ApplicationId,
    /// The posting.
    pub posting: PostingId,
    /// Its title.
    pub title: String,
    /// The employer.
    pub employer: EmployerId,
    /// Its name.
    pub employer_name: String,
    /// Where it stands.
    pub state: ApplicationState,
    /// The version, for the next step.
    pub version: i64,
    /// How it came about.
    pub origin: Origin,
    /// The name, masked where the consent does not stand.
    pub shown_name: String,
    /// Who it is; `None` where the consent does not stand.
    pub person: Option<Box<Person>>,
    /// The word to the employer; empty where the consent does not stand.
    pub message: String,
    /// What was asked and answered; empty where the consent does not stand.
    pub answers: Vec<Answered>,
    /// From the first step to the last.
    pub history: Vec<Line>,
    /// Notes that only the members read, the newest first.
    pub notes: Vec<Note>,
    /// When it was sent.
    pub created_at: Moment,
    /// Days without an answer; `None` where there was one.
    pub waiting_days: Option<u64>,
}

/// What the employer will see of who applies: name, contact and profile.
///
/// # Errors
/// `not-found`.
pub async fn applicant(db: &Db, grant: &Grant<ActForSeeker>) -> Result<Person, Error> {
    let found = seeker::Entity::find_by_id(grant.subject().text()).one(db.read()).await?;
    person(found.filter(seekers::rows::stands).ok_or(Code::NotFound)?)
}

/// The application that this person sent for this posting, if there is one.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn sent_for(
    db: &Db,
    grant: &Grant<ActForSeeker>,
    posting: PostingId,
) -> Result<Option<(ApplicationId, ApplicationState)>, Error> {
    let found = application::Entity::find()
        .filter(application::Column::PostingId.eq(posting.text()))
        .filter(application::Column::SeekerId.eq(grant.subject().text()))
        .one(db.read())
        .await?;
    found.map(|row| Ok((ApplicationId::from_row(&row.id)?, rows::state(&row)?))).transpose()
}

/// The seeker's applications, the newest first, with the number of all.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn sent(db: &Db, grant: &Grant<ActForSeeker>, page: u64) -> Result<(Vec<Sent>, u64), Error> {
    let query = application::Entity::find().filter(application::Column::SeekerId.eq(grant.subject().text()));
    let total = query.clone().count(db.read()).await?;
    let found = query
        .find_also_related(posting::Entity)
        .order_by_desc(application::Column::CreatedAt)
        .order_by_desc(application::Column::Id)
        .offset(rows_before(page, PAGE))
        .limit(PAGE)
        .all(db.read())
        .await?;
    let found: Vec<(application::Model, posting::Model)> =
        found.into_iter().filter_map(|(row, about)| Some((row, about?))).collect();
    let names = employer_names(db, found.iter().map(|(_, about)| about.employer_id.as_str())).await?;
    let sent = found.iter().map(|(row, about)| sent_row(row, about, &names, db.now()));
    Ok((sent.collect::<Result<Vec<_>, Error>>()?, total))
}

async fn employer_names(db: &Db, ids: impl Iterator<Item = &str>) -> Result<HashMap<String, String>, Error> {
    let rows: Vec<(String, String)> = employer::Entity::find()
        .select_only()
        .column(employer::Column::Id)
        .column(employer::Column::Name)
        .filter(employer::Column::Id.is_in(ids))
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(rows.into_iter().collect())
}

fn sent_row(
    row: &application::Model,
    about: &posting::Model,
    names: &HashMap<String, String>,
    now: Moment,
) -> Result<Sent, Error> {
    Ok(Sent {
        id: ApplicationId::from_row(&row.id)?,
        posting: PostingId::from_row(&about.id)?,
        title: about.title.clone(),
        posting_public: about.state == PostingState::Published.code() && about.expires_at > now.0,
        employer: EmployerId::from_row(&about.employer_id)?,
        employer_name: names.get(&about.employer_id).cloned().unwrap_or_default(),
        state: rows::state(row)?,
        origin: rows::origin(row)?,
        reason: rows::reason(row),
        created_at: Moment(row.created_at),
        updated_at: Moment(row.updated_at),
        waiting_days: rows::waiting_days(row, now)?,
        reminders: row.reminders.unsigned_abs(),
        unanswered: rows::state(row)?.waits_for_answer() && row.reminders >= MOST_REMINDERS,
    })
}

/// An application with its history, for who follows it.
///
/// # Errors
/// `not-found`.
pub async fn followed(db: &Db, grant: &Grant<FollowApplication>) -> Result<Followed, Error> {
    let (row, about) = load(db, *grant.subject()).await?;
    let names = employer_names(db, std::iter::once(about.employer_id.as_str())).await?;
    Ok(Followed {
        sent: sent_row(&row, &about, &names, db.now())?,
        seeker: rows::seeker_id(&row)?,
        answers: questions::answered(db.read(), &row.answers).await?,
        history: history(db, &row.id).await?,
        message: row.message,
    })
}

/// An application for the employer's members: the person, while the consent stands, and all that happened.
///
/// # Errors
/// `not-found`.
pub async fn handled(db: &Db, grant: &Grant<HandleApplication>) -> Result<Handled, Error> {
    let (row, about) = load(db, *grant.subject()).await?;
    let by = employer::Entity::find_by_id(&about.employer_id).one(db.read()).await?.ok_or(Code::NotFound)?;
    let who = seeker::Entity::find_by_id(&row.seeker_id).one(db.read()).await?.ok_or(Code::NotFound)?;
    let is_known =
        !consents::known_to_employer(db.read(), std::iter::once(row.seeker_id.as_str()), &about, &by).await?.is_empty();
    Ok(Handled {
        id: *grant.subject(),
        posting: PostingId::from_row(&about.id)?,
        employer: EmployerId::from_row(&by.id)?,
        state: rows::state(&row)?,
        version: row.version,
        origin: rows::origin(&row)?,
        answers: if is_known { questions::answered(db.read(), &row.answers).await? } else { Vec::new() },
        history: history(db, &row.id).await?,
        notes: notes(db, &row.id).await?,
        created_at: Moment(row.created_at),
        waiting_days: rows::waiting_days(&row, db.now())?,
        title: about.title,
        employer_name: by.name,
        message: if is_known { row.message } else { String::new() },
        shown_name: if is_known { who.name.clone() } else { masked_name(&who.name) },
        person: if is_known { Some(Box::new(person(who)?)) } else { None },
    })
}

fn person(row: seeker::Model) -> Result<Person, Error> {
    Ok(Person {
        profile: for_employers(seekers::rows::profile(&row)?),
        name: row.name,
        phone: row.phone,
        email: row.email,
    })
}

pub(crate) async fn load(db: &Db, id: ApplicationId) -> Result<(application::Model, posting::Model), Error> {
    let found = application::Entity::find_by_id(id.text()).find_also_related(posting::Entity).one(db.read()).await?;
    match found {
        Some((row, Some(about))) => Ok((row, about)),
        _ => Err(Code::NotFound.into()),
    }
}

async fn history(db: &Db, id: &str) -> Result<Vec<Line>, Error> {
    let rows = event::Entity::find()
        .filter(event::Column::ApplicationId.eq(id))
        .order_by_asc(event::Column::At)
        .order_by_asc(event::Column::Id)
        .all(db.read())
        .await?;
    let unknown = || Error::internal(format!("application {id}: an unknown word in the history"));
    rows.into_iter()
        .map(|row| {
            Ok(Line {
                at: Moment(row.at),
                state: ApplicationState::from_code(&row.state).ok_or_else(unknown)?,
                side: Side::from_code(&row.side).ok_or_else(unknown)?,
                reason: row.reason.as_deref().and_then(RefusalReason::from_code),
                note: row.note,
            })
        })
        .collect()
}

async fn notes(db: &Db, id: &str) -> Result<Vec<Note>, Error> {
    let rows = note::Entity::find()
        .filter(note::Column::ApplicationId.eq(id))
        .order_by_desc(note::Column::At)
        .order_by_desc(note::Column::Id)
        .all(db.read())
        .await?;
    let authors: Vec<AccountId> =
        rows.iter().filter_map(|row| row.account_id.as_deref()).map(AccountId::from_row).collect::<Result<_, _>>()?;
    let names: HashMap<String, String> = account::Entity::find()
        .filter(account::Column::Id.is_in(authors.into_iter().map(AccountId::text)))
        .all(db.read())
        .await?
        .into_iter()
        .map(|row| (row.id, row.display_name))
        .collect();
    let name = |id: Option<&String>| id.and_then(|id| names.get(id)).cloned().unwrap_or_default();
    let notes =
        rows.into_iter().map(|row| Note { at: Moment(row.at), by: name(row.account_id.as_ref()), text: row.note });
    Ok(notes.collect())
}
