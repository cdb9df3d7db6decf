//! What employers see, and what an index of matches is told.

use crate::employers::policy::ReviewEmployer;
use crate::ids::SeekerId;
use crate::postings::policy::EditPosting;
use crate::seekers::candidates::{card, cards};
use crate::seekers::policy::{ActForSeeker, DecideForSeeker};
use crate::seekers::privacy::{Settings, block_employer, decide, withdraw_consent};
use crate::seekers::tests::agree;
use crate::seekers::tests::profile::{named, own};
use crate::seekers::values::{Source, Visibility};
use crate::seekers::{erase, matching, write};
use crate::testing::{World, refusal};
use crate::{Actor, Code, employers};
use magpie_terms::{Profile, ProfileInput, WorkInput};

async fn told(world: &World, actor: &Actor, visibility: Visibility) -> SeekerId {
    let id = own(world, actor).await;
    let grant = world.grant::<ActForSeeker>(actor, id).await;
    let person = named("李秀英", "13800000000", "li@example.org");
    write::save_person(&world.db, &grant, &person, 1, Source::Form).await.expect("saved");
    let profile = Profile::parse(&ProfileInput {
        desired_titles: "护工".into(),
        summary: "我叫李秀英，电话13800000000".into(),
        work: vec![WorkInput { title: "护工".into(), employer: "某养老院".into(), ..WorkInput::default() }],
        ..ProfileInput::default()
    });
    write::save(&world.db, &grant, &profile.expect("a profile"), 2, Source::Form).await.expect("saved");
    let settings = Settings { visibility, ranked: true, assisted: false };
    decide(&world.db, &world.grant::<DecideForSeeker>(actor, id).await, settings).await.expect("decided");
    id
}

#[tokio::test]
async fn masked_until_there_is_a_consent_and_gone_when_blocked() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let posting = world.draft(&owner, employer, "护工").await;
    let other_posting = world.draft(&owner, employer, "保洁员").await;
    let edit = world.grant::<EditPosting>(&owner, posting).await;
    let li = world.seeker("li").await;
    let id = told(&world, &li, Visibility::Verified).await;
    let seen = card(&world.db, &edit, id).await.expect("a card");
    assert_eq!((seen.name.as_str(), seen.masked, &seen.contact), ("李**", true, &None));
    let text = format!("{seen:?}");
    for trace in ["李秀英", "13800000000", "某养老院", "example.org"] {
        assert!(!text.contains(trace), "{trace} in {text}");
    }
    assert_eq!(seen.profile.work[0].title, "护工");

    agree(&world, id, employer, posting).await;
    let seen = card(&world.db, &edit, id).await.expect("a card");
    assert_eq!((seen.name.as_str(), seen.masked), ("李秀英", false));
    assert_eq!(seen.contact.expect("a contact").phone, "13800000000");
    assert_eq!(seen.profile.work[0].employer, "某养老院");
    let elsewhere = world.grant::<EditPosting>(&owner, other_posting).await;
    assert!(card(&world.db, &elsewhere, id).await.expect("a card").masked, "a consent is for one posting");

    let grant = world.grant::<DecideForSeeker>(&li, id).await;
    withdraw_consent(&world.db, &grant, posting).await.expect("withdrawn");
    assert!(card(&world.db, &edit, id).await.expect("a card").masked);
    block_employer(&world.db, &grant, employer).await.expect("blocked");
    assert_eq!(refusal(card(&world.db, &edit, id).await), Some(Code::NotFound));
    let (stranger, company) = world.trusted("乙公司").await;
    let theirs = world.grant::<EditPosting>(&stranger, world.draft(&stranger, company, "护工").await).await;
    assert!(card(&world.db, &theirs, id).await.expect("a card").masked, "others are not blocked");
}

#[tokio::test]
async fn only_who_said_so_is_found_and_only_by_the_approved() {
    let world = World::open().await;
    let (owner, employer) = world.waiting("新公司").await;
    let posting = world.draft(&owner, employer, "护工").await;
    let edit = world.grant::<EditPosting>(&owner, posting).await;
    let mut ids = Vec::new();
    for visibility in Visibility::ALL {
        let person = world.seeker(visibility.code()).await;
        ids.push(told(&world, &person, *visibility).await);
    }
    agree(&world, ids[0], employer, posting).await;
    assert_eq!(cards(&world.db, &edit, &ids).await.expect("cards"), [], "an employer nobody examined");
    employers::write::approve(&world.db, &world.of_system::<ReviewEmployer>(employer)).await.expect("approved");
    ids.reverse();
    let found = cards(&world.db, &edit, &ids).await.expect("cards");
    let found: Vec<(SeekerId, bool)> = found.iter().map(|card| (card.id, card.masked)).collect();
    // In the order asked for; those for fairs are nobody's while there are none.
    assert_eq!(found, [(ids[0], true), (ids[2], false)]);
    assert_eq!(cards(&world.db, &edit, &[]).await.expect("cards"), []);
}

#[tokio::test]
async fn an_index_of_matches_gets_all_and_learns_what_is_gone() {
    let world = World::open().await;
    let (li, zhang) = (world.seeker("li").await, world.seeker("zhang").await);
    let (a, b) = (told(&world, &li, Visibility::Verified).await, told(&world, &zhang, Visibility::Nobody).await);
    let (_, employer) = world.trusted("甲公司").await;
    let grant = world.grant::<DecideForSeeker>(&li, a).await;
    block_employer(&world.db, &grant, employer).await.expect("blocked");
    let first = matching::after(&world.db, &world.system, None, 1).await.expect("profiles");
    assert_eq!((first[0].id, first[0].blocked_codes.len(), first[0].visibility), (a, 1, Visibility::Verified));
    let rest = matching::after(&world.db, &world.system, Some(a), 10).await.expect("profiles");
    assert_eq!(rest.iter().map(|profile| profile.id).collect::<Vec<_>>(), [b]);
    erase::erase(&world.db, &grant).await.expect("erased");
    let never = SeekerId::new();
    let found = matching::of(&world.db, &world.system, &[a, b, never]).await.expect("profiles");
    assert_eq!((found.profiles.len(), found.gone), (1, vec![a, never]));
    assert_eq!(matching::of(&world.db, &world.system, &[]).await.expect("profiles").gone, []);
}
