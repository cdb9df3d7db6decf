//! What scripts add for hands on a keyboard: suggestions, menus, the way past the header.

use super::driver::{Browser, PHONE};
use super::is_wanted;
use crate::app::TestApp;
use serde_json::json;
use thirtyfour::{Key, TypingData};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_suggestion_is_taken_by_keyboard() {
    if !is_wanted() {
        return;
    }
    let app = TestApp::spawn().await;
    let employer = app.owner("某某养老院").await.employer_id();
    for title in ["养老护理员", "夜班护理员"] {
        app.handed_in(employer, &app.posting(title)).await;
    }
    app.settle().await;
    let browser = Browser::at(&app).await;
    browser.go("/").await;
    let field = browser.find("#q").await;
    field.send_keys("养老").await.expect("typing");
    let option = browser.find(".suggest__item").await;
    assert!(option.text().await.expect("words").starts_with("养老护理员"));
    assert_eq!(field.attr("aria-expanded").await.expect("a state").as_deref(), Some("true"));
    field.send_keys(Key::Down).await.expect("a key");
    let active = "const at = document.getElementById('q').getAttribute('aria-activedescendant'); \
                  return at && document.getElementById(at).getAttribute('aria-selected')";
    assert_eq!(browser.run(active, Vec::new()).await, json!("true"));
    field.send_keys(Key::Escape).await.expect("a key");
    assert_eq!(field.prop("value").await.expect("a value").as_deref(), Some("养老"), "what was typed comes back");
    field.send_keys("护").await.expect("typing");
    browser.find(".suggest__item").await;
    field.send_keys(Key::Down + Key::Enter).await.expect("keys");
    browser.arrive("the results", |path| path.starts_with("/search?")).await;
    assert_eq!(browser.find(".job-card__title").await.text().await.expect("a title"), "养老护理员");
    let field = browser.find("#header-q").await;
    assert_eq!(field.prop("value").await.expect("a value").as_deref(), Some("养老护理员"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_menu_and_the_way_past_the_header() {
    if !is_wanted() {
        return;
    }
    let app = TestApp::spawn().await;
    let browser = Browser::at(&app).await;
    browser.screen(PHONE).await;
    browser.go("/").await;
    let press = async |keys: TypingData| {
        browser.session().action_chain().send_keys(keys).perform().await.expect("keys");
    };
    press(Key::Tab + Key::Enter).await;
    assert_eq!(
        browser.run("return document.activeElement.id", Vec::new()).await,
        json!("main"),
        "the skip link comes first"
    );
    browser.press("menu").await;
    browser.told("nav-employers").await;
    press(Key::Escape.into()).await;
    assert_eq!(browser.count("details.menu[open]").await, 0);
    assert_eq!(browser.run("return document.activeElement.tagName", Vec::new()).await, json!("SUMMARY"));
    press(Key::Enter.into()).await;
    browser.press("nav-employers").await;
    browser.told("employers-empty").await;
}
