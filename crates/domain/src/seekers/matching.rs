//! Profiles for an index of matches that follows the log.
//!
//! Rule: the machine alone reads these. They hold neither name nor contact, so what ranks cannot see them, and they say
//! who may see the profile; what is shown to an employer is asked for again in `candidates`.

use crate::db::{Db, System, at_most};
use crate::error::Error;
use crate::ids::SeekerId;
use crate::seekers::candidates::standing;
use crate::seekers::entity::{block, seeker};
use crate::seekers::rows;
use crate::seekers::values::Visibility;
use magpie_terms::{Moment, Profile};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use std::collections::{HashMap, HashSet};

/// A profile as an index of matches needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchProfile {
    /// The id.
    pub id: SeekerId,
    /// The profile.
    pub profile: Profile,
    /// Who may find it.
    pub visibility: Visibility,
    /// Whether the person wants to be ranked at all.
    pub ranked: bool,
    /// The codes of the legal entities that may not.
    pub blocked_codes: Vec<String>,
    /// Last change.
    pub updated_at: Moment,
}

/// What is there of the ids asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The profiles that stand.
    pub profiles: Vec<MatchProfile>,
    /// Those that were merged into another, erased, or never were.
    pub gone: Vec<SeekerId>,
}

/// The profiles after `after` in the order of their ids, at most `limit`: to build an index from nothing.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn after(db: &Db, _: &System, after: Option<SeekerId>, limit: u64) -> Result<Vec<MatchProfile>, Error> {
    let mut query = seeker::Entity::find().filter(standing());
    if let Some(after) = after {
        query = query.filter(seeker::Column::Id.gt(after.text()));
    }
    let rows = query.order_by_asc(seeker::Column::Id).limit(at_most(limit)).all(db.read()).await?;
    with_blocks(db, rows).await
}

/// The profiles with these ids, and which of them are gone: to follow the log.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn of(db: &Db, _: &System, ids: &[SeekerId]) -> Result<Found, Error> {
    if ids.is_empty() {
        return Ok(Found::default());
    }
    let rows = seeker::Entity::find()
        .filter(seeker::Column::Id.is_in(ids.iter().map(|id| id.text())))
        .filter(standing())
        .all(db.read())
        .await?;
    let profiles = with_blocks(db, rows).await?;
    let there: HashSet<SeekerId> = profiles.iter().map(|profile| profile.id).collect();
    Ok(Found { gone: ids.iter().copied().filter(|id| !there.contains(id)).collect(), profiles })
}

async fn with_blocks(db: &Db, rows: Vec<seeker::Model>) -> Result<Vec<MatchProfile>, Error> {
    let mut blocked: HashMap<String, Vec<String>> = HashMap::new();
    for some in rows.chunks(500) {
        let blocks = block::Entity::find()
            .filter(block::Column::SeekerId.is_in(some.iter().map(|row| row.id.clone())))
            .order_by_asc(block::Column::CreditCode)
            .all(db.read())
            .await?;
        for row in blocks {
            blocked.entry(row.seeker_id).or_default().push(row.credit_code);
        }
    }
    rows.iter()
        .map(|row| {
            Ok(MatchProfile {
                id: SeekerId::from_row(&row.id)?,
                profile: rows::profile(row)?,
                visibility: rows::visibility(row)?,
                ranked: row.ranked,
                blocked_codes: blocked.remove(&row.id).unwrap_or_default(),
                updated_at: Moment(row.updated_at),
            })
        })
        .collect()
}
