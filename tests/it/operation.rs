//! What an operator looks at, and what every answer carries.
//!
//! Rule kept: an address for life, one for readiness and one for figures; headers that keep a page to itself on every
//! answer; files that may be kept for ever.

use crate::app::TestApp;
use crate::client::Reply;
use crate::html;
use reqwest::Method;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_ready_once_the_index_has_caught_up() {
    let app = TestApp::spawn().await;
    let nobody = app.nobody();
    assert_eq!(nobody.get("/healthz").await.expect(200).text(), "ok\n");
    assert!(nobody.get("/readyz").await.expect(503).text().contains("index"));
    app.settle().await;
    assert_eq!(nobody.get("/readyz").await.expect(200).text(), "ready\n");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn figures_are_told_by_route_and_never_by_name() {
    let app = TestApp::spawn().await;
    let owner = app.owner("Acme 家政").await;
    let id = owner.publishes(&app.posting("养老护理员")).await;
    app.settle().await;
    let nobody = app.nobody();
    nobody.get(&format!("/postings/{id}")).await.expect(200);
    nobody.finds("q=护理员").await;
    nobody.get("/nowhere/at/all").await.expect(404);
    let figures = nobody.get("/metrics").await.expect(200);
    assert!(
        figures.header("content-type").is_some_and(|kind| kind.starts_with("text/plain; version=0.0.4")),
        "{figures:?}"
    );
    let text = figures.text();
    for wanted in [
        "http_request_seconds_count{",
        "route=\"/postings/{posting}\"",
        "route=\"unmatched\"",
        "status=\"404\"",
        "search_seconds",
        "jobs_queued 0",
        "jobs_failed 0",
        "index_lag",
        "index_postings",
    ] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
    assert!(!text.contains(&id) && !text.contains("/nowhere"), "what visitors type makes no series of its own");
}

#[track_caller]
fn carries_its_headers(reply: &Reply) {
    let header = |name: &str| reply.header(name).unwrap_or_else(|| panic!("{name} is missing: {reply:?}")).to_owned();
    let policy = header("content-security-policy");
    for part in [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ] {
        assert!(policy.split("; ").any(|found| found == part), "{part} in {policy}: {reply:?}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("referrer-policy"), "same-origin");
    assert_eq!(header("cross-origin-opener-policy"), "same-origin");
    header("permissions-policy");
    header("cache-control");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_keeps_to_itself() {
    let app = TestApp::spawn().await;
    let (nobody, owner) = (app.nobody(), app.owner("Acme 家政").await);
    for path in [
        "/",
        "/search",
        "/search.atom",
        "/nowhere",
        "/account",
        "/postings/x",
        "/api/v1/search",
        "/api/v1/search?page=x",
        "/api/v1/nowhere",
        "/api/openapi.json",
        "/robots.txt",
        "/sitemap.xml",
        "/healthz",
        "/readyz",
        "/metrics",
        "/favicon.svg",
        "/static/missing",
        magpie_view::assets::url("tokens.css"),
    ] {
        carries_its_headers(&nobody.get(path).await);
    }
    carries_its_headers(&nobody.post("/sign-in", &[]).await.expect(401));
    carries_its_headers(&nobody.post("/search", &[]).await.expect(405));
    carries_its_headers(&nobody.post("/language", &[("language", "en")]).await.expect(303));
    carries_its_headers(
        &nobody.send(nobody.request(Method::POST, "/sign-in").header("sec-fetch-site", "cross-site")).await.expect(403),
    );
    carries_its_headers(&nobody.send(nobody.request(Method::POST, "/sign-in").body("x=%")).await);
    // What was shown to somebody who is signed in stays nowhere; a shared cache keeps no page at all.
    assert_eq!(owner.get("/account").await.expect(200).header("cache-control"), Some("private, no-store"));
    assert_eq!(nobody.get("/").await.expect(200).header("cache-control"), Some("private, no-cache"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_may_be_kept_for_ever_and_load_nothing_from_elsewhere() {
    let app = TestApp::spawn().await;
    let nobody = app.nobody();
    let page = nobody.get("/").await.expect(200).text();
    let loaded: Vec<String> = html::tags(&page)
        .iter()
        .filter(|tag| matches!(tag.name.as_str(), "link" | "script" | "use"))
        .filter_map(|tag| tag.get("href").or_else(|| tag.get("src")))
        .filter(|from| from.starts_with("/static/"))
        .map(|from| from.split('#').next().unwrap_or_default().to_owned())
        .collect();
    assert!(loaded.iter().any(|from| from.ends_with(".css")), "{loaded:?}");
    for path in magpie_view::assets::urls() {
        let file = nobody.get(path).await.expect(200);
        assert_eq!(file.header("cache-control"), Some("public, max-age=31536000, immutable"), "{path}");
        let text = file.text();
        for (at, _) in text.match_indices("://") {
            let before = &text[..at];
            let is_name = before.ends_with("http") && text[at..].starts_with("://www.w3.org/");
            assert!(is_name, "{path} names another host: {}", &text[at.saturating_sub(20)..(at + 40).min(text.len())]);
        }
        assert!(!text.contains("@import") && !text.contains("url(//"), "{path}");
    }
    for path in loaded {
        nobody.get(&path).await.expect(200);
    }
    for wrong in ["/static/tokens.css", "/static/..%2fCargo.toml", "/static/tokens.0000000000.css", "/static/"] {
        nobody.get(wrong).await.expect(404);
    }
    nobody.get("/favicon.svg").await.leads_to(magpie_view::assets::url("favicon.svg"));
    // Packed on the way, for who takes that.
    let packed = nobody.send(nobody.request(Method::GET, "/").header("accept-encoding", "gzip")).await.expect(200);
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert!(packed.body.starts_with(&[0x1f, 0x8b]) && packed.body.len() < page.len());
}
