//! Two profiles become one and are taken apart again, and nothing is lost either way.

use crate::accounts::values::Role;
use crate::ids::{MergeId, SeekerId};
use crate::seekers::merging::{merge, undoable, unmerge};
use crate::seekers::policy::{ActForSeeker, AssistSeekers, DecideForSeeker};
use crate::seekers::privacy::block_code;
use crate::seekers::tests::profile::{named, own, registered};
use crate::seekers::tests::{agree, apply, invite};
use crate::seekers::{erase, matching};
use crate::testing::{World, credit_code, refusal};
use crate::{Code, Grant};

/// Which rows are whose, as text.
async fn belongings(world: &World) -> Vec<String> {
    let mut found = Vec::new();
    for table in ["application", "seeker_consent", "seeker_block", "candidate_invitation"] {
        found.extend(
            world.texts(&format!("SELECT '{table} ' || id || ' ' || seeker_id FROM {table} ORDER BY id")).await,
        );
    }
    found
}

#[tokio::test]
async fn what_moved_goes_back_and_what_came_since_stays() {
    let world = World::open().await;
    let adviser = world.person("adviser", Role::Adviser).await;
    let grant = world.grant::<AssistSeekers>(&adviser, ()).await;
    let (owner, employer) = world.trusted("甲公司").await;
    let mut postings = Vec::new();
    for title in ["护工", "保洁员", "司机"] {
        postings.push(world.draft(&owner, employer, title).await);
    }
    let person = named("李秀英", "13800001111", "");
    let kept = registered(&world, &adviser, &person, "护工").await;
    let merged = registered(&world, &adviser, &person, "护工").await;
    let shared = credit_code();
    for id in [kept, merged] {
        let decides = world.grant::<DecideForSeeker>(&adviser, id).await;
        block_code(&world.db, &decides, shared.as_str()).await.expect("blocked");
        block_code(&world.db, &decides, credit_code().as_str()).await.expect("blocked");
        agree(&world, id, employer, postings[0]).await;
        apply(&world, id, postings[0], "applied").await;
    }
    agree(&world, merged, employer, postings[1]).await;
    apply(&world, merged, postings[1], "applied").await;
    invite(&world, merged, postings[1]).await;
    let before = belongings(&world).await;

    let id = merge(&world.db, &grant, kept, merged).await.expect("merged");
    let count =
        async |table: &str| world.number(&format!("SELECT COUNT(*) FROM {table} WHERE seeker_id = '{kept}'")).await;
    assert_eq!(count("application").await, 2);
    assert_eq!(count("seeker_consent").await, 2);
    assert_eq!(count("seeker_block").await, 3);
    assert_eq!(count("candidate_invitation").await, 1);
    assert_eq!(refusal(Grant::<ActForSeeker>::ask(&world.db, &adviser, merged).await), Some(Code::NotFound));
    assert_eq!(matching::of(&world.db, &world.system, &[kept, merged]).await.expect("profiles").gone, [merged]);
    let (merges, total) = undoable(&world.db, &grant, 1).await.expect("merges");
    assert_eq!((total, merges[0].id, merges[0].moved, merges[0].kept_name.as_str()), (1, id, 4, "李秀英"));

    let since = apply(&world, kept, postings[2], "applied").await;
    unmerge(&world.db, &grant, id).await.expect("taken apart");
    let mut after = belongings(&world).await;
    after.retain(|line| !line.contains(&since));
    assert_eq!(after, before);
    assert_eq!(world.texts(&format!("SELECT seeker_id FROM application WHERE id = '{since}'")).await, [kept.text()]);
    world.grant::<ActForSeeker>(&adviser, merged).await;
    assert_eq!(refusal(unmerge(&world.db, &grant, id).await), Some(Code::MergeNotUndoable));
    assert_eq!(undoable(&world.db, &grant, 1).await.expect("merges").1, 0);
    assert_eq!(refusal(unmerge(&world.db, &grant, MergeId::new()).await), Some(Code::NotFound));
}

#[tokio::test]
async fn an_account_is_never_merged_away_and_strangers_are_not_merged() {
    let world = World::open().await;
    let adviser = world.person("adviser", Role::Adviser).await;
    let grant = world.grant::<AssistSeekers>(&adviser, ()).await;
    let li = world.seeker("li").await;
    let account = own(&world, &li).await;
    let kept = registered(&world, &adviser, &named("李秀英", "", ""), "").await;
    let merging = async |into: SeekerId, from: SeekerId| refusal(merge(&world.db, &grant, into, from).await);
    assert_eq!(merging(account, kept).await, Some(Code::NotFound), "no evidence, not to be known of");
    let same = registered(&world, &adviser, &named("李秀英", "", "li@example.org"), "").await;
    assert_eq!(merging(same, account).await, Some(Code::MergeNotPossible));
    assert_eq!(merging(same, same).await, Some(Code::NotFound));
    assert_eq!(merging(same, SeekerId::new()).await, Some(Code::NotFound));
    assert_eq!(merging(account, same).await, None);
    assert_eq!(merging(account, same).await, Some(Code::NotFound), "merged already");
    let (merges, _) = undoable(&world.db, &grant, 1).await.expect("merges");
    assert_eq!((merges[0].kept_name.as_str(), merges[0].kept_assisted), ("l**", false));
    assert_eq!(refusal(Grant::<ActForSeeker>::ask(&world.db, &adviser, account).await), Some(Code::NotFound));
    world.grant::<ActForSeeker>(&li, account).await;
}

#[tokio::test]
async fn of_two_merges_the_other_way_round_one_wins() {
    let world = World::open().await;
    let adviser = world.person("adviser", Role::Adviser).await;
    let grant = world.grant::<AssistSeekers>(&adviser, ()).await;
    for _ in 0..5 {
        let a = registered(&world, &adviser, &named("李秀英", "13800001111", ""), "").await;
        let b = registered(&world, &adviser, &named("李秀英", "13800001111", ""), "").await;
        let (x, y) = tokio::join!(merge(&world.db, &grant, a, b), merge(&world.db, &grant, b, a));
        assert!(x.is_ok() != y.is_ok(), "{x:?} {y:?}");
        let standing = "SELECT COUNT(*) FROM seeker WHERE merged_into IS NULL";
        assert_eq!(world.number(standing).await, 1);
        let decides = world.grant::<DecideForSeeker>(&adviser, if x.is_ok() { a } else { b }).await;
        erase::erase(&world.db, &decides).await.expect("erased");
    }
}

#[tokio::test]
async fn merges_are_undone_from_the_last_on() {
    let world = World::open().await;
    let adviser = world.person("adviser", Role::Adviser).await;
    let grant = world.grant::<AssistSeekers>(&adviser, ()).await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(registered(&world, &adviser, &named("李秀英", "13800001111", ""), "").await);
    }
    let first = merge(&world.db, &grant, ids[1], ids[0]).await.expect("merged");
    let second = merge(&world.db, &grant, ids[2], ids[1]).await.expect("merged");
    assert_eq!(refusal(unmerge(&world.db, &grant, first).await), Some(Code::MergeNotUndoable));
    let (open, _) = undoable(&world.db, &grant, 1).await.expect("merges");
    assert_eq!(open.iter().map(|merge| merge.id).collect::<Vec<_>>(), [second]);
    unmerge(&world.db, &grant, second).await.expect("taken apart");
    unmerge(&world.db, &grant, first).await.expect("taken apart");
}
