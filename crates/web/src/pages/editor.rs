//! Writing a posting, and moving it through its states.

use crate::extract::{Form, Granted, Visitor};
use crate::pages::{frame_of, page, page_with, see};
use crate::problem::{self, Reply};
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use magpie_domain::Error;
use magpie_domain::employers;
use magpie_domain::employers::policy::ActForEmployer;
use magpie_domain::postings::policy::EditPosting;
use magpie_domain::postings::values::PostingState;
use magpie_domain::postings::{read, write};
use magpie_terms::{PostingContent, PostingInput, Violations, text};
use magpie_view::Flash;
use magpie_view::pages::console as views;

/// The form for a new posting, filled in with what most need.
///
/// # Errors
/// `Internal`.
pub async fn new_form(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ActForEmployer>,
) -> Reply {
    let employer = employers::read::own(&state.db, &grant).await?;
    let fields = PostingInput {
        headcount: "1".to_owned(),
        pay_kind: "range".to_owned(),
        pay_period: "month".to_owned(),
        pay_months: "12".to_owned(),
        education: "none".to_owned(),
        employment_type: "full_time".to_owned(),
        district: if employer.fields.district.is_empty() {
            "110108".to_owned()
        } else {
            employer.fields.district.clone()
        },
        address: employer.fields.address.clone(),
        valid_through: state.db.now().day().plus_days(write::RENEWED_DAYS).to_string(),
        ..PostingInput::default()
    };
    let frame = frame_of(&visitor, &request);
    let view = views::Editor {
        frame,
        employer: employer.id,
        employer_name: &employer.fields.name,
        posting: None,
        fields: &fields,
        violations: &Violations::default(),
    };
    page(&request, &view)
}

/// Writes a draft.
///
/// # Errors
/// Only internal ones: what is wrong is told on the form.
pub async fn create(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ActForEmployer>,
    form: Form,
) -> Reply {
    let (input, unknown) = fields(&form)?;
    match parsed(&input, unknown, &state) {
        Ok(content) => {
            let id = write::create(&state.db, &grant, &content).await?;
            see(&format!("/my-postings/{id}"), Some(Flash::Saved))
        }
        Err(violations) => {
            let employer = employers::read::own(&state.db, &grant).await?;
            let frame = frame_of(&visitor, &request);
            let view = views::Editor {
                frame,
                employer: employer.id,
                employer_name: &employer.fields.name,
                posting: None,
                fields: &input,
                violations: &violations,
            };
            page_with(&request, StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
    }
}

/// The fields of the form, and the faults of fields that there are not, told together with the rest.
fn fields(form: &Form) -> Result<(PostingInput, Violations), problem::Problem> {
    match form.parse::<PostingInput>(&["version"]) {
        Ok(input) => Ok((input, Violations::default())),
        Err(Error::Invalid(violations)) => {
            let known: Vec<(String, String)> =
                form.0.iter().filter(|(name, _)| !faulty(&violations, name)).cloned().collect();
            let input = Form(known).parse::<PostingInput>(&["version"]).unwrap_or_default();
            Ok((input, violations))
        }
        Err(error) => Err(error.into()),
    }
}

fn faulty(violations: &Violations, name: &str) -> bool {
    violations
        .0
        .iter()
        .any(|violation| violation.field == name || violation.args.iter().any(|(_, value)| value == name))
}

fn parsed(input: &PostingInput, mut violations: Violations, state: &State) -> Result<PostingContent, Violations> {
    let content = violations.take(PostingContent::parse(input, state.db.now().day()));
    violations.finish(content)
}

/// A posting with what can be done to it now.
///
/// # Errors
/// `not-found`.
pub async fn manage(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<EditPosting>,
) -> Reply {
    let posting = read::for_edit(&state.db, &grant).await?;
    let frame = frame_of(&visitor, &request);
    page(&request, &views::Manage { frame, posting: &posting })
}

/// The form for a posting that there is.
///
/// # Errors
/// `not-found`.
pub async fn edit_form(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<EditPosting>,
) -> Reply {
    let posting = read::for_edit(&state.db, &grant).await?;
    let fields = posting.fields();
    let frame = frame_of(&visitor, &request);
    let view = views::Editor {
        frame,
        employer: posting.employer,
        employer_name: &posting.employer_name,
        posting: Some((posting.id, posting.version)),
        fields: &fields,
        violations: &Violations::default(),
    };
    page(&request, &view)
}

/// Changes a posting.
///
/// # Errors
/// `posting-changed-meanwhile`, `posting-state-wrong`; what is wrong with a field is told on the form.
pub async fn edit(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<EditPosting>,
    form: Form,
) -> Reply {
    let (input, mut unknown) = fields(&form)?;
    let version = unknown.keep("version", text::whole_number(form.get("version"), 1, i64::MAX)).unwrap_or_default();
    match parsed(&input, unknown, &state) {
        Ok(content) => {
            write::edit(&state.db, &grant, &content, version).await?;
            see(&format!("/my-postings/{}", grant.subject()), Some(Flash::Saved))
        }
        Err(violations) => {
            let posting = read::for_edit(&state.db, &grant).await?;
            let frame = frame_of(&visitor, &request);
            let view = views::Editor {
                frame,
                employer: posting.employer,
                employer_name: &posting.employer_name,
                posting: Some((posting.id, version)),
                fields: &input,
                violations: &violations,
            };
            page_with(&request, StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
    }
}

/// Asks for publication.
///
/// # Errors
/// `posting-state-wrong`, `employer-not-approved`.
pub async fn publish(state: Data<State>, Granted(grant): Granted<EditPosting>) -> Reply {
    let reached = write::publish(&state.db, &grant).await?;
    let flash = if reached == PostingState::Published { Flash::Published } else { Flash::InReview };
    see(&format!("/my-postings/{}", grant.subject()), Some(flash))
}

/// Closes a posting: the places are filled.
///
/// # Errors
/// `posting-state-wrong`.
pub async fn close(state: Data<State>, Granted(grant): Granted<EditPosting>) -> Reply {
    write::close(&state.db, &grant).await?;
    see(&format!("/my-postings/{}", grant.subject()), Some(Flash::Closed))
}

/// Withdraws a posting.
///
/// # Errors
/// `posting-state-wrong`.
pub async fn withdraw(state: Data<State>, Granted(grant): Granted<EditPosting>) -> Reply {
    write::withdraw(&state.db, &grant).await?;
    see(&format!("/my-postings/{}", grant.subject()), Some(Flash::Withdrawn))
}

/// Renews a posting for thirty days.
///
/// # Errors
/// `posting-state-wrong`.
pub async fn renew(state: Data<State>, Granted(grant): Granted<EditPosting>) -> Reply {
    write::renew(&state.db, &grant).await?;
    see(&format!("/my-postings/{}", grant.subject()), Some(Flash::Renewed))
}

/// Makes an ended posting a draft again.
///
/// # Errors
/// `posting-state-wrong`.
pub async fn reopen(state: Data<State>, Granted(grant): Granted<EditPosting>) -> Reply {
    write::reopen(&state.db, &grant).await?;
    see(&format!("/my-postings/{}", grant.subject()), Some(Flash::Reopened))
}

/// Deletes a draft.
///
/// # Errors
/// `posting-state-wrong`.
pub async fn discard(state: Data<State>, Granted(grant): Granted<EditPosting>) -> Reply {
    let employer = read::for_edit(&state.db, &grant).await?.employer;
    write::discard(&state.db, &grant).await?;
    see(&format!("/console/{employer}"), Some(Flash::Discarded))
}
