//! A posting's content in the terms of schema.org JobPosting.
//!
//! Rule: an unknown field is refused, so no field for sex, age or the like can be smuggled in; a posting is valid for
//! at most 90 days from today.

use crate::employer::chosen;
use crate::moment::Day;
use crate::occupation::Occupation;
use crate::pay::{self, Pay};
use crate::place::Division;
use crate::requirement::{Education, EmploymentType, Experience, Shift};
use crate::text;
use crate::violation::{Fault, Violations};
use serde::{Deserialize, Deserializer, Serialize};

/// The longest validity of a posting.
pub const MOST_DAYS_VALID: i64 = 90;

/// The fields of a posting as they were sent, by form or as JSON. Numbers and lists may come as JSON numbers and
/// arrays; they are parsed from their text all the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PostingInput {
    /// 2 to 80 characters.
    pub title: String,
    /// Code of the national classification, for example `2-02-10-03`; may be empty.
    pub occupation: String,
    /// 1 to 9,999.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = String, example = "3")]
    pub headcount: String,
    /// `range` or `negotiable`.
    pub pay_kind: String,
    /// Yuan for each period, at most two decimals.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = String, example = "8000")]
    pub pay_min: String,
    /// Yuan for each period.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = String, example = "12000")]
    pub pay_max: String,
    /// `month`, `hour`, `day` or `year`.
    pub pay_period: String,
    /// Months paid a year, 12 to 24.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = String, example = "13")]
    pub pay_months: String,
    /// Code of [`Education`].
    pub education: String,
    /// `yes` where only full-time studies count (统招), else empty.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = String, example = "")]
    pub education_full_time: String,
    /// Years of work, at least; empty asks for none.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = String, example = "1")]
    pub experience_min: String,
    /// Years of work, at most.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = String, example = "3")]
    pub experience_max: String,
    /// `yes` where people who just left school are welcome.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = String, example = "yes")]
    pub graduates: String,
    /// Division code of the place of work.
    pub district: String,
    /// Street, number, building; up to 160 characters.
    pub address: String,
    /// Code of [`EmploymentType`].
    pub employment_type: String,
    /// Code of [`Shift`]; may be empty.
    pub shift: String,
    /// Up to 20 tags.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = String, example = "五险一金、包吃")]
    pub benefits: String,
    /// Up to 30 tags.
    #[serde(deserialize_with = "as_text")]
    #[schema(value_type = String, example = "Excel、叉车证")]
    pub skills: String,
    /// 10 to 8,000 characters.
    pub description: String,
    /// The last day on which the posting stands, at most 90 days ahead: `2026-12-31`.
    pub valid_through: String,
}

/// A valid posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostingContent {
    /// Title.
    pub title: String,
    /// Occupation, where one is given.
    pub occupation: Option<&'static Occupation>,
    /// People sought.
    pub headcount: u16,
    /// Pay.
    pub pay: Pay,
    /// Education asked for.
    pub education: Education,
    /// Whether only full-time studies count (统招).
    pub education_full_time: bool,
    /// Experience asked for.
    pub experience: Experience,
    /// Where the work is.
    pub district: &'static Division,
    /// Address within the division.
    pub address: String,
    /// Type of employment.
    pub employment_type: EmploymentType,
    /// When the work is done.
    pub shift: Option<Shift>,
    /// Benefits, as tags.
    pub benefits: Vec<String>,
    /// Skills, as tags.
    pub skills: Vec<String>,
    /// What the work is.
    pub description: String,
    /// The last day on which the posting stands.
    pub valid_through: Day,
}

impl PostingContent {
    /// Parses a posting.
    ///
    /// # Errors
    /// All violations, by field.
    pub fn parse(input: &PostingInput, today: Day) -> Result<Self, Violations> {
        let mut violations = Violations::default();
        let title = violations.keep("title", text::line(&input.title, 2, 80));
        let occupation = match input.occupation.trim() {
            "" => Some(None),
            code => violations.keep("occupation", Occupation::parse(code)).map(Some),
        };
        let headcount = violations.keep("headcount", text::whole_number(&input.headcount, 1, 9999));
        let pay = Pay::parse(
            &input.pay_kind,
            &input.pay_min,
            &input.pay_max,
            &input.pay_period,
            &input.pay_months,
            &mut violations,
        );
        let education = chosen("education", &input.education, Education::from_code, &mut violations);
        let education_full_time = violations.keep("education_full_time", flag(&input.education_full_time));
        let experience = parse_experience(input, &mut violations);
        let district = violations.keep("district", Division::parse(&input.district));
        let address = violations.keep("address", text::line(&input.address, 0, 160));
        let employment_type =
            chosen("employment_type", &input.employment_type, EmploymentType::from_code, &mut violations);
        let shift = match input.shift.trim() {
            "" => Some(None),
            code => chosen("shift", code, Shift::from_code, &mut violations).map(Some),
        };
        let benefits = violations.keep("benefits", text::tags(&input.benefits, 20, 20));
        let skills = violations.keep("skills", text::tags(&input.skills, 30, 40));
        let description = violations.keep("description", text::block(&input.description, 10, 8000));
        let valid_through = violations.keep("valid_through", parse_valid_through(&input.valid_through, today));
        let content = (|| {
            Some(Self {
                title: title?,
                occupation: occupation?,
                headcount: u16::try_from(headcount?).ok()?,
                pay: pay?,
                education: education?,
                education_full_time: education_full_time?,
                experience: experience?,
                district: district?,
                address: address?,
                employment_type: employment_type?,
                shift: shift?,
                benefits: benefits?,
                skills: skills?,
                description: description?,
                valid_through: valid_through?,
            })
        })();
        violations.finish(content)
    }

    /// The fields of the form that would give this content again.
    #[must_use]
    pub fn to_input(&self) -> PostingInput {
        let (pay_kind, pay_min, pay_max, pay_period, pay_months) = match self.pay {
            Pay::Negotiable => ("negotiable", String::new(), String::new(), String::new(), String::new()),
            Pay::Range(range) => (
                "range",
                pay::fen_to_yuan(range.min_fen),
                pay::fen_to_yuan(range.max_fen),
                range.period.code().to_owned(),
                range.months.to_string(),
            ),
        };
        let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
        PostingInput {
            title: self.title.clone(),
            occupation: self.occupation.map(|o| o.code.to_owned()).unwrap_or_default(),
            headcount: self.headcount.to_string(),
            pay_kind: pay_kind.to_owned(),
            pay_min,
            pay_max,
            pay_period,
            pay_months,
            education: self.education.code().to_owned(),
            education_full_time: yes(self.education_full_time),
            experience_min: if self.experience.min_years == 0 {
                String::new()
            } else {
                self.experience.min_years.to_string()
            },
            experience_max: self.experience.max_years.map(|y| y.to_string()).unwrap_or_default(),
            graduates: yes(self.experience.graduates),
            district: self.district.code.to_owned(),
            address: self.address.clone(),
            employment_type: self.employment_type.code().to_owned(),
            shift: self.shift.map(|s| s.code().to_owned()).unwrap_or_default(),
            benefits: self.benefits.join("、"),
            skills: self.skills.join("、"),
            description: self.description.clone(),
            valid_through: self.valid_through.to_string(),
        }
    }
}

/// Parses the last day of validity: today at the earliest, 90 days ahead at the latest.
///
/// # Errors
/// `required`, `bad_date`, `date_past`, `date_too_far`.
pub fn parse_valid_through(text: &str, today: Day) -> Result<Day, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::new("required"));
    }
    let day = Day::parse(text)?;
    let latest = today.plus_days(MOST_DAYS_VALID);
    if day < today {
        Err(Fault::with("date_past", &[("value", &day)]))
    } else if day > latest {
        Err(Fault::with("date_too_far", &[("value", &day), ("max", &MOST_DAYS_VALID), ("latest", &latest)]))
    } else {
        Ok(day)
    }
}

fn parse_experience(input: &PostingInput, violations: &mut Violations) -> Option<Experience> {
    let years = |field: &str, text: &str, violations: &mut Violations| match text.trim() {
        "" => Some(None),
        text => violations.keep(field, text::whole_number(text, 0, 40)).map(|y| Some(u8::try_from(y).unwrap_or(40))),
    };
    let min = years("experience_min", &input.experience_min, violations);
    let max = years("experience_max", &input.experience_max, violations);
    let graduates = violations.keep("graduates", flag(&input.graduates));
    let (min, max) = (min?.unwrap_or(0), max?);
    if max.is_some_and(|max| max < min) {
        violations.add("experience_max", "experience_min_over_max");
        return None;
    }
    Some(Experience { min_years: min, max_years: max, graduates: graduates? })
}

fn flag(text: &str) -> Result<bool, Fault> {
    match text.trim() {
        "yes" | "true" | "on" => Ok(true),
        "" | "no" | "false" => Ok(false),
        other => Err(Fault::with("unknown_value", &[("value", &text::shortened(other, 40))])),
    }
}

/// Reads a JSON string, number, boolean, null or array of those as the text of a form field.
pub(crate) fn as_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Scalar {
        Null(()),
        Bool(bool),
        Whole(i64),
        Number(f64),
        Text(String),
    }
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Value {
        One(Scalar),
        Many(Vec<Scalar>),
    }
    let text = |scalar: Scalar| match scalar {
        Scalar::Null(()) => String::new(),
        Scalar::Bool(value) => value.to_string(),
        Scalar::Whole(value) => value.to_string(),
        Scalar::Number(value) => value.to_string(),
        Scalar::Text(value) => value,
    };
    Ok(match Value::deserialize(deserializer)? {
        Value::One(scalar) => text(scalar),
        Value::Many(scalars) => scalars.into_iter().map(text).collect::<Vec<_>>().join("\n"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        Day::parse("2026-11-24").unwrap()
    }

    fn good() -> PostingInput {
        PostingInput {
            title: "养老护理员".into(),
            headcount: "3".into(),
            pay_kind: "range".into(),
            pay_min: "6000".into(),
            pay_max: "8000".into(),
            education: "junior_high".into(),
            district: "110108".into(),
            employment_type: "full_time".into(),
            benefits: "包吃、包住、五险一金".into(),
            description: "照料老人的起居，协助用餐和散步。".into(),
            valid_through: "2026-12-31".into(),
            ..PostingInput::default()
        }
    }

    #[test]
    fn content_and_form_go_both_ways() {
        let content = PostingContent::parse(&good(), today()).unwrap();
        assert_eq!(PostingContent::parse(&content.to_input(), today()).unwrap(), content);
    }

    #[test]
    fn an_empty_form_names_every_required_field() {
        let found = PostingContent::parse(&PostingInput::default(), today()).unwrap_err();
        let fields: Vec<&str> = found.0.iter().map(|v| v.field.as_str()).collect();
        for field in [
            "title",
            "headcount",
            "pay_kind",
            "education",
            "district",
            "employment_type",
            "description",
            "valid_through",
        ] {
            assert!(fields.contains(&field), "{field} is missing in {fields:?}");
        }
    }

    #[test]
    fn validity_ends_within_ninety_days() {
        let code = |text: &str| parse_valid_through(text, today()).map_err(|f| f.code);
        assert!(code("2026-11-24").is_ok());
        assert!(code("2027-02-22").is_ok());
        assert_eq!(code("2027-02-23"), Err("date_too_far"));
        assert_eq!(code("2026-11-23"), Err("date_past"));
        assert_eq!(code(" "), Err("required"));
    }

    #[test]
    fn unlawful_fields_do_not_exist() {
        // Written as an array of names, so that a field added by mistake is caught whatever its spelling.
        let field = |name: &str| serde_json::from_str::<PostingInput>(&format!("{{\"{name}\":\"x\"}}")).is_ok();
        for name in [
            "sex",
            "gender",
            "age",
            "min_age",
            "max_age",
            "age_max",
            "marriage",
            "household",
            "hukou",
            "height",
            "photo",
            "ethnicity",
        ] {
            assert!(!field(name), "{name}");
        }
        assert!(field("title"));
    }

    #[test]
    fn json_may_hold_numbers_and_lists() {
        let input: PostingInput =
            serde_json::from_str(r#"{"headcount": 3, "pay_min": 26.5, "skills": ["Excel", "SQL"], "graduates": true}"#)
                .unwrap();
        assert_eq!(
            (input.headcount.as_str(), input.pay_min.as_str(), input.skills.as_str(), input.graduates.as_str()),
            ("3", "26.5", "Excel\nSQL", "true")
        );
    }
}
