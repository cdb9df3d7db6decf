//! Who handles an application, who follows it, and who answers an invitation.

use crate::applications::entity::{application, invitation};
use crate::authority::{Action, Actor, Verdict};
use crate::db::Db;
use crate::employers::policy::role_in;
use crate::error::Error;
use crate::ids::{ApplicationId, CandidateInvitationId, EmployerId, SeekerId};
use crate::postings::entity::posting;
use crate::seekers::policy::ActForSeeker;
use sea_orm::entity::prelude::*;

/// See an application, take its steps, and note what is for the employer alone: the members of the posting's employer.
#[derive(Debug, Clone)]
pub struct HandleApplication;

impl Action for HandleApplication {
    type Subject = ApplicationId;

    async fn check(db: &Db, actor: &Actor, id: &ApplicationId) -> Result<Verdict, Error> {
        let found =
            application::Entity::find_by_id(id.text()).find_also_related(posting::Entity).one(db.read()).await?;
        let Some((_, Some(about))) = found else { return Ok(Verdict::Hidden) };
        let employer = EmployerId::from_row(&about.employer_id)?;
        Ok(Verdict::visible_if(role_in(db, actor, employer).await?.is_some()))
    }
}

/// See where an application stands, and withdraw it: who may act for the seeker.
#[derive(Debug, Clone)]
pub struct FollowApplication;

impl Action for FollowApplication {
    type Subject = ApplicationId;

    async fn check(db: &Db, actor: &Actor, id: &ApplicationId) -> Result<Verdict, Error> {
        let found = application::Entity::find_by_id(id.text()).one(db.read()).await?;
        let Some(row) = found else { return Ok(Verdict::Hidden) };
        ActForSeeker::check(db, actor, &SeekerId::from_row(&row.seeker_id)?).await
    }
}

/// Be one of the two sides of an application.
#[derive(Debug, Clone)]
pub struct SeeApplication;

impl Action for SeeApplication {
    type Subject = ApplicationId;

    async fn check(db: &Db, actor: &Actor, id: &ApplicationId) -> Result<Verdict, Error> {
        match HandleApplication::check(db, actor, id).await? {
            Verdict::Allowed => Ok(Verdict::Allowed),
            _ => FollowApplication::check(db, actor, id).await,
        }
    }
}

/// Accept or decline an invitation: who may act for the seeker.
#[derive(Debug, Clone)]
pub struct AnswerInvitation;

impl Action for AnswerInvitation {
    type Subject = CandidateInvitationId;

    async fn check(db: &Db, actor: &Actor, id: &CandidateInvitationId) -> Result<Verdict, Error> {
        let found = invitation::Entity::find_by_id(id.text()).one(db.read()).await?;
        let Some(row) = found else { return Ok(Verdict::Hidden) };
        ActForSeeker::check(db, actor, &SeekerId::from_row(&row.seeker_id)?).await
    }
}
