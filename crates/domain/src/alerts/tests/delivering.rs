//! What is told, when, and that it is told once.

use super::*;
use crate::alerts::entity::{alert, delivery, sent};
use crate::alerts::policy::OwnAlert;
use crate::alerts::values::AlertSetting;
use crate::alerts::{due as evaluating, ending, read, write as alerts};
use crate::postings::values::PostingState;
use magpie_terms::{PostingContent, PostingInput};

#[tokio::test]
async fn a_new_posting_is_told_once_whichever_alert_it_fits() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let (li, wang) = (world.seeker("li").await, world.seeker("wang").await);
    publish(&world, &owner, employer, "旧护理员").await;
    keep(&world, &li, "护理", Cadence::AtOnce).await;
    keep(&world, &li, "护理员", Cadence::AtOnce).await;
    keep(&world, &wang, "护理员", Cadence::AtOnce).await;
    assert_eq!(run(&world).await, 0, "what stood before is not new");
    let id = publish(&world, &owner, employer, "新护理员").await;
    publish(&world, &owner, employer, "保安").await;
    assert_eq!(run(&world).await, 2);
    let new = || vec!["新护理员".to_owned()];
    assert_eq!(told(&world).await, [("护理".to_owned(), new()), ("护理员".to_owned(), new())]);
    assert_eq!(run(&world).await, 0);

    // Edited, closed, reopened, published anew: it was told.
    world.pass(601);
    let edit = world.edit(id);
    let changed = PostingInput { pay_max: "9000".into(), ..world.posting_input("新护理员") };
    let changed = PostingContent::parse(&changed, world.today()).expect("a posting");
    write::edit(&world.db, &edit, &changed, 1).await.expect("edited");
    assert_eq!(run(&world).await, 0);
    write::close(&world.db, &edit).await.expect("closed");
    write::reopen(&world.db, &edit).await.expect("a draft");
    write::publish(&world.db, &edit).await.expect("published");
    assert_eq!(world.state(id).await, PostingState::Published);
    world.pass(601);
    assert_eq!(run(&world).await, 0);
    // A later alert of the same person does not tell it either, but that of somebody else does.
    keep(&world, &li, "新", Cadence::AtOnce).await;
    let chen = world.seeker("chen").await;
    keep(&world, &chen, "新", Cadence::AtOnce).await;
    write::close(&world.db, &edit).await.expect("closed");
    write::reopen(&world.db, &edit).await.expect("a draft");
    write::publish(&world.db, &edit).await.expect("published");
    assert_eq!(run(&world).await, 1);
    assert_eq!(letters(&world).await[0].to.email, "chen@example.org");
    let found = read::own(&world.db, &world.grant(&wang, ()).await).await.expect("a list");
    assert_eq!((found[0].mails, found[0].told, found[0].sent_at.is_some()), (1, 1, true));
}

#[tokio::test]
async fn at_once_is_one_mail_in_ten_minutes() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let li = world.seeker("li").await;
    keep(&world, &li, "员", Cadence::AtOnce).await;
    publish(&world, &owner, employer, "护理员").await;
    assert_eq!(run(&world).await, 1);
    publish(&world, &owner, employer, "保洁员").await;
    world.pass(300);
    assert_eq!(run(&world).await, 0);
    publish(&world, &owner, employer, "驾驶员").await;
    world.pass(299);
    assert_eq!(run(&world).await, 0, "599 seconds");
    told(&world).await;
    world.pass(1);
    assert_eq!(run(&world).await, 1);
    assert_eq!(told(&world).await, [("员".to_owned(), vec!["保洁员".to_owned(), "驾驶员".to_owned()])]);
}

#[tokio::test]
async fn daily_and_weekly_keep_their_hours() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let li = world.seeker("li").await;
    let daily = keep(&world, &li, "护理", Cadence::Daily).await;
    let weekly = keep(&world, &li, "保安", Cadence::Weekly).await;
    publish(&world, &owner, employer, "护理员").await;
    publish(&world, &owner, employer, "保安员").await;
    assert_eq!(run(&world).await, 0);
    let now = world.db.now();
    world.pass(Cadence::Daily.next(now).0 - now.0 - 1);
    assert_eq!(run(&world).await, 0, "one second to seven");
    world.pass(1);
    assert_eq!(run(&world).await, 1);
    assert_eq!(told(&world).await[0].0, "护理");
    publish(&world, &owner, employer, "夜班护理员").await;
    assert_eq!(run(&world).await, 0, "tomorrow");
    let now = world.db.now();
    world.pass(Cadence::Weekly.next(now).0 - now.0);
    assert_eq!(run(&world).await, 2, "Monday");
    assert_eq!(told(&world).await.len(), 2);
    // A change of cadence keeps what was not told yet.
    publish(&world, &owner, employer, "白班保安").await;
    let grant = world.grant::<OwnAlert>(&li, weekly).await;
    alerts::change(&world.db, &grant, &AlertSetting { name: String::new(), cadence: Cadence::AtOnce })
        .await
        .expect("changed");
    assert_eq!(run(&world).await, 0);
    world.pass(1);
    assert_eq!(run(&world).await, 1);
    // A day on which nothing came is passed over, and no mail goes out for it.
    world.pass(86_400);
    assert_eq!(run(&world).await, 0);
    let next = world.number(&format!("SELECT next_at FROM alert WHERE id = '{daily}'")).await;
    assert_eq!(next, Cadence::Daily.next(world.db.now()).0);
}

#[tokio::test]
async fn paused_ended_and_deleted_alerts_tell_nothing() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let li = world.seeker("li").await;
    let id = keep(&world, &li, "护理", Cadence::AtOnce).await;
    let grant = world.grant::<OwnAlert>(&li, id).await;
    alerts::pause(&world.db, &grant).await.expect("paused");
    publish(&world, &owner, employer, "护理员一").await;
    assert_eq!(run(&world).await, 0);
    alerts::resume(&world.db, &grant).await.expect("resumed");
    world.pass(1);
    assert_eq!(run(&world).await, 0, "from now on");
    publish(&world, &owner, employer, "护理员二").await;
    assert_eq!(run(&world).await, 1);
    // Ended between the evaluation and the mail.
    let token = world.texts("SELECT token FROM alert").await.remove(0);
    ending::end(&world.db, &token, false).await.expect("ended");
    assert_eq!(letters(&world).await, []);
    alerts::resume(&world.db, &grant).await.expect("resumed");
    world.pass(1);
    publish(&world, &owner, employer, "护理员三").await;
    assert_eq!(run(&world).await, 1);
    alerts::delete(&world.db, &grant).await.expect("deleted with its deliveries");
    assert_eq!(letters(&world).await, []);
    assert_eq!(world.number("SELECT COUNT(*) FROM alert_sent").await, 2, "what was told stays known");
}

#[tokio::test]
async fn of_two_nodes_one_delivers() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    for number in 0..30 {
        let person = world.seeker(&format!("person{number}")).await;
        keep(&world, &person, "员", [Cadence::AtOnce, Cadence::Daily][number % 2]).await;
        keep(&world, &person, "护理", [Cadence::AtOnce, Cadence::Daily][number % 2]).await;
    }
    publish(&world, &owner, employer, "护理员").await;
    world.pass(86_400);
    let (db, system) = world.another_node().await;
    for cadence in [Cadence::AtOnce, Cadence::Daily] {
        // Both have evaluated before either delivers; then both deliver at the same time.
        let (here, there) = tokio::join!(evaluate(&world.db, &world.system, cadence), evaluate(&db, &system, cadence));
        let (first, second) = tokio::join!(
            deliver(&world.db, &world.system, &here.0, &here.1),
            deliver(&db, &system, &there.0, &there.1)
        );
        let mails = first.expect("a delivery").mails + second.expect("a delivery").mails;
        assert_eq!(mails, 15, "{cadence}: one alert of each person tells it");
    }
    assert_eq!(world.number("SELECT COUNT(*) FROM alert_sent").await, 30);
    assert_eq!(run(&world).await, 0);
    world.pass(10);
    assert_eq!(letters(&world).await.len(), 30);
}

#[tokio::test]
async fn an_evaluation_that_is_late_takes_nothing_back() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let li = world.seeker("li").await;
    keep(&world, &li, "护理", Cadence::AtOnce).await;
    publish(&world, &owner, employer, "保安").await;
    let (late, found) = evaluate(&world.db, &world.system, Cadence::AtOnce).await;
    assert_eq!(found, []);
    publish(&world, &owner, employer, "护理员").await;
    assert_eq!(run(&world).await, 1);
    pass_over(&world.db, &world.system, &late).await.expect("nothing");
    world.pass(601);
    assert_eq!(run(&world).await, 0);
    // One that was kept, or given another cadence, while an evaluation was under way is not passed over by it.
    let (under_way, _) = evaluate(&world.db, &world.system, Cadence::AtOnce).await;
    let grant = world.grant(&li, ()).await;
    create(&world.db, &grant, &content("司机", Cadence::AtOnce)).await.expect("kept");
    publish(&world, &owner, employer, "司机").await;
    pass_over(&world.db, &world.system, &under_way).await.expect("nothing");
    world.pass(1);
    assert_eq!(run(&world).await, 1);
    told(&world).await;
}

#[tokio::test]
async fn twenty_are_listed_and_the_rest_is_counted() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let li = world.seeker("li").await;
    keep(&world, &li, "护理", Cadence::AtOnce).await;
    keep(&world, &li, "员", Cadence::AtOnce).await;
    for number in 0..45 {
        publish(&world, &owner, employer, &format!("护理员{number}")).await;
    }
    assert_eq!(run(&world).await, 2);
    let letters = letters(&world).await;
    let numbers: Vec<(usize, u64)> = letters.iter().map(|letter| (letter.postings.len(), letter.more)).collect();
    // The second one lists what the first did not, and counts what neither lists.
    assert_eq!(numbers, [(20, 25), (20, 5)]);
    assert_eq!(world.number("SELECT COUNT(*) FROM alert_sent").await, 40);
}

#[tokio::test]
async fn a_letter_tells_of_what_is_public_when_it_goes_out() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let li = world.seeker("li").await;
    keep(&world, &li, "护理", Cadence::AtOnce).await;
    let first = publish(&world, &owner, employer, "护理员一").await;
    let second = publish(&world, &owner, employer, "护理员二").await;
    assert_eq!(run(&world).await, 1);
    write::close(&world.db, &world.edit(first)).await.expect("closed");
    let jobs: Vec<Job> = world.take_jobs().await;
    let Some(Job::MailAlert(id)) = jobs.into_iter().find(|job| matches!(job, Job::MailAlert(_))) else {
        panic!("no job")
    };
    let told = letter::letter(&world.db, &world.system, id).await.expect("an answer").expect("a letter");
    assert_eq!(told.postings.iter().map(|posting| posting.id).collect::<Vec<_>>(), [second]);
    write::close(&world.db, &world.edit(second)).await.expect("closed");
    assert_eq!(letter::letter(&world.db, &world.system, id).await.expect("an answer"), None);
    // A posting that has gone before the evaluation is not told at all.
    world.pass(601);
    let third = publish(&world, &owner, employer, "护理员三").await;
    write::withdraw(&world.db, &world.edit(third)).await.expect("withdrawn");
    assert_eq!(run(&world).await, 0);
}

#[tokio::test]
async fn many_mails_leave_room_in_the_queue() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    for number in 0..45 {
        let person = world.seeker(&format!("person{number}")).await;
        keep(&world, &person, "护理", Cadence::AtOnce).await;
    }
    publish(&world, &owner, employer, "护理员").await;
    assert_eq!(run(&world).await, 45);
    let waits = world.texts("SELECT CAST(run_at - created_at AS TEXT) FROM job WHERE kind = 'mail-alert'").await;
    let count = |seconds: &str| waits.iter().filter(|wait| *wait == seconds).count();
    assert_eq!((count("0"), count("1"), count("2")), (20, 20, 5));
    // What they told is forgotten after a month, that they told it is not.
    assert_eq!(alerts::forget_old(&world.db, &world.system).await.expect("nothing"), 0);
    world.pass(31 * 86_400);
    assert_eq!(alerts::forget_old(&world.db, &world.system).await.expect("some"), 45);
    assert_eq!(world.number("SELECT COUNT(*) FROM alert_sent").await, 45);
}

#[tokio::test]
async fn matches_are_asked_for_with_the_profile_of_the_person() {
    let world = World::open().await;
    let li = world.seeker("li").await;
    let account = crate::testing::account(&li);
    let input = AlertInput { kind: "matches".into(), cadence: "at_once".into(), ..AlertInput::default() };
    let content = AlertContent::parse(&input, |_| panic!("matches have no query")).expect("an alert");
    let grant = world.grant(&li, ()).await;
    let kept = create(&world.db, &grant, &content).await.expect("kept");
    assert_eq!(create(&world.db, &grant, &content).await.expect("kept"), Kept::There(kept.id()), "one for each");
    world.pass(1);
    assert!(evaluating::profiles(&world.db, &world.system, &[account]).await.expect("none").is_empty());
    world
        .run(&format!(
            "INSERT INTO seeker (id, account_id, name, name_key, profile, visibility, ranked, assisted, version, created_at, updated_at) \
             VALUES ('{}', '{account}', '李', '李', '{{\"desired_titles\":\"护理员\"}}', 'nobody', TRUE, FALSE, 1, 0, 0)",
            crate::ids::SeekerId::new()
        ))
        .await;
    let found = evaluating::profiles(&world.db, &world.system, &[account]).await.expect("one");
    assert_eq!(found[&account].desired_titles, ["护理员"]);
    // Where nothing evaluates matches they stay where they are.
    let (owner, employer) = world.trusted("甲公司").await;
    publish(&world, &owner, employer, "护理员").await;
    let searches = [AlertKind::Search];
    let none = due(&world.db, &world.system, Cadence::AtOnce, &searches).await.expect("none");
    assert_eq!(none.alerts, []);
    pass_over(&world.db, &world.system, &none).await.expect("nothing");
    assert_eq!(run(&world).await, 1);
    world.take_jobs().await;
}

#[tokio::test]
async fn rows_come_back_as_they_were_written() {
    use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
    let world = World::open().await;
    let li = world.seeker("li").await;
    let account = crate::testing::account(&li).to_string();
    let row = alert::Model {
        id: AlertId::new().to_string(),
        account_id: account.clone(),
        kind: "kind '\"%".into(),
        name: "名 🐦".into(),
        query: "q=%E6".into(),
        query_key: "key".into(),
        cadence: "cadence".into(),
        state: "state".into(),
        token: "token".into(),
        cursor: i64::MAX,
        next_at: -1,
        mails: 3,
        told: 4,
        sent_at: None,
        created_at: 5,
    };
    let told = delivery::Model {
        id: "delivery".into(),
        alert_id: row.id.clone(),
        postings: "a b".into(),
        more: i64::MAX,
        created_at: 1,
    };
    let known = sent::Model { account_id: account, posting_id: "posting".into(), at: i64::MAX };
    let db = world.db.read();
    alert::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(db)
        .await
        .expect("written");
    delivery::Entity::insert(told.clone().into_active_model().reset_all())
        .exec_without_returning(db)
        .await
        .expect("written");
    sent::Entity::insert(known.clone().into_active_model().reset_all())
        .exec_without_returning(db)
        .await
        .expect("written");
    assert_eq!(alert::Entity::find().all(db).await.expect("read"), [row]);
    assert_eq!(delivery::Entity::find().all(db).await.expect("read"), [told]);
    assert_eq!(sent::Entity::find().all(db).await.expect("read"), [known]);
}
