//! The members of an employer, and invitations.

use crate::extract::{Form, Granted, Visitor};
use crate::pages::{frame_of, id, page, page_with, see};
use crate::problem::{self, Reply};
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::web::Data;
use magpie_domain::accounts::policy::OwnAccount;
use magpie_domain::employers::members;
use magpie_domain::employers::policy::{ActForEmployer, ManageEmployer};
use magpie_domain::employers::read;
use magpie_domain::ids::{AccountId, InvitationId};
use magpie_domain::{Error, Grant};
use magpie_terms::Violations;
use magpie_view::Flash;
use magpie_view::pages::console as views;

/// The members and open invitations.
///
/// # Errors
/// `Internal`.
pub async fn list(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ManageEmployer>,
) -> Reply {
    shown(&state, &request, &visitor, &grant, ("", ""), &Violations::default()).await
}

async fn shown(
    state: &State,
    request: &HttpRequest,
    visitor: &Visitor,
    grant: &Grant<ManageEmployer>,
    (email, role): (&str, &str),
    violations: &Violations,
) -> Reply {
    let own = Grant::<ActForEmployer>::ask(&state.db, grant.actor(), *grant.subject()).await?;
    let employer = read::own(&state.db, &own).await?;
    let (members, invitations) = members::list(&state.db, grant).await?;
    let frame = frame_of(visitor, request);
    let view = views::Members {
        frame,
        employer: &employer,
        members: &members,
        invitations: &invitations,
        email,
        role,
        violations,
    };
    let status = if violations.is_empty() {
        actix_web::http::StatusCode::OK
    } else {
        problem::status(&Error::Invalid(violations.clone()))
    };
    page_with(request, status, &view)
}

/// Invites an address.
///
/// # Errors
/// Only internal ones: what is wrong is told on the page.
pub async fn invite(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ManageEmployer>,
    form: Form,
) -> Reply {
    match members::invite(&state.db, &grant, form.get("email"), form.get("role")).await {
        Ok(()) => see(&format!("/console/{}/members", grant.subject()), Some(Flash::Invited)),
        Err(Error::Invalid(violations)) => {
            shown(&state, &request, &visitor, &grant, (form.get("email"), form.get("role")), &violations).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Ends a membership.
///
/// # Errors
/// `not-found`, `last-owner`.
pub async fn remove(state: Data<State>, request: HttpRequest, Granted(grant): Granted<ManageEmployer>) -> Reply {
    let account = id(&request, "account", AccountId::parse)?;
    members::remove(&state.db, &grant, account).await?;
    // Who removed themselves has no such page any more.
    let stays = grant.actor().account() != Some(account);
    let next = if stays { format!("/console/{}/members", grant.subject()) } else { "/console".to_owned() };
    see(&next, Some(Flash::MemberRemoved))
}

/// Takes an invitation back.
///
/// # Errors
/// `not-found`.
pub async fn revoke(state: Data<State>, request: HttpRequest, Granted(grant): Granted<ManageEmployer>) -> Reply {
    let invitation = id(&request, "invitation", InvitationId::parse)?;
    members::revoke(&state.db, &grant, invitation).await?;
    see(&format!("/console/{}/members", grant.subject()), Some(Flash::InvitationRevoked))
}

/// Asks whether to accept an invitation.
///
/// # Errors
/// `link-expired`, `invitation-for-other`.
pub async fn invitation(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<OwnAccount>,
) -> Reply {
    let token = request.match_info().get("token").unwrap_or_default();
    let employer = members::invited_to(&state.db, &grant, token).await?;
    let frame = frame_of(&visitor, &request);
    page(&request, &views::Invitation { frame, employer: &employer, token })
}

/// Accepts an invitation.
///
/// # Errors
/// `link-expired`, `invitation-for-other`.
pub async fn accept(state: Data<State>, request: HttpRequest, Granted(grant): Granted<OwnAccount>) -> Reply {
    let token = request.match_info().get("token").unwrap_or_default();
    let employer = members::accept(&state.db, &grant, token).await?;
    see(&format!("/console/{employer}"), Some(Flash::InvitationAccepted))
}
