//! The real program, killed while it works.
//!
//! Rule kept: what was acknowledged is there after `kill -9`, and index and database agree again without anyone's help.
//! Here alone a test waits for tasks that run by themselves.

use crate::client::Client;
use crate::database::TestDatabase;
use crate::personas::PASSWORD;
use crate::process::{Magpie, Serving};
use argon2::password_hash::PasswordHasher;
use magpie_domain::accounts::values::{Locale, Role};
use magpie_domain::accounts::write::{MadeUpAccount, add_made_up};
use magpie_domain::db::OpenOptions;
use magpie_domain::employers::values::{EmployerState, MemberRole};
use magpie_domain::employers::write::{MadeUpEmployer, add_made_up as add_employers};
use magpie_domain::{Clock, Db};
use magpie_terms::EmployerContent;
use reqwest::Method;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::time::{Duration, Instant};

/// An owner and a trusted employer; gives the employer's id.
async fn prepare(url: &str) -> String {
    let (db, system) =
        Db::open(&OpenOptions { url: url.to_owned(), connections: 2 }, Clock::System).await.expect("a database");
    let hash = argon2::Argon2::default().hash_password(PASSWORD.as_bytes()).expect("a hash").to_string();
    let account = MadeUpAccount {
        email: "owner@example.org".into(),
        display_name: "owner".into(),
        locale: Locale::ZhCn,
        role: Role::Seeker,
    };
    let ids = add_made_up(&db, &system, &[account], &hash).await.expect("an account");
    let content = EmployerContent::parse(&crate::personas::employer_input("Acme 家政")).expect("an employer");
    let made_up = MadeUpEmployer {
        content,
        state: EmployerState::Approved,
        trusted: true,
        refusal_reason: None,
        members: vec![(ids[0], MemberRole::Owner)],
    };
    add_employers(&db, &system, vec![made_up]).await.expect("an employer")[0].to_string()
}

fn posting(number: usize) -> Value {
    json!({
        "title": format!("护理员{number}号"), "headcount": 1, "pay_kind": "negotiable", "education": "none",
        "district": "110108", "employment_type": "full_time", "description": "照料老人的起居，协助用餐和散步。",
        "valid_through": Clock::System.today().plus_days(30).to_string(),
    })
}

/// Publishes until the server is gone; notes what was acknowledged.
async fn publishes(client: &Client, serving: &Serving, employer: &str, acknowledged: &RefCell<Vec<String>>) {
    let http = reqwest::Client::new();
    let cookie = format!("magpie={}", session(client).await);
    let first = acknowledged.borrow().len();
    for number in first.. {
        let create = http
            .post(format!("{}/api/v1/employers/{employer}/postings", serving.url))
            .header("cookie", &cookie)
            .json(&posting(number));
        let Ok(created) = create.send().await else { return };
        let Ok(created) = created.json::<Value>().await else { return };
        let Some(id) = created["id"].as_str() else { return };
        let publish = http.post(format!("{}/api/v1/own-postings/{id}/publish", serving.url)).header("cookie", &cookie);
        match publish.send().await {
            Ok(answer) if answer.status() == 200 => acknowledged.borrow_mut().push(id.to_owned()),
            _ => return,
        }
    }
}

async fn session(client: &Client) -> String {
    let body = json!({"email": "owner@example.org", "password": PASSWORD});
    let reply = client.json(Method::POST, "/api/v1/session", &body).await.expect(204);
    let cookie = reply.set_cookie("magpie").expect("a cookie");
    cookie.trim_start_matches("magpie=").split(';').next().expect("a token").to_owned()
}

async fn ids_of(client: &Client, first: &str, what: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut next = Some(first.to_owned());
    while let Some(path) = next {
        let answer = client.get(&path).await.expect(200).value();
        found.extend(
            answer[what].as_array().expect("a list").iter().map(|one| one["id"].as_str().expect("an id").to_owned()),
        );
        next = answer["next"].as_str().map(|next| next[next.find("/api/").expect("a path")..].to_owned());
    }
    found.sort();
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = TestDatabase::create(folder.path()).await;
    let employer = prepare(&database.url).await;
    let magpie = Magpie::of(folder.path(), database.is_shared().then_some(database.url.as_str()));
    let acknowledged = RefCell::new(Vec::new());
    for round in 1..=3_usize {
        let mut serving = magpie.serve();
        let client = Client::new("owner", &serving.url);
        let killed_at = acknowledged.borrow().len() + 6 * round;
        // Three at once, and a kill somewhere in the middle of them.
        let work = async {
            tokio::join!(
                publishes(&client, &serving, &employer, &acknowledged),
                publishes(&client, &serving, &employer, &acknowledged),
                publishes(&client, &serving, &employer, &acknowledged),
            );
        };
        let enough = async {
            while acknowledged.borrow().len() < killed_at {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::select! { () = work => panic!("it ended by itself: {:#?}", serving.log()), () = enough => {} }
        let number = acknowledged.borrow().len();
        serving.kill();
        let serving = magpie.serve();
        let client = Client::new("reader", &serving.url);
        let ids = acknowledged.borrow().clone();
        for id in ids {
            client.get(&format!("/api/v1/postings/{id}")).await.expect(200);
        }
        // The index catches up by itself, and then says exactly what the database says.
        let started = Instant::now();
        let (mut found, mut there) = (vec![], vec![String::new()]);
        while found != there {
            assert!(
                started.elapsed() < Duration::from_secs(30),
                "round {round}: {} found, {} there",
                found.len(),
                there.len()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
            found = ids_of(&client, "/api/v1/search?per_page=100", "postings").await;
            let stream = client.get("/api/v1/stream?limit=1000").await.expect(200).value();
            there = stream["events"]
                .as_array()
                .expect("events")
                .iter()
                .map(|event| event["id"].as_str().expect("an id").to_owned())
                .collect();
            there.sort();
        }
        assert!(found.len() >= number, "{} of {number}", found.len());
        assert!(acknowledged.borrow().iter().all(|id| found.contains(id)));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_stops_in_order_and_keeps_its_folder_to_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = TestDatabase::create(folder.path()).await;
    let magpie = Magpie::of(folder.path(), database.is_shared().then_some(database.url.as_str()));
    let mut serving = magpie.serve();
    let client = Client::new("reader", &serving.url);
    client.get("/healthz").await.expect(200);
    client.get("/api/v1/nowhere").await.expect(404);
    let second = magpie.run(&["serve", "--bind", "127.0.0.1:0", "--json"]).expect(1);
    assert_eq!(second.object()["error"], "in-use", "{second:?}");
    // A command beside the server is no trouble.
    magpie.run(&["search", "x", "--json"]).expect(0);
    assert_eq!(serving.stop(), Some(0), "{:#?}", serving.log());
    let log = serving.log();
    assert!(
        log.iter().all(|line| serde_json::from_str::<Value>(line).is_ok_and(|entry| entry["level"].is_string())),
        "{log:#?}"
    );
    assert!(log.iter().any(|line| line.contains("\"stopped\"")), "{log:#?}");
    assert!(!log.iter().any(|line| line.contains("\"level\":\"ERROR\"")), "{log:#?}");
}
