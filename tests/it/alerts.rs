//! Saved searches: kept from the results page, mailed once, ended by the link of a mail.
//!
//! Rule kept: a person is told of a posting once, and who holds a mail can end its alert and do nothing else.

use crate::app::{SITE, TestApp};
use crate::client::Client;
use crate::html;
use crate::personas::{PASSWORD, Person};
use magpie_server::mailer::Letter;
use reqwest::Method;
use serde_json::{Value, json};

const Q: &str = "q=%E6%8A%A4%E7%90%86";

async fn keeps(person: &Client, query: &str, cadence: &str) -> String {
    let body = json!({"query": query, "cadence": cadence});
    let kept = person.json(Method::POST, "/api/v1/alerts", &body).await.expect(201).value();
    kept["id"].as_str().expect("an id").to_owned()
}

async fn alerts(person: &Client) -> Vec<Value> {
    person.get("/api/v1/alerts").await.expect(200).value()["alerts"].as_array().expect("a list").clone()
}

/// The path of the link that ends the alert of a mail.
fn end_of(letter: &Letter) -> String {
    let (_, rest) = letter.text.split_once(&format!("{SITE}/alerts/end/")).expect("the link");
    format!("/alerts/end/{}", rest.split_whitespace().next().expect("a token"))
}

/// An employer that publishes, and what is due in the second after.
async fn publishes(app: &TestApp, owner: &Person, title: &str) -> String {
    let id = owner.publishes(&app.posting(title)).await;
    app.pass(1);
    app.settle().await;
    id
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_search_is_saved_by_one_press_and_mailed() {
    let app = TestApp::spawn().await;
    let (owner, seeker) = (app.owner("Acme 家政").await, app.seeker().await);
    seeker.get("/alerts").await.expect(200).says("还没有岗位提醒").has_target("/search");
    // A search for everything is none.
    seeker.get("/search?sort=newest").await.expect(200).says_nothing_of("有新岗位告诉我");
    let results = seeker.get(&format!("/search?{Q}&pay_min=5000&since=3&sort=newest")).await.expect(200);
    let results = results.says("有新岗位告诉我").has_target("/alerts");
    let query = html::tags(&results.text())
        .iter()
        .find(|tag| tag.get("name") == Some("query"))
        .and_then(|tag| tag.get("value").map(str::to_owned))
        .expect("the query");
    assert_eq!(query, format!("{Q}&pay_min=5000"), "what is looked for, not how it is shown");
    seeker.post("/alerts", &[("query", &query)]).await.leads_to("/alerts");
    let list = seeker.get("/alerts").await.expect(200).says("已添加");
    let list = list.says("护理 · 月薪不低于 5,000 元").says("每天一封").says("还没有发过");
    let id = alerts(&seeker).await[0]["id"].as_str().expect("an id").to_owned();
    let list = list.has_target(&format!("/alerts/{id}"));
    list.has_target(&format!("/search?{Q}&pay_min=5000&sort=newest"));
    // The results say so, whatever their order.
    seeker.get(&format!("/search?pay_min=5000&{Q}")).await.expect(200).has_target(&format!("/alerts/{id}"));
    seeker.post("/alerts", &[("query", &format!("pay_min=5000&{Q}&page=2"))]).await.leads_to("/alerts");
    seeker.get("/alerts").await.expect(200).says("已经在您的提醒里了");
    assert_eq!(alerts(&seeker).await.len(), 1);

    let posting = publishes(&app, &owner, "养老护理员").await;
    publishes(&app, &owner, "保安员").await;
    assert!(app.mails.to(&seeker.email).is_empty(), "not before seven in the morning");
    app.pass(22 * 3_600);
    app.settle().await;
    let mails = app.mails.to(&seeker.email);
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.contains(&format!("{SITE}/postings/{posting}")), "{}", mails[0].text);
    assert!(!mails[0].text.contains("保安员"));
    seeker.get("/alerts").await.expect(200).says("1 个岗位").says("2026年11月25日 07:00");
    app.pass(86_400);
    app.settle().await;
    assert_eq!(app.mails.to(&seeker.email).len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_not_signed_in_comes_back_to_the_search() {
    let app = TestApp::spawn().await;
    let nobody = app.nobody();
    let results = nobody.get(&format!("/search?{Q}")).await.expect(200).says("有新岗位告诉我");
    let new = results.targets().into_iter().find(|target| target.starts_with("/alerts/new?")).expect("a link");
    let to_sign_in = nobody.get(&new).await.expect(303).location().to_owned();
    assert!(to_sign_in.starts_with("/sign-in?next=%2Falerts%2Fnew"), "{to_sign_in}");
    let form = nobody.get(&to_sign_in).await.expect(200);
    let next = html::tags(&form.text())
        .iter()
        .find(|tag| tag.get("name") == Some("next"))
        .and_then(|tag| tag.get("value").map(str::to_owned))
        .expect("where to");
    let (_, email) = app.account("seeker", magpie_domain::accounts::values::Role::Seeker).await;
    let fields = [("email", email.as_str()), ("password", PASSWORD), ("next", next.as_str())];
    nobody.post("/sign-in", &fields).await.leads_to(&new);
    let page = nobody.get(&new).await.expect(200).says("护理").says(&email);
    page.has_target("/alerts");
    let fields = [("kind", "search"), ("query", Q), ("cadence", "weekly"), ("name", "照护")];
    nobody.post("/alerts", &fields).await.leads_to("/alerts");
    nobody.get("/alerts").await.expect(200).says("照护").says("每周一封");
    // Without a search there is nothing to save.
    nobody.get("/alerts/new").await.leads_to("/search");
    nobody.get("/alerts/new?query=page%3D2").await.leads_to("/search");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_posting_is_mailed_once() {
    let app = TestApp::spawn().await;
    let (owner, seeker) = (app.owner("Acme 家政").await, app.seeker().await);
    keeps(&seeker, Q, "at_once").await;
    keeps(&seeker, "district=110108", "at_once").await;
    let id = publishes(&app, &owner, "养老护理员").await;
    assert_eq!(app.mails.to(&seeker.email).len(), 1, "it fits both");
    let mut fields = crate::client::fields(&app.posting("高级养老护理员"));
    fields.push(("version".to_owned(), "1".to_owned()));
    owner.post(&format!("/my-postings/{id}/edit"), &crate::personas::form(&fields)).await.expect(303);
    app.pass(700);
    app.settle().await;
    for action in ["close", "reopen", "publish"] {
        owner.acts(&id, action).await.expect(303);
    }
    app.pass(700);
    app.settle().await;
    assert_eq!(app.mails.to(&seeker.email).len(), 1, "edited and published anew");
    publishes(&app, &owner, "月嫂").await;
    assert_eq!(app.mails.to(&seeker.email).len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_says_what_is_new_and_how_to_end_it() {
    let app = TestApp::spawn().await;
    let (owner, seeker) = (app.owner("Acme 家政").await, app.seeker().await);
    seeker.post("/language", &[("language", "en"), ("back", "/")]).await.expect(303);
    let other = app.seeker().await;
    let alert = keeps(&seeker, "q=\u{62a4}\u{7406}&district=110108", "at_once").await;
    seeker
        .post(&format!("/alerts/{alert}"), &[("name", "Care <b> & co"), ("cadence", "at_once")])
        .await
        .leads_to("/alerts");
    keeps(&other, Q, "at_once").await;
    app.pass(1);
    for number in 0..22 {
        owner.publishes(&app.posting(&format!("护理员{number:02}"))).await;
        app.pass(1);
    }
    app.settle().await;
    let (english, chinese) = (app.mails.to(&seeker.email).remove(0), app.mails.to(&other.email).remove(0));
    let redacted = |letter: &Letter| {
        let mut text = format!("{}\n\n{}\n\n{}\n{:?}", letter.subject, letter.text, letter.html, letter.headers);
        text = text.replace(end_of(letter).trim_start_matches("/alerts/end/"), "TOKEN");
        let mut parts = text.split("/postings/");
        let mut shown = parts.next().unwrap_or_default().to_owned();
        parts.for_each(|part| shown.extend(["/postings/ID", part.get(36..).unwrap_or_default()]));
        shown
    };
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
        .bind(|| insta::assert_snapshot!("alert_mail", format!("{}\n\n{}", redacted(&chinese), redacted(&english))));
    assert_eq!(english.text.matches("/postings/").count(), 20);
    for letter in [&english, &chinese] {
        let (path, text) = (end_of(letter), &letter.text);
        assert_eq!(
            letter.headers,
            [
                ("List-Unsubscribe", format!("<{SITE}{path}>")),
                ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()),
            ],
            "{text}"
        );
        assert!(letter.html.contains(&path));
    }
    // Every link leads somewhere.
    for letter in [&english, &chinese] {
        let links = letter.html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for link in links.map(|link| link.replace("&amp;", "&").replace("&#38;", "&")) {
            let path = link.strip_prefix(SITE).unwrap_or_else(|| panic!("{link} leads elsewhere"));
            other.get(path).await.expect(200);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_click_from_anywhere_ends_one_alert() {
    let app = TestApp::spawn().await;
    let (owner, seeker) = (app.owner("Acme 家政").await, app.seeker().await);
    keeps(&seeker, Q, "at_once").await;
    keeps(&seeker, "q=月嫂", "at_once").await;
    publishes(&app, &owner, "养老护理员").await;
    let letter = app.mails.to(&seeker.email).remove(0);
    let path = end_of(&letter);
    // Filters that follow links end nothing.
    let nobody = app.nobody();
    for _ in 0..3 {
        nobody.get(&path).await.expect(200).says("不再接收这个提醒").says_nothing_of(&seeker.email);
        nobody.send(nobody.request(Method::HEAD, &path)).await.expect(200);
    }
    let states = async || {
        let mut states: Vec<String> = alerts(&seeker).await.iter().map(|alert| alert["state"].to_string()).collect();
        states.sort();
        states
    };
    assert_eq!(states().await, ["\"active\"", "\"active\""]);
    // As mail providers send it, from pages of their own too, as a form of either kind.
    let one_click = |request: reqwest::RequestBuilder, headers: &[(&str, &str)]| {
        headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))
    };
    let urlencoded = || nobody.request(Method::POST, &path).form(&[("List-Unsubscribe", "One-Click")]);
    for headers in
        [&[][..], &[("origin", "https://mail.example.com"), ("sec-fetch-site", "cross-site")], &[("origin", "null")]]
    {
        let reply = nobody.send(one_click(urlencoded(), headers)).await;
        assert_eq!(reply.status, 200, "never a redirect: {reply:?}");
        assert_eq!(states().await, ["\"active\"", "\"ended\""]);
    }
    let multipart = reqwest::multipart::Form::new().text("List-Unsubscribe", "One-Click");
    nobody.send(nobody.request(Method::POST, &path).multipart(multipart)).await.expect(200).says("已经不发信了");
    nobody.send(nobody.request(Method::POST, &path)).await.expect(200);
    assert_eq!(states().await, ["\"active\"", "\"ended\""]);
    nobody.get(&path).await.expect(200).says("您还有 1 个岗位提醒在发信");
    // All of them by their own button.
    nobody.post(&path, &[("all", "yes")]).await.expect(200).says("全部岗位提醒已停发");
    assert_eq!(states().await, ["\"ended\"", "\"ended\""]);
    publishes(&app, &owner, "月嫂").await;
    assert_eq!(app.mails.to(&seeker.email).len(), 1);
    // Turned on again by its owner.
    let page = seeker.get("/alerts").await.expect(200).says("已从邮件里停发");
    let resume = page.targets().into_iter().find(|target| target.ends_with("/resume")).expect("a button");
    seeker.post(&resume, &[]).await.leads_to("/alerts");
    assert_eq!(states().await, ["\"active\"", "\"ended\""]);
    // A token that is none, and no other door.
    for wrong in ["made-up", &"A".repeat(43), "%00", "..%2F..%2Fsign-out"] {
        nobody.get(&format!("/alerts/end/{wrong}")).await.expect(410);
        nobody.post(&format!("/alerts/end/{wrong}"), &[]).await.expect(410);
    }
    let id = resume.trim_start_matches("/alerts/").trim_end_matches("/resume").to_owned();
    let token = path.trim_start_matches("/alerts/end/");
    for closed in [
        "/alerts".to_owned(),
        format!("/alerts/{id}"),
        format!("/alerts/{id}/delete"),
        format!("/alerts/end/{token}/delete"),
        "/sign-out".to_owned(),
    ] {
        let request = seeker.request(Method::POST, &closed).header("sec-fetch-site", "cross-site");
        seeker.send(request).await.expect(403);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_is_told_by_field_and_nothing_is_kept() {
    let app = TestApp::spawn().await;
    let seeker = app.seeker().await;
    let long = "长".repeat(61);
    for (body, expected) in [
        (json!({}), "query alert_empty_query"),
        (json!({"query": "sort=newest&since=3"}), "query alert_empty_query"),
        (json!({"query": "q=a&sex=f"}), "sex unknown_parameter"),
        (json!({"query": "district=1&pay_min=viel"}), "district unknown_value, pay_min not_a_number"),
        (json!({"query": "q=a", "cadence": "hourly", "name": long}), "cadence unknown_value, name too_long"),
        (json!({"query": "q=a", "kind": "all"}), "kind unknown_value"),
        (json!({"kind": "matches", "query": "q=a"}), "query alert_matches_query"),
        (json!({"query": "%FF"}), "query alert_empty_query"),
        (json!({"query": "q=a", "age": "18"}), "body bad_json"),
        (json!({"query": ["q=a"]}), "body bad_json"),
    ] {
        let (code, errors) = seeker.json(Method::POST, "/api/v1/alerts", &body).await.expect(422).problem();
        let told: Vec<String> = errors.iter().map(|(field, code)| format!("{field} {code}")).collect();
        assert_eq!((code.as_str(), told.join(", ").as_str()), ("invalid", expected), "{body}");
    }
    for form in [
        &[("query", "")][..],
        &[("query", "q=a"), ("cadence", "hourly")],
        &[("query", "q=a"), ("name", &long)],
        &[("query", "q=a"), ("sex", "f")],
        &[("query", "district=nowhere")],
    ] {
        seeker.post("/alerts", form).await.expect(422).says_nothing_of("??");
    }
    assert!(alerts(&seeker).await.is_empty());
    let id = keeps(&seeker, "?q=a  b", "").await;
    let kept = alerts(&seeker).await.remove(0);
    assert_eq!((&kept["query"], &kept["words"], &kept["cadence"]), (&json!("q=a%20b"), &json!("a b"), &json!("daily")));
    let path = format!("/api/v1/alerts/{id}");
    for (body, expected) in [
        (json!({"name": "x"}), "bad_json"),
        (json!({"cadence": ""}), "required"),
        (json!({"cadence": "daily", "name": "a\u{202e}b"}), "control_characters"),
        (json!({"cadence": "daily", "paused": "yes"}), "bad_json"),
        (json!({"cadence": "daily", "query": "q=b"}), "bad_json"),
    ] {
        assert_eq!(seeker.json(Method::PUT, &path, &body).await.expect(422).problem().1[0].1, expected, "{body}");
    }
    seeker.post(&format!("/alerts/{id}"), &[("name", "x")]).await.expect(422);
    assert_eq!(alerts(&seeker).await[0], kept);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_the_api_and_by_the_pages_it_is_the_same() {
    let app = TestApp::spawn().await;
    let (seeker, stranger) = (app.seeker().await, app.seeker().await);
    let id = keeps(&seeker, Q, "weekly").await;
    let again = seeker.json(Method::POST, "/api/v1/alerts", &json!({"query": Q})).await.expect(200);
    assert_eq!(again.header("location"), Some(format!("/api/v1/alerts/{id}").as_str()));
    let path = format!("/api/v1/alerts/{id}");
    let change = json!({"name": "照护", "cadence": "daily", "paused": true});
    let changed = seeker.json(Method::PUT, &path, &change).await.expect(200).value();
    assert_eq!((&changed["state"], &changed["name"]), (&json!("paused"), &json!("照护")));
    assert_eq!(changed["url"], format!("{SITE}/search?{Q}&sort=newest"));
    let page = seeker.get(&format!("/alerts/{id}")).await.expect(200).says("已暂停").says("照护");
    let tags = html::tags(&page.text());
    let name = tags.iter().find(|tag| tag.name == "input" && tag.get("name") == Some("name")).expect("the field");
    assert_eq!(name.get("value"), Some("照护"));
    let chosen = tags.iter().find(|tag| tag.get("name") == Some("cadence") && tag.get("checked").is_some());
    assert_eq!(chosen.and_then(|tag| tag.get("value")), Some("daily"));
    stranger.json(Method::PUT, &path, &change).await.expect(404);
    stranger.delete(&path).await.expect(404);
    stranger.get(&format!("/alerts/{id}")).await.expect(404);
    assert!(alerts(&stranger).await.is_empty());
    for action in ["resume", "pause", "resume"] {
        seeker.post(&format!("/alerts/{id}/{action}"), &[]).await.leads_to("/alerts");
    }
    assert_eq!(alerts(&seeker).await[0]["state"], "active");
    seeker.delete(&path).await.expect(204);
    seeker.delete(&path).await.expect(404);
    let deleted = keeps(&seeker, Q, "").await;
    seeker.post(&format!("/alerts/{deleted}/delete"), &[]).await.leads_to("/alerts");
    assert!(alerts(&seeker).await.is_empty());
    // Of four presses at once one keeps it.
    let body = json!({"query": Q});
    let press = || seeker.json(Method::POST, "/api/v1/alerts", &body);
    let (a, b, c, d) = tokio::join!(press(), press(), press(), press());
    let mut statuses = [a, b, c, d].map(|reply| reply.status);
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 200, 200, 201]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_nodes_one_mails() {
    let app = TestApp::spawn().await;
    let Some(other) = app.second_node().await else { return };
    let owner = app.owner("Acme 家政").await;
    let mut seekers = Vec::new();
    for _ in 0..6 {
        let seeker = app.seeker().await;
        keeps(&seeker, Q, "at_once").await;
        keeps(&seeker, "district=110108", "at_once").await;
        seekers.push(seeker);
    }
    app.pass(1);
    owner.publishes(&app.posting("养老护理员")).await;
    let (first, second) = tokio::join!(app.node.app.alerts.run_due(), other.app.alerts.run_due());
    assert_eq!(first.expect("an evaluation").mails + second.expect("an evaluation").mails, 6);
    tokio::join!(app.settle(), other.settle());
    assert_eq!(app.mails.all().len(), 6);
}
