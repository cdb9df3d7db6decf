//! A posting from its draft to its end.
//!
//! Rule kept: what is public is found, what is not is not, at once by its page and after settling by search; every
//! published version is kept; two editors never overwrite one another.

use crate::app::TestApp;
use crate::client::fields;
use crate::personas::form;
use magpie_domain::employers::values::EmployerState;
use magpie_terms::PostingInput;
use reqwest::Method;
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn form_and_api_name_the_same_faults_at_once() {
    let app = TestApp::spawn().await;
    let owner = app.owner("Acme 家政").await;
    let good = app.posting("养老护理员");
    let cases: Vec<(PostingInput, &[(&str, &str)])> = vec![
        (
            PostingInput::default(),
            &[
                ("title", "required"),
                ("headcount", "required"),
                ("pay_kind", "required"),
                ("education", "required"),
                ("district", "required"),
                ("employment_type", "required"),
                ("description", "required"),
                ("valid_through", "required"),
            ],
        ),
        (
            PostingInput {
                title: "x".into(),
                headcount: "many".into(),
                pay_min: "9000".into(),
                district: "999999".into(),
                occupation: "9-99".into(),
                valid_through: app.today().plus_days(91).to_string(),
                description: "short".into(),
                ..good.clone()
            },
            &[
                ("title", "too_short"),
                ("occupation", ""),
                ("headcount", "not_a_number"),
                ("pay_min", "pay_min_over_max"),
                ("district", ""),
                ("description", "too_short"),
                ("valid_through", "date_too_far"),
            ],
        ),
        (PostingInput { valid_through: "2026-11-23".into(), ..good.clone() }, &[("valid_through", "date_past")]),
        (PostingInput { title: "护\u{202e}理员".into(), ..good.clone() }, &[("title", "control_characters")]),
    ];
    for (input, expected) in cases {
        let body = serde_json::to_value(&input).expect("JSON");
        let path = format!("/api/v1/employers/{}/postings", owner.employer);
        let reply = owner.json(Method::POST, &path, &body).await.expect(422);
        let (code, errors) = reply.problem();
        assert_eq!(code, "invalid");
        let shown: Vec<&str> = errors.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(shown, expected.iter().map(|(field, _)| *field).collect::<Vec<_>>(), "{errors:?}");
        for ((_, found), (field, wanted)) in errors.iter().zip(expected) {
            assert!(wanted.is_empty() || found == wanted, "{field}: {found}, not {wanted}");
        }
        let page =
            owner.post(&format!("/console/{}/postings/new", owner.employer), &form(&fields(&input))).await.expect(422);
        let messages = reply.value()["errors"].clone();
        messages
            .as_array()
            .into_iter()
            .flatten()
            .fold(page, |page, error| page.says(error["message"].as_str().unwrap_or_default()));
    }
    let own = owner.get(&format!("/api/v1/employers/{}/postings", owner.employer)).await.expect(200).value();
    assert_eq!(own["total"], 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_posting_is_published_closed_and_published_again() {
    let app = TestApp::spawn().await;
    let (owner, nobody) = (app.owner("Acme 家政").await, app.nobody());
    let id = owner.creates(&owner.employer, &app.posting("养老护理员")).await;
    let page = format!("/postings/{id}");
    nobody.get(&page).await.expect(404);
    owner.get(&format!("/my-postings/{id}")).await.expect(200).has_target(&format!("/my-postings/{id}/publish"));
    owner.acts(&id, "publish").await.leads_to(&format!("/my-postings/{id}"));
    nobody
        .get(&page)
        .await
        .expect(200)
        .says("养老护理员")
        .says("Acme 家政")
        .has_target(&format!("/employers/{}", owner.employer));
    assert_eq!(nobody.finds("q=养老护理员").await.len(), 0, "the index has not looked yet");
    app.settle().await;
    assert_eq!(nobody.finds("q=养老护理员").await, ["养老护理员"]);
    owner.acts(&id, "publish").await.expect(409);
    owner.acts(&id, "close").await.leads_to(&format!("/my-postings/{id}"));
    // Gone at once, although the index still names it.
    assert_eq!(nobody.finds("q=养老护理员").await.len(), 0);
    nobody.get(&page).await.expect(410).says("养老护理员");
    assert_eq!(nobody.get(&format!("/api/v1/postings/{id}")).await.expect(410).problem().0, "link-expired");
    nobody.get(&format!("{page}/versions")).await.expect(404);
    app.settle().await;
    assert_eq!(nobody.get("/api/v1/search").await.expect(200).value()["total"], 0);
    owner.acts(&id, "reopen").await.expect(303);
    owner.acts(&id, "discard").await.expect(409);
    owner.acts(&id, "publish").await.expect(303);
    app.settle().await;
    assert_eq!(nobody.finds("q=养老护理员").await.len(), 1);
    owner.acts(&id, "withdraw").await.expect(303);
    app.settle().await;
    assert_eq!(nobody.finds("").await.len(), 0);
    let draft = owner.creates(&owner.employer, &app.posting("月嫂")).await;
    owner.acts(&draft, "discard").await.leads_to(&format!("/console/{}", owner.employer));
    owner.get(&format!("/my-postings/{draft}")).await.expect(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn edits_keep_versions_and_never_overwrite() {
    let app = TestApp::spawn().await;
    let (owner, nobody) = (app.owner("Acme 家政").await, app.nobody());
    let id = owner.publishes(&app.posting("养老护理员")).await;
    let edit = format!("/my-postings/{id}/edit");
    let with_version = |input: &PostingInput, version: &str| {
        let mut fields = fields(input);
        fields.push(("version".to_owned(), version.to_owned()));
        fields
    };
    let form_page = owner.get(&edit).await.expect(200);
    let hidden = crate::html::tags(&form_page.text()).into_iter().find(|tag| tag.get("name") == Some("version"));
    assert_eq!(hidden.expect("the version").get("value"), Some("1"));
    let second = with_version(&app.posting("高级养老护理员"), "1");
    owner.post(&edit, &form(&second)).await.leads_to(&format!("/my-postings/{id}"));
    let other = with_version(&app.posting("夜班护理员"), "1");
    owner.post(&edit, &form(&other)).await.expect(409);
    owner.post(&edit, &form(&with_version(&app.posting("x"), "2"))).await.expect(422);
    owner.post(&edit, &form(&with_version(&app.posting("夜班护理员"), "two"))).await.expect(422);
    // The same by the API.
    let own = format!("/api/v1/own-postings/{id}");
    let change =
        |version: i64| json!({"version": version, "fields": serde_json::to_value(app.posting("夜班护理员")).unwrap()});
    assert_eq!(owner.json(Method::PUT, &own, &change(1)).await.expect(409).problem().0, "posting-changed-meanwhile");
    assert_eq!(owner.json(Method::PUT, &own, &change(2)).await.expect(200).value()["version"], 3);
    nobody.get(&format!("/postings/{id}")).await.expect(200).says("夜班护理员");
    let versions = nobody.get(&format!("/postings/{id}/versions")).await.expect(200);
    versions.says("夜班护理员").says("高级养老护理员").says("养老护理员");
    app.settle().await;
    assert_eq!(nobody.finds("q=夜班").await.len(), 1);
    // An ended one is not edited.
    owner.acts(&id, "close").await.expect(303);
    assert_eq!(owner.json(Method::PUT, &own, &change(3)).await.expect(409).problem().0, "posting-state-wrong");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_posting_ends_at_the_second_and_is_renewed_by_one_click() {
    let app = TestApp::spawn().await;
    let (owner, nobody) = (app.owner("Acme 家政").await, app.nobody());
    let input = PostingInput { valid_through: app.today().plus_days(10).to_string(), ..app.posting("养老护理员") };
    let id = owner.publishes(&input).await;
    let page = format!("/postings/{id}");
    app.settle().await;
    // Five days before the end its members are reminded, once.
    app.pass(6 * 86_400);
    app.settle().await;
    app.settle().await;
    let letters = app.mails.to(&owner.email);
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert_eq!(app.link_of_newest_mail(&owner.email), format!("/my-postings/{id}"));
    let end = app.today().plus_days(4).end();
    app.pass(end.0 - app.db().now().0 - 1);
    nobody.get(&page).await.expect(200);
    assert_eq!(nobody.finds("q=护理员").await.len(), 1);
    app.pass(1);
    // Nothing has settled: the page, the search and the stream go by the clock.
    nobody.get(&page).await.expect(410);
    assert_eq!(nobody.finds("q=护理员").await.len(), 0);
    assert!(!nobody.get("/sitemaps/0.xml").await.expect(200).text().contains(&id));
    app.settle().await;
    owner.get(&format!("/my-postings/{id}")).await.expect(200).has_target(&format!("/my-postings/{id}/renew"));
    owner.acts(&id, "renew").await.expect(303);
    app.settle().await;
    nobody.get(&page).await.expect(200);
    assert_eq!(nobody.finds("q=护理员").await.len(), 1);
    let posting = nobody.get(&format!("/api/v1/postings/{id}")).await.expect(200).value();
    assert_eq!(posting["valid_through"], app.today().plus_days(30).to_string());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_posting_waits_and_the_next_does_not() {
    let app = TestApp::spawn().await;
    let (owner, organizer) = (app.owner_of("Acme 家政", EmployerState::Approved, false).await, app.organizer().await);
    let first = owner.publishes(&app.posting("养老护理员")).await;
    let review = format!("/review/postings/{first}");
    app.nobody().get(&format!("/postings/{first}")).await.expect(404);
    organizer.get("/review?tab=postings").await.expect(200).has_target(&review);
    organizer.get(&review).await.expect(200).says("养老护理员");
    organizer.post(&format!("{review}/refuse"), &[("reason", "")]).await.expect(422);
    organizer.post(&format!("{review}/refuse"), &[("reason", "请写明班次")]).await.leads_to("/review");
    app.settle().await;
    assert!(app.mails.to(&owner.email).pop().expect("a mail").text.contains("请写明班次"));
    owner.get(&format!("/my-postings/{first}")).await.expect(200).says("请写明班次");
    owner.acts(&first, "publish").await.expect(303);
    // Changed after the organizer read it, it is not approved by that.
    let mut changed = fields(&app.posting("高级养老护理员"));
    changed.push(("version".to_owned(), "1".to_owned()));
    owner.post(&format!("/my-postings/{first}/edit"), &form(&changed)).await.expect(303);
    owner.acts(&first, "publish").await.expect(303);
    organizer.post(&format!("{review}/approve"), &[("version", "1")]).await.expect(409);
    app.nobody().get(&format!("/postings/{first}")).await.expect(404);
    organizer.approves(&review).await.leads_to("/review?tab=postings");
    app.settle().await;
    assert_eq!(app.mails.to(&owner.email).len(), 2);
    assert_eq!(app.nobody().finds("q=护理员").await.len(), 1);
    let second = owner.publishes(&app.posting("月嫂")).await;
    app.nobody().get(&format!("/postings/{second}")).await.expect(200);
    let take_down = format!("/review/postings/{second}/take-down");
    organizer.post(&take_down, &[("reason", "虚假信息")]).await.leads_to("/review");
    app.nobody().get(&format!("/postings/{second}")).await.expect(410);
    organizer.post(&take_down, &[("reason", "虚假信息")]).await.expect(409);
    app.settle().await;
    assert!(app.mails.to(&owner.email).pop().expect("a mail").text.contains("虚假信息"));
    // What was taken down does not come back past the organizer.
    owner.acts(&second, "reopen").await.expect(303);
    owner.acts(&second, "publish").await.expect(303);
    app.nobody().get(&format!("/postings/{second}")).await.expect(410);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_api_does_what_the_forms_do() {
    let app = TestApp::spawn().await;
    let owner = app.owner("Acme 家政").await;
    let path = format!("/api/v1/employers/{}/postings", owner.employer);
    let mut body = serde_json::to_value(app.posting("养老护理员")).expect("JSON");
    body["headcount"] = json!(3);
    body["pay_min"] = json!(26.5);
    body["pay_period"] = json!("hour");
    body["pay_max"] = json!(30);
    body["pay_months"] = json!("");
    body["skills"] = json!(["耐心", "急救"]);
    let created = owner.json(Method::POST, &path, &body).await.expect(201);
    let id = created.value()["id"].as_str().expect("an id").to_owned();
    assert_eq!(created.location(), format!("/api/v1/own-postings/{id}"));
    assert_eq!(owner.get(created.location()).await.expect(200).value()["state"], "draft");
    let acts = async |action: &str| {
        owner.send(owner.request(Method::POST, &format!("/api/v1/own-postings/{id}/{action}"))).await
    };
    assert_eq!(acts("publish").await.expect(200).value()["state"], "published");
    assert_eq!(acts("publish").await.expect(409).problem().0, "posting-state-wrong");
    assert_eq!(acts("burn").await.expect(404).problem().0, "not-found");
    let public = app.nobody().get(&format!("/api/v1/postings/{id}")).await.expect(200).value();
    assert_eq!(public["pay"]["min"], "26.5");
    assert_eq!(public["skills"], json!(["耐心", "急救"]));
    assert_eq!(public["employer"]["name"], "Acme 家政");
    for (action, state) in [
        ("close", "closed"),
        ("reopen", "draft"),
        ("publish", "published"),
        ("renew", "published"),
        ("withdraw", "withdrawn"),
    ] {
        assert_eq!(acts(action).await.expect(200).value()["state"], state, "{action}");
    }
    let own = owner.get(&format!("{path}?state=withdrawn")).await.expect(200).value();
    assert_eq!((own["total"].clone(), own["postings"][0]["id"].clone()), (json!(1), json!(id)));
    assert_eq!(owner.get(&format!("{path}?state=burnt&page=0")).await.expect(422).problem().1.len(), 2);
    assert_eq!(
        owner.delete(&format!("/api/v1/own-postings/{id}")).await.expect(409).problem().0,
        "posting-state-wrong"
    );
    app.settle().await;
}
