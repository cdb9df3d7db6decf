//! Made-up applications read like any others, and none has a history that could not have happened.

use super::*;
use crate::applications::made_up::{self, MadeUpApplication, MadeUpInvitation, MadeUpStep};
use crate::applications::values::{Origin, RefusalReason};
use crate::applications::{invitations, pipeline, read, remind};

fn step(scene: &Scene, to: ApplicationState, days_ago: i64) -> MadeUpStep {
    let reason = (to == ApplicationState::Refused).then_some(RefusalReason::Filled);
    let at = scene.world.db.now().plus_days(-days_ago);
    MadeUpStep { to, by: Some(account(&scene.owner)), at, reason, note: "谢谢".to_owned() }
}

fn application(scene: &Scene, steps: Vec<MadeUpStep>) -> MadeUpApplication {
    MadeUpApplication {
        posting: scene.posting,
        employer: scene.employer,
        seeker: scene.seeker,
        sent_by: Some(account(&scene.person)),
        origin: Origin::Applied,
        message: "您好".to_owned(),
        answers: Vec::new(),
        at: scene.world.db.now().plus_days(-9),
        steps,
    }
}

#[tokio::test]
async fn a_history_is_shown_to_both_sides_and_goes_on() {
    let scene = Scene::open().await;
    let steps = vec![step(&scene, ApplicationState::Seen, 8), step(&scene, ApplicationState::Interview, 5)];
    let made_up = application(&scene, steps);
    let ids = made_up::add(&scene.world.db, &scene.world.system, &[made_up]).await.expect("written");
    let followed = read::followed(&scene.world.db, &scene.world.grant(&scene.person, ids[0]).await).await;
    assert_eq!(followed.expect("an application").history.len(), 3);
    let edit = scene.world.edit(scene.posting);
    let (received, total) = pipeline::received(&scene.world.db, &edit, None, 1).await.expect("a list");
    assert_eq!((total, received[0].state), (1, ApplicationState::Interview));
    assert!(received[0].is_known, "applying was the consent");
    scene.advance(ids[0], ApplicationState::Hired).await.expect("the next step");
}

#[tokio::test]
async fn one_that_waits_is_not_reminded_of_at_once() {
    let scene = Scene::open().await;
    let waiting = application(&scene, vec![step(&scene, ApplicationState::Seen, 8)]);
    made_up::add(&scene.world.db, &scene.world.system, &[waiting]).await.expect("written");
    remind::remind_due(&scene.world.db, &scene.world.system).await.expect("reminded");
    assert!(scene.world.take_jobs().await.is_empty());
}

#[tokio::test]
async fn what_could_not_have_happened_is_not_written() {
    let scene = Scene::open().await;
    let after_the_end = vec![step(&scene, ApplicationState::Refused, 8), step(&scene, ApplicationState::Offer, 5)];
    let backwards = vec![step(&scene, ApplicationState::Seen, 5), step(&scene, ApplicationState::Interview, 8)];
    for steps in [after_the_end, backwards] {
        let wrong = application(&scene, steps);
        assert!(made_up::add(&scene.world.db, &scene.world.system, &[wrong]).await.is_err());
    }
    assert_eq!(scene.number("SELECT count(*) FROM application").await, 0);
    assert_eq!(scene.number("SELECT count(*) FROM seeker_consent").await, 0);
}

#[tokio::test]
async fn an_invitation_can_be_accepted() {
    let scene = Scene::open().await;
    let (posting, seeker) = (scene.posting, scene.seeker);
    let one =
        MadeUpInvitation { posting, seeker, invited_by: Some(account(&scene.owner)), message: "请来".to_owned() };
    made_up::invite(&scene.world.db, &scene.world.system, &[one]).await.expect("written");
    let grant = scene.world.grant(&scene.person, scene.seeker).await;
    let received = invitations::of_seeker(&scene.world.db, &grant).await.expect("a list");
    let answer = scene.world.grant(&scene.person, received[0].id).await;
    assert_eq!(invitations::accept(&scene.world.db, &answer).await.expect("accepted"), (seeker, posting));
}
