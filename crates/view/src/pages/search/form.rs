//! What a search asks for, as it stands in the URL.

use crate::paging::Pager;
use crate::text::Text;
use crate::url;
use magpie_terms::{Education, EmploymentType, Occupation, Shift};

/// The parameters of a search as they were sent. What is not understood stays, and matches nothing or is ignored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchForm {
    /// Words.
    pub q: String,
    /// Division codes.
    pub district: Vec<String>,
    /// Codes of the classification.
    pub occupation: Vec<String>,
    /// Yuan a month, at least.
    pub pay_min: String,
    /// Yuan a month, at most.
    pub pay_max: String,
    /// Negotiable pay: empty for in, `exclude`, `only`.
    pub negotiable: String,
    /// The seeker's own education.
    pub education: String,
    /// The seeker's own years of work.
    pub experience: String,
    /// `yes` for postings that welcome people who just left school.
    pub graduates: String,
    /// Types of employment.
    pub employment_type: Vec<String>,
    /// Shifts.
    pub shift: Vec<String>,
    /// The id of an employer.
    pub employer: String,
    /// Published within so many days.
    pub since: String,
    /// `relevance` or empty, `newest`, `pay_high`.
    pub sort: String,
}

/// Something chosen, with the URL of the search without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// In words.
    pub label: String,
    /// The search without it.
    pub url: String,
}

impl SearchForm {
    /// Every parameter that is set, by name, in the order of the URL.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        let mut pairs: Vec<(&'static str, &str)> = vec![("q", self.q.trim())];
        pairs.extend(self.district.iter().map(|value| ("district", value.as_str())));
        pairs.extend(self.occupation.iter().map(|value| ("occupation", value.as_str())));
        pairs.extend([
            ("pay_min", self.pay_min.trim()),
            ("pay_max", self.pay_max.trim()),
            ("negotiable", self.negotiable.as_str()),
            ("education", self.education.as_str()),
            ("experience", self.experience.as_str()),
            ("graduates", self.graduates.as_str()),
        ]);
        pairs.extend(self.employment_type.iter().map(|value| ("employment_type", value.as_str())));
        pairs.extend(self.shift.iter().map(|value| ("shift", value.as_str())));
        pairs.extend([
            ("employer", self.employer.as_str()),
            ("since", self.since.as_str()),
            ("sort", self.sort.as_str()),
        ]);
        // What is usual is not written: one state, one URL.
        pairs.retain(|(_, value)| !matches!(*value, "" | "include" | "relevance"));
        pairs
    }

    /// The query string, without the page.
    #[must_use]
    pub fn query(&self) -> String {
        let mut query = String::new();
        for (name, value) in self.pairs() {
            url::push(&mut query, name, value);
        }
        query
    }

    /// The URL of the results.
    #[must_use]
    pub fn url(&self) -> String {
        self.url_at("/search")
    }

    /// The URL of the same search at another path: the feed, the API.
    #[must_use]
    pub fn url_at(&self, path: &str) -> String {
        url::join(path, &self.query())
    }

    /// The pages of the results. `reachable` is the number of hits that can be paged through.
    #[must_use]
    pub fn pager(&self, page: u64, per_page: u64, total: u64, reachable: u64) -> Pager {
        let mut pager = Pager::new("/search", &self.query(), page, per_page, total.min(reachable));
        pager.total = total;
        pager
    }

    /// The search with other words.
    #[must_use]
    pub fn with_words(&self, q: &str) -> Self {
        Self { q: q.to_owned(), ..self.clone() }
    }

    /// The search with the words alone.
    #[must_use]
    pub fn words_only(&self) -> Self {
        Self { q: self.q.clone(), sort: self.sort.clone(), ..Self::default() }
    }

    /// The search in another order.
    #[must_use]
    pub fn sorted(&self, sort: &str) -> Self {
        Self { sort: sort.to_owned(), ..self.clone() }
    }

    /// Whether this value of a parameter is chosen.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        !value.is_empty() && self.pairs().contains(&(name, value))
    }

    /// The search without a value of a parameter.
    #[must_use]
    pub fn without(&self, name: &str, value: &str) -> Self {
        let mut form = self.clone();
        let drop = |values: &mut Vec<String>| values.retain(|known| known != value);
        match name {
            "district" => drop(&mut form.district),
            "occupation" => drop(&mut form.occupation),
            "employment_type" => drop(&mut form.employment_type),
            "shift" => drop(&mut form.shift),
            "pay_min" => form.pay_min.clear(),
            "pay_max" => form.pay_max.clear(),
            "negotiable" => form.negotiable.clear(),
            "education" => form.education.clear(),
            "experience" => form.experience.clear(),
            "graduates" => form.graduates.clear(),
            "employer" => form.employer.clear(),
            "since" => form.since.clear(),
            _ => {}
        }
        form
    }

    /// All that is asked for in words, in one line.
    #[must_use]
    pub fn words(&self, text: Text, employer_name: Option<&str>) -> String {
        let chips = self.chips(text, employer_name).into_iter().map(|chip| chip.label);
        let words = Some(self.q.trim().to_owned()).filter(|q| !q.is_empty());
        words.into_iter().chain(chips).collect::<Vec<_>>().join(" · ")
    }

    /// What is chosen besides the words, each with the URL of the search without it.
    #[must_use]
    pub fn chips(&self, text: Text, employer_name: Option<&str>) -> Vec<Chip> {
        let chosen = self.pairs().into_iter().filter(|(name, _)| !matches!(*name, "q" | "sort"));
        chosen
            .map(|(name, value)| Chip {
                label: chip_label(text, name, value, employer_name),
                url: self.without(name, value).url(),
            })
            .collect()
    }
}

fn chip_label(text: Text, name: &str, value: &str, employer_name: Option<&str>) -> String {
    match name {
        "district" => text.district_short(value),
        "occupation" => Occupation::by_code(value).map_or_else(|| value.to_owned(), |found| text.occupation(found)),
        "pay_min" => text.with("chip-pay-min", &[("amount", text.number(value))]),
        "pay_max" => text.with("chip-pay-max", &[("amount", text.number(value))]),
        "negotiable" => text.member("negotiable-", value),
        "education" => {
            let level = Education::from_code(value).map_or_else(|| value.to_owned(), |level| text.education(level));
            text.with("chip-education", &[("level", level)])
        }
        "experience" if value == "0" => text.text("chip-no-experience").into_owned(),
        "experience" => text.count("chip-experience", value),
        "graduates" => text.text("chip-graduates").into_owned(),
        "employment_type" => {
            EmploymentType::from_code(value).map_or_else(|| value.to_owned(), |found| text.employment_type(found))
        }
        "shift" => Shift::from_code(value).map_or_else(|| value.to_owned(), |found| text.shift(found)),
        "employer" => employer_name.unwrap_or(value).to_owned(),
        "since" => text.count("chip-since", value),
        _ => value.to_owned(),
    }
}
