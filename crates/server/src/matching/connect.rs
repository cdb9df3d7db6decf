//! Where the match index meets the rest: seekers from the database, and matches for alerts.
//!
//! Rule: who switched ranking off is ranked by nobody: neither are postings ranked for them nor they among candidates.

use super::{LoadSeekers, Wanted};
use crate::alerts::MatchOf;
use magpie_domain::ids::SeekerId;
use magpie_domain::seekers::matching::{self, MatchProfile};
use magpie_domain::seekers::values::Visibility;
use magpie_domain::{Clock, System};
use magpie_search::matching::{Ask, MatchChange, MatchIndex, SeekerDoc, SeekerQuery, Visible};
use magpie_search::{Change, PostingDoc};
use std::sync::{Arc, Mutex, PoisonError};

/// From this score on a posting is worth a mail.
const WORTH_A_MAIL: u8 = 50;
/// So many matches of one evaluation are told of at most.
const MOST: usize = 50;

/// Loads seekers from the database.
#[must_use]
pub fn load_seekers(system: Arc<System>) -> LoadSeekers {
    Box::new(move |db, wanted| {
        let system = system.clone();
        Box::pin(async move {
            let profiles = match wanted {
                Wanted::After(after, limit) => matching::after(&db, &system, after, limit).await?,
                Wanted::These(ids) => matching::of(&db, &system, &ids).await?.profiles,
            };
            Ok(profiles.into_iter().map(document).collect())
        })
    })
}

fn document(of: MatchProfile) -> SeekerDoc {
    let id: SeekerId = of.id;
    let visible = match (of.ranked, of.visibility) {
        (false, _) | (_, Visibility::Nobody) => Visible::Nobody,
        (true, Visibility::Fairs) => Visible::Fairs,
        (true, Visibility::Verified) => Visible::Verified,
    };
    SeekerDoc { id: id.bytes(), profile: of.profile, visible, blocked: of.blocked_codes, updated_at: of.updated_at }
}

/// An index over some postings, with their ids.
type Kept = (Vec<[u8; 16]>, Arc<MatchIndex>);

/// Tells which of some new postings match a profile. Alerts ask for one profile after the other about the same
/// postings, so the small index over them is kept until other postings come.
#[must_use]
pub fn match_of(clock: Clock) -> Arc<MatchOf> {
    let kept: Mutex<Option<Kept>> = Mutex::new(None);
    Arc::new(move |profile, docs: &[PostingDoc]| {
        let now = clock.now();
        let index = {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            let same = |ids: &[[u8; 16]]| ids.len() == docs.len() && ids.iter().eq(docs.iter().map(|doc| &doc.id));
            match &*kept {
                Some((ids, index)) if same(ids) => index.clone(),
                _ => {
                    let index = Arc::new(MatchIndex::new());
                    let change = |doc: &PostingDoc| MatchChange::Posting(Change::Put(Box::new(doc.clone())));
                    index.apply(docs.iter().map(change).collect(), 0, now.day());
                    *kept = Some((docs.iter().map(|doc| doc.id).collect(), index.clone()));
                    index
                }
            }
        };
        let query = SeekerQuery::of(profile, now.day());
        if query.is_empty() {
            return Vec::new();
        }
        let ask = Ask { least: WORTH_A_MAIL, ..Ask::new(MOST, now) };
        index.postings_for(&query, &ask).into_iter().map(|one| (one.id, one.exact)).collect()
    })
}
