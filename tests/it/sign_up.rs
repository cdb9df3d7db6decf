//! Signing up goes by mail.
//!
//! Rule kept: the page says the same for every address; only its mail tells who has an account.

use crate::app::TestApp;
use crate::client::Client;
use crate::personas::PASSWORD;
use magpie_domain::accounts::values::Locale;
use magpie_view::Text;

async fn signs_up(client: &Client, email: &str) -> crate::client::Reply {
    client.post("/sign-up", &[("email", email), ("display_name", "小王"), ("password", PASSWORD)]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_signs_up_confirms_and_is_signed_in() {
    let app = TestApp::spawn().await;
    let person = app.nobody();
    person.get("/sign-up").await.expect(200).has_target("/sign-up");
    signs_up(&person, "Wang@Example.org").await.expect(200).says("wang@example.org");
    person.get("/account").await.leads_to("/sign-in?next=%2Faccount");
    app.settle().await;
    let link = app.link_of_newest_mail("wang@example.org");
    assert!(link.starts_with("/sign-up/confirm/"), "{link}");
    // A mail program that opens the link does not confirm by that.
    person.get(&link).await.expect(200).has_target(&link);
    person.post(&link, &[("password", "somebody else's")]).await.expect(401).says("密码");
    let confirmed = person.post(&link, &[("password", PASSWORD)]).await.leads_to("/account");
    assert!(confirmed.set_cookie("magpie").is_some(), "{confirmed:?}");
    person.get("/account").await.expect(200).says("小王").says("wang@example.org");
    // The link works once.
    app.nobody().post(&link, &[("password", PASSWORD)]).await.expect(410);
    // And the password is the one that was chosen.
    let again = app.nobody();
    again.post("/sign-in", &[("email", "wang@example.org"), ("password", PASSWORD)]).await.leads_to("/");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_known_address_gets_the_same_page_and_another_mail() {
    let app = TestApp::spawn().await;
    let known = app.seeker().await;
    let nobody = app.nobody();
    let told = |reply: crate::client::Reply, email: &str| {
        let reply = reply.expect(200);
        (reply.status, reply.text().replace(email, "ADDRESS"), reply.headers.len())
    };
    let for_known = told(signs_up(&nobody, &known.email).await, &known.email);
    let for_new = told(signs_up(&nobody, "new@example.org").await, "new@example.org");
    assert_eq!(for_known, for_new);
    app.settle().await;
    let (to_known, to_new) = (app.mails.to(&known.email), app.mails.to("new@example.org"));
    assert_eq!((to_known.len(), to_new.len()), (1, 1));
    assert_ne!(to_known[0].subject, to_new[0].subject);
    assert!(!to_known[0].text.contains("/sign-up/confirm/"), "{}", to_known[0].text);
    assert!(to_known[0].text.contains("/sign-in"), "{}", to_known[0].text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_faults_of_a_sign_up_are_told_at_once() {
    let app = TestApp::spawn().await;
    let form = [("email", "no address"), ("display_name", ""), ("password", "short")];
    let page = app.nobody().post("/sign-up", &form).await.expect(422);
    let text = Text::of(Locale::ZhCn);
    let mut input = magpie_domain::accounts::values::SignUpInput { email: "no address".into(), ..Default::default() };
    input.password = "short".to_owned().into();
    let faults = magpie_domain::accounts::values::SignUpContent::parse(input).expect_err("faults");
    assert_eq!(
        faults.0.iter().map(|fault| fault.field.as_str()).collect::<Vec<_>>(),
        ["email", "display_name", "password"]
    );
    let page = faults.0.iter().fold(page, |page, fault| page.says(&text.violation(fault)));
    page.says_nothing_of("value=\"short\"");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_link_is_worth_nothing() {
    let app = TestApp::spawn().await;
    signs_up(&app.nobody(), "late@example.org").await.expect(200);
    app.settle().await;
    let link = app.link_of_newest_mail("late@example.org");
    app.pass(86_401);
    app.nobody().post(&link, &[("password", PASSWORD)]).await.expect(410);
    app.nobody().post("/sign-up/confirm/made-up", &[]).await.expect(410);
    // A flood of sign-ups for one address is a handful of mails.
    for _ in 0..8 {
        signs_up(&app.nobody(), "flood@example.org").await.expect(200);
    }
    app.settle().await;
    assert_eq!(app.mails.to("flood@example.org").len(), 5);
}
