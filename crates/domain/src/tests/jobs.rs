//! The queue: leases, retries, ends.

use crate::ids::PostingId;
use crate::jobs::{Claimed, Counts, Job, Outcome, claim, counts, finish};
use crate::testing::World;

async fn enqueue(world: &World, job: Job) {
    let mut tx = world.db.begin(&world.system).await.expect("a write");
    tx.enqueue(job);
    tx.commit().await.expect("a commit");
}

async fn claimed(world: &World) -> Option<Claimed> {
    claim(&world.db, &world.system, 10).await.expect("an answer").pop()
}

async fn end(world: &World, job: &Claimed, outcome: Outcome) {
    finish(&world.db, &world.system, job, outcome).await.expect("an end");
}

async fn counted(world: &World) -> (u64, u64) {
    let Counts { queued, failed } = counts(&world.db).await.expect("numbers");
    (queued, failed)
}

#[tokio::test]
async fn a_job_is_done_once() {
    let world = World::open().await;
    let job = Job::MailPostingDecided(PostingId::new());
    enqueue(&world, job).await;
    assert_eq!(counted(&world).await, (1, 0));
    let first = claimed(&world).await.expect("a job");
    assert_eq!((first.job, first.attempts), (Some(job), 1));
    assert!(claimed(&world).await.is_none(), "taken");
    end(&world, &first, Outcome::Done).await;
    assert_eq!(counted(&world).await, (0, 0));
}

#[tokio::test]
async fn what_a_dead_worker_held_comes_back_and_its_late_word_does_not_count() {
    let world = World::open().await;
    enqueue(&world, Job::MailPostingDecided(PostingId::new())).await;
    let first = claimed(&world).await.expect("a job");
    world.pass(120);
    assert!(claimed(&world).await.is_none(), "still leased");
    world.pass(1);
    let second = claimed(&world).await.expect("given back");
    assert_eq!((second.id, second.attempts), (first.id, 2));
    // The first worker was only slow: what it says must not free the job under the second's hands.
    end(&world, &first, Outcome::Retry("slow".into())).await;
    end(&world, &first, Outcome::Fail("slow".into())).await;
    world.pass(100);
    assert!(claimed(&world).await.is_none());
    assert_eq!(counted(&world).await, (1, 0));
    end(&world, &second, Outcome::Done).await;
    assert_eq!(counted(&world).await, (0, 0));
}

#[tokio::test]
async fn retries_wait_twice_as_long_each_time_until_the_job_is_given_up() {
    let world = World::open().await;
    enqueue(&world, Job::MailPostingDecided(PostingId::new())).await;
    for attempt in 1..=10 {
        let job = claimed(&world).await.expect("due");
        assert_eq!(job.attempts, attempt);
        end(&world, &job, Outcome::Retry(format!("try {attempt}"))).await;
        if attempt < 10 {
            let pause = 15 << attempt;
            world.pass(pause - 1);
            assert!(claimed(&world).await.is_none(), "{attempt}: not before {pause} s");
            world.pass(1);
        }
    }
    assert_eq!(counted(&world).await, (0, 1));
    world.pass(1_000_000);
    assert!(claimed(&world).await.is_none());
    assert_eq!(world.texts("SELECT last_error FROM job").await, ["try 10"]);
}

#[tokio::test]
async fn a_job_that_kills_its_workers_is_given_up_too() {
    let world = World::open().await;
    enqueue(&world, Job::MailPostingDecided(PostingId::new())).await;
    for attempt in 1..=10 {
        assert_eq!(claimed(&world).await.expect("due").attempts, attempt);
        world.pass(121);
    }
    assert!(claimed(&world).await.is_none());
    assert_eq!(counted(&world).await, (0, 1));
}

#[tokio::test]
async fn an_unknown_kind_or_subject_is_given_out_as_such_and_can_be_failed() {
    let world = World::open().await;
    let id = PostingId::new();
    for (number, kind, subject) in
        [(1, "mail-from-the-future", id.to_string()), (2, "mail-sign-up", "not an id".to_owned())]
    {
        let job_id = crate::ids::JobId::new();
        world
            .run(&format!(
                "INSERT INTO job (id, kind, subject, run_at, attempts, state, created_at) \
                 VALUES ('{job_id}', '{kind}', '{subject}', 0, 0, 'queued', 0)"
            ))
            .await;
        let job = claimed(&world).await.expect("a job");
        assert_eq!((job.job, job.kind.as_str()), (None, kind));
        end(&world, &job, Outcome::Fail("unknown".into())).await;
        assert_eq!(counted(&world).await, (0, number));
    }
}

#[tokio::test]
async fn every_kind_comes_back_as_it_was_put_in() {
    use crate::ids::{EmployerId, InvitationId, SignUpId};
    let world = World::open().await;
    let all = [
        Job::MailSignUp(SignUpId::new()),
        Job::MailInvitation(InvitationId::new()),
        Job::MailEmployerDecided(EmployerId::new()),
        Job::MailPostingDecided(PostingId::new()),
        Job::MailPostingExpiring(PostingId::new()),
    ];
    for job in all {
        enqueue(&world, job).await;
        assert_eq!(world.take_jobs().await, [job]);
    }
}
