//! A file that is looked at before it is imported.

use crate::imports::policy::SeeBatch;
use crate::imports::read::{file as kept_file, list, show};
use crate::imports::testing::{file, row};
use crate::imports::values::BatchState;
use crate::imports::write::{choose_mapping, discard, finish, forget_old, keep};
use crate::testing::{World, refusal};
use crate::{Code, error::Error};
use futures_util::future::join_all;

#[tokio::test]
async fn a_file_is_looked_at_mapped_and_imported_once() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let grant = world.grant(&owner, Some(employer)).await;
    let bytes = vec![0_u8, 255, 80, 75];
    let id = keep(&world.db, &grant, "岗位.xlsx", "hash", bytes.clone()).await.expect("a preview");
    let see = world.grant::<SeeBatch>(&owner, id).await;
    choose_mapping(&world.db, &see, "title = 1").await.expect("a map");
    let kept = kept_file(&world.db, &see).await.expect("the file");
    assert_eq!(kept, ("岗位.xlsx".to_owned(), bytes, "title = 1".to_owned()));
    assert_eq!(show(&world.db, &see).await.expect("a batch").state, BatchState::Previewed);
    assert_eq!(list(&world.db, &grant).await.expect("a list"), [], "only what was imported");

    let import = file(&[row(&world, "甲公司", None, "甲岗")]);
    let ends = join_all((0..10).map(|_| finish(&world.db, &grant, &see, &import, true))).await;
    let reports: Vec<_> = ends.iter().filter_map(|end| end.as_ref().ok().cloned()).collect();
    assert_eq!((reports.len(), reports[0].imported), (1, 1));
    assert!(ends.into_iter().filter_map(refusal).all(|code| code == Code::BatchNotOpen));

    let shown = show(&world.db, &see).await.expect("a batch");
    assert_eq!((shown.state, &shown.report, shown.finished_at), (BatchState::Done, &reports[0], Some(world.db.now())));
    assert_eq!(list(&world.db, &grant).await.expect("a list"), [shown]);
    for end in [
        refusal(kept_file(&world.db, &see).await),
        refusal(choose_mapping(&world.db, &see, "").await),
        refusal(discard(&world.db, &see).await),
    ] {
        assert_eq!(end, Some(Code::BatchNotOpen));
    }
    assert_eq!(world.number("SELECT COUNT(*) FROM import_batch WHERE file IS NOT NULL").await, 0);
}

#[tokio::test]
async fn the_grant_to_import_and_the_batch_belong_together() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let (stranger, other) = world.trusted("乙公司").await;
    let own = world.grant(&owner, Some(employer)).await;
    let id = keep(&world.db, &own, "a.csv", "hash", vec![1]).await.expect("a preview");
    let see = world.grant::<SeeBatch>(&owner, id).await;
    let import = file(&[row(&world, "", None, "甲岗")]);
    let before = world.row_counts().await;
    for grant in [world.grant(&stranger, Some(other)).await, world.of_system(None)] {
        assert_eq!(refusal(finish(&world.db, &grant, &see, &import, true).await), Some(Code::BatchNotOpen));
    }
    assert_eq!(world.row_counts().await, before);
}

#[tokio::test]
async fn an_import_that_fails_leaves_the_file_to_try_again() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let grant = world.grant(&owner, Some(employer)).await;
    let id = keep(&world.db, &grant, "a.csv", "hash", vec![1]).await.expect("a preview");
    let see = world.grant::<SeeBatch>(&owner, id).await;
    let import = file(&[row(&world, "", None, "甲岗")]);
    world.run("ALTER TABLE posting_version RENAME TO taken_away").await;
    let end = finish(&world.db, &grant, &see, &import, true).await;
    world.run("ALTER TABLE taken_away RENAME TO posting_version").await;
    assert!(matches!(end, Err(Error::Internal(_))), "{end:?}");
    assert_eq!(kept_file(&world.db, &see).await.expect("still there").1, [1]);
    finish(&world.db, &grant, &see, &import, true).await.expect("an import");
}

#[tokio::test]
async fn a_file_that_nobody_went_on_with_is_forgotten() {
    let world = World::open().await;
    let grant = world.of_system(None);
    let old = keep(&world.db, &grant, "a.csv", "hash", vec![1]).await.expect("a preview");
    let gone = keep(&world.db, &grant, "b.csv", "hash", vec![1]).await.expect("a preview");
    discard(&world.db, &world.of_system::<SeeBatch>(gone)).await.expect("an end");
    world.pass(86_400);
    keep(&world.db, &grant, "c.csv", "hash", vec![1]).await.expect("a preview");
    assert_eq!(forget_old(&world.db, &world.system).await.expect("a number"), 0);
    world.pass(1);
    assert_eq!(forget_old(&world.db, &world.system).await.expect("a number"), 1);
    assert_eq!(refusal(show(&world.db, &world.of_system::<SeeBatch>(old)).await), Some(Code::NotFound));
    assert_eq!(world.number("SELECT COUNT(*) FROM import_batch").await, 1);
}
