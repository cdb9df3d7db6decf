//! Facets: how the hits spread, as choices of the form.
//!
//! Rule: what is chosen is always among the choices, even where nothing has it any more, so that it can be taken back.

use super::form::SearchForm;
use crate::text::Text;
use magpie_terms::{Division, Education, EmploymentType, Occupation, Shift};

/// Choices shown before the rest is folded away.
const SHOWN: usize = 8;
/// Choices of a group at most.
const MOST: usize = 40;

/// A code and the number of postings that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The code.
    pub value: String,
    /// Postings.
    pub count: u64,
}

/// Whether one or several choices of a group can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FacetKind {
    /// One: radio buttons, with a first one that asks for nothing.
    One,
    /// Several: check boxes.
    Many,
}

/// A group of choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetGroup {
    /// The parameter.
    pub name: &'static str,
    /// The heading.
    pub label: String,
    /// One or several.
    pub kind: FacetKind,
    /// Choices shown at once.
    pub options: Vec<FacetOption>,
    /// Choices folded away.
    pub more: Vec<FacetOption>,
}

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetOption {
    /// The value sent.
    pub value: String,
    /// In words.
    pub label: String,
    /// Postings that have it; `None` where they were not counted.
    pub count: Option<u64>,
    /// Whether it is chosen.
    pub selected: bool,
}

impl FacetGroup {
    /// The group of a parameter from its counts. Of districts and occupations, which are counted at every level, one
    /// level is shown: the districts of the province that has most, and the second level of the classification.
    ///
    /// `name` is one of `district`, `occupation`, `education`, `experience`, `employment_type`, `shift`.
    #[must_use]
    pub fn new(text: Text, name: &'static str, counts: &[Count], form: &SearchForm) -> Self {
        let kind = if matches!(name, "education" | "experience") { FacetKind::One } else { FacetKind::Many };
        let mut shown: Vec<&Count> = match name {
            "district" => districts(counts),
            "occupation" => counts.iter().filter(|count| level(&count.value) == Some(2)).collect(),
            _ => counts.iter().collect(),
        };
        if matches!(name, "district" | "occupation") {
            shown.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        }
        let option = |value: &str, count| FacetOption {
            label: label(text, name, value),
            value: value.to_owned(),
            count,
            selected: form.has(name, value),
        };
        let mut options: Vec<FacetOption> =
            shown.iter().map(|count| option(&count.value, Some(count.count))).take(MOST).collect();
        for (_, value) in form.pairs().into_iter().filter(|(of, _)| *of == name) {
            if !options.iter().any(|known| known.value == value) {
                let count = counts.iter().find(|count| count.value == value).map_or(0, |count| count.count);
                options.insert(0, option(value, Some(count)));
            }
        }
        // What is chosen comes first, the rest keeps its order.
        if kind == FacetKind::Many {
            options.sort_by_key(|option| !option.selected);
        }
        let more = if options.len() > SHOWN + 1 { options.split_off(SHOWN) } else { Vec::new() };
        Self { name, label: text.text(&format!("facet-{name}")).into_owned(), kind, options, more }
    }
}

impl FacetGroup {
    pub(crate) fn is_one(&self) -> bool {
        self.kind == FacetKind::One
    }

    pub(crate) fn is_chosen(&self) -> bool {
        self.options.iter().chain(&self.more).any(|option| option.selected)
    }

    pub(crate) fn input_type(&self) -> &'static str {
        match self.kind {
            FacetKind::One => "radio",
            FacetKind::Many => "checkbox",
        }
    }
}

/// The children of the province that has most postings, and the other provinces.
fn districts(counts: &[Count]) -> Vec<&Count> {
    let is_province = |count: &&Count| count.value.ends_with("0000");
    let Some(most) = counts.iter().filter(is_province).max_by_key(|count| count.count) else {
        return counts.iter().collect();
    };
    let inside = |count: &&Count| {
        Division::by_code(&count.value).and_then(Division::parent).is_some_and(|parent| parent.code == most.value)
    };
    counts.iter().filter(|count| inside(count) || (is_province(count) && count.value != most.value)).collect()
}

fn level(code: &str) -> Option<u8> {
    Occupation::by_code(code).map(Occupation::level)
}

fn label(text: Text, name: &str, value: &str) -> String {
    let words = match name {
        "district" => Some(text.district_short(value)),
        "occupation" => Occupation::by_code(value).map(|found| text.occupation(found)),
        "education" => Education::from_code(value).map(|found| text.education(found)),
        "experience" if value == "0" => Some(text.text("facet-experience-none").into_owned()),
        "experience" => Some(text.count("facet-experience-years", value)),
        "employment_type" => EmploymentType::from_code(value).map(|found| text.employment_type(found)),
        "shift" => Shift::from_code(value).map(|found| text.shift(found)),
        _ => None,
    };
    words.unwrap_or_else(|| value.to_owned())
}
