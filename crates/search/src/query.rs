//! What may be asked and what is answered.
//!
//! Rule: a query is plain data and always has an answer; a code that does not exist matches nothing and is no error.

use magpie_terms::{Education, EmploymentType, Moment, Shift};
use serde::Serialize;
use std::time::Duration;

/// So many hits can be paged through; `total` still counts all of them.
pub const DEPTH: usize = 10_000;

/// A question to the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// What a person typed; see [`crate::parse()`] for the language. Empty asks for everything.
    pub text: String,
    /// What the hits have to satisfy besides.
    pub filters: Filters,
    /// The order of the hits.
    pub sort: Sort,
    /// The page, from 1.
    pub page: u32,
    /// Hits on a page, 1 to 100.
    pub per_page: u32,
    /// Whether at most three hits of one employer may follow each other.
    pub diversify: bool,
    /// Whether the facets are counted.
    pub facets: bool,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            text: String::new(),
            filters: Filters::default(),
            sort: Sort::Relevance,
            page: 1,
            per_page: 20,
            diversify: true,
            facets: true,
        }
    }
}

/// The order of hits. Equal hits are ordered by time, newest first, and then by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Best match first, with a mild preference for new postings. Without words: newest first.
    #[default]
    Relevance,
    /// Newest first.
    Newest,
    /// Highest pay first; negotiable pay comes last.
    PayHigh,
}

/// What becomes of postings without a stated pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Negotiable {
    /// They are shown, whatever pay is asked for.
    #[default]
    Include,
    /// They are left out.
    Exclude,
    /// Only they are shown.
    Only,
}

/// What a hit has to satisfy. An empty list or `None` asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Division codes of any level; one of them has to hold the place of work.
    pub district: Vec<String>,
    /// Occupation codes of any level; one of them has to hold the occupation.
    pub occupation: Vec<String>,
    /// The range of pay has to reach so many yuan a month.
    pub pay_min: Option<i64>,
    /// The range of pay has to begin at no more than so many yuan a month.
    pub pay_max: Option<i64>,
    /// Whether negotiable pay is in or out.
    pub negotiable: Negotiable,
    /// The seeker's own level: no more than that may be asked for.
    pub education: Option<Education>,
    /// The seeker's own years of work: no more than that may be asked for.
    pub experience: Option<u8>,
    /// Only postings that welcome people who just left school.
    pub graduates: bool,
    /// One of these types.
    pub employment_type: Vec<EmploymentType>,
    /// One of these shifts.
    pub shift: Vec<Shift>,
    /// Only this employer.
    pub employer: Option<[u8; 16]>,
    /// Only postings published at or after this moment.
    pub posted_since: Option<Moment>,
}

/// A posting found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The posting's id.
    pub id: [u8; 16],
    /// The last eight bytes of the employer's id: enough to tell employers apart.
    pub employer: u64,
    /// How well it fits; comparable within one answer only. 0 where nothing was scored.
    pub score: f32,
}

/// A value and the number of postings that have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count<T> {
    /// The value, mostly a code.
    pub value: T,
    /// The number of postings.
    pub count: u64,
}

/// How the hits spread. Each facet is counted without its own filter, so that the alternatives to what is chosen stay
/// visible; all other filters hold. Values nobody has are left out unless said otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// Divisions of every level, each with all that lies in it, in the order of the codes.
    pub district: Vec<Count<&'static str>>,
    /// Occupations of every level, each with all that lies in it, in the order of the codes.
    pub occupation: Vec<Count<&'static str>>,
    /// For each level of education, all levels listed: the postings open to somebody who has it.
    pub education: Vec<Count<&'static str>>,
    /// For 0, 1, 3, 5 and 10 years of work: the postings open to somebody who has them.
    pub experience: Vec<Count<u8>>,
    /// Postings that welcome people who just left school.
    pub graduates: u64,
    /// Types of employment.
    pub employment_type: Vec<Count<&'static str>>,
    /// Shifts.
    pub shift: Vec<Count<&'static str>>,
    /// For some amounts in yuan a month: the postings whose pay reaches it, without negotiable ones.
    pub pay_at_least: Vec<Count<i64>>,
    /// Postings with negotiable pay.
    pub negotiable: u64,
}

/// The answer to a query.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// All hits, also those on other pages.
    pub total: u64,
    /// The hits of the page asked for.
    pub hits: Vec<Hit>,
    /// How the hits spread; empty when not asked for.
    pub facets: Facets,
    /// Hits of the words alone, when no filter is applied.
    pub total_without_filters: u64,
    /// A text close to the one asked for that finds more.
    pub did_you_mean: Option<String>,
    /// No posting has all the words: these have some of them.
    pub relaxed: bool,
    /// The page lies beyond what can be paged through; see [`DEPTH`].
    pub too_deep: bool,
    /// The time it took.
    pub took: Duration,
}
