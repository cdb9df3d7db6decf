//! The made-up district.

use super::*;
use crate::demo::{self, District, Found, PASSWORD};
use magpie_domain::accounts::passwords;
use magpie_domain::{changes, postings};

const SMALL: District = District { postings: 150, employers: 12, seekers: 20, seed: 3 };

/// What everybody sees of a district, without the ids.
async fn shown(node: &Node) -> Vec<String> {
    let all = postings::public::after(&node.app.db, None, 10_000).await.unwrap();
    all.iter()
        .map(|posting| format!("{} {:?} {:?}", posting.employer_name, posting.published_at, posting.content))
        .collect()
}

#[tokio::test]
async fn the_same_seed_makes_the_same_district() {
    let (one, two) = (Node::new().await, Node::new().await);
    let mut last = 0;
    demo::write(&one.app, SMALL, |written| last = written).await.unwrap();
    demo::write(&two.app, SMALL, |_| {}).await.unwrap();
    assert_eq!(last, 150);
    let (first, second) = (shown(&one).await, shown(&two).await);
    assert!(first.len() > 50, "{}", first.len());
    assert_eq!(first, second);
    one.app.settle().await.unwrap();
    assert_eq!(one.app.state.index.len(), first.len() as u64);
    assert!(one.outbox.all().is_empty(), "nobody is reminded at once of what was made up to end soon");
    assert!(changes::head(&one.app.db).await.unwrap() > 0, "a position tells that the index knows it");
}

#[tokio::test]
async fn only_an_empty_database_is_written_into() {
    let node = Node::new().await;
    let look = async || demo::look(&node.app.db, &node.app.system).await.unwrap();
    assert_eq!(look().await, Found::Nothing);
    node.employer(1).await;
    assert_eq!(look().await, Found::Other);
    let node = Node::new().await;
    demo::write(&node.app, SMALL, |_| {}).await.unwrap();
    assert_eq!(demo::look(&node.app.db, &node.app.system).await.unwrap(), Found::District);
}

#[tokio::test]
async fn every_persona_signs_in_with_the_password() {
    let node = Node::new().await;
    demo::write(&node.app, SMALL, |_| {}).await.unwrap();
    let grant = Grant::<accounts::policy::Administer>::of_system(&node.app.system, ());
    for persona in magpie_demo::personas() {
        let (found, _) = accounts::read::list(&node.app.db, &grant, persona.email, 1).await.unwrap();
        assert!(found.iter().any(|account| account.email == persona.email), "{}", persona.email);
    }
    let hash = passwords::hash(&PASSWORD.into()).await.unwrap();
    assert!(passwords::verify(&PASSWORD.into(), Some(hash)).await.unwrap());
}
