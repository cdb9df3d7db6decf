//! Who may act for an employer, mind it, or decide on it.

use crate::authority::{Action, Actor, Verdict};
use crate::db::Db;
use crate::employers::entity::member;
use crate::employers::values::MemberRole;
use crate::error::Error;
use crate::ids::EmployerId;
use sea_orm::entity::prelude::*;

/// Write postings and import them, for an employer: its members.
#[derive(Debug, Clone)]
pub struct ActForEmployer;

impl Action for ActForEmployer {
    type Subject = EmployerId;

    async fn check(db: &Db, actor: &Actor, employer: &EmployerId) -> Result<Verdict, Error> {
        Ok(Verdict::visible_if(role_in(db, actor, *employer).await?.is_some()))
    }
}

/// Change the registration and the members: its owners.
#[derive(Debug, Clone)]
pub struct ManageEmployer;

impl Action for ManageEmployer {
    type Subject = EmployerId;

    async fn check(db: &Db, actor: &Actor, employer: &EmployerId) -> Result<Verdict, Error> {
        Ok(match role_in(db, actor, *employer).await? {
            Some(MemberRole::Owner) => Verdict::Allowed,
            Some(MemberRole::Recruiter) => Verdict::Forbidden,
            None => Verdict::Hidden,
        })
    }
}

/// See what waits for a decision: organizers.
#[derive(Debug, Clone)]
pub struct SeeReviewQueue;

impl Action for SeeReviewQueue {
    type Subject = ();

    async fn check(_: &Db, actor: &Actor, (): &()) -> Result<Verdict, Error> {
        Ok(Verdict::allowed_if(actor.is_organizer()))
    }
}

/// Approve or refuse an employer: organizers.
#[derive(Debug, Clone)]
pub struct ReviewEmployer;

impl Action for ReviewEmployer {
    type Subject = EmployerId;

    async fn check(_: &Db, actor: &Actor, _: &EmployerId) -> Result<Verdict, Error> {
        Ok(Verdict::allowed_if(actor.is_organizer()))
    }
}

/// The role of the actor in the employer, if there is one.
pub(crate) async fn role_in(db: &Db, actor: &Actor, employer: EmployerId) -> Result<Option<MemberRole>, Error> {
    let Some(account) = actor.account() else { return Ok(None) };
    let row = member::Entity::find()
        .filter(member::Column::EmployerId.eq(employer.text()))
        .filter(member::Column::AccountId.eq(account.text()))
        .one(db.read())
        .await?;
    Ok(row.and_then(|row| MemberRole::from_code(&row.role)))
}
