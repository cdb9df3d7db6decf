//! Tests of seekers.

mod candidates;
mod doubles;
mod erase;
mod made_up;
mod merging;
mod privacy;
mod profile;

use crate::applications::entity::{application, invitation};
use crate::ids::{EmployerId, PostingId, SeekerId, row_id};
use crate::seekers::entity::consent;
use crate::testing::World;
use sea_orm::Set;
use sea_orm::prelude::*;

/// A consent as an application writes it.
async fn agree(world: &World, seeker: SeekerId, employer: EmployerId, posting: PostingId) -> String {
    let id = row_id();
    let row = consent::ActiveModel {
        id: Set(id.clone()),
        seeker_id: Set(seeker.text()),
        employer_id: Set(employer.text()),
        posting_id: Set(posting.text()),
        given_by: Set("application".to_owned()),
        given_at: Set(world.db.now().0),
        withdrawn_at: Set(None),
    };
    consent::Entity::insert(row).exec_without_returning(world.db.read()).await.expect("a consent");
    id
}

async fn apply(world: &World, seeker: SeekerId, posting: PostingId, state: &str) -> String {
    let id = row_id();
    let now = world.db.now().0;
    let row = application::ActiveModel {
        id: Set(id.clone()),
        posting_id: Set(posting.text()),
        seeker_id: Set(seeker.text()),
        state: Set(state.to_owned()),
        origin: Set("applied".to_owned()),
        message: Set("我是李秀英，请来电".to_owned()),
        answers: Set("[\"会\"]".to_owned()),
        applied_by: Set(None),
        refusal_reason: Set(None),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        answered_at: Set(None),
        remind_at: Set(Some(now)),
        reminders: Set(0),
    };
    application::Entity::insert(row).exec_without_returning(world.db.read()).await.expect("an application");
    id
}

async fn invite(world: &World, seeker: SeekerId, posting: PostingId) -> String {
    let id = row_id();
    let now = world.db.now().0;
    let row = invitation::ActiveModel {
        id: Set(id.clone()),
        posting_id: Set(posting.text()),
        seeker_id: Set(seeker.text()),
        state: Set("open".to_owned()),
        message: Set("李女士，您好".to_owned()),
        invited_by: Set(None),
        created_at: Set(now),
        expires_at: Set(now + 14 * 86_400),
        answered_at: Set(None),
    };
    invitation::Entity::insert(row).exec_without_returning(world.db.read()).await.expect("an invitation");
    id
}
