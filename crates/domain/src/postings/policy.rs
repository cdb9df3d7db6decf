//! Who may write a posting, and who decides on it.

use crate::authority::{Action, Actor, Verdict};
use crate::db::Db;
use crate::employers::policy::role_in;
use crate::error::Error;
use crate::ids::{EmployerId, PostingId};
use crate::postings::entity::posting;
use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;

/// See, change, submit, close and renew a posting: the members of its employer.
#[derive(Debug, Clone)]
pub struct EditPosting;

impl Action for EditPosting {
    type Subject = PostingId;

    async fn check(db: &Db, actor: &Actor, id: &PostingId) -> Result<Verdict, Error> {
        let Some(employer) = employer_of(db, *id).await? else { return Ok(Verdict::Hidden) };
        Ok(Verdict::visible_if(role_in(db, actor, employer).await?.is_some()))
    }
}

/// Approve, refuse or take down a posting: organizers.
#[derive(Debug, Clone)]
pub struct ReviewPosting;

impl Action for ReviewPosting {
    type Subject = PostingId;

    async fn check(db: &Db, actor: &Actor, id: &PostingId) -> Result<Verdict, Error> {
        if !actor.is_organizer() {
            return Ok(Verdict::Forbidden);
        }
        Ok(Verdict::visible_if(employer_of(db, *id).await?.is_some()))
    }
}

async fn employer_of(db: &Db, id: PostingId) -> Result<Option<EmployerId>, Error> {
    let found: Option<String> = posting::Entity::find_by_id(id.text())
        .select_only()
        .column(posting::Column::EmployerId)
        .into_tuple()
        .one(db.read())
        .await?;
    found.map(|id| EmployerId::from_row(&id)).transpose()
}
