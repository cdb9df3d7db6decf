//! A person's profile by its pages and by the API.
//!
//! Rule kept: the person decides who sees it; a save in between is a conflict; what is wrong is told by field, and
//! nothing is half written.

use crate::app::TestApp;
use crate::client::{Client, Reply};
use crate::personas::Person;
use reqwest::Method;
use serde_json::{Value, json};

/// Creates one's own profile and gives its address.
pub(crate) async fn profile_of(person: &Client) -> String {
    let reply = person.post("/profile", &[]).await.expect(303);
    reply.location().to_owned()
}

pub(crate) async fn api(person: &Client, path: &str) -> Value {
    person.get(&format!("/api/v1{path}")).await.expect(200).value()
}

async fn version(person: &Client, path: &str) -> String {
    api(person, path).await["version"].to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_profile_begins_with_one_button() {
    let app = TestApp::spawn().await;
    let li = app.seeker().await;
    app.nobody().get("/profile").await.leads_to("/sign-in?next=%2Fprofile");
    li.get("/profile").await.expect(200).has_target("/profile").says("还没有个人资料");
    li.get("/api/v1/seekers/own").await.expect(404);
    let path = profile_of(&li).await;
    li.get("/profile").await.leads_to(&path);
    assert_eq!(profile_of(&li).await, "/profile", "a second click leads to the first profile");
    let page = li.get(&path).await.expect(200).says("0 %").says("想找的工作");
    for target in ["wishes", "abilities", "studies", "work", "person", "privacy", "print", "resume.json", "import"] {
        let target = format!("{path}/{target}");
        assert!(page.targets().contains(&target), "{target}");
    }
    li.get("/account").await.expect(200).has_target("/profile");
    for path in [path.clone(), format!("{path}/wishes"), format!("{path}/print"), format!("{path}/privacy")] {
        let english = li.send(li.request(Method::GET, &path).header("accept-language", "en")).await.expect(200);
        english.says_nothing_of("??");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sections_are_saved_each_by_its_form() {
    let app = TestApp::spawn().await;
    let li = app.seeker().await;
    let path = profile_of(&li).await;
    li.post(
        &format!("{path}/wishes"),
        &[
            ("version", "1"),
            ("desired_titles", "养老护理员、保洁员"),
            ("pay_min", "6000"),
            ("districts", "110108"),
            ("districts", "110105"),
            ("districts", "130100"),
            ("employment_types", "full_time"),
            ("available_from", ""),
            ("limits", "care_duty"),
            ("must", "limits"),
        ],
    )
    .await
    .leads_to(&path);
    let form =
        [("version", "2"), ("skills", "照护、做饭"), ("summary", "做事细心。\n会方言。"), ("education", "junior_high")];
    li.post(&format!("{path}/abilities"), &form).await.leads_to(&path);
    let found = api(&li, &path).await;
    assert_eq!(found["profile"]["districts"], "110108、110105、130100");
    assert_eq!(found["profile"]["limits"], "care_duty");
    assert_eq!((&found["version"], &found["completeness"]), (&json!(3), &json!(80)));
    li.get(&path).await.expect(200).says("80 %").says("养老护理员").says("6,000").says("石家庄").says("做事细心。");
    // A form sent from the version before the last is a conflict, and nothing is lost.
    let late = li.post(&format!("{path}/wishes"), &[("version", "2"), ("desired_titles", "司机")]).await.expect(409);
    late.says("这份资料刚刚被改过");
    assert_eq!(api(&li, &path).await, found);
    // The form shows what is there: ticked boxes stay ticked.
    let page = li.get(&format!("{path}/wishes")).await.expect(200);
    assert!(page.text().contains("value=\"130100\" checked"), "{page:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn entries_are_added_changed_and_removed_without_script() {
    let app = TestApp::spawn().await;
    let li = app.seeker().await;
    let path = profile_of(&li).await;
    let work = format!("{path}/work");
    let add = [("version", "1"), ("title", "护工"), ("employer", "某养老院"), ("start", "2019-03"), ("end", "")];
    li.post(&work, &add).await.leads_to(&work);
    li.post(&work, &[("version", "2"), ("title", "司机")]).await.leads_to(&work);
    li.get(&work).await.expect(200).says("护工 · 某养老院 2019-03 – 至今").has_target(&format!("{work}/1/remove"));
    li.get(&format!("{work}/1")).await.expect(200).has_target(&format!("{work}/1"));
    let change = [("version", "3"), ("title", "货车司机"), ("start", "2022"), ("end", "2020-01")];
    let wrong = li.post(&format!("{work}/1"), &change).await.expect(422).says("结束的时间早于开始的时间");
    assert!(wrong.text().contains("value=\"货车司机\""), "what was typed stays");
    li.post(&format!("{work}/1"), &[("version", "3"), ("title", "货车司机")]).await.leads_to(&work);
    li.post(&format!("{work}/0/remove"), &[("version", "3")]).await.expect(409);
    li.post(&format!("{work}/0/remove"), &[("version", "4")]).await.leads_to(&work);
    let left = api(&li, &path).await["profile"]["work"].clone();
    assert_eq!((left.as_array().map(Vec::len), &left[0]["title"]), (Some(1), &json!("货车司机")));
    li.post(&work, &[("version", "5")]).await.expect(422).says("请填写");
    li.post(&format!("{path}/studies"), &[("version", "5")]).await.expect(422).says("请填写");
    for missing in ["7", "x", "00", "-1", "99999999999999999999"] {
        li.get(&format!("{work}/{missing}")).await.expect(404);
        li.post(&format!("{work}/{missing}/remove"), &[("version", "5")]).await.expect(404);
    }
    let study = [("version", "5"), ("institution", "某学院"), ("level", "associate"), ("end", "2018")];
    li.post(&format!("{path}/studies"), &study).await.leads_to(&format!("{path}/studies"));
    li.get(&path).await.expect(200).says("某学院 · 大专 2018");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_are_named_by_form_and_api_and_nothing_is_half_written() {
    let app = TestApp::spawn().await;
    let li = app.seeker().await;
    let path = profile_of(&li).await;
    let before = api(&li, &path).await;
    let wrong = [
        ("version", "1"),
        ("pay_min", "很多"),
        ("districts", "999999"),
        ("must", "sex"),
        ("available_from", "明天"),
        ("age", "35"),
    ];
    let page = li.post(&format!("{path}/wishes"), &wrong).await.expect(422);
    for id in ["#pay_min", "#districts", "#must", "#available_from", "#form"] {
        assert!(page.targets().contains(&id.to_owned()), "{id} in {page:?}");
    }
    li.post(&format!("{path}/person"), &[("version", "1"), ("name", ""), ("phone", "x"), ("sex", "f")])
        .await
        .expect(422)
        .says("姓名")
        .says("电话");
    let body =
        json!({ "version": 1, "person": { "name": "" }, "profile": { "pay_min": "x", "work": [{ "title": "" }] } });
    let reply = li.json(Method::PUT, &format!("/api/v1{path}"), &body).await.expect(422);
    let mut fields: Vec<String> = reply.problem().1.into_iter().map(|(field, _)| field).collect();
    fields.sort();
    assert_eq!(fields, ["name", "pay_min", "work-0-title"]);
    for name in ["sex", "age", "birth", "marriage", "photo", "hukou", "性别"] {
        let body = json!({ "version": 1, "profile": { name: "x" } });
        li.json(Method::PUT, &format!("/api/v1{path}"), &body).await.expect(422);
        let body = json!({ "version": 1, "profile": {}, "person": { "name": "李", name: "x" } });
        li.json(Method::PUT, &format!("/api/v1{path}"), &body).await.expect(422);
    }
    assert_eq!(api(&li, &path).await, before);
    li.json(Method::PUT, &format!("/api/v1{path}"), &json!({ "version": 9, "profile": {} })).await.expect(409);
    // Ten thousand words, with signs of four bytes, by the form.
    let long = "字🐦word ".repeat(2_500);
    li.post(&format!("{path}/abilities"), &[("version", "1"), ("summary", &long)]).await.leads_to(&path);
    let far_too_long = "🐦".repeat(40_000);
    li.post(&format!("{path}/abilities"), &[("version", "2"), ("summary", &far_too_long)]).await.expect(413);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_twenty_clicks_one_wins() {
    let app = TestApp::spawn().await;
    let li = app.seeker().await;
    let path = profile_of(&li).await;
    let form = [("version", "1"), ("name", "李秀英"), ("phone", "138 0000 0000"), ("email", "")];
    let target = format!("{path}/person");
    let mut clicks = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (li, target) = (li.client.clone(), target.clone());
        clicks.spawn(async move { li.post(&target, &form).await.status });
    }
    let statuses = clicks.join_all().await;
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| matches!(status, 303 | 409)), "{statuses:?}");
    assert_eq!(version(&li, &path).await, "2");
}

async fn privacy(person: &Client, path: &str, visibility: &str, assisted: &str) -> Reply {
    let form = [("visibility", visibility), ("ranked", "no"), ("assisted", assisted)];
    person.post(&format!("{path}/privacy"), &form).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_person_decides_and_the_adviser_only_helps() {
    let app = TestApp::spawn().await;
    let (li, adviser) = (app.seeker().await, app.adviser().await);
    let path = profile_of(&li).await;
    let own = format!("{path}/privacy");
    adviser.get(&path).await.expect(404);
    privacy(&li, &path, "verified", "yes").await.leads_to(&own);
    let found = api(&li, &path).await;
    assert_eq!((&found["visibility"], &found["ranked"]), (&json!("verified"), &json!(false)));
    adviser.get(&path).await.expect(200).says("您正在替这位求职者保管资料");
    let page = adviser.get(&own).await.expect(200).says("这里由本人决定");
    assert!(!page.targets().iter().any(|target| target.ends_with("/erase")), "{page:?}");
    privacy(&adviser, &path, "nobody", "yes").await.expect(403);
    adviser.post(&format!("{path}/erase"), &[]).await.expect(403);
    adviser.post(&format!("{path}/wishes"), &[("version", "1"), ("desired_titles", "护工")]).await.leads_to(&path);
    li.get(&own).await.expect(200).says("社工 · 服务站登记").says("本人 · 网页填写");
    privacy(&li, &path, "maybe", "yes").await.expect(422);
    li.post(&own, &[("visibility", "nobody")]).await.expect(422);
    privacy(&li, &path, "nobody", "no").await.leads_to(&own);
    adviser.get(&path).await.expect(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn employers_are_blocked_by_code_or_by_name() {
    let app = TestApp::spawn().await;
    let li = app.seeker().await;
    app.owner("远山物业海淀公司").await;
    app.owner("远山物业朝阳公司").await;
    let path = profile_of(&li).await;
    let (own, block) = (format!("{path}/privacy"), format!("{path}/privacy/block"));
    let code = crate::personas::credit_code();
    li.post(&block, &[("block", &code)]).await.leads_to(&own);
    li.post(&block, &[("block", &code)]).await.leads_to(&own);
    li.post(&block, &[("block", "91110108MA0000000X")]).await.expect(422);
    li.post(&block, &[("block", "没有的公司")]).await.expect(422).says("没有找到");
    li.post(&block, &[("block", "")]).await.expect(422).says("请填写");
    let page =
        li.post(&block, &[("block", "远山物业")]).await.expect(200).says("要屏蔽哪一个").says("远山物业朝阳公司");
    let tags = crate::html::tags(&page.text());
    let id =
        tags.iter().find(|tag| tag.get("name") == Some("employer")).and_then(|tag| tag.get("value")).expect("an id");
    li.post(&block, &[("employer", id)]).await.leads_to(&own);
    li.post(&block, &[("block", "远山物业海淀公司")]).await.leads_to(&own);
    li.post(&block, &[("employer", "018f0000-0000-7000-8000-000000000000")]).await.expect(404);
    let page = li.get(&own).await.expect(200).says(&code).says("远山物业海淀公司");
    assert!(!page.read().contains("没有屏蔽任何单位"));
    li.post(&format!("{path}/privacy/unblock"), &[("credit_code", &code)]).await.leads_to(&own);
    li.post(&format!("{path}/privacy/unblock"), &[("credit_code", &code)]).await.expect(404);
    li.get(&own).await.expect(200).says_nothing_of(&code);
    let posting = "018f0000-0000-7000-8000-000000000000";
    li.post(&format!("{path}/privacy/consents/{posting}/withdraw"), &[]).await.expect(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_erased_is_gone_and_one_may_begin_anew() {
    let app = TestApp::spawn().await;
    let li = app.seeker().await;
    let path = profile_of(&li).await;
    li.get(&format!("{path}/privacy")).await.expect(200).has_target(&format!("{path}/erase"));
    li.post(&format!("{path}/erase"), &[]).await.leads_to("/profile");
    li.get(&path).await.expect(404);
    li.get("/profile").await.expect(200).says("还没有个人资料");
    assert_ne!(profile_of(&li).await, path);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_api_creates_shows_and_changes() {
    let app = TestApp::spawn().await;
    let (li, adviser): (Person, Person) = (app.seeker().await, app.adviser().await);
    app.nobody().json(Method::POST, "/api/v1/seekers", &json!({})).await.expect(401);
    let new = json!({ "profile": { "desired_titles": ["护工", "保洁员"], "pay_min": 5500 } });
    let made = li.json(Method::POST, "/api/v1/seekers", &new).await.expect(201);
    let path = made.location().trim_start_matches("/api/v1").to_owned();
    assert_eq!(
        (made.header("etag"), &made.value()["profile"]["desired_titles"]),
        (Some("\"1\""), &json!("护工、保洁员"))
    );
    assert_eq!(li.json(Method::POST, "/api/v1/seekers", &new).await.expect(409).problem().0, "profile-exists");
    assert_eq!(api(&li, "/seekers/own").await, api(&li, &path).await);
    let change = json!({ "version": 1, "profile": { "skills": "照护" }, "person": { "name": "李秀英" } });
    let changed = li.json(Method::PUT, &format!("/api/v1{path}"), &change).await.expect(200).value();
    assert_eq!((&changed["version"], &changed["person"]["name"]), (&json!(2), &json!("李秀英")));
    let other = json!({ "person": { "name": "王奶奶" }, "consent_note": "当面同意，社工小王在场" });
    li.json(Method::POST, "/api/v1/seekers", &other).await.expect(403);
    let kept = adviser.json(Method::POST, "/api/v1/seekers", &other).await.expect(201).value();
    assert_eq!(kept["assisted"], json!(true));
    let faulty = json!({ "person": { "name": "" }, "consent_note": "", "profile": { "pay_min": "x" } });
    let fields = adviser.json(Method::POST, "/api/v1/seekers", &faulty).await.expect(422).problem().1;
    let fields: Vec<&str> = fields.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["name", "consent_note", "pay_min"]);
    adviser.get(&format!("/api/v1{path}")).await.expect(404);
}
