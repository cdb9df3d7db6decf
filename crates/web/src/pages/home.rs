//! The first page.

use crate::extract::Visitor;
use crate::pages::{frame_of, page};
use crate::problem::Reply;
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::web::Data;
use magpie_domain::postings::public;
use magpie_view::pages::home as views;

/// Postings among the newest on the first page.
const NEWEST: u64 = 8;
/// Districts offered on the first page.
const DISTRICTS: usize = 12;

/// The first page: search, trades, districts, the newest postings, and figures that are counted.
///
/// # Errors
/// `Internal`.
pub async fn home(state: Data<State>, request: HttpRequest, visitor: Visitor) -> Reply {
    let newest = public::newest(&state.db, NEWEST).await?;
    let overview = state.overview().await?;
    let of = |code: &str| overview.occupations.iter().find(|(known, _)| *known == code).map_or(0, |(_, count)| *count);
    let trades = views::Trade::all(|codes| Some(codes.iter().map(|code| of(code)).sum()));
    let mut districts: Vec<views::District> = overview
        .districts
        .iter()
        .filter(|(code, _)| !code.ends_with("00"))
        .map(|(code, count)| views::District { code: (*code).to_owned(), count: *count })
        .collect();
    districts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.code.cmp(&b.code)));
    districts.truncate(DISTRICTS);
    let frame = frame_of(&visitor, &request);
    page(&request, &views::Home { frame, figures: overview.figures, newest: &newest, trades, districts })
}
