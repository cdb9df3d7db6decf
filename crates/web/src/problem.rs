//! Errors become answers here and nowhere else: a page for people, `application/problem+json` (RFC 9457) for machines.
//!
//! Rule: this module alone knows status numbers. An internal error is logged once, here, with the id of the request,
//! and the reader is told the id and nothing else.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use magpie_domain::accounts::values::Locale;
use magpie_domain::error::Kind;
use magpie_domain::{Code, Error};
use magpie_terms::Violations;
use magpie_view::Text;
use serde::Serialize;

/// What a handler gives instead of an answer.
#[derive(Debug)]
pub struct Problem(pub Error);

/// What every handler gives.
pub type Reply = Result<HttpResponse, Problem>;

impl<E: Into<Error>> From<E> for Problem {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        status(&self.0)
    }

    fn error_response(&self) -> HttpResponse {
        // The body is written by the middleware, which knows the reader.
        HttpResponse::new(self.status_code())
    }
}

/// An input of which a field is at fault.
pub fn invalid(field: &str, code: &'static str) -> Problem {
    let mut violations = Violations::default();
    violations.add(field, code);
    Problem(violations.into())
}

/// A field whose value is none of those that there are.
pub fn unknown_value(field: &str, value: &str) -> Problem {
    let mut violations = Violations::default();
    violations.add_with(field, "unknown_value", vec![("value", magpie_terms::text::shortened(value, 40))]);
    Problem(violations.into())
}

/// The status of an error.
#[must_use]
pub fn status(error: &Error) -> StatusCode {
    let Some(code) = error.code() else { return StatusCode::INTERNAL_SERVER_ERROR };
    match code {
        Code::LinkExpired => StatusCode::GONE,
        Code::BadRequest => StatusCode::BAD_REQUEST,
        _ => match code.kind() {
            Kind::Unauthenticated => StatusCode::UNAUTHORIZED,
            Kind::Forbidden => StatusCode::FORBIDDEN,
            Kind::NotFound => StatusCode::NOT_FOUND,
            Kind::Conflict => StatusCode::CONFLICT,
            Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Kind::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        },
    }
}

/// A problem document of RFC 9457.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Document {
    /// Where the kind of problem is described, a path on this site.
    #[serde(rename = "type")]
    pub kind: String,
    /// What is wrong, in the reader's language.
    pub title: String,
    /// The status once more.
    pub status: u16,
    /// What to do, in the reader's language.
    pub detail: String,
    /// The code, stable over languages and versions.
    pub code: String,
    /// The id under which the log knows the request.
    pub request_id: String,
    /// The fields at fault.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// A field at fault.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FieldError {
    /// The field's name in the body.
    pub field: String,
    /// The kind of fault.
    pub code: String,
    /// The sentence, in the reader's language.
    pub message: String,
}

/// What a status without an error of ours means: those that the framework gives by itself.
#[must_use]
pub fn code_of_status(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => Code::NotFound.name(),
        StatusCode::METHOD_NOT_ALLOWED => "method-not-allowed",
        StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge.name(),
        status if status.is_client_error() => Code::BadRequest.name(),
        _ => "internal",
    }
}

/// The code, the title and the advice for an error, or for a status that the framework gave.
#[must_use]
pub fn words(error: Option<&Error>, status: StatusCode, t: Text) -> (String, String, String) {
    let code = error.map_or_else(|| code_of_status(status), |error| error.code().map_or("internal", Code::name));
    let (title, detail) = match error {
        Some(error) => t.error(error),
        None => (t.text(&format!("problem-{code}")).into_owned(), t.text(&format!("problem-{code}-help")).into_owned()),
    };
    (code.to_owned(), title, detail)
}

/// The problem document of an error.
#[must_use]
pub fn document(error: Option<&Error>, status: StatusCode, locale: Locale, request_id: String) -> Document {
    let t = Text::of(locale);
    let (code, title, detail) = words(error, status, t);
    let errors = match error {
        Some(Error::Invalid(violations)) => violations
            .0
            .iter()
            .map(|violation| FieldError {
                field: violation.field.clone(),
                code: violation.code.to_owned(),
                message: t.violation(violation),
            })
            .collect(),
        _ => Vec::new(),
    };
    Document { kind: format!("/problems/{code}"), title, status: status.as_u16(), detail, code, request_id, errors }
}
