//! The home page: search, figures, trades, districts, the newest postings.

use crate::frame::Frame;
use crate::text::Text;
use crate::url;
use askama::Template;
use magpie_domain::postings::public::{Figures, Posting};

/// GET /
#[derive(Debug, Template)]
#[template(path = "home.html")]
pub struct Home<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// What is public now.
    pub figures: Figures,
    /// The newest postings.
    pub newest: &'a [Posting],
    /// Trades to look into; see [`Trade::all`].
    pub trades: Vec<Trade>,
    /// Districts with the number of their postings, those with most first.
    pub districts: Vec<District>,
}

/// A trade with the occupations that belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trade {
    /// The key of its name and the name of its icon: `t-home`.
    pub icon: &'static str,
    /// Codes of the classification, of any level.
    pub occupations: &'static [&'static str],
    /// Public postings, where they were counted.
    pub count: Option<u64>,
}

/// A district with the number of its postings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct District {
    /// Division code.
    pub code: String,
    /// Public postings.
    pub count: u64,
}

/// What people look for, behind the icon of the trade.
const TRADES: &[(&str, &[&str])] = &[
    ("t-home", &["4-10-01-06"]),
    ("t-security", &["4-07-05-00"]),
    ("t-logistics", &["4-02-00-00"]),
    ("t-catering", &["4-03-00-00"]),
    ("t-retail", &["4-01-00-00"]),
    ("t-care", &["4-10-01-05"]),
    ("t-factory", &["6-00-00-00"]),
    ("t-school", &["2-08-00-00"]),
    ("t-clinic", &["2-05-00-00"]),
    ("t-software", &["2-02-10-00", "4-04-05-00"]),
];

impl Trade {
    /// The trades of the home page; `count` gives the postings under the codes of one.
    #[must_use]
    pub fn all(count: impl Fn(&[&str]) -> Option<u64>) -> Vec<Self> {
        TRADES.iter().map(|(icon, occupations)| Self { icon, occupations, count: count(occupations) }).collect()
    }

    /// The search for it.
    #[must_use]
    pub fn url(&self) -> String {
        let mut query = String::new();
        for code in self.occupations {
            url::push(&mut query, "occupation", code);
        }
        url::join("/search", &query)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self, text: &Text) -> String {
        text.text(&format!("trade-{}", self.icon)).into_owned()
    }
}

impl Home<'_> {
    /// What people look for, as links.
    fn popular(&self) -> Vec<(String, String)> {
        let words = self.frame.text.text("home-popular");
        let link = |word: &str| {
            let mut query = String::new();
            url::push(&mut query, "q", word);
            (word.to_owned(), url::join("/search", &query))
        };
        words.split('|').map(str::trim).map(link).collect()
    }
}
