//! Employers as anyone sees them.

use crate::frame::Frame;
use crate::paging::Pager;
use crate::text::Text;
use askama::Template;
use magpie_domain::employers::public::{Contact, Employer};
use magpie_domain::postings::public::Posting;

/// GET /employers
#[derive(Debug, Template)]
#[template(path = "employers/list.html")]
pub struct List<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The employers of this page.
    pub employers: &'a [Employer],
    /// Part of a name, from `q`.
    pub filter: &'a str,
    /// Pages and total.
    pub pager: Pager,
}

/// GET /employers/{id}
#[derive(Debug, Template)]
#[template(path = "employers/show.html")]
pub struct Show<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The employer.
    pub employer: &'a Employer,
    /// How to reach it, where it is verified.
    pub contact: Option<&'a Contact>,
    /// Its public postings of this page.
    pub postings: &'a [Posting],
    /// Pages and total of them.
    pub pager: Pager,
}

impl List<'_> {
    fn about(&self, employer: &Employer) -> String {
        about(self.frame.text, employer)
    }
}

impl Show<'_> {
    fn about(&self) -> String {
        about(self.frame.text, self.employer)
    }
}

/// Trade, size and district in a line, as far as known.
fn about(text: Text, employer: &Employer) -> String {
    let facts = [
        employer.industry.map(|industry| text.industry(industry)),
        employer.size.map(|size| text.employer_size(size)),
        employer.district.as_deref().map(|district| text.district_short(district)),
    ];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The character by which an employer is known at a glance: the first after the name of the place.
#[must_use]
pub fn monogram(name: &str) -> String {
    let rest =
        ["北京市", "北京", "海淀区", "海淀"].iter().fold(name, |rest, place| rest.strip_prefix(place).unwrap_or(rest));
    rest.chars().find(|c| c.is_alphanumeric()).or_else(|| name.chars().next()).map(String::from).unwrap_or_default()
}
