//! The API's description, OpenAPI 3.1, made from the code.
//!
//! Rule: every handler under `/api/v1` stands here; a test compares with the table of routes.

use crate::api;
use crate::problem::Reply;
use actix_web::HttpResponse;
use utoipa::OpenApi;

/// The description.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Magpie 鹊桥",
        description = "Search the public postings, follow their changes, and write postings for an employer. \
            Errors are problem documents of RFC 9457. Writing needs the session cookie of `POST /api/v1/session`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    paths(
        api::search::search,
        api::search::suggest,
        api::postings::show,
        api::postings::stream,
        api::employers::list,
        api::employers::show,
        api::session::create,
        api::session::delete,
        api::postings::own,
        api::postings::create,
        api::postings::show_own,
        api::postings::edit,
        api::postings::act,
        api::postings::discard,
        api::applications::questions,
        api::applications::apply,
        api::applications::of_seeker,
        api::applications::of_posting,
        api::applications::show,
        api::applications::act,
        api::applications::own_questions,
        api::applications::put_questions,
        api::applications::invite,
        api::applications::invited,
        api::applications::invitations_of_seeker,
        api::applications::answer,
        api::imports::for_employer,
        api::imports::for_all,
        api::matches::of_seeker,
        api::matches::why,
        api::matches::similar,
        api::matches::candidates,
        api::alerts::list,
        api::alerts::create,
        api::alerts::edit,
        api::alerts::delete,
        api::seekers::create,
        api::seekers::own,
        api::seekers::show,
        api::seekers::edit,
        api::seekers::resume,
        api::seekers::take_resume,
    ),
    tags(
        (name = "search", description = "Search, for anyone"),
        (name = "postings", description = "Public postings, for anyone"),
        (name = "employers", description = "Employers, for anyone"),
        (name = "session", description = "Signing in and out"),
        (name = "own postings", description = "An employer's postings, for its members"),
        (name = "alerts", description = "Saved searches that are told of by mail, for whose they are"),
        (name = "matches", description = "What fits whom, and why"),
        (name = "applications", description = "Applications and invitations, for both sides"),
        (name = "review", description = "For organizers"),
        (name = "seekers", description = "Profiles, for the person and the adviser who helps"),
    ),
)]
pub struct Api;

/// Gives the description.
pub async fn openapi() -> Reply {
    let document = Api::openapi().to_json().map_err(|cause| anyhow::anyhow!("the OpenAPI document: {cause}"))?;
    Ok(HttpResponse::Ok().content_type("application/json").body(document))
}
