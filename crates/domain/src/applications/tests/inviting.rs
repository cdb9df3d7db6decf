//! Inviting: only who lets the employer, once, and not for a while after a refusal.

use super::applying::block;
use super::{Scene, add_seeker};
use crate::Error;
use crate::applications::invitations::{self, accept, decline, invite};
use crate::applications::remind::expire_invitations;
use crate::applications::values::{InvitationState, MOST_INVITATIONS_A_DAY};
use crate::error::Code;
use crate::ids::{CandidateInvitationId, SeekerId};
use crate::jobs::Job;
use crate::seekers::values::Visibility;
use crate::testing::{number, refusal};
use futures_util::future::join_all;

const DAY: i64 = 86_400;

async fn invites(scene: &Scene, seeker: SeekerId) -> Result<CandidateInvitationId, Error> {
    let edit = scene.world.grant(&scene.owner, scene.posting).await;
    invite(&scene.world.db, &edit, seeker, "来看看吗？").await
}

#[tokio::test]
async fn an_invitation_is_masked_and_leads_to_an_application() {
    let scene = Scene::open().await;
    let id = invites(&scene, scene.seeker).await.expect("an invitation");
    assert_eq!(scene.world.take_jobs().await, [Job::MailCandidateInvited(id)]);
    let edit = scene.world.edit(scene.posting);
    let sent = invitations::of_posting(&scene.world.db, &edit).await.expect("a list");
    assert_eq!((sent[0].name.as_str(), sent[0].state), ("李**", InvitationState::Open));
    let own = scene.world.grant(&scene.person, scene.seeker).await;
    let received = invitations::of_seeker(&scene.world.db, &own).await.expect("a list");
    assert_eq!((received[0].id, received[0].message.as_str()), (id, "来看看吗？"));
    let answer = scene.world.grant(&scene.person, id).await;
    let (seeker, posting) = accept(&scene.world.db, &answer).await.expect("an answer");
    assert_eq!((seeker, posting), (scene.seeker, scene.posting));
    assert_eq!(scene.world.take_jobs().await, [Job::MailCandidateAnswered(id)]);
    assert_eq!(invitations::of_seeker(&scene.world.db, &own).await.expect("a list").len(), 1, "not applied yet");
    scene.apply().await;
    assert_eq!(scene.world.texts("SELECT origin FROM application").await, ["invited"]);
    assert!(invitations::of_seeker(&scene.world.db, &own).await.expect("a list").is_empty());
    let late = refusal(decline(&scene.world.db, &answer).await);
    assert_eq!(late, Some(Code::CandidateInvitationNotOpen));
}

#[tokio::test]
async fn only_who_lets_the_employer_is_there_to_be_invited() {
    let scene = Scene::open().await;
    for visibility in [Visibility::Nobody, Visibility::Fairs] {
        let hidden = add_seeker(&scene.world, None, "王强", visibility).await;
        assert_eq!(refusal(invites(&scene, hidden).await), Some(Code::NotFound), "{visibility}");
    }
    assert_eq!(refusal(invites(&scene, SeekerId::new()).await), Some(Code::NotFound));
    block(&scene).await;
    assert_eq!(refusal(invites(&scene, scene.seeker).await), Some(Code::NotFound), "blocked");
    let edit = scene.world.edit(scene.posting);
    let looked = invitations::candidate(&scene.world.db, &edit, scene.seeker).await;
    assert_eq!(refusal(looked), Some(Code::NotFound));
}

#[tokio::test]
async fn one_open_invitation_and_none_after_a_refusal() {
    let scene = Scene::open().await;
    let id = invites(&scene, scene.seeker).await.expect("an invitation");
    assert_eq!(refusal(invites(&scene, scene.seeker).await), Some(Code::CandidateInvited));
    // Another posting of the same employer does not make it another nuisance.
    let other = scene.world.edit(scene.another_posting().await);
    let again = async || refusal(invite(&scene.world.db, &other, scene.seeker, "").await);
    assert_eq!(again().await, Some(Code::CandidateInvited));
    let answer = scene.world.grant(&scene.person, id).await;
    decline(&scene.world.db, &answer).await.expect("an answer");
    assert_eq!(again().await, Some(Code::CandidateDeclined));
    scene.world.pass(20 * DAY);
    assert_eq!(again().await, Some(Code::CandidateDeclined));
    scene.world.pass(70 * DAY + 1);
    scene.world.run("UPDATE posting SET expires_at = expires_at + 100000000").await;
    assert_eq!(again().await, None, "after ninety days");
}

#[tokio::test]
async fn an_invitation_runs_out() {
    let scene = Scene::open().await;
    let id = invites(&scene, scene.seeker).await.expect("an invitation");
    scene.world.pass(14 * DAY);
    let answer = scene.world.grant(&scene.person, id).await;
    assert_eq!(refusal(accept(&scene.world.db, &answer).await), Some(Code::CandidateInvitationNotOpen));
    assert_eq!(expire_invitations(&scene.world.db, &scene.world.system).await.expect("the end"), 1);
    assert_eq!(expire_invitations(&scene.world.db, &scene.world.system).await.expect("the end"), 0);
    scene.apply().await;
    assert_eq!(scene.world.texts("SELECT origin FROM application").await, ["applied"]);
    assert_eq!(refusal(invites(&scene, scene.seeker).await), Some(Code::ApplicationExists));
}

#[tokio::test]
async fn an_employer_invites_so_many_a_day() {
    let scene = Scene::open().await;
    for _ in 0..MOST_INVITATIONS_A_DAY {
        let one = add_seeker(&scene.world, None, &format!("某{}", number()), Visibility::Verified).await;
        invites(&scene, one).await.expect("an invitation");
    }
    assert_eq!(refusal(invites(&scene, scene.seeker).await), Some(Code::CandidateInvitationsToday));
    scene.world.pass(DAY + 1);
    invites(&scene, scene.seeker).await.expect("the next day");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_clicks_send_one_invitation_and_one_answer() {
    let scene = Scene::open().await;
    let ends = join_all((0..20).map(|_| invites(&scene, scene.seeker))).await;
    let sent: Vec<_> = ends.into_iter().filter_map(Result::ok).collect();
    assert_eq!(sent.len(), 1);
    let answer = scene.world.grant(&scene.person, sent[0]).await;
    let click = async |turn: usize| {
        if turn.is_multiple_of(2) {
            accept(&scene.world.db, &answer).await
        } else {
            decline(&scene.world.db, &answer).await
        }
    };
    let ends = join_all((0..20).map(click)).await;
    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1);
}
