//! Matches over HTTP: of a person, why, and the candidates of a posting.
//!
//! Rule kept: a score comes with reasons; nobody is found who did not say so, and masked even then; who wants no ranking
//! gets none; name, sex and age move nothing.

use crate::app::TestApp;
use crate::client::Client;
use crate::seekers::profile_of;
use magpie_terms::PostingInput;
use reqwest::Method;
use serde_json::{Value, json};

/// Makes a profile with these fields and gives its id.
async fn with_profile(person: &Client, profile: &Value) -> String {
    let id = profile_of(person).await.trim_start_matches("/seekers/").to_owned();
    let own = person.get(&format!("/api/v1/seekers/{id}")).await.expect(200).value();
    let body = json!({"version": own["version"], "profile": profile});
    person.json(Method::PUT, &format!("/api/v1/seekers/{id}"), &body).await.expect(200);
    id
}

async fn shows_to(person: &Client, id: &str, visibility: &str, ranked: bool) {
    let path = format!("/seekers/{id}/privacy");
    let ranked = if ranked { "yes" } else { "no" };
    let form = [("visibility", visibility), ("ranked", ranked), ("assisted", "no")];
    person.post(&path, &form).await.leads_to(&path);
}

fn titles(matches: &Value) -> Vec<String> {
    let rows = matches["matches"].as_array().expect("a list");
    rows.iter().map(|row| row["posting"]["title"].as_str().expect("a title").to_owned()).collect()
}

fn carer() -> Value {
    json!({
        "desired_titles": ["养老护理员", "护工"], "pay_min": "7500", "districts": ["110108"], "education": "junior_high",
        "experience_years": "3", "skills": ["照护"], "limits": ["no_night_shift"],
    })
}

async fn world(app: &TestApp) -> (crate::personas::Person, String) {
    let owner = app.owner("Acme 家政").await;
    let carer = owner.publishes(&app.posting("养老护理员")).await;
    owner.publishes(&app.posting("Java开发工程师")).await;
    let night = PostingInput { shift: "night".to_owned(), ..app.posting("医院陪护") };
    owner.publishes(&night).await;
    app.settle().await;
    (owner, carer)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn matches_come_best_first_with_reasons() {
    let app = TestApp::spawn().await;
    let (_, posting) = world(&app).await;
    let li = app.seeker().await;
    let id = with_profile(&li, &carer()).await;
    let found = li.get(&format!("/api/v1/seekers/{id}/matches")).await.expect(200).value();
    assert_eq!(found["order"], "ranked");
    assert_eq!(titles(&found)[0], "养老护理员", "{found}");
    assert!(!titles(&found).contains(&"Java开发工程师".to_owned()), "another trade: {found}");
    let reasons = found["matches"][0]["fit"]["reasons"].as_array().expect("reasons").clone();
    let codes: Vec<&str> = reasons.iter().map(|reason| reason["code"].as_str().expect("a code")).collect();
    assert!(codes[0].starts_with("title_"), "{codes:?}");
    assert!(codes.contains(&"in_wished_district") && codes.contains(&"pay_reaches_wish"), "{codes:?}");
    let page = li.get(&format!("/seekers/{id}/matches")).await.expect(200);
    let why = format!("/seekers/{id}/matches/{posting}");
    page.says("养老护理员").says("海淀").has_target(&why);
    li.get(&why).await.expect(200).says("养老护理员").has_target(&format!("/postings/{posting}"));
    let english = li.send(li.request(Method::GET, &why).header("accept-language", "en")).await.expect(200);
    english.says_nothing_of("??");
    li.get("/matches").await.leads_to(&format!("/seekers/{id}/matches"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_must_leaves_out_and_a_wish_only_warns() {
    let app = TestApp::spawn().await;
    world(&app).await;
    let li = app.seeker().await;
    let id = with_profile(&li, &carer()).await;
    let path = format!("/api/v1/seekers/{id}/matches");
    let night = "医院陪护".to_owned();
    assert!(titles(&li.get(&path).await.value()).contains(&night), "only a wish");
    let own = li.get(&format!("/api/v1/seekers/{id}")).await.value();
    let mut profile = carer();
    profile["must"] = json!(["limits"]);
    let body = json!({"version": own["version"], "profile": profile});
    li.json(Method::PUT, &format!("/api/v1/seekers/{id}"), &body).await.expect(200);
    assert!(!titles(&li.get(&path).await.value()).contains(&night), "changed at once, and left out");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_ranking_or_wishes_there_is_a_plain_list() {
    let app = TestApp::spawn().await;
    let (_, posting) = world(&app).await;
    let li = app.seeker().await;
    let id = with_profile(&li, &json!({})).await;
    let path = format!("/api/v1/seekers/{id}/matches");
    let found = li.get(&path).await.expect(200).value();
    assert_eq!((&found["order"], titles(&found).len()), (&json!("fallback"), 3));
    assert!(found["matches"][0]["fit"].is_null());
    li.get(&format!("/seekers/{id}/matches")).await.expect(200).has_target(&format!("/seekers/{id}/wishes"));
    let own = li.get(&format!("/api/v1/seekers/{id}")).await.value();
    let body = json!({"version": own["version"], "profile": carer()});
    li.json(Method::PUT, &format!("/api/v1/seekers/{id}"), &body).await.expect(200);
    shows_to(&li, &id, "nobody", false).await;
    let found = li.get(&path).await.expect(200).value();
    assert_eq!(found["order"], "plain");
    assert!(found["matches"].as_array().expect("a list").iter().all(|row| row["fit"].is_null()), "{found}");
    li.get(&format!("{path}/{posting}")).await.expect(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn candidates_are_masked_and_only_who_agreed() {
    let app = TestApp::spawn().await;
    let (owner, posting) = world(&app).await;
    let li = app.seeker().await;
    let id = with_profile(&li, &carer()).await;
    let person = format!("/seekers/{id}/person");
    let version = li.get(&format!("/api/v1/seekers/{id}")).await.value()["version"].to_string();
    li.post(&person, &[("version", &version), ("name", "李小明"), ("phone", "13800000000")]).await.expect(303);
    let path = format!("/api/v1/own-postings/{posting}/candidates");
    let found = async || {
        app.settle().await;
        owner.get(&path).await.expect(200).value()
    };
    assert_eq!(found().await["total"], 0, "hidden unless the person says otherwise");
    shows_to(&li, &id, "verified", true).await;
    let seen = found().await;
    let card = &seen["candidates"][0];
    assert_eq!((&seen["total"], &card["name"], &card["masked"]), (&json!(1), &json!("李**"), &json!(true)));
    // A care duty tells of a household: no employer learns of limits, in the profile or by a reason.
    assert_eq!((&card["profile"]["limits"], &card["profile"]["must"]), (&json!(""), &json!("")));
    assert!(!card.to_string().contains("no_night_shift"), "{card}");
    let page = owner.get(&format!("/my-postings/{posting}/candidates")).await.expect(200);
    let one = format!("/my-postings/{posting}/candidates/{id}");
    page.says("李**").says_nothing_of("李小明").has_target(&one);
    let page = owner.get(&one).await.expect(200).says_nothing_of("13800000000");
    page.has_target(&format!("/my-postings/{posting}/invite/{id}"));
    let night = PostingInput { shift: "night".to_owned(), ..app.posting("养老护理员") };
    let night = owner.publishes(&night).await;
    app.settle().await;
    let seen = owner.get(&format!("/api/v1/own-postings/{night}/candidates")).await.expect(200).value();
    let reasons = seen["candidates"][0]["fit"]["reasons"].as_array().expect("reasons").clone();
    let against = reasons.iter().find(|reason| reason["code"] == "shift_against_limit").expect("told of the shift");
    assert!(against["args"]["limit"].is_null() && !against.to_string().contains("不上夜班"), "{against}");
    let score = seen["candidates"][0]["fit"]["score"].to_string();
    owner.get(&format!("/my-postings/{night}/candidates/{id}")).await.says(&format!("匹配 {score} 分"));
    let stranger = app.owner("远山物业").await;
    stranger.get(&path).await.expect(404);
    shows_to(&li, &id, "verified", false).await;
    assert_eq!(found().await["total"], 0, "who wants no ranking is not ranked for others either");
    shows_to(&li, &id, "verified", true).await;
    assert_eq!(found().await["total"], 1);
    let privacy = format!("/seekers/{id}/privacy");
    li.post(&format!("{privacy}/block"), &[("block", "Acme 家政")]).await.leads_to(&privacy);
    assert_eq!(found().await["total"], 0, "blocked");
    owner.get(&one).await.expect(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postings_like_one_are_of_its_trade() {
    let app = TestApp::spawn().await;
    let (_, posting) = world(&app).await;
    let nobody = app.nobody();
    let found = nobody.get(&format!("/api/v1/postings/{posting}/similar")).await.expect(200).value();
    let titles: Vec<&str> =
        found["postings"].as_array().expect("a list").iter().filter_map(|one| one["title"].as_str()).collect();
    assert_eq!(titles, ["医院陪护"]);
    nobody.get("/api/v1/postings/018f0000-0000-7000-8000-000000000000/similar").await.expect(404);
    nobody.get(&format!("/api/v1/postings/{posting}/similar?per_page=0")).await.expect(422);
}
