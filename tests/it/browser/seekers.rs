//! Nobody looks for work, and somebody opens an account; once more with scripts switched off.

use super::driver::{Browser, PHONE};
use super::is_wanted;
use crate::app::TestApp;
use crate::personas::PASSWORD;
use magpie_domain::accounts::values::Locale;
use magpie_terms::PostingInput;

/// Three postings of which one is in the district and pays enough.
async fn look_around() -> TestApp {
    let app = TestApp::spawn().await;
    let employer = app.owner("某某养老院").await.employer_id();
    let of = |title: &str, district: &str, pay: &str| PostingInput {
        district: district.to_owned(),
        pay_min: pay.to_owned(),
        pay_max: pay.to_owned(),
        address: String::new(),
        ..app.posting(title)
    };
    for (title, district, pay) in
        [("养老护理员", "110108", "9000"), ("夜班护理员", "110105", "9000"), ("护理员助理", "110108", "3000")]
    {
        app.handed_in(employer, &of(title, district, pay)).await;
    }
    app.settle().await;
    app
}

/// From the home page to a posting, as one does it without scripts as well.
async fn finds_a_posting(browser: &Browser, on_phone: bool) {
    let words = browser.words();
    browser.go("/").await;
    browser.told("home-newest").await;
    browser.find(".hero [name=q]").await.send_keys("护理员").await.expect("typing");
    browser.click(".hero form button").await;
    browser.see(&words.count("search-total", 3)).await;
    browser.see("夜班护理员").await;
    if on_phone {
        browser.click("details.facets > summary").await;
    }
    browser.click("input[name=district][value='110108']").await;
    browser.fill("pay_min", "8000").await;
    browser.press("facets-apply").await;
    browser.see(&words.count("search-total", 1)).await;
    let path = browser.path().await;
    assert!(path.contains("district=110108") && path.contains("pay_min=8000"), "{path}");
    browser.click(".job-card__title a").await;
    browser.arrive("the posting", |path| path.starts_with("/postings/")).await;
    browser.see("照料老人的起居").await;
    browser.see("010-62510000").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_finds_a_posting_and_changes_the_language() {
    if !is_wanted() {
        return;
    }
    let app = look_around().await;
    let browser = Browser::at(&app).await;
    finds_a_posting(&browser, false).await;
    let path = browser.path().await;
    browser.click("form.lang button").await;
    browser.reads(Locale::En);
    browser.told("apply").await;
    assert_eq!(browser.path().await, path, "the language is changed where one is");
    browser.see("养老护理员").await;
    browser.go("/").await;
    browser.told("home-newest").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_signs_up_by_the_link_in_the_mail() {
    if !is_wanted() {
        return;
    }
    let app = TestApp::spawn().await;
    let browser = Browser::at(&app).await;
    browser.go("/sign-up").await;
    browser.submit("form").await;
    browser.see(&browser.words().count("form-faults", 3)).await;
    browser.fill("display_name", "小鹊").await;
    browser.fill("email", "xique@example.org").await;
    browser.fill("password", PASSWORD).await;
    browser.submit("form").await;
    browser.told("sign-up-sent-title").await;
    app.settle().await;
    browser.go(&app.link_of_newest_mail("xique@example.org")).await;
    browser.fill("password", "another one").await;
    browser.press("confirm-go").await;
    browser.told("confirm-refused").await;
    browser.fill("password", PASSWORD).await;
    browser.press("confirm-go").await;
    browser.told("flash-signed-up").await;
    browser.go("/account").await;
    browser.see("xique@example.org").await;
    browser.told("session-this").await;
    browser.press("sign-out-everywhere").await;
    browser.arrive("the way out", |path| !path.starts_with("/account")).await;
    browser.go("/account").await;
    browser.told("sign-in-no-account").await;
    app.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_core_path_needs_no_scripts() {
    if !is_wanted() {
        return;
    }
    let app = look_around().await;
    let person = app.seeker().await;
    let browser = Browser::at(&app).await;
    browser.without_scripts().await;
    browser.screen(PHONE).await;
    browser.go("/").await;
    assert_eq!(browser.count(".suggest").await, 0, "scripts run");
    finds_a_posting(&browser, true).await;
    browser.go("/sign-in").await;
    browser.fill("email", &person.email).await;
    browser.fill("password", "a wrong one").await;
    browser.submit("form[action='/sign-in']").await;
    browser.told("sign-in-refused").await;
    browser.fill("password", PASSWORD).await;
    browser.submit("form[action='/sign-in']").await;
    browser.arrive("the home page", |path| path == "/").await;
    browser.click("details.menu > summary").await;
    browser.press("nav-account").await;
    browser.see(&person.email).await;
    browser.click("form.lang button").await;
    browser.reads(Locale::En);
    browser.told("account-sessions").await;
}
