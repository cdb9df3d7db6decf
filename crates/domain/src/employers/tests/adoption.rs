//! What came in for an employer under its code or its name becomes its own when it is approved.

use crate::employers::policy::{ActForEmployer, ReviewEmployer};
use crate::employers::public;
use crate::employers::write::{approve, register};
use crate::ids::EmployerId;
use crate::imports::testing::{file, row};
use crate::imports::write::run;
use crate::postings::read::own;
use crate::postings::values::PostingState;
use crate::testing::{World, credit_code, employer_with_code};

async fn registered(world: &World, name: &str, code: &str) -> EmployerId {
    let owner = world.seeker(&format!("p{}", crate::testing::number())).await;
    let id = register(&world.db, &world.grant(&owner, ()).await, employer_with_code(name, code)).await;
    id.expect("a registration")
}

async fn titles(world: &World, id: EmployerId) -> Vec<(String, PostingState)> {
    let (rows, _) = own(&world.db, &world.of_system::<ActForEmployer>(id), None, 1).await.expect("a list");
    let mut found: Vec<_> = rows.into_iter().map(|row| (row.title, row.state)).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

#[tokio::test]
async fn an_approved_employer_takes_over_its_unverified_twins() {
    let world = World::open().await;
    let code = credit_code();
    let grant = world.of_system(None);
    let rows = [
        row(&world, "海淀养老", Some(code.as_str()), "甲岗"),
        // Another name, the same code.
        row(&world, "海淀养老（分部）", Some(code.as_str()), "乙岗"),
        // The very name, no code: its own twin, for the code is known with another name only in the other file.
        row(&world, "海淀养老服务中心", None, "丙岗"),
        row(&world, "别的公司", None, "丁岗"),
    ];
    let (_, report) = run(&world.db, &grant, &file(&rows), true).await.expect("an import");
    assert_eq!((report.imported, report.published, report.new_employers), (4, 4, 3));

    let id = registered(&world, "海淀养老服务中心", code.as_str()).await;
    assert_eq!(titles(&world, id).await, [], "nothing before the approval");
    approve(&world.db, &world.of_system::<ReviewEmployer>(id)).await.expect("an approval");
    let published = |title: &str| (title.to_owned(), PostingState::Published);
    assert_eq!(titles(&world, id).await, [published("丙岗"), published("乙岗"), published("甲岗")]);
    assert_eq!(world.number("SELECT COUNT(*) FROM employer WHERE state = 'unverified'").await, 1);
    let shown = public::show(&world.db, id).await.expect("an answer").expect("a page");
    assert_eq!((shown.verified, shown.postings), (true, 3));
    // The same file again finds them with their new employer.
    let (_, report) = run(&world.db, &grant, &file(&rows[2..]), true).await.expect("an import");
    assert_eq!((report.imported, report.unchanged, report.new_employers), (0, 2, 0));
}

#[tokio::test]
async fn the_name_alone_does_not_take_what_came_under_another_code() {
    let world = World::open().await;
    let (theirs, ours) = (credit_code(), credit_code());
    let rows = [row(&world, "甲公司", Some(theirs.as_str()), "甲岗")];
    run(&world.db, &world.of_system(None), &file(&rows), true).await.expect("an import");
    let id = registered(&world, "甲公司", ours.as_str()).await;
    approve(&world.db, &world.of_system::<ReviewEmployer>(id)).await.expect("an approval");
    assert_eq!(titles(&world, id).await, []);
}

#[tokio::test]
async fn a_posting_that_came_to_both_is_withdrawn_once() {
    let world = World::open().await;
    let code = credit_code();
    let rows = [row(&world, "甲公司", Some(code.as_str()), "甲岗")];
    run(&world.db, &world.of_system(None), &file(&rows), true).await.expect("an import");
    let id = registered(&world, "甲公司", code.as_str()).await;
    // The member imports the same row for the waiting employer before the approval.
    run(&world.db, &world.of_system(Some(id)), &file(&rows), false).await.expect("an import");
    approve(&world.db, &world.of_system::<ReviewEmployer>(id)).await.expect("an approval");
    let states: Vec<_> = titles(&world, id).await.into_iter().map(|(_, state)| state).collect();
    assert_eq!(states.len(), 2);
    assert!(states.contains(&PostingState::Withdrawn));
}
