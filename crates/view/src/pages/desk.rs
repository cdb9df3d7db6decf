//! The adviser's desk: the persons who are helped, who is there twice, and what was made one.

use crate::forms::Form;
use crate::frame::Frame;
use crate::paging::Pager;
use askama::Template;
use magpie_domain::seekers::assist::Row;
use magpie_domain::seekers::doubles::Double;
use magpie_domain::seekers::merging::Merge;
use magpie_terms::{PersonInput, Violations};

/// GET /desk: the persons, with a search.
#[derive(Debug, Template)]
#[template(path = "desk/home.html")]
pub struct Desk<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The persons of this page.
    pub rows: &'a [Row],
    /// What was searched for.
    pub query: &'a str,
    /// Doubles to look at.
    pub doubles: u64,
    /// Pages and total.
    pub pager: Pager,
}

impl Desk<'_> {
    /// The pages of the list that a search gave.
    #[must_use]
    pub fn pager(query: &str, page: u64, per_page: u64, total: u64) -> Pager {
        let mut kept = String::new();
        crate::url::push(&mut kept, "q", query);
        Pager::new("/desk", &kept, page, per_page, total)
    }
}

/// GET, POST /desk/register, with the fields of `PersonInput`, `desired_titles` and `consent_note`.
#[derive(Debug, Template)]
#[template(path = "desk/register.html")]
pub struct RegisterPerson<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// Name and contact as sent.
    pub person: &'a PersonInput,
    /// The wished titles as sent.
    pub desired_titles: &'a str,
    /// How the person agreed, as sent.
    pub consent_note: &'a str,
    /// What is wrong.
    pub violations: &'a Violations,
}

impl RegisterPerson<'_> {
    fn form(&self) -> Form<'_> {
        Form::new(self.frame.text, "seeker", self.violations)
    }
}

/// GET /desk/doubles
#[derive(Debug, Template)]
#[template(path = "desk/doubles.html")]
pub struct Doubles<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The pairs of this page.
    pub doubles: &'a [Double],
    /// Pages and total.
    pub pager: Pager,
}

/// GET /desk/merges
#[derive(Debug, Template)]
#[template(path = "desk/merges.html")]
pub struct Merges<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The merges of this page.
    pub merges: &'a [Merge],
    /// Pages and total.
    pub pager: Pager,
}
