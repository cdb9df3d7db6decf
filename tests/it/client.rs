//! What a visitor sends and what comes back.
//!
//! Rule: nothing is followed by itself. A redirect is an answer like another, and a status that was not expected is
//! told with the request, the place of the test and the beginning of the page.

use crate::html;
use magpie_terms::PostingInput;
use reqwest::header::{HeaderMap, LOCATION};
use reqwest::{Method, RequestBuilder};
use serde_json::Value;

/// A browser with its cookies.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    pub(crate) name: String,
    base: String,
    http: reqwest::Client,
}

impl Client {
    pub(crate) fn new(name: &str, base: &str) -> Self {
        let http = reqwest::Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(format!("it {name}"))
            .no_proxy()
            .build()
            .expect("a client");
        Self { name: name.to_owned(), base: base.to_owned(), http }
    }

    /// The same browser at another node.
    pub(crate) fn at(&self, base: &str) -> Self {
        Self { base: base.to_owned(), ..self.clone() }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base))
    }

    /// Sends a request that the test has put together.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Reply {
        let request = request.build().expect("a request");
        let what = format!("{} {} by {}", request.method(), &request.url().as_str()[self.base.len()..], self.name);
        let answer = self.http.execute(request).await.unwrap_or_else(|cause| panic!("{what}: {cause:?}"));
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let body = answer.bytes().await.unwrap_or_else(|cause| panic!("{what}: {cause:?}")).to_vec();
        Reply { what, status, headers, body }
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send(self.request(Method::GET, path).header("accept", "text/html")).await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Reply {
        self.send(self.request(Method::POST, path).header("accept", "text/html").form(form)).await
    }

    /// Presses the button that approves on a page of the review, with what the page says was read.
    pub(crate) async fn approves(&self, review: &str) -> Reply {
        let page = self.get(review).await.expect(200).text();
        let read = html::tags(&page)
            .into_iter()
            .filter(|tag| matches!(tag.get("name"), Some("version" | "updated_at")))
            .find_map(|tag| Some((tag.get("name")?.to_owned(), tag.get("value")?.to_owned())));
        let (name, value) = read.unwrap_or_else(|| panic!("{review} offers nothing to approve"));
        self.post(&format!("{review}/approve"), &[(&name, &value)]).await
    }

    /// Sends JSON.
    pub(crate) async fn json(&self, method: Method, path: &str, body: &Value) -> Reply {
        self.send(self.request(method, path).json(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.send(self.request(Method::DELETE, path)).await
    }

    /// Sends a file as the browser's form does.
    pub(crate) async fn upload(&self, path: &str, file_name: &str, bytes: Vec<u8>) -> Reply {
        let part = reqwest::multipart::Part::bytes(bytes).file_name(file_name.to_owned());
        let form = reqwest::multipart::Form::new().part("file", part);
        self.send(self.request(Method::POST, path).header("accept", "text/html").multipart(form)).await
    }

    /// Writes a posting by the form and gives its id.
    #[track_caller]
    pub(crate) fn creates(&self, employer: &str, input: &PostingInput) -> impl Future<Output = String> {
        let (this, path, fields) = (self.clone(), format!("/console/{employer}/postings/new"), fields(input));
        let place = std::panic::Location::caller();
        async move {
            let form: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let reply = this.post(&path, &form).await;
            assert_eq!(reply.status, 303, "{place}: {reply:?}");
            reply.location().trim_start_matches("/my-postings/").to_owned()
        }
    }

    /// Does something to one's own posting by its button.
    pub(crate) async fn acts(&self, posting: &str, action: &str) -> Reply {
        self.post(&format!("/my-postings/{posting}/{action}"), &[]).await
    }

    /// The titles that a search by the API gives.
    pub(crate) async fn finds(&self, query: &str) -> Vec<String> {
        let found = self.get(&format!("/api/v1/search?{query}")).await.expect(200).value();
        let postings = found["postings"].as_array().expect("postings");
        postings.iter().map(|posting| posting["title"].as_str().expect("a title").to_owned()).collect()
    }
}

/// The fields of a posting's form.
pub(crate) fn fields(input: &PostingInput) -> Vec<(String, String)> {
    let value = serde_json::to_value(input).expect("fields");
    let fields = value.as_object().expect("fields");
    fields.iter().map(|(name, value)| (name.clone(), value.as_str().expect("a text").to_owned())).collect()
}

/// An answer.
pub(crate) struct Reply {
    pub(crate) what: String,
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl std::fmt::Debug for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = if self.is_html() { html::text(&self.text()) } else { self.text() };
        let shown: String = shown.chars().take(1200).collect();
        write!(f, "{}: {} {:?}\n{shown}", self.what, self.status, self.header("location").unwrap_or_default())
    }
}

impl Reply {
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }

    /// Expects to be sent on to `path`.
    #[track_caller]
    pub(crate) fn leads_to(self, path: &str) -> Self {
        assert_eq!((self.status, self.location()), (303, path), "{self:?}");
        self
    }

    pub(crate) fn is_html(&self) -> bool {
        self.header("content-type").is_some_and(|kind| kind.starts_with("text/html"))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What a reader of the page reads.
    pub(crate) fn read(&self) -> String {
        html::text(&self.text())
    }

    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        // White space is the layout's.
        let wanted = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(self.read().contains(&wanted), "{words:?} is not said by {self:?}");
        self
    }

    #[track_caller]
    pub(crate) fn says_nothing_of(self, words: &str) -> Self {
        assert!(!self.text().contains(words), "{words:?} stands in {self:?}");
        self
    }

    #[track_caller]
    pub(crate) fn value(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|cause| panic!("{cause} in {self:?}"))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    pub(crate) fn location(&self) -> &str {
        self.headers.get(LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The cookie of this name as it was set.
    pub(crate) fn set_cookie(&self, name: &str) -> Option<&str> {
        let start = format!("{name}=");
        self.headers
            .get_all("set-cookie")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .find(|set| set.starts_with(&start))
    }

    /// Where the page leads by links and forms.
    pub(crate) fn targets(&self) -> Vec<String> {
        let tags = html::tags(&self.text());
        tags.iter().filter_map(|tag| tag.get("href").or_else(|| tag.get("action"))).map(str::to_owned).collect()
    }

    #[track_caller]
    pub(crate) fn has_target(self, path: &str) -> Self {
        let targets = self.targets();
        assert!(targets.iter().any(|target| target == path), "{path} is not among {targets:?} of {self:?}");
        self
    }

    /// The problem document: its code, and field and code of each error.
    #[track_caller]
    pub(crate) fn problem(&self) -> (String, Vec<(String, String)>) {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        let value = self.value();
        assert_eq!(value["status"], self.status, "{self:?}");
        let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("a text is missing in {self:?}")).to_owned();
        assert_eq!(text(&value["type"]), format!("/problems/{}", text(&value["code"])), "{self:?}");
        for said in ["title", "detail", "request_id"] {
            assert!(!text(&value[said]).is_empty(), "{said} of {self:?}");
        }
        let errors = value["errors"].as_array().cloned().unwrap_or_default();
        (text(&value["code"]), errors.iter().map(|error| (text(&error["field"]), text(&error["code"]))).collect())
    }
}
