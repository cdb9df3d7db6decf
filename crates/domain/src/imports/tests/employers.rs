//! Which employer a row goes to.

use crate::ids::EmployerId;
use crate::imports::policy::ImportPostings;
use crate::imports::targets::NAMELESS;
use crate::imports::testing::{file, row};
use crate::imports::values::Report;
use crate::imports::write::run;
use crate::testing::{World, credit_code, employer_with_code};
use crate::{Grant, employers};

async fn import(world: &World, grant: &Grant<ImportPostings>, rows: &[(&str, Option<&str>, &str)]) -> Report {
    let rows: Vec<_> = rows.iter().map(|(employer, code, title)| row(world, employer, *code, title)).collect();
    run(&world.db, grant, &file(&rows), true).await.expect("an import").1
}

async fn employer_of(world: &World, title: &str) -> String {
    let found = format!("SELECT employer_id FROM posting WHERE title = '{title}'");
    world.texts(&found).await.concat()
}

fn codes(report: &Report) -> Vec<&str> {
    report.refused_rows.iter().map(|row| row.reasons[0].code.as_str()).collect()
}

async fn register(world: &World, name: &str, code: &str) -> EmployerId {
    let person = world.seeker(&format!("p{}", crate::testing::number())).await;
    let content = employer_with_code(name, code);
    employers::write::register(&world.db, &world.grant(&person, ()).await, content).await.expect("a registration")
}

#[tokio::test]
async fn a_registered_employer_is_found_by_its_code_or_its_name() {
    let world = World::open().await;
    let code = credit_code();
    let id = register(&world, "海淀养老（集团）", code.as_str()).await;
    employers::write::approve(&world.db, &world.of_system(id)).await.expect("an approval");
    let rows = [
        ("另一个写法", Some(code.as_str()), "甲岗"),
        (" 海淀养老(集团) ", None, "乙岗"),
        ("海淀养老集团", Some(code.as_str()), "丙岗"),
    ];
    let report = import(&world, &world.of_system(None), &rows).await;
    assert_eq!((report.imported, report.new_employers), (3, 0));
    for title in ["甲岗", "乙岗", "丙岗"] {
        assert_eq!(employer_of(&world, title).await, id.to_string(), "{title}");
    }
}

#[tokio::test]
async fn a_registration_that_nobody_approved_gets_nothing() {
    let world = World::open().await;
    let code = credit_code();
    let waiting = register(&world, "大公司", code.as_str()).await;
    let refused = register(&world, "名公司", credit_code().as_str()).await;
    employers::write::refuse(&world.db, &world.of_system(refused), "冒名").await.expect("a refusal");
    let rows = [("大公司", Some(code.as_str()), "甲岗"), ("大公司", None, "乙岗"), ("名公司", None, "丙岗")];
    let report = import(&world, &world.of_system(None), &rows).await;
    assert_eq!((report.imported, report.published, report.new_employers), (3, 3, 2));
    assert_eq!(employer_of(&world, "甲岗").await, employer_of(&world, "乙岗").await);
    // With the approval it comes by them.
    employers::write::approve(&world.db, &world.of_system(waiting)).await.expect("an approval");
    assert_eq!(employer_of(&world, "甲岗").await, waiting.to_string());
}

#[tokio::test]
async fn two_entities_of_one_name_stay_two_and_one_of_two_names_stays_one() {
    let world = World::open().await;
    let (a, b) = (credit_code(), credit_code());
    let rows = [
        ("和平饭店", Some(a.as_str()), "甲岗"),
        ("和平饭店", Some(b.as_str()), "乙岗"),
        ("和平饭店分店", Some(a.as_str()), "丙岗"),
        ("和平饭店", None, "丁岗"),
    ];
    for turn in 0..2 {
        let report = import(&world, &world.of_system(None), &rows).await;
        let expected = if turn == 0 { (4, 0, 2) } else { (0, 4, 0) };
        assert_eq!((report.imported, report.unchanged, report.new_employers), expected);
    }
    assert_ne!(employer_of(&world, "甲岗").await, employer_of(&world, "乙岗").await);
    assert_eq!(employer_of(&world, "甲岗").await, employer_of(&world, "丙岗").await);
    // A later file that has only the other name finds it by the code that was claimed.
    let report = import(&world, &world.of_system(None), &rows[2..3]).await;
    assert_eq!((report.unchanged, report.new_employers), (1, 0));
}

#[tokio::test]
async fn the_order_of_rows_does_not_make_another_employer_the_next_time() {
    let world = World::open().await;
    let code = credit_code();
    let rows = [
        ("丰台搬家", None, "甲岗"),
        ("丰台搬家", Some(code.as_str()), "乙岗"),
        ("丰台搬家一部", Some(code.as_str()), "丙岗"),
    ];
    let report = import(&world, &world.of_system(None), &rows).await;
    assert_eq!((report.imported, report.new_employers), (3, 1));
    let report = import(&world, &world.of_system(None), &rows).await;
    assert_eq!((report.imported, report.unchanged, report.new_employers), (0, 3, 0));
}

#[tokio::test]
async fn a_member_imports_for_the_own_employer_only() {
    let world = World::open().await;
    let (own_code, other_code) = (credit_code(), credit_code());
    let owner = world.seeker("owner").await;
    let content = employer_with_code("海淀养老服务有限公司", own_code.as_str());
    let id = employers::write::register(&world.db, &world.grant(&owner, ()).await, content).await.expect("waiting");
    employers::write::approve(&world.db, &world.of_system(id)).await.expect("an approval");
    let grant = world.grant(&owner, Some(id)).await;
    let rows = [
        ("", None, "甲岗"),
        ("海淀养老服务有限公司", None, "乙岗"),
        ("海淀养老服务有限公司", Some(own_code.as_str()), "丙岗"),
        ("海淀养老服务有限公司", Some(other_code.as_str()), "丁岗"),
        ("别的公司", None, "戊岗"),
        ("别的公司", Some(own_code.as_str()), "己岗"),
    ];
    let report = import(&world, &grant, &rows).await;
    assert_eq!((report.imported, report.refused, report.new_employers, report.rows), (3, 3, 0, 6));
    assert_eq!(codes(&report), ["other_employer"; 3]);
    assert_eq!(world.number("SELECT COUNT(*) FROM employer").await, 1);
}

#[tokio::test]
async fn a_row_with_an_unusable_employer_is_refused() {
    let world = World::open().await;
    let long = "长".repeat(161);
    let rows = [(long.as_str(), None, "丙岗"), ("甲\0公司", None, "丁岗")];
    let report = import(&world, &world.of_system(None), &rows).await;
    assert_eq!(codes(&report), ["too_long", "control_characters"]);
    assert_eq!((report.imported, report.new_employers), (0, 0));
}

#[tokio::test]
async fn rows_without_an_employer_come_under_one_that_nobody_can_become() {
    let world = World::open().await;
    let code = credit_code();
    let rows = [
        ("", None, "甲岗"),
        (" （） ", None, "乙岗"),
        ("", Some(code.as_str()), "丙岗"),
        ("甲公司", Some(code.as_str()), "丁岗"),
        ("", None, "戊岗"),
    ];
    for turn in 0..2 {
        let report = import(&world, &world.of_system(None), &rows).await;
        let expected = if turn == 0 { (5, 0, 2) } else { (0, 5, 0) };
        assert_eq!((report.imported, report.unchanged, report.new_employers), expected);
    }
    let nameless = employer_of(&world, "甲岗").await;
    for (title, is_nameless) in [("乙岗", true), ("丙岗", false), ("丁岗", false), ("戊岗", true)] {
        assert_eq!(employer_of(&world, title).await == nameless, is_nameless, "{title}");
    }
    let id = register(&world, NAMELESS, credit_code().as_str()).await;
    employers::write::approve(&world.db, &world.of_system(id)).await.expect("an approval");
    assert_eq!(employer_of(&world, "甲岗").await, nameless);
}
