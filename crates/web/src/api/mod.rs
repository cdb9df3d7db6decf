//! The API for machines, version 1, under `/api/v1`.
//!
//! Rule: it shows and does what the pages show and do, by the same grants and commands; names are those of the forms.

pub mod alerts;
pub mod applications;
pub mod applications_out;
pub mod document;
pub mod employers;
pub mod imports;
pub mod matches;
pub mod out;
pub mod postings;
pub mod search;
pub mod seekers;
pub mod session;

use crate::problem::Reply;
use actix_web::HttpResponse;
use serde::Serialize;

/// An answer in JSON.
pub(crate) fn json(value: &impl Serialize) -> Reply {
    json_with(HttpResponse::Ok(), value)
}

/// An answer in JSON of another status.
pub(crate) fn json_with(mut answer: actix_web::HttpResponseBuilder, value: &impl Serialize) -> Reply {
    let body = serde_json::to_vec(value).map_err(|cause| anyhow::anyhow!("an answer as JSON: {cause}"))?;
    Ok(answer.content_type("application/json").body(body))
}
