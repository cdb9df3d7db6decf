//! No silent end: reminders by the clock, at the end of a posting, and what the seeker and the public learn.

use super::Scene;
use crate::applications::public::{AnswerFigures, answer_figures};
use crate::applications::remind::remind_due;
use crate::applications::values::ApplicationState;
use crate::applications::{read, write};
use crate::jobs::Job;
use crate::postings::lifecycle::expire_due;

const DAY: i64 = 86_400;

async fn remind(scene: &Scene) -> Vec<Job> {
    remind_due(&scene.world.db, &scene.world.system).await.expect("reminders");
    scene.world.take_jobs().await
}

#[tokio::test]
async fn once_a_week_and_four_times_at_most() {
    let scene = Scene::open().await;
    let id = scene.apply().await;
    write::open(&scene.world.db, &scene.handle(id).await).await.expect("a look is no answer");
    scene.world.take_jobs().await;
    let mut reminded = Vec::new();
    for day in 1..=60 {
        scene.world.pass(DAY);
        if !remind(&scene).await.is_empty() {
            reminded.push(day);
        }
        assert_eq!(remind(&scene).await, [], "twice on day {day}");
    }
    assert_eq!(reminded, [7, 14, 21, 28]);
    let grant = scene.world.grant(&scene.person, scene.seeker).await;
    let (sent, _) = read::sent(&scene.world.db, &grant, 1).await.expect("a list");
    assert_eq!((sent[0].waiting_days, sent[0].reminders, sent[0].unanswered), (Some(60), 4, true));
}

#[tokio::test]
async fn an_answer_ends_the_reminders() {
    let scene = Scene::open().await;
    let id = scene.apply().await;
    scene.world.pass(8 * DAY);
    scene.world.take_jobs().await;
    assert_eq!(remind(&scene).await, [Job::MailApplicationUnanswered(id)]);
    scene.advance(id, ApplicationState::Shortlisted).await.expect("a step");
    scene.world.take_jobs().await;
    scene.world.pass(90 * DAY);
    assert_eq!(remind(&scene).await, []);
}

#[tokio::test]
async fn two_nodes_remind_once() {
    let scene = Scene::open().await;
    scene.apply().await;
    scene.world.take_jobs().await;
    scene.world.pass(7 * DAY);
    let (other, system) = scene.world.another_node().await;
    let (first, second) = tokio::join!(remind_due(&scene.world.db, &scene.world.system), remind_due(&other, &system));
    assert_eq!(first.expect("reminders") + second.expect("reminders"), 1);
    assert_eq!(scene.world.take_jobs().await.len(), 1);
}

#[tokio::test]
async fn the_end_of_a_posting_asks_for_each_answer_that_is_missing() {
    let scene = Scene::open().await;
    let waiting = scene.apply().await;
    let offered = scene.apply_as_another().await;
    let refused = scene.apply_as_another().await;
    scene.advance(offered, ApplicationState::Offer).await.expect("a step");
    scene.advance(refused, ApplicationState::Refused).await.expect("a refusal");
    scene.world.take_jobs().await;
    scene.close().await;
    let jobs = remind(&scene).await;
    assert_eq!(jobs.len(), 2);
    for id in [waiting, offered] {
        assert!(jobs.contains(&Job::MailApplicationUnanswered(id)));
    }
    scene.world.pass(7 * DAY);
    assert_eq!(remind(&scene).await, [Job::MailApplicationUnanswered(waiting)], "the week goes on for it alone");
}

#[tokio::test]
async fn a_posting_that_runs_out_asks_as_well() {
    let scene = Scene::open().await;
    let id = scene.apply().await;
    scene.advance(id, ApplicationState::Interview).await.expect("a step");
    scene.world.pass(31 * DAY);
    expire_due(&scene.world.db, &scene.world.system).await.expect("the end");
    scene.world.take_jobs().await;
    assert_eq!(remind(&scene).await, [Job::MailApplicationUnanswered(id)]);
}

#[tokio::test]
async fn how_an_employer_answers_is_public_from_five_on() {
    let scene = Scene::open().await;
    let mut ids = vec![scene.apply().await];
    for _ in 0..5 {
        ids.push(scene.apply_as_another().await);
    }
    let figures = async || answer_figures(&scene.world.db, scene.employer).await.expect("figures");
    for id in &ids[..3] {
        scene.world.pass(DAY);
        scene.advance(*id, ApplicationState::Shortlisted).await.expect("a step");
    }
    assert_eq!(figures().await, None, "three are too few to tell");
    scene.world.pass(5 * DAY);
    scene.advance(ids[3], ApplicationState::Refused).await.expect("a refusal is an answer");
    let expected = AnswerFigures { applications: 6, answered_percent: 66, median_days: Some(3) };
    assert_eq!(figures().await, Some(expected), "after one, two, three and eight days; two without");
    // Withdrawn without an answer says nothing of the employer.
    let follow = scene.world.of_system(ids[4]);
    write::withdraw(&scene.world.db, &follow).await.expect("a withdrawal");
    assert_eq!(figures().await.expect("figures").answered_percent, 80);
    scene.world.pass(200 * DAY);
    assert_eq!(figures().await, None, "long ago");
}
