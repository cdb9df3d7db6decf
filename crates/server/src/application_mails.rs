//! The mails about applications and invitations.
//!
//! Rule: as of all mails, what they say is read when they are written. A mail to the employer goes to its members; one
//! to the seeker to the person or, where there is no account, to the adviser who keeps the profile.

use crate::mails::{Outgoing, all, one};
use magpie_domain::accounts::read::Recipient;
use magpie_domain::applications::letters::{self, Letter as Facts};
use magpie_domain::applications::values::{ApplicationState, InvitationState};
use magpie_domain::employers;
use magpie_domain::ids::{ApplicationId, CandidateInvitationId, EmployerId};
use magpie_domain::{Db, Error, System};
use magpie_view::mails::{About, Letter};
use magpie_view::text::Text;

type Mails = Result<Vec<Outgoing>, Error>;

/// Somebody applied.
pub(crate) async fn received(db: &Db, system: &System, id: ApplicationId, base: &str) -> Mails {
    let facts = letters::of_application(db, system, id).await?;
    // Withdrawn again before the mail went out: that mail says it.
    if facts.state == ApplicationState::Withdrawn {
        return Ok(Vec::new());
    }
    to_members(db, system, facts.employer, base, &about(&facts, "application-received", &format!("/handled/{id}")))
        .await
}

/// The employer took a step.
pub(crate) async fn moved(db: &Db, system: &System, id: ApplicationId, base: &str) -> Mails {
    let facts = letters::of_application(db, system, id).await?;
    let key = match facts.state {
        ApplicationState::Shortlisted => "application-shortlisted",
        ApplicationState::Interview => "application-interview",
        ApplicationState::Offer => "application-offer",
        ApplicationState::Hired => "application-hired",
        ApplicationState::Refused => "application-refused",
        ApplicationState::Applied | ApplicationState::Seen | ApplicationState::Withdrawn => return Ok(Vec::new()),
    };
    let Some(to) = &facts.to_seeker else { return Ok(Vec::new()) };
    let path = format!("/applications/{id}");
    let reason = facts.reason.map(|reason| Text::of(to.locale).refusal_reason(reason)).unwrap_or_default();
    let about = About { reason: &reason, word: &facts.note, ..about(&facts, key, &path) };
    to_seeker(to, base, &about)
}

/// The seeker withdrew.
pub(crate) async fn withdrawn(db: &Db, system: &System, id: ApplicationId, base: &str) -> Mails {
    let facts = letters::of_application(db, system, id).await?;
    if facts.state != ApplicationState::Withdrawn {
        return Ok(Vec::new());
    }
    to_members(db, system, facts.employer, base, &about(&facts, "application-withdrawn", &format!("/handled/{id}")))
        .await
}

/// An application waits, or is left over of a posting that has ended.
pub(crate) async fn unanswered(db: &Db, system: &System, id: ApplicationId, base: &str) -> Mails {
    let facts = letters::of_application(db, system, id).await?;
    let key = match (facts.state.is_open(), facts.posting_ended) {
        (true, true) => "application-ended",
        (true, false) if facts.state.waits_for_answer() => "application-unanswered",
        // Answered in between.
        _ => return Ok(Vec::new()),
    };
    to_members(db, system, facts.employer, base, &about(&facts, key, &format!("/handled/{id}"))).await
}

/// An employer would like an application.
pub(crate) async fn invited(db: &Db, system: &System, id: CandidateInvitationId, base: &str) -> Mails {
    let facts = letters::of_invitation(db, system, id).await?;
    let Some(to) = &facts.to_seeker else { return Ok(Vec::new()) };
    if facts.state != InvitationState::Open {
        return Ok(Vec::new());
    }
    let path = format!("/seekers/{}/applications", facts.seeker);
    let about = About {
        key: "candidate-invited",
        title: &facts.title,
        employer: &facts.employer_name,
        person: &facts.masked_name,
        path: &path,
        word: &facts.message,
        ..About::default()
    };
    to_seeker(to, base, &about)
}

/// The seeker answered an invitation.
pub(crate) async fn answered(db: &Db, system: &System, id: CandidateInvitationId, base: &str) -> Mails {
    let facts = letters::of_invitation(db, system, id).await?;
    let key = match facts.state {
        InvitationState::Accepted => "candidate-accepted",
        InvitationState::Declined => "candidate-declined",
        InvitationState::Open | InvitationState::Expired => return Ok(Vec::new()),
    };
    let path = format!("/my-postings/{}/applications", facts.posting);
    let about = About {
        key,
        title: &facts.title,
        employer: &facts.employer_name,
        person: &facts.masked_name,
        path: &path,
        ..About::default()
    };
    to_members(db, system, facts.employer, base, &about).await
}

fn about<'a>(facts: &'a Facts, key: &'static str, path: &'a str) -> About<'a> {
    About {
        key,
        title: &facts.title,
        employer: &facts.employer_name,
        person: &facts.shown_name,
        path,
        days: facts.waiting_days,
        ..About::default()
    }
}

async fn to_members(db: &Db, system: &System, employer: EmployerId, base: &str, about: &About<'_>) -> Mails {
    let to = employers::read::recipients(db, system, employer, true).await?;
    all(&to, &Letter::Application(*about), base)
}

fn to_seeker(to: &Recipient, base: &str, about: &About<'_>) -> Mails {
    Ok(vec![one(&to.email, &to.display_name, to.locale, &Letter::Application(*about), base)?])
}
