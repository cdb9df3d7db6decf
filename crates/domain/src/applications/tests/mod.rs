//! Applications, tried: the table of steps, and a small world for the rest.

mod applying;
mod inviting;
mod made_up;
mod questions;
mod reading;
mod reminding;
mod steps;

use crate::applications::policy::HandleApplication;
use crate::applications::values::{ApplicationState, Side, Step};
use crate::applications::write::{self, ApplyInput};
use crate::authority::{Actor, Grant};
use crate::ids::{ApplicationId, EmployerId, PostingId, SeekerId};
use crate::postings::values::PostingState;
use crate::seekers::made_up::{MadeUpSeeker, add_made_up};
use crate::seekers::values::Visibility;
use crate::testing::{World, account, number};
use crate::{Error, postings};
use magpie_terms::{Profile, ProfileInput};
use std::fmt::Write;

/// A seeker with an account, a trusted employer with a public posting.
pub(super) struct Scene {
    pub world: World,
    pub owner: Actor,
    pub employer: EmployerId,
    pub posting: PostingId,
    pub person: Actor,
    pub seeker: SeekerId,
}

impl Scene {
    pub(super) async fn open() -> Self {
        let world = World::open().await;
        let (owner, employer) = world.trusted("甲公司").await;
        let posting = world.posting_in(&owner, employer, PostingState::Published).await;
        let person = world.seeker("person").await;
        let seeker = add_seeker(&world, Some(&person), "李秀英", Visibility::Verified).await;
        world.take_jobs().await;
        Self { world, owner, employer, posting, person, seeker }
    }

    pub(super) async fn another_posting(&self) -> PostingId {
        self.world.posting_in(&self.owner, self.employer, PostingState::Published).await
    }

    pub(super) async fn apply(&self) -> ApplicationId {
        self.apply_to(self.posting).await.expect("an application")
    }

    pub(super) async fn apply_to(&self, posting: PostingId) -> Result<ApplicationId, Error> {
        let grant = self.world.grant(&self.person, self.seeker).await;
        write::apply(&self.world.db, &grant, posting, &ApplyInput::default()).await
    }

    /// Somebody else's application for the posting.
    pub(super) async fn apply_as_another(&self) -> ApplicationId {
        let other = self.world.seeker(&format!("other{}", number())).await;
        let seeker = add_seeker(&self.world, Some(&other), "王强", Visibility::Nobody).await;
        let grant = self.world.grant(&other, seeker).await;
        write::apply(&self.world.db, &grant, self.posting, &ApplyInput::default()).await.expect("an application")
    }

    pub(super) async fn handle(&self, id: ApplicationId) -> Grant<HandleApplication> {
        self.world.grant(&self.owner, id).await
    }

    pub(super) async fn advance(&self, id: ApplicationId, to: ApplicationState) -> Result<(), Error> {
        let version = self.number(&format!("SELECT version FROM application WHERE id = '{id}'")).await;
        let reason = (to == ApplicationState::Refused).then_some(super::values::RefusalReason::Skills);
        let step = Step { to, version, reason, note: String::new() };
        write::advance(&self.world.db, &self.handle(id).await, &step).await
    }

    pub(super) async fn state(&self, id: ApplicationId) -> String {
        self.world.texts(&format!("SELECT state FROM application WHERE id = '{id}'")).await.remove(0)
    }

    pub(super) async fn number(&self, sql: &str) -> i64 {
        self.world.number(sql).await
    }

    pub(super) async fn close(&self) {
        postings::write::close(&self.world.db, &self.world.edit(self.posting)).await.expect("an end");
    }
}

pub(super) async fn add_seeker(world: &World, of: Option<&Actor>, name: &str, visibility: Visibility) -> SeekerId {
    let one = MadeUpSeeker {
        account: of.map(account),
        name: name.to_owned(),
        phone: Some("13800001234".to_owned()),
        email: None,
        profile: profile(),
        visibility,
        assisted: of.is_none(),
        keeper: None,
        consent_note: None,
    };
    add_made_up(&world.db, &world.system, vec![one]).await.expect("a seeker")[0]
}

pub(super) fn profile() -> Profile {
    let input = ProfileInput {
        desired_titles: "养老护理员".into(),
        education: "junior_high".into(),
        experience_years: "3".into(),
        skills: "照护".into(),
        ..ProfileInput::default()
    };
    Profile::parse(&input).expect("a valid profile")
}

#[test]
fn every_step_by_every_side() {
    let mut table = String::new();
    for side in Side::ALL {
        write!(table, "{:<12}", side.code()).expect("text");
        ApplicationState::ALL.iter().for_each(|to| write!(table, "{:<12}", to.code()).expect("text"));
        table.push('\n');
        for from in ApplicationState::ALL {
            write!(table, "{:<12}", from.code()).expect("text");
            for to in ApplicationState::ALL {
                write!(table, "{:<12}", if from.may_become(*to, *side) { "yes" } else { "-" }).expect("text");
            }
            table.push('\n');
        }
    }
    insta::assert_snapshot!(table.lines().map(str::trim_end).collect::<Vec<_>>().join("\n"));
}

#[test]
fn what_is_over_goes_nowhere_but_where_it_is_said() {
    for state in ApplicationState::ALL {
        assert!(state.next(Side::System).is_empty());
        assert_eq!(state.next(Side::Seeker).is_empty(), !state.is_open() && *state != ApplicationState::Withdrawn);
    }
    assert!(ApplicationState::Hired.next(Side::Employer).is_empty());
    assert!(ApplicationState::Withdrawn.next(Side::Employer).is_empty());
    assert_eq!(ApplicationState::Refused.next(Side::Employer), [ApplicationState::Shortlisted]);
}
