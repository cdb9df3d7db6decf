//! Who sees what of an application: the person while the consent stands, and nothing of it after.

use super::Scene;
use super::applying::block;
use crate::applications::values::ApplicationState;
use crate::applications::{letters, pipeline, read, write};
use crate::employers::policy::ActForEmployer;
use crate::error::Code;
use crate::postings::policy::EditPosting;
use crate::testing::refusal;

#[tokio::test]
async fn the_employer_sees_the_person_while_the_consent_stands() {
    let scene = Scene::open().await;
    let id = scene.apply().await;
    let handle = scene.handle(id).await;
    let seen = read::handled(&scene.world.db, &handle).await.expect("an application");
    assert_eq!(seen.shown_name, "李秀英");
    assert_eq!(seen.person.expect("the person").phone.as_deref(), Some("13800001234"));
    scene.world.run("UPDATE seeker_consent SET withdrawn_at = 1").await;
    hidden(&scene, id).await;
    scene.world.run("UPDATE seeker_consent SET withdrawn_at = NULL").await;
    block(&scene).await;
    hidden(&scene, id).await;
}

async fn hidden(scene: &Scene, id: crate::ids::ApplicationId) {
    let handle = scene.handle(id).await;
    let seen = read::handled(&scene.world.db, &handle).await.expect("an application");
    assert_eq!((seen.shown_name.as_str(), seen.person, seen.message.as_str()), ("李**", None, ""));
    let edit = scene.world.grant::<EditPosting>(&scene.owner, scene.posting).await;
    let (rows, _) = pipeline::received(&scene.world.db, &edit, None, 1).await.expect("a list");
    assert_eq!((rows[0].shown_name.as_str(), rows[0].titles.len(), rows[0].years), ("李**", 0, None));
    let letter = letters::of_application(&scene.world.db, &scene.world.system, id).await.expect("a letter");
    assert_eq!(letter.shown_name, "李**");
}

#[tokio::test]
async fn withdrawing_takes_the_consent_back() {
    let scene = Scene::open().await;
    let id = scene.apply().await;
    write::withdraw(&scene.world.db, &scene.world.grant(&scene.person, id).await).await.expect("a withdrawal");
    hidden(&scene, id).await;
}

#[tokio::test]
async fn the_pipeline_counts_filters_and_begins_with_who_waits() {
    let scene = Scene::open().await;
    let first = scene.apply().await;
    let second = scene.apply_as_another().await;
    scene.advance(first, ApplicationState::Interview).await.expect("a step");
    scene.world.pass(8 * 86_400);
    let third = scene.apply_as_another().await;
    let edit = scene.world.grant::<EditPosting>(&scene.owner, scene.posting).await;
    let db = &scene.world.db;
    let (rows, total) = pipeline::received(db, &edit, None, 1).await.expect("a list");
    let ids: Vec<_> = rows.iter().map(|row| (row.id, row.is_overdue)).collect();
    assert_eq!((ids, total), (vec![(second, true), (third, false), (first, false)], 3));
    let (rows, total) = pipeline::received(db, &edit, Some(ApplicationState::Interview), 1).await.expect("a list");
    assert_eq!((rows.len(), total, rows[0].years), (1, 1, Some(3)));
    assert_eq!(pipeline::received(db, &edit, None, 9).await.expect("a page beyond"), (Vec::new(), 3));
    let counts = pipeline::counts(db, &edit).await.expect("counts");
    assert_eq!(counts.iter().map(|(_, n)| n).sum::<u64>(), 3);
    assert!(counts.contains(&(ApplicationState::Applied, 2)));
    let own = scene.world.grant::<ActForEmployer>(&scene.owner, scene.employer).await;
    let waiting = pipeline::waiting(db, &own).await.expect("counts");
    let waiting = waiting[&scene.posting];
    assert_eq!((waiting.open, waiting.unanswered, waiting.overdue), (3, 2, 1));
}

#[tokio::test]
async fn notes_are_for_the_members_and_not_about_what_the_law_protects() {
    let scene = Scene::open().await;
    let id = scene.apply().await;
    let handle = scene.handle(id).await;
    write::add_note(&scene.world.db, &handle, "电话里很耐心").await.expect("a note");
    for bad in ["", "已婚未育", "  "] {
        assert_eq!(refusal(write::add_note(&scene.world.db, &handle, bad).await), Some(Code::Invalid), "{bad}");
    }
    let seen = read::handled(&scene.world.db, &handle).await.expect("an application");
    assert_eq!((seen.notes.len(), seen.notes[0].text.as_str()), (1, "电话里很耐心"));
    assert_eq!(seen.notes[0].by, scene.owner.display_name());
}

#[tokio::test]
async fn the_mail_goes_to_the_person_or_to_who_keeps_the_profile() {
    let scene = Scene::open().await;
    let id = scene.apply().await;
    let to = async || {
        let letter = letters::of_application(&scene.world.db, &scene.world.system, id).await.expect("a letter");
        letter.to_seeker.map(|to| to.email)
    };
    assert_eq!(to().await.as_deref(), Some(scene.person.email()));
    let adviser = scene.world.person("adviser", crate::accounts::values::Role::Adviser).await;
    let keeper = crate::testing::account(&adviser);
    scene.world.run(&format!("UPDATE seeker SET account_id = NULL, keeper_id = '{keeper}'")).await;
    assert_eq!(to().await.as_deref(), Some(adviser.email()));
    scene.world.run("UPDATE seeker SET keeper_id = NULL").await;
    assert_eq!(to().await, None);
}
