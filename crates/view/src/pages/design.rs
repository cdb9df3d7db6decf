//! The design system on one page: every component in its states.

use crate::forms::{Choice, Form, choices};
use crate::frame::Frame;
use crate::paging::Pager;
use askama::Template;
use magpie_domain::imports::values::Report;
use magpie_domain::postings::values::PostingState;
use magpie_terms::{Education, Violations};

/// GET /design
#[derive(Debug, Template)]
#[template(path = "design.html")]
pub struct Design<'a> {
    /// The frame.
    pub frame: Frame<'a>,
}

impl Design<'_> {
    fn colours(&self) -> &'static [&'static str] {
        &[
            "paper",
            "surface",
            "sunken",
            "ink",
            "ink-soft",
            "band",
            "wing",
            "wing-tint",
            "fill",
            "accent",
            "accent-tint",
            "mark",
            "ok",
            "warn",
            "danger",
        ]
    }

    fn sizes(&self) -> &'static [&'static str] {
        &["3xl", "2xl", "xl", "lg", "md", "sm", "xs"]
    }

    fn states(&self) -> &'static [PostingState] {
        PostingState::ALL
    }

    fn icons(&self) -> Vec<&'static str> {
        let drawn = include_str!("../../../../web/static/icons.svg").split("<symbol id=\"").skip(1);
        drawn.filter_map(|rest| rest.split('"').next()).collect()
    }

    /// An error, so that its looks are seen.
    fn violations(&self) -> Violations {
        let mut violations = Violations::default();
        violations.add("title", "required");
        violations
    }

    fn form<'v>(&self, violations: &'v Violations) -> Form<'v> {
        Form::new(self.frame.text, "posting", violations)
    }

    fn educations(&self) -> Vec<Choice> {
        choices(Education::ALL, Education::code, |member| self.frame.text.education(member))
    }

    fn report(&self) -> Report {
        Report { rows: 8_151, imported: 7_902, duplicate: 129, refused: 120, ..Report::default() }
    }

    fn pager(&self) -> Pager {
        Pager::new("/design", "", 2, 20, 256)
    }
}
