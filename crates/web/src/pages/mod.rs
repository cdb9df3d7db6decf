//! Pages for people.
//!
//! Rule: a handler reads its input, calls one command or some reads, and gives a page or sends the reader on; after a
//! post the reader is always sent on, so that going back never posts again.

pub mod accounts;
pub mod admin;
pub mod alerts;
pub mod applications;
pub mod console;
pub mod desk;
pub mod editor;
pub mod employers;
pub mod feeds;
pub mod handling;
pub mod home;
pub mod imports;
pub mod matches;
pub mod members;
pub mod postings;
pub mod review;
pub mod search;
pub mod seekers;
pub mod site;

use crate::extract::Visitor;
use crate::problem::{Problem, Reply};
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use magpie_domain::accounts::values::Locale;
use magpie_terms::{Moment, text};
use magpie_view::{Flash, Frame, Template, Text};

/// The cookie that carries one word about what was just done to the next page.
const FLASH: &str = "flash";

/// The frame of a page.
#[must_use]
pub fn frame<'a>(visitor: Option<&'a Visitor>, request: &'a HttpRequest, locale: Locale) -> Frame<'a> {
    let state = request.app_data::<actix_web::web::Data<crate::state::State>>();
    Frame {
        text: Text::of(locale),
        actor: visitor.and_then(|visitor| visitor.actor.as_ref()),
        path_and_query: request.uri().path_and_query().map_or("/", |path| path.as_str()),
        search: "",
        flash: request.cookie(FLASH).and_then(|cookie| Flash::from_code(cookie.value())),
        now: state.map_or(Moment(0), |state| state.db.now()),
        hotline: state.map_or("", |state| &state.settings.hotline),
    }
}

/// The frame of a page for its visitor.
#[must_use]
pub fn frame_of<'a>(visitor: &'a Visitor, request: &'a HttpRequest) -> Frame<'a> {
    frame(Some(visitor), request, visitor.locale)
}

/// Renders a page.
///
/// # Errors
/// `Internal`: a template that cannot be written.
pub fn page(request: &HttpRequest, template: &impl Template) -> Reply {
    page_with(request, StatusCode::OK, template)
}

/// Renders a page under another status.
///
/// # Errors
/// As [`page`].
pub fn page_with(request: &HttpRequest, status: StatusCode, template: &impl Template) -> Reply {
    let body = template.render().map_err(|cause| anyhow::anyhow!("a page: {cause}"))?;
    let mut answer = HttpResponse::build(status);
    if request.cookie(FLASH).is_some() {
        answer.cookie(gone(FLASH));
    }
    Ok(answer.content_type("text/html; charset=utf-8").body(body))
}

/// Sends the reader on after a post, with a word about what was done.
///
/// # Errors
/// None; the type is that of every handler.
pub fn see(path: &str, flash: Option<Flash>) -> Reply {
    let mut answer = HttpResponse::SeeOther();
    answer.insert_header((header::LOCATION, path));
    if let Some(flash) = flash {
        let word = Cookie::build(FLASH, flash.code()).path("/").http_only(true).same_site(SameSite::Lax);
        answer.cookie(word.max_age(actix_web::cookie::time::Duration::seconds(60)).finish());
    }
    Ok(answer.finish())
}

/// A cookie that makes the browser forget one.
#[must_use]
pub fn gone(name: &'static str) -> Cookie<'static> {
    let mut cookie = Cookie::build(name, "").path("/").http_only(true).same_site(SameSite::Lax).finish();
    cookie.make_removal();
    cookie
}

/// The page number of a URL; what is no number is the first page.
#[must_use]
pub fn page_number(request: &HttpRequest) -> u64 {
    let page = parameter(request, "page");
    text::whole_number(&page, 1, 100_000).map_or(1, i64::unsigned_abs)
}

/// A parameter of a URL; empty where there is none.
#[must_use]
pub fn parameter(request: &HttpRequest, name: &str) -> String {
    let pairs = crate::extract::serde_urlencoded_pairs(request.query_string().as_bytes()).unwrap_or_default();
    pairs.into_iter().find(|(key, _)| key == name).map_or_else(String::new, |(_, value)| value.trim().to_owned())
}

/// A path of our own to go on to: anything else leads home, so that a link cannot send people elsewhere.
#[must_use]
pub fn local_path(path: &str) -> &str {
    let safe = path.starts_with('/')
        && !path.starts_with("//")
        && !path.starts_with("/\\")
        && path.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    if safe { path } else { "/" }
}

/// A segment of the path by its name.
///
/// # Errors
/// `not-found` where it is no id.
pub fn id<T>(request: &HttpRequest, name: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Problem> {
    let found = request.match_info().get(name).and_then(parse);
    found.ok_or_else(|| Problem(magpie_domain::Code::NotFound.into()))
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn nobody_is_sent_elsewhere() {
        for bad in
            ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\nb", "/a b"]
        {
            assert_eq!(local_path(bad), "/", "{bad}");
        }
        assert_eq!(local_path("/search?q=%E6%8A%A4&page=2"), "/search?q=%E6%8A%A4&page=2");
    }
}
