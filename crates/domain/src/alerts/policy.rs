//! Who may see and change an alert.

use crate::alerts::entity::alert;
use crate::authority::{Action, Actor, Verdict};
use crate::db::Db;
use crate::error::Error;
use crate::ids::AlertId;
use sea_orm::entity::prelude::*;

/// See, change, pause and delete an alert: the person whose it is, and nobody else.
#[derive(Debug, Clone)]
pub struct OwnAlert;

impl Action for OwnAlert {
    type Subject = AlertId;

    async fn check(db: &Db, actor: &Actor, id: &AlertId) -> Result<Verdict, Error> {
        let Some(account) = actor.account() else { return Ok(Verdict::Hidden) };
        let found = alert::Entity::find_by_id(id.text()).one(db.read()).await?;
        Ok(Verdict::visible_if(found.is_some_and(|row| row.account_id == account.text())))
    }
}
