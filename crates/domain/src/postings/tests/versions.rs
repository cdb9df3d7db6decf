//! Every version that was public is kept, and no other.

use crate::ids::PostingId;
use crate::imports::testing::{changed, file, row};
use crate::imports::write::run;
use crate::postings::public::{Shown, show, versions};
use crate::postings::write;
use crate::testing::World;

async fn kept(world: &World, id: PostingId) -> Vec<(i64, String, String)> {
    let found = versions(&world.db, id).await.expect("versions");
    found.into_iter().map(|v| (v.number, v.fields.title, v.fields.valid_through)).collect()
}

#[tokio::test]
async fn publishing_editing_renewing_and_importing_each_keep_what_was_public() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let id = world.draft(&owner, employer, "草稿").await;
    write::edit(&world.db, &world.edit(id), &world.posting("第二稿"), 1).await.expect("a change");
    assert_eq!(kept(&world, id).await, [], "nothing of a draft");
    write::publish(&world.db, &world.edit(id)).await.expect("a publication");
    let day = world.today().plus_days(30).to_string();
    assert_eq!(kept(&world, id).await, [(2, "第二稿".into(), day.clone())]);
    write::edit(&world.db, &world.edit(id), &world.posting("第三稿"), 2).await.expect("a change");
    world.pass(86_400);
    write::renew(&world.db, &world.edit(id)).await.expect("a renewal");
    let later = world.today().plus_days(30).to_string();
    write::close(&world.db, &world.edit(id)).await.expect("an end");
    assert_eq!(kept(&world, id).await, [], "not of what is not public");
    write::reopen(&world.db, &world.edit(id)).await.expect("a draft");
    write::publish(&world.db, &world.edit(id)).await.expect("the same version again");
    let expected = [(4, "第三稿".into(), later), (3, "第三稿".into(), day.clone()), (2, "第二稿".into(), day)];
    assert_eq!(kept(&world, id).await, expected);
}

#[tokio::test]
async fn an_import_keeps_versions_alike() {
    let world = World::open().await;
    let first = row(&world, "甲公司", None, "甲岗");
    let second = changed(&world, &first, "乙岗");
    let grant = world.of_system(None);
    run(&world.db, &grant, &file(&[first]), true).await.expect("an import");
    run(&world.db, &grant, &file(&[second]), false).await.expect("a change of what is public");
    let id = PostingId::parse(&world.texts("SELECT id FROM posting").await[0]).expect("an id");
    let titles: Vec<_> = kept(&world, id).await.into_iter().map(|(number, title, _)| (number, title)).collect();
    assert_eq!(titles, [(2, "乙岗".to_owned()), (1, "甲岗".to_owned())]);
}

#[tokio::test]
async fn an_ended_posting_shows_the_title_that_was_public_and_not_the_draft_it_became() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let id = world.draft(&owner, employer, "公开的").await;
    write::publish(&world.db, &world.edit(id)).await.expect("a publication");
    write::close(&world.db, &world.edit(id)).await.expect("an end");
    write::reopen(&world.db, &world.edit(id)).await.expect("a draft");
    write::edit(&world.db, &world.edit(id), &world.posting("还没公开的"), 1).await.expect("a change");
    match show(&world.db, id).await.expect("an answer") {
        Some(Shown::Ended { title, employer_name, .. }) => {
            assert_eq!((title.as_str(), employer_name.as_str()), ("公开的", "甲公司"));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn content_comes_back_as_it_was_written() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let mut input = world.posting_input("软件工程师 <b>\"'%_\\");
    input.occupation = "2-02-10-03".into();
    input.pay_months = "14".into();
    input.education_full_time = "yes".into();
    input.experience_min = "3".into();
    input.experience_max = "5".into();
    input.graduates = "yes".into();
    input.shift = "night".into();
    input.address = "中关村大街1号".into();
    let full = magpie_terms::PostingContent::parse(&input, world.today()).expect("valid");
    let mut bare = world.posting_input("志愿者");
    (bare.pay_kind, bare.pay_min, bare.pay_max) = ("negotiable".into(), String::new(), String::new());
    (bare.benefits, bare.skills) = (String::new(), String::new());
    let bare = magpie_terms::PostingContent::parse(&bare, world.today()).expect("valid");
    for content in [full, bare] {
        let id = write::create(&world.db, &world.grant(&owner, employer).await, &content).await.expect("a draft");
        write::publish(&world.db, &world.edit(id)).await.expect("a publication");
        match show(&world.db, id).await.expect("an answer") {
            Some(Shown::Live(posting, contact)) => {
                assert_eq!(posting.content, content);
                assert!(contact.is_some());
            }
            other => panic!("{other:?}"),
        }
        let kept = versions(&world.db, id).await.expect("versions");
        assert_eq!(kept[0].fields, content.to_input());
    }
}
