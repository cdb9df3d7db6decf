//! Applying: once for each posting, only where somebody answers, within the limits, and as a consent.

use super::{Scene, add_seeker};
use crate::accounts::values::Role;
use crate::applications::values::{ApplicationState, MOST_A_DAY, MOST_OPEN, MOST_RENEWALS_A_DAY};
use crate::applications::write::{self, ApplyInput};
use crate::changes::{self, Change};
use crate::error::Code;
use crate::ids::PostingId;
use crate::imports::testing::{file, row};
use crate::imports::write::{publish, run};
use crate::jobs::Job;
use crate::postings::values::PostingState;
use crate::seekers::values::Visibility;
use crate::testing::refusal;
use futures_util::future::join_all;

#[tokio::test]
async fn applying_is_the_consent_and_tells_the_employer() {
    let scene = Scene::open().await;
    let head = changes::head(&scene.world.db).await.expect("a cursor");
    let id = scene.apply().await;
    assert_eq!(scene.state(id).await, "applied");
    assert_eq!(scene.world.take_jobs().await, [Job::MailApplicationReceived(id)]);
    let consents = "SELECT COUNT(*) FROM seeker_consent WHERE withdrawn_at IS NULL AND given_by = 'person'";
    assert_eq!(scene.number(consents).await, 1);
    let log = changes::since(&scene.world.db, head, 10).await.expect("entries");
    assert!(log.iter().any(|entry| entry.change == Change::SeekerChanged(scene.seeker)));
    assert_eq!(scene.world.texts("SELECT side FROM application_event").await, ["seeker"]);
}

#[tokio::test]
async fn one_application_for_a_posting_until_it_was_withdrawn() {
    let scene = Scene::open().await;
    let id = scene.apply().await;
    assert_eq!(refusal(scene.apply_to(scene.posting).await), Some(Code::ApplicationExists));
    let follow = scene.world.grant(&scene.person, id).await;
    write::withdraw(&scene.world.db, &follow).await.expect("a withdrawal");
    assert_eq!(scene.number("SELECT COUNT(*) FROM seeker_consent WHERE withdrawn_at IS NULL").await, 0);
    assert_eq!(refusal(write::withdraw(&scene.world.db, &follow).await), Some(Code::ApplicationStateWrong));
    scene.world.pass(3600);
    assert_eq!(scene.apply_to(scene.posting).await.expect("a renewal"), id, "the same one, with its history");
    assert_eq!(scene.number("SELECT COUNT(*) FROM seeker_consent WHERE withdrawn_at IS NULL").await, 1);
    let history = scene.world.texts("SELECT state FROM application_event ORDER BY at, id").await;
    assert_eq!(history, ["applied", "withdrawn", "applied"]);
    // In whatever order: a database gives jobs that are due as it likes.
    let kinds = scene.world.take_jobs().await;
    let count = |kind: Job| kinds.iter().filter(|job| **job == kind).count();
    let received = count(Job::MailApplicationReceived(id));
    assert_eq!((kinds.len(), received, count(Job::MailApplicationWithdrawn(id))), (3, 2, 1));
}

#[tokio::test]
async fn a_refused_one_is_not_sent_again() {
    let scene = Scene::open().await;
    let id = scene.apply().await;
    scene.advance(id, ApplicationState::Refused).await.expect("a refusal");
    assert_eq!(refusal(scene.apply_to(scene.posting).await), Some(Code::ApplicationExists));
}

#[tokio::test]
async fn nobody_applies_where_nobody_answers() {
    let scene = Scene::open().await;
    let (world, db) = (&scene.world, &scene.world.db);
    let draft = world.draft(&scene.owner, scene.employer, "岗位").await;
    assert_eq!(refusal(scene.apply_to(draft).await), Some(Code::NotFound));
    assert_eq!(refusal(scene.apply_to(PostingId::new()).await), Some(Code::NotFound));
    for state in [PostingState::Closed, PostingState::Expired, PostingState::Withdrawn] {
        let ended = world.posting_in(&scene.owner, scene.employer, state).await;
        assert_eq!(refusal(scene.apply_to(ended).await), Some(Code::PostingNotOpen), "{state}");
    }
    let batch = run(db, &world.of_system(None), &file(&[row(world, "丙公司", None, "岗位")]), false).await;
    publish(db, &world.of_system(batch.expect("an import").0)).await.expect("public");
    let ids =
        world.texts("SELECT p.id FROM posting p JOIN employer e ON e.id = p.employer_id WHERE e.name = '丙公司'").await;
    let of_nobody = PostingId::parse(&ids[0]).expect("an id");
    assert_eq!(refusal(scene.apply_to(of_nobody).await), Some(Code::EmployerTakesNone));
    world.pass(31 * 86_400);
    assert_eq!(refusal(scene.apply_to(scene.posting).await), Some(Code::PostingNotOpen), "its last day is over");
    assert_eq!(scene.number("SELECT COUNT(*) FROM application").await, 0);
}

#[tokio::test]
async fn a_blocked_employer_gets_no_application() {
    let scene = Scene::open().await;
    block(&scene).await;
    assert_eq!(refusal(scene.apply_to(scene.posting).await), Some(Code::EmployerBlocked));
}

pub(super) async fn block(scene: &Scene) {
    let sql = format!(
        "INSERT INTO seeker_block (id, seeker_id, credit_code, name, created_at) SELECT 'b', '{}', credit_code, name, 0 \
         FROM employer WHERE id = '{}'",
        scene.seeker, scene.employer
    );
    scene.world.run(&sql).await;
}

#[tokio::test]
async fn a_day_and_a_person_have_limits() {
    let scene = Scene::open().await;
    let mut first = None;
    for turn in 0..MOST_A_DAY {
        let posting = if turn == 0 { scene.posting } else { scene.another_posting().await };
        let id = scene.apply_to(posting).await.expect("an application");
        first = first.or(Some(id));
    }
    let one_more = scene.another_posting().await;
    assert_eq!(refusal(scene.apply_to(one_more).await), Some(Code::ApplicationsToday));
    scene.world.pass(86_401);
    scene.apply_to(one_more).await.expect("the next day");
    // Withdrawn and sent again and again it still reaches somebody each time.
    scene.world.pass(86_401);
    let first = first.expect("an application");
    let follow = scene.world.grant(&scene.person, first).await;
    for _ in 0..MOST_RENEWALS_A_DAY {
        write::withdraw(&scene.world.db, &follow).await.expect("a withdrawal");
        scene.apply_to(scene.posting).await.expect("a renewal");
    }
    write::withdraw(&scene.world.db, &follow).await.expect("a withdrawal");
    assert_eq!(refusal(scene.apply_to(scene.posting).await), Some(Code::ApplicationsToday));
}

#[tokio::test]
async fn who_has_very_many_open_ones_waits_for_answers() {
    let scene = Scene::open().await;
    let id = scene.apply().await;
    // Copies of the one, for postings of the same kind: 200 real ones would take long.
    for turn in 1..MOST_OPEN {
        let posting = PostingId::new();
        let columns: Vec<String> = scene
            .world
            .texts(if scene.world.is_sqlite() {
                "SELECT name FROM pragma_table_info('posting') WHERE name <> 'id'"
            } else {
                "SELECT column_name::text FROM information_schema.columns WHERE table_name = 'posting' AND column_name <> 'id'"
            })
            .await;
        let columns = columns.join(", ");
        scene
            .world
            .run(&format!(
                "INSERT INTO posting (id, {columns}) SELECT '{posting}', {columns} FROM posting WHERE id = '{}'",
                scene.posting
            ))
            .await;
        scene
            .world
            .run(&format!(
                "INSERT INTO application (id, posting_id, seeker_id, state, origin, message, answers, version, created_at, \
                 updated_at, reminders) SELECT 'copy{turn}', '{posting}', seeker_id, 'offer', origin, '', '[]', 1, \
                 created_at, updated_at, 0 FROM application WHERE id = '{id}'"
            ))
            .await;
    }
    let another = scene.another_posting().await;
    assert_eq!(refusal(scene.apply_to(another).await), Some(Code::ApplicationsOpen));
    scene.world.run("UPDATE application SET state = 'hired' WHERE id = 'copy1'").await;
    scene.apply_to(another).await.expect("one place more");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_clicks_send_one_application() {
    let scene = Scene::open().await;
    let ends = join_all((0..20).map(|_| scene.apply_to(scene.posting))).await;
    let sent = ends.iter().filter(|end| end.is_ok()).count();
    assert_eq!(sent, 1);
    assert!(ends.into_iter().filter_map(|end| refusal(end)).all(|code| code == Code::ApplicationExists));
    assert_eq!(scene.number("SELECT COUNT(*) FROM application_event").await, 1);
}

#[tokio::test]
async fn an_adviser_applies_on_behalf() {
    let scene = Scene::open().await;
    let adviser = scene.world.person("adviser", Role::Adviser).await;
    let seeker = add_seeker(&scene.world, None, "赵大爷", Visibility::Nobody).await;
    let grant = scene.world.grant(&adviser, seeker).await;
    write::apply(&scene.world.db, &grant, scene.posting, &ApplyInput::default()).await.expect("an application");
    assert_eq!(scene.world.texts("SELECT origin FROM application").await, ["adviser"]);
    assert_eq!(scene.world.texts("SELECT given_by FROM seeker_consent").await, ["adviser"]);
}

#[tokio::test]
async fn what_is_wrong_is_told_at_once_and_nothing_is_written() {
    let scene = Scene::open().await;
    let before = scene.world.row_counts().await;
    let grant = scene.world.grant(&scene.person, scene.seeker).await;
    let input = ApplyInput {
        message: "长".repeat(2001),
        answers: [("018f0000-0000-7000-8000-000000000000".to_owned(), "yes".to_owned())].into(),
    };
    let Err(crate::Error::Invalid(found)) = write::apply(&scene.world.db, &grant, scene.posting, &input).await else {
        panic!("taken");
    };
    let codes: Vec<(&str, &str)> = found.0.iter().map(|v| (v.field.as_str(), v.code)).collect();
    assert_eq!(codes, [("message", "too_long"), ("answers", "questions_changed")]);
    assert_eq!(scene.world.row_counts().await, before);
}
