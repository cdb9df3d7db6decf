//! The made-up district.

use super::*;
use crate::demo::{self, District, Found, PASSWORD};
use magpie_domain::accounts::policy::OwnAccount;
use magpie_domain::accounts::{passwords, sessions, sign_in};
use magpie_domain::employers::policy::ActForEmployer;
use magpie_domain::seekers::matching;
use magpie_domain::seekers::policy::{ActForSeeker, AssistSeekers};
use magpie_domain::seekers::values::Visibility;
use magpie_domain::{Action, Actor, alerts, applications, changes, employers, postings, seekers};
use std::collections::BTreeSet;

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

/// Who signs in with this persona's address, with what the person may do.
async fn persona(node: &Node, name: &str) -> Actor {
    let email = format!("{name}@magpie.example");
    let token = sign_in::sign_in(&node.app.db, &email, &PASSWORD.into(), "", "").await.unwrap();
    sessions::authenticate(&node.app.db, &token).await.unwrap().unwrap()
}

async fn ask<A: Action>(node: &Node, by: &Actor, subject: A::Subject) -> Grant<A> {
    Grant::ask(&node.app.db, by, subject).await.unwrap()
}

#[tokio::test]
async fn most_seekers_have_profiles_that_are_found_as_they_allow() {
    let node = Node::new().await;
    demo::write(&node.app, SMALL, |_| {}).await.unwrap();
    let profiles = matching::after(&node.app.db, &node.app.system, None, 1_000).await.unwrap();
    let drawn = Generator::new(Plan { seekers: 20, seed: 3, now: NOW, ..Plan::default() });
    let with_account = (0..20).filter_map(|index| drawn.seeker(index)).count();
    assert_eq!(profiles.len() as u64, with_account as u64 + drawn.walk_in_count() + 1);
    let shown = profiles.iter().filter(|one| one.visibility == Visibility::Verified).count();
    assert!(shown * 4 > profiles.len() && shown < profiles.len(), "{shown} of {}", profiles.len());
    node.app.settle().await.unwrap();
    assert!(node.outbox.all().is_empty(), "what was made up sends no mail");
}

#[tokio::test]
async fn no_page_of_a_seeker_is_empty() {
    let node = Node::new().await;
    demo::write(&node.app, SMALL, |_| {}).await.unwrap();
    let (db, person) = (&node.app.db, persona(&node, "seeker").await);
    let id = seekers::read::own_id(db, &person).await.unwrap().expect("a profile");
    let act = ask::<ActForSeeker>(&node, &person, id).await;
    let profile = seekers::read::profile(db, &act).await.unwrap();
    assert!(profile.profile.completeness().0 >= 90, "{:?}", profile.profile.completeness());
    assert!(!seekers::read::entries(db, &act).await.unwrap().is_empty(), "provenance");
    assert!(!seekers::read::consents(db, &act).await.unwrap().is_empty(), "consents");
    let (sent, _) = applications::read::sent(db, &act, 1).await.unwrap();
    let states: BTreeSet<&str> = sent.iter().map(|one| one.state.code()).collect();
    assert_eq!(states, BTreeSet::from(["applied", "interview", "offer", "refused", "withdrawn"]));
    assert_eq!(applications::invitations::of_seeker(db, &act).await.unwrap().len(), 1);
    let own = ask::<OwnAccount>(&node, &person, ()).await;
    assert_eq!(alerts::read::own(db, &own).await.unwrap().len(), 2);
}

#[tokio::test]
async fn an_owner_finds_applications_in_every_state_and_an_adviser_people_to_help() {
    let node = Node::new().await;
    demo::write(&node.app, SMALL, |_| {}).await.unwrap();
    let db = &node.app.db;
    let owner = persona(&node, "owner").await;
    let own = ask::<OwnAccount>(&node, &owner, ()).await;
    let employer = employers::read::memberships(db, &own).await.unwrap()[0].employer;
    let grant = ask::<ActForEmployer>(&node, &owner, employer).await;
    let waiting = applications::pipeline::waiting(db, &grant).await.unwrap();
    let posting = *waiting.keys().next().expect("applications");
    let edit = ask::<EditPosting>(&node, &owner, posting).await;
    let counts = applications::pipeline::counts(db, &edit).await.unwrap();
    assert!(counts.iter().all(|(_, count)| *count > 0), "{counts:?}");
    let questions = applications::questions::of_posting(db, &edit).await.unwrap();
    assert_eq!(questions.len(), 3);
    assert_eq!(waiting[&posting].overdue, 1, "one waits too long");

    let adviser = persona(&node, "adviser").await;
    let desk = ask::<AssistSeekers>(&node, &adviser, ()).await;
    let (people, total) = seekers::assist::list(db, &desk, "", 1).await.unwrap();
    assert!(total >= magpie_demo::story::FEWEST_WALK_INS && !people.is_empty());
    let (doubles, found) = seekers::doubles::found(db, &desk, 1).await.unwrap();
    assert_eq!(found, 2, "the same person twice, and who came before signing up: {doubles:?}");
}
