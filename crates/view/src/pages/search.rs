//! Search results: the form that is the whole state, facets, chips, cards, and help where nothing is found.
//!
//! Rule: every state has one URL, made by [`SearchForm::query`]; a link on the page is the form with one thing changed.

mod facets;
mod form;

pub use facets::{Count, FacetGroup, FacetKind, FacetOption};
pub use form::{Chip, SearchForm};

use crate::frame::Frame;
use crate::pages::alerts::Saving;
use crate::paging::Pager;
use askama::Template;
use magpie_domain::postings::public::Posting;

/// A piece of text and whether it is a hit.
pub type Segment = (String, bool);

/// A posting among the results.
#[derive(Debug, Clone)]
pub struct Card<'a> {
    /// The posting.
    pub posting: &'a Posting,
    /// Its title in pieces.
    pub title: Vec<Segment>,
    /// A piece of its text; may be empty.
    pub snippet: Vec<Segment>,
}

impl<'a> Card<'a> {
    /// A card without hits.
    #[must_use]
    pub fn plain(posting: &'a Posting) -> Self {
        Self { posting, title: vec![(posting.content.title.clone(), false)], snippet: Vec::new() }
    }
}

/// GET /search
#[derive(Debug, Template)]
#[template(path = "search/results.html")]
pub struct Results<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// What was asked.
    pub form: &'a SearchForm,
    /// The hits of this page.
    pub cards: Vec<Card<'a>>,
    /// What fits by meaning; it goes before the hits where these have some of the words only.
    pub related: Vec<Card<'a>>,
    /// Facets; see [`FacetGroup`].
    pub facets: Vec<FacetGroup>,
    /// What is chosen, each with the URL without it; see [`SearchForm::chips`].
    pub chips: Vec<Chip>,
    /// A text that finds more, with its URL.
    pub did_you_mean: Option<(String, String)>,
    /// No posting has all the words: these have some.
    pub relaxed: bool,
    /// Hits of the words alone, without any filter: what removing all filters would give.
    pub total_without_filters: u64,
    /// Pages and total; see [`SearchForm::pager`].
    pub pager: Pager,
    /// The same search as a feed.
    pub atom_url: String,
    /// The same search as JSON.
    pub api_url: String,
    /// What to do to hear of new postings.
    pub saving: Saving,
    /// Postings to offer where nothing is found.
    pub newest: &'a [Posting],
}

impl Results<'_> {
    /// Whether no posting has all the words.
    fn is_inexact(&self) -> bool {
        self.relaxed || self.pager.total == 0
    }

    fn heading(&self) -> String {
        let text = self.frame.text;
        match self.form.q.trim() {
            "" => text.text("search-heading-all").into_owned(),
            q => text.with("search-heading", &[("q", q)]),
        }
    }

    fn title(&self) -> String {
        let text = self.frame.text;
        let heading = self.heading();
        if self.pager.page == 1 {
            return heading;
        }
        text.with("title-with-page", &[("title", heading), ("page", self.pager.page.to_string())])
    }

    /// Whether a code of a choice is the one in the form; the usual one is not written into the URL.
    fn is_chosen(&self, code: &str, chosen: &str) -> bool {
        code == chosen || (chosen.is_empty() && matches!(code, "include" | "relevance"))
    }

    fn negotiable(&self, code: &str) -> String {
        self.frame.text.text(&format!("negotiable-{code}")).into_owned()
    }

    fn sort(&self, code: &str) -> String {
        self.frame.text.text(&format!("sort-{code}")).into_owned()
    }
}
