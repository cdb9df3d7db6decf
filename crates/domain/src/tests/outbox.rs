//! What follows a write is written with it, or neither is.

use crate::changes::{self, Change};
use crate::employers::policy::ReviewEmployer;
use crate::error::Error;
use crate::imports::testing::{file, row};
use crate::imports::write::run;
use crate::jobs::Job;
use crate::postings::values::PostingState;
use crate::postings::write;
use crate::testing::World;
use crate::{Actor, employers};

async fn logged(world: &World, cursor: i64) -> Vec<Change> {
    let entries = changes::since(&world.db, cursor, 100).await.expect("entries");
    entries.into_iter().map(|entry| entry.change).collect()
}

async fn audited(world: &World) -> Vec<String> {
    world.texts("SELECT action || ' by ' || actor FROM audit ORDER BY id DESC").await
}

#[tokio::test]
async fn a_command_writes_its_change_its_job_and_its_trace() {
    let world = World::open().await;
    let (owner, employer) = world.approved("甲公司").await;
    world.take_jobs().await;
    let cursor = changes::head(&world.db).await.expect("a cursor");
    let id = world.draft(&owner, employer, "岗位").await;
    let edit = world.grant(&owner, id).await;
    write::publish(&world.db, &edit).await.expect("in review");
    assert_eq!(logged(&world, cursor).await, [], "nobody can see it yet");
    let organizer: Actor = world.organizer().await;
    write::approve(&world.db, &world.grant(&organizer, id).await).await.expect("an approval");
    assert_eq!(logged(&world, cursor).await, [Change::PostingPublished(id)]);
    assert_eq!(world.take_jobs().await, [Job::MailPostingDecided(id)]);
    write::close(&world.db, &edit).await.expect("an end");
    assert_eq!(logged(&world, cursor).await, [Change::PostingPublished(id), Change::PostingChanged(id)]);
    let trace = ["close-posting by seeker", "approve-posting by organizer", "publish-posting by seeker"];
    assert_eq!(audited(&world).await[..3], trace);
}

/// The table that a write needs last is taken away while the command runs.
#[tokio::test]
async fn a_command_that_fails_at_its_very_end_has_never_been() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let (_, waiting) = world.waiting("乙公司").await;
    let id = world.draft(&owner, employer, "岗位").await;
    let before = world.row_counts().await;
    for missing in ["change", "audit", "posting_version", "job"] {
        world.run(&format!("ALTER TABLE {missing} RENAME TO taken_away")).await;
        let publish =
            if missing == "job" { Ok(PostingState::Draft) } else { write::publish(&world.db, &world.edit(id)).await };
        let approve = if missing == "posting_version" {
            Ok(())
        } else {
            employers::write::approve(&world.db, &world.of_system::<ReviewEmployer>(waiting)).await
        };
        let import = run(&world.db, &world.of_system(None), &file(&[row(&world, "丙公司", None, "岗位")]), true).await;
        world.run(&format!("ALTER TABLE taken_away RENAME TO {missing}")).await;
        assert_eq!(matches!(publish, Err(Error::Internal(_))), missing != "job", "{missing}");
        assert_eq!(matches!(approve, Err(Error::Internal(_))), missing != "posting_version", "{missing}");
        if missing == "job" {
            assert!(import.is_ok(), "an import sends no mail");
            world.run("DELETE FROM posting_version").await;
            world.run("DELETE FROM posting WHERE import_key IS NOT NULL").await;
            world.run("DELETE FROM employer WHERE state = 'unverified'").await;
            world.run("DELETE FROM import_batch").await;
            world.run("DELETE FROM audit WHERE action = 'import-postings'").await;
            world.run("DELETE FROM change WHERE kind = 'posting-published'").await;
        } else {
            assert!(matches!(import, Err(Error::Internal(_))), "{missing}: {import:?}");
        }
        assert_eq!(world.state(id).await, PostingState::Draft, "{missing}");
        assert_eq!(world.row_counts().await, before, "{missing}");
    }
    write::publish(&world.db, &world.edit(id)).await.expect("all is well again");
}
