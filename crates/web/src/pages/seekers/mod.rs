//! A seeker's profile: one set of addresses for the person and for the adviser who helps.
//!
//! Rule: the grant says for whom one acts; no handler asks whether it is the person or the adviser, save where only the
//! person decides, and there the grant is another.

pub mod entries;
pub mod files;
pub mod privacy;
pub mod sections;

use crate::extract::{Granted, Visitor};
use crate::pages::{frame_of, page, see};
use crate::problem::Reply;
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::web::Data;
use magpie_domain::accounts::policy::OwnAccount;
use magpie_domain::accounts::values::Role;
use magpie_domain::seekers::policy::{ActForSeeker, AssistSeekers};
use magpie_domain::seekers::values::Source;
use magpie_domain::seekers::{doubles, read, write};
use magpie_domain::{Actor, Code, Error, Grant};
use magpie_view::Flash;
use magpie_view::pages::seekers as views;

/// Leads to one's own profile, or says what one is good for.
///
/// # Errors
/// `Internal`.
pub async fn own(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<OwnAccount>,
) -> Reply {
    match read::own_id(&state.db, grant.actor()).await? {
        Some(id) => see(&format!("/seekers/{id}"), None),
        None => page(&request, &views::None { frame: frame_of(&visitor, &request) }),
    }
}

/// Creates one's own profile; who has one already is led to it.
///
/// # Errors
/// `Internal`.
pub async fn create(state: Data<State>, Granted(grant): Granted<OwnAccount>) -> Reply {
    match write::create_own(&state.db, &grant).await {
        Ok(id) => see(&format!("/seekers/{id}"), Some(Flash::ProfileCreated)),
        Err(Error::Rule(Code::ProfileExists)) => see("/profile", None),
        Err(error) => Err(error.into()),
    }
}

/// The profile.
///
/// # Errors
/// `not-found`.
pub async fn show(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ActForSeeker>,
) -> Reply {
    let seeker = read::profile(&state.db, &grant).await?;
    let doubles = if grant.actor().role() == Role::Adviser && !seeker.own {
        let assist = Grant::<AssistSeekers>::ask(&state.db, grant.actor(), ()).await?;
        doubles::of(&state.db, &assist, seeker.id).await?
    } else {
        Vec::new()
    };
    page(&request, &views::Profile { frame: frame_of(&visitor, &request), seeker: &seeker, doubles: &doubles })
}

/// By which way a form's content comes in.
fn source_of(actor: &Actor, seeker: &read::Detail) -> Source {
    if seeker.own || actor.role() != Role::Adviser { Source::Form } else { Source::Adviser }
}
