//! Invitations of candidates: an employer would like an application.
//!
//! Rule: an invitation goes only to who lets this employer see the profile, tells the employer nothing of who it is,
//! and does not become a nuisance: one open invitation of an employer for a person, none for ninety days after a
//! refusal, and so many a day.

use crate::applications::entity::{application, invitation};
use crate::applications::policy::AnswerInvitation;
use crate::applications::rows;
use crate::applications::values::{
    ApplicationState, DECLINED_DAYS, INVITATION_DAYS, InvitationState, MOST_INVITATIONS_A_DAY, message,
};
use crate::authority::Grant;
use crate::db::{Db, Tx};
use crate::employers::entity::employer;
use crate::error::{Code, Error, OnUnique};
use crate::ids::{AccountId, CandidateInvitationId, EmployerId, PostingId, SeekerId};
use crate::jobs::Job;
use crate::postings::entity::posting;
use crate::postings::policy::EditPosting;
use crate::seekers;
use crate::seekers::candidates::{self, masked_name};
use crate::seekers::entity::seeker;
use crate::seekers::policy::ActForSeeker;
use magpie_terms::{Education, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{JoinType, QueryOrder, QuerySelect, RelationTrait, Set};
use std::collections::HashMap;

/// Invitations shown of a posting or of a person, the newest.
const MOST_SHOWN: u64 = 100;

/// A person as an employer sees them before there is a consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// Whose profile it is.
    pub seeker: SeekerId,
    /// The first character of the name and two stars.
    pub name: String,
    /// The titles wished for.
    pub titles: Vec<String>,
    /// The highest education.
    pub education: Option<Education>,
    /// Years of work.
    pub years: Option<u8>,
    /// Skills and certificates.
    pub skills: Vec<String>,
}

/// An invitation for the person who was invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Its id.
    pub id: CandidateInvitationId,
    /// Who was invited.
    pub seeker: SeekerId,
    /// The posting.
    pub posting: PostingId,
    /// Its title.
    pub title: String,
    /// The employer.
    pub employer: EmployerId,
    /// Its name.
    pub employer_name: String,
    /// Where it stands.
    pub state: InvitationState,
    /// A word of the employer.
    pub message: String,
    /// When it was sent.
    pub created_at: Moment,
    /// Until when it is open.
    pub expires_at: Moment,
}

/// An invitation for the employer's members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Its id.
    pub id: CandidateInvitationId,
    /// The first character of the name and two stars.
    pub name: String,
    /// Where it stands.
    pub state: InvitationState,
    /// When it was sent.
    pub created_at: Moment,
    /// Until when it is open.
    pub expires_at: Moment,
}

/// A person as the employer of the posting sees them before there is a consent.
///
/// # Errors
/// `not-found` where the person does not let this employer.
pub async fn candidate(db: &Db, grant: &Grant<EditPosting>, id: SeekerId) -> Result<Masked, Error> {
    let (_, by) = candidates::with_employer(db, *grant.subject()).await?.ok_or(Code::NotFound)?;
    let who = candidates::found_by(db.read(), id, &by).await?.ok_or(Code::NotFound)?;
    let profile = seekers::rows::profile(&who)?;
    let mut skills = profile.skills.clone();
    skills.extend(profile.certificates.iter().cloned());
    Ok(Masked {
        seeker: id,
        name: masked_name(&who.name),
        education: profile.highest_education(),
        years: profile.years_of_work(db.now().day()),
        titles: profile.desired_titles,
        skills,
    })
}

/// Invites a person to apply for the posting.
///
/// # Errors
/// `invalid` with the field; `not-found` where the person does not let this employer; `posting-not-open`,
/// `employer-takes-none`, `application-exists`, `candidate-invited`, `candidate-declined`,
/// `candidate-invitations-today`.
pub async fn invite(
    db: &Db,
    grant: &Grant<EditPosting>,
    seeker: SeekerId,
    text: &str,
) -> Result<CandidateInvitationId, Error> {
    let text = message("message", text, 0)?;
    let mut tx = db.begin(grant).await?;
    let (about, by) = rows::open_posting(&tx, *grant.subject()).await?;
    // On PostgreSQL two invitations of one employer wait for each other here, so that the limits hold.
    employer::Entity::find_by_id(&by.id).lock_exclusive().one(tx.conn()).await?;
    let who = candidates::found_by(tx.conn(), seeker, &by).await?.ok_or(Code::NotFound)?;
    may_invite(&tx, &about, &by, &who).await?;
    let id = put(&tx, &about.id, &who.id, &text).await?;
    tx.enqueue(Job::MailCandidateInvited(id));
    tx.audit("invite-candidate", id, seeker.to_string());
    tx.commit().await?;
    Ok(id)
}

async fn may_invite(tx: &Tx, about: &posting::Model, by: &employer::Model, who: &seeker::Model) -> Result<(), Error> {
    let applied = application::Entity::find()
        .filter(application::Column::PostingId.eq(&about.id))
        .filter(application::Column::SeekerId.eq(&who.id))
        .filter(application::Column::State.ne(ApplicationState::Withdrawn.code()))
        .count(tx.conn())
        .await?;
    if applied > 0 {
        return Err(Code::ApplicationExists.into());
    }
    let now = tx.now();
    let of_employer = invitation::Entity::find()
        .join(JoinType::InnerJoin, invitation::Relation::Posting.def())
        .filter(posting::Column::EmployerId.eq(&by.id));
    let of_pair = of_employer.clone().filter(invitation::Column::SeekerId.eq(&who.id)).all(tx.conn()).await?;
    for row in &of_pair {
        let accepted = row.state == InvitationState::Accepted.code() && row.posting_id == about.id;
        let open = row.state == InvitationState::Open.code() && row.expires_at > now.0;
        if accepted || open {
            return Err(Code::CandidateInvited.into());
        }
        if row.state == InvitationState::Declined.code()
            && row.answered_at.is_some_and(|at| at > now.plus_days(-DECLINED_DAYS).0)
        {
            return Err(Code::CandidateDeclined.into());
        }
    }
    let today = of_employer.filter(invitation::Column::CreatedAt.gt(now.plus_days(-1).0)).count(tx.conn()).await?;
    if today >= MOST_INVITATIONS_A_DAY { Err(Code::CandidateInvitationsToday.into()) } else { Ok(()) }
}

/// Writes the invitation, over an older one of this person to this posting where there is one.
async fn put(tx: &Tx, posting: &str, seeker: &str, text: &str) -> Result<CandidateInvitationId, Error> {
    let id = CandidateInvitationId::new();
    // A new row has a new id: what the old link answered is over.
    invitation::Entity::delete_many()
        .filter(invitation::Column::PostingId.eq(posting))
        .filter(invitation::Column::SeekerId.eq(seeker))
        .exec(tx.conn())
        .await?;
    invitation::ActiveModel {
        id: Set(id.text()),
        posting_id: Set(posting.to_owned()),
        seeker_id: Set(seeker.to_owned()),
        state: Set(InvitationState::Open.code().to_owned()),
        message: Set(text.to_owned()),
        invited_by: Set(tx.actor().account().map(AccountId::text)),
        created_at: Set(tx.now().0),
        expires_at: Set(tx.now().plus_days(INVITATION_DAYS).0),
        answered_at: Set(None),
    }
    .insert(tx.conn())
    .await
    .on_unique(Code::CandidateInvited)?;
    Ok(id)
}

/// Accepts an invitation: what follows is the form of the application. Gives whose profile and which posting it is.
///
/// # Errors
/// `candidate-invitation-not-open`.
pub async fn accept(db: &Db, grant: &Grant<AnswerInvitation>) -> Result<(SeekerId, PostingId), Error> {
    answer(db, grant, InvitationState::Accepted).await
}

/// Declines an invitation.
///
/// # Errors
/// `candidate-invitation-not-open`.
pub async fn decline(db: &Db, grant: &Grant<AnswerInvitation>) -> Result<(SeekerId, PostingId), Error> {
    answer(db, grant, InvitationState::Declined).await
}

async fn answer(
    db: &Db,
    grant: &Grant<AnswerInvitation>,
    answer: InvitationState,
) -> Result<(SeekerId, PostingId), Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    let row = invitation::Entity::find_by_id(id.text()).one(tx.conn()).await?.ok_or(Code::NotFound)?;
    let moved = invitation::Entity::update_many()
        .col_expr(invitation::Column::State, answer.code().into())
        .col_expr(invitation::Column::AnsweredAt, Some(tx.now().0).into())
        .filter(invitation::Column::Id.eq(id.text()))
        .filter(invitation::Column::State.eq(InvitationState::Open.code()))
        .filter(invitation::Column::ExpiresAt.gt(tx.now().0))
        .exec(tx.conn())
        .await?;
    if moved.rows_affected == 0 {
        return Err(Code::CandidateInvitationNotOpen.into());
    }
    tx.enqueue(Job::MailCandidateAnswered(id));
    tx.audit("answer-invitation", id, answer.code());
    tx.commit().await?;
    Ok((SeekerId::from_row(&row.seeker_id)?, PostingId::from_row(&row.posting_id)?))
}

/// One invitation, for the person.
///
/// # Errors
/// `not-found`.
pub async fn one(db: &Db, grant: &Grant<AnswerInvitation>) -> Result<Received, Error> {
    let id = grant.subject().text();
    let found = invitation::Entity::find_by_id(id).find_also_related(posting::Entity).all(db.read()).await?;
    with_employers(db, found).await?.pop().ok_or_else(|| Code::NotFound.into())
}

/// The person's invitations that wait for an answer, or were accepted and not followed by an application yet.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn of_seeker(db: &Db, grant: &Grant<ActForSeeker>) -> Result<Vec<Received>, Error> {
    let id = grant.subject().text();
    let found = invitation::Entity::find()
        .find_also_related(posting::Entity)
        .filter(invitation::Column::SeekerId.eq(&id))
        .filter(invitation::Column::State.is_in([InvitationState::Open.code(), InvitationState::Accepted.code()]))
        .order_by_desc(invitation::Column::CreatedAt)
        .limit(MOST_SHOWN)
        .all(db.read())
        .await?;
    let applied: Vec<String> = application::Entity::find()
        .select_only()
        .column(application::Column::PostingId)
        .filter(application::Column::SeekerId.eq(&id))
        .filter(application::Column::PostingId.is_in(found.iter().map(|(row, _)| &row.posting_id)))
        .into_tuple()
        .all(db.read())
        .await?;
    let now = db.now();
    let shown = with_employers(db, found).await?.into_iter().filter(|one| match one.state {
        InvitationState::Open => one.expires_at > now,
        _ => !applied.contains(&one.posting.text()),
    });
    Ok(shown.collect())
}

async fn with_employers(
    db: &Db,
    rows: Vec<(invitation::Model, Option<posting::Model>)>,
) -> Result<Vec<Received>, Error> {
    let ids: Vec<String> = rows.iter().filter_map(|(_, about)| Some(about.as_ref()?.employer_id.clone())).collect();
    let names: HashMap<String, String> = employer::Entity::find()
        .filter(employer::Column::Id.is_in(ids))
        .all(db.read())
        .await?
        .into_iter()
        .map(|by| (by.id, by.name))
        .collect();
    rows.into_iter()
        .filter_map(|(row, about)| Some((row, about?)))
        .map(|(row, about)| {
            Ok(Received {
                id: CandidateInvitationId::from_row(&row.id)?,
                seeker: SeekerId::from_row(&row.seeker_id)?,
                posting: PostingId::from_row(&about.id)?,
                title: about.title,
                employer: EmployerId::from_row(&about.employer_id)?,
                employer_name: names.get(&about.employer_id).cloned().unwrap_or_default(),
                state: state(&row)?,
                message: row.message,
                created_at: Moment(row.created_at),
                expires_at: Moment(row.expires_at),
            })
        })
        .collect()
}

/// The posting's invitations, the newest first, masked.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn of_posting(db: &Db, grant: &Grant<EditPosting>) -> Result<Vec<Sent>, Error> {
    let found = invitation::Entity::find()
        .find_also_related(seeker::Entity)
        .filter(invitation::Column::PostingId.eq(grant.subject().text()))
        .order_by_desc(invitation::Column::CreatedAt)
        .limit(MOST_SHOWN)
        .all(db.read())
        .await?;
    let now = db.now();
    found
        .into_iter()
        .map(|(row, who)| {
            let is_over = row.expires_at <= now.0;
            let state = match state(&row)? {
                InvitationState::Open if is_over => InvitationState::Expired,
                state => state,
            };
            Ok(Sent {
                id: CandidateInvitationId::from_row(&row.id)?,
                name: who.map_or_else(|| "**".to_owned(), |who| masked_name(&who.name)),
                state,
                created_at: Moment(row.created_at),
                expires_at: Moment(row.expires_at),
            })
        })
        .collect()
}

pub(crate) fn state(row: &invitation::Model) -> Result<InvitationState, Error> {
    InvitationState::from_code(&row.state).ok_or_else(|| Error::internal("an invitation of unknown state"))
}
