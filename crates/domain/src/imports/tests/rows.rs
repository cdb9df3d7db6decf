//! New, changed, unchanged, duplicate, refused: every row in exactly one number.

use crate::error::Error;
use crate::imports::testing::{changed, file, row};
use crate::imports::values::{Import, Reason, RefusedRow, Report};
use crate::imports::write::{dry_run, run};
use crate::postings::values::PostingState;
use crate::postings::write;
use crate::testing::World;
use crate::{changes, ids::PostingId};

/// Rows, imported, changed, unchanged, duplicate, refused, new employers, published.
fn numbers(report: &Report) -> [u64; 8] {
    let Report { rows, imported, changed, unchanged, duplicate, refused, new_employers, published, .. } = report;
    [*rows, *imported, *changed, *unchanged, *duplicate, *refused, *new_employers, *published]
}

async fn import(world: &World, import: &Import, publish: bool) -> Report {
    run(&world.db, &world.of_system(None), import, publish).await.expect("an import").1
}

fn refused_row() -> RefusedRow {
    let reason = Reason { column: Some(1), field: "title".into(), code: "required".into(), args: Vec::new() };
    let cells = vec!["乙公司".into(), String::new(), "nul\0".into()];
    RefusedRow {
        sheet: "岗位".into(),
        row: 9,
        header: vec!["单位".into(), "岗位".into()],
        cells,
        reasons: vec![reason],
    }
}

#[tokio::test]
async fn the_same_file_again_changes_nothing() {
    let world = World::open().await;
    let rows =
        [row(&world, "甲公司", None, "甲岗"), row(&world, "甲公司", None, "乙岗"), row(&world, "乙公司", None, "丙岗")];
    let mut again = file(&rows);
    again.duplicate = 2;
    again.refused = vec![refused_row()];
    for publish in [false, true] {
        let world = World::open().await;
        let published = if publish { 3 } else { 0 };
        assert_eq!(numbers(&import(&world, &again, publish).await), [6, 3, 0, 0, 2, 1, 2, published]);
        let (before, head) = (world.row_counts().await, changes::head(&world.db).await.expect("a cursor"));
        let updated = world.texts("SELECT id || updated_at || version || state FROM posting ORDER BY id").await;
        world.pass(100);
        assert_eq!(numbers(&import(&world, &again, publish).await), [6, 0, 0, 3, 2, 1, 0, 0]);
        assert_eq!(world.texts("SELECT id || updated_at || version || state FROM posting ORDER BY id").await, updated);
        assert_eq!(changes::head(&world.db).await.expect("a cursor"), head);
        let grown: Vec<_> = world
            .row_counts()
            .await
            .iter()
            .zip(&before)
            .filter(|(a, b)| a != b)
            .map(|((table, _), _)| *table)
            .collect();
        assert_eq!(grown, ["audit", "import_batch"], "only that it was tried is noted");
    }
}

#[tokio::test]
async fn a_changed_row_changes_its_posting_and_only_that() {
    let world = World::open().await;
    let rows = [row(&world, "甲公司", None, "甲岗"), row(&world, "甲公司", None, "乙岗")];
    import(&world, &file(&rows), true).await;
    let head = changes::head(&world.db).await.expect("a cursor");
    let second = [changed(&world, &rows[0], "甲岗（急）"), rows[1].clone(), row(&world, "甲公司", None, "丙岗")];
    // Without the order to publish: what is public stays so with its new content, what is new waits.
    assert_eq!(numbers(&import(&world, &file(&second), false).await), [3, 1, 1, 1, 0, 0, 0, 0]);
    let found = world.texts("SELECT title || ' ' || state || ' ' || version FROM posting ORDER BY id").await;
    assert_eq!(found, ["甲岗（急） published 2", "乙岗 published 1", "丙岗 in_review 1"]);
    assert_eq!(changes::since(&world.db, head, 10).await.expect("entries").len(), 1);
}

#[tokio::test]
async fn a_row_with_the_key_of_another_is_a_duplicate() {
    let world = World::open().await;
    let first = row(&world, "甲公司", None, "甲岗");
    let rows = [first.clone(), changed(&world, &first, "乙岗"), first];
    assert_eq!(numbers(&import(&world, &file(&rows), true).await), [3, 1, 0, 0, 2, 0, 1, 1]);
}

#[tokio::test]
async fn what_was_ended_by_hand_does_not_come_back_by_the_same_file() {
    let world = World::open().await;
    let rows = [row(&world, "甲公司", None, "甲岗")];
    import(&world, &file(&rows), true).await;
    let id = PostingId::parse(&world.texts("SELECT id FROM posting").await[0]).expect("an id");
    write::close(&world.db, &world.edit(id)).await.expect("an end");
    assert_eq!(numbers(&import(&world, &file(&rows), true).await), [1, 0, 0, 1, 0, 0, 0, 0]);
    assert_eq!(world.state(id).await, PostingState::Closed);
}

#[tokio::test]
async fn a_dry_run_tells_the_same_and_does_nothing() {
    let world = World::open().await;
    let rows = [row(&world, "甲公司", None, "甲岗"), row(&world, "甲\0", None, "乙岗")];
    let grant = world.of_system(None);
    for publish in [false, true] {
        let before = world.row_counts().await;
        let told = dry_run(&world.db, &grant, &file(&rows), publish).await.expect("a report");
        assert_eq!(world.row_counts().await, before);
        let (_, done) = run(&world.db, &grant, &file(&rows), publish).await.expect("a report");
        assert_eq!(told, done);
        let again = dry_run(&world.db, &grant, &file(&rows), publish).await.expect("a report");
        assert_eq!((again.imported, again.unchanged), (0, 1));
    }
}

/// Fails after postings and employers were written, when the versions or the batch itself are to be.
#[tokio::test]
async fn a_failure_in_the_middle_leaves_nothing() {
    let world = World::open().await;
    let grant = world.of_system(None);
    import(&world, &file(&[row(&world, "甲公司", None, "甲岗")]), false).await;
    let rows = [row(&world, "甲公司", None, "甲岗"), row(&world, "乙公司", None, "乙岗")];
    let before = world.row_counts().await;
    for missing in ["posting_version", "import_batch", "audit", "change"] {
        world.run(&format!("ALTER TABLE {missing} RENAME TO taken_away")).await;
        let end = run(&world.db, &grant, &file(&rows), true).await;
        world.run(&format!("ALTER TABLE taken_away RENAME TO {missing}")).await;
        assert!(matches!(end, Err(Error::Internal(_))), "{missing}: {end:?}");
        assert_eq!(world.row_counts().await, before, "{missing}");
        assert_eq!(world.texts("SELECT state FROM posting").await, ["in_review"], "{missing}");
    }
}

#[tokio::test]
async fn two_thousand_rows_come_in_change_and_go_public() {
    let world = World::open().await;
    let rows: Vec<_> = (0..2000).map(|n| row(&world, &format!("公司{}", n % 300), None, &format!("岗位{n}"))).collect();
    assert_eq!(numbers(&import(&world, &file(&rows), false).await), [2000, 2000, 0, 0, 0, 0, 300, 0]);
    assert_eq!(numbers(&import(&world, &file(&rows), true).await), [2000, 0, 0, 2000, 0, 0, 0, 2000]);
    let changed: Vec<_> = rows.iter().map(|row| changed(&world, row, &format!("{}！", row.content.title))).collect();
    assert_eq!(numbers(&import(&world, &file(&changed), false).await), [2000, 0, 2000, 0, 0, 0, 0, 0]);
    assert_eq!(world.number("SELECT COUNT(*) FROM posting_version").await, 4000);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_file_by_two_at_once_comes_in_once() {
    let world = World::open().await;
    let (other, system) = world.another_node().await;
    let rows: Vec<_> = (0..50).map(|n| row(&world, &format!("公司{}", n % 5), None, &format!("岗位{n}"))).collect();
    let import = file(&rows);
    let (grant, there) = (world.of_system(None), crate::Grant::of_system(&system, None));
    let (a, b) = tokio::join!(run(&world.db, &grant, &import, true), run(&other, &there, &import, true));
    let (a, b) = (a.expect("an import").1, b.expect("an import").1);
    assert_eq!((a.imported + b.imported, a.unchanged + b.unchanged, a.new_employers + b.new_employers), (50, 50, 5));
    assert_eq!(world.number("SELECT COUNT(*) FROM posting").await, 50);
}
