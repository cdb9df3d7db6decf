//! The change stream.
//!
//! Rule kept: who applies its answers in order, from any cursor and in parts of any size, holds what the site shows.

use crate::app::TestApp;
use crate::client::Client;
use magpie_domain::employers::values::EmployerState;
use magpie_terms::PostingInput;
use std::collections::BTreeMap;

#[derive(Default)]
struct Copy {
    held: BTreeMap<String, serde_json::Value>,
    cursor: i64,
}

impl Copy {
    async fn follow(&mut self, client: &Client, limit: u32) {
        loop {
            let answer =
                client.get(&format!("/api/v1/stream?cursor={}&limit={limit}", self.cursor)).await.expect(200).value();
            for event in answer["events"].as_array().expect("events") {
                let id = event["id"].as_str().expect("an id").to_owned();
                match event["event"].as_str() {
                    Some("removed") => {
                        assert!(event["posting"].is_null(), "{event}");
                        self.held.remove(&id);
                    }
                    Some("added" | "changed") => {
                        self.held.insert(id, event["posting"].clone());
                    }
                    other => panic!("{other:?}"),
                }
            }
            self.cursor = answer["cursor"].as_i64().expect("a cursor");
            if answer["more"] == false {
                return;
            }
        }
    }
}

/// What search shows.
async fn shown(client: &Client) -> BTreeMap<String, serde_json::Value> {
    let answer = client.get("/api/v1/search?per_page=100").await.expect(200).value();
    let postings = answer["postings"].as_array().expect("postings");
    postings.iter().map(|posting| (posting["id"].as_str().expect("an id").to_owned(), posting.clone())).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_follows_the_stream_holds_what_the_site_shows() {
    let app = TestApp::spawn().await;
    let (owner, organizer, nobody) = (app.owner("Acme 家政").await, app.organizer().await, app.nobody());
    let (mut eager, mut late) = (Copy::default(), Copy::default());
    let mut ids = Vec::new();
    for number in 0..8 {
        ids.push(owner.publishes(&app.posting(&format!("护理员{number}"))).await);
        eager.follow(&nobody, 1).await;
    }
    owner.creates(&owner.employer, &app.posting("草稿")).await;
    let short = PostingInput { valid_through: app.today().plus_days(1).to_string(), ..app.posting("短期工") };
    owner.publishes(&short).await;
    late.follow(&nobody, 3).await;
    owner.acts(&ids[0], "close").await.expect(303);
    owner.acts(&ids[1], "withdraw").await.expect(303);
    owner.acts(&ids[2], "close").await.expect(303);
    owner.acts(&ids[2], "reopen").await.expect(303);
    owner.acts(&ids[2], "publish").await.expect(303);
    owner.acts(&ids[3], "renew").await.expect(303);
    organizer.post(&format!("/review/postings/{}/take-down", ids[4]), &[("reason", "虚假信息")]).await.expect(303);
    eager.follow(&nobody, 2).await;
    // An employer comes by file, unverified, and is published as a batch.
    let csv =
        "岗位,单位名称,月薪,工作地点,岗位职责\n保安员,某某物业公司,4000,北京市海淀区,负责园区巡逻与门岗值守工作\n";
    let batch = organizer.upload("/review/import", "a.csv", csv.into()).await.expect(303).location().to_owned();
    organizer.post(&format!("{batch}/finish"), &[]).await.expect(303);
    eager.follow(&nobody, 2).await;
    assert!(eager.held.values().all(|posting| posting["title"] != "保安员"), "it waits");
    organizer.post(&format!("{batch}/publish"), &[]).await.expect(303);
    app.pass(3 * 86_400);
    app.settle().await;
    for copy in [&mut eager, &mut late, &mut Copy::default()] {
        copy.follow(&nobody, 2).await;
        assert_eq!(copy.held, shown(&nobody).await);
    }
    assert_eq!(eager.held.len(), 6);
    assert!(
        nobody.get(&format!("/api/v1/stream?cursor={}", eager.cursor)).await.expect(200).value()["events"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_never_public_never_leaves_a_trace() {
    let app = TestApp::spawn().await;
    let owner = app.owner_of("Acme 家政", EmployerState::Approved, false).await;
    let organizer = app.organizer().await;
    let id = owner.publishes(&app.posting("养老护理员")).await;
    organizer.post(&format!("/review/postings/{id}/refuse"), &[("reason", "请写明班次")]).await.expect(303);
    app.settle().await;
    let answer = app.nobody().get("/api/v1/stream").await.expect(200);
    assert!(!answer.text().contains(&id), "{answer:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cursor_is_a_number() {
    let app = TestApp::spawn().await;
    let nobody = app.nobody();
    for (query, fields) in [
        ("cursor=x", vec!["cursor"]),
        ("cursor=-1&limit=0", vec!["cursor", "limit"]),
        ("cursor=99999999999999999999&limit=1001", vec!["cursor", "limit"]),
    ] {
        let errors = nobody.get(&format!("/api/v1/stream?{query}")).await.expect(422).problem().1;
        assert_eq!(errors.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), fields, "{query}");
    }
    let answer = nobody.get("/api/v1/stream?cursor=9223372036854775807").await.expect(200).value();
    assert_eq!(answer["cursor"], i64::MAX);
}
