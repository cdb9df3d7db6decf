//! What anyone sees, for every state of a posting, of its employer and of the clock.

use crate::changes::Change;
use crate::employers;
use crate::employers::values::EmployerState;
use crate::ids::{EmployerId, PostingId};
use crate::postings::public::{self, Shown};
use crate::postings::stream::{self, Event};
use crate::postings::values::PostingState;
use crate::testing::World;
use std::collections::BTreeSet;

struct Case {
    id: PostingId,
    employer: EmployerId,
    what: String,
    is_visible: bool,
    was_public: bool,
    employer_shows: bool,
}

/// Written by hand, so that also what no command can bring about is tried.
async fn cases(world: &World) -> Vec<Case> {
    let now = world.db.now().0;
    let mut cases = Vec::new();
    for employer_state in EmployerState::ALL {
        let (owner, employer) = world.trusted(employer_state.code()).await;
        world.run(&format!("UPDATE employer SET state = '{employer_state}' WHERE id = '{employer}'")).await;
        let employer_shows = matches!(employer_state, EmployerState::Approved | EmployerState::Unverified);
        for state in PostingState::ALL {
            for (ends, expires_at) in [("before", now - 1), ("now", now), ("after", now + 1)] {
                for was_public in [true, false] {
                    let is_published = *state == PostingState::Published;
                    if is_published && !was_public {
                        continue;
                    }
                    let id = world.draft(&owner, employer, "岗位").await;
                    let published_at = if was_public { now.to_string() } else { "NULL".to_owned() };
                    world
                        .run(&format!(
                            "UPDATE posting SET state = '{state}', expires_at = {expires_at}, \
                             published_at = {published_at} WHERE id = '{id}'"
                        ))
                        .await;
                    cases.push(Case {
                        id,
                        employer,
                        what: format!("{state} of {employer_state}, ends {ends}, was public: {was_public}"),
                        is_visible: is_published && expires_at > now && employer_shows,
                        was_public,
                        employer_shows,
                    });
                }
            }
        }
    }
    cases
}

#[tokio::test]
async fn no_public_read_shows_what_is_not_public() {
    let world = World::open().await;
    let db = &world.db;
    let cases = cases(&world).await;
    let expected: BTreeSet<PostingId> = cases.iter().filter(|case| case.is_visible).map(|case| case.id).collect();
    assert_eq!(expected.len(), 2, "one of an approved, one of an unverified employer");
    let all: Vec<PostingId> = cases.iter().map(|case| case.id).collect();

    let set = |found: Vec<public::Posting>| found.into_iter().map(|posting| posting.id).collect::<BTreeSet<_>>();
    assert_eq!(set(public::cards(db, &all).await.expect("cards")), expected);
    assert_eq!(set(public::newest(db, 1000).await.expect("the newest")), expected);
    assert_eq!(set(public::after(db, None, 1000).await.expect("all")), expected);
    let ids = public::ids_after(db, None, 1000).await.expect("ids");
    assert_eq!(ids.into_iter().map(|(id, _)| id).collect::<BTreeSet<_>>(), expected);
    let figures = public::figures(db).await.expect("figures");
    assert_eq!((figures.postings, figures.headcount, figures.employers), (2, 6, 1));

    let mut tx = db.begin(&world.system).await.expect("a write");
    all.iter().for_each(|id| tx.changed(Change::PostingChanged(*id)));
    tx.commit().await.expect("a commit");
    let (events, _, _) = stream::since(db, 0, 10_000).await.expect("events");
    let once: BTreeSet<_> = cases.iter().filter(|case| case.was_public).map(|case| case.id).collect();
    let told = |keep: &dyn Fn(&Event) -> Option<PostingId>| events.iter().filter_map(keep).collect::<BTreeSet<_>>();
    let live = told(&|event| match event {
        Event::Added(posting) | Event::Changed(posting) => Some(posting.id),
        Event::Removed(_) => None,
    });
    let gone = told(&|event| match event {
        Event::Removed(id) => Some(*id),
        Event::Added(_) | Event::Changed(_) => None,
    });
    assert_eq!(live, expected);
    assert_eq!(gone, &once - &expected, "what never was public is not told of");

    for case in &cases {
        let what = &case.what;
        let versions = public::versions(db, case.id).await.expect("versions");
        assert!(case.is_visible || versions.is_empty(), "{what}");
        let shown = public::show(db, case.id).await.expect("an answer");
        match shown {
            Some(Shown::Live(posting, _)) => assert!(case.is_visible && posting.id == case.id, "{what}"),
            Some(Shown::Ended { .. }) => {
                assert!(!case.is_visible && case.was_public && case.employer_shows, "{what}");
            }
            None => assert!(!case.was_public || !case.employer_shows, "{what}"),
        }
    }
    let employers: BTreeSet<EmployerId> = cases.iter().map(|case| case.employer).collect();
    for id in employers {
        let wanted: BTreeSet<_> =
            cases.iter().filter(|case| case.employer == id && case.is_visible).map(|case| case.id).collect();
        let (found, total) = public::of_employer(db, id, 1, 1000).await.expect("a list");
        assert_eq!((set(found), total as usize), (wanted.clone(), wanted.len()));
        let page = employers::public::show(db, id).await.expect("an answer");
        assert_eq!(page.map_or(0, |page| page.postings) as usize, wanted.len());
    }
}

#[tokio::test]
async fn the_contact_of_an_unverified_employer_is_not_shown() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let id = world.posting_in(&owner, employer, PostingState::Published).await;
    for (state, shows) in [("approved", true), ("unverified", false)] {
        world.run(&format!("UPDATE employer SET state = '{state}'")).await;
        match public::show(&world.db, id).await.expect("an answer") {
            Some(Shown::Live(posting, contact)) => {
                assert_eq!((contact.is_some(), posting.employer_verified), (shows, shows));
            }
            other => panic!("{other:?}"),
        }
        let page = employers::public::show(&world.db, employer).await.expect("an answer").expect("a page");
        assert_eq!(page.credit_code.is_some(), shows);
    }
}

#[tokio::test]
async fn pages_and_cursors_beyond_all_reach_are_empty() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(world.posting_in(&owner, employer, PostingState::Published).await);
    }
    let db = &world.db;
    for (page, size, count) in [(0, 2, 2), (3, 2, 1), (4, 2, 0), (u64::MAX, u64::MAX, 0), (1, u64::MAX, 5), (1, 0, 0)] {
        let (found, total) = public::of_employer(db, employer, page, size).await.expect("a list");
        assert_eq!((found.len(), total), (count, 5), "{page} of {size}");
    }
    assert_eq!(public::newest(db, u64::MAX).await.expect("all").len(), 5);
    assert_eq!(public::after(db, Some(ids[2]), u64::MAX).await.expect("the rest").len(), 2);
    assert_eq!(public::ids_after(db, Some(ids[4]), 1).await.expect("none"), []);
    assert_eq!(public::cards(db, &[]).await.expect("none"), []);
    let unknown = PostingId::new();
    let cards = public::cards(db, &[ids[3], unknown, ids[0], ids[3]]).await.expect("cards");
    assert_eq!(cards.iter().map(|card| card.id).collect::<Vec<_>>(), [ids[3], ids[0]], "in the order asked for");
    assert_eq!(public::show(db, unknown).await.expect("an answer"), None);
    for (cursor, limit) in [(-1, u64::MAX), (i64::MIN, 1), (i64::MAX, 5)] {
        stream::since(db, cursor, limit).await.expect("an answer");
    }
    let (_, next, more) = stream::since(db, 0, 0).await.expect("an answer");
    assert!(next > 0 && more, "a limit of nothing does not stand still");
}
