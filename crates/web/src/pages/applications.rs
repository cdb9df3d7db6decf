//! Applying, following, withdrawing, and answering invitations: the seeker's side, and the adviser's on behalf.

use crate::extract::{Form, FromPath, Granted, Visitor};
use crate::pages::{frame_of, page, page_number, page_with, see};
use crate::problem::Reply;
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use magpie_domain::accounts::policy::OwnAccount;
use magpie_domain::applications::policy::{AnswerInvitation, FollowApplication};
use magpie_domain::applications::values::ApplicationState;
use magpie_domain::applications::write::{self, ApplyInput};
use magpie_domain::applications::{invitations, public, read};
use magpie_domain::ids::{PostingId, SeekerId};
use magpie_domain::postings;
use magpie_domain::seekers;
use magpie_domain::seekers::policy::ActForSeeker;
use magpie_domain::{Actor, Code, Error, Grant};
use magpie_terms::Violations;
use magpie_view::pages::applications as views;
use magpie_view::{Flash, Pager};

/// The form, for the person; who has no profile writes one first.
///
/// # Errors
/// `not-found`, `posting-not-open`, `employer-takes-none`.
pub async fn form(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(own): Granted<OwnAccount>,
) -> Reply {
    let posting = PostingId::from_path(&request)?;
    public::takes_applications(&state.db, posting).await?;
    let Some(seeker) = seekers::read::own_id(&state.db, own.actor()).await? else {
        return see("/profile", Some(Flash::ProfileFirst));
    };
    let grant = Grant::ask(&state.db, own.actor(), seeker).await?;
    show_form(&state, &request, &visitor, &grant, &ApplyInput::default(), &Violations::default()).await
}

/// Applies as the person.
///
/// # Errors
/// Those of [`write::apply`] but for fields at fault, which are told on the form.
pub async fn apply(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(own): Granted<OwnAccount>,
    sent: Form,
) -> Reply {
    let Some(seeker) = seekers::read::own_id(&state.db, own.actor()).await? else {
        return see("/profile", Some(Flash::ProfileFirst));
    };
    let grant = Grant::ask(&state.db, own.actor(), seeker).await?;
    take_form(&state, &request, &visitor, &grant, &sent).await
}

/// The form, on behalf.
///
/// # Errors
/// As [`form`].
pub async fn form_on_behalf(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ActForSeeker>,
) -> Reply {
    public::takes_applications(&state.db, PostingId::from_path(&request)?).await?;
    show_form(&state, &request, &visitor, &grant, &ApplyInput::default(), &Violations::default()).await
}

/// Applies on behalf.
///
/// # Errors
/// As [`apply`].
pub async fn apply_on_behalf(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ActForSeeker>,
    sent: Form,
) -> Reply {
    take_form(&state, &request, &visitor, &grant, &sent).await
}

async fn take_form(
    state: &State,
    request: &HttpRequest,
    visitor: &Visitor,
    grant: &Grant<ActForSeeker>,
    sent: &Form,
) -> Reply {
    let posting = PostingId::from_path(request)?;
    let (input, unknown) = input(sent);
    let applied = match unknown.finish(Some(())) {
        Ok(()) => write::apply(&state.db, grant, posting, &input).await,
        Err(violations) => Err(violations.into()),
    };
    match applied {
        Ok(id) => see(&format!("/applications/{id}"), Some(Flash::Applied)),
        Err(Error::Invalid(violations)) => show_form(state, request, visitor, grant, &input, &violations).await,
        Err(error) => Err(error.into()),
    }
}

/// The fields of the form, and the faults of those that there are not.
fn input(form: &Form) -> (ApplyInput, Violations) {
    let mut input = ApplyInput::default();
    let mut violations = Violations::default();
    for (name, value) in &form.0 {
        match name.strip_prefix("answer-") {
            Some(question) => {
                input.answers.insert(question.to_owned(), value.clone());
            }
            None if name == "message" => value.clone_into(&mut input.message),
            None => {
                let name = magpie_terms::text::shortened(name, 40);
                violations.add_with("form", "unknown_field", vec![("value", name)]);
            }
        }
    }
    (input, violations)
}

async fn show_form(
    state: &State,
    request: &HttpRequest,
    visitor: &Visitor,
    grant: &Grant<ActForSeeker>,
    input: &ApplyInput,
    violations: &Violations,
) -> Reply {
    let id = PostingId::from_path(request)?;
    if let Some((sent, reached)) = read::sent_for(&state.db, grant, id).await?
        && reached != ApplicationState::Withdrawn
    {
        return see(&format!("/applications/{sent}"), None);
    }
    let questions = public::questions(&state.db, id).await?;
    let posting = postings::public::cards(&state.db, &[id]).await?.pop().ok_or(Code::PostingNotOpen)?;
    let person = read::applicant(&state.db, grant).await?;
    let own = is_own(state, grant.actor(), *grant.subject()).await?;
    let action = request.path().to_owned();
    let view = views::Apply {
        frame: frame_of(visitor, request),
        posting: &posting,
        person: &person,
        action: &action,
        on_behalf: !own,
        questions: &questions,
        input,
        violations,
    };
    let status = if violations.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(request, status, &view)
}

async fn is_own(state: &State, actor: &Actor, seeker: SeekerId) -> Result<bool, Error> {
    Ok(seekers::read::own_id(&state.db, actor).await? == Some(seeker))
}

/// Leads to the account's own applications.
///
/// # Errors
/// `Internal`.
pub async fn own(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<OwnAccount>,
) -> Reply {
    match seekers::read::own_id(&state.db, grant.actor()).await? {
        Some(seeker) => see(&format!("/seekers/{seeker}/applications"), None),
        None => page(&request, &views::NoProfile { frame: frame_of(&visitor, &request) }),
    }
}

/// The applications of a person, and the invitations.
///
/// # Errors
/// `Internal`.
pub async fn list(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ActForSeeker>,
) -> Reply {
    let number = page_number(&request);
    let (sent, total) = read::sent(&state.db, &grant, number).await?;
    let invitations = invitations::of_seeker(&state.db, &grant).await?;
    let person = read::applicant(&state.db, &grant).await?;
    let own = is_own(&state, grant.actor(), *grant.subject()).await?;
    let path = format!("/seekers/{}/applications", grant.subject());
    let view = views::List {
        frame: frame_of(&visitor, &request),
        seeker: *grant.subject(),
        on_behalf_of: (!own).then_some(person.name.as_str()),
        invitations: &invitations,
        sent: &sent,
        pager: Pager::new(&path, "", number, read::PAGE, total),
    };
    page(&request, &view)
}

/// An application with its history.
///
/// # Errors
/// `not-found`.
pub async fn show(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<FollowApplication>,
) -> Reply {
    let application = read::followed(&state.db, &grant).await?;
    let own = is_own(&state, grant.actor(), application.seeker).await?;
    page(&request, &views::Show { frame: frame_of(&visitor, &request), application: &application, own })
}

/// Withdraws an application.
///
/// # Errors
/// `application-state-wrong`.
pub async fn withdraw(state: Data<State>, Granted(grant): Granted<FollowApplication>) -> Reply {
    write::withdraw(&state.db, &grant).await?;
    see(&format!("/applications/{}", grant.subject()), Some(Flash::ApplicationWithdrawn))
}

/// Accepts an invitation, and goes on to the form.
///
/// # Errors
/// `candidate-invitation-not-open`.
pub async fn accept(state: Data<State>, Granted(grant): Granted<AnswerInvitation>) -> Reply {
    let (seeker, posting) = invitations::accept(&state.db, &grant).await?;
    let path = match is_own(&state, grant.actor(), seeker).await? {
        true => format!("/postings/{posting}/apply"),
        false => format!("/seekers/{seeker}/apply/{posting}"),
    };
    see(&path, Some(Flash::CandidateAccepted))
}

/// Declines an invitation.
///
/// # Errors
/// `candidate-invitation-not-open`.
pub async fn decline(state: Data<State>, Granted(grant): Granted<AnswerInvitation>) -> Reply {
    let (seeker, _) = invitations::decline(&state.db, &grant).await?;
    see(&format!("/seekers/{seeker}/applications"), Some(Flash::CandidateDeclined))
}
