//! Members: invited, accepted, removed, and never the last owner.

use crate::accounts::values::Locale;
use crate::employers::members::{Letter, accept, invite, invited_to, letter, list, remove, revoke};
use crate::employers::policy::ManageEmployer;
use crate::employers::values::MemberRole;
use crate::error::Error;
use crate::ids::{AccountId, EmployerId, InvitationId};
use crate::jobs::Job;
use crate::testing::{World, account, refusal};
use crate::{Actor, Code, Grant, Verdict};
use futures_util::future::join_all;

async fn invited(world: &World, grant: &Grant<ManageEmployer>, email: &str, role: &str) -> InvitationId {
    world.take_jobs().await;
    invite(&world.db, grant, email, role).await.expect("an invitation");
    match world.take_jobs().await.as_slice() {
        [Job::MailInvitation(id)] => *id,
        other => panic!("{other:?}"),
    }
}

async fn token(world: &World, id: InvitationId) -> String {
    letter(&world.db, &world.system, id).await.expect("an answer").expect("a letter").token
}

async fn owners(world: &World, id: EmployerId) -> usize {
    let (members, _) = list(&world.db, &world.manage(id)).await.expect("a list");
    members.iter().filter(|member| member.role == MemberRole::Owner).count()
}

#[tokio::test]
async fn an_invitation_makes_a_member_of_the_invited_address_only() {
    let world = World::open().await;
    let (owner, id) = world.approved("甲公司").await;
    let grant = world.grant::<ManageEmployer>(&owner, id).await;
    let invitation = invited(&world, &grant, "Han@Example.org", "recruiter").await;
    let told = letter(&world.db, &world.system, invitation).await.expect("an answer").expect("a letter");
    let link = told.token.clone();
    let expected = Letter {
        email: "han@example.org".into(),
        employer: "甲公司".into(),
        locale: Locale::ZhCn,
        token: link.clone(),
    };
    assert_eq!(told, expected);

    let (han, thief) = (world.seeker("han").await, world.seeker("thief").await);
    let of = async |actor: &Actor| world.grant(actor, ()).await;
    assert_eq!(refusal(invited_to(&world.db, &of(&thief).await, &link).await), Some(Code::InvitationForOther));
    assert_eq!(refusal(accept(&world.db, &of(&thief).await, &link).await), Some(Code::InvitationForOther));
    assert_eq!(invited_to(&world.db, &of(&han).await, &link).await.expect("a name"), "甲公司");
    assert_eq!(accept(&world.db, &of(&han).await, &link).await.expect("a membership"), id);
    assert_eq!(refusal(accept(&world.db, &of(&han).await, &link).await), Some(Code::LinkExpired), "used");
    let (members, open) = list(&world.db, &grant).await.expect("a list");
    assert_eq!(members.iter().map(|m| m.role).collect::<Vec<_>>(), [MemberRole::Owner, MemberRole::Recruiter]);
    assert_eq!(open, []);
    assert!(matches!(Grant::<ManageEmployer>::ask(&world.db, &han, id).await, Err(Error::Rule(Code::Forbidden))));

    let again = invited(&world, &grant, "han@example.org", "owner").await;
    let link = token(&world, again).await;
    assert_eq!(refusal(accept(&world.db, &of(&han).await, &link).await), Some(Code::InvitationForOther), "a member");
}

#[tokio::test]
async fn a_link_is_accepted_once_also_when_clicked_ten_times() {
    let world = World::open().await;
    let (owner, id) = world.approved("甲公司").await;
    let grant = world.grant::<ManageEmployer>(&owner, id).await;
    let invitation = invited(&world, &grant, "han@example.org", "owner").await;
    let link = token(&world, invitation).await;
    let han = world.seeker("han").await;
    let own = world.grant(&han, ()).await;
    let ends = join_all((0..10).map(|_| accept(&world.db, &own, &link))).await;
    assert_eq!(ends.into_iter().map(refusal).filter(Option::is_none).count(), 1);
    assert_eq!(owners(&world, id).await, 2);
}

#[tokio::test]
async fn a_link_ends_by_time_by_revocation_and_by_another_invitation() {
    let world = World::open().await;
    let (owner, id) = world.approved("甲公司").await;
    let (_, other) = world.approved("乙公司").await;
    let grant = world.grant::<ManageEmployer>(&owner, id).await;
    let han = world.seeker("han").await;
    let own = world.grant(&han, ()).await;

    let first = invited(&world, &grant, "han@example.org", "owner").await;
    let replaced = token(&world, first).await;
    let second = invited(&world, &grant, "han@example.org", "recruiter").await;
    assert_eq!(letter(&world.db, &world.system, first).await.expect("an answer"), None);
    let revoked = token(&world, second).await;
    assert_eq!(refusal(revoke(&world.db, &world.manage(other), second).await), Some(Code::NotFound), "not theirs");
    revoke(&world.db, &grant, second).await.expect("a revocation");
    assert_eq!(refusal(revoke(&world.db, &grant, second).await), Some(Code::NotFound));
    let third = invited(&world, &grant, "han@example.org", "recruiter").await;
    let too_old = token(&world, third).await;
    world.pass(7 * 86_400);
    assert_eq!(letter(&world.db, &world.system, third).await.expect("an answer"), None);
    for link in [replaced.as_str(), &revoked, &too_old, "", "nul\0"] {
        assert_eq!(refusal(accept(&world.db, &own, link).await), Some(Code::LinkExpired), "{link:?}");
        assert_eq!(refusal(invited_to(&world.db, &own, link).await), Some(Code::LinkExpired), "{link:?}");
    }
    assert_eq!(list(&world.db, &grant).await.expect("a list").1, []);
}

#[tokio::test]
async fn an_employer_cannot_be_used_to_send_mail_without_end() {
    let world = World::open().await;
    let (owner, id) = world.approved("甲公司").await;
    let grant = world.grant::<ManageEmployer>(&owner, id).await;
    for turn in 0..20 {
        // To one address again and again, or to many: both count.
        invite(&world.db, &grant, &format!("x{}@example.org", turn % 3), "recruiter").await.expect("an invitation");
    }
    match invite(&world.db, &grant, "y@example.org", "recruiter").await {
        Err(Error::Invalid(found)) => assert_eq!((found.0[0].field.as_str(), found.0[0].code), ("email", "too_many")),
        other => panic!("{other:?}"),
    }
    world.pass(86_401);
    invite(&world.db, &grant, "y@example.org", "recruiter").await.expect("the next day");
}

#[tokio::test]
async fn an_invitation_names_all_its_faults() {
    let world = World::open().await;
    let (owner, id) = world.approved("甲公司").await;
    let grant = world.grant::<ManageEmployer>(&owner, id).await;
    match invite(&world.db, &grant, "nobody", "king").await {
        Err(Error::Invalid(found)) => {
            let found: Vec<_> = found.0.iter().map(|v| (v.field.as_str(), v.code)).collect();
            assert_eq!(found, [("email", "bad_email"), ("role", "unknown_value")]);
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_last_owner_stays_and_rights_end_with_the_membership() {
    let world = World::open().await;
    let (owner, id) = world.approved("甲公司").await;
    let han = world.seeker("han").await;
    world.join(id, &han, MemberRole::Recruiter).await;
    let grant = world.grant::<ManageEmployer>(&owner, id).await;
    let before = world.row_counts().await;
    assert_eq!(refusal(remove(&world.db, &grant, account(&owner)).await), Some(Code::LastOwner));
    assert_eq!(refusal(remove(&world.db, &grant, AccountId::new()).await), Some(Code::NotFound));
    assert_eq!(world.row_counts().await, before);
    remove(&world.db, &grant, account(&han)).await.expect("an end");
    let verdict = <ManageEmployer as crate::Action>::check(&world.db, &han, &id).await.expect("an answer");
    assert_eq!(verdict, Verdict::Hidden);
}

#[tokio::test]
async fn two_owners_who_remove_each_other_at_once_leave_one() {
    let world = World::open().await;
    for turn in 0..10 {
        let (owner, id) = world.approved("甲公司").await;
        let han = world.seeker(&format!("han{turn}")).await;
        world.join(id, &han, MemberRole::Owner).await;
        let grants = (world.grant::<ManageEmployer>(&owner, id).await, world.grant::<ManageEmployer>(&han, id).await);
        let (a, b) =
            tokio::join!(remove(&world.db, &grants.0, account(&han)), remove(&world.db, &grants.1, account(&owner)));
        assert_eq!([refusal(a), refusal(b)].iter().flatten().collect::<Vec<_>>(), [&Code::LastOwner]);
        assert_eq!(owners(&world, id).await, 1);
    }
}
