//! The state of a search is its URL: parameters into a query of the index, and back into a URL.
//!
//! Rule: one reading of the parameters serves the page, the API and the feed. What is not understood is a violation;
//! the API refuses it, the page leaves it out.

use crate::matching::ask;
use crate::state::State;
use magpie_domain::ids::{EmployerId, PostingId};
use magpie_domain::postings::public::{self, Posting};
use magpie_domain::{Db, Error};
use magpie_search::{Answer, Filters, Index, Negotiable, Query, Sort};
use magpie_terms::{Division, Education, EmploymentType, Moment, Occupation, Shift, Violations, text};

/// Hits on a page of the site.
pub const PER_PAGE: u32 = 20;

/// The parameters of a search, valid, in the form in which they stand in a URL.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the index's filters")]
pub struct Params {
    pub q: String,
    pub district: Vec<&'static str>,
    pub occupation: Vec<&'static str>,
    pub pay_min: Option<i64>,
    pub pay_max: Option<i64>,
    pub negotiable: Option<Negotiable>,
    pub education: Option<Education>,
    pub experience: Option<u8>,
    pub graduates: bool,
    pub employment_type: Vec<EmploymentType>,
    pub shift: Vec<Shift>,
    pub employer: Option<EmployerId>,
    /// Published within so many days.
    pub since: Option<u16>,
    pub sort: Option<Sort>,
    pub page: u32,
    pub per_page: Option<u32>,
    /// Whether the API counts the facets; it does, unless asked not to.
    pub without_facets: bool,
}

/// The names of the parameters, as the API documents them.
pub const NAMES: &[&str] = &[
    "q",
    "district",
    "occupation",
    "pay_min",
    "pay_max",
    "negotiable",
    "education",
    "experience",
    "graduates",
    "employment_type",
    "shift",
    "employer",
    "since",
    "sort",
    "page",
    "per_page",
    "facets",
];

impl Params {
    /// Reads the parameters of a URL's query.
    #[must_use]
    pub fn read(query: &str) -> (Self, Violations) {
        let mut params = Self { page: 1, ..Self::default() };
        let mut violations = Violations::default();
        let Some(pairs) = crate::extract::serde_urlencoded_pairs(query.as_bytes()) else {
            violations.add("query", "bad_query");
            return (params, violations);
        };
        for (name, value) in pairs {
            let value = value.trim();
            if !value.is_empty() {
                params.take(&name, value, &mut violations);
            }
        }
        (params, violations)
    }

    fn take(&mut self, name: &str, value: &str, violations: &mut Violations) {
        let unknown = |violations: &mut Violations| {
            violations.add_with(name, "unknown_value", vec![("value", text::shortened(value, 40))]);
        };
        let mut number = |min, max| violations.keep(name, text::whole_number(value, min, max));
        match name {
            "q" => self.q = text::shortened(value, 200),
            "district" => match Division::by_code(value) {
                Some(division) if !self.district.contains(&division.code) => self.district.push(division.code),
                Some(_) => {}
                None => unknown(violations),
            },
            "occupation" => match Occupation::by_code(value) {
                Some(entry) if !self.occupation.contains(&entry.code) => self.occupation.push(entry.code),
                Some(_) => {}
                None => unknown(violations),
            },
            "pay_min" => self.pay_min = number(0, 10_000_000),
            "pay_max" => self.pay_max = number(0, 10_000_000),
            "experience" => self.experience = number(0, 40).and_then(|y| u8::try_from(y).ok()),
            "since" => self.since = number(1, 90).and_then(|d| u16::try_from(d).ok()),
            "page" => self.page = number(1, 100_000).and_then(|p| u32::try_from(p).ok()).unwrap_or(1),
            "per_page" => self.per_page = number(1, 100).and_then(|p| u32::try_from(p).ok()),
            "facets" => match value {
                "yes" | "true" | "1" => self.without_facets = false,
                "no" | "false" | "0" => self.without_facets = true,
                _ => unknown(violations),
            },
            "negotiable" => match value {
                "include" => self.negotiable = None,
                "exclude" => self.negotiable = Some(Negotiable::Exclude),
                "only" => self.negotiable = Some(Negotiable::Only),
                _ => unknown(violations),
            },
            "education" => match Education::from_code(value) {
                Some(level) => self.education = Some(level),
                None => unknown(violations),
            },
            "graduates" => match value {
                "yes" | "true" | "1" => self.graduates = true,
                "no" | "false" | "0" => self.graduates = false,
                _ => unknown(violations),
            },
            "employment_type" => match EmploymentType::from_code(value) {
                Some(kind) if !self.employment_type.contains(&kind) => self.employment_type.push(kind),
                Some(_) => {}
                None => unknown(violations),
            },
            "shift" => match Shift::from_code(value) {
                Some(shift) if !self.shift.contains(&shift) => self.shift.push(shift),
                Some(_) => {}
                None => unknown(violations),
            },
            "employer" => match EmployerId::parse(value) {
                Some(id) => self.employer = Some(id),
                None => unknown(violations),
            },
            "sort" => match value {
                "relevance" => self.sort = None,
                "newest" => self.sort = Some(Sort::Newest),
                "pay_high" => self.sort = Some(Sort::PayHigh),
                _ => unknown(violations),
            },
            _ => violations.add(name, "unknown_parameter"),
        }
    }

    /// The parameters in the order of [`NAMES`], without those that say nothing.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs: Vec<(&'static str, String)> = Vec::new();
        if !self.q.is_empty() {
            pairs.push(("q", self.q.clone()));
        }
        pairs.extend(self.district.iter().map(|code| ("district", (*code).to_owned())));
        pairs.extend(self.occupation.iter().map(|code| ("occupation", (*code).to_owned())));
        pairs.extend(self.pay_min.map(|yuan| ("pay_min", yuan.to_string())));
        pairs.extend(self.pay_max.map(|yuan| ("pay_max", yuan.to_string())));
        pairs.extend(self.negotiable_code().map(|code| ("negotiable", code.to_owned())));
        pairs.extend(self.education.map(|level| ("education", level.code().to_owned())));
        pairs.extend(self.experience.map(|years| ("experience", years.to_string())));
        if self.graduates {
            pairs.push(("graduates", "yes".to_owned()));
        }
        pairs.extend(self.employment_type.iter().map(|kind| ("employment_type", kind.code().to_owned())));
        pairs.extend(self.shift.iter().map(|shift| ("shift", shift.code().to_owned())));
        pairs.extend(self.employer.map(|id| ("employer", id.to_string())));
        pairs.extend(self.since.map(|days| ("since", days.to_string())));
        pairs.extend(self.sort_code().map(|code| ("sort", code.to_owned())));
        if self.page > 1 {
            pairs.push(("page", self.page.to_string()));
        }
        pairs.extend(self.per_page.map(|number| ("per_page", number.to_string())));
        if self.without_facets {
            pairs.push(("facets", "no".to_owned()));
        }
        pairs
    }

    /// The code of the treatment of negotiable pay, where it is not the usual one.
    #[must_use]
    pub fn negotiable_code(&self) -> Option<&'static str> {
        match self.negotiable? {
            Negotiable::Include => None,
            Negotiable::Exclude => Some("exclude"),
            Negotiable::Only => Some("only"),
        }
    }

    /// The code of the order, where it is not the usual one.
    #[must_use]
    pub fn sort_code(&self) -> Option<&'static str> {
        match self.sort? {
            Sort::Relevance => None,
            Sort::Newest => Some("newest"),
            Sort::PayHigh => Some("pay_high"),
        }
    }

    /// The URL of this search under `path`.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        url(path, &self.pairs())
    }

    /// The same search from its first page, changed.
    #[must_use]
    pub fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut params = Self { page: 1, ..self.clone() };
        change(&mut params);
        params
    }

    /// What is looked for in its one form, as a query without `?`: nothing of how it is shown, and not within how many
    /// days it was published, since what is kept is asked for again later. Two searches for the same are the same text.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut params =
            Self { page: 1, per_page: None, without_facets: false, since: None, sort: None, ..self.clone() };
        params.q = params.q.split_whitespace().collect::<Vec<_>>().join(" ");
        params.district.sort_unstable();
        params.occupation.sort_unstable();
        params.employment_type.sort_unstable();
        params.shift.sort_unstable();
        params.url("").trim_start_matches('?').to_owned()
    }

    /// The query of the index.
    #[must_use]
    pub fn query(&self, now: Moment, facets: bool) -> Query {
        Query {
            text: self.q.clone(),
            filters: Filters {
                district: self.district.iter().map(|code| (*code).to_owned()).collect(),
                occupation: self.occupation.iter().map(|code| (*code).to_owned()).collect(),
                pay_min: self.pay_min,
                pay_max: self.pay_max,
                negotiable: self.negotiable.unwrap_or_default(),
                education: self.education,
                experience: self.experience,
                graduates: self.graduates,
                employment_type: self.employment_type.clone(),
                shift: self.shift.clone(),
                employer: self.employer.map(EmployerId::bytes),
                posted_since: self.since.map(|days| now.plus_days(-i64::from(days))),
            },
            sort: self.sort.unwrap_or_default(),
            page: self.page,
            per_page: self.per_page.unwrap_or(PER_PAGE),
            diversify: self.employer.is_none(),
            facets,
        }
    }
}

/// A path with a query.
#[must_use]
pub fn url(path: &str, pairs: &[(&'static str, String)]) -> String {
    let mut url = path.to_owned();
    for (index, (name, value)) in pairs.iter().enumerate() {
        url.push(if index == 0 { '?' } else { '&' });
        url.push_str(name);
        url.push('=');
        url.push_str(&percent_encoded(value));
    }
    url
}

/// Encodes a value for a query: all but the unreserved characters of RFC 3986.
#[must_use]
pub fn percent_encoded(value: &str) -> String {
    use std::fmt::Write;
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Asks the index and loads the cards of the hits with the rights of the public.
///
/// # Errors
/// `Internal` where the index or the database does not answer.
pub async fn search(db: &Db, index: &Index, params: &Params, facets: bool) -> Result<(Answer, Vec<Posting>), Error> {
    let now = db.now();
    let answer = index.search(&params.query(now, facets), now)?;
    let ids: Vec<PostingId> = answer.hits.iter().map(|hit| PostingId::from_bytes(hit.id)).collect();
    let cards = public::cards(db, &ids).await?;
    metrics::histogram!("search_seconds").record(answer.took.as_secs_f64());
    Ok((answer, cards))
}

/// What a search finds, and what stands beside it.
#[derive(Debug)]
pub struct Found {
    /// The answer of the index: totals, facets and all that is said of the hits.
    pub answer: Answer,
    /// The hits of the page. Where [`Answer::relaxed`] is set, without those that are among `related`.
    pub hits: Vec<Posting>,
    /// Postings that fit by meaning, none of which is a hit; they go before hits that have some of the words only.
    pub related: Vec<Posting>,
}

/// A search with what fits by meaning, as a person is shown it. Saved searches, feeds and all else that has to hold to the
/// words ask [`search`]. While the match index is being filled, nothing stands beside the hits.
///
/// # Errors
/// As [`search`].
pub async fn search_by_meaning(state: &State, params: &Params, facets: bool) -> Result<Found, Error> {
    let now = state.db.now();
    let query = params.query(now, facets);
    let mut answer = state.index.search(&query, now)?;
    let mut near = Vec::new();
    let has_room = answer.relaxed || answer.hits.len() < query.per_page as usize;
    if has_room && !query.text.is_empty() && state.preparing().is_none() {
        let none = answer.total == 0;
        let read;
        (answer, near, read) = ask(&state.matches.index, move |index| {
            let near = index.beside(&query, &mut answer, now);
            let read = if none { index.read_as(&query.text) } else { Vec::new() };
            (answer, near, read)
        })
        .await?;
        // The title that was typed in Latin letters, so that all of its postings can be paged through.
        for title in read {
            if state.index.count(&title, now)? > 0 {
                answer.did_you_mean = Some(title);
                break;
            }
        }
    }
    let ids = |ids: &mut dyn Iterator<Item = [u8; 16]>| ids.map(PostingId::from_bytes).collect::<Vec<_>>();
    let hits = public::cards(&state.db, &ids(&mut answer.hits.iter().map(|hit| hit.id))).await?;
    let related = if near.is_empty() {
        Vec::new()
    } else {
        public::cards(&state.db, &ids(&mut near.iter().map(|near| near.id))).await?
    };
    metrics::histogram!("search_seconds").record(answer.took.as_secs_f64());
    Ok(Found { answer, hits, related })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_the_whole_state() {
        let url = "q=%E6%8A%A4%E7%90%86&district=110108&district=110105&pay_min=6000&negotiable=exclude&education=bachelor\
            &experience=3&graduates=yes&employment_type=full_time&since=7&sort=newest&page=2";
        let (params, violations) = Params::read(url);
        assert!(violations.is_empty(), "{violations:?}");
        assert_eq!(params.url(""), format!("?{}", url.replace(' ', "")));
        assert_eq!(params.changed(|p| p.district.clear()).page, 1);
    }

    #[test]
    fn the_same_search_has_one_canonical_form() {
        let canonical = |query: &str| Params::read(query).0.canonical();
        let one = canonical("district=110108&district=110105&q=+护理++员&shift=night&shift=day");
        let other = canonical(
            "shift=day&q=护理 员&page=3&sort=newest&district=110105&since=1&shift=night&district=110108&facets=no",
        );
        assert_eq!(one, other);
        assert_eq!(canonical(&one), one);
        assert_eq!(canonical("sort=newest&since=7&negotiable=include"), "");
    }

    #[test]
    fn what_is_not_understood_is_named_and_left_out() {
        let (params, violations) = Params::read("q=a&district=999999&pay_min=viel&education=phd&sex=f&page=0");
        let fields: Vec<&str> = violations.0.iter().map(|v| v.field.as_str()).collect();
        assert_eq!(fields, ["district", "pay_min", "education", "sex", "page"]);
        assert_eq!(params, Params { q: "a".to_owned(), page: 1, ..Params::default() });
    }
}
