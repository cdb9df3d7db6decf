//! What people write is text everywhere, never markup.
//!
//! Rule kept: a title, a name, a reason, a query or a cell of a file that holds markup reaches the reader as it was
//! written, in pages, feeds, JSON-LD, answers of the API and mails.

use crate::app::TestApp;
use crate::html;
use magpie_domain::employers::values::EmployerState;
use magpie_terms::PostingInput;

const SCRIPT: &str = "<script>alert(1)</script>";
const QUOTES: &str = "\"'><img src=x onerror=alert(1)> & co";

/// Nothing of what was written has become a tag or an attribute.
#[track_caller]
fn is_inert(page: &str, what: &str) {
    for tag in html::tags(page) {
        assert!(
            !(tag.name == "script"
                && !tag.closing
                && tag.get("src").is_none()
                && tag.get("type") != Some("application/ld+json")),
            "{what}: {tag:?}"
        );
        assert!(tag.get("onerror").is_none() && tag.get("src") != Some("x"), "{what}: {tag:?}");
    }
    assert!(!page.contains(SCRIPT), "{what}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn markup_stays_text_wherever_it_is_shown() {
    let app = TestApp::spawn().await;
    let owner = app.owner(&format!("Acme {SCRIPT}")).await;
    let input = PostingInput {
        title: format!("护理员 {SCRIPT}"),
        address: QUOTES.to_owned(),
        benefits: "\"'><b>好</b>".to_owned(),
        skills: SCRIPT.to_owned(),
        description: format!("照料老人的起居 ]]> </description> {SCRIPT}\n{QUOTES}\n</p></script><!--"),
        ..app.posting("")
    };
    let id = owner.publishes(&input).await;
    app.settle().await;
    let nobody = app.nobody();
    let query = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E";
    for path in [
        "/".to_owned(),
        format!("/search?q={query}"),
        "/search?q=护理员".to_owned(),
        format!("/search?q=护理员&district={query}&sort={query}&page={query}&{query}={query}"),
        format!("/search?employer={}", owner.employer),
        format!("/postings/{id}"),
        format!("/postings/{id}/versions"),
        "/employers".to_owned(),
        format!("/employers?q={query}"),
        format!("/employers/{}", owner.employer),
        format!("/sign-in?next={query}"),
        format!("/nowhere/{query}?a={query}"),
        format!("/problems/{query}"),
    ] {
        let reply = nobody.get(&path).await;
        assert!(reply.status < 500 && reply.is_html(), "{reply:?}");
        is_inert(&reply.text(), &path);
    }
    nobody.get(&format!("/postings/{id}")).await.expect(200).says(&format!("护理员 {SCRIPT}")).says(QUOTES);
    nobody.get(&format!("/search?q={query}")).await.expect(200);
    for path in [
        format!("/my-postings/{id}"),
        format!("/my-postings/{id}/edit"),
        format!("/console/{}", owner.employer),
        format!("/console/{}/edit", owner.employer),
        format!("/console/{}/members", owner.employer),
        "/account".to_owned(),
    ] {
        is_inert(&owner.get(&path).await.expect(200).text(), &path);
    }
    // The JSON-LD is the same text again, in a place where `</script>` would end it.
    let page = nobody.get(&format!("/postings/{id}")).await.text();
    let data = html::scripts(&page, "application/ld+json");
    let posting: serde_json::Value = serde_json::from_str(&data[0]).expect("JSON-LD");
    assert_eq!(posting["title"], format!("护理员 {SCRIPT}"));
    let feed = nobody.get("/search.atom?q=护理员").await.expect(200).text();
    assert_eq!(html::xml_fault(&feed), None, "{feed}");
    assert!(html::elements(&feed, "title").contains(&format!("护理员 {SCRIPT}")), "{feed}");
    let feed = nobody.get(&format!("/search.atom?q={query}")).await.expect(200).text();
    assert_eq!(html::xml_fault(&feed), None, "{feed}");
    for path in ["/api/v1/search?q=护理员".to_owned(), format!("/api/v1/postings/{id}"), "/api/v1/stream".to_owned()]
    {
        let reply = nobody.get(&path).await.expect(200);
        assert_eq!(reply.header("content-type"), Some("application/json"));
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert!(reply.value().to_string().contains("<script>"), "{reply:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn markup_stays_text_in_review_imports_and_mails() {
    let app = TestApp::spawn().await;
    let owner = app.owner_of(&format!("Acme {SCRIPT}"), EmployerState::Approved, false).await;
    let organizer = app.organizer().await;
    let id = owner.publishes(&app.posting(&format!("护理员 {SCRIPT}"))).await;
    for path in ["/review?tab=postings".to_owned(), format!("/review/postings/{id}")] {
        is_inert(&organizer.get(&path).await.expect(200).text(), &path);
    }
    organizer.post(&format!("/review/postings/{id}/refuse"), &[("reason", SCRIPT)]).await.leads_to("/review");
    app.settle().await;
    let letter = app.mails.to(&owner.email).pop().expect("a mail");
    is_inert(&letter.html, "the mail");
    assert!(letter.text.contains(SCRIPT), "{}", letter.text);
    let csv = format!(
        "岗位,月薪,工作地点,岗位职责,{SCRIPT}\n{SCRIPT},4000,北京市海淀区,负责园区巡逻与门岗值守工作,a\n{SCRIPT},不知道{SCRIPT},月球,短,{SCRIPT}\n"
    );
    let upload = format!("/console/{}/import", owner.employer);
    let batch =
        owner.upload(&upload, &format!("{SCRIPT}.csv"), csv.into_bytes()).await.expect(303).location().to_owned();
    is_inert(&owner.get(&batch).await.expect(200).text(), "the preview");
    owner.post(&format!("{batch}/finish"), &[("publish", "yes")]).await.leads_to(&batch);
    is_inert(&owner.get(&batch).await.expect(200).text(), "the report");
    is_inert(&owner.get(&upload).await.expect(200).text(), "the list of imports");
    is_inert(&organizer.get("/review?tab=batches").await.expect(200).text(), "the queue of imports");
    app.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flash_is_one_of_ours() {
    let app = TestApp::spawn().await;
    let nobody = app.nobody();
    for cookie in [format!("flash={SCRIPT}"), "flash=..%2f".to_owned(), "language=<b>; magpie=x".to_owned()] {
        let reply =
            nobody.send(nobody.request(reqwest::Method::GET, "/sign-in").header("cookie", cookie)).await.expect(200);
        is_inert(&reply.text(), "the flash");
    }
}
