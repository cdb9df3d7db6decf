//! Who may import, and who may see an import.

use crate::authority::{Action, Actor, Verdict};
use crate::db::Db;
use crate::employers::policy::role_in;
use crate::error::Error;
use crate::ids::{BatchId, EmployerId};
use crate::imports::entity;
use crate::imports::values::BatchState;
use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;

/// Import postings: for an employer its members, for the employers that a file names (`None`) the organizers.
#[derive(Debug, Clone)]
pub struct ImportPostings;

impl Action for ImportPostings {
    type Subject = Option<EmployerId>;

    async fn check(db: &Db, actor: &Actor, employer: &Option<EmployerId>) -> Result<Verdict, Error> {
        match employer {
            None => Ok(Verdict::allowed_if(actor.is_organizer())),
            Some(employer) => Ok(Verdict::visible_if(role_in(db, actor, *employer).await?.is_some())),
        }
    }
}

/// See an import and go on with it: who may import for its employer, or for all. Once it was imported, organizers see
/// that of any employer too, since they decide on what it brought.
#[derive(Debug, Clone)]
pub struct SeeBatch;

impl Action for SeeBatch {
    type Subject = BatchId;

    async fn check(db: &Db, actor: &Actor, batch: &BatchId) -> Result<Verdict, Error> {
        let found: Option<(Option<String>, String)> = entity::Entity::find_by_id(batch.text())
            .select_only()
            .column(entity::Column::EmployerId)
            .column(entity::Column::State)
            .into_tuple()
            .one(db.read())
            .await?;
        let Some((employer, state)) = found else { return Ok(Verdict::Hidden) };
        let allowed = match employer {
            Some(_) if state == BatchState::Done.code() && actor.is_organizer() => true,
            Some(employer) => role_in(db, actor, EmployerId::from_row(&employer)?).await?.is_some(),
            None => actor.is_organizer(),
        };
        Ok(Verdict::visible_if(allowed))
    }
}

/// Publish the postings of an import: organizers.
#[derive(Debug, Clone)]
pub struct PublishBatch;

impl Action for PublishBatch {
    type Subject = BatchId;

    async fn check(_: &Db, actor: &Actor, _: &BatchId) -> Result<Verdict, Error> {
        Ok(Verdict::allowed_if(actor.is_organizer()))
    }
}
