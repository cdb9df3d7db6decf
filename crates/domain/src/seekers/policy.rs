//! Who may act for a seeker, and who decides for one.

use crate::accounts::values::Role;
use crate::authority::{Action, Actor, Verdict};
use crate::db::Db;
use crate::error::Error;
use crate::ids::SeekerId;
use crate::seekers::entity::seeker;
use sea_orm::entity::prelude::*;

/// See and change a profile, and apply: the person, and advisers where they keep it or the person asked for help.
#[derive(Debug, Clone)]
pub struct ActForSeeker;

impl Action for ActForSeeker {
    type Subject = SeekerId;

    async fn check(db: &Db, actor: &Actor, id: &SeekerId) -> Result<Verdict, Error> {
        let standing = standing(db, actor, *id).await?;
        Ok(Verdict::visible_if(standing != Standing::Nobody))
    }
}

/// Decide who sees the profile, whether an adviser may help, and whether there is a profile at all: the person; an
/// adviser only for somebody without an account, who has nobody else to do it.
#[derive(Debug, Clone)]
pub struct DecideForSeeker;

impl Action for DecideForSeeker {
    type Subject = SeekerId;

    async fn check(db: &Db, actor: &Actor, id: &SeekerId) -> Result<Verdict, Error> {
        Ok(match standing(db, actor, *id).await? {
            Standing::Own | Standing::Keeper => Verdict::Allowed,
            Standing::Helper => Verdict::Forbidden,
            Standing::Nobody => Verdict::Hidden,
        })
    }
}

/// Keep profiles for people who come to a station, find doubles and make them one: advisers.
#[derive(Debug, Clone)]
pub struct AssistSeekers;

impl Action for AssistSeekers {
    type Subject = ();

    async fn check(_: &Db, actor: &Actor, (): &()) -> Result<Verdict, Error> {
        Ok(Verdict::allowed_if(actor.role() == Role::Adviser))
    }
}

/// What an actor is to a seeker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The person.
    Own,
    /// An adviser, for somebody without an account.
    Keeper,
    /// An adviser, for somebody with an account who asked for help.
    Helper,
    /// None of these.
    Nobody,
}

/// Nothing acts for a profile that was merged into another or erased.
pub(crate) async fn standing(db: &Db, actor: &Actor, id: SeekerId) -> Result<Standing, Error> {
    let Some(account) = actor.account() else { return Ok(Standing::Nobody) };
    let found = seeker::Entity::find_by_id(id.text()).one(db.read()).await?;
    let Some(row) = found.filter(|row| row.merged_into.is_none() && row.erased_at.is_none()) else {
        return Ok(Standing::Nobody);
    };
    let adviser = actor.role() == Role::Adviser && row.assisted;
    Ok(match row.account_id {
        Some(own) if own == account.text() => Standing::Own,
        Some(_) if adviser => Standing::Helper,
        None if adviser => Standing::Keeper,
        _ => Standing::Nobody,
    })
}
