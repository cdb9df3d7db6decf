//! The API for people: what the OpenAPI document says, rendered on the server.

use crate::frame::Frame;
use askama::Template;

/// GET /api
#[derive(Debug, Template)]
#[template(path = "api_docs.html")]
pub struct ApiDocs<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// Every operation, in the order of the document.
    pub operations: &'a [Operation],
}

/// A method of a path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Operation {
    /// `GET`.
    pub method: String,
    /// `/api/v1/postings`.
    pub path: String,
    /// What it does, in a line.
    pub summary: String,
    /// More about it; may be empty.
    pub description: String,
    /// Parameters.
    pub parameters: Vec<Parameter>,
    /// Status and meaning of each answer.
    pub responses: Vec<(String, String)>,
    /// A call that works, as for a shell; may be empty.
    pub example: String,
}

/// A parameter of an operation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameter {
    /// Name.
    pub name: String,
    /// `query`, `path`, `header`.
    pub location: String,
    /// Its type, for example `integer`.
    pub kind: String,
    /// Whether it must be given.
    pub required: bool,
    /// What it is.
    pub description: String,
}
