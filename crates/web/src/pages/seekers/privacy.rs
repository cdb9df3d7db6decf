//! What the person decides: who sees the profile, who is kept out, what was agreed, and the end of it all.

use crate::extract::{Form, Granted, Visitor};
use crate::pages::seekers::sections::status;
use crate::pages::{frame_of, id, page_with, see};
use crate::problem::Reply;
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::web::Data;
use magpie_domain::employers;
use magpie_domain::employers::public::Employer;
use magpie_domain::ids::{EmployerId, PostingId};
use magpie_domain::seekers::policy::{ActForSeeker, DecideForSeeker};
use magpie_domain::seekers::privacy::{self as commands, Settings};
use magpie_domain::seekers::read;
use magpie_domain::seekers::values::Visibility;
use magpie_domain::{Error, Grant};
use magpie_terms::employer::chosen;
use magpie_terms::{CreditCode, Violations, text};
use magpie_view::Flash;
use magpie_view::pages::seekers as views;

/// So many employers are shown to choose from.
const MOST_FOUND: usize = 8;

/// The page.
///
/// # Errors
/// `not-found`.
pub async fn show(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ActForSeeker>,
) -> Reply {
    shown(&state, &request, &visitor, &grant, ("", &[]), &Violations::default()).await
}

async fn shown(
    state: &State,
    request: &HttpRequest,
    visitor: &Visitor,
    grant: &Grant<ActForSeeker>,
    (query, found): (&str, &[Employer]),
    violations: &Violations,
) -> Reply {
    let seeker = read::profile(&state.db, grant).await?;
    let blocks = read::blocks(&state.db, grant).await?;
    let consents = read::consents(&state.db, grant).await?;
    let entries = read::entries(&state.db, grant).await?;
    let view = views::Privacy {
        frame: frame_of(visitor, request),
        seeker: &seeker,
        blocks: &blocks,
        consents: &consents,
        entries: &entries,
        query,
        found,
        violations,
    };
    page_with(request, status(violations), &view)
}

/// Decides who finds the profile, whether it ranks, and whether advisers help.
///
/// # Errors
/// `profile-needs-adviser`; `invalid`.
pub async fn decide(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<DecideForSeeker>,
    form: Form,
) -> Reply {
    let mut violations = Violations::default();
    let visibility = chosen("visibility", form.get("visibility"), Visibility::from_code, &mut violations);
    let mut yes_or_no = |name: &str| match form.get(name) {
        "yes" => Some(true),
        "no" => Some(false),
        "" => {
            violations.add(name, "required");
            None
        }
        other => {
            violations.add_with(name, "unknown_value", vec![("value", text::shortened(other, 40))]);
            None
        }
    };
    let (ranked, assisted) = (yes_or_no("ranked"), yes_or_no("assisted"));
    let settings = (|| Some(Settings { visibility: visibility?, ranked: ranked?, assisted: assisted? }))();
    match violations.finish(settings) {
        Ok(settings) => {
            commands::decide(&state.db, &grant, settings).await?;
            see(&format!("/seekers/{}/privacy", grant.subject()), Some(Flash::Saved))
        }
        Err(violations) => again(&state, &request, &visitor, &grant, ("", &[]), &violations).await,
    }
}

async fn again(
    state: &State,
    request: &HttpRequest,
    visitor: &Visitor,
    grant: &Grant<DecideForSeeker>,
    search: (&str, &[Employer]),
    violations: &Violations,
) -> Reply {
    let act = Grant::<ActForSeeker>::ask(&state.db, grant.actor(), *grant.subject()).await?;
    shown(state, request, visitor, &act, search, violations).await
}

/// Blocks an employer: the one chosen, the one with the code typed, or the only one whose name holds what was typed.
///
/// # Errors
/// `not-found` for an employer that there is not; what is wrong with the text is told on the page.
pub async fn block(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<DecideForSeeker>,
    form: Form,
) -> Reply {
    let done = || see(&format!("/seekers/{}/privacy", grant.subject()), Some(Flash::EmployerBlocked));
    if let Some(id) = EmployerId::parse(form.get("employer")) {
        return match commands::block_employer(&state.db, &grant, id).await {
            Ok(()) => done(),
            Err(Error::Invalid(violations)) => {
                again(&state, &request, &visitor, &grant, ("", &[]), &at_block(violations)).await
            }
            Err(error) => Err(error.into()),
        };
    }
    let typed = form.get("block").trim().to_owned();
    let looks_like_code = text::folded(&typed).chars().filter(char::is_ascii_alphanumeric).count() == 18;
    let outcome = if looks_like_code || CreditCode::parse(&typed).is_ok() {
        commands::block_code(&state.db, &grant, &typed).await.map(|()| None)
    } else {
        by_name(&state, &grant, &typed).await
    };
    match outcome {
        Ok(None) => done(),
        Ok(Some(found)) => again(&state, &request, &visitor, &grant, (&typed, &found), &Violations::default()).await,
        Err(Error::Invalid(violations)) => {
            again(&state, &request, &visitor, &grant, (&typed, &[]), &at_block(violations)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The faults under the one field that there is.
fn at_block(mut violations: Violations) -> Violations {
    violations.0.iter_mut().for_each(|violation| "block".clone_into(&mut violation.field));
    violations
}

/// Blocks the only employer whose name holds the text, or gives those to choose from.
async fn by_name(state: &State, grant: &Grant<DecideForSeeker>, typed: &str) -> Result<Option<Vec<Employer>>, Error> {
    let mut violations = Violations::default();
    if typed.is_empty() {
        violations.add("block", "required");
        return Err(violations.into());
    }
    let (mut found, _) = employers::public::list(&state.db, typed, 1).await?;
    found.truncate(MOST_FOUND);
    match found.as_slice() {
        [] => {
            violations.add_with("block", "no_such_employer", vec![("value", text::shortened(typed, 40))]);
            Err(violations.into())
        }
        [only] if only.name == typed => {
            commands::block_employer(&state.db, grant, only.id).await?;
            Ok(None)
        }
        _ => Ok(Some(found)),
    }
}

/// Ends a block.
///
/// # Errors
/// `not-found`.
pub async fn unblock(state: Data<State>, Granted(grant): Granted<DecideForSeeker>, form: Form) -> Reply {
    commands::unblock(&state.db, &grant, form.get("credit_code")).await?;
    see(&format!("/seekers/{}/privacy", grant.subject()), Some(Flash::EmployerUnblocked))
}

/// Takes a consent back.
///
/// # Errors
/// `not-found`.
pub async fn withdraw_consent(
    state: Data<State>,
    request: HttpRequest,
    Granted(grant): Granted<DecideForSeeker>,
) -> Reply {
    let posting = id(&request, "posting", PostingId::parse)?;
    commands::withdraw_consent(&state.db, &grant, posting).await?;
    see(&format!("/seekers/{}/privacy", grant.subject()), Some(Flash::ConsentWithdrawn))
}

/// Erases the profile.
///
/// # Errors
/// `not-found`.
pub async fn erase(state: Data<State>, Granted(grant): Granted<DecideForSeeker>) -> Reply {
    let act = Grant::<ActForSeeker>::ask(&state.db, grant.actor(), *grant.subject()).await?;
    let own = read::profile(&state.db, &act).await?.own;
    magpie_domain::seekers::erase::erase(&state.db, &grant).await?;
    see(if own { "/profile" } else { "/desk" }, Some(Flash::ProfileErased))
}
