//! The employer's own list.

use crate::postings::policy::EditPosting;
use crate::postings::read::{PAGE, own, own_counts};
use crate::postings::values::PostingState;
use crate::testing::World;
use crate::{Code, Error, Grant};

#[tokio::test]
async fn an_employer_lists_and_counts_its_own_by_state() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let (stranger, other) = world.trusted("乙公司").await;
    let theirs = world.draft(&stranger, other, "别人的").await;
    for state in PostingState::ALL {
        world.posting_in(&owner, employer, *state).await;
    }
    for _ in 0..PAGE {
        world.draft(&owner, employer, "草稿").await;
    }
    let grant = world.grant(&owner, employer).await;
    for (state, count) in own_counts(&world.db, &grant).await.expect("numbers") {
        let expected = if state == PostingState::Draft { PAGE + 1 } else { 1 };
        assert_eq!(count, expected, "{state}");
        let (rows, total) = own(&world.db, &grant, Some(state), 1).await.expect("a list");
        assert!(rows.iter().all(|row| row.state == state && row.employer == employer));
        assert_eq!(total, expected);
    }
    for (page, count) in [(0, PAGE), (1, PAGE), (2, 6), (3, 0), (u64::MAX, 0)] {
        let (rows, total) = own(&world.db, &grant, None, page).await.expect("a list");
        assert_eq!((rows.len() as u64, total), (count, PAGE + 6), "{page}");
    }
    let hidden = Grant::<EditPosting>::ask(&world.db, &owner, theirs).await;
    assert!(matches!(hidden, Err(Error::Rule(Code::NotFound))));
}
