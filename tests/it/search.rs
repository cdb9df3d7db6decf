//! The results page.
//!
//! Rule kept: the URL is the whole state, pages of one search do not overlap, and a page without a hit helps on.

use crate::app::TestApp;
use crate::html;
use magpie_terms::PostingInput;
use magpie_web::searching::{self, Params};
use std::collections::BTreeSet;

/// Three employers with postings of many kinds.
async fn district() -> TestApp {
    let app = TestApp::spawn().await;
    for (number, name) in ["Acme 家政", "远山物业", "Blue Sky Software"].into_iter().enumerate() {
        let owner = app.owner(name).await;
        let id = owner.employer_id();
        for copy in 0..9 {
            let pay = 4000 + 1000 * copy;
            let input = PostingInput {
                pay_min: pay.to_string(),
                pay_max: (pay + 500).to_string(),
                district: ["110108", "110105", "110101"][copy % 3].to_owned(),
                education: ["none", "bachelor"][copy % 2].to_owned(),
                employment_type: ["full_time", "part_time"][copy % 2].to_owned(),
                ..app.posting(&format!("{}{copy}号", ["养老护理员", "保安员", "Software Developer "][number]))
            };
            app.handed_in(id, &input).await;
            app.pass(1);
        }
        let negotiable = PostingInput {
            pay_kind: "negotiable".into(),
            pay_min: String::new(),
            pay_max: String::new(),
            pay_period: String::new(),
            pay_months: String::new(),
            ..app.posting("店长")
        };
        app.handed_in(id, &negotiable).await;
    }
    app.settle().await;
    app
}

/// Addresses of postings on a results page, in order, each once.
fn hits(page: &crate::client::Reply) -> Vec<String> {
    let mut seen = BTreeSet::new();
    page.targets()
        .into_iter()
        .filter(|target| target.starts_with("/postings/") && seen.insert(target.clone()))
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_and_the_api_and_the_url_agree() {
    let app = district().await;
    let nobody = app.nobody();
    let total = async |query: &str| {
        nobody.get(&format!("/api/v1/search?{query}")).await.expect(200).value()["total"].as_u64().expect("a total")
    };
    for (query, expected) in [
        ("", 30),
        ("q=护理员", 9),
        ("q=護理員", 9),
        // Nine titles, and what the employer of that name has besides.
        ("q=%EF%BC%B3oftware", 10),
        ("q=developers", 9),
        ("q=\"保安员\"", 9),
        ("q=护理员 -2号", 8),
        ("district=110108", 12),
        ("district=110108&district=110105", 21),
        ("district=110000", 30),
        ("pay_min=12000&negotiable=exclude", 3),
        ("negotiable=only", 3),
        ("education=none", 15),
        ("employment_type=part_time", 12),
        ("since=1", 30),
        ("sort=pay_high&q=护理员", 9),
    ] {
        assert_eq!(total(query).await, expected, "{query}");
        let page = nobody.get(&format!("/search?{query}")).await.expect(200);
        assert_eq!(hits(&page).len() as u64, expected.min(20), "{query}: {page:?}");
    }
    // The form holds what was asked for, and each filter can be taken away by a link.
    let page =
        nobody.get("/search?q=护理员&district=110108&pay_min=5000&education=bachelor&sort=newest").await.expect(200);
    let fields = html::tags(&page.text());
    let holds = |name: &str, value: &str| {
        fields.iter().any(|tag| tag.get("name") == Some(name) && tag.get("value") == Some(value))
            || fields
                .iter()
                .any(|tag| tag.name == "option" && tag.get("value") == Some(value) && tag.get("selected").is_some())
    };
    for (name, value) in
        [("q", "护理员"), ("district", "110108"), ("pay_min", "5000"), ("education", "bachelor"), ("sort", "newest")]
    {
        assert!(holds(name, value), "{name}={value} in {page:?}");
    }
    let q = "q=%E6%8A%A4%E7%90%86%E5%91%98";
    for without in [
        format!("/search?{q}&pay_min=5000&education=bachelor&sort=newest"),
        format!("/search?{q}&district=110108&education=bachelor&sort=newest"),
        format!("/search?{q}&district=110108&pay_min=5000&sort=newest"),
    ] {
        assert!(page.targets().contains(&without), "{without} in {:?}", page.targets());
    }
    // What is not understood is left out by the page.
    let page = nobody.get("/search?q=护理员&district=1&education=phd&page=many&colour=red").await.expect(200);
    assert_eq!(hits(&page).len(), 9);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_follow_on_one_another() {
    let app = district().await;
    let nobody = app.nobody();
    for sort in ["", "&sort=newest", "&sort=pay_high"] {
        let mut url = Some(format!("/api/v1/search?per_page=7{sort}"));
        let mut seen = Vec::new();
        while let Some(path) = url {
            let answer = nobody.get(&path).await.expect(200).value();
            seen.extend(
                answer["postings"]
                    .as_array()
                    .expect("postings")
                    .iter()
                    .map(|p| p["id"].as_str().expect("an id").to_owned()),
            );
            url = answer["next"].as_str().map(|next| next.trim_start_matches(crate::app::SITE).to_owned());
        }
        assert_eq!((seen.len(), seen.iter().collect::<BTreeSet<_>>().len()), (30, 30), "{sort}");
        let (first, second) =
            (nobody.get(&format!("/search?a=b{sort}")).await, nobody.get(&format!("/search?page=2{sort}")).await);
        let all: BTreeSet<String> = hits(&first).into_iter().chain(hits(&second)).collect();
        assert_eq!(all.len(), 30, "{sort}");
        // The same again gives the same again.
        assert_eq!(hits(&first), hits(&nobody.get(&format!("/search?a=b{sort}")).await));
        assert!(first.targets().iter().any(|target| target.contains("page=2")), "{:?}", first.targets());
    }
    // No employer has more than three in a row, where others have some.
    let answer = nobody.get("/api/v1/search?per_page=12").await.expect(200).value();
    let names: Vec<&str> = answer["postings"]
        .as_array()
        .expect("postings")
        .iter()
        .filter_map(|p| p["employer"]["name"].as_str())
        .collect();
    assert!(names.windows(4).all(|four| four.iter().any(|name| *name != four[0])), "{names:?}");
    for beyond in ["/search?page=3", "/search?page=100000", "/api/v1/search?page=100000&per_page=100"] {
        nobody.get(beyond).await.expect(200);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_without_a_hit_helps_on() {
    let app = district().await;
    let nobody = app.nobody();
    // Filters that leave nothing can be dropped.
    let page = nobody.get("/search?q=护理员&pay_min=900000&negotiable=exclude").await.expect(200);
    assert!(page.targets().contains(&"/search?q=%E6%8A%A4%E7%90%86%E5%91%98".to_owned()), "{:?}", page.targets());
    // Words that nobody uses: other postings are offered.
    let page = nobody.get("/search?q=潜水艇驾驶").await.expect(200);
    assert!(!hits(&page).is_empty(), "{page:?}");
    // A slip of the pen.
    let answer = nobody.get("/api/v1/search?q=sofware+develper").await.expect(200).value();
    assert_eq!(answer["did_you_mean"], "software developer", "{answer}");
    let page = nobody.get("/search?q=sofware+develper").await.expect(200);
    assert!(
        page.targets().iter().any(|target| target.replace("%20", "+").starts_with("/search?q=software+developer")),
        "{:?}",
        page.targets()
    );
    // Nothing that can be typed is an error.
    for query in
        ["%22", "-", "%22%22-", "a%20AND%20(b", "*%3F~%5E", "%F0%9F%98%80", "%00", "title:x", "%E2%80%AE", "+++"]
    {
        nobody.get(&format!("/search?q={query}")).await.expect(200);
        nobody.get(&format!("/api/v1/search?q={query}")).await.expect(200);
        nobody.get(&format!("/search.atom?q={query}")).await.expect(200);
        nobody.get(&format!("/api/v1/suggest?q={query}")).await.expect(200);
    }
    nobody.get(&format!("/search?q={}", "护理".repeat(2000))).await.expect(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_page_shows_what_is_new_and_leads_into_the_search() {
    let app = district().await;
    let page = app.nobody().get("/").await.expect(200).has_target("/search").has_target("/employers");
    assert_eq!(hits(&page).len(), 8);
    let page = page.says("30").says("店长");
    assert!(page.targets().iter().any(|target| target.starts_with("/search?district=110108")), "{:?}", page.targets());
    let empty = TestApp::spawn().await;
    empty.nobody().get("/").await.expect(200);
    empty.nobody().get("/search").await.expect(200);
}

/// Ids of postings of an API's answer.
fn ids(answer: &serde_json::Value, list: &str) -> Vec<String> {
    let postings = answer[list].as_array().expect("a list");
    postings.iter().map(|posting| posting["id"].as_str().expect("an id").to_owned()).collect()
}

async fn answered(app: &TestApp, query: &str) -> serde_json::Value {
    app.nobody().get(&format!("/api/v1/search?{query}")).await.expect(200).value()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_names_of_the_same_work_stand_beside_the_hits() {
    let app = TestApp::spawn().await;
    let owner = app.owner("Blue Sky Software").await;
    let (mut made, titles) = (Vec::new(), ["程序员", "软件工程师", "Software Engineer", "会计"]);
    for title in titles {
        made.push(owner.publishes(&app.posting(title)).await);
    }
    let far = PostingInput { district: "310101".into(), ..app.posting("软件开发工程师") };
    owner.publishes(&far).await;
    app.settle().await;
    for (asked, exact) in [("程序员", 0), ("软件工程师", 1), ("software engineer", 2)] {
        let answer = answered(&app, &format!("q={asked}&district=110000")).await;
        assert_eq!(answer["total"], 1, "{asked}");
        assert_eq!(ids(&answer, "postings"), [made[exact].clone()], "{asked}");
        let others: BTreeSet<String> = (0..3).filter(|one| *one != exact).map(|one| made[one].clone()).collect();
        assert_eq!(ids(&answer, "related").into_iter().collect::<BTreeSet<_>>(), others, "{asked}: the filters hold");
        assert_eq!(ids(&answer, "related").len(), others.len(), "{asked}: none twice");
    }
    let page = app.nobody().get("/search?q=程序员").await.expect(200).says("相近的岗位").says("1 个");
    assert_eq!(hits(&page)[0], format!("/postings/{}", made[0]));
    assert_eq!(hits(&page).len(), 4);
    page.says_nothing_of("没有岗位正好有这些词");
    let page = app.nobody().get("/search?q=码农").await.expect(200).says("没有岗位正好有这些词").says("0 个");
    page.says("相近的岗位").says_nothing_of("没有符合这些条件的岗位");
    let page = app.nobody().get("/search?q=kuaiji").await.expect(200).has_target("/search?q=%E4%BC%9A%E8%AE%A1");
    assert_eq!(hits(&page)[0], format!("/postings/{}", made[3]));
    // Another order, a later page and words that are meant as they stand have their hits alone.
    for query in ["q=程序员&sort=newest", "q=程序员&page=2", "q=\"程序员\"", "q=程序员 -夜班", ""] {
        assert_eq!(answered(&app, query).await["related"], serde_json::json!([]), "{query}");
    }
    // What only some words are found of: none twice, and the total is that of the hits.
    let answer = answered(&app, "q=程序员 火星").await;
    let both: Vec<String> = [ids(&answer, "related"), ids(&answer, "postings")].concat();
    assert_eq!((answer["relaxed"].clone(), answer["total"].clone()), (true.into(), 1.into()));
    assert_eq!(both.iter().collect::<BTreeSet<_>>().len(), both.len());
    assert!(both.contains(&made[0]) && both.contains(&made[1]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_stands_beside_the_hits_while_matches_are_prepared() {
    let app = TestApp::spawn().await;
    let owner = app.owner("Blue Sky Software").await;
    owner.publishes(&app.posting("软件工程师")).await;
    app.settle().await;
    let (params, _) = Params::read("q=程序员");
    let mut state = app.node.app.state.clone();
    let found = searching::search_by_meaning(&state, &params, false).await.expect("an answer");
    assert_eq!((found.hits.len(), found.related.len()), (0, 1));
    state.matches.ready = std::sync::Arc::new(|| 0.5);
    let found = searching::search_by_meaning(&state, &params, false).await.expect("an answer");
    assert_eq!((found.hits.len(), found.related.len(), found.answer.total), (0, 0, 0));
}
