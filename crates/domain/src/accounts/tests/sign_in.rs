//! Signing in and its brakes.

use crate::Code;
use crate::Error;
use crate::accounts::sessions::authenticate;
use crate::accounts::sign_in::sign_in;
use crate::testing::{PASSWORD, World, refusal};
use futures_util::future::join_all;

async fn attempt(world: &World, email: &str, password: &str, address: &str) -> Result<String, Error> {
    sign_in(&world.db, email, &password.into(), address, "browser").await
}

#[tokio::test]
async fn the_right_password_opens_a_session_and_everything_else_fails_alike() {
    let world = World::open().await;
    world.seeker("li").await;
    for email in ["li@example.org", "LI@Example.org", " li@example.org "] {
        let token = attempt(&world, email, PASSWORD, "10.0.0.1").await.expect(email);
        assert_eq!(
            authenticate(&world.db, &token).await.expect("an answer").expect("an actor").email(),
            "li@example.org"
        );
    }
    for (email, password) in [
        ("li@example.org", "wrong password"),
        ("nobody@example.org", PASSWORD),
        ("li@example.org", ""),
        ("", PASSWORD),
        ("no address", PASSWORD),
        ("nul\0@example.org", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
        ("%@example.org", PASSWORD),
    ] {
        assert_eq!(refusal(attempt(&world, email, password, "10.0.0.1").await), Some(Code::SignInFailed), "{email:?}");
    }
    // The table of failures holds no address.
    assert!(world.texts("SELECT key FROM sign_in_failure").await.iter().all(|key| !key.contains("example")));
}

#[tokio::test]
async fn an_account_is_braked_after_ten_failures_whether_it_exists_or_not() {
    for (email, exists) in [("li@example.org", true), ("nobody@example.org", false)] {
        let world = World::open().await;
        world.seeker("li").await;
        for turn in 0..10 {
            let refused = refusal(attempt(&world, email, "wrong", &format!("10.0.0.{turn}")).await);
            assert_eq!(refused, Some(Code::SignInFailed), "{turn}");
            world.pass(60);
        }
        // The oldest of the ten is ten minutes old, so five are left.
        match attempt(&world, email, PASSWORD, "10.0.1.1").await {
            Err(Error::Throttled(seconds)) => assert_eq!(seconds, 300),
            other => panic!("{email}: {other:?}"),
        }
        assert_eq!(refusal(attempt(&world, "other@example.org", "wrong", "10.0.1.1").await), Some(Code::SignInFailed));
        world.pass(299);
        assert_eq!(refusal(attempt(&world, email, PASSWORD, "10.0.1.1").await), Some(Code::SignInThrottled));
        world.pass(1);
        let after = refusal(attempt(&world, email, PASSWORD, "10.0.1.1").await);
        assert_eq!(after, (!exists).then_some(Code::SignInFailed), "{email}: the window has ended");
    }
}

#[tokio::test]
async fn an_address_is_braked_after_fifty_failures_and_a_good_account_does_not_free_it() {
    let world = World::open().await;
    world.seeker("li").await;
    // Written by hand, for fifty hashes take long: what a failure writes, the test above has shown.
    refusal(attempt(&world, "a@example.org", "wrong", "2001:db8:0:1::1").await);
    let own = "SELECT key FROM sign_in_failure WHERE key <> (SELECT MIN(key) FROM sign_in_failure)";
    let keys = [world.texts(own).await, world.texts("SELECT MIN(key) FROM sign_in_failure").await].concat();
    refusal(attempt(&world, "b@example.org", "wrong", "2001:db8:0:1::2").await);
    let mut address = None;
    for key in keys {
        if world.number(&format!("SELECT COUNT(*) FROM sign_in_failure WHERE key = '{key}'")).await == 2 {
            address = Some(key);
        }
    }
    let address = address.expect("both came from one network of IPv6");
    let now = world.db.now().0;
    for number in 0..47 {
        world.run(&format!("INSERT INTO sign_in_failure (id, key, at) VALUES ('x{number}', '{address}', {now})")).await;
    }
    assert!(attempt(&world, "li@example.org", PASSWORD, "2001:db8:0:1::3").await.is_ok(), "the forty-ninth");
    refusal(attempt(&world, "c@example.org", "wrong", "2001:db8:0:1::3").await);
    for email in ["li@example.org", "d@example.org"] {
        let refused = refusal(attempt(&world, email, PASSWORD, "2001:db8:0:1:ffff::9").await);
        assert_eq!(refused, Some(Code::SignInThrottled), "{email}");
    }
    assert!(attempt(&world, "li@example.org", PASSWORD, "2001:db8:0:2::1").await.is_ok(), "another network");
    world.pass(901);
    assert!(attempt(&world, "li@example.org", PASSWORD, "2001:db8:0:1::1").await.is_ok(), "after the window");
}

#[tokio::test]
async fn success_begins_the_accounts_count_anew() {
    let world = World::open().await;
    world.seeker("li").await;
    for turn in 0..20 {
        let last = turn % 10 == 9;
        let password = if last { PASSWORD } else { "wrong" };
        assert_eq!(attempt(&world, "li@example.org", password, "10.0.0.1").await.is_ok(), last, "{turn}");
    }
}

#[tokio::test]
async fn many_tries_at_the_same_moment_do_not_slip_past_the_brake() {
    let world = World::open().await;
    world.seeker("li").await;
    let tries = (0..24).map(|turn| {
        let world = &world;
        async move { refusal(attempt(world, "li@example.org", "wrong", &format!("10.0.2.{turn}")).await) }
    });
    let ends = join_all(tries).await;
    let answered = ends.iter().filter(|end| **end == Some(Code::SignInFailed)).count();
    // On PostgreSQL those under way at once may not see each other's failure.
    let most = if world.is_sqlite() { 10 } else { 18 };
    assert!((10..=most).contains(&answered), "{answered} were answered");
}

#[tokio::test]
async fn failures_of_the_past_and_ended_sessions_are_swept_away() {
    let world = World::open().await;
    world.seeker("li").await;
    refusal(attempt(&world, "x@example.org", "wrong", "10.0.0.1").await);
    attempt(&world, "li@example.org", PASSWORD, "10.0.0.1").await.expect("a session");
    world.pass(31 * 86_400);
    attempt(&world, "li@example.org", PASSWORD, "10.0.0.1").await.expect("a session");
    assert_eq!(world.number("SELECT COUNT(*) FROM sign_in_failure").await, 0);
    assert_eq!(world.number("SELECT COUNT(*) FROM session").await, 1);
}
