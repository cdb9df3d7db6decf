//! The employer's steps: allowed ones only, one of many clicks, each in the history and by mail.

use super::Scene;
use crate::applications::read;
use crate::applications::values::{ApplicationState, RefusalReason, Side, Step, StepInput};
use crate::applications::write;
use crate::error::Code;
use crate::jobs::Job;
use crate::testing::refusal;
use futures_util::future::join_all;

#[tokio::test]
async fn opening_it_is_seen_once() {
    let scene = Scene::open().await;
    let id = scene.apply().await;
    scene.world.take_jobs().await;
    let grant = scene.handle(id).await;
    assert!(write::open(&scene.world.db, &grant).await.expect("opened"));
    assert!(!write::open(&scene.world.db, &grant).await.expect("opened"));
    assert_eq!(scene.state(id).await, "seen");
    assert_eq!(scene.world.take_jobs().await, [], "no mail for a look");
    assert_eq!(scene.number("SELECT COUNT(*) FROM application WHERE answered_at IS NULL").await, 1, "no answer either");
}

#[tokio::test]
async fn each_state_is_reached_only_from_where_the_table_says() {
    let scene = Scene::open().await;
    let id = scene.apply().await;
    for from in ApplicationState::ALL {
        for to in ApplicationState::ALL {
            let set = format!("UPDATE application SET state = '{from}', answered_at = NULL WHERE id = '{id}'");
            scene.world.run(&set).await;
            let end = refusal(scene.advance(id, *to).await);
            // That it was seen is not said, it is noted.
            let allowed = from.may_become(*to, Side::Employer) && *to != ApplicationState::Seen;
            assert_eq!(end, (!allowed).then_some(Code::ApplicationStateWrong), "{from} to {to}");
            assert_eq!(scene.state(id).await, if allowed { to.code() } else { from.code() });
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_clicks_one_wins() {
    let scene = Scene::open().await;
    let id = scene.apply().await;
    scene.world.take_jobs().await;
    let grant = scene.handle(id).await;
    let click = async |turn: usize| {
        let to = if turn.is_multiple_of(2) { ApplicationState::Shortlisted } else { ApplicationState::Refused };
        let reason = (to == ApplicationState::Refused).then_some(RefusalReason::Filled);
        write::advance(&scene.world.db, &grant, &Step { to, version: 1, reason, note: String::new() }).await
    };
    let ends = join_all((0..20).map(click)).await;
    assert_eq!(ends.iter().filter(|end| end.is_ok()).count(), 1);
    assert!(ends.into_iter().filter_map(refusal).all(|code| code == Code::ApplicationChangedMeanwhile));
    assert_eq!(scene.number("SELECT COUNT(*) FROM application_event WHERE side = 'employer'").await, 1);
    assert_eq!(scene.world.take_jobs().await, [Job::MailApplicationMoved(id)]);
}

#[tokio::test]
async fn a_withdrawal_and_a_step_do_not_both_win() {
    let scene = Scene::open().await;
    let id = scene.apply().await;
    let follow = scene.world.grant(&scene.person, id).await;
    let step = Step { to: ApplicationState::Offer, version: 1, reason: None, note: String::new() };
    write::withdraw(&scene.world.db, &follow).await.expect("a withdrawal");
    let late = write::advance(&scene.world.db, &scene.handle(id).await, &step).await;
    assert_eq!(refusal(late), Some(Code::ApplicationChangedMeanwhile));
    assert_eq!(refusal(scene.advance(id, ApplicationState::Offer).await), Some(Code::ApplicationStateWrong));
}

#[test]
fn a_refusal_says_why() {
    let parse = |reason: &str, note: &str| {
        let input = StepInput { to: "refused".into(), version: "1".into(), reason: reason.into(), note: note.into() };
        Step::parse(&input).map_err(|v| v.0.into_iter().map(|v| (v.field, v.code)).collect::<Vec<_>>())
    };
    let one = |field: &str, code: &'static str| Err(vec![(field.to_owned(), code)]);
    assert_eq!(parse("", ""), one("reason", "required"));
    assert_eq!(parse("age", ""), one("reason", "unknown_value"));
    assert_eq!(parse("other", ""), one("note", "required"));
    assert_eq!(parse("other", "年龄太大"), one("note", "unlawful_age"));
    assert_eq!(parse("filled", "we prefer men only"), one("note", "unlawful_sex"));
    for reason in RefusalReason::ALL {
        let step = parse(reason.code(), "岗位要求有护理证。").expect("a step");
        assert_eq!(step.reason, Some(*reason));
    }
    let all = Step::parse(&StepInput { version: "x".into(), note: "长".repeat(2001), ..StepInput::default() });
    let fields: Vec<String> = all.expect_err("at fault").0.into_iter().map(|v| v.field).collect();
    assert_eq!(fields, ["to", "version", "note"]);
}

#[tokio::test]
async fn the_history_keeps_every_word() {
    let scene = Scene::open().await;
    let id = scene.apply().await;
    let grant = scene.handle(id).await;
    write::open(&scene.world.db, &grant).await.expect("opened");
    scene.world.pass(60);
    let interview =
        Step {
            to: ApplicationState::Interview, version: 2, reason: None, note: "周三下午2点，三楼".to_owned()
        };
    write::advance(&scene.world.db, &grant, &interview).await.expect("a step");
    scene.world.pass(60);
    let again = Step { version: 3, note: "改到周四".to_owned(), ..interview };
    write::advance(&scene.world.db, &grant, &again).await.expect("another day");
    scene.world.pass(60);
    let refused =
        Step { to: ApplicationState::Refused, version: 4, reason: Some(RefusalReason::Filled), note: String::new() };
    write::advance(&scene.world.db, &grant, &refused).await.expect("a refusal");
    let follow = scene.world.grant(&scene.person, id).await;
    let seen = read::followed(&scene.world.db, &follow).await.expect("an application");
    let history: Vec<(&str, &str)> = seen.history.iter().map(|line| (line.state.code(), line.note.as_str())).collect();
    assert_eq!(
        history,
        [("applied", ""), ("seen", ""), ("interview", "周三下午2点，三楼"), ("interview", "改到周四"), ("refused", "")]
    );
    assert_eq!(seen.history.last().expect("a line").reason, Some(RefusalReason::Filled));
    assert_eq!(seen.sent.reason, Some(RefusalReason::Filled));
    // Thought better of.
    scene.advance(id, ApplicationState::Shortlisted).await.expect("a step");
    let seen = read::followed(&scene.world.db, &follow).await.expect("an application");
    assert_eq!(seen.sent.reason, None);
}
