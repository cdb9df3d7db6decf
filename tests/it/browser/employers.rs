//! An employer's way: registered, approved, its first posting reviewed, found, renewed, closed and gone.

use super::driver::Browser;
use super::is_wanted;
use crate::app::TestApp;
use crate::personas::{employer_input, form};
use magpie_terms::{CreditCode, Violation};

/// Registers by the form, first with a slip in the code; gives the employer's page.
async fn registers(browser: &Browser) -> String {
    let input = employer_input("某某养老院");
    let mut typo = input.credit_code.clone().into_bytes();
    typo[3] = if typo[3] == b'5' { b'6' } else { b'5' };
    let typo = String::from_utf8(typo).expect("letters");
    let fault = CreditCode::parse(&typo).expect_err("a slip");

    browser.go("/console/register").await;
    for (name, value) in form(&crate::personas::employer_fields(&input)) {
        browser.fill(name, if name == "credit_code" { &typo } else { value }).await;
    }
    browser.press("register-submit").await;
    let violation = Violation { field: "credit_code".to_owned(), code: fault.code, args: fault.args };
    browser.see(&browser.words().violation(&violation)).await;
    let field = browser.find("#credit_code[aria-invalid=true]").await;
    assert_eq!(field.prop("value").await.expect("a value").as_deref(), Some(typo.as_str()));
    browser.fill("credit_code", &input.credit_code).await;
    browser.press("register-submit").await;
    browser.told("flash-employer-registered").await;
    browser.arrive("the employer", |path| path.starts_with("/console/") && path != "/console/register").await
}

/// Writes a posting by the form, with faults first; gives its page.
async fn writes(app: &TestApp, browser: &Browser, employer: &str) -> String {
    browser.go(&format!("{employer}/postings/new")).await;
    browser.press("editor-save").await;
    browser.find(".error-summary").await;
    browser.find("#title[aria-invalid=true]").await;
    let focus = browser.run("return document.activeElement.className", Vec::new()).await;
    assert_eq!(focus, serde_json::json!("error-summary"), "it is read first");
    for (name, value) in form(&crate::client::fields(&app.posting("养老护理员"))) {
        if !value.is_empty() {
            browser.fill(name, value).await;
        }
    }
    browser.press("editor-save").await;
    browser.arrive("the posting", |path| path.starts_with("/my-postings/") && !path.ends_with("/edit")).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_employer_comes_and_its_posting_goes() {
    if !is_wanted() {
        return;
    }
    let app = TestApp::spawn().await;
    let (owner, organizer) = (app.seeker().await, app.organizer().await);
    let browser = Browser::at(&app).await;

    browser.sign_in(&owner.email).await;
    let employer = registers(&browser).await;
    browser.told("employer-waits").await;
    app.settle().await;

    browser.sign_in(&organizer.email).await;
    browser.go("/review").await;
    browser.press_words("某某养老院").await;
    browser.press("review-approve").await;
    browser.told("flash-employer-approved").await;
    app.settle().await;

    browser.sign_in(&owner.email).await;
    let posting = writes(&app, &browser, &employer).await;
    browser.press("action-publish").await;
    browser.told("flash-in-review").await;
    app.settle().await;
    browser.go("/search?q=护理员").await;
    browser.told("search-empty").await;

    browser.sign_in(&organizer.email).await;
    browser.go("/review?tab=postings").await;
    browser.press_words("养老护理员").await;
    browser.press("review-approve").await;
    browser.told("flash-posting-approved").await;
    app.settle().await;

    browser.sign_in(&owner.email).await;
    browser.go("/search?q=护理员").await;
    browser.see(&browser.words().count("search-total", 1)).await;
    browser.click(".job-card__title a").await;
    let public = browser.arrive("the posting", |path| path.starts_with("/postings/")).await;

    // Five days before the end it is renewed with one click.
    app.pass(26 * 86_400);
    app.settle().await;
    browser.sign_in(&owner.email).await;
    browser.go(&employer).await;
    browser.told("postings-end-soon").await;
    let renew = [("action", browser.words().text("action-renew").into_owned()), ("title", "养老护理员".to_owned())];
    browser.press_words(&browser.words().with("action-on", &renew)).await;
    browser.told("flash-renewed").await;

    browser.go(&posting).await;
    browser.press_words(&browser.words().text("action-close")).await;
    browser.click("form[action$='/close'] button").await;
    browser.told("flash-closed").await;
    app.settle().await;
    browser.go("/search?q=护理员").await;
    browser.told("search-empty").await;
    browser.go(&public).await;
    browser.told("ended-text").await;
}
