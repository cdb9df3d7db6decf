//! The organizers' queue: employers, postings and imports that wait for a decision.

use crate::extract::{Form, Granted, Visitor};
use crate::pages::{frame_of, page, page_number, page_with, parameter, see};
use crate::problem::Reply;
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use magpie_domain::employers::policy::{ReviewEmployer, SeeReviewQueue};
use magpie_domain::employers::values::EmployerState;
use magpie_domain::postings::policy::ReviewPosting;
use magpie_domain::{Error, Grant, employers, imports, postings};
use magpie_terms::{Moment, Violations, text};
use magpie_view::Flash;
use magpie_view::Pager;
use magpie_view::pages::review as views;

/// What waits.
///
/// # Errors
/// `Internal`.
pub async fn queue(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<SeeReviewQueue>,
) -> Reply {
    let tab = views::QueueTab::from_code(&parameter(&request, "tab"));
    let number = page_number(&request);
    let of = |wanted| if tab == wanted { number } else { 1 };
    let waiting = EmployerState::Waiting;
    let (employers, employers_total) =
        employers::read::queue(&state.db, &grant, waiting, of(views::QueueTab::Employers)).await?;
    let (rows, postings_total) = postings::read::queue(&state.db, &grant, of(views::QueueTab::Postings)).await?;
    let batches = imports::read::queue(&state.db, &grant).await?;
    let frame = frame_of(&visitor, &request);
    let (size, total) = match tab {
        views::QueueTab::Employers => (employers::read::QUEUE, employers_total),
        views::QueueTab::Postings => (postings::read::PAGE, postings_total),
        views::QueueTab::Batches => (imports::read::PAGE, batches.len() as u64),
    };
    let view = views::Queue {
        frame,
        tab,
        employers: &employers,
        employers_total,
        postings: &rows,
        postings_total,
        batches: &batches,
        pager: Pager::new("/review", &format!("tab={}", tab.code()), number, size, total),
    };
    page(&request, &view)
}

/// An employer to decide on.
///
/// # Errors
/// `not-found`.
pub async fn employer(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ReviewEmployer>,
) -> Reply {
    employer_shown(&state, &request, &visitor, &grant, "", &Violations::default()).await
}

async fn employer_shown(
    state: &State,
    request: &HttpRequest,
    visitor: &Visitor,
    grant: &Grant<ReviewEmployer>,
    reason: &str,
    violations: &Violations,
) -> Reply {
    let employer = employers::read::for_review(&state.db, grant).await?;
    let frame = frame_of(visitor, request);
    let view = views::EmployerReview { frame, employer: &employer, reason, violations };
    page_with(request, status_of(violations), &view)
}

fn status_of(violations: &Violations) -> StatusCode {
    if violations.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// Approves an employer as the organizer read it: what was changed in between is read first.
///
/// # Errors
/// `employer-not-waiting`, also where the registration was changed meanwhile.
pub async fn approve_employer(state: Data<State>, Granted(grant): Granted<ReviewEmployer>, form: Form) -> Reply {
    let mut violations = Violations::default();
    let read = violations.keep("updated_at", text::whole_number(form.get("updated_at"), 0, i64::MAX));
    employers::write::approve_as_read(&state.db, &grant, Moment(violations.finish(read)?)).await?;
    see("/review", Some(Flash::EmployerApproved))
}

/// Refuses an employer with a reason.
///
/// # Errors
/// `employer-not-waiting`; a missing reason is told on the page.
pub async fn refuse_employer(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ReviewEmployer>,
    form: Form,
) -> Reply {
    let reason = form.get("reason");
    match employers::write::refuse(&state.db, &grant, reason).await {
        Ok(()) => see("/review", Some(Flash::EmployerRefused)),
        Err(Error::Invalid(violations)) => {
            employer_shown(&state, &request, &visitor, &grant, reason, &violations).await
        }
        Err(error) => Err(error.into()),
    }
}

/// A posting to decide on.
///
/// # Errors
/// `not-found`.
pub async fn posting(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ReviewPosting>,
) -> Reply {
    posting_shown(&state, &request, &visitor, &grant, "", &Violations::default()).await
}

async fn posting_shown(
    state: &State,
    request: &HttpRequest,
    visitor: &Visitor,
    grant: &Grant<ReviewPosting>,
    reason: &str,
    violations: &Violations,
) -> Reply {
    let posting = postings::read::for_review(&state.db, grant).await?;
    let frame = frame_of(visitor, request);
    let view = views::PostingReview { frame, posting: &posting, reason, violations };
    page_with(request, status_of(violations), &view)
}

/// Approves a posting in the version that the organizer read.
///
/// # Errors
/// `posting-state-wrong`, `posting-changed-meanwhile`, `employer-not-approved`.
pub async fn approve_posting(state: Data<State>, Granted(grant): Granted<ReviewPosting>, form: Form) -> Reply {
    let mut violations = Violations::default();
    let read = violations.keep("version", text::whole_number(form.get("version"), 0, i64::MAX));
    postings::write::approve_version(&state.db, &grant, violations.finish(read)?).await?;
    see("/review?tab=postings", Some(Flash::PostingApproved))
}

/// Refuses a posting with a reason.
///
/// # Errors
/// `posting-state-wrong`; a missing reason is told on the page.
pub async fn refuse_posting(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ReviewPosting>,
    form: Form,
) -> Reply {
    let reason = form.get("reason");
    match postings::write::refuse(&state.db, &grant, reason).await {
        Ok(()) => see("/review", Some(Flash::PostingRefused)),
        Err(Error::Invalid(violations)) => posting_shown(&state, &request, &visitor, &grant, reason, &violations).await,
        Err(error) => Err(error.into()),
    }
}

/// Takes a public posting down with a reason.
///
/// # Errors
/// `posting-state-wrong`; a missing reason is told on the page.
pub async fn take_down(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ReviewPosting>,
    form: Form,
) -> Reply {
    let reason = form.get("reason");
    match postings::write::take_down(&state.db, &grant, reason).await {
        Ok(()) => see("/review", Some(Flash::TakenDown)),
        Err(Error::Invalid(violations)) => posting_shown(&state, &request, &visitor, &grant, reason, &violations).await,
        Err(error) => Err(error.into()),
    }
}
