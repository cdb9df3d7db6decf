//! Commands on applications: apply, take a step, withdraw, note.
//!
//! Rule: each step is one conditional update on the version that was read; when it moves no row, somebody else was
//! first. With the step go its line of the history and the mail.

use crate::applications::entity::{application, event, invitation, note};
use crate::applications::policy::{FollowApplication, HandleApplication};
use crate::applications::values::{
    ANSWER_DAYS, ApplicationState, InvitationState, MOST_A_DAY, MOST_OPEN, MOST_RENEWALS_A_DAY, Origin, Side, Step,
    message,
};
use crate::applications::{questions, rows};
use crate::authority::Grant;
use crate::changes::Change;
use crate::db::{Db, Tx};
use crate::error::{Code, Error, OnUnique};
use crate::ids::{AccountId, ApplicationId, PostingId, row_id};
use crate::jobs::Job;
use crate::seekers;
use crate::seekers::consents;
use crate::seekers::entity::seeker;
use crate::seekers::policy::ActForSeeker;
use magpie_terms::Violations;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{JoinType, QuerySelect, RelationTrait, Set, UpdateMany};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An application as sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ApplyInput {
    /// A word to the employer, up to 2,000 characters.
    pub message: String,
    /// The answers by the id of the question: `yes` or `no`, the option, the number or the text.
    pub answers: BTreeMap<String, String>,
}

/// What an application holds once its input was understood.
struct Content {
    message: String,
    answers: String,
    origin: Origin,
}

/// Applies for a posting, as the person or on behalf. A withdrawn application is renewed.
///
/// # Errors
/// `invalid` with the fields; `not-found`; `posting-not-open`, `employer-takes-none`, `employer-blocked`,
/// `application-exists`, `applications-today`, `applications-open`.
pub async fn apply(
    db: &Db,
    grant: &Grant<ActForSeeker>,
    posting: PostingId,
    input: &ApplyInput,
) -> Result<ApplicationId, Error> {
    let mut tx = db.begin(grant).await?;
    // On PostgreSQL two applications of one person wait for each other here, so that the limits hold.
    let id = grant.subject().text();
    let person = seeker::Entity::find_by_id(&id).lock_exclusive().one(tx.conn()).await?;
    let person = person.filter(seekers::rows::stands).ok_or(Code::NotFound)?;
    let (about, by) = rows::open_posting(&tx, posting).await?;
    if rows::is_blocked(tx.conn(), &person.id, &by).await? {
        return Err(Code::EmployerBlocked.into());
    }
    let before = application::Entity::find()
        .filter(application::Column::PostingId.eq(&about.id))
        .filter(application::Column::SeekerId.eq(&person.id))
        .one(tx.conn())
        .await?;
    if let Some(before) = &before
        && !rows::state(before)?.may_become(ApplicationState::Applied, Side::Seeker)
    {
        return Err(Code::ApplicationExists.into());
    }
    let content = understood(&tx, posting, &person, input).await?;
    check_limits(&tx, &person.id, before.as_ref()).await?;
    let application = match before {
        Some(before) => renew(&tx, &before, &content).await?,
        None => insert(&tx, &person.id, &about.id, &content).await?,
    };
    let given_by = if rows::is_own(&person, tx.actor()) { "person" } else { "adviser" };
    consents::give(&tx, &person.id, &by.id, &about.id, given_by).await?;
    rows::note_step(&tx, &application.text(), ApplicationState::Applied, Side::Seeker, None, "").await?;
    tx.changed(Change::SeekerChanged(*grant.subject()));
    tx.enqueue(Job::MailApplicationReceived(application));
    tx.audit("apply", application, content.origin.code());
    tx.commit().await?;
    Ok(application)
}

/// Parses message and answers, both at once, and finds out how the application came about.
async fn understood(tx: &Tx, posting: PostingId, person: &seeker::Model, input: &ApplyInput) -> Result<Content, Error> {
    let asked = questions::current(tx.conn(), posting).await?;
    let mut violations = Violations::default();
    let said = violations.take(message("message", &input.message, 0));
    let answers = violations.take(questions::parse_answers(&asked, &input.answers));
    let (message, answers) = violations.finish(said.zip(answers))?;
    let answers =
        serde_json::to_string(&answers).map_err(|cause| Error::internal(format!("answers as JSON: {cause}")))?;
    let invited = take_invitation(tx, posting, &person.id).await?;
    let origin = match (invited, rows::is_own(person, tx.actor())) {
        (true, _) => Origin::Invited,
        (false, true) => Origin::Applied,
        (false, false) => Origin::Adviser,
    };
    Ok(Content { message, answers, origin })
}

/// Whether the employer invited this person to the posting; an invitation still open counts as accepted.
async fn take_invitation(tx: &Tx, posting: PostingId, person: &str) -> Result<bool, Error> {
    let now = tx.now().0;
    let found = invitation::Entity::find()
        .filter(invitation::Column::PostingId.eq(posting.text()))
        .filter(invitation::Column::SeekerId.eq(person))
        .one(tx.conn())
        .await?;
    let Some(row) = found else { return Ok(false) };
    if row.state == InvitationState::Accepted.code() {
        return Ok(true);
    }
    let accepted = invitation::Entity::update_many()
        .col_expr(invitation::Column::State, InvitationState::Accepted.code().into())
        .col_expr(invitation::Column::AnsweredAt, Some(now).into())
        .filter(invitation::Column::Id.eq(row.id))
        .filter(invitation::Column::State.eq(InvitationState::Open.code()))
        .filter(invitation::Column::ExpiresAt.gt(now))
        .exec(tx.conn())
        .await?;
    Ok(accepted.rows_affected > 0)
}

/// Against spam: so many a day, so many open, and one not again and again.
async fn check_limits(tx: &Tx, person: &str, before: Option<&application::Model>) -> Result<(), Error> {
    let since = tx.now().plus_days(-1).0;
    let sent = event::Entity::find()
        .join(JoinType::InnerJoin, event::Relation::Application.def())
        .filter(application::Column::SeekerId.eq(person))
        .filter(event::Column::State.eq(ApplicationState::Applied.code()))
        .filter(event::Column::At.gt(since));
    if sent.clone().count(tx.conn()).await? >= MOST_A_DAY {
        return Err(Code::ApplicationsToday.into());
    }
    if let Some(before) = before
        && sent.filter(application::Column::Id.eq(&before.id)).count(tx.conn()).await? >= MOST_RENEWALS_A_DAY
    {
        return Err(Code::ApplicationsToday.into());
    }
    let open = application::Entity::find()
        .filter(application::Column::SeekerId.eq(person))
        .filter(application::Column::State.is_in(ApplicationState::open_codes()))
        .count(tx.conn())
        .await?;
    if open >= MOST_OPEN { Err(Code::ApplicationsOpen.into()) } else { Ok(()) }
}

async fn insert(tx: &Tx, person: &str, posting: &str, content: &Content) -> Result<ApplicationId, Error> {
    let id = ApplicationId::new();
    application::ActiveModel {
        id: Set(id.text()),
        posting_id: Set(posting.to_owned()),
        seeker_id: Set(person.to_owned()),
        state: Set(ApplicationState::Applied.code().to_owned()),
        origin: Set(content.origin.code().to_owned()),
        message: Set(content.message.clone()),
        answers: Set(content.answers.clone()),
        applied_by: Set(tx.actor().account().map(AccountId::text)),
        refusal_reason: Set(None),
        version: Set(1),
        created_at: Set(tx.now().0),
        updated_at: Set(tx.now().0),
        answered_at: Set(None),
        remind_at: Set(Some(tx.now().plus_days(ANSWER_DAYS).0)),
        reminders: Set(0),
    }
    .insert(tx.conn())
    .await
    .on_unique(Code::ApplicationExists)?;
    Ok(id)
}

/// The withdrawn application once more; its history goes on, and the days are counted anew.
async fn renew(tx: &Tx, before: &application::Model, content: &Content) -> Result<ApplicationId, Error> {
    let model = application::ActiveModel {
        state: Set(ApplicationState::Applied.code().to_owned()),
        origin: Set(content.origin.code().to_owned()),
        message: Set(content.message.clone()),
        answers: Set(content.answers.clone()),
        applied_by: Set(tx.actor().account().map(AccountId::text)),
        refusal_reason: Set(None),
        version: Set(before.version + 1),
        created_at: Set(tx.now().0),
        updated_at: Set(tx.now().0),
        answered_at: Set(None),
        remind_at: Set(Some(tx.now().plus_days(ANSWER_DAYS).0)),
        reminders: Set(0),
        ..Default::default()
    };
    let moved = application::Entity::update_many()
        .set(model)
        .filter(application::Column::Id.eq(&before.id))
        .filter(application::Column::Version.eq(before.version))
        .filter(application::Column::State.eq(ApplicationState::Withdrawn.code()))
        .exec(tx.conn())
        .await?;
    if moved.rows_affected == 0 {
        return Err(Code::ApplicationExists.into());
    }
    ApplicationId::from_row(&before.id)
}

/// Marks that a member of the employer opened the application, the first time. Gives whether it was the first.
///
/// No mail goes out for it: it stands in the history, and asks nothing of anybody.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn open(db: &Db, grant: &Grant<HandleApplication>) -> Result<bool, Error> {
    let id = *grant.subject();
    let found = application::Entity::find_by_id(id.text()).one(db.read()).await?;
    // Looked at without a write first: most who open it are not the first.
    if found.is_none_or(|row| row.state != ApplicationState::Applied.code()) {
        return Ok(false);
    }
    let tx = db.begin(grant).await?;
    let moved = to(&tx, ApplicationState::Seen)
        .filter(application::Column::Id.eq(id.text()))
        .filter(application::Column::State.eq(ApplicationState::Applied.code()))
        .exec(tx.conn())
        .await?;
    if moved.rows_affected == 0 {
        return Ok(false);
    }
    rows::note_step(&tx, &id.text(), ApplicationState::Seen, Side::Employer, None, "").await?;
    tx.commit().await?;
    Ok(true)
}

/// Takes a step as the employer, and tells the seeker.
///
/// # Errors
/// `application-state-wrong` where the state does not allow it; `application-changed-meanwhile` where the version is
/// not the one that was read.
pub async fn advance(db: &Db, grant: &Grant<HandleApplication>, step: &Step) -> Result<(), Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    let row = load(&tx, id).await?;
    if row.version != step.version {
        return Err(Code::ApplicationChangedMeanwhile.into());
    }
    // That it was seen is noted by opening it, and nothing else.
    if step.to == ApplicationState::Seen || !rows::state(&row)?.may_become(step.to, Side::Employer) {
        return Err(Code::ApplicationStateWrong.into());
    }
    let moved = to(&tx, step.to)
        .col_expr(application::Column::AnsweredAt, Expr::col(application::Column::AnsweredAt).if_null(tx.now().0))
        .col_expr(application::Column::RefusalReason, step.reason.map(|reason| reason.code().to_owned()).into())
        .col_expr(application::Column::RemindAt, Option::<i64>::None.into())
        .filter(application::Column::Id.eq(id.text()))
        .filter(application::Column::Version.eq(step.version))
        .exec(tx.conn())
        .await?;
    if moved.rows_affected == 0 {
        return Err(Code::ApplicationChangedMeanwhile.into());
    }
    rows::note_step(&tx, &id.text(), step.to, Side::Employer, step.reason, &step.note).await?;
    tx.enqueue(Job::MailApplicationMoved(id));
    tx.audit("move-application", id, step.to.code());
    tx.commit().await
}

/// Withdraws an application that is not over, and with it the consent.
///
/// # Errors
/// `application-state-wrong` where it is over.
pub async fn withdraw(db: &Db, grant: &Grant<FollowApplication>) -> Result<(), Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    let row = load(&tx, id).await?;
    let moved = to(&tx, ApplicationState::Withdrawn)
        .col_expr(application::Column::RemindAt, Option::<i64>::None.into())
        .filter(application::Column::Id.eq(id.text()))
        .filter(application::Column::State.is_in(ApplicationState::open_codes()))
        .exec(tx.conn())
        .await?;
    if moved.rows_affected == 0 {
        return Err(Code::ApplicationStateWrong.into());
    }
    consents::withdraw(&tx, &row.seeker_id, &row.posting_id).await?;
    rows::note_step(&tx, &id.text(), ApplicationState::Withdrawn, Side::Seeker, None, "").await?;
    tx.changed(Change::SeekerChanged(rows::seeker_id(&row)?));
    tx.enqueue(Job::MailApplicationWithdrawn(id));
    tx.audit("withdraw-application", id, "");
    tx.commit().await
}

/// Notes something that only the employer's members read.
///
/// # Errors
/// `invalid` where it is empty, too long, or about what the law leaves to the person.
pub async fn add_note(db: &Db, grant: &Grant<HandleApplication>, text: &str) -> Result<(), Error> {
    let text = message("note", text, 1)?;
    let mut violations = Violations::default();
    violations.keep("note", magpie_terms::lawful::check(&text));
    violations.finish(Some(()))?;
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    load(&tx, id).await?;
    note::ActiveModel {
        id: Set(row_id()),
        application_id: Set(id.text()),
        at: Set(tx.now().0),
        account_id: Set(tx.actor().account().map(AccountId::text)),
        note: Set(text),
    }
    .insert(tx.conn())
    .await?;
    tx.audit("note-application", id, "");
    tx.commit().await
}

fn to(tx: &Tx, state: ApplicationState) -> UpdateMany<application::Entity> {
    application::Entity::update_many()
        .col_expr(application::Column::State, state.code().into())
        .col_expr(application::Column::Version, Expr::col(application::Column::Version).add(1))
        .col_expr(application::Column::UpdatedAt, tx.now().0.into())
}

async fn load(tx: &Tx, id: ApplicationId) -> Result<application::Model, Error> {
    application::Entity::find_by_id(id.text()).one(tx.conn()).await?.ok_or_else(|| Code::NotFound.into())
}
