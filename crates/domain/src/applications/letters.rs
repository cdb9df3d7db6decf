//! What the mails about applications and invitations say, and to whom they go.
//!
//! Rule: read when the mail is written. The seeker's mail goes to the person's account; where there is none, to the
//! adviser who keeps the profile; where there is no adviser either, to nobody. A mail to the employer names the person
//! only while the consent stands.

use crate::accounts::entity::account;
use crate::accounts::read::Recipient;
use crate::applications::entity::{event, invitation};
use crate::applications::values::{ApplicationState, InvitationState, RefusalReason};
use crate::applications::{invitations, read, rows};
use crate::db::{Db, System};
use crate::employers::entity::employer;
use crate::error::{Code, Error};
use crate::ids::{ApplicationId, CandidateInvitationId, EmployerId, PostingId, SeekerId};
use crate::postings::entity::posting;
use crate::seekers::candidates::masked_name;
use crate::seekers::consents;
use crate::seekers::entity::seeker;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

/// What a mail about an application says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The posting.
    pub posting: PostingId,
    /// Its title.
    pub title: String,
    /// Whether it is over.
    pub posting_ended: bool,
    /// The employer.
    pub employer: EmployerId,
    /// Its name.
    pub employer_name: String,
    /// The seeker.
    pub seeker: SeekerId,
    /// The seeker's name, masked where the consent does not stand.
    pub shown_name: String,
    /// Where the application stands now.
    pub state: ApplicationState,
    /// Why it was refused.
    pub reason: Option<RefusalReason>,
    /// The word to the seeker with the last step.
    pub note: String,
    /// Days without an answer.
    pub waiting_days: u64,
    /// The seeker's side; `None` where nobody can be written to.
    pub to_seeker: Option<Recipient>,
}

/// What a mail about an invitation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationLetter {
    /// The posting.
    pub posting: PostingId,
    /// Its title.
    pub title: String,
    /// The employer.
    pub employer: EmployerId,
    /// Its name.
    pub employer_name: String,
    /// The seeker.
    pub seeker: SeekerId,
    /// The first character of the name and two stars.
    pub masked_name: String,
    /// Where the invitation stands now.
    pub state: InvitationState,
    /// A word of the employer.
    pub message: String,
    /// The seeker's side; `None` where nobody can be written to.
    pub to_seeker: Option<Recipient>,
}

/// A letter about an application.
///
/// # Errors
/// `not-found`.
pub async fn of_application(db: &Db, _: &System, id: ApplicationId) -> Result<Letter, Error> {
    let (row, about) = read::load(db, id).await?;
    let by = employer::Entity::find_by_id(&about.employer_id).one(db.read()).await?.ok_or(Code::NotFound)?;
    let who = seeker::Entity::find_by_id(&row.seeker_id).one(db.read()).await?.ok_or(Code::NotFound)?;
    let is_known =
        !consents::known_to_employer(db.read(), std::iter::once(row.seeker_id.as_str()), &about, &by).await?.is_empty();
    let last = event::Entity::find()
        .filter(event::Column::ApplicationId.eq(&row.id))
        .filter(event::Column::State.eq(&row.state))
        .order_by_desc(event::Column::At)
        .order_by_desc(event::Column::Id)
        .limit(1)
        .one(db.read())
        .await?;
    Ok(Letter {
        posting: PostingId::from_row(&about.id)?,
        posting_ended: rows::takes_applications(&about, &by, db.now()).is_err(),
        employer: EmployerId::from_row(&by.id)?,
        seeker: rows::seeker_id(&row)?,
        shown_name: if is_known { who.name.clone() } else { masked_name(&who.name) },
        state: rows::state(&row)?,
        reason: rows::reason(&row),
        note: last.map(|last| last.note).unwrap_or_default(),
        waiting_days: rows::waiting_days(&row, db.now())?.unwrap_or(0),
        to_seeker: recipient(db, &who).await?,
        title: about.title,
        employer_name: by.name,
    })
}

/// A letter about an invitation; `None` where it is gone.
///
/// # Errors
/// `not-found`.
pub async fn of_invitation(db: &Db, _: &System, id: CandidateInvitationId) -> Result<InvitationLetter, Error> {
    let found = invitation::Entity::find_by_id(id.text()).find_also_related(posting::Entity).one(db.read()).await?;
    let Some((row, Some(about))) = found else { return Err(Code::NotFound.into()) };
    let by = employer::Entity::find_by_id(&about.employer_id).one(db.read()).await?.ok_or(Code::NotFound)?;
    let who = seeker::Entity::find_by_id(&row.seeker_id).one(db.read()).await?.ok_or(Code::NotFound)?;
    Ok(InvitationLetter {
        posting: PostingId::from_row(&about.id)?,
        employer: EmployerId::from_row(&by.id)?,
        seeker: SeekerId::from_row(&row.seeker_id)?,
        masked_name: masked_name(&who.name),
        state: invitations::state(&row)?,
        to_seeker: recipient(db, &who).await?,
        title: about.title,
        employer_name: by.name,
        message: row.message,
    })
}

async fn recipient(db: &Db, who: &seeker::Model) -> Result<Option<Recipient>, Error> {
    let Some(id) = who.account_id.as_ref().or(who.keeper_id.as_ref()) else { return Ok(None) };
    Ok(account::Entity::find_by_id(id).one(db.read()).await?.map(Recipient::from))
}
