//! A seeker's profile: what is wished, what is known and done.
//!
//! Rule: the profile holds nothing about who a person is. Sex, age, birth, marriage, household, health, looks and photo
//! have no field, an unknown field is refused, and name and contact stand elsewhere, so that what ranks people cannot
//! see them. Everything is optional: an empty profile is a valid one.

use crate::moment::Day;
use crate::month::Month;
use crate::pay::{fen_to_yuan, yuan_to_fen};
use crate::place::Division;
use crate::posting::as_text;
use crate::requirement::{Education, EmploymentType};
use crate::text;
use crate::violation::{Fault, Violations};
use serde::{Deserialize, Serialize};

crate::closed_set! {
    /// What a person chose not to do, for reasons that are nobody's business.
    Limit {
        NoNightShift = "no_night_shift", NoShiftWork = "no_shift_work", NoWeekends = "no_weekends", CareDuty = "care_duty",
    }
}

crate::closed_set! {
    /// A wish that must hold: what does not satisfy it is not shown at all. Without one, a wish only moves the rank.
    Must { Pay = "pay", District = "district", EmploymentType = "employment_type", Limits = "limits" }
}

/// Most entries of studies, and of work.
pub const MOST_ENTRIES: usize = 30;
/// Longest free text about oneself, in characters.
pub const LONGEST_SUMMARY: usize = 20_000;

/// A profile as sent, by form or as JSON. Lists may come as JSON arrays or as text with `、` or commas.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProfileInput {
    /// Titles of the work wished for, the dearest first; up to 10.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = Vec<String>)]
    pub desired_titles: String,
    /// The pay wished for at least, in yuan a month.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = String, example = "6000")]
    pub pay_min: String,
    /// Codes of divisions; a district, or a whole city or province. Up to 10.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = Vec<String>)]
    pub districts: String,
    /// Codes of [`EmploymentType`].
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = Vec<String>)]
    pub employment_types: String,
    /// The first day on which work could begin: `2026-12-31`.
    pub available_from: String,
    /// Codes of [`Limit`].
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = Vec<String>)]
    pub limits: String,
    /// Codes of [`Must`].
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = Vec<String>)]
    pub must: String,
    /// Code of the highest [`Education`].
    pub education: String,
    /// Years of work, 0 to 60; empty counts the entries of `work`.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = String, example = "3")]
    pub experience_years: String,
    /// Up to 60 tags.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = Vec<String>)]
    pub skills: String,
    /// Certificates, up to 30 tags.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = Vec<String>)]
    pub certificates: String,
    /// Languages, up to 20 tags, for example `英语六级`.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = Vec<String>)]
    pub languages: String,
    /// Licences to drive or to operate, up to 20 tags, for example `B2`, `叉车证`.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = Vec<String>)]
    pub licences: String,
    /// About oneself, up to 20,000 characters.
    pub summary: String,
    /// Where and what was studied.
    pub studies: Vec<StudyInput>,
    /// What was worked.
    pub work: Vec<WorkInput>,
}

/// One course of studies as sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StudyInput {
    /// The school, up to 80 characters.
    pub institution: String,
    /// The subject, up to 80 characters.
    pub area: String,
    /// Code of [`Education`]; may be empty.
    pub level: String,
    /// `2019-09`, `2019` or empty.
    pub start: String,
    /// The same; empty while it lasts.
    pub end: String,
}

/// One job as sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WorkInput {
    /// The title, 1 to 80 characters.
    pub title: String,
    /// The employer, up to 80 characters.
    pub employer: String,
    /// `2019-09`, `2019` or empty.
    pub start: String,
    /// The same; empty while it lasts.
    pub end: String,
    /// What was done, up to 4,000 characters.
    pub summary: String,
}

/// One course of studies.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of StudyInput")]
pub struct Study {
    pub institution: String,
    pub area: String,
    pub level: Option<Education>,
    pub start: Option<Month>,
    pub end: Option<Month>,
}

/// One job.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of WorkInput")]
pub struct Work {
    pub title: String,
    pub employer: String,
    pub start: Option<Month>,
    pub end: Option<Month>,
    pub summary: String,
}

/// A valid profile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Titles of the work wished for, the dearest first.
    pub desired_titles: Vec<String>,
    /// The pay wished for at least, in fen a month.
    pub pay_min_fen: Option<i64>,
    /// Where the work should be.
    pub districts: Vec<&'static Division>,
    /// Types of employment; none means any.
    pub employment_types: Vec<EmploymentType>,
    /// The first day on which work could begin.
    pub available_from: Option<Day>,
    /// What the person chose not to do.
    pub limits: Vec<Limit>,
    /// Wishes that must hold.
    pub must: Vec<Must>,
    /// The highest education.
    pub education: Option<Education>,
    /// Years of work, as the person says.
    pub experience_years: Option<u8>,
    /// Skills, as tags.
    pub skills: Vec<String>,
    /// Certificates, as tags.
    pub certificates: Vec<String>,
    /// Languages, as tags.
    pub languages: Vec<String>,
    /// Licences to drive or to operate, as tags.
    pub licences: Vec<String>,
    /// About oneself.
    pub summary: String,
    /// Studies, as entered.
    pub studies: Vec<Study>,
    /// Work, as entered.
    pub work: Vec<Work>,
}

impl Profile {
    /// Parses a profile.
    ///
    /// # Errors
    /// All violations, by field; those of an entry under `work-0-title`, `studies-2-end`.
    pub fn parse(input: &ProfileInput) -> Result<Self, Violations> {
        let mut violations = Violations::default();
        let v = &mut violations;
        let desired_titles = v.keep("desired_titles", text::tags(&input.desired_titles, 10, 60));
        let pay_min_fen = optional(v, "pay_min", &input.pay_min, |text| {
            yuan_to_fen(text).and_then(|fen| {
                let most = 1_000_000_000;
                if (0..=most).contains(&fen) {
                    Ok(fen)
                } else {
                    Err(Fault::with("out_of_range", &[("min", &0), ("max", &fen_to_yuan(most))]))
                }
            })
        });
        let districts = v.keep("districts", text::tags(&input.districts, 10, 12)).and_then(|codes| {
            let parsed: Result<Vec<_>, Fault> = codes.iter().map(|code| Division::parse(code)).collect();
            v.keep("districts", parsed)
        });
        let employment_types = codes(v, "employment_types", &input.employment_types, EmploymentType::from_code);
        let available_from = optional(v, "available_from", &input.available_from, Day::parse);
        let limits = codes(v, "limits", &input.limits, Limit::from_code);
        let must = codes(v, "must", &input.must, Must::from_code);
        let education = optional(v, "education", &input.education, education);
        let experience_years = optional(v, "experience_years", &input.experience_years, |text| {
            text::whole_number(text, 0, 60).map(|years| u8::try_from(years).unwrap_or(60))
        });
        let skills = v.keep("skills", text::tags(&input.skills, 60, 60));
        let certificates = v.keep("certificates", text::tags(&input.certificates, 30, 60));
        let languages = v.keep("languages", text::tags(&input.languages, 20, 60));
        let licences = v.keep("licences", text::tags(&input.licences, 20, 60));
        let summary = v.keep("summary", text::block(&input.summary, 0, LONGEST_SUMMARY));
        for (field, count) in [("studies", input.studies.len()), ("work", input.work.len())] {
            if count > MOST_ENTRIES {
                let args = vec![("max", MOST_ENTRIES.to_string()), ("found", count.to_string())];
                v.add_with(field, "too_many", args);
            }
        }
        // Every entry is looked at before the first faulty one ends it.
        let studies: Vec<Option<Study>> =
            input.studies.iter().enumerate().take(MOST_ENTRIES).map(|(i, study)| parse_study(i, study, v)).collect();
        let work: Vec<Option<Work>> =
            input.work.iter().enumerate().take(MOST_ENTRIES).map(|(i, work)| parse_work(i, work, v)).collect();
        let (studies, work): (Option<Vec<Study>>, Option<Vec<Work>>) =
            (studies.into_iter().collect(), work.into_iter().collect());
        let content = (|| {
            Some(Self {
                desired_titles: desired_titles?,
                pay_min_fen: pay_min_fen?,
                districts: districts?,
                employment_types: employment_types?,
                available_from: available_from?,
                limits: limits?,
                must: must?,
                education: education?,
                experience_years: experience_years?,
                skills: skills?,
                certificates: certificates?,
                languages: languages?,
                licences: licences?,
                summary: summary?,
                studies: studies?,
                work: work?,
            })
        })();
        violations.finish(content)
    }

    /// The fields that would give this profile again.
    #[must_use]
    pub fn to_input(&self) -> ProfileInput {
        let list = |codes: Vec<&str>| codes.join("、");
        let month = |month: Option<Month>| month.map(|m| m.to_string()).unwrap_or_default();
        ProfileInput {
            desired_titles: self.desired_titles.join("、"),
            pay_min: self.pay_min_fen.map(fen_to_yuan).unwrap_or_default(),
            districts: list(self.districts.iter().map(|d| d.code).collect()),
            employment_types: list(self.employment_types.iter().map(|t| t.code()).collect()),
            available_from: self.available_from.map(|day| day.to_string()).unwrap_or_default(),
            limits: list(self.limits.iter().map(|l| l.code()).collect()),
            must: list(self.must.iter().map(|m| m.code()).collect()),
            education: self.education.map(|e| e.code().to_owned()).unwrap_or_default(),
            experience_years: self.experience_years.map(|y| y.to_string()).unwrap_or_default(),
            skills: self.skills.join("、"),
            certificates: self.certificates.join("、"),
            languages: self.languages.join("、"),
            licences: self.licences.join("、"),
            summary: self.summary.clone(),
            studies: self
                .studies
                .iter()
                .map(|study| StudyInput {
                    institution: study.institution.clone(),
                    area: study.area.clone(),
                    level: study.level.map(|e| e.code().to_owned()).unwrap_or_default(),
                    start: month(study.start),
                    end: month(study.end),
                })
                .collect(),
            work: self
                .work
                .iter()
                .map(|work| WorkInput {
                    title: work.title.clone(),
                    employer: work.employer.clone(),
                    start: month(work.start),
                    end: month(work.end),
                    summary: work.summary.clone(),
                })
                .collect(),
        }
    }

    /// Years of work: as the person says, else the months of the entries together, overlapping ones counted once;
    /// `None` where neither says anything. `today` ends what still lasts.
    #[must_use]
    pub fn years_of_work(&self, today: Day) -> Option<u8> {
        if self.experience_years.is_some() {
            return self.experience_years;
        }
        let now = Month::of(today).number();
        let mut spans: Vec<(i32, i32)> = self
            .work
            .iter()
            .filter_map(|work| {
                let start = work.start?;
                let end = work.end.map_or(now, Month::last_number).min(now);
                Some((start.number(), end + 1))
            })
            .filter(|(start, end)| start < end)
            .collect();
        if spans.is_empty() {
            return None;
        }
        spans.sort_unstable();
        let mut months = 0;
        let mut reached = i32::MIN;
        for (start, end) in spans {
            months += (end - start.max(reached)).max(0);
            reached = reached.max(end);
        }
        Some(u8::try_from(months / 12).unwrap_or(60).min(60))
    }

    /// The highest education: as the person says, else of the studies.
    #[must_use]
    pub fn highest_education(&self) -> Option<Education> {
        self.education.or_else(|| self.studies.iter().filter_map(|study| study.level).max_by_key(|level| level.rank()))
    }

    /// How much of what helps a match is filled in, 0 to 100, and the fields that are missing, the most useful first.
    /// A field counts as it helps: the wished titles most, since without one there is little to look for.
    #[must_use]
    pub fn completeness(&self) -> (u8, Vec<&'static str>) {
        let parts = [
            ("desired_titles", 25, !self.desired_titles.is_empty()),
            ("skills", 15, !self.skills.is_empty() || !self.certificates.is_empty() || !self.licences.is_empty()),
            ("work", 15, !self.work.is_empty() || self.experience_years == Some(0)),
            ("districts", 10, !self.districts.is_empty()),
            ("pay_min", 10, self.pay_min_fen.is_some()),
            ("education", 10, self.highest_education().is_some()),
            ("employment_types", 5, !self.employment_types.is_empty()),
            ("languages", 5, !self.languages.is_empty()),
            ("summary", 5, !self.summary.is_empty()),
        ];
        let filled: u8 = parts.iter().filter(|(_, _, has)| *has).map(|(_, weight, _)| *weight).sum();
        let missing = parts.iter().filter(|(_, _, has)| !has).map(|(field, _, _)| *field).collect();
        (filled, missing)
    }
}

fn optional<T>(
    violations: &mut Violations,
    field: &str,
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, Fault>,
) -> Option<Option<T>> {
    match text.trim() {
        "" => Some(None),
        text => violations.keep(field, parse(text)).map(Some),
    }
}

fn codes<T>(violations: &mut Violations, field: &str, text: &str, from_code: fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let tags = violations.keep(field, text::tags(text, 20, 40))?;
    let parsed: Result<Vec<T>, Fault> = tags
        .iter()
        .map(|code| from_code(code).ok_or_else(|| Fault::with("unknown_value", &[("value", code)])))
        .collect();
    violations.keep(field, parsed)
}

fn education(code: &str) -> Result<Education, Fault> {
    Education::from_code(code).ok_or_else(|| Fault::with("unknown_value", &[("value", &text::shortened(code, 40))]))
}

fn span(violations: &mut Violations, prefix: &str, start: &str, end: &str) -> Option<(Option<Month>, Option<Month>)> {
    let from = optional(violations, &format!("{prefix}-start"), start, Month::parse);
    let to = optional(violations, &format!("{prefix}-end"), end, Month::parse);
    let (from, to) = (from?, to?);
    if let (Some(from), Some(to)) = (from, to)
        && to.last_number() < from.number()
    {
        violations.add(format!("{prefix}-end"), "ends_before_start");
        return None;
    }
    Some((from, to))
}

fn parse_study(index: usize, input: &StudyInput, violations: &mut Violations) -> Option<Study> {
    let prefix = format!("studies-{index}");
    let institution = violations.keep(&format!("{prefix}-institution"), text::line(&input.institution, 0, 80));
    let area = violations.keep(&format!("{prefix}-area"), text::line(&input.area, 0, 80));
    let level = optional(violations, &format!("{prefix}-level"), &input.level, education);
    let span = span(violations, &prefix, &input.start, &input.end);
    let (start, end) = span?;
    Some(Study { institution: institution?, area: area?, level: level?, start, end })
}

fn parse_work(index: usize, input: &WorkInput, violations: &mut Violations) -> Option<Work> {
    let prefix = format!("work-{index}");
    let title = violations.keep(&format!("{prefix}-title"), text::line(&input.title, 1, 80));
    let employer = violations.keep(&format!("{prefix}-employer"), text::line(&input.employer, 0, 80));
    let summary = violations.keep(&format!("{prefix}-summary"), text::block(&input.summary, 0, 4000));
    let span = span(violations, &prefix, &input.start, &input.end);
    let (start, end) = span?;
    Some(Work { title: title?, employer: employer?, start, end, summary: summary? })
}

#[cfg(test)]
mod tests;
