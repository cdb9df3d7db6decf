//! What machines read without the API: JSON-LD, sitemap, Atom, robots.txt.
//!
//! Rule kept: each is well-formed for its reader and names exactly the postings that are public now.

use crate::app::{SITE, TestApp};
use crate::html;
use magpie_terms::PostingInput;
use serde_json::{Value, json};

async fn json_ld(app: &TestApp, id: &str) -> Value {
    let page = app.nobody().get(&format!("/postings/{id}")).await.expect(200).text();
    let data = html::scripts(&page, "application/ld+json");
    assert_eq!(data.len(), 1, "{page}");
    serde_json::from_str(&data[0]).expect("JSON")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_posting_carries_the_data_that_search_engines_ask_for() {
    let app = TestApp::spawn().await;
    let owner = app.owner("Acme 家政").await;
    let id = owner
        .publishes(&PostingInput {
            education: "bachelor".into(),
            experience_min: "2".into(),
            ..app.posting("养老护理员")
        })
        .await;
    let data = json_ld(&app, &id).await;
    let expected = [
        ("/@context", json!("https://schema.org")),
        ("/@type", json!("JobPosting")),
        ("/title", json!("养老护理员")),
        ("/description", json!("<p>照料老人的起居，协助用餐和散步。</p>")),
        ("/datePosted", json!("2026-11-24")),
        ("/validThrough", json!("2026-12-24T15:59:59Z")),
        ("/employmentType", json!("FULL_TIME")),
        ("/totalJobOpenings", json!(3)),
        ("/hiringOrganization/name", json!("Acme 家政")),
        ("/jobLocation/address/addressCountry", json!("CN")),
        ("/jobLocation/address/streetAddress", json!("中关村大街1号")),
        ("/jobLocation/address/addressRegion", json!("北京市")),
        ("/baseSalary/currency", json!("CNY")),
        ("/baseSalary/value/minValue", json!(6000)),
        ("/baseSalary/value/maxValue", json!(8000)),
        ("/baseSalary/value/unitText", json!("MONTH")),
        ("/educationRequirements/credentialCategory", json!("bachelor degree")),
        ("/experienceRequirements/monthsOfExperience", json!(24)),
        ("/identifier/value", json!(id)),
        ("/url", json!(format!("{SITE}/postings/{id}"))),
    ];
    for (pointer, value) in expected {
        assert_eq!(data.pointer(pointer), Some(&value), "{pointer} in {data}");
    }
    for unlawful in ["gender", "age", "sex"] {
        assert!(data.get(unlawful).is_none());
    }
    // What is negotiable has no salary at all, rather than one of zero.
    let negotiable = PostingInput {
        pay_kind: "negotiable".into(),
        pay_min: String::new(),
        pay_max: String::new(),
        ..app.posting("月嫂")
    };
    let id = owner.publishes(&negotiable).await;
    assert!(json_ld(&app, &id).await.get("baseSalary").is_none());
    app.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sitemap_names_what_is_public_and_nothing_else() {
    let app = TestApp::spawn().await;
    let nobody = app.nobody();
    assert_eq!(html::xml_fault(&nobody.get("/sitemaps/0.xml").await.expect(200).text()), None);
    let owner = app.owner("Acme 家政").await;
    let live = owner.publishes(&app.posting("养老护理员")).await;
    let draft = owner.creates(&owner.employer, &app.posting("月嫂")).await;
    let closed = owner.publishes(&app.posting("保洁员")).await;
    owner.acts(&closed, "close").await.expect(303);
    let index = nobody.get("/sitemap.xml").await.expect(200);
    assert_eq!(index.header("content-type"), Some("application/xml; charset=utf-8"));
    assert_eq!(html::xml_fault(&index.text()), None, "{index:?}");
    assert_eq!(html::elements(&index.text(), "loc"), [format!("{SITE}/sitemaps/0.xml")]);
    let page = nobody.get("/sitemaps/0.xml").await.expect(200).text();
    assert_eq!(html::xml_fault(&page), None, "{page}");
    let places = html::elements(&page, "loc");
    assert!(places.contains(&format!("{SITE}/postings/{live}")), "{places:?}");
    assert!(places.iter().all(|place| !place.contains(&draft) && !place.contains(&closed)), "{places:?}");
    for beyond in ["1.xml", "10001.xml", "-1.xml", "0", "x.xml", "99999999999999999999.xml"] {
        nobody.get(&format!("/sitemaps/{beyond}")).await.expect(404);
    }
    let robots = nobody.get("/robots.txt").await.expect(200);
    assert!(
        robots.text().contains(&format!("Sitemap: {SITE}/sitemap.xml")) && robots.text().starts_with("User-agent: *"),
        "{robots:?}"
    );
    app.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_search_can_be_followed_as_a_feed() {
    let app = TestApp::spawn().await;
    let (owner, nobody) = (app.owner("Acme 家政").await, app.nobody());
    let empty = nobody.get("/search.atom").await.expect(200).text();
    assert_eq!(html::xml_fault(&empty), None, "{empty}");
    let older = owner.publishes(&app.posting("养老护理员")).await;
    app.pass(60);
    let newer = owner.publishes(&app.posting("护理员 & 月嫂")).await;
    owner.publishes(&app.posting("会计")).await;
    app.settle().await;
    let page = nobody.get("/search?q=护理员&district=110108").await.expect(200);
    let link = html::tags(&page.text()).into_iter().find(|tag| tag.get("type") == Some("application/atom+xml"));
    let link = link.expect("a link to the feed").get("href").expect("its address").to_owned();
    let feed = nobody.get(&link).await.expect(200);
    assert_eq!(feed.header("content-type"), Some("application/atom+xml; charset=utf-8"));
    let feed = feed.text();
    assert_eq!(html::xml_fault(&feed), None, "{feed}");
    let ids = html::elements(&feed, "id");
    assert_eq!(ids[1..], [format!("urn:uuid:{newer}"), format!("urn:uuid:{older}")], "{feed}");
    assert!(html::elements(&feed, "title").contains(&"护理员 & 月嫂".to_owned()), "{feed}");
    for at in html::elements(&feed, "updated") {
        assert!(at.starts_with("2026-11-24T01:0") && at.ends_with('Z'), "{at}");
    }
}
