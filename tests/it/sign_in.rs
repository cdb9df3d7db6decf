//! Signing in and out, sessions and their cookie.
//!
//! Rule kept: no answer tells whether an account exists, guessing is braked, and a cookie is nobody's but the browser's.

use crate::app::TestApp;
use crate::client::{Client, Reply};
use crate::personas::PASSWORD;
use reqwest::Method;
use serde_json::json;

async fn tries(client: &Client, email: &str, password: &str) -> Reply {
    client.post("/sign-in", &[("email", email), ("password", password)]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_password_and_an_unknown_address_look_alike() {
    let app = TestApp::spawn().await;
    let known = app.seeker().await.email;
    let nobody = app.nobody();
    let told = |reply: Reply, email: &str| (reply.status, reply.text().replace(email, "ADDRESS"), reply.headers.len());
    let wrong = told(tries(&nobody, &known, "wrong horse battery").await, &known);
    let unknown = told(tries(&nobody, "unknown@example.org", PASSWORD).await, "unknown@example.org");
    assert_eq!(wrong, unknown);
    assert_eq!(wrong.0, 401);
    // The same for machines.
    let body = |email: &str| json!({"email": email, "password": "wrong horse battery"});
    for email in [known.as_str(), "unknown@example.org", "", "no address", "\u{0}"] {
        let reply = nobody.json(Method::POST, "/api/v1/session", &body(email)).await.expect(401);
        assert_eq!(reply.problem(), ("sign-in-failed".to_owned(), Vec::new()), "{email:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guessing_is_braked_for_known_and_unknown_alike() {
    let app = TestApp::spawn().await;
    let known = app.seeker().await.email;
    let nobody = app.nobody();
    for email in [known.as_str(), "unknown@example.org"] {
        for _ in 0..10 {
            tries(&nobody, email, "wrong horse battery").await.expect(401);
        }
        let braked = tries(&nobody, email, PASSWORD).await.expect(429);
        let wait: i64 = braked.header("retry-after").expect("Retry-After").parse().expect("seconds");
        assert!((1..=900).contains(&wait), "{wait}");
        let body = json!({"email": email, "password": PASSWORD});
        let braked = nobody.json(Method::POST, "/api/v1/session", &body).await.expect(429);
        assert_eq!(braked.problem().0, "sign-in-throttled");
        assert!(braked.header("retry-after").is_some());
    }
    app.pass(15 * 60);
    tries(&nobody, &known, PASSWORD).await.leads_to("/");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_guesses_is_braked_whatever_account_it_names() {
    let app = TestApp::spawn_with(|config| config.server.behind_proxy = true).await;
    let known = app.seeker().await.email;
    let nobody = app.nobody();
    let from = async |address: &str, email: String, password: &str| {
        let form = [("email", email.as_str()), ("password", password)];
        let request =
            nobody.request(Method::POST, "/sign-in").header("x-forwarded-for", format!("203.0.113.9, {address}"));
        nobody.send(request.form(&form)).await
    };
    for number in 0..50 {
        from("198.51.100.7", format!("somebody{number}@example.org"), "wrong horse battery").await.expect(401);
    }
    from("198.51.100.7", known.clone(), PASSWORD).await.expect(429);
    // What the client itself wrote into the header does not count; another address is not concerned.
    from("198.51.100.8", known, PASSWORD).await.leads_to("/");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_out_ends_one_session_or_all() {
    let app = TestApp::spawn().await;
    let here = app.seeker().await;
    let there = app.nobody();
    let body = json!({"email": here.email, "password": PASSWORD});
    there.json(Method::POST, "/api/v1/session", &body).await.expect(204);
    there.get("/account").await.expect(200);
    let third = app.nobody();
    tries(&third, &here.email, PASSWORD).await.leads_to("/");
    third.post("/sign-out", &[]).await.leads_to("/");
    third.get("/account").await.expect(303);
    here.get("/account").await.expect(200);
    here.post("/sign-out-everywhere", &[]).await.leads_to("/");
    for client in [&here.client, &there] {
        client.get("/account").await.leads_to("/sign-in?next=%2Faccount");
    }
    // By the API.
    there.json(Method::POST, "/api/v1/session", &body).await.expect(204);
    there.delete("/api/v1/session").await.expect(204);
    assert_eq!(there.delete("/api/v1/session").await.expect(401).problem().0, "sign-in-needed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_ends_after_thirty_idle_days() {
    let app = TestApp::spawn().await;
    let person = app.seeker().await;
    for _ in 0..2 {
        app.pass(20 * 86_400);
        person.get("/account").await.expect(200);
    }
    app.pass(31 * 86_400);
    person.get("/account").await.leads_to("/sign-in?next=%2Faccount");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_cookie_is_kept_from_scripts_and_other_sites() {
    for (site, secure) in [("http://magpie.test", false), ("https://magpie.test", true)] {
        let app = TestApp::spawn_with(|config| site.clone_into(&mut config.server.public_url)).await;
        let email = app.account("seeker", magpie_domain::accounts::values::Role::Seeker).await.1;
        let reply = tries(&app.nobody(), &email, PASSWORD).await.expect(303);
        let cookie = reply.set_cookie("magpie").expect("a cookie");
        for wanted in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.split("; ").any(|part| part == wanted), "{wanted} in {cookie}");
        }
        assert_eq!(cookie.contains("Secure"), secure, "{cookie}");
        assert_eq!(reply.header("strict-transport-security").is_some(), secure);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_in_leads_back_and_never_elsewhere() {
    let app = TestApp::spawn().await;
    let person = app.seeker().await;
    let asked =
        app.nobody().get("/review/import?a=1&b=2").await.leads_to("/sign-in?next=%2Freview%2Fimport%3Fa%3D1%26b%3D2");
    let page = app.nobody().get(asked.location()).await.expect(200);
    assert!(
        crate::html::tags(&page.text()).iter().any(|tag| tag.get("value") == Some("/review/import?a=1&b=2")),
        "{page:?}"
    );
    for (next, leads_to) in [
        ("/account", "/account"),
        ("/search?q=a&page=2", "/search?q=a&page=2"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\r\nset-cookie: x=y", "/"),
        ("/\t/evil.example", "/"),
    ] {
        let form = [("email", person.email.as_str()), ("password", PASSWORD), ("next", next)];
        let reply = app.nobody().post("/sign-in", &form).await.leads_to(leads_to);
        assert!(reply.set_cookie("x").is_none());
        let form = [("language", "en"), ("back", next)];
        app.nobody().post("/language", &form).await.leads_to(leads_to);
    }
}
