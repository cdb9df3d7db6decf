//! The match index follows the database.

use super::*;
use crate::matching::{Follower, LoadSeekers, Step, Wanted};
use magpie_domain::ids::SeekerId;
use magpie_search::matching::{Ask, MatchIndex, SeekerDoc, SeekerQuery, Viewer, Visible};
use magpie_terms::{Profile, ProfileInput};
use std::sync::{Arc, Mutex};

fn wish(titles: &str) -> Profile {
    Profile::parse(&ProfileInput { desired_titles: titles.into(), ..ProfileInput::default() }).unwrap()
}

fn seeker(id: SeekerId, titles: &str) -> SeekerDoc {
    SeekerDoc {
        id: id.bytes(),
        profile: wish(titles),
        visible: Visible::Verified,
        blocked: Vec::new(),
        updated_at: NOW,
    }
}

/// Seekers out of a list that the test holds.
fn from(list: &Arc<Mutex<Vec<SeekerDoc>>>) -> LoadSeekers {
    let list = list.clone();
    Box::new(move |_, wanted| {
        let all = list.lock().unwrap().clone();
        let found = match wanted {
            Wanted::After(last, limit) => {
                let after = |doc: &SeekerDoc| last.is_none_or(|last| doc.id > last.bytes());
                all.into_iter().filter(after).take(usize::try_from(limit).unwrap()).collect()
            }
            Wanted::These(ids) => all.into_iter().filter(|doc| ids.iter().any(|id| id.bytes() == doc.id)).collect(),
        };
        Box::pin(async move { Ok(found) })
    })
}

fn found(index: &MatchIndex, titles: &str) -> Vec<PostingId> {
    let query = SeekerQuery::of(&wish(titles), NOW.day());
    index.postings_for(&query, &Ask::new(10, NOW)).iter().map(|found| PostingId::from_bytes(found.id)).collect()
}

#[tokio::test]
async fn postings_and_seekers_meet_and_part() {
    let node = Node::new().await;
    let employer = node.employer(1).await;
    let first = node.publish(employer, &posting("财务会计")).await;
    let person = SeekerId::new();
    let list = Arc::new(Mutex::new(vec![seeker(person, "会计")]));
    let index = Arc::new(MatchIndex::new());
    let follower = Follower::new(node.app.db.clone(), index.clone(), from(&list));
    assert!(follower.ready() < 1.0 && !follower.is_caught_up());
    assert_eq!(follower.step().await.unwrap(), Step::Filled(2));
    follower.settle().await.unwrap();
    assert!(follower.ready() >= 1.0 && follower.is_caught_up());
    assert_eq!(found(&index, "会计"), [first]);
    let candidates = index.seekers_for(&first.bytes(), &Viewer::verified("x"), &Ask::new(10, NOW));
    assert_eq!(candidates.len(), 1);

    let second = node.publish(employer, &posting("会计助理")).await;
    follower.settle().await.unwrap();
    let mut both = found(&index, "会计");
    both.sort();
    assert_eq!(both, [first, second]);

    postings::write::close(&node.app.db, &node.edit(first)).await.unwrap();
    follower.settle().await.unwrap();
    assert_eq!(found(&index, "会计"), [second]);
    assert_eq!(follower.step().await.unwrap(), Step::Still);
}

#[tokio::test]
async fn an_index_of_a_replaced_database_is_made_anew() {
    let node = Node::new().await;
    let employer = node.employer(1).await;
    for number in 0..5 {
        node.publish(employer, &posting(&format!("会计 {number}"))).await;
    }
    let list = Arc::new(Mutex::new(Vec::new()));
    let index = Arc::new(MatchIndex::new());
    Follower::new(node.app.db.clone(), index.clone(), from(&list)).settle().await.unwrap();
    assert_eq!(index.postings(), 5);
    let other = Node::new().await;
    let employer = other.employer(1).await;
    other.publish(employer, &posting("护士")).await;
    Follower::new(other.app.db.clone(), index.clone(), from(&list)).settle().await.unwrap();
    assert_eq!(index.postings(), 1);
    assert!(found(&index, "会计").is_empty());
}
