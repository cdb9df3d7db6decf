//! A seeker's profile, as the person and the adviser see it: one set of pages for both.
//!
//! Rule: a form shows what was typed, also where it was wrong; what only the person decides is shown to the adviser
//! without its buttons.

mod files;
mod privacy;

pub use files::{Import, Note, Preview, Print};
pub use privacy::Privacy;

use crate::forms::{Choice, Form, choices};
use crate::frame::Frame;
use crate::text::Text;
use askama::Template;
use magpie_domain::seekers::doubles::Double;
use magpie_domain::seekers::read::Detail;
use magpie_terms::Month;
use magpie_terms::{
    Division, Education, EmploymentType, Limit, Must, PersonInput, ProfileInput, StudyInput, Violations, WorkInput,
};

/// GET /profile of an account without a profile: what it is good for, and one button.
#[derive(Debug, Template)]
#[template(path = "seekers/none.html")]
pub struct None<'a> {
    /// The frame.
    pub frame: Frame<'a>,
}

/// GET /seekers/{seeker}
#[derive(Debug, Template)]
#[template(path = "seekers/profile.html")]
pub struct Profile<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The profile.
    pub seeker: &'a Detail,
    /// Profiles that may be the same person's; for advisers.
    pub doubles: &'a [Double],
}

impl Profile<'_> {
    fn complete(&self) -> u8 {
        self.seeker.profile.completeness().0
    }

    /// The fields that are missing, each with the section where it is filled in.
    fn missing(&self) -> Vec<(&'static str, &'static str)> {
        let fields = self.seeker.profile.completeness().1;
        fields.into_iter().map(|field| (field, section_of(field))).collect()
    }

    fn label(&self, field: &str) -> String {
        self.frame.text.field(&format!("seeker-{field}"))
    }

    /// The wished pay, with thousands separators.
    fn pay(&self) -> Option<String> {
        self.seeker.profile.pay_min_fen.map(|fen| self.frame.text.number(magpie_terms::pay::fen_to_yuan(fen)))
    }

    fn years(&self) -> Option<u8> {
        self.seeker.profile.years_of_work(self.frame.now.day())
    }

    fn span(&self, start: &Option<Month>, end: &Option<Month>) -> String {
        span(self.frame.text, *start, *end)
    }
}

/// The section in which a field stands.
fn section_of(field: &str) -> &'static str {
    match field {
        "desired_titles" | "districts" | "pay_min" | "employment_types" => "wishes",
        "work" => "work",
        _ => "abilities",
    }
}

/// `2019-03 – 2021`, `2019-03 – 至今`; empty where neither is known.
pub(super) fn span(t: Text, start: Option<Month>, end: Option<Month>) -> String {
    let until = end.map_or_else(|| t.text("profile-until-now").into_owned(), |end| end.to_string());
    match (start, end) {
        (None, None) => String::new(),
        (None, Some(end)) => end.to_string(),
        (Some(start), _) => t.with("profile-span", &[("start", start.to_string()), ("end", until)]),
    }
}

/// A box to tick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The code sent.
    pub value: String,
    /// The word shown.
    pub label: String,
    /// Whether it is ticked.
    pub ticked: bool,
}

fn ticks(choices: Vec<Choice>, chosen: &str) -> Vec<Tick> {
    let chosen: Vec<&str> = chosen.split('、').collect();
    let tick = |choice: Choice| Tick {
        ticked: chosen.contains(&choice.value.as_str()),
        value: choice.value,
        label: choice.label,
    };
    choices.into_iter().map(tick).collect()
}

macro_rules! section_page {
    ($(#[$meta:meta])* $page:ident, $template:literal, $fields:ty) => {
        $(#[$meta])*
        #[derive(Debug, Template)]
        #[template(path = $template)]
        pub struct $page<'a> {
            /// The frame.
            pub frame: Frame<'a>,
            /// The profile as it stands.
            pub seeker: &'a Detail,
            /// The form as sent.
            pub fields: &'a $fields,
            /// The version that was read.
            pub version: i64,
            /// What is wrong.
            pub violations: &'a Violations,
        }

        impl $page<'_> {
            fn form(&self) -> Form<'_> {
                Form::new(self.frame.text, "seeker", self.violations)
            }
        }
    };
}

section_page! {
    /// GET, POST /seekers/{seeker}/wishes
    Wishes, "seekers/wishes.html", ProfileInput
}

section_page! {
    /// GET, POST /seekers/{seeker}/abilities
    Abilities, "seekers/abilities.html", ProfileInput
}

section_page! {
    /// GET, POST /seekers/{seeker}/person, with the fields of `PersonInput`.
    Person, "seekers/person.html", PersonInput
}

impl Wishes<'_> {
    /// The districts of Beijing and those that are chosen already, each as a box.
    fn districts(&self) -> Vec<Tick> {
        let t = self.frame.text;
        let mut found: Vec<Choice> = Division::children("110000")
            .map(|district| Choice { value: district.code.to_owned(), label: t.district_short(district.code) })
            .collect();
        for code in self.fields.districts.split('、') {
            if let Some(division) = Division::by_code(code)
                && !found.iter().any(|known| known.value == division.code)
            {
                found.push(Choice { value: division.code.to_owned(), label: t.district(division.code) });
            }
        }
        ticks(found, &self.fields.districts)
    }

    /// Everywhere else, for one more.
    fn elsewhere(&self) -> Vec<(String, Vec<Choice>)> {
        crate::forms::districts(self.frame.text, "")
    }

    fn employment_types(&self) -> Vec<Tick> {
        let all = choices(EmploymentType::ALL, EmploymentType::code, |member| self.frame.text.employment_type(member));
        ticks(all, &self.fields.employment_types)
    }

    fn limits(&self) -> Vec<Tick> {
        ticks(choices(Limit::ALL, Limit::code, |member| self.frame.text.limit(member)), &self.fields.limits)
    }

    fn musts(&self) -> Vec<Tick> {
        ticks(choices(Must::ALL, Must::code, |member| self.frame.text.must(member)), &self.fields.must)
    }
}

impl Abilities<'_> {
    fn educations(&self) -> Vec<Choice> {
        levels(self.frame.text)
    }
}

/// Levels that somebody has: "no education asked for" is none of them.
fn levels(t: Text) -> Vec<Choice> {
    choices(Education::ALL, Education::code, |member| match member {
        Education::None => t.text("profile-primary").into_owned(),
        other => t.education(other),
    })
}

/// GET, POST /seekers/{seeker}/studies and /seekers/{seeker}/studies/{entry}, with the fields of `StudyInput`.
#[derive(Debug, Template)]
#[template(path = "seekers/studies.html")]
pub struct Studies<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The profile as it stands.
    pub seeker: &'a Detail,
    /// The entry that is changed; none where one is added.
    pub entry: Option<usize>,
    /// The form as sent.
    pub fields: &'a StudyInput,
    /// The version that was read.
    pub version: i64,
    /// What is wrong.
    pub violations: &'a Violations,
}

/// GET, POST /seekers/{seeker}/work and /seekers/{seeker}/work/{entry}, with the fields of `WorkInput`.
#[derive(Debug, Template)]
#[template(path = "seekers/work.html")]
pub struct WorkPage<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The profile as it stands.
    pub seeker: &'a Detail,
    /// The entry that is changed; none where one is added.
    pub entry: Option<usize>,
    /// The form as sent.
    pub fields: &'a WorkInput,
    /// The version that was read.
    pub version: i64,
    /// What is wrong.
    pub violations: &'a Violations,
}

macro_rules! entries_page {
    ($page:ident, $scope:literal, $section:literal) => {
        impl $page<'_> {
            fn form(&self) -> Form<'_> {
                Form::new(self.frame.text, $scope, self.violations)
            }

            fn action(&self) -> String {
                let id = self.seeker.id;
                match self.entry {
                    Some(entry) => format!("/seekers/{id}/{}/{entry}", $section),
                    None => format!("/seekers/{id}/{}", $section),
                }
            }

            fn span(&self, start: &Option<Month>, end: &Option<Month>) -> String {
                span(self.frame.text, *start, *end)
            }
        }
    };
}

entries_page!(Studies, "study", "studies");
entries_page!(WorkPage, "work", "work");

impl Studies<'_> {
    fn levels(&self) -> Vec<Choice> {
        levels(self.frame.text)
    }
}
