//! What the person decides, and what an adviser may not decide for them.

use crate::accounts::values::Role;
use crate::employers::values::EmployerState;
use crate::ids::EmployerId;
use crate::seekers::policy::{ActForSeeker, AssistSeekers, DecideForSeeker};
use crate::seekers::privacy::{MOST_BLOCKS, Settings, block_code, block_employer, decide, unblock, withdraw_consent};
use crate::seekers::read;
use crate::seekers::tests::agree;
use crate::seekers::tests::profile::{named, own, registered};
use crate::seekers::values::Visibility;
use crate::testing::{World, credit_code, refusal};
use crate::{Code, Error, Grant};

const OPEN: Settings = Settings { visibility: Visibility::Verified, ranked: true, assisted: false };

#[tokio::test]
async fn an_adviser_helps_only_who_asked_and_decides_only_for_who_has_no_account() {
    let world = World::open().await;
    let (li, adviser) = (world.seeker("li").await, world.person("adviser", Role::Adviser).await);
    let id = own(&world, &li).await;
    let grant = world.grant::<DecideForSeeker>(&li, id).await;
    decide(&world.db, &grant, Settings { assisted: true, ..OPEN }).await.expect("decided");
    let help = world.grant::<ActForSeeker>(&adviser, id).await;
    let detail = read::profile(&world.db, &help).await.expect("a profile");
    assert_eq!((detail.own, detail.has_account, detail.decides), (false, true, false));
    assert_eq!(refusal(Grant::<DecideForSeeker>::ask(&world.db, &adviser, id).await), Some(Code::Forbidden));
    decide(&world.db, &grant, OPEN).await.expect("decided");
    assert_eq!(refusal(Grant::<ActForSeeker>::ask(&world.db, &adviser, id).await), Some(Code::NotFound));

    let kept = registered(&world, &adviser, &named("王奶奶", "", ""), "保洁员").await;
    let grant = world.grant::<DecideForSeeker>(&adviser, kept).await;
    assert_eq!(refusal(decide(&world.db, &grant, OPEN).await), Some(Code::ProfileNeedsAdviser));
    decide(&world.db, &grant, Settings { assisted: true, ..OPEN }).await.expect("decided");
    let by: Vec<&str> = read::entries(&world.db, &world.grant(&adviser, kept).await)
        .await
        .expect("entries")
        .iter()
        .map(|entry| entry.by.code())
        .collect();
    assert_eq!(by, ["adviser", "adviser"]);
    assert_eq!(refusal(Grant::<AssistSeekers>::ask(&world.db, &li, ()).await), Some(Code::Forbidden));
}

#[tokio::test]
async fn nothing_is_recorded_where_nothing_was_decided() {
    let world = World::open().await;
    let li = world.seeker("li").await;
    let grant = world.grant::<DecideForSeeker>(&li, own(&world, &li).await).await;
    let before = world.row_counts().await;
    let as_it_is = Settings { visibility: Visibility::Nobody, ranked: true, assisted: false };
    decide(&world.db, &grant, as_it_is).await.expect("nothing to do");
    assert_eq!(world.row_counts().await, before);
    assert_eq!(refusal(unblock(&world.db, &grant, credit_code().as_str()).await), Some(Code::NotFound));
    assert_eq!(world.row_counts().await, before);
}

#[tokio::test]
async fn a_block_is_on_the_legal_entity_and_ends_what_was_agreed() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let posting = world.draft(&owner, employer, "护工").await;
    let li = world.seeker("li").await;
    let id = own(&world, &li).await;
    let (grant, act) = (world.grant::<DecideForSeeker>(&li, id).await, world.grant::<ActForSeeker>(&li, id).await);
    agree(&world, id, employer, posting).await;
    block_employer(&world.db, &grant, employer).await.expect("blocked");
    let before = world.row_counts().await;
    block_employer(&world.db, &grant, employer).await.expect("blocked already");
    assert_eq!(world.row_counts().await, before);
    let blocks = read::blocks(&world.db, &act).await.expect("blocks");
    assert_eq!((blocks.len(), blocks[0].name.as_str()), (1, "甲公司"));
    let consents = read::consents(&world.db, &act).await.expect("consents");
    assert_eq!((consents[0].posting_title.as_str(), consents[0].employer_name.as_str()), ("护工", "甲公司"));
    assert!(consents[0].withdrawn_at.is_some());
    unblock(&world.db, &grant, &blocks[0].credit_code).await.expect("unblocked");
    assert!(read::consents(&world.db, &act).await.expect("consents")[0].withdrawn_at.is_some(), "not agreed again");

    let elsewhere = credit_code();
    block_code(&world.db, &grant, &elsewhere.as_str().to_lowercase()).await.expect("blocked");
    assert_eq!(read::blocks(&world.db, &act).await.expect("blocks")[0].credit_code, elsewhere.as_str());
    assert!(matches!(block_code(&world.db, &grant, "911").await, Err(Error::Invalid(_))));
    assert_eq!(refusal(block_employer(&world.db, &grant, EmployerId::new()).await), Some(Code::NotFound));
    world.run(&format!("UPDATE employer SET state = '{}'", EmployerState::Waiting.code())).await;
    assert_eq!(refusal(block_employer(&world.db, &grant, employer).await), Some(Code::NotFound), "not public");
}

#[tokio::test]
async fn blocks_have_an_end_and_two_clicks_make_one() {
    let world = World::open().await;
    let li = world.seeker("li").await;
    let grant = world.grant::<DecideForSeeker>(&li, own(&world, &li).await).await;
    let code = credit_code();
    let (a, b) =
        tokio::join!(block_code(&world.db, &grant, code.as_str()), block_code(&world.db, &grant, code.as_str()));
    assert!(a.is_ok() && b.is_ok());
    assert_eq!(world.number("SELECT COUNT(*) FROM seeker_block").await, 1);
    for _ in 1..MOST_BLOCKS {
        block_code(&world.db, &grant, credit_code().as_str()).await.expect("blocked");
    }
    assert!(matches!(block_code(&world.db, &grant, credit_code().as_str()).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn a_consent_is_withdrawn_once() {
    let world = World::open().await;
    let (owner, employer) = world.trusted("甲公司").await;
    let posting = world.draft(&owner, employer, "护工").await;
    let li = world.seeker("li").await;
    let id = own(&world, &li).await;
    let grant = world.grant::<DecideForSeeker>(&li, id).await;
    assert_eq!(refusal(withdraw_consent(&world.db, &grant, posting).await), Some(Code::NotFound));
    agree(&world, id, employer, posting).await;
    withdraw_consent(&world.db, &grant, posting).await.expect("withdrawn");
    assert_eq!(refusal(withdraw_consent(&world.db, &grant, posting).await), Some(Code::NotFound));
}
