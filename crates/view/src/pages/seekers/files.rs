//! A profile on paper and in files.

use super::span;
use crate::forms::Form;
use crate::frame::Frame;
use askama::Template;
use magpie_domain::seekers::read::Detail;
use magpie_terms::Month;
use magpie_terms::{PersonInput, Profile, Study, Violations, Work, text};

/// Jobs and studies on the sheet: what a page of A4 holds.
const JOBS: usize = 5;
const STUDIES: usize = 3;

/// GET /seekers/{seeker}/print: one page of A4, without a photo.
#[derive(Debug, Template)]
#[template(path = "seekers/print.html")]
pub struct Print<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The profile.
    pub seeker: &'a Detail,
}

impl Print<'_> {
    /// The newest jobs.
    fn work(&self) -> Vec<&Work> {
        let mut work: Vec<&Work> = self.seeker.profile.work.iter().collect();
        work.sort_by_key(|job| std::cmp::Reverse((job.end.is_none() && job.start.is_some(), job.end, job.start)));
        work.truncate(JOBS);
        work
    }

    fn studies(&self) -> Vec<&Study> {
        let mut studies: Vec<&Study> = self.seeker.profile.studies.iter().collect();
        studies.sort_by_key(|study| std::cmp::Reverse((study.end, study.start)));
        studies.truncate(STUDIES);
        studies
    }

    /// Whether the profile holds more than the sheet.
    fn is_cut(&self) -> bool {
        let profile = &self.seeker.profile;
        profile.work.len() > JOBS
            || profile.studies.len() > STUDIES
            || profile.summary.chars().count() > 400
            || profile.work.iter().any(|job| job.summary.chars().count() > 220)
    }

    fn short(&self, whole: &str, most: usize) -> String {
        text::shortened(whole, most)
    }

    fn years(&self) -> Option<u8> {
        self.seeker.profile.years_of_work(self.frame.now.day())
    }

    fn span(&self, start: &Option<Month>, end: &Option<Month>) -> String {
        span(self.frame.text, *start, *end)
    }

    /// Skills, certificates, licences and languages, each with its heading's key.
    fn tags(&self) -> Vec<(&'static str, &[String])> {
        let profile = &self.seeker.profile;
        let all: [(&str, &[String]); 4] = [
            ("field-seeker-skills", &profile.skills),
            ("field-seeker-certificates", &profile.certificates),
            ("field-seeker-licences", &profile.licences),
            ("field-seeker-languages", &profile.languages),
        ];
        all.into_iter().filter(|(_, tags)| !tags.is_empty()).collect()
    }
}

/// GET, POST /seekers/{seeker}/import: a file or a text.
#[derive(Debug, Template)]
#[template(path = "seekers/import.html")]
pub struct Import<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The profile.
    pub seeker: &'a Detail,
    /// The text as pasted.
    pub pasted: &'a str,
    /// What is wrong.
    pub violations: &'a Violations,
}

impl Import<'_> {
    fn form(&self) -> Form<'_> {
        Form::new(self.frame.text, "seeker", self.violations)
    }
}

/// What was cut, assumed or not taken of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The code of the sentence.
    pub code: &'static str,
    /// Where in the file.
    pub field: String,
    /// The value.
    pub value: String,
}

/// POST /seekers/{seeker}/import: what would be taken.
#[derive(Debug, Template)]
#[template(path = "seekers/preview.html")]
pub struct Preview<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The profile as it stands.
    pub seeker: &'a Detail,
    /// The code of the file's form.
    pub shape: &'static str,
    /// What was read.
    pub read: &'a Profile,
    /// Name and contact that were read.
    pub person: &'a PersonInput,
    /// What was cut, assumed or not taken.
    pub notes: &'a [Note],
    /// What was read, for the second step.
    pub json: &'a str,
}

impl Preview<'_> {
    fn shape_word(&self) -> String {
        self.frame.text.text(&format!("profile-shape-{}", self.shape)).into_owned()
    }

    fn note(&self, note: &Note) -> String {
        let args = [("field", note.field.as_str()), ("value", note.value.as_str())];
        self.frame.text.with(&format!("profile-note-{}", note.code), &args)
    }

    fn has_person(&self) -> bool {
        *self.person != PersonInput::default()
    }

    fn span(&self, start: &Option<Month>, end: &Option<Month>) -> String {
        span(self.frame.text, *start, *end)
    }
}
