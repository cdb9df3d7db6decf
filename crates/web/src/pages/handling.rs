//! The employer's side of applications: the pipeline, the questions, the steps, the notes, and inviting a candidate.

use crate::extract::{Form, FromPath, Granted, Visitor};
use crate::pages::{frame_of, page, page_number, page_with, parameter, see};
use crate::problem::Reply;
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use magpie_domain::applications::policy::HandleApplication;
use magpie_domain::applications::questions::{self, QuestionInput};
use magpie_domain::applications::values::{ApplicationState, MOST_QUESTIONS, Step, StepInput};
use magpie_domain::applications::{invitations, pipeline, read, write};
use magpie_domain::ids::SeekerId;
use magpie_domain::postings::policy::EditPosting;
use magpie_domain::postings::read as postings;
use magpie_domain::{Error, Grant};
use magpie_terms::Violations;
use magpie_view::pages::handling as views;
use magpie_view::{Flash, Pager};

/// The applications for a posting.
///
/// # Errors
/// `not-found`.
pub async fn list(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<EditPosting>,
) -> Reply {
    let wanted = ApplicationState::from_code(&parameter(&request, "state"));
    let number = page_number(&request);
    let posting = postings::for_edit(&state.db, &grant).await?;
    let counts = pipeline::counts(&state.db, &grant).await?;
    let (rows, total) = pipeline::received(&state.db, &grant, wanted, number).await?;
    let invitations = invitations::of_posting(&state.db, &grant).await?;
    let query = wanted.map(|state| format!("state={state}")).unwrap_or_default();
    let path = format!("/my-postings/{}/applications", grant.subject());
    let view = views::Pipeline {
        frame: frame_of(&visitor, &request),
        posting: &posting,
        counts: &counts,
        state: wanted,
        rows: &rows,
        invitations: &invitations,
        pager: Pager::new(&path, &query, number, pipeline::PAGE, total),
    };
    page(&request, &view)
}

/// The questions of a posting, to be changed.
///
/// # Errors
/// `not-found`.
pub async fn questions_form(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<EditPosting>,
) -> Reply {
    let asked = questions::of_posting(&state.db, &grant).await?;
    let asked: Vec<QuestionInput> = asked.iter().map(|question| question.content.to_input()).collect();
    show_questions(&state, &request, &visitor, &grant, &asked, &Violations::default()).await
}

async fn show_questions(
    state: &State,
    request: &HttpRequest,
    visitor: &Visitor,
    grant: &Grant<EditPosting>,
    questions: &[QuestionInput],
    violations: &Violations,
) -> Reply {
    let posting = postings::for_edit(&state.db, grant).await?;
    let frame = frame_of(visitor, request);
    let status = if violations.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(request, status, &views::Questions { frame, posting: &posting, questions, violations })
}

/// Changes the questions of a posting. A place without a question is left out.
///
/// # Errors
/// `not-found`; what is wrong with a field is told on the form.
pub async fn save_questions(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<EditPosting>,
    form: Form,
) -> Reply {
    let (sent, unknown) = questions_of(&form);
    match unknown.finish(Some(())).and_then(|()| questions::parse(&sent)) {
        Ok(wanted) => {
            questions::replace(&state.db, &grant, &wanted).await?;
            see(&format!("/my-postings/{}/questions", grant.subject()), Some(Flash::QuestionsSaved))
        }
        Err(violations) => show_questions(&state, &request, &visitor, &grant, &sent, &violations).await,
    }
}

fn questions_of(form: &Form) -> (Vec<QuestionInput>, Violations) {
    let mut places: Vec<QuestionInput> = vec![QuestionInput::default(); MOST_QUESTIONS];
    let mut violations = Violations::default();
    for (name, value) in &form.0 {
        let known = name.split_once('-').and_then(|(field, at)| {
            let place = places.get_mut(at.parse::<usize>().ok()?)?;
            match field {
                "question" => value.clone_into(&mut place.question),
                "kind" => value.clone_into(&mut place.kind),
                "options" => place.options = value.lines().map(|line| line.trim().to_owned()).collect(),
                "required" => place.required = value == "yes",
                _ => return None,
            }
            Some(())
        });
        if known.is_none() {
            let name = magpie_terms::text::shortened(name, 40);
            violations.add_with("form", "unknown_field", vec![("value", name)]);
        }
    }
    places.retain(|place| !place.question.trim().is_empty());
    for place in &mut places {
        place.options.retain(|option| !option.is_empty());
    }
    (places, violations)
}

/// An application. Opening it is seen by the seeker.
///
/// # Errors
/// `not-found`.
pub async fn show(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<HandleApplication>,
) -> Reply {
    write::open(&state.db, &grant).await?;
    show_handled(&state, &request, &visitor, &grant, &Sent::default()).await
}

/// What was sent by one of the forms of the page, and what is wrong with it.
#[derive(Default)]
struct Sent {
    form: &'static str,
    step: StepInput,
    note: String,
    violations: Violations,
}

async fn show_handled(
    state: &State,
    request: &HttpRequest,
    visitor: &Visitor,
    grant: &Grant<HandleApplication>,
    sent: &Sent,
) -> Reply {
    let application = read::handled(&state.db, grant).await?;
    let view = views::Handle {
        frame: frame_of(visitor, request),
        application: &application,
        step: &sent.step,
        note: &sent.note,
        at_fault: sent.form,
        violations: &sent.violations,
    };
    let status = if sent.violations.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(request, status, &view)
}

/// Takes a step.
///
/// # Errors
/// `application-state-wrong`, `application-changed-meanwhile`; what is wrong with a field is told on the page.
pub async fn advance(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<HandleApplication>,
    form: Form,
) -> Reply {
    let step: StepInput = form.parse(&[])?;
    let taken = match Step::parse(&step) {
        Ok(parsed) => write::advance(&state.db, &grant, &parsed).await,
        Err(violations) => Err(violations.into()),
    };
    match taken {
        Ok(()) => see(&format!("/handled/{}", grant.subject()), Some(Flash::ApplicationMoved)),
        Err(Error::Invalid(violations)) => {
            let form = if step.to == ApplicationState::Refused.code() { "refuse" } else { "step" };
            let sent = Sent { form, step, violations, ..Sent::default() };
            show_handled(&state, &request, &visitor, &grant, &sent).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Adds a note that only members read.
///
/// # Errors
/// `not-found`; what is wrong with the note is told on the page.
pub async fn note(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<HandleApplication>,
    form: Form,
) -> Reply {
    let note = form.get("note").to_owned();
    match write::add_note(&state.db, &grant, &note).await {
        Ok(()) => see(&format!("/handled/{}", grant.subject()), Some(Flash::ApplicationNoted)),
        Err(Error::Invalid(violations)) => {
            let sent = Sent { form: "note", note, violations, ..Sent::default() };
            show_handled(&state, &request, &visitor, &grant, &sent).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The form to invite a candidate.
///
/// # Errors
/// `not-found` where the person does not let this employer.
pub async fn invite_form(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<EditPosting>,
) -> Reply {
    show_invite(&state, &request, &visitor, &grant, "", &Violations::default()).await
}

async fn show_invite(
    state: &State,
    request: &HttpRequest,
    visitor: &Visitor,
    grant: &Grant<EditPosting>,
    message: &str,
    violations: &Violations,
) -> Reply {
    let posting = postings::for_edit(&state.db, grant).await?;
    let candidate = invitations::candidate(&state.db, grant, SeekerId::from_path(request)?).await?;
    let frame = frame_of(visitor, request);
    let view = views::Invite { frame, posting: &posting, candidate: &candidate, message, violations };
    let status = if violations.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(request, status, &view)
}

/// Invites a candidate.
///
/// # Errors
/// Those of [`invitations::invite`] but for the message, of which is told on the form.
pub async fn invite(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<EditPosting>,
    form: Form,
) -> Reply {
    let message = form.get("message");
    match invitations::invite(&state.db, &grant, SeekerId::from_path(&request)?, message).await {
        Ok(_) => see(&format!("/my-postings/{}/applications", grant.subject()), Some(Flash::CandidateInvited)),
        Err(Error::Invalid(violations)) => show_invite(&state, &request, &visitor, &grant, message, &violations).await,
        Err(error) => Err(error.into()),
    }
}
