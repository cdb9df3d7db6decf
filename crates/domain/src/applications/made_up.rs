//! Applications and invitations of the made-up district, with their history and consents.
//!
//! Rule: every history is one that could have happened: each step is one that [`ApplicationState::may_become`] allows.
//! Nobody gets a mail for it, neither now nor by a reminder at the first start.

use crate::applications::entity::{application, event, invitation};
use crate::applications::questions::Kept;
use crate::applications::values::RefusalReason;
use crate::applications::values::{ANSWER_DAYS, ApplicationState, INVITATION_DAYS, InvitationState, Origin, Side};
use crate::changes::Change;
use crate::db::{Db, System, Tx};
use crate::error::Error;
use crate::ids::{
    AccountId, ApplicationId, CandidateInvitationId, EmployerId, PostingId, QuestionId, SeekerId, row_id,
};
use crate::seekers::entity::consent;
use magpie_terms::Moment;
use sea_orm::Set;
use sea_orm::entity::prelude::*;

/// An application that nobody sent.
#[derive(Debug, Clone)]
pub struct MadeUpApplication {
    /// The posting.
    pub posting: PostingId,
    /// Its employer.
    pub employer: EmployerId,
    /// Whose it is.
    pub seeker: SeekerId,
    /// Who sent it: the person, or the adviser on behalf.
    pub sent_by: Option<AccountId>,
    /// How it came about.
    pub origin: Origin,
    /// The word to the employer.
    pub message: String,
    /// The answers to questions of the posting.
    pub answers: Vec<(QuestionId, String)>,
    /// When it was sent.
    pub at: Moment,
    /// What came of it, in order.
    pub steps: Vec<MadeUpStep>,
}

/// A step of it.
#[derive(Debug, Clone)]
pub struct MadeUpStep {
    /// Where it led.
    pub to: ApplicationState,
    /// Who took it: the seeker, or a member of the employer.
    pub by: Option<AccountId>,
    /// When.
    pub at: Moment,
    /// Why, where it was refused.
    pub reason: Option<RefusalReason>,
    /// The word to the seeker.
    pub note: String,
}

/// An open invitation that nobody sent.
#[derive(Debug, Clone)]
pub struct MadeUpInvitation {
    /// The posting.
    pub posting: PostingId,
    /// Who is invited.
    pub seeker: SeekerId,
    /// The member who invites.
    pub invited_by: Option<AccountId>,
    /// The word to the person.
    pub message: String,
}

/// Writes applications in one transaction. No person may have two for one posting.
///
/// # Errors
/// `Internal` where a history could not have happened, or the database does not answer.
pub async fn add(db: &Db, system: &System, applications: &[MadeUpApplication]) -> Result<Vec<ApplicationId>, Error> {
    let mut tx = db.begin(system).await?;
    let mut ids = Vec::with_capacity(applications.len());
    for one in applications {
        ids.push(write(&tx, one).await?);
        tx.changed(Change::SeekerChanged(one.seeker));
    }
    tx.commit().await?;
    Ok(ids)
}

/// Writes invitations, open from now on.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn invite(db: &Db, system: &System, invitations: &[MadeUpInvitation]) -> Result<(), Error> {
    let tx = db.begin(system).await?;
    for one in invitations {
        let row = invitation::ActiveModel {
            id: Set(CandidateInvitationId::new().text()),
            posting_id: Set(one.posting.text()),
            seeker_id: Set(one.seeker.text()),
            state: Set(InvitationState::Open.code().to_owned()),
            message: Set(one.message.clone()),
            invited_by: Set(one.invited_by.map(AccountId::text)),
            created_at: Set(tx.now().0),
            expires_at: Set(tx.now().plus_days(INVITATION_DAYS).0),
            answered_at: Set(None),
        };
        invitation::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    }
    tx.commit().await
}

async fn write(tx: &Tx, one: &MadeUpApplication) -> Result<ApplicationId, Error> {
    let id = ApplicationId::new();
    let sent =
        MadeUpStep { to: ApplicationState::Applied, by: one.sent_by, at: one.at, reason: None, note: String::new() };
    let (mut state, mut last) = (ApplicationState::Applied, one.at);
    let mut events = vec![event_row(id, &sent)];
    for step in &one.steps {
        if !state.may_become(step.to, side(step.to)) || step.at < last {
            return Err(Error::internal(format!("a made-up application goes from {state} to {}", step.to)));
        }
        (state, last) = (step.to, step.at);
        events.push(event_row(id, step));
    }
    let answers: Vec<Kept> =
        one.answers.iter().map(|(id, answer)| Kept { question: id.text(), answer: answer.clone() }).collect();
    let answers =
        serde_json::to_string(&answers).map_err(|cause| Error::internal(format!("answers as JSON: {cause}")))?;
    let is_answer = |step: &&MadeUpStep| side(step.to) == Side::Employer && !step.to.waits_for_answer();
    let row = application::ActiveModel {
        id: Set(id.text()),
        posting_id: Set(one.posting.text()),
        seeker_id: Set(one.seeker.text()),
        state: Set(state.code().to_owned()),
        origin: Set(one.origin.code().to_owned()),
        message: Set(one.message.clone()),
        answers: Set(answers),
        applied_by: Set(one.sent_by.map(AccountId::text)),
        refusal_reason: Set(one.steps.last().and_then(|step| step.reason).map(|reason| reason.code().to_owned())),
        version: Set(i64::try_from(events.len()).unwrap_or(1)),
        created_at: Set(one.at.0),
        updated_at: Set(last.0),
        answered_at: Set(one.steps.iter().find(is_answer).map(|step| step.at.0)),
        // Counted from now: else the first start would remind of all that is made up to wait.
        remind_at: Set(state.waits_for_answer().then(|| tx.now().plus_days(ANSWER_DAYS).0)),
        reminders: Set(0),
    };
    application::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    event::Entity::insert_many(events).exec_without_returning(tx.conn()).await?;
    let withdrawn = state == ApplicationState::Withdrawn;
    let given = consent::ActiveModel {
        id: Set(row_id()),
        seeker_id: Set(one.seeker.text()),
        employer_id: Set(one.employer.text()),
        posting_id: Set(one.posting.text()),
        given_by: Set(if one.origin == Origin::Adviser { "adviser" } else { "person" }.to_owned()),
        given_at: Set(one.at.0),
        withdrawn_at: Set(withdrawn.then_some(last.0)),
    };
    consent::Entity::insert(given).exec_without_returning(tx.conn()).await?;
    Ok(id)
}

/// Who takes the step that leads here.
const fn side(to: ApplicationState) -> Side {
    match to {
        ApplicationState::Applied | ApplicationState::Withdrawn => Side::Seeker,
        _ => Side::Employer,
    }
}

fn event_row(id: ApplicationId, step: &MadeUpStep) -> event::ActiveModel {
    event::ActiveModel {
        id: Set(row_id()),
        application_id: Set(id.text()),
        at: Set(step.at.0),
        state: Set(step.to.code().to_owned()),
        side: Set(side(step.to).code().to_owned()),
        account_id: Set(step.by.map(AccountId::text)),
        reason: Set(step.reason.map(|reason| reason.code().to_owned())),
        note: Set(step.note.clone()),
    }
}
