//! axe-core looks at every page, in both languages, on a phone and on a desktop, by day and by night.
//!
//! Rule: nothing serious or critical, and no page that must be moved sideways on a phone. All faults of all pages are
//! told at once, each with its rule, the page and the element.

use super::driver::{Browser, DESKTOP, PHONE};
use super::is_wanted;
use super::stops;
use crate::access_world::World;
use crate::app::TestApp;
use magpie_domain::accounts::values::Locale;
use serde_json::{Value, json};

/// The script, as `cargo xtask prepare` installs it.
const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/browser/node_modules/axe-core/axe.min.js");

/// Looks at the page as it is. In another light only the colours can be at fault.
const LOOK: &str = "
    const [colours, done] = [arguments[0], arguments[arguments.length - 1]];
    const only = colours ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {};
    axe.run(document, { resultTypes: ['violations'], ...only }).then(({ violations }) => done(violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(' ')}\\n    ${node.failureSummary}`))),
        (cause) => done([String(cause)]));";

/// Whatever can be opened is.
const OPEN: &str = "document.querySelectorAll('details').forEach((one) => { one.open = true; });";

/// Sends a form as somebody in a hurry does, past the browser's own checks.
const SEND: &str = "
    const form = document.querySelector(`main ${arguments[0]}`);
    form.noValidate = true;
    form.requestSubmit();";

async fn look(browser: &Browser, colours: bool, page: &str, faults: &mut Vec<String>) {
    let answer = browser.session().execute_async(LOOK, vec![json!(colours)]).await;
    let answer = answer.unwrap_or_else(|cause| panic!("{page}: {cause}"));
    let Value::Array(found) = answer.json() else { panic!("{page}: {:?}", answer.json()) };
    faults.extend(found.iter().map(|fault| format!("{page}: {}", fault.as_str().unwrap_or_default())));
}

/// A browser that brings axe-core to every page.
async fn open(app: &TestApp) -> Browser {
    let browser = Browser::at(app).await;
    let axe = std::fs::read_to_string(AXE).unwrap_or_else(|cause| panic!("{AXE}: {cause}; run `cargo xtask prepare`"));
    browser.dev_tools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": axe })).await;
    browser.dark(false).await;
    browser
}

/// Walks past every page in a language.
async fn walk(locale: Locale) {
    let world = World::prepare().await;
    let rounds = stops::rounds(&world).await;
    let browser = open(&world.app).await;
    browser.speak(locale).await;
    let mut faults = Vec::new();
    let mut pages = 0;
    for round in rounds {
        match &round.email {
            Some(email) => browser.sign_in(email).await,
            None => browser.sign_out().await,
        }
        for stop in round.stops {
            let name =
                format!("{} at {}{}", round.who, stop.path, if stop.form.is_some() { " with faults" } else { "" });
            browser.screen(PHONE).await;
            browser.go(&stop.path).await;
            if let Some(form) = stop.form {
                browser.run(SEND, vec![json!(form)]).await;
                browser.find(".error-summary").await;
            }
            let language = browser.run("return document.documentElement.lang", Vec::new()).await;
            assert_eq!(language, json!(locale.code()), "{name}");
            faults.extend(browser.sideways(&format!("{name} (phone)")).await);
            browser.run(OPEN, Vec::new()).await;
            faults.extend(browser.sideways(&format!("{name} (phone, all open)")).await);
            look(&browser, false, &format!("{name} (phone)"), &mut faults).await;
            browser.dark(true).await;
            look(&browser, true, &format!("{name} (phone, dark)"), &mut faults).await;
            browser.screen(DESKTOP).await;
            look(&browser, true, &format!("{name} (desktop, dark)"), &mut faults).await;
            browser.dark(false).await;
            look(&browser, false, &format!("{name} (desktop)"), &mut faults).await;
            pages += 1;
        }
    }
    println!("{pages} pages in {}", locale.code());
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    world.app.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_has_a_serious_fault_in_chinese() {
    if is_wanted() {
        walk(Locale::ZhCn).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_has_a_serious_fault_in_english() {
    if is_wanted() {
        walk(Locale::En).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fault_would_be_found() {
    if !is_wanted() {
        return;
    }
    let app = TestApp::spawn().await;
    let browser = open(&app).await;
    browser.go("/design").await;
    let mut faults = Vec::new();
    look(&browser, false, "as it is", &mut faults).await;
    assert_eq!(faults, [""; 0]);
    let spoil = "document.querySelector('main h1').insertAdjacentHTML('afterend', '<input><p id=\"pale\">pale words</p>'); \
                 Object.assign(document.getElementById('pale').style, { color: '#ccc', background: '#fff' });";
    browser.run(spoil, Vec::new()).await;
    look(&browser, false, "spoiled", &mut faults).await;
    let rules =
        ["color-contrast", "label"].map(|rule| faults.iter().any(|fault| fault.contains(&format!(": {rule}: "))));
    assert_eq!(rules, [true, true], "{faults:?}");
    let wide = "document.querySelector('main p').style.width = '3000px'";
    browser.run(wide, Vec::new()).await;
    assert_ne!(browser.sideways("widened").await, [""; 0]);
}
