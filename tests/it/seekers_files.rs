//! A profile as a file and on paper.
//!
//! Rule kept: looking changes nothing, what is taken is told, and what leaves comes back unchanged.

use crate::app::TestApp;
use crate::client::{Client, Reply};
use crate::html;
use crate::seekers::{api, profile_of};
use reqwest::Method;
use serde_json::{Value, json};

async fn multipart(client: &Client, path: &str, fields: &[(&str, &str)]) -> Reply {
    let mut form = reqwest::multipart::Form::new();
    for (name, value) in fields {
        form = form.text((*name).to_owned(), (*value).to_owned());
    }
    client.send(client.request(Method::POST, path).header("accept", "text/html").multipart(form)).await
}

/// What the preview hands to the second step.
fn kept(page: &Reply) -> String {
    let text = page.text();
    let (_, rest) = text.split_once("<textarea name=\"read\" hidden>").expect("what was read");
    html::decoded(rest.split_once("</textarea>").expect("its end").0.trim())
}

fn resume() -> Value {
    json!({
        "basics": { "name": "Li Wei", "label": "Care worker", "image": "x.jpg", "phone": "138 0000 0000" },
        "work": [{ "name": "Acme", "position": "Carer", "startDate": "2019-03-01" }],
        "skills": [{ "name": "Cooking" }]
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_resume_is_looked_at_and_then_taken() {
    let app = TestApp::spawn().await;
    let li = app.seeker().await;
    let path = profile_of(&li).await;
    li.post(&format!("{path}/abilities"), &[("version", "1"), ("skills", "照护")]).await.leads_to(&path);
    let before = api(&li, &path).await;
    let import = format!("{path}/import");
    li.get(&import).await.expect(200).has_target(&import);
    let page = li.upload(&import, "resume.json", resume().to_string().into_bytes()).await.expect(200);
    let page =
        page.says("识别为：JSON Resume").says("basics.image：涉及个人身份").says("Care worker").says("Carer · Acme");
    assert_eq!(api(&li, &path).await, before, "looking changes nothing");
    let read = kept(&page);
    let take = format!("{import}/take");
    multipart(&li, &take, &[("version", "2"), ("read", &read), ("how", "fill")]).await.leads_to(&path);
    let found = api(&li, &path).await;
    assert_eq!(
        (&found["profile"]["skills"], &found["profile"]["desired_titles"]),
        (&json!("照护"), &json!("Care worker"))
    );
    assert_eq!(found["person"]["name"], json!("seeker"), "the name was not asked for");
    multipart(&li, &take, &[("version", "2"), ("read", &read), ("how", "replace")]).await.expect(409);
    let all = [("version", "3"), ("read", read.as_str()), ("how", "replace"), ("person", "yes")];
    multipart(&li, &take, &all).await.leads_to(&path);
    let found = api(&li, &path).await;
    assert_eq!((&found["profile"]["skills"], &found["person"]["name"]), (&json!("Cooking"), &json!("Li Wei")));
    li.get(&format!("{path}/privacy")).await.expect(200).says("导入 JSON Resume");
    for wrong in [[("version", "4"), ("read", "{"), ("how", "fill")], [("version", "x"), ("read", &read), ("how", "?")]]
    {
        multipart(&li, &take, &wrong).await.expect(422);
    }
    assert_eq!(api(&li, &path).await, found);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_none_is_refused_with_its_reason() {
    let app = TestApp::spawn().await;
    let li = app.seeker().await;
    let path = format!("{}/import", profile_of(&li).await);
    for (text, reason) in
        [("", "请填写"), ("{", "不是这里要的 JSON"), ("[1]", "这不是简历"), ("{\"a\":1}", "这不是简历")]
    {
        let page = multipart(&li, &path, &[("text", text)]).await.expect(422).says(reason);
        assert!(page.targets().contains(&"#text".to_owned()), "{page:?}");
    }
    let large = vec![b' '; 600 * 1024];
    li.upload(&path, "a.json", large).await.expect(422).says("最多 512 KB");
    li.upload(&path, "a.json", vec![b' '; 3 * 1024 * 1024]).await.expect(413);
    li.upload(&path, "a.json", vec![0xff, 0xfe, 0]).await.expect(422);
    // Ten thousand words in several scripts, pasted.
    let long = json!({ "summary": "字🐦word कार्य ".repeat(2_000), "desired_titles": "<script>alert(1)</script>" });
    let page = multipart(&li, &path, &[("text", &long.to_string())]).await.expect(200);
    assert!(!page.text().contains("<script>alert"), "{page:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_leaves_comes_back_unchanged() {
    let app = TestApp::spawn().await;
    let (li, wang) = (app.seeker().await, app.seeker().await);
    let (path, other) = (profile_of(&li).await, profile_of(&wang).await);
    let profile = json!({
        "desired_titles": "养老护理员", "pay_min": "6000.5", "districts": "110108", "must": "pay", "limits": "care_duty",
        "licences": "C1", "certificates": "健康证", "languages": "普通话", "experience_years": "3", "education": "associate",
        "studies": [{ "institution": "某学院", "start": "2015-09" }], "work": [{ "title": "护工", "summary": "照料" }]
    });
    let change = json!({ "version": 1, "profile": profile });
    li.json(Method::PUT, &format!("/api/v1{path}"), &change).await.expect(200);
    let file = li.get(&format!("{path}/resume.json")).await.expect(200);
    assert!(file.header("content-disposition").is_some_and(|value| value.contains("resume.json")), "{file:?}");
    assert_eq!(li.get(&format!("/api/v1{path}/resume.json")).await.expect(200).value(), file.value());
    let target = format!("/api/v1{other}/resume.json");
    let put =
        |version: &'static str| wang.request(Method::PUT, &target).header("if-match", version).body(file.body.clone());
    wang.send(wang.request(Method::PUT, &target).body(file.body.clone())).await.expect(422);
    let taken = wang.send(put("\"1\"")).await.expect(200).value();
    assert_eq!(taken["notes"], json!([]));
    assert_eq!(taken["seeker"]["profile"], api(&li, &path).await["profile"]);
    wang.send(put("\"1\"")).await.expect(409);
    wang.get(&format!("{path}/resume.json")).await.expect(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sheet_says_what_an_employer_needs() {
    let app = TestApp::spawn().await;
    let li = app.seeker().await;
    let path = profile_of(&li).await;
    li.get(&format!("{path}/print")).await.expect(200).says("资料还是空的").has_target(&path);
    let work: Vec<Value> =
        (0..9).map(|n| json!({ "title": format!("工作{n}"), "start": format!("{}", 2010 + n) })).collect();
    let profile = json!({ "desired_titles": "护工", "skills": "照护", "summary": "字".repeat(900), "work": work });
    let change = json!({ "version": 1, "profile": profile, "person": { "name": "李秀英", "phone": "138 0000 0000" } });
    li.json(Method::PUT, &format!("/api/v1{path}"), &change).await.expect(200);
    let page = li.get(&format!("{path}/print")).await.expect(200).says("求职意向：护工").says("138 0000 0000");
    let page = page.says("工作8").says("只印最近的经历");
    assert!(!page.read().contains("工作2"), "five jobs are enough for a page");
}
