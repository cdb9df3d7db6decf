//! Who may act for a seeker.

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
        let Some(account) = actor.account() else { return Ok(Verdict::Hidden) };
        let found = seeker::Entity::find_by_id(id.text()).one(db.read()).await?;
        Ok(Verdict::visible_if(found.is_some_and(|row| {
            let own = row.account_id.as_deref() == Some(&account.text());
            row.merged_into.is_none() && (own || (row.assisted && actor.role() == Role::Adviser))
        })))
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
