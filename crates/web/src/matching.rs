//! Questions to the match index, and its answers as rows of pages and of the API.
//!
//! Rule: the index gives ids; what is shown of them is loaded with the reader's rights, so an index that lags behind
//! shows too few and never what may not be seen.

use crate::state::State;
use magpie_domain::ids::{PostingId, SeekerId};
use magpie_domain::postings::policy::EditPosting;
use magpie_domain::postings::public::{self, Posting, Shown};
use magpie_domain::seekers::candidates::{self, Card};
use magpie_domain::seekers::policy::ActForSeeker;
use magpie_domain::seekers::read::{self, Detail};
use magpie_domain::{Code, Error, Grant};
use magpie_search::matching::{Ask, Kind, Match, MatchIndex, Reason, SeekerQuery, Viewer};
use magpie_view::Text;
use magpie_view::pages::matches as views;
use std::collections::HashMap;
use std::sync::Arc;

/// Matches on a page.
pub const PER_PAGE: usize = 20;
/// Matches that can be paged through: beyond them the evidence is thin.
pub const DEPTH: usize = 100;

/// How a list came about, and the list.
#[derive(Debug)]
pub struct Found {
    /// How it is ordered.
    pub order: views::Order,
    /// Postings with what speaks for them.
    pub rows: Vec<(Posting, Option<Match>)>,
    /// Matches over all pages.
    pub total: u64,
}

/// Which side reads a reason. The employer does not learn which limit of the person a shift goes against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The person, about a posting.
    Seeker,
    /// The employer, about a person.
    Employer,
}

/// Asks the index off the threads that serve requests.
pub(crate) async fn ask<T: Send + 'static>(
    index: &Arc<MatchIndex>,
    question: impl FnOnce(&MatchIndex) -> T + Send + 'static,
) -> Result<T, Error> {
    let index = index.clone();
    let asked = actix_web::web::block(move || question(&index)).await;
    asked.map_err(|cause| Error::internal(format!("asking the match index: {cause}")))
}

/// The matches of a person: ranked, or by date where ranking is switched off or there is nothing to go by.
///
/// # Errors
/// `Internal`.
pub async fn of_seeker(state: &State, detail: &Detail, page: u64, per_page: usize) -> Result<Found, Error> {
    let now = state.db.now();
    let query = SeekerQuery::of(&detail.profile, now.day());
    let order = match (detail.ranked, query.is_empty()) {
        (false, _) => views::Order::Plain,
        (true, true) => views::Order::Fallback,
        (true, false) => views::Order::Ranked,
    };
    let found = ask(&state.matches.index, move |index| {
        let ask = Ask::new(DEPTH, now);
        if order == views::Order::Ranked { index.postings_for(&query, &ask) } else { index.fallback(&query, &ask) }
    });
    let found = found.await?;
    let total = found.len() as u64;
    let start = usize::try_from(page.saturating_sub(1)).unwrap_or(usize::MAX).saturating_mul(per_page);
    let some: Vec<Match> = found.into_iter().skip(start).take(per_page).collect();
    let ids: Vec<PostingId> = some.iter().map(|one| PostingId::from_bytes(one.id)).collect();
    let mut fits: HashMap<PostingId, Match> = ids.iter().copied().zip(some).collect();
    let postings = public::cards(&state.db, &ids).await?;
    let rows = postings
        .into_iter()
        .map(|posting| {
            let fit = fits.remove(&posting.id).filter(|_| order == views::Order::Ranked);
            (posting, fit)
        })
        .collect();
    Ok(Found { order, rows, total })
}

/// Why one posting fits a person, or does not.
///
/// # Errors
/// `not-found` where the posting is not public or the person wants no ranking.
pub async fn why(
    state: &State,
    grant: &Grant<ActForSeeker>,
    posting: PostingId,
) -> Result<(Detail, Posting, Match), Error> {
    let detail = read::profile(&state.db, grant).await?;
    let Some(Shown::Live(shown, _)) = public::show(&state.db, posting).await? else {
        return Err(Code::NotFound.into());
    };
    let now = state.db.now();
    let query = SeekerQuery::of(&detail.profile, now.day());
    let id = posting.bytes();
    let found = ask(&state.matches.index, move |index| index.pair(&query, &id, &Ask::new(1, now))).await?;
    let found = found.filter(|_| detail.ranked).ok_or(Code::NotFound)?;
    Ok((detail, *shown, found))
}

/// Public postings like one.
///
/// # Errors
/// `Internal`.
pub async fn like(state: &State, posting: PostingId, limit: usize) -> Result<Vec<Posting>, Error> {
    let (now, id) = (state.db.now(), posting.bytes());
    let found = ask(&state.matches.index, move |index| index.like(&id, &Ask::new(limit, now))).await?;
    let ids: Vec<PostingId> = found.iter().map(|one| PostingId::from_bytes(one.id)).collect();
    public::cards(&state.db, &ids).await
}

/// People who fit a posting and whom its employer may see, and the number of all of them; `None` where the employer is
/// not approved and may see nobody.
///
/// # Errors
/// `Internal`.
pub async fn candidates(
    state: &State,
    grant: &Grant<EditPosting>,
    page: u64,
    per_page: usize,
) -> Result<Option<(Vec<(Card, Match)>, u64)>, Error> {
    let Some(code) = candidates::viewing_code(&state.db, grant).await? else { return Ok(None) };
    let (now, id) = (state.db.now(), grant.subject().bytes());
    let found =
        ask(&state.matches.index, move |index| index.seekers_for(&id, &Viewer::verified(&code), &Ask::new(DEPTH, now)));
    let found = found.await?;
    // Loaded before they are paged: who may not be seen any more is not counted either.
    let ids: Vec<SeekerId> = found.iter().map(|one| SeekerId::from_bytes(one.id)).collect();
    let mut fits: HashMap<SeekerId, Match> = ids.iter().copied().zip(found).collect();
    let cards = candidates::cards(&state.db, grant, &ids).await?;
    let total = cards.len() as u64;
    let start = usize::try_from(page.saturating_sub(1)).unwrap_or(usize::MAX).saturating_mul(per_page);
    let rows = cards
        .into_iter()
        .skip(start)
        .take(per_page)
        .filter_map(|card| fits.remove(&card.id).map(|fit| (card, fit)))
        .collect();
    Ok(Some((rows, total)))
}

/// How a person fits a posting, as the list of candidates has it; `None` where the posting is not public.
///
/// # Errors
/// `Internal`.
pub async fn candidate(state: &State, posting: PostingId, seeker: SeekerId) -> Result<Option<Match>, Error> {
    let (now, posting, seeker) = (state.db.now(), posting.bytes(), seeker.bytes());
    ask(&state.matches.index, move |index| index.candidate(&posting, &seeker, &Ask::new(1, now))).await
}

/// A fit in the words of a page.
#[must_use]
pub fn fit(text: Text, found: &Match, side: Side) -> views::Fit {
    let reasons = found
        .reasons
        .iter()
        .map(|reason| views::Reason {
            kind: match reason.kind() {
                Kind::Fits => views::Kind::Fits,
                Kind::Partly => views::Kind::Partly,
                Kind::Missing => views::Kind::Missing,
            },
            sentence: sentence(text, reason, side),
        })
        .collect();
    views::Fit { score: found.score, both: found.both, mutual: found.mutual, reasons }
}

/// The arguments of a reason that a side may know.
#[must_use]
pub fn args(reason: &Reason, side: Side) -> serde_json::Map<String, serde_json::Value> {
    let mut args = reason.args();
    if side == Side::Employer {
        args.remove("limit");
    }
    args
}

/// A reason as a sentence in the reader's language.
#[must_use]
pub fn sentence(text: Text, reason: &Reason, side: Side) -> String {
    let family = match side {
        Side::Seeker => "reason-",
        Side::Employer => "reason-candidate-",
    };
    let key = format!("{family}{}", reason.code());
    let english = text.locale() == magpie_domain::accounts::values::Locale::En;
    let listed = |names: Vec<&str>| names.join(if english { ", " } else { "、" });
    let with = |name: &str, value: String| text.with(&key, &[(name, value)]);
    match reason {
        Reason::TitleSame { wish } | Reason::TitleRelated { wish } => with("wish", wish.clone()),
        Reason::TitleWorked { title } => with("title", title.clone()),
        Reason::SkillsShared(skills) | Reason::SkillsMissing(skills) => {
            with("list", listed(skills.iter().map(|skill| if english { skill.en() } else { skill.zh() }).collect()))
        }
        Reason::LicenceHeld(licences) | Reason::LicenceMissing(licences) => {
            with("list", listed(licences.iter().map(|one| if english { one.en } else { one.zh }).collect()))
        }
        Reason::PayBelow { yuan } => with("yuan", text.number(*yuan)),
        Reason::InWishedDistrict(place) | Reason::NearWishedDistrict(place) | Reason::OtherDistrict(place) => {
            with("district", text.district_short(place.code))
        }
        Reason::EducationEnough(level) | Reason::EducationShort(level) => with("education", text.education(*level)),
        Reason::ExperienceEnough { years } | Reason::ExperienceShort { years } => text.count(&key, *years),
        Reason::ShiftSuits(shift) => with("shift", text.shift(*shift)),
        Reason::ShiftAgainstLimit { shift, .. } if side == Side::Employer => with("shift", text.shift(*shift)),
        Reason::ShiftAgainstLimit { shift, limit } => {
            text.with(&key, &[("shift", text.shift(*shift)), ("limit", text.limit(*limit))])
        }
        Reason::TypeWished(kind) | Reason::TypeOther(kind) => with("type", text.employment_type(*kind)),
        Reason::StartsLate { days } => with("days", days.to_string()),
        Reason::PayMeetsWish
        | Reason::PayReachesWish
        | Reason::PayUnknown
        | Reason::EducationAbove
        | Reason::ExperienceAbove
        | Reason::BeginnersWelcome
        | Reason::ShiftUnknown
        | Reason::New
        | Reason::StartsSoon => text.text(&key).into_owned(),
    }
}
