//! Whatever is sent.
//!
//! Rule kept: any bytes, any JSON, any form, any address get an answer below 500, and what says that it is JSON is.

use crate::app::TestApp;
use crate::client::{Client, Reply};
use crate::personas::Person;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

const CASES: u32 = 64;

/// A server whose runtime the test drives by hand: proptest knows no futures.
struct Fuzz {
    owner: Person,
    organizer: Person,
    draft: String,
    batch: String,
    app: Option<TestApp>,
    runtime: Runtime,
}

impl Fuzz {
    fn new() -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
        let (app, owner, organizer, draft, batch) = runtime.block_on(async {
            let app = TestApp::spawn().await;
            let owner = app.owner("Acme 家政").await;
            let organizer = app.administrator().await;
            let draft = owner.creates(&owner.employer, &app.posting("养老护理员")).await;
            owner.publishes(&app.posting("月嫂")).await;
            let csv = crate::files::csv(&crate::files::postings(false)).into_bytes();
            let upload = owner.upload(&format!("/console/{}/import", owner.employer), "a.csv", csv).await;
            let batch = upload.expect(303).location().to_owned();
            app.settle().await;
            (app, owner, organizer, draft, batch)
        });
        Self { owner, organizer, draft, batch, app: Some(app), runtime }
    }

    fn run<S: Strategy>(&self, strategy: &S, test: impl AsyncFn(S::Value))
    where
        S::Value: std::fmt::Debug,
    {
        let config = Config { cases: CASES, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
        let app = self.app.as_ref().expect("the app");
        let result = TestRunner::new(config).run(strategy, |value| {
            self.runtime.block_on(test(value));
            // The brake on sign-ins opens again.
            app.pass(20);
            Ok(())
        });
        result.unwrap_or_else(|cause| panic!("{cause}"));
    }
}

impl Drop for Fuzz {
    fn drop(&mut self) {
        let app = self.app.take();
        self.runtime.block_on(async {
            if let Some(app) = app {
                if !std::thread::panicking() {
                    app.expect_failed_jobs();
                    app.settle().await;
                }
                drop(app);
            }
        });
    }
}

#[track_caller]
fn is_an_answer(reply: &Reply) {
    assert!((200..500).contains(&reply.status), "{reply:?}");
    if reply.header("content-type").is_some_and(|kind| kind.contains("json")) {
        reply.value();
    }
    let unfilled =
        ["{$value}", "{$min}", "{$max}", "{$found}", "{$position}"].iter().any(|name| reply.text().contains(name));
    assert!(!unfilled, "a variable of a sentence is missing: {reply:?}");
    if reply.status >= 400 && reply.what.contains(" /api/") {
        reply.problem();
    }
}

/// Names of fields that mean something somewhere, and some that do not.
fn name() -> impl Strategy<Value = String> {
    let known = [
        "title",
        "occupation",
        "headcount",
        "pay_kind",
        "pay_min",
        "pay_max",
        "pay_period",
        "pay_months",
        "education",
        "experience_min",
        "experience_max",
        "graduates",
        "district",
        "address",
        "employment_type",
        "shift",
        "benefits",
        "skills",
        "description",
        "valid_through",
        "version",
        "fields",
        "email",
        "password",
        "display_name",
        "role",
        "name",
        "credit_code",
        "industry",
        "size",
        "contact_name",
        "contact_phone",
        "contact_email",
        "reason",
        "publish",
        "language",
        "back",
        "next",
        "column.0.0",
        "column.0.5",
    ];
    prop_oneof![8 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => ".{0,12}"]
}

/// Text as people do not type it.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => ".{0,30}",
        2 => "[0-9.,万kK\u{ff10}-\u{ff19}-]{0,24}",
        1 => "[\u{0}-\u{1f}\u{7f}\u{202e}\u{feff}\u{1f600}]{0,8}",
        1 => Just("110108".to_owned()),
        1 => Just("range".to_owned()),
        1 => Just("2026-12-31".to_owned()),
        1 => Just("-9223372036854775808".to_owned()),
        1 => Just("<script>'\"%00".to_owned()),
        1 => "[a-z]{1,3}".prop_map(|part| part.repeat(4000)),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((name(), inner), 0..6).prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::vec((name(), text()), 0..24)
}

#[test]
fn any_json_gets_an_answer() {
    let fuzz = Fuzz::new();
    let (create, edit) =
        (format!("/api/v1/employers/{}/postings", fuzz.owner.employer), format!("/api/v1/own-postings/{}", fuzz.draft));
    let good =
        fuzz.app.as_ref().map(|app| serde_json::to_value(app.posting("养老护理员")).expect("JSON")).expect("the app");
    fuzz.run(&(value(), name(), value()), async |(body, field, inner)| {
        let mut nearly = good.clone();
        nearly[field] = inner;
        for body in [&body, &nearly] {
            is_an_answer(&fuzz.owner.json(Method::POST, &create, body).await);
            is_an_answer(&fuzz.owner.json(Method::PUT, &edit, body).await);
            is_an_answer(&fuzz.owner.json(Method::PUT, &edit, &json!({"version": 1, "fields": body})).await);
            is_an_answer(&fuzz.owner.json(Method::POST, "/api/v1/session", body).await);
        }
    });
}

#[test]
fn any_bytes_get_an_answer() {
    let fuzz = Fuzz::new();
    let owner = &fuzz.owner;
    let (create, import) = (
        format!("/api/v1/employers/{}/postings", owner.employer),
        format!("/api/v1/employers/{}/imports", owner.employer),
    );
    let kinds = [
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "\u{e4}",
    ];
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..300),
        "[-x\r\n:;=\"a-z/%&+]{0,80}".prop_map(String::into_bytes),
        r#"[{}\[\]":,0-9a-z\\]{0,60}"#.prop_map(String::into_bytes)
    ];
    fuzz.run(&(bytes, prop::sample::select(kinds.to_vec())), async |(bytes, kind)| {
        for path in [
            create.as_str(),
            "/api/v1/session",
            import.as_str(),
            "/sign-in",
            "/sign-up",
            "/console/register",
            "/review/import",
            "/language",
        ] {
            let client: &Client = if path == "/review/import" { &fuzz.organizer } else { owner };
            is_an_answer(
                &client
                    .send(
                        client.request(Method::POST, path).header("content-type", kind.as_bytes()).body(bytes.clone()),
                    )
                    .await,
            );
        }
        is_an_answer(&owner.upload(&format!("/console/{}/import", owner.employer), "a\"\r\n.csv", bytes).await);
    });
}

#[test]
fn any_form_gets_an_answer() {
    let fuzz = Fuzz::new();
    let (owner, employer) = (&fuzz.owner, &fuzz.owner.employer);
    let good = fuzz.app.as_ref().map(|app| crate::client::fields(&app.posting("养老护理员"))).expect("the app");
    let paths = [
        format!("/console/{employer}/postings/new"),
        format!("/console/{employer}/edit"),
        format!("/console/{employer}/members"),
        format!("/my-postings/{}/edit", fuzz.draft),
        format!("{}/mapping", fuzz.batch),
        "/console/register".to_owned(),
        "/sign-in".to_owned(),
        "/sign-up".to_owned(),
        "/language".to_owned(),
    ];
    fuzz.run(&(pairs(), name(), text()), async |(pairs, field, value)| {
        let form: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        for path in &paths {
            is_an_answer(&owner.post(path, &form).await);
        }
        let mut nearly = good.clone();
        nearly.retain(|(name, _)| *name != field);
        nearly.push((field, value));
        is_an_answer(&owner.post(&paths[0], &crate::personas::form(&nearly)).await);
        let organizer = &fuzz.organizer;
        for path in [
            format!("/admin/accounts/{}/role", owner.account),
            format!("/review/employers/{employer}/refuse"),
            format!("/review/postings/{}/refuse", fuzz.draft),
        ] {
            is_an_answer(
                &organizer
                    .post(&path, &form.iter().copied().filter(|(name, _)| *name != "role").collect::<Vec<_>>())
                    .await,
            );
        }
    });
}

#[test]
fn any_address_gets_an_answer() {
    let fuzz = Fuzz::new();
    let queries = prop::collection::vec(
        (
            prop_oneof![4 => prop::sample::select(magpie_web::searching::NAMES).prop_map(str::to_owned), 1 => name()],
            text(),
        ),
        0..8,
    );
    let raw = "[a-z0-9%&=+\\[\\];/?.-]{0,40}";
    let encoded = |text: &str| magpie_web::searching::percent_encoded(text);
    let employer = &fuzz.owner.employer;
    fuzz.run(&(queries, raw, text()), async |(pairs, raw, segment)| {
        let query = pairs
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect::<Vec<_>>()
            .join("&");
        let query: String = if query.len() > 6000 { raw.clone() } else { query };
        for query in [&query, &raw] {
            for path in [
                "/search",
                "/search.atom",
                "/api/v1/search",
                "/api/v1/suggest",
                "/api/v1/stream",
                "/api/v1/employers",
                "/employers",
                "/sign-in",
                "/review",
                "/admin/accounts",
            ] {
                is_an_answer(&fuzz.organizer.get(&format!("{path}?{query}")).await);
            }
            is_an_answer(&fuzz.owner.get(&format!("/console/{employer}?{query}")).await);
            is_an_answer(&fuzz.owner.get(&format!("/api/v1/employers/{employer}/postings?{query}")).await);
        }
        let segment: String = encoded(&segment).chars().take(3000).collect();
        let segment = segment.trim_end_matches(|c: char| c == '%' || c.is_ascii_hexdigit()).to_owned() + "a";
        for path in [
            "/postings/",
            "/employers/",
            "/api/v1/postings/",
            "/my-postings/",
            "/imports/",
            "/sign-up/confirm/",
            "/invitations/",
            "/problems/",
            "/static/",
            "/sitemaps/",
            "/review/employers/",
            "/",
        ] {
            is_an_answer(&fuzz.owner.get(&format!("{path}{segment}")).await);
        }
        let strange = fuzz
            .owner
            .request(Method::GET, "/")
            .header("accept-language", segment.as_bytes())
            .header("accept", segment.as_bytes())
            .header("user-agent", segment.as_bytes());
        is_an_answer(&fuzz.owner.send(strange).await);
    });
}
