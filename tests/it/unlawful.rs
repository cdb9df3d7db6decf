//! No posting asks for a sex or an age.
//!
//! Rule kept: there is no field for what the law forbids, and none can be smuggled in by form, by JSON or by file.

use crate::app::TestApp;
use crate::client::fields;
use crate::personas::form;
use reqwest::Method;
use serde_json::{Value, json};

const NAMES: [&str; 16] = [
    "sex",
    "gender",
    "age",
    "age_min",
    "min_age",
    "max_age",
    "marriage",
    "marital_status",
    "household",
    "hukou",
    "height",
    "weight",
    "photo",
    "ethnicity",
    "religion",
    "性别",
];
/// Nothing else holds these characters.
const MARKER: &str = "限女性甲乙丙";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_field_that_there_is_not_is_refused() {
    let app = TestApp::spawn().await;
    let owner = app.owner("Acme 家政").await;
    let published = owner.publishes(&app.posting("月嫂")).await;
    let good = app.posting("养老护理员");
    let json_good = serde_json::to_value(&good).expect("JSON");
    for name in NAMES {
        let mut smuggled = fields(&good);
        smuggled.push((name.to_owned(), MARKER.to_owned()));
        let reply =
            owner.post(&format!("/console/{}/postings/new", owner.employer), &form(&smuggled)).await.expect(422);
        reply.says(name);
        smuggled.push(("version".to_owned(), "1".to_owned()));
        owner.post(&format!("/my-postings/{published}/edit"), &form(&smuggled)).await.expect(422);
        let mut body = json_good.clone();
        body[name] = json!(MARKER);
        let reply = owner.json(Method::POST, &format!("/api/v1/employers/{}/postings", owner.employer), &body).await;
        let (code, errors) = reply.expect(422).problem();
        assert_eq!((code.as_str(), errors[0].1.as_str()), ("invalid", "bad_json"), "{name}");
        for change in [json!({"version": 1, "fields": body}), json!({"version": 1, "fields": json_good, name: MARKER})]
        {
            owner.json(Method::PUT, &format!("/api/v1/own-postings/{published}"), &change).await.expect(422);
        }
        // A filter for it does not exist either.
        let reply = app.nobody().get(&format!("/api/v1/search?{name}=x")).await.expect(422);
        assert_eq!(reply.problem().1, [(name.to_owned(), "unknown_parameter".to_owned())]);
    }
    assert_eq!(app.database.tables_with(MARKER).await, Vec::<String>::new());
    let own = owner.get(&format!("/api/v1/employers/{}/postings", owner.employer)).await.expect(200).value();
    assert_eq!(own["total"], 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twice_the_same_field_hides_nothing() {
    let app = TestApp::spawn().await;
    let owner = app.owner("Acme 家政").await;
    let mut doubled = fields(&app.posting("养老护理员"));
    doubled.push(("title".to_owned(), MARKER.to_owned()));
    owner.post(&format!("/console/{}/postings/new", owner.employer), &form(&doubled)).await.expect(422);
    let body = serde_json::to_string(&app.posting("养老护理员"))
        .expect("JSON")
        .replace("\"title\":", &format!("\"title\":\"{MARKER}\",\"title\":"));
    let request = owner.request(Method::POST, &format!("/api/v1/employers/{}/postings", owner.employer));
    owner.send(request.header("content-type", "application/json").body(body)).await.expect(422);
    assert_eq!(app.database.tables_with(MARKER).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_column_about_a_person_is_named_and_left_unread() {
    let app = TestApp::spawn().await;
    let owner = app.owner("Acme 家政").await;
    let file = format!(
        "岗位,月薪,人数,学历要求,工作地点,岗位职责,性别,年龄要求,婚姻状况,Gender,max_age\n\
         保安员,4000-5000,5,初中,北京市海淀区,负责园区巡逻与门岗值守工作,{MARKER},{MARKER},{MARKER},{MARKER},{MARKER}\n\
         保洁员,不知道,5,初中,北京市海淀区,负责园区巡逻与门岗值守工作,{MARKER},{MARKER},{MARKER},{MARKER},{MARKER}\n"
    );
    let upload = format!("/console/{}/import", owner.employer);
    let batch = owner.upload(&upload, "a.csv", file.clone().into_bytes()).await.expect(303).location().to_owned();
    let page = owner.get(&batch).await.expect(200).says("性别").says("年龄要求").says_nothing_of(MARKER);
    // Nobody can say that the column means something after all.
    let column = crate::html::tags(&page.text()).into_iter().filter_map(|tag| tag.get("name").map(str::to_owned));
    let offered: Vec<String> = column.filter(|name| name.starts_with("column.")).collect();
    let mapping: Vec<(&str, &str)> = (0..11)
        .map(|index| {
            [
                "column.0.0",
                "column.0.1",
                "column.0.2",
                "column.0.3",
                "column.0.4",
                "column.0.5",
                "column.0.6",
                "column.0.7",
                "column.0.8",
                "column.0.9",
                "column.0.10",
            ][index]
        })
        .zip([
            "title",
            "pay",
            "headcount",
            "education",
            "district",
            "description",
            "description",
            "skills",
            "benefits",
            "address",
            "shift",
        ])
        .collect();
    assert!(offered.len() <= 6, "{offered:?}");
    owner.post(&format!("{batch}/mapping"), &mapping).await.leads_to(&batch);
    owner.get(&batch).await.expect(200).says_nothing_of(MARKER);
    owner.post(&format!("{batch}/finish"), &[("publish", "yes")]).await.leads_to(&batch);
    owner.get(&batch).await.expect(200).says_nothing_of(MARKER);
    app.settle().await;
    assert_eq!(app.database.tables_with(MARKER).await, Vec::<String>::new());
    // And by the API.
    let path = format!("/api/v1/employers/{}/imports", owner.employer);
    let reply = owner.send(owner.request(Method::POST, &path).body(file)).await.expect(200);
    assert!(!reply.text().contains(MARKER), "{reply:?}");
    let value: Value = reply.value();
    assert_eq!(value["rows"], 2);
    assert_eq!(app.database.tables_with(MARKER).await, Vec::<String>::new());
    assert_eq!(app.nobody().finds(&format!("q={MARKER}")).await, Vec::<String>::new());
}
