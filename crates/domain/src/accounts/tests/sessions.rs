//! Sessions: seen, ended, run out.

use crate::accounts::policy::OwnAccount;
use crate::accounts::sessions::{authenticate, own, sign_out, sign_out_everywhere};
use crate::accounts::values::{Locale, Role};
use crate::accounts::write::choose_locale;
use crate::testing::{World, account};

async fn is_valid(world: &World, token: &str) -> bool {
    authenticate(&world.db, token).await.expect("an answer").is_some()
}

#[tokio::test]
async fn a_person_sees_and_ends_the_own_sessions_only() {
    let world = World::open().await;
    let (li, han) = (world.seeker("li").await, world.seeker("han").await);
    let (phone, on_phone) = world.session(account(&li)).await;
    let (desk, _) = world.session(account(&li)).await;
    let (other, _) = world.session(account(&han)).await;
    let grant = world.grant::<OwnAccount>(&on_phone, ()).await;
    let seen = own(&world.db, &grant).await.expect("sessions");
    assert_eq!(seen.len(), 3);
    let this: Vec<_> = seen.iter().filter(|session| session.is_this).map(|session| Some(session.id)).collect();
    assert_eq!(this, [on_phone.session()]);

    sign_out(&world.db, &grant).await.expect("an end");
    assert_eq!((is_valid(&world, &phone).await, is_valid(&world, &desk).await), (false, true));
    sign_out_everywhere(&world.db, &grant).await.expect("an end");
    assert_eq!((is_valid(&world, &desk).await, is_valid(&world, &other).await), (false, true));
}

#[tokio::test]
async fn a_session_ends_thirty_days_after_the_last_visit() {
    const DAY: i64 = 86_400;
    let world = World::open().await;
    let li = world.seeker("li").await;
    let (token, _) = world.session(account(&li)).await;
    for _ in 0..3 {
        world.pass(29 * DAY);
        assert!(is_valid(&world, &token).await, "each visit counts");
    }
    world.pass(30 * DAY - 1);
    assert!(is_valid(&world, &token).await);
    world.pass(30 * DAY);
    assert!(!is_valid(&world, &token).await);
    let grant = world.grant::<OwnAccount>(&li, ()).await;
    assert_eq!(own(&world.db, &grant).await.expect("sessions"), []);
}

#[tokio::test]
async fn reading_writes_at_most_once_an_hour() {
    let world = World::open().await;
    let li = world.seeker("li").await;
    let (token, _) = world.session(account(&li)).await;
    let start = world.db.now().0;
    for (seconds, seen) in [(3_600, 0), (1, 3_601), (3_600, 3_601), (1, 7_202)] {
        world.pass(seconds);
        assert!(is_valid(&world, &token).await);
        assert_eq!(world.number("SELECT MAX(last_seen_at) FROM session").await - start, seen);
    }
}

#[tokio::test]
async fn a_token_is_kept_as_its_hash_and_nothing_else_opens() {
    let world = World::open().await;
    let li = world.seeker("li").await;
    let (token, _) = world.session(account(&li)).await;
    let kept = world.texts("SELECT token_hash FROM session").await;
    assert!(kept.iter().all(|hash| *hash != token));
    let longer = format!("{token}x");
    for wrong in ["", &kept[0], &token.to_lowercase(), &token[..42], &longer, "\0", "' OR 1=1 --"] {
        assert!(!is_valid(&world, wrong).await, "{wrong:?}");
    }
}

#[tokio::test]
async fn the_language_is_kept() {
    let world = World::open().await;
    let li = world.person("li", Role::Seeker).await;
    choose_locale(&world.db, &world.grant(&li, ()).await, Locale::En).await.expect("a change");
    assert_eq!(world.session(account(&li)).await.1.locale(), Locale::En);
}
