//! What happens to every request around its handler.
//!
//! Rules: a post that did not come from our own pages is refused before anything else is asked; the visitor is looked
//! up once; every answer carries the headers that keep a page to itself; every error is told in the reader's language.

use crate::extract::Visitor;
use crate::problem::{self, Problem};
use crate::state::State;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use magpie_domain::accounts::sessions;
use magpie_domain::accounts::values::Locale;
use magpie_domain::{Code, Error};
use magpie_view::{Frame, Template, pages};
use tracing_actix_web::RequestId;

/// The cookie of a session.
pub const SESSION: &str = "magpie";
/// The cookie of the language chosen without an account.
pub const LANGUAGE: &str = "language";

/// No scripts and styles but our own files; JSON-LD in a page is data and is not run.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Wraps every request.
///
/// # Errors
/// Those of the framework that cannot be told as an answer.
pub async fn around(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    // No copy of the request is held over the call: the router needs it for itself.
    let started = std::time::Instant::now();
    let response = inner(request, next).await?;
    let pattern = response.request().match_pattern().unwrap_or_else(|| "unmatched".to_owned());
    let method = response.request().method().to_string();
    let status = response.status().as_u16();
    // One line a request; the span around it has the request's id.
    // The route and not the path: a path may hold the token of a mailed link.
    tracing::info!(method, route = pattern, status, seconds = started.elapsed().as_secs_f64(), "answered");
    let labels = [("method", method), ("route", pattern), ("status", status.to_string())];
    metrics::histogram!("http_request_seconds", &labels).record(started.elapsed().as_secs_f64());
    Ok(response)
}

async fn inner(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let Some(state) = request.app_data::<Data<State>>().cloned() else {
        return Err(actix_web::error::ErrorInternalServerError("a request without the state"));
    };
    let locale = locale_of(request.request());
    request.extensions_mut().insert(anonymous(request.request(), &state, locale));
    if is_cross_site(&request, &state) {
        return Ok(tell(request.into_response(HttpResponse::Forbidden()), Some(&Code::CrossSite.into()), locale));
    }
    match visitor(request.request(), &state, locale).await {
        Ok(visitor) => {
            request.extensions_mut().insert(visitor);
        }
        Err(error) => {
            return Ok(tell(request.into_response(HttpResponse::InternalServerError()), Some(&error), locale));
        }
    }
    let locale = request.extensions().get::<Visitor>().map_or(locale, |visitor| visitor.locale);
    // What a handler or an extractor refuses comes back as an answer that holds its error.
    let response = next.call(request).await?.map_into_boxed_body();
    Ok(finish(response, locale))
}

fn finish(response: ServiceResponse<BoxBody>, locale: Locale) -> ServiceResponse<BoxBody> {
    let told = if let Some(problem) = response.response().error().and_then(|error| error.as_error::<Problem>()) {
        // The error borrows from the answer that it replaces, so what is needed of it is told first.
        let document = describe(response.request(), Some(&problem.0), problem::status(&problem.0), locale);
        replace(response, &document, locale)
    } else if is_bare_failure(&response) {
        tell(response, None, locale)
    } else {
        response
    };
    with_headers(told)
}

/// A failure that the framework gave by itself: no page was written for it.
fn is_bare_failure(response: &ServiceResponse<BoxBody>) -> bool {
    let status = response.status();
    (status.is_client_error() || status.is_server_error()) && !response.headers().contains_key(header::CONTENT_TYPE)
}

fn tell(response: ServiceResponse<BoxBody>, error: Option<&Error>, locale: Locale) -> ServiceResponse<BoxBody> {
    let status = error.map_or(response.status(), problem::status);
    let described = describe(response.request(), error, status, locale);
    with_headers(replace(response, &described, locale))
}

struct Described {
    document: problem::Document,
    code: Option<Code>,
    status: StatusCode,
    retry_after: Option<i64>,
}

fn describe(request: &HttpRequest, error: Option<&Error>, status: StatusCode, locale: Locale) -> Described {
    let request_id = request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default();
    if let Some(Error::Internal(cause)) = error {
        tracing::error!(%request_id, path = request.path(), cause = format!("{cause:#}"), "a request failed");
        metrics::counter!("internal_errors").increment(1);
    } else if status.is_server_error() {
        tracing::error!(%request_id, path = request.path(), status = status.as_u16(), "a request failed");
    }
    let retry_after = match error {
        Some(Error::Throttled(seconds)) => Some(*seconds),
        _ => None,
    };
    Described {
        document: problem::document(error, status, locale, request_id),
        code: error.and_then(Error::code),
        status,
        retry_after,
    }
}

fn replace(response: ServiceResponse<BoxBody>, described: &Described, locale: Locale) -> ServiceResponse<BoxBody> {
    let request = response.request().clone();
    // A page that needs a session leads to the sign-in and back.
    if described.code == Some(Code::SignInNeeded) && !is_machine(&request) && request.method() == Method::GET {
        let next = crate::searching::percent_encoded(request.uri().path_and_query().map_or("/", |path| path.as_str()));
        let answer =
            HttpResponse::SeeOther().insert_header((header::LOCATION, format!("/sign-in?next={next}"))).finish();
        return response.into_response(answer);
    }
    let mut answer = HttpResponse::build(described.status);
    if let Some(seconds) = described.retry_after {
        answer.insert_header((header::RETRY_AFTER, seconds));
    }
    if described.status == StatusCode::METHOD_NOT_ALLOWED
        && let Some(allow) = response.headers().get(header::ALLOW)
    {
        answer.insert_header((header::ALLOW, allow.clone()));
    }
    if is_machine(&request) {
        let body = serde_json::to_vec(&described.document).unwrap_or_default();
        return response.into_response(answer.content_type("application/problem+json").body(body));
    }
    let visitor = request.extensions().get::<Visitor>().cloned();
    let frame = crate::pages::frame(visitor.as_ref(), &request, locale);
    let body = problem_page(frame, described);
    response.into_response(answer.content_type("text/html; charset=utf-8").body(body))
}

fn problem_page(frame: Frame<'_>, described: &Described) -> String {
    let document = &described.document;
    let faults: Vec<&str> = document.errors.iter().map(|error| error.message.as_str()).collect();
    let page = pages::error::Problem {
        frame,
        status: document.status,
        code: described.code,
        title: document.title.clone(),
        detail: if faults.is_empty() { document.detail.clone() } else { faults.join(" ") },
        request_id: &document.request_id,
    };
    page.render().unwrap_or_else(|_| document.title.clone())
}

/// Whether the answer is read by a machine: under `/api/`, or where JSON is asked for and no page.
fn is_machine(request: &HttpRequest) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    request.path().starts_with("/api/") || (accept.contains("json") && !accept.contains("text/html"))
}

/// Whether a request that may change something comes from another site.
///
/// Browsers say so themselves (`Sec-Fetch-Site`, and `Origin` for the older ones); a request with neither is not from
/// a browser that holds somebody's cookie for us, since SameSite=Lax keeps the cookie at home as well.
fn is_cross_site(request: &ServiceRequest, state: &State) -> bool {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) || is_one_click(request.path()) {
        return false;
    }
    let text = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return !matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(header::ORIGIN) else { return false };
    let host = text(header::HOST).unwrap_or_default();
    let same_host = origin.split_once("://").is_some_and(|(_, from)| !host.is_empty() && from == host);
    origin != state.settings.public_url && !same_host
}

/// The one address that other sites may post to: mail programs end an alert by its link (RFC 8058), some of them from a
/// page of their own. The token in the path is the right, whose cookie came along does not matter, and the rest of the
/// site stays closed.
fn is_one_click(path: &str) -> bool {
    path.strip_prefix("/alerts/end/").is_some_and(|token| !token.is_empty() && !token.contains('/'))
}

fn anonymous(request: &HttpRequest, state: &State, locale: Locale) -> Visitor {
    let user_agent =
        request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Visitor { actor: None, locale, address: client_address(request, state), user_agent: user_agent.to_owned() }
}

async fn visitor(request: &HttpRequest, state: &State, locale: Locale) -> Result<Visitor, Error> {
    let mut visitor = anonymous(request, state, locale);
    if let Some(cookie) = request.cookie(SESSION) {
        visitor.actor = sessions::authenticate(&state.db, cookie.value()).await?;
    }
    // The account's language holds, unless the page asks for one itself.
    if let Some(actor) = &visitor.actor
        && request.cookie(LANGUAGE).is_none()
        && !request.path().starts_with("/api/")
    {
        visitor.locale = actor.locale();
    }
    Ok(visitor)
}

/// The language: the cookie of the switch, else the browser's wish, else Chinese.
fn locale_of(request: &HttpRequest) -> Locale {
    if let Some(chosen) = request.cookie(LANGUAGE).and_then(|cookie| Locale::from_code(cookie.value())) {
        return chosen;
    }
    let wish = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    for language in wish.split(',') {
        let language = language.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if language.starts_with("zh") {
            return Locale::ZhCn;
        }
        if language.starts_with("en") {
            return Locale::En;
        }
    }
    Locale::ZhCn
}

/// The client's address. Behind a proxy it is the last one that the proxy wrote, which a client cannot forge.
fn client_address(request: &HttpRequest, state: &State) -> String {
    if state.settings.behind_proxy {
        let forwarded = request.headers().get_all("x-forwarded-for").last().and_then(|value| value.to_str().ok());
        if let Some(last) = forwarded.and_then(|list| list.rsplit(',').next()) {
            return last.trim().to_owned();
        }
    }
    request.peer_addr().map(|peer| peer.ip().to_string()).unwrap_or_default()
}

fn with_headers(mut response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let secure = response.request().app_data::<Data<State>>().is_some_and(|state| state.settings.secure_cookies());
    let signed_in = response.request().extensions().get::<Visitor>().is_some_and(|visitor| visitor.actor.is_some());
    let request_id = response.request().extensions().get::<RequestId>().map(ToString::to_string);
    let headers = response.headers_mut();
    // The same id stands in the log, on the page of an error and here.
    if let Some(id) = request_id.and_then(|id| HeaderValue::from_str(&id).ok()) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
    let mut set = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    // A page depends on who looks and in which language; shared caches keep none of it.
    set(header::CACHE_CONTROL, if signed_in { "private, no-store" } else { "private, no-cache" });
    if secure {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}
