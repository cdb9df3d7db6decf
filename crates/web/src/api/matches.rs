//! Matches: of a person, why one, postings like one, and the candidates of a posting.

use crate::api::json;
use crate::api::out::PostingOut;
use crate::extract::{Form, FromPath, Granted, Visitor};
use crate::matching::{self, DEPTH, Side};
use crate::problem::Reply;
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::web::Data;
use magpie_domain::ids::{PostingId, SeekerId};
use magpie_domain::postings::policy::EditPosting;
use magpie_domain::seekers::policy::ActForSeeker;
use magpie_domain::seekers::read;
use magpie_domain::{Code, postings};
use magpie_search::matching::{Match, Reason};
use magpie_terms::{ProfileInput, Violations, text};
use magpie_view::Text;
use serde::Serialize;
use utoipa::ToSchema;

/// A reason.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReasonOut {
    /// The code, for example `pay_below`.
    pub code: &'static str,
    /// `fits`, `partly` or `missing`.
    #[schema(value_type = String)]
    pub kind: magpie_search::matching::Kind,
    /// The arguments of the sentence.
    #[schema(value_type = Object)]
    pub args: serde_json::Map<String, serde_json::Value>,
    /// The sentence, in the language of the request.
    pub text: String,
}

/// How well something fits.
#[derive(Debug, Serialize, ToSchema)]
pub struct FitOut {
    /// For who asks, 0 to 100.
    pub score: u8,
    /// For both sides together, 0 to 100.
    pub both: u8,
    /// Whether both sides would want it.
    pub mutual: bool,
    /// Heaviest first.
    pub reasons: Vec<ReasonOut>,
}

/// A posting that fits.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatchOut {
    /// The posting.
    pub posting: PostingOut,
    /// How well; `null` in a list by date.
    pub fit: Option<FitOut>,
}

/// Matches of a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatchesOut {
    /// `ranked`, `plain` (the person switched ranking off) or `fallback` (the profile names no work).
    pub order: &'static str,
    /// How much of the work after a start is done, where it is not all: 0 to 99.
    pub preparing: Option<u8>,
    /// Best first, or newest first.
    pub matches: Vec<MatchOut>,
}

/// Postings like one.
#[derive(Debug, Serialize, ToSchema)]
pub struct SimilarOut {
    /// The nearest first.
    pub postings: Vec<PostingOut>,
}

/// A person who fits, masked unless they agreed.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidateOut {
    /// The person's id, a UUID.
    #[schema(value_type = String, format = "uuid")]
    pub seeker: SeekerId,
    /// The name; masked without a consent.
    pub name: String,
    /// Whether name, contact and past employers are left out.
    pub masked: bool,
    /// The profile, as this employer may see it.
    pub profile: ProfileInput,
    /// How well they fit.
    pub fit: FitOut,
}

/// Candidates of a posting.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidatesOut {
    /// People over all pages.
    pub total: u64,
    /// Best first.
    pub candidates: Vec<CandidateOut>,
}

fn fit_out(words: Text, found: &Match, side: Side) -> FitOut {
    let reason = |reason: &Reason| ReasonOut {
        code: reason.code(),
        kind: reason.kind(),
        args: matching::args(reason, side),
        text: matching::sentence(words, reason, side),
    };
    FitOut {
        score: found.score,
        both: found.both,
        mutual: found.mutual,
        reasons: found.reasons.iter().map(reason).collect(),
    }
}

/// Reads `page` and `per_page` of a URL.
fn paging(request: &HttpRequest, usual: i64) -> Result<(u64, usize), crate::problem::Problem> {
    let query = Form::of_query(request)?;
    let mut violations = Violations::default();
    let number = |name: &str, usual: i64, most: i64, violations: &mut Violations| match query.get(name) {
        "" => Some(usual),
        given => violations.keep(name, text::whole_number(given, 1, most)),
    };
    let page = number("page", 1, 100, &mut violations);
    let per_page = number("per_page", usual, 100, &mut violations);
    let (page, per_page) = violations.finish(page.zip(per_page))?;
    Ok((page.unsigned_abs(), usize::try_from(per_page).unwrap_or(DEPTH)))
}

/// The postings that fit a person, with reasons.
#[utoipa::path(
    get, path = "/api/v1/seekers/{seeker}/matches", tag = "matches",
    params(
        ("seeker" = String, Path, description = "The person's id"),
        ("page" = Option<u32>, Query, description = "From 1"),
        ("per_page" = Option<u32>, Query, description = "1 to 100, usually 20"),
    ),
    responses((status = 200, body = MatchesOut), (status = 404, body = crate::problem::Document), (status = 422, body = crate::problem::Document)),
)]
pub async fn of_seeker(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    grant: Granted<ActForSeeker>,
) -> Reply {
    let (page, per_page) = paging(&request, 20)?;
    let detail = read::profile(&state.db, &grant.0).await?;
    let preparing = state.preparing();
    let found = matching::of_seeker(&state, &detail, page, per_page).await?;
    let words = Text::of(visitor.locale);
    let matches = found
        .rows
        .into_iter()
        .map(|(posting, fit)| MatchOut {
            posting: PostingOut::of(posting, &state.settings.public_url),
            fit: fit.map(|fit| fit_out(words, &fit, Side::Seeker)),
        })
        .collect();
    json(&MatchesOut { order: found.order.code(), preparing, matches })
}

/// Why a posting fits a person, or does not.
#[utoipa::path(
    get, path = "/api/v1/seekers/{seeker}/matches/{posting}", tag = "matches",
    params(("seeker" = String, Path, description = "The person's id"), ("posting" = String, Path, description = "The posting's id")),
    responses((status = 200, body = MatchOut), (status = 404, body = crate::problem::Document)),
)]
pub async fn why(state: Data<State>, request: HttpRequest, visitor: Visitor, grant: Granted<ActForSeeker>) -> Reply {
    let posting = PostingId::from_path(&request)?;
    let (_, posting, found) = matching::why(&state, &grant.0, posting).await?;
    let fit = fit_out(Text::of(visitor.locale), &found, Side::Seeker);
    json(&MatchOut { posting: PostingOut::of(posting, &state.settings.public_url), fit: Some(fit) })
}

/// Public postings like one.
#[utoipa::path(
    get, path = "/api/v1/postings/{posting}/similar", tag = "matches",
    params(("posting" = String, Path, description = "The posting's id"), ("per_page" = Option<u32>, Query, description = "1 to 100, usually 10")),
    responses((status = 200, body = SimilarOut), (status = 404, body = crate::problem::Document), (status = 422, body = crate::problem::Document)),
)]
pub async fn similar(state: Data<State>, request: HttpRequest) -> Reply {
    let posting = PostingId::from_path(&request)?;
    let (_, limit) = paging(&request, 10)?;
    if postings::public::cards(&state.db, &[posting]).await?.is_empty() {
        return Err(magpie_domain::Error::from(Code::NotFound).into());
    }
    let found = matching::like(&state, posting, limit).await?;
    let out = |posting| PostingOut::of(posting, &state.settings.public_url);
    json(&SimilarOut { postings: found.into_iter().map(out).collect() })
}

/// The people who fit a posting and agreed to be seen by verified employers.
#[utoipa::path(
    get, path = "/api/v1/own-postings/{posting}/candidates", tag = "matches",
    params(
        ("posting" = String, Path, description = "The posting's id"),
        ("page" = Option<u32>, Query, description = "From 1"),
        ("per_page" = Option<u32>, Query, description = "1 to 100, usually 20"),
    ),
    responses((status = 200, body = CandidatesOut), (status = 404, body = crate::problem::Document), (status = 422, body = crate::problem::Document)),
)]
pub async fn candidates(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    grant: Granted<EditPosting>,
) -> Reply {
    let (page, per_page) = paging(&request, 20)?;
    let (rows, total) = matching::candidates(&state, &grant.0, page, per_page).await?.unwrap_or_default();
    let words = Text::of(visitor.locale);
    let candidates = rows
        .into_iter()
        .map(|(card, fit)| CandidateOut {
            seeker: card.id,
            name: card.name,
            masked: card.masked,
            profile: card.profile.to_input(),
            fit: fit_out(words, &fit, Side::Employer),
        })
        .collect();
    json(&CandidatesOut { total, candidates })
}
