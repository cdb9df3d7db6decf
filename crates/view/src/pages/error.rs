//! The page that says what went wrong and how to go on.

use crate::frame::Frame;
use askama::Template;
use magpie_domain::{Code, Error};

/// Any address, when something went wrong.
#[derive(Debug, Template)]
#[template(path = "error.html")]
pub struct Problem<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The status number, shown small.
    pub status: u16,
    /// The refusal; `None` where the fault is ours.
    pub code: Option<Code>,
    /// What happened.
    pub title: String,
    /// What to do.
    pub detail: String,
    /// The id under which the log has it.
    pub request_id: &'a str,
}

impl<'a> Problem<'a> {
    /// The page of an error.
    #[must_use]
    pub fn new(frame: Frame<'a>, status: u16, error: &Error, request_id: &'a str) -> Self {
        let (title, detail) = frame.text.error(error);
        Self { frame, status, code: error.code(), title, detail, request_id }
    }

    /// Whether signing in could help.
    fn sign_in_helps(&self) -> bool {
        matches!(self.code, Some(Code::SignInNeeded | Code::Forbidden | Code::InvitationForOther))
    }
}
