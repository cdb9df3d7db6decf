//! A browser of a test: one chromedriver, one Chromium, one fresh profile.
//!
//! Rule: everything waits for a condition and gives up after [`PATIENCE`], telling what the page said then. Dropping a
//! browser ends both processes; Chromium hangs on the driver by a pipe, so it goes even if the driver is killed.

use crate::app::TestApp;
use crate::personas::PASSWORD;
use magpie_domain::accounts::values::Locale;
use magpie_view::Text;
use serde_json::{Value, json};
use std::cell::Cell;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, RequestData, SessionId};
use tokio::runtime::Handle;
use tokio::time::Instant;

/// So long is waited for what a page should show.
const PATIENCE: Duration = Duration::from_secs(20);
/// So often is looked.
const PACE: Duration = Duration::from_millis(25);

const FLAGS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--remote-debugging-pipe",
];

/// Width and height of a phone's page.
pub(crate) const PHONE: (u32, u32) = (390, 844);
/// Width and height of a desktop's page.
pub(crate) const DESKTOP: (u32, u32) = (1280, 900);

/// The process that takes the orders.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Driver {
    /// Starts it on a free port, which it tells itself.
    fn start() -> (Self, u16) {
        // It goes with the test even if that is killed and drops nothing.
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "chromedriver", "--port=0"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("setpriv, which every Linux with util-linux has");
        let out = child.stdout.take().expect("its output");
        let this = Self(child);
        let mut lines = BufReader::new(out).lines().map_while(Result::ok);
        let started =
            lines.find_map(|line| line.split_once("started successfully on port ").map(|(_, port)| port.to_owned()));
        // It may go on printing, and must not be stopped by a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let port = started.expect("chromedriver starts and tells its port: `cargo xtask prepare` installs it");
        (this, port.trim_end_matches('.').parse().expect("a port"))
    }
}

/// A command of the DevTools protocol.
#[derive(Debug)]
struct DevTools(&'static str, Value);

impl FormatRequestData for DevTools {
    fn format_request(&self, session_id: &SessionId) -> RequestData {
        let path = format!("session/{session_id}/goog/cdp/execute");
        RequestData::new(reqwest::Method::POST, path).add_body(json!({ "cmd": self.0, "params": self.1 }))
    }
}

pub(crate) struct Browser {
    session: Option<WebDriver>,
    base: String,
    locale: Cell<Locale>,
    _driver: Driver,
    _profile: TempDir,
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            // The processes are ended anyway.
            let _ = tokio::task::block_in_place(|| Handle::current().block_on(session.quit()));
        }
    }
}

impl Browser {
    pub(crate) async fn at(app: &TestApp) -> Self {
        let (driver, port) = Driver::start();
        let profile = tempfile::tempdir().expect("a folder");
        let mut wishes = DesiredCapabilities::chrome();
        for flag in FLAGS {
            wishes.add_arg(flag).expect("a flag");
        }
        let languages = json!({ "intl.accept_languages": "zh-CN,zh" });
        wishes.add_experimental_option("prefs", languages).expect("a preference");
        wishes.add_arg(&format!("--user-data-dir={}", profile.path().display())).expect("a flag");
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        let address = format!("http://127.0.0.1:{port}");
        let session = WebDriver::builder(address, wishes).client(client).connect().await.expect("a browser");
        let this = Self {
            session: Some(session),
            base: app.node.url.clone(),
            locale: Cell::new(Locale::ZhCn),
            _driver: driver,
            _profile: profile,
        };
        this.screen(DESKTOP).await;
        this
    }

    pub(crate) fn session(&self) -> &WebDriver {
        self.session.as_ref().expect("a session")
    }

    /// Gives a command of the DevTools protocol.
    pub(crate) async fn dev_tools(&self, command: &'static str, parameters: Value) -> Value {
        let answer = self.session().cmd(DevTools(command, parameters)).await;
        answer.and_then(|answer| answer.value()).unwrap_or_else(|cause| panic!("{command}: {cause}"))
    }

    /// Runs a script in the page and gives what it returns.
    pub(crate) async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        let answer = self.session().execute(script.to_owned(), arguments).await;
        answer.unwrap_or_else(|cause| panic!("{script}: {cause}")).json().clone()
    }

    pub(crate) async fn screen(&self, (width, height): (u32, u32)) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.dev_tools("Emulation.setDeviceMetricsOverride", size).await;
    }

    pub(crate) async fn dark(&self, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        // Without transitions, so that a colour is the one that is meant as soon as it is looked at.
        let scheme = json!({ "name": "prefers-color-scheme", "value": scheme });
        let still = json!({ "name": "prefers-reduced-motion", "value": "reduce" });
        let wish = json!({ "features": [scheme, still] });
        self.dev_tools("Emulation.setEmulatedMedia", wish).await;
    }

    /// Switches the scripts of pages off.
    pub(crate) async fn without_scripts(&self) {
        self.dev_tools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    }

    /// Opens a page of the site.
    pub(crate) async fn go(&self, path: &str) {
        let url = format!("{}{path}", self.base);
        self.session().goto(url).await.unwrap_or_else(|cause| panic!("{path}: {cause}"));
    }

    /// The path and the query of the page.
    pub(crate) async fn path(&self) -> String {
        let url = self.session().current_url().await.expect("an address");
        url.as_str().strip_prefix(&self.base).unwrap_or(url.as_str()).to_owned()
    }

    /// Everything that can be read on the page.
    pub(crate) async fn read(&self) -> String {
        match self.session().find(By::Tag("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// Looks until `look` finds something.
    pub(crate) async fn wait<T>(&self, what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
        let began = Instant::now();
        let mut pace = tokio::time::interval(PACE);
        loop {
            pace.tick().await;
            if let Some(found) = look().await {
                return found;
            }
            if began.elapsed() > PATIENCE {
                panic!("{what} did not come about at {}, which says:\n{}", self.path().await, self.read().await);
            }
        }
    }

    /// Waits until the page says this.
    pub(crate) async fn see(&self, words: &str) {
        self.wait(&format!("{words:?}"), async || self.read().await.contains(words).then_some(())).await;
    }

    /// Waits until the address is one that is wanted, and gives it.
    pub(crate) async fn arrive(&self, what: &str, is_it: impl Fn(&str) -> bool) -> String {
        self.wait(what, async || Some(self.path().await).filter(|path| is_it(path))).await
    }

    /// Waits for the first element of a CSS selector that can be seen.
    pub(crate) async fn find(&self, selector: &str) -> WebElement {
        self.wait(selector, async || {
            for element in self.session().find_all(By::Css(selector)).await.ok()? {
                if element.is_displayed().await.ok()? {
                    return Some(element);
                }
            }
            None
        })
        .await
    }

    /// How many elements there are.
    pub(crate) async fn count(&self, selector: &str) -> usize {
        self.session().find_all(By::Css(selector)).await.map_or(0, |found| found.len())
    }

    /// Clicks on an element, brought to the middle of the screen first.
    pub(crate) async fn click(&self, selector: &str) {
        let element = self.find(selector).await;
        self.click_on(&element).await;
    }

    async fn click_on(&self, element: &WebElement) {
        let middle = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.run(middle, vec![element.to_json().expect("a reference")]).await;
        element.click().await.expect("a click");
    }

    /// Presses the link, button or summary that says exactly this.
    pub(crate) async fn press_words(&self, words: &str) {
        let path = format!(
            "//*[self::a or self::button or self::summary or self::label][normalize-space(.)={words:?} or @aria-label={words:?}]"
        );
        let element = self
            .wait(&format!("something to press that says {words:?}"), async || {
                for element in self.session().find_all(By::XPath(path.as_str())).await.ok()? {
                    if element.is_displayed().await.ok()? {
                        return Some(element);
                    }
                }
                None
            })
            .await;
        self.click_on(&element).await;
    }

    /// The catalogue in the language that this browser reads.
    pub(crate) fn words(&self) -> Text {
        Text::of(self.locale.get())
    }

    /// From now on the words of this language are looked for.
    pub(crate) fn reads(&self, locale: Locale) {
        self.locale.set(locale);
    }

    /// Presses what is called by this key of the catalogue.
    pub(crate) async fn press(&self, key: &str) {
        self.press_words(&self.words().text(key)).await;
    }

    /// Waits until the page says what stands under this key.
    pub(crate) async fn told(&self, key: &str) {
        self.see(&self.words().text(key)).await;
    }

    /// Fills a field of a form by its name: types, chooses, picks or ticks, as it asks.
    pub(crate) async fn fill(&self, name: &str, value: &str) {
        let script = "
            const [name, value] = arguments;
            const field = document.querySelector(`main [name='${name}']:not([type=hidden])`);
            if (!field) throw new Error(`no field ${name}`);
            if (field.type === 'radio') return [...document.getElementsByName(name)].find((one) => one.value === value);
            if (field.tagName === 'SELECT') {
                field.value = value;
                if (field.value !== value) throw new Error(`${value} is no choice of ${name}`);
                field.dispatchEvent(new Event('change', { bubbles: true }));
                return null;
            }
            if (field.type === 'date') { field.value = value; return null; }
            return field;";
        let answer = self.session().execute(script, vec![json!(name), json!(value)]).await;
        let answer = answer.unwrap_or_else(|cause| panic!("{name}: {cause}"));
        if answer.json().is_null() {
            return;
        }
        let field = answer.element().expect("a field");
        let kind = field.attr("type").await.expect("its kind").unwrap_or_default();
        if matches!(kind.as_str(), "radio" | "checkbox") {
            return self.click_on(&field).await;
        }
        if kind != "file" {
            field.clear().await.expect("an empty field");
        }
        field.send_keys(value).await.expect("typing");
    }

    /// Sends the form of the main part that posts.
    pub(crate) async fn submit(&self, selector: &str) {
        self.click(&format!("main {selector} button:not([type=button])")).await;
    }

    /// Becomes somebody else.
    pub(crate) async fn sign_in(&self, email: &str) {
        self.sign_in_with(email, PASSWORD).await;
    }

    pub(crate) async fn sign_in_with(&self, email: &str, password: &str) {
        self.sign_out().await;
        self.go("/sign-in").await;
        self.fill("email", email).await;
        self.fill("password", password).await;
        self.submit("form[action='/sign-in']").await;
        // Only who is signed in can sign out.
        let is_in = async || (self.count("form[action='/sign-out']").await > 0).then_some(());
        self.wait("signing in", is_in).await;
    }

    /// Becomes nobody.
    pub(crate) async fn sign_out(&self) {
        self.dev_tools("Network.clearBrowserCookies", json!({})).await;
        let kept = self.locale.replace(Locale::ZhCn);
        self.speak(kept).await;
    }

    /// Asks for the pages in a language.
    pub(crate) async fn speak(&self, locale: Locale) {
        if self.locale.get() != locale {
            self.go("/design").await;
            self.click("form.lang button").await;
            self.locale.set(locale);
            self.told("design-lead").await;
        }
    }

    /// Writes what the screen shows.
    pub(crate) async fn picture(&self, file: &Path) {
        let png = self.session().screenshot_as_png().await.expect("a picture");
        std::fs::write(file, png).unwrap_or_else(|cause| panic!("{}: {cause}", file.display()));
    }

    /// What makes the page wider than the screen, so that it must be moved sideways.
    pub(crate) async fn sideways(&self, page: &str) -> Vec<String> {
        let script = "
            const page = document.documentElement;
            if (page.scrollWidth <= page.clientWidth) return [];
            return ['it is ' + page.scrollWidth, ...[...document.querySelectorAll('main *, header *, footer *')]
                .filter((one) => one.getBoundingClientRect().right > page.clientWidth + 1)
                .slice(0, 3).map((one) => `${one.tagName}.${one.className}: ${one.getBoundingClientRect().right}`)];";
        let found = self.run(script, Vec::new()).await;
        found.as_array().into_iter().flatten().map(|what| format!("{page}: wider than the screen: {what}")).collect()
    }
}
