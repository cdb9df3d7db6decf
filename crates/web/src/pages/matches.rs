//! Matches: of a person, why one, and the candidates of a posting.

use crate::extract::{FromPath, Granted, Visitor};
use crate::matching::{self, PER_PAGE, Side};
use crate::pages::{frame_of, page, page_number, see};
use crate::problem::Reply;
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::web::Data;
use magpie_domain::accounts::policy::OwnAccount;
use magpie_domain::ids::{PostingId, SeekerId};
use magpie_domain::postings;
use magpie_domain::postings::policy::EditPosting;
use magpie_domain::postings::values::PostingState;
use magpie_domain::seekers::policy::ActForSeeker;
use magpie_domain::seekers::{candidates, read};
use magpie_view::pages::matches as views;
use magpie_view::paging::Pager;

/// One's own matches; without a profile, the page that makes one.
///
/// # Errors
/// `sign-in-needed`.
pub async fn own(state: Data<State>, grant: Granted<OwnAccount>) -> Reply {
    match read::own_id(&state.db, grant.0.actor()).await? {
        Some(id) => see(&format!("/seekers/{id}/matches"), None),
        None => see("/profile", None),
    }
}

/// The matches of a person.
///
/// # Errors
/// `not-found`.
pub async fn list(state: Data<State>, request: HttpRequest, visitor: Visitor, grant: Granted<ActForSeeker>) -> Reply {
    let detail = read::profile(&state.db, &grant.0).await?;
    let number = page_number(&request);
    let preparing = state.preparing();
    let found = matching::of_seeker(&state, &detail, number, PER_PAGE).await?;
    let frame = frame_of(&visitor, &request);
    let matches = found
        .rows
        .iter()
        .map(|(posting, fit)| views::Matched {
            posting,
            fit: fit.as_ref().map(|fit| matching::fit(frame.text, fit, Side::Seeker)),
        })
        .collect();
    let base = format!("/seekers/{}/matches", detail.id);
    let pager = Pager::new(&base, "", number, PER_PAGE as u64, found.total);
    let name = if detail.own { "" } else { &detail.person.name };
    page(
        &request,
        &views::List { frame, seeker: detail.id, own: detail.own, name, order: found.order, matches, pager, preparing },
    )
}

/// Why one posting fits a person, or does not.
///
/// # Errors
/// `not-found`.
pub async fn why(state: Data<State>, request: HttpRequest, visitor: Visitor, grant: Granted<ActForSeeker>) -> Reply {
    let posting = PostingId::from_path(&request)?;
    let (detail, posting, found) = matching::why(&state, &grant.0, posting).await?;
    let frame = frame_of(&visitor, &request);
    let fit = matching::fit(frame.text, &found, Side::Seeker);
    page(&request, &views::Why { frame, seeker: detail.id, own: detail.own, posting: &posting, fit })
}

/// The people who fit a posting.
///
/// # Errors
/// `not-found`.
pub async fn candidates(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    grant: Granted<EditPosting>,
) -> Reply {
    let id = *grant.0.subject();
    let own = postings::read::for_edit(&state.db, &grant.0).await?;
    let number = page_number(&request);
    let found = matching::candidates(&state, &grant.0, number, PER_PAGE).await?;
    let hindrance = if found.is_none() {
        Some(views::Hindrance::NotApproved)
    } else {
        (own.state != PostingState::Published).then_some(views::Hindrance::NotLive)
    };
    let (rows, total) = found.unwrap_or_default();
    let frame = frame_of(&visitor, &request);
    let candidates = rows
        .iter()
        .map(|(card, found)| views::Candidate { card, fit: matching::fit(frame.text, found, Side::Employer) })
        .collect();
    let base = format!("/my-postings/{id}/candidates");
    let pager = Pager::new(&base, "", number, PER_PAGE as u64, total);
    let preparing = state.preparing();
    page(
        &request,
        &views::Candidates { frame, posting: id, title: &own.content.title, candidates, pager, hindrance, preparing },
    )
}

/// One of them.
///
/// # Errors
/// `not-found` where the employer may not see the person.
pub async fn candidate(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    grant: Granted<EditPosting>,
) -> Reply {
    let id = *grant.0.subject();
    let seeker = SeekerId::from_path(&request)?;
    let card = candidates::card(&state.db, &grant.0, seeker).await?;
    let own = postings::read::for_edit(&state.db, &grant.0).await?;
    let found = matching::candidate(&state, id, card.id).await?;
    let frame = frame_of(&visitor, &request);
    let fit = found.map(|found| matching::fit(frame.text, &found, Side::Employer));
    page(&request, &views::CandidatePage { frame, posting: id, title: &own.content.title, card: &card, fit })
}
