//! Forms: the names of fields, what is wrong with each, and the values to choose from.
//!
//! Rule: a field's name in the form is its name in the input type and in a violation, so a fault finds its field.

use crate::text::Text;
use magpie_terms::{Division, Occupation, Violations};
use std::sync::LazyLock;

/// A form with what is wrong with it.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    text: Text,
    scope: &'static str,
    violations: &'a Violations,
}

/// A line of the summary of errors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The id of the field.
    pub id: String,
    /// Its label.
    pub label: String,
    /// What is wrong.
    pub message: String,
}

/// A value to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The code sent.
    pub value: String,
    /// The word shown.
    pub label: String,
}

impl<'a> Form<'a> {
    /// A form; labels are looked for under `field-SCOPE-NAME` first, then under `field-NAME`.
    #[must_use]
    pub const fn new(text: Text, scope: &'static str, violations: &'a Violations) -> Self {
        Self { text, scope, violations }
    }

    /// The words.
    #[must_use]
    pub const fn t(&self) -> Text {
        self.text
    }

    /// The label of a field.
    #[must_use]
    pub fn label(&self, name: &str) -> String {
        let own = format!("field-{}-{name}", self.scope);
        if self.text.has(&own) {
            return self.text.text(&own).into_owned();
        }
        // Of several alike, `question-0` or `answer-ID`, the label is that of all of them.
        match name.split_once('-') {
            Some((family, _)) if !self.text.has(&format!("field-{name}")) => self.label(family),
            _ => self.text.field(name),
        }
    }

    /// The label of a field where its place on the page does not tell which of several it is.
    fn label_among_others(&self, name: &str) -> String {
        let label = self.label(name);
        match name.split_once('-').and_then(|(_, rest)| rest.parse::<usize>().ok()) {
            Some(at) => self.text.with("field-of-several", &[("field", label), ("n", (at + 1).to_string())]),
            None => label,
        }
    }

    /// The hint of a field under `hint-SCOPE-NAME`; empty where it needs none.
    #[must_use]
    pub fn hint(&self, name: &str) -> String {
        let key = format!("hint-{}-{name}", self.scope);
        if self.text.has(&key) { self.text.text(&key).into_owned() } else { String::new() }
    }

    /// What is wrong with a field; empty where nothing is.
    #[must_use]
    pub fn error(&self, name: &str) -> String {
        let own = self.violations.0.iter().filter(|violation| violation.field == name);
        own.map(|violation| self.text.violation(violation)).collect::<Vec<_>>().join(" ")
    }

    /// Everything that is wrong, in the order found.
    #[must_use]
    pub fn summary(&self) -> Vec<Fault> {
        let all = self.violations.0.iter();
        all.map(|violation| Fault {
            id: violation.field.clone(),
            label: self.label_among_others(&violation.field),
            message: self.text.violation(violation),
        })
        .collect()
    }

    /// The ids of hint and error, for `aria-describedby`.
    #[must_use]
    pub fn described_by(&self, name: &str) -> String {
        let hint = if self.hint(name).is_empty() { String::new() } else { format!("{name}-hint") };
        let error = if self.error(name).is_empty() { String::new() } else { format!("{name}-error") };
        format!("{hint} {error}").trim().to_owned()
    }
}

/// The members of a closed set as choices.
#[must_use]
pub fn choices<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str, label: impl Fn(T) -> String) -> Vec<Choice> {
    all.iter().map(|member| Choice { value: code(*member).to_owned(), label: label(*member) }).collect()
}

/// Groups of divisions to choose from: the districts of Beijing, then each province with its cities. The page would
/// weigh too much with every county of the country, so one that is chosen already stands in a group of its own:
/// saving a form unchanged changes nothing.
#[must_use]
pub fn districts(text: Text, chosen: &str) -> Vec<(String, Vec<Choice>)> {
    let choice =
        |division: &Division| Choice { value: division.code.to_owned(), label: text.district_short(division.code) };
    let mut groups =
        vec![(text.district_short("110000"), Division::children("110000").map(choice).collect::<Vec<_>>())];
    let provinces =
        Division::all().iter().filter(|division| division.code.ends_with("0000") && division.code != "110000");
    for province in provinces {
        let cities = Division::children(province.code).filter(|division| division.code.ends_with("00"));
        groups.push((
            text.district_short(province.code),
            std::iter::once(choice(province)).chain(cities.map(choice)).collect(),
        ));
    }
    if let Some(division) = Division::by_code(chosen)
        && !groups.iter().any(|(_, choices)| choices.iter().any(|known| known.value == division.code))
    {
        let own = Choice { value: division.code.to_owned(), label: text.district(division.code) };
        groups.insert(0, (text.text("district-chosen").into_owned(), vec![own]));
    }
    groups
}

/// The occupations of the two finer levels, for suggestions under a field: code and name.
pub fn occupations() -> &'static [(&'static str, &'static str)] {
    static FINE: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
        let fine = Occupation::all().iter().filter(|occupation| occupation.level() >= 3);
        fine.map(|occupation| (occupation.code, occupation.name)).collect()
    });
    &FINE
}
