//! Employers for anyone.

use crate::extract::{FromPath, Visitor};
use crate::pages::{frame_of, page, page_number, parameter};
use crate::problem::Reply;
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::web::Data;
use magpie_domain::Code;
use magpie_domain::employers::public;
use magpie_domain::ids::EmployerId;
use magpie_domain::postings;
use magpie_view::Pager;
use magpie_view::pages::employers as views;

/// Postings on a page of an employer.
const POSTINGS: u64 = 20;

/// The verified employers.
///
/// # Errors
/// `Internal`.
pub async fn list(state: Data<State>, request: HttpRequest, visitor: Visitor) -> Reply {
    let filter = parameter(&request, "q");
    let number = page_number(&request);
    let (employers, total) = public::list(&state.db, &filter, number).await?;
    let frame = frame_of(&visitor, &request);
    let query = crate::searching::url("", &[("q", filter.clone())]);
    let pager = Pager::new("/employers", query.trim_start_matches('?'), number, public::PAGE, total);
    page(&request, &views::List { frame, employers: &employers, filter: &filter, pager })
}

/// An employer with its public postings.
///
/// # Errors
/// `not-found`.
pub async fn show(state: Data<State>, request: HttpRequest, visitor: Visitor) -> Reply {
    let id = EmployerId::from_path(&request)?;
    let employer = public::show(&state.db, id).await?.ok_or(Code::NotFound)?;
    let number = page_number(&request);
    let (postings, total) = postings::public::of_employer(&state.db, id, number, POSTINGS).await?;
    let frame = frame_of(&visitor, &request);
    let contact = public::contact(&state.db, id).await?;
    let pager = Pager::new(&format!("/employers/{id}"), "", number, POSTINGS, total);
    page(&request, &views::Show { frame, employer: &employer, contact: contact.as_ref(), postings: &postings, pager })
}
