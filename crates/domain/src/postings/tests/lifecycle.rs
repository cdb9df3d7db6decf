//! What time does: reminders, the end, renewal.

use crate::changes;
use crate::jobs::Job;
use crate::postings::lifecycle::{expire_due, remind_due};
use crate::postings::values::PostingState;
use crate::postings::write;
use crate::testing::World;

const DAY: i64 = 86_400;

#[tokio::test]
async fn a_reminder_goes_out_once_five_days_before_the_end() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    world.take_jobs().await;
    let id = world.posting_in(&owner, employer, PostingState::Published).await;
    world.posting_in(&owner, employer, PostingState::Closed).await;
    let end = world.today().plus_days(30).end().0;
    world.pass(end - 5 * DAY - 1 - world.db.now().0);
    assert_eq!(remind_due(&world.db, &world.system).await.expect("a number"), 0);
    world.pass(1);
    assert_eq!(remind_due(&world.db, &world.system).await.expect("a number"), 1);
    assert_eq!(remind_due(&world.db, &world.system).await.expect("a number"), 0);
    assert_eq!(world.take_jobs().await, [Job::MailPostingExpiring(id)]);
    // Renewed, it has a reminder before its new end.
    write::renew(&world.db, &world.edit(id)).await.expect("a renewal");
    assert_eq!(remind_due(&world.db, &world.system).await.expect("a number"), 0);
    world.pass(27 * DAY);
    assert_eq!(remind_due(&world.db, &world.system).await.expect("a number"), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_nodes_remind_and_expire_each_posting_once() {
    let world = World::open().await;
    let (other, system) = world.another_node().await;
    let (owner, employer) = world.trusted("甲公司").await;
    world.take_jobs().await;
    for _ in 0..30 {
        world.posting_in(&owner, employer, PostingState::Published).await;
    }
    world.pass(26 * DAY);
    let (a, b) = tokio::join!(remind_due(&world.db, &world.system), remind_due(&other, &system));
    assert_eq!(a.expect("a number") + b.expect("a number"), 30);
    assert_eq!(world.take_jobs().await.len(), 30);
    world.pass(5 * DAY);
    let before = changes::head(&world.db).await.expect("a cursor");
    let (a, b) = tokio::join!(expire_due(&world.db, &world.system), expire_due(&other, &system));
    assert_eq!(a.expect("a number") + b.expect("a number"), 30);
    assert_eq!(changes::since(&world.db, before, 100).await.expect("entries").len(), 30);
    assert_eq!(expire_due(&world.db, &world.system).await.expect("a number"), 0);
}

#[tokio::test]
async fn a_posting_ends_with_its_last_day_in_china() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let id = world.posting_in(&owner, employer, PostingState::Published).await;
    world.pass(world.today().plus_days(30).end().0 - 1 - world.db.now().0);
    assert_eq!(expire_due(&world.db, &world.system).await.expect("a number"), 0);
    world.pass(1);
    assert_eq!(expire_due(&world.db, &world.system).await.expect("a number"), 1);
    assert_eq!(world.state(id).await, PostingState::Expired);
    write::renew(&world.db, &world.edit(id)).await.expect("a renewal");
    assert_eq!(world.state(id).await, PostingState::Published);
    world.pass(30 * DAY);
    assert_eq!(expire_due(&world.db, &world.system).await.expect("a number"), 0, "thirty days from today");
    world.pass(DAY);
    assert_eq!(expire_due(&world.db, &world.system).await.expect("a number"), 1);
}

#[tokio::test]
async fn more_than_one_batch_is_taken_in_turns() {
    let world = World::open().await;
    let (_, employer) = world.trusted("甲公司").await;
    let posting = crate::postings::made_up::MadeUpPosting {
        employer,
        content: world.posting("岗位"),
        state: PostingState::Published,
        at: world.db.now(),
    };
    crate::postings::made_up::add(&world.db, &world.system, &vec![posting; 501], true).await.expect("written");
    world.pass(31 * DAY);
    let mut turns = Vec::new();
    for _ in 0..3 {
        turns.push(expire_due(&world.db, &world.system).await.expect("a number"));
    }
    assert_eq!(turns, [500, 1, 0]);
}
