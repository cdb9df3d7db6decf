//! The employer's console: its postings, its registration.

use crate::extract::{Form, Granted, Visitor};
use crate::pages::{frame_of, page, page_number, page_with, parameter, see};
use crate::problem::{self, Reply};
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use magpie_domain::accounts::policy::OwnAccount;
use magpie_domain::applications::pipeline;
use magpie_domain::employers::policy::{ActForEmployer, ManageEmployer};
use magpie_domain::employers::{read, write};
use magpie_domain::postings;
use magpie_domain::postings::values::PostingState;
use magpie_domain::{Code, Error, Grant};
use magpie_terms::{EmployerContent, EmployerInput, Violations};
use magpie_view::Flash;
use magpie_view::Pager;
use magpie_view::pages::console as views;

/// The employers that the account acts for. With one, it leads to it.
///
/// # Errors
/// `Internal`.
pub async fn home(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<OwnAccount>,
) -> Reply {
    let memberships = read::memberships(&state.db, &grant).await?;
    if let [only] = memberships.as_slice() {
        return see(&format!("/console/{}", only.employer), None);
    }
    let mut waiting = Vec::with_capacity(memberships.len());
    for membership in &memberships {
        let own = Grant::<ActForEmployer>::ask(&state.db, grant.actor(), membership.employer).await?;
        let by_posting = pipeline::waiting(&state.db, &own).await?;
        waiting.push(by_posting.into_values().fold(pipeline::Waiting::default(), |sum, one| sum + one));
    }
    let frame = frame_of(&visitor, &request);
    page(&request, &views::Console { frame, memberships: &memberships, waiting: &waiting })
}

/// The form to register an employer.
///
/// # Errors
/// `Internal`.
pub async fn register_form(request: HttpRequest, visitor: Visitor, _: Granted<OwnAccount>) -> Reply {
    let frame = frame_of(&visitor, &request);
    let fields =
        EmployerInput { contact_email: email_of(&visitor), district: "110108".to_owned(), ..EmployerInput::default() };
    page(&request, &views::Register { frame, fields: &fields, violations: &Violations::default() })
}

fn email_of(visitor: &Visitor) -> String {
    visitor.actor.as_ref().map_or_else(String::new, |actor| actor.email().to_owned())
}

/// Registers an employer.
///
/// # Errors
/// Only internal ones: what is wrong is told on the form.
pub async fn register(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<OwnAccount>,
    form: Form,
) -> Reply {
    let input: EmployerInput = form.parse(&[])?;
    let result = match EmployerContent::parse(&input) {
        Ok(content) => write::register(&state.db, &grant, content).await,
        Err(violations) => Err(violations.into()),
    };
    match result {
        Ok(id) => see(&format!("/console/{id}"), Some(Flash::EmployerRegistered)),
        Err(error) => {
            let violations = field_violations(error)?;
            let frame = frame_of(&visitor, &request);
            let view = views::Register { frame, fields: &input, violations: &violations };
            page_with(&request, StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
    }
}

/// Violations of a form; a code that is taken is the fault of its field.
fn field_violations(error: Error) -> Result<Violations, problem::Problem> {
    match error {
        Error::Invalid(violations) => Ok(violations),
        Error::Rule(Code::CreditCodeTaken) => {
            let mut violations = Violations::default();
            violations.add("credit_code", "credit_code_taken");
            Ok(violations)
        }
        error => Err(error.into()),
    }
}

/// The postings of an employer.
///
/// # Errors
/// `Internal`.
pub async fn postings(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ActForEmployer>,
) -> Reply {
    let wanted = PostingState::from_code(&parameter(&request, "state"));
    let number = page_number(&request);
    let employer = read::own(&state.db, &grant).await?;
    let counts = postings::read::own_counts(&state.db, &grant).await?;
    let (rows, total) = postings::read::own(&state.db, &grant, wanted, number).await?;
    let frame = frame_of(&visitor, &request);
    let query = wanted.map(|state| format!("state={state}")).unwrap_or_default();
    let view = views::Postings {
        frame,
        employer: &employer,
        counts: &counts,
        rows: &rows,
        state: wanted,
        waiting: &pipeline::waiting(&state.db, &grant).await?,
        pager: Pager::new(&format!("/console/{}", grant.subject()), &query, number, postings::read::PAGE, total),
    };
    page(&request, &view)
}

/// The registration, to be changed.
///
/// # Errors
/// `Internal`.
pub async fn edit_form(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ManageEmployer>,
) -> Reply {
    let own = Grant::<ActForEmployer>::ask(&state.db, grant.actor(), *grant.subject()).await?;
    let employer = read::own(&state.db, &own).await?;
    let frame = frame_of(&visitor, &request);
    let view = views::EditEmployer {
        frame,
        employer: &employer,
        fields: &employer.fields,
        violations: &Violations::default(),
    };
    page(&request, &view)
}

/// Changes the registration.
///
/// # Errors
/// Only internal ones: what is wrong is told on the form.
pub async fn edit(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ManageEmployer>,
    form: Form,
) -> Reply {
    let input: EmployerInput = form.parse(&[])?;
    let result = match EmployerContent::parse(&input) {
        Ok(content) => write::edit(&state.db, &grant, content).await,
        Err(violations) => Err(violations.into()),
    };
    match result {
        Ok(()) => see(&format!("/console/{}", grant.subject()), Some(Flash::Saved)),
        Err(error) => {
            let violations = field_violations(error)?;
            let own = Grant::<ActForEmployer>::ask(&state.db, grant.actor(), *grant.subject()).await?;
            let employer = read::own(&state.db, &own).await?;
            let frame = frame_of(&visitor, &request);
            let view = views::EditEmployer { frame, employer: &employer, fields: &input, violations: &violations };
            page_with(&request, StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
    }
}
