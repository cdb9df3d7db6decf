//! Signing up: the letter, the link, and what nobody learns.

use crate::accounts::sessions::authenticate;
use crate::accounts::sign_up::{Letter, confirm, letter, sign_up};
use crate::accounts::values::{Locale, Role, SignUpContent, SignUpInput};
use crate::jobs::Job;
use crate::testing::{World, refusal};
use crate::{Code, ids::SignUpId};

fn content(email: &str) -> SignUpContent {
    SignUpContent::parse(SignUpInput {
        email: email.into(),
        display_name: "李雷".into(),
        password: "long enough".into(),
        locale: Some(Locale::En),
    })
    .expect("a valid sign-up")
}

async fn sign_up_job(world: &World, email: &str) -> Option<SignUpId> {
    sign_up(&world.db, content(email)).await.expect("an answer that does not depend on the address");
    world.take_jobs().await.into_iter().find_map(|job| match job {
        Job::MailSignUp(id) => Some(id),
        _ => None,
    })
}

async fn token(world: &World, id: SignUpId) -> String {
    match letter(&world.db, &world.system, id).await.expect("an answer") {
        Some(Letter::Confirm { token, .. }) => token,
        other => panic!("no link: {other:?}"),
    }
}

#[tokio::test]
async fn a_new_person_confirms_and_is_signed_in() {
    let world = World::open().await;
    let id = sign_up_job(&world, "Li@Example.org").await.expect("a job");
    assert_eq!(world.number("SELECT COUNT(*) FROM account").await, 0);
    let link = token(&world, id).await;
    let other = confirm(&world.db, &link, &"not the one".into(), "browser").await;
    assert_eq!(refusal(other), Some(Code::SignInFailed), "whoever has the mail must know the password as well");
    let cookie = confirm(&world.db, &link, &"long enough".into(), "browser").await.expect("a session");
    let actor = authenticate(&world.db, &cookie).await.expect("an answer").expect("an actor");
    assert_eq!(
        (actor.email(), actor.display_name(), actor.locale(), actor.role(), actor.has_employers()),
        ("li@example.org", "李雷", Locale::En, Role::Seeker, false)
    );
    // The link is used, and the sign-up gone.
    assert_eq!(refusal(confirm(&world.db, &link, &"long enough".into(), "").await), Some(Code::LinkExpired));
    assert_eq!(letter(&world.db, &world.system, id).await.expect("an answer"), None);
}

#[tokio::test]
async fn a_known_address_gets_a_letter_of_its_own_and_the_same_answer() {
    let world = World::open().await;
    world.seeker("li").await;
    let id = sign_up_job(&world, "li@example.org").await.expect("a job, as for a new address");
    let told = letter(&world.db, &world.system, id).await.expect("an answer");
    assert_eq!(told, Some(Letter::AlreadyThere { email: "li@example.org".into(), locale: Locale::En }));
    assert_eq!(world.number("SELECT COUNT(*) FROM account").await, 1);
}

#[tokio::test]
async fn a_link_ends_after_a_day_or_with_the_next_letter() {
    let world = World::open().await;
    let id = sign_up_job(&world, "li@example.org").await.expect("a job");
    let first = token(&world, id).await;
    let second = token(&world, id).await;
    assert_eq!(
        refusal(confirm(&world.db, &first, &"long enough".into(), "").await),
        Some(Code::LinkExpired),
        "replaced"
    );
    world.pass(86_400);
    assert_eq!(
        refusal(confirm(&world.db, &second, &"long enough".into(), "").await),
        Some(Code::LinkExpired),
        "too old"
    );
    assert_eq!(letter(&world.db, &world.system, id).await.expect("an answer"), None, "no letter with a dead link");
    for wrong in ["", "x", "' OR 1=1 --", "nul\0"] {
        assert_eq!(
            refusal(confirm(&world.db, wrong, &"long enough".into(), "").await),
            Some(Code::LinkExpired),
            "{wrong:?}"
        );
    }
}

#[tokio::test]
async fn of_two_sign_ups_of_one_address_one_becomes_the_account() {
    let world = World::open().await;
    let first = sign_up_job(&world, "li@example.org").await.expect("a job");
    let second = sign_up_job(&world, "li@example.org").await.expect("a job");
    let links = [token(&world, first).await, token(&world, second).await];
    let (a, b) = {
        let password = "long enough".into();
        tokio::join!(confirm(&world.db, &links[0], &password, ""), confirm(&world.db, &links[1], &password, ""))
    };
    assert_eq!([refusal(a), refusal(b)].iter().flatten().collect::<Vec<_>>(), [&Code::LinkExpired]);
    assert_eq!(world.number("SELECT COUNT(*) FROM account").await, 1);
    assert_eq!(world.number("SELECT COUNT(*) FROM sign_up").await, 0);
}

#[tokio::test]
async fn an_address_gets_at_most_five_letters_a_day() {
    let world = World::open().await;
    for _ in 0..5 {
        assert!(sign_up_job(&world, "li@example.org").await.is_some());
    }
    assert_eq!(sign_up_job(&world, "li@example.org").await, None);
    world.pass(86_401);
    assert!(sign_up_job(&world, "li@example.org").await.is_some(), "the next day");
}

#[test]
fn every_fault_of_a_sign_up_is_told_at_once() {
    for (password, code) in [("", "required"), ("123456789", "too_short"), (&*"x".repeat(201), "too_long")] {
        let input =
            SignUpInput { email: "no".into(), display_name: " ".into(), password: password.into(), locale: None };
        let found = SignUpContent::parse(input).expect_err("faults");
        let found: Vec<_> = found.0.iter().map(|v| (v.field.as_str(), v.code)).collect();
        assert_eq!(found, [("email", "bad_email"), ("display_name", "required"), ("password", code)]);
    }
}
