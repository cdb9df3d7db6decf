//! Many writers at the same moment lose nothing.

use crate::changes::{self, Change};
use crate::employers::policy::ActForEmployer;
use crate::ids::PostingId;
use crate::jobs::Job;
use crate::postings::write;
use crate::testing::World;
use futures_util::future::join_all;
use sea_orm::ConnectionTrait;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn forty_transactions_that_read_and_then_write_lose_nothing_on_sqlite() {
    let world = World::open().await;
    if !world.is_sqlite() {
        // PostgreSQL promises this only to conditional updates, which are what the commands use.
        return;
    }
    world.run("INSERT INTO sign_in_failure (id, key, at) VALUES ('n', 'n', 0)").await;
    let add = async || {
        let mut tx = world.db.begin(&world.system).await?;
        let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, "SELECT at FROM sign_in_failure");
        let row = tx.conn().query_one_raw(statement).await?;
        let read: i64 = row.expect("a row").try_get_by_index(0)?;
        tx.conn().execute_unprepared(&format!("UPDATE sign_in_failure SET at = {}", read + 1)).await?;
        tx.audit("test", "n", "");
        tx.commit().await
    };
    for end in join_all((0..40).map(|_| add())).await {
        end.expect("not lost to a lock");
    }
    assert_eq!(world.number("SELECT at FROM sign_in_failure").await, 40);
    assert_eq!(world.number("SELECT COUNT(*) FROM audit WHERE action = 'test'").await, 40);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_follower_misses_no_change_of_many_writers() {
    const WRITERS: usize = 60;
    let world = World::open().await;
    let (other, _) = world.another_node().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let grant = world.grant::<ActForEmployer>(&owner, employer).await;
    let start = changes::head(&world.db).await.expect("a cursor");
    let running = AtomicUsize::new(WRITERS);
    let writer = async |turn: usize| {
        let db = if turn.is_multiple_of(2) { &world.db } else { &other };
        let id = write::create(db, &grant, &world.posting("岗位")).await.expect("a draft");
        write::publish(db, &world.edit(id)).await.expect("a publication");
        if turn.is_multiple_of(3) {
            write::close(db, &world.edit(id)).await.expect("an end");
        }
        running.fetch_sub(1, Ordering::SeqCst);
        id
    };
    let follower = async {
        let (mut cursor, mut seen) = (start, Vec::new());
        loop {
            let all_written = running.load(Ordering::SeqCst) == 0;
            let entries = changes::since(&world.db, cursor, 7).await.expect("entries");
            if entries.is_empty() && all_written {
                return seen;
            }
            for entry in entries {
                assert!(entry.seq > cursor);
                cursor = entry.seq;
                seen.push(entry.change);
            }
            tokio::task::yield_now().await;
        }
    };
    let (ids, seen) = tokio::join!(join_all((0..WRITERS).map(writer)), follower);
    let published: BTreeSet<PostingId> = seen
        .iter()
        .filter_map(|change| match change {
            Change::PostingPublished(id) => Some(*id),
            _ => None,
        })
        .collect();
    assert_eq!(published, ids.into_iter().collect());
    assert_eq!(seen.len(), WRITERS + WRITERS / 3);
    assert_eq!(seen.len() as i64, world.number(&format!("SELECT COUNT(*) FROM change WHERE seq > {start}")).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_workers_never_get_the_same_job() {
    let world = World::open().await;
    let (other, system) = world.another_node().await;
    let mut tx = world.db.begin(&world.system).await.expect("a write");
    (0..200).for_each(|_| tx.enqueue(Job::MailPostingDecided(PostingId::new())));
    tx.commit().await.expect("a commit");
    let work = async |turn: usize| {
        let (db, system) = if turn.is_multiple_of(2) { (&world.db, &world.system) } else { (&other, &system) };
        let mut got = Vec::new();
        loop {
            let claimed = crate::jobs::claim(db, system, 7).await.expect("an answer");
            if claimed.is_empty() {
                return got;
            }
            got.extend(claimed.into_iter().map(|claimed| claimed.id));
        }
    };
    let got = join_all((0..6).map(work)).await.concat();
    assert_eq!(got.len(), got.iter().collect::<BTreeSet<_>>().len(), "one was given out twice");
    // PostgreSQL's SKIP LOCKED may show a worker an empty queue while another still takes: the rest is there later.
    let rest = crate::jobs::claim(&world.db, &world.system, 200).await.expect("an answer").len();
    assert_eq!(got.len() + rest, 200);
}
