//! From a job of the queue to the mails that it stands for.
//!
//! Rule: a job carries an id only; what the mail says is read when it runs. What is gone by then needs no mail.

use crate::application_mails;
use magpie_domain::accounts::read::Recipient;
use magpie_domain::accounts::sign_up;
use magpie_domain::accounts::values::Locale;
use magpie_domain::alerts;
use magpie_domain::employers;
use magpie_domain::employers::values::EmployerState;
use magpie_domain::ids::{DeliveryId, EmployerId, PostingId};
use magpie_domain::jobs::Job;
use magpie_domain::postings;
use magpie_domain::postings::values::PostingState;
use magpie_domain::{Code, Db, Error, System};
use magpie_view::mails::{self, Letter, Mail};
use magpie_view::text::Text;
use magpie_web::alerting;

/// A mail to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outgoing {
    pub to: String,
    pub name: String,
    pub mail: Mail,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
}

/// Writes the mails of a job. `base` is the address of the site.
pub(crate) async fn of(db: &Db, system: &System, job: Job, base: &str) -> Result<Vec<Outgoing>, Error> {
    let written = match job {
        Job::MailSignUp(id) => sign_up_mail(sign_up::letter(db, system, id).await?, base),
        Job::MailInvitation(id) => {
            let Some(invitation) = employers::members::letter(db, system, id).await? else { return Ok(Vec::new()) };
            let letter = Letter::Invitation { employer: &invitation.employer, token: &invitation.token };
            Ok(vec![one(&invitation.email, "", invitation.locale, &letter, base)?])
        }
        Job::MailEmployerDecided(id) => employer_decided(db, system, id, base).await,
        Job::MailPostingDecided(id) => posting_decided(db, system, id, base).await,
        Job::MailPostingExpiring(id) => posting_expiring(db, system, id, base).await,
        Job::MailAlert(id) => alert(db, system, id, base).await,
        Job::MailApplicationReceived(id) => application_mails::received(db, system, id, base).await,
        Job::MailApplicationMoved(id) => application_mails::moved(db, system, id, base).await,
        Job::MailApplicationWithdrawn(id) => application_mails::withdrawn(db, system, id, base).await,
        Job::MailApplicationUnanswered(id) => application_mails::unanswered(db, system, id, base).await,
        Job::MailCandidateInvited(id) => application_mails::invited(db, system, id, base).await,
        Job::MailCandidateAnswered(id) => application_mails::answered(db, system, id, base).await,
    };
    match written {
        Err(Error::Rule(Code::NotFound)) => Ok(Vec::new()),
        other => other,
    }
}

fn sign_up_mail(letter: Option<sign_up::Letter>, base: &str) -> Result<Vec<Outgoing>, Error> {
    match letter {
        None => Ok(Vec::new()),
        Some(sign_up::Letter::Confirm { email, display_name, locale, token }) => {
            let letter = Letter::SignUpConfirm { display_name: &display_name, token: &token };
            Ok(vec![one(&email, &display_name, locale, &letter, base)?])
        }
        Some(sign_up::Letter::AlreadyThere { email, locale }) => {
            Ok(vec![one(&email, "", locale, &Letter::SignUpAlreadyThere, base)?])
        }
    }
}

async fn employer_decided(db: &Db, system: &System, id: EmployerId, base: &str) -> Result<Vec<Outgoing>, Error> {
    let employer = employers::read::for_system(db, system, id).await?;
    let (name, id_text) = (employer.fields.name.as_str(), id.to_string());
    let reason = employer.refusal_reason.unwrap_or_default();
    let letter = match employer.state {
        EmployerState::Approved => Letter::EmployerApproved { employer: name, id: &id_text },
        EmployerState::Refused => Letter::EmployerRefused { employer: name, id: &id_text, reason: &reason },
        // Changed and waiting again: the next decision writes.
        EmployerState::Waiting | EmployerState::Unverified => return Ok(Vec::new()),
    };
    let to = employers::read::recipients(db, system, id, false).await?;
    all(&to, &letter, base)
}

async fn posting_decided(db: &Db, system: &System, id: PostingId, base: &str) -> Result<Vec<Outgoing>, Error> {
    let posting = postings::read::for_system(db, system, id).await?;
    let (title, id_text) = (posting.content.title.as_str(), id.to_string());
    let letter = match (posting.state, &posting.refusal_reason) {
        (PostingState::Published, _) => Letter::PostingApproved { title, id: &id_text },
        (PostingState::Withdrawn, Some(reason)) => Letter::PostingTakenDown { title, id: &id_text, reason },
        (PostingState::Draft, Some(reason)) => Letter::PostingRefused { title, id: &id_text, reason },
        // It has moved on since: submitted again, closed, expired.
        _ => return Ok(Vec::new()),
    };
    let to = employers::read::recipients(db, system, posting.employer, true).await?;
    all(&to, &letter, base)
}

async fn posting_expiring(db: &Db, system: &System, id: PostingId, base: &str) -> Result<Vec<Outgoing>, Error> {
    let posting = postings::read::for_system(db, system, id).await?;
    if posting.state != PostingState::Published {
        return Ok(Vec::new());
    }
    let letter = Letter::PostingExpiring {
        title: &posting.content.title,
        id: &id.to_string(),
        last_day: posting.content.valid_through,
    };
    let to = employers::read::recipients(db, system, posting.employer, true).await?;
    all(&to, &letter, base)
}

/// New postings for an alert, with the link that mail programs end it by (RFC 8058).
async fn alert(db: &Db, system: &System, id: DeliveryId, base: &str) -> Result<Vec<Outgoing>, Error> {
    let Some(told) = alerts::letter::letter(db, system, id).await? else { return Ok(Vec::new()) };
    let words = alerting::words(db, Text::of(told.to.locale), told.kind, &told.query).await?;
    let letter = Letter::Alert(mails::Alert {
        name: &alerting::title(&told.name, &words),
        postings: &told.postings,
        more: told.more,
        search: &alerting::path(told.kind, &told.query),
        cadence: told.cadence,
        token: &told.token,
    });
    let mut mail = one(&told.to.email, &told.to.display_name, told.to.locale, &letter, base)?;
    mail.headers = vec![
        ("List-Unsubscribe", format!("<{base}/alerts/end/{}>", told.token)),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()),
    ];
    Ok(vec![mail])
}

pub(crate) fn all(to: &[Recipient], letter: &Letter<'_>, base: &str) -> Result<Vec<Outgoing>, Error> {
    to.iter().map(|person| one(&person.email, &person.display_name, person.locale, letter, base)).collect()
}

pub(crate) fn one(email: &str, name: &str, locale: Locale, letter: &Letter<'_>, base: &str) -> Result<Outgoing, Error> {
    let mail = letter
        .write(Text::of(locale), base)
        .map_err(|cause| Error::Internal(anyhow::Error::new(cause).context("writing a mail")))?;
    Ok(Outgoing { to: email.to_owned(), name: name.to_owned(), mail, headers: Vec::new() })
}
