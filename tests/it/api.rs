//! The API as a whole: its errors, its description, its methods.
//!
//! Rule kept: every error is a problem document, and the description is the table of routes.

use crate::app::TestApp;
use magpie_web::ROUTES;
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_error_is_a_problem_document() {
    let app = TestApp::spawn().await;
    let (nobody, seeker) = (app.nobody(), app.seeker().await);
    let nowhere = "018f0000-0000-7000-8000-000000000000";
    let posting = format!("/api/v1/postings/{nowhere}");
    for (path, status, code) in [
        (posting.as_str(), 404, "not-found"),
        ("/api/v1/postings/x", 404, "not-found"),
        ("/api/v1/nowhere", 404, "not-found"),
        ("/api/v1/employers/x/postings", 401, "sign-in-needed"),
        ("/api/v1/search?page=x", 422, "invalid"),
        ("/api/v1/employers?page=0", 422, "invalid"),
        ("/api/v1/suggest?q=a&limit=1000", 422, "invalid"),
    ] {
        assert_eq!(nobody.get(path).await.expect(status).problem().0, code, "{path}");
    }
    assert_eq!(seeker.get(&format!("/api/v1/employers/{nowhere}/postings")).await.expect(404).problem().0, "not-found");
    // Many at once, in the reader's language.
    let path = "/api/v1/search?district=1&education=phd&sex=f&page=0&sort=up";
    let english = nobody.send(nobody.request(Method::GET, path).header("accept-language", "en")).await.expect(422);
    let chinese = nobody.get(path).await.expect(422);
    let fields: Vec<String> = english.problem().1.into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["district", "education", "sex", "page", "sort"]);
    assert_eq!(english.problem(), chinese.problem());
    assert_ne!(english.value()["errors"][0]["message"], chinese.value()["errors"][0]["message"]);
    let is_chinese = |c: char| ('\u{4e00}'..'\u{9fff}').contains(&c);
    assert!(!english.text().contains(is_chinese) && chinese.text().contains(is_chinese), "{english:?}");
    // Bodies that are none.
    let session = |body: &str| {
        nobody.request(Method::POST, "/api/v1/session").header("content-type", "application/json").body(body.to_owned())
    };
    for body in [
        "",
        "{",
        "[]",
        "null",
        "{\"email\":1,\"password\":\"x\"}",
        "{\"email\":\"a\"}",
        "{\"email\":\"a\",\"password\":\"b\",\"c\":1}",
    ] {
        let (code, errors) = nobody.send(session(body)).await.expect(422).problem();
        assert_eq!((code.as_str(), errors[0].1.as_str()), ("invalid", "bad_json"), "{body}");
    }
    let large = format!("{{\"email\":\"{}\"", "a".repeat(300 * 1024));
    assert_eq!(nobody.send(session(&large)).await.expect(413).problem().0, "too-large");
    // Where a page is asked for as JSON, its error is one too.
    let reply = nobody.send(nobody.request(Method::GET, "/postings/x").header("accept", "application/json")).await;
    assert_eq!(reply.expect(404).problem().0, "not-found");
    // Each kind of problem has a page that explains it.
    for code in magpie_domain::Code::ALL.iter().map(|code| code.name()).chain(["internal", "method-not-allowed"]) {
        nobody.get(&format!("/problems/{code}")).await.expect(200).says_nothing_of("??");
    }
    nobody.get("/problems/nonsense").await.expect(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_description_is_the_table_of_routes() {
    let app = TestApp::spawn().await;
    let reply = app.nobody().get("/api/openapi.json").await.expect(200);
    let document = reply.value();
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1.")), "{}", document["openapi"]);
    let mut described = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            described.insert(format!("{method} {path}"));
            let name = format!("{method} {path}");
            assert!(operation["summary"].as_str().is_some_and(|summary| !summary.is_empty()), "{name} has no summary");
            let named: BTreeSet<&str> = operation["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|parameter| parameter["in"] == "path")
                .filter_map(|parameter| parameter["name"].as_str())
                .collect();
            let in_path: BTreeSet<&str> =
                path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
            assert_eq!(named, in_path, "{name}");
        }
    }
    let mounted: BTreeSet<String> = ROUTES
        .iter()
        .filter(|(_, path)| path.starts_with("/api/v1/"))
        .map(|(method, path)| format!("{method} {path}"))
        .collect();
    assert_eq!(described, mounted);
    // Every reference leads somewhere.
    let mut open = vec![&document];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(fields) => {
                if let Some(reference) = fields.get("$ref").and_then(Value::as_str) {
                    let pointer = reference.trim_start_matches('#');
                    assert!(document.pointer(pointer).is_some(), "{reference}");
                }
                open.extend(fields.values());
            }
            Value::Array(values) => open.extend(values),
            _ => {}
        }
    }
    // The search's parameters are those that are understood.
    let search = &document["paths"]["/api/v1/search"]["get"]["parameters"];
    let names: Vec<&str> =
        search.as_array().expect("parameters").iter().filter_map(|parameter| parameter["name"].as_str()).collect();
    assert_eq!(names, magpie_web::searching::NAMES);
    let page = app.nobody().get("/api").await.expect(200);
    for (_, path) in ROUTES.iter().filter(|(_, path)| path.starts_with("/api/v1/")) {
        assert!(page.read().contains(path), "{path} is missing on the page");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_method_is_told_which_there_are() {
    let app = TestApp::spawn().await;
    let nobody = app.nobody();
    for (method, path, allow) in [
        (Method::POST, "/search", "GET"),
        (Method::DELETE, "/api/v1/search", "GET"),
        (Method::PUT, "/api/v1/session", "POST, DELETE"),
        (Method::PATCH, "/api/v1/own-postings/x", "GET, PUT, DELETE"),
        (Method::GET, "/sign-out", "POST"),
    ] {
        let reply = nobody.send(nobody.request(method, path)).await.expect(405);
        let found: Vec<&str> = reply.header("allow").unwrap_or_default().split(", ").filter(|m| *m != "HEAD").collect();
        assert_eq!(found.join(", "), allow, "{path}");
        if path.starts_with("/api/") {
            assert_eq!(reply.problem().0, "method-not-allowed");
        }
    }
    // Nothing is said twice for an address that there is not.
    nobody.send(nobody.request(Method::POST, "/nowhere")).await.expect(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_is_a_get_without_its_body() {
    let app = TestApp::spawn().await;
    let owner = app.owner("Acme 家政").await;
    let id = owner.publishes(&app.posting("养老护理员")).await;
    app.settle().await;
    let nobody = app.nobody();
    for path in [
        "/",
        "/search?q=护理员",
        "/api/v1/search",
        "/robots.txt",
        "/healthz",
        &format!("/postings/{id}"),
        "/postings/x",
    ] {
        let full = nobody.get(path).await;
        let head = nobody.send(nobody.request(Method::HEAD, path).header("accept", "text/html")).await;
        assert_eq!((head.status, head.body.len()), (full.status, 0), "{head:?}");
        assert_eq!(head.header("content-type"), full.header("content-type"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn employers_and_suggestions_are_there_for_machines() {
    let app = TestApp::spawn().await;
    let (owner, nobody) = (app.owner("Acme 家政").await, app.nobody());
    owner.publishes(&app.posting("养老护理员")).await;
    app.settle().await;
    let employer = nobody.get(&format!("/api/v1/employers/{}", owner.employer)).await.expect(200).value();
    assert_eq!(
        (&employer["name"], &employer["verified"], &employer["postings"]),
        (&json!("Acme 家政"), &json!(true), &json!(1))
    );
    let list = nobody.get("/api/v1/employers?q=acme").await.expect(200).value();
    assert_eq!((list["total"].clone(), list["employers"][0]["id"].clone()), (json!(1), json!(owner.employer)));
    assert_eq!(nobody.get("/api/v1/employers?q=%25").await.expect(200).value()["total"], 0);
    let suggested = nobody.get("/api/v1/suggest?q=养老").await.expect(200).value();
    assert_eq!(suggested["suggestions"][0]["text"], "养老护理员", "{suggested}");
}
