//! Every page in both languages.
//!
//! Rule kept: no word is missing in either language, the choice of the reader holds, and no page loads anything from
//! elsewhere or holds a script or style of its own.

use crate::access_world::World;
use crate::app::TestApp;
use crate::client::Reply;
use crate::html;
use magpie_web::ROUTES;
use reqwest::Method;

/// Who sees most at an address.
fn reader(route: &str) -> &'static str {
    match route.split('/').nth(1) {
        Some("console" | "my-postings" | "imports" | "account" | "invitations" | "alerts") => "owner",
        Some("review" | "admin") => "administrator",
        _ => "nobody",
    }
}

#[track_caller]
fn is_sound(page: &Reply, language: &str) {
    let text = page.text();
    assert!(!text.contains("??"), "a word is missing: {page:?}");
    assert!(!html::text(&text).contains("{$") && !html::text(&text).contains("{ $"), "a variable is missing: {page:?}");
    let tags = html::tags(&text);
    let root = tags.iter().find(|tag| tag.name == "html").unwrap_or_else(|| panic!("no page: {page:?}"));
    assert_eq!(root.get("lang"), Some(language), "{page:?}");
    assert!(tags.iter().any(|tag| tag.name == "title"), "no title: {page:?}");
    assert_eq!(tags.iter().filter(|tag| tag.name == "h1" && !tag.closing).count(), 1, "one heading: {page:?}");
    assert!(tags.iter().any(|tag| tag.name == "meta" && tag.get("name") == Some("viewport")), "{page:?}");
    for tag in &tags {
        assert!(!tag.attributes.iter().any(|(name, _)| name.starts_with("on") || name == "style"), "{tag:?}");
        assert!(tag.name != "style", "a style sheet of its own: {page:?}");
        assert!(
            tag.name != "script"
                || tag.closing
                || tag.get("src").is_some()
                || tag.get("type") == Some("application/ld+json"),
            "{tag:?}"
        );
        let loads = match tag.name.as_str() {
            "link" if tag.get("rel") != Some("canonical") && tag.get("rel") != Some("alternate") => tag.get("href"),
            "script" | "img" | "iframe" | "source" | "video" | "audio" | "embed" => tag.get("src"),
            "use" | "image" => tag.get("href"),
            "form" => tag.get("action"),
            _ => None,
        };
        if let Some(from) = loads {
            let own = from.starts_with('/') && !from.starts_with("//")
                || from.starts_with('#')
                || from.starts_with("data:")
                || from.starts_with('?');
            assert!(own || from.is_empty(), "{from} is loaded by {page:?}");
        }
        // What is labelled is there.
        if let Some(wanted) = tag.get("for") {
            assert!(tags.iter().any(|tag| tag.get("id") == Some(wanted)), "nothing has the id {wanted}: {page:?}");
        }
    }
    let mut ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id stands twice: {page:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_has_its_words_in_both_languages() {
    let world = World::prepare().await;
    let mut pages = 0;
    for (_, route) in ROUTES.iter().filter(|(method, _)| *method == "get") {
        let persona = reader(route);
        let client = world.client(persona);
        let path = world.path("get", route, persona).await;
        for language in ["zh-CN", "en"] {
            client.post("/language", &[("language", language), ("back", "/")]).await.leads_to("/");
            let reply = client.get(&path).await;
            assert!(reply.status < 500, "{reply:?}");
            if reply.is_html() {
                pages += 1;
                is_sound(&reply, language);
            }
        }
    }
    assert!(pages > 50, "{pages}");
    // Pages that a posting comes to by a fault, and with nothing in them.
    let empty = TestApp::spawn().await;
    let (nobody, owner) = (empty.nobody(), empty.owner("Acme 家政").await);
    for language in ["zh-CN", "en"] {
        for (path, persona) in [
            ("/", &nobody),
            ("/search?q=x", &nobody),
            ("/employers", &nobody),
            ("/nowhere", &nobody),
            ("/review", &owner.client),
            (&format!("/console/{}", owner.employer), &owner.client),
        ] {
            persona.post("/language", &[("language", language), ("back", "/")]).await.leads_to("/");
            is_sound(&persona.get(path).await, language);
        }
        for (path, form) in [
            (format!("/console/{}/postings/new", owner.employer), vec![]),
            ("/console/register".to_owned(), vec![]),
            (format!("/console/{}/members", owner.employer), vec![]),
            ("/sign-in".to_owned(), vec![("email", "x")]),
            ("/sign-up".to_owned(), vec![]),
            ("/language".to_owned(), vec![("language", "fr")]),
        ] {
            is_sound(&owner.post(&path, &form).await, language);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_language_is_the_readers() {
    let app = TestApp::spawn().await;
    let language = |reply: &Reply| {
        html::tags(&reply.text())
            .iter()
            .find(|tag| tag.name == "html")
            .and_then(|tag| tag.get("lang").map(str::to_owned))
            .expect("a language")
    };
    for (wish, expected) in [
        (None, "zh-CN"),
        (Some("en"), "en"),
        (Some("en-GB,zh;q=0.8"), "en"),
        (Some("zh-TW"), "zh-CN"),
        (Some("fr-FR, de;q=0.9, en;q=0.7"), "en"),
        (Some("fr"), "zh-CN"),
        (Some(",;q=,*"), "zh-CN"),
    ] {
        let nobody = app.nobody();
        let request = nobody.request(Method::GET, "/sign-in");
        let request = wish.into_iter().fold(request, |request, wish| request.header("accept-language", wish));
        assert_eq!(language(&nobody.send(request).await.expect(200)), expected, "{wish:?}");
    }
    // The switch holds against the browser, and an account keeps it for other browsers.
    let person = app.seeker().await;
    person.get("/sign-in").await.expect(200).has_target("/language");
    person.post("/language", &[("language", "en"), ("back", "/search?q=a")]).await.leads_to("/search?q=a");
    let request = person.request(Method::GET, "/account").header("accept-language", "zh");
    assert_eq!(language(&person.send(request).await.expect(200)), "en");
    let other = app.nobody();
    other.post("/sign-in", &[("email", &person.email), ("password", crate::personas::PASSWORD)]).await.leads_to("/");
    assert_eq!(language(&other.get("/account").await.expect(200)), "en");
    for wrong in ["", "fr", "zh-CN\0"] {
        person.post("/language", &[("language", wrong)]).await.expect(422);
    }
}
