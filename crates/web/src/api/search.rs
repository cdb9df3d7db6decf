//! Search and typeahead.

use crate::api::json;
use crate::api::out::{PostingOut, SearchOut};
use crate::extract::Form;
use crate::problem::Reply;
use crate::searching::{self, Found, PER_PAGE, Params};
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::web::Data;
use magpie_domain::postings::public::Posting;
use magpie_search::DEPTH;
use serde::Serialize;
use utoipa::ToSchema;

/// Searches the public postings.
///
/// The query language: words (all of them must occur), `"phrases"`, and `-` before what must not occur. Chinese is
/// understood by words and by characters, English by stems; case, width and traditional characters do not matter.
///
/// Where the hits do not fill the first page, `related` has postings whose titles mean something near to the words, such
/// as 软件工程师 for 程序员, under the same filters. They are no hits: neither `total` nor the pages count them.
#[utoipa::path(
    get, path = "/api/v1/search", tag = "search",
    params(
        ("q" = Option<String>, Query, description = "What to look for, up to 200 characters"),
        ("district" = Option<Vec<String>>, Query, description = "Division codes of any level; one of them"),
        ("occupation" = Option<Vec<String>>, Query, description = "Occupation codes of any level; one of them"),
        ("pay_min" = Option<i64>, Query, description = "The pay reaches so many yuan a month"),
        ("pay_max" = Option<i64>, Query, description = "The pay begins at no more than so many yuan a month"),
        ("negotiable" = Option<String>, Query, description = "`include` (default), `exclude` or `only` negotiable pay"),
        ("education" = Option<String>, Query, description = "The seeker's own level: no more is asked for"),
        ("experience" = Option<u8>, Query, description = "The seeker's own years of work: no more are asked for"),
        ("graduates" = Option<String>, Query, description = "`yes`: people who just left school are welcome"),
        ("employment_type" = Option<Vec<String>>, Query, description = "One of these types"),
        ("shift" = Option<Vec<String>>, Query, description = "One of these shifts"),
        ("employer" = Option<String>, Query, description = "Only this employer"),
        ("since" = Option<u16>, Query, description = "Published within so many days, 1 to 90"),
        ("sort" = Option<String>, Query, description = "`relevance` (default), `newest` or `pay_high`"),
        ("page" = Option<u32>, Query, description = "From 1"),
        ("per_page" = Option<u32>, Query, description = "1 to 100, usually 20"),
        ("facets" = Option<String>, Query, description = "`no` leaves them out, which is faster; `yes` (default)"),
    ),
    responses((status = 200, body = SearchOut), (status = 422, body = crate::problem::Document)),
)]
pub async fn search(state: Data<State>, request: HttpRequest) -> Reply {
    let (params, violations) = Params::read(request.query_string());
    violations.finish(Some(()))?;
    let Found { answer, hits, related } = searching::search_by_meaning(&state, &params, !params.without_facets).await?;
    let per_page = params.per_page.unwrap_or(PER_PAGE);
    let reachable = answer.total.min(DEPTH as u64);
    let has_next = u64::from(params.page) * u64::from(per_page) < reachable;
    let next = Params { page: params.page + 1, ..params.clone() };
    let public_url = &state.settings.public_url;
    let out = |postings: Vec<Posting>| postings.into_iter().map(|one| PostingOut::of(one, public_url)).collect();
    json(&SearchOut {
        total: answer.total,
        page: params.page,
        per_page,
        postings: out(hits),
        related: out(related),
        facets: answer.facets,
        did_you_mean: answer.did_you_mean,
        relaxed: answer.relaxed,
        too_deep: answer.too_deep,
        next: has_next.then(|| next.url(&format!("{public_url}/api/v1/search"))),
    })
}

/// Texts that complete what was typed.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuggestOut {
    /// The best first.
    pub suggestions: Vec<SuggestionOut>,
}

/// A text that can be searched for.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuggestionOut {
    /// The text.
    pub text: String,
    /// `title`, `skill`, `occupation` or `employer`.
    #[schema(value_type = String)]
    pub kind: magpie_search::SuggestionKind,
    /// About how many postings have it.
    pub count: u32,
}

/// Completes what was typed.
#[utoipa::path(
    get, path = "/api/v1/suggest", tag = "search",
    params(("q" = String, Query, description = "What was typed so far"), ("limit" = Option<u8>, Query, description = "1 to 20, usually 8")),
    responses((status = 200, body = SuggestOut), (status = 422, body = crate::problem::Document)),
)]
pub async fn suggest(state: Data<State>, request: HttpRequest) -> Reply {
    let query = Form::of_query(&request)?;
    let mut violations = magpie_terms::Violations::default();
    let limit = match query.get("limit") {
        "" => Some(8),
        text => violations.keep("limit", magpie_terms::text::whole_number(text, 1, 20)),
    };
    let limit = violations.finish(limit)?;
    let limit = usize::try_from(limit).unwrap_or(8);
    let found = state.index.suggest(query.get("q"), limit, state.db.now()).map_err(anyhow::Error::from)?;
    let suggestions =
        found.into_iter().map(|one| SuggestionOut { text: one.text, kind: one.kind, count: one.count }).collect();
    json(&SuggestOut { suggestions })
}
