//! The review: who needs one, what it says, and that it cannot be got around.

use crate::Code;
use crate::employers::policy::SeeReviewQueue;
use crate::error::Error;
use crate::ids::PostingId;
use crate::jobs::Job;
use crate::postings::values::PostingState;
use crate::postings::{read, write};
use crate::testing::{World, refusal};

async fn reason(world: &World, id: PostingId) -> Option<String> {
    read::for_system(&world.db, &world.system, id).await.expect("a posting").refusal_reason
}

#[tokio::test]
async fn the_first_posting_is_reviewed_and_the_next_is_not() {
    let world = World::open().await;
    let (owner, employer) = world.approved("甲公司").await;
    world.take_jobs().await;
    let first = world.draft(&owner, employer, "第一个").await;
    assert_eq!(write::publish(&world.db, &world.edit(first)).await.expect("an answer"), PostingState::InReview);
    let second = world.draft(&owner, employer, "第二个").await;
    assert_eq!(write::publish(&world.db, &world.edit(second)).await.expect("an answer"), PostingState::InReview);

    write::refuse(&world.db, &world.review(first), "缺少\n地址").await.expect("a refusal");
    assert_eq!(reason(&world, first).await.as_deref(), Some("缺少\n地址"));
    assert_eq!(world.take_jobs().await, [Job::MailPostingDecided(first)]);
    assert_eq!(write::publish(&world.db, &world.edit(first)).await.expect("an answer"), PostingState::InReview);

    write::approve(&world.db, &world.review(second)).await.expect("an approval");
    assert_eq!(world.take_jobs().await, [Job::MailPostingDecided(second)]);
    let third = world.draft(&owner, employer, "第三个").await;
    assert_eq!(write::publish(&world.db, &world.edit(third)).await.expect("an answer"), PostingState::Published);
    write::approve(&world.db, &world.review(first)).await.expect("an approval");
    assert_eq!(reason(&world, first).await, None, "the reason is of the past");
}

#[tokio::test]
async fn what_was_taken_down_or_refused_is_reviewed_again_whoever_asks() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    world.take_jobs().await;
    let id = world.posting_in(&owner, employer, PostingState::Published).await;
    write::take_down(&world.db, &world.review(id), "虚假招聘").await.expect("an end");
    assert_eq!(world.take_jobs().await, [Job::MailPostingDecided(id)]);
    assert_eq!(reason(&world, id).await.as_deref(), Some("虚假招聘"));
    write::reopen(&world.db, &world.edit(id)).await.expect("a draft");
    write::edit(&world.db, &world.edit(id), &world.posting("改过的岗位"), 1).await.expect("a change");
    assert_eq!(write::publish(&world.db, &world.edit(id)).await.expect("an answer"), PostingState::InReview);
    write::approve(&world.db, &world.review(id)).await.expect("an approval");
    write::close(&world.db, &world.edit(id)).await.expect("an end");
    write::reopen(&world.db, &world.edit(id)).await.expect("a draft");
    assert_eq!(write::publish(&world.db, &world.edit(id)).await.expect("an answer"), PostingState::Published);
}

#[tokio::test]
async fn what_the_organizer_did_not_read_is_not_approved() {
    let world = World::open().await;
    let (owner, employer) = world.approved("甲公司").await;
    let id = world.draft(&owner, employer, "好岗位").await;
    write::publish(&world.db, &world.edit(id)).await.expect("in review");
    write::edit(&world.db, &world.edit(id), &world.posting("坏岗位"), 1).await.expect("a draft again");
    assert_eq!(refusal(write::approve(&world.db, &world.review(id)).await), Some(Code::PostingStateWrong));
    write::publish(&world.db, &world.edit(id)).await.expect("in review again");
    let read = write::approve_version(&world.db, &world.review(id), 1).await;
    assert_eq!(refusal(read), Some(Code::PostingStateWrong));
    write::approve_version(&world.db, &world.review(id), 2).await.expect("an approval of what was read");
}

#[tokio::test]
async fn every_refusal_needs_a_reason() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let published = world.posting_in(&owner, employer, PostingState::Published).await;
    let waiting = world.posting_in(&owner, employer, PostingState::InReview).await;
    let down = write::take_down(&world.db, &world.review(published), " ").await;
    let back = write::refuse(&world.db, &world.review(waiting), "").await;
    for result in [down, back] {
        assert!(matches!(&result, Err(Error::Invalid(found)) if found.0[0].field == "reason"), "{result:?}");
    }
}

#[tokio::test]
async fn the_queue_holds_what_can_be_decided_the_longest_waiting_first() {
    let world = World::open().await;
    let (owner, employer) = world.approved("甲公司").await;
    let (other, waiting) = world.waiting("乙公司").await;
    let mut ids = Vec::new();
    for title in ["甲岗", "乙岗", "丙岗"] {
        let id = world.draft(&owner, employer, title).await;
        write::publish(&world.db, &world.edit(id)).await.expect("in review");
        ids.push(id);
        world.pass(1);
    }
    let hidden = world.draft(&other, waiting, "别的").await;
    world.set_state(hidden, PostingState::InReview).await;
    let grant = world.of_system::<SeeReviewQueue>(());
    let (rows, total) = read::queue(&world.db, &grant, 1).await.expect("a list");
    assert_eq!((rows.iter().map(|row| row.id).collect::<Vec<_>>(), total), (ids, 3));
    assert_eq!(read::queue(&world.db, &grant, u64::MAX).await.expect("an empty page").0, []);
}
