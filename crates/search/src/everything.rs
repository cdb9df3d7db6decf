//! The query that asks for nothing: the front page, and the most frequent one.
//!
//! Rule: its answer is kept with the snapshot and holds until the next posting expires, so it costs nothing however
//! many postings there are.

use crate::filter::Compiled;
use crate::pass::{Pass, Wanted};
use crate::plan::Plan;
use crate::query::{Filters, Sort};
use crate::schema::Fields;
use crate::segment::Snapshot;
use magpie_terms::Moment;
use std::sync::{Arc, PoisonError};

/// So many of the newest are kept.
const KEPT: usize = 1_000;

/// A kept answer.
#[derive(Debug)]
pub(crate) struct Everything {
    from: Moment,
    until: Moment,
    pass: Pass,
}

/// The answer from what is kept, or kept from now on; `None` where more is wanted than is kept.
pub(crate) fn answer(
    snapshot: &Snapshot,
    fields: &Fields,
    wanted: Wanted,
    now: Moment,
) -> tantivy::Result<Option<Pass>> {
    if wanted.sort == Sort::PayHigh || wanted.limit > KEPT {
        return Ok(None);
    }
    let kept = snapshot.everything.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let kept = match kept.filter(|kept| kept.from <= now && now < kept.until) {
        Some(kept) => kept,
        None => {
            let made = Arc::new(make(snapshot, fields, now)?);
            *snapshot.everything.lock().unwrap_or_else(PoisonError::into_inner) = Some(made.clone());
            made
        }
    };
    let mut ranked = kept.pass.ranked.clone();
    ranked.truncate(wanted.limit);
    let facets = if wanted.facets { kept.pass.facets.clone() } else { Default::default() };
    Ok(Some(Pass { ranked, facets, ..kept.pass }))
}

fn make(snapshot: &Snapshot, fields: &Fields, now: Moment) -> tantivy::Result<Everything> {
    let filters = Compiled::new(&Filters::default(), now);
    let wanted = Wanted { sort: Sort::Newest, limit: KEPT, facets: true };
    let pass = Pass::over(snapshot, fields, &Plan::default(), &filters, wanted)?;
    let open = snapshot.facts.iter().flat_map(|segment| &segment.facts).filter(|facts| filters.alive(facts));
    let until = open.map(|facts| i64::from(facts.expires)).min().unwrap_or(i64::MAX);
    Ok(Everything { from: now, until: Moment(until), pass })
}
