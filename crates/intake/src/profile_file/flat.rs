//! One flat line of a data set: titles, pay, place, years, skills with a level in brackets.
//!
//! Rule: what a line says in words ("1年工作经验", "1周后到岗") is read as a person would, and what is not understood
//! is noted.

use super::fit::Notes;
use super::own::{one_part, text};
use crate::cells;
use magpie_terms::text::folded;
use magpie_terms::{Day, Education, ProfileInput, StudyInput, WorkInput};
use serde_json::Value;

const FIELDS: [&str; 15] = [
    "id",
    "desired_titles",
    "pay_min",
    "kind",
    "place",
    "experience",
    "available",
    "skills",
    "education",
    "majors",
    "past_titles",
    "languages",
    "certificates",
    "licences",
    "summary",
];

pub(super) fn read(value: &Value, today: Day, notes: &mut Notes) -> ProfileInput {
    for key in value.as_object().into_iter().flat_map(|object| object.keys()) {
        if !FIELDS.contains(&key.as_str()) {
            notes.left_out(key, key);
        }
    }
    let mut input = ProfileInput {
        desired_titles: text(value.get("desired_titles")),
        pay_min: text(value.get("pay_min")),
        districts: text(value.get("place")),
        employment_types: kind(&text(value.get("kind"))),
        available_from: available(&text(value.get("available")), today, notes),
        experience_years: years(&text(value.get("experience")), notes),
        skills: without_levels(value.get("skills")),
        languages: without_levels(value.get("languages")),
        certificates: without_levels(value.get("certificates")),
        licences: without_levels(value.get("licences")),
        summary: text(value.get("summary")),
        ..ProfileInput::default()
    };
    let levels: Vec<Option<Education>> = list(value.get("education"))
        .iter()
        .map(|word| {
            let level = cells::education(word).map(|(level, _)| level).or_else(|| Education::from_code(word));
            if level.is_none() {
                notes.add("unknown", "education", word);
            }
            level
        })
        .collect();
    let highest = levels.iter().flatten().max_by_key(|level| level.rank());
    input.education = highest.map(|level| level.code().to_owned()).unwrap_or_default();
    for (n, area) in list(value.get("majors")).into_iter().enumerate() {
        let level = levels.get(n).copied().flatten().map(|level| level.code().to_owned()).unwrap_or_default();
        input.studies.push(StudyInput { area, level, ..StudyInput::default() });
    }
    for title in list(value.get("past_titles")) {
        input.work.push(WorkInput { title, ..WorkInput::default() });
    }
    input
}

fn list(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(parts)) => {
            parts.iter().map(|part| text(Some(part))).filter(|part| !part.trim().is_empty()).collect()
        }
        Some(Value::String(one)) if !one.trim().is_empty() => vec![one.clone()],
        _ => Vec::new(),
    }
}

fn kind(word: &str) -> String {
    if word.trim().is_empty() {
        return String::new();
    }
    cells::employment_type(word).map_or_else(|| word.to_owned(), |kind| kind.code().to_owned())
}

/// `python[SKILLED]` as `python`; `#[泰迪科技实习证明]`, which has its name in the brackets, as that.
fn without_levels(value: Option<&Value>) -> String {
    let name = |tag: String| {
        let Some((before, inside)) = tag.split_once('[') else { return one_part(&tag) };
        let (before, inside) = (before.trim(), inside.trim_end_matches([']', ' ']));
        one_part(if before.is_empty() || before == "#" { inside } else { before })
    };
    list(value).into_iter().map(name).collect::<Vec<_>>().join("、")
}

fn years(words: &str, notes: &mut Notes) -> String {
    let plain = folded(words);
    if plain.is_empty() {
        return String::new();
    }
    if plain.chars().all(|c| c.is_ascii_digit()) {
        return plain;
    }
    match cells::experience(words) {
        // Ten years or more are ten: no more is said. Less than a year is none.
        Some(found) => found.min_years.to_string(),
        None => {
            notes.add("unknown", "experience", words);
            String::new()
        }
    }
}

/// `随时到岗`, `1周后到岗`, `1个月后到岗`, or a day; `时间待议` says nothing.
fn available(words: &str, today: Day, notes: &mut Notes) -> String {
    let plain = folded(words);
    if plain.is_empty() || plain.contains("待议") || plain.contains("面议") {
        return String::new();
    }
    if ["随时", "立即", "马上", "immediately", "now"].iter().any(|word| plain.contains(word)) {
        return today.to_string();
    }
    if let Ok(day) = Day::parse(words) {
        return day.to_string();
    }
    let digits: String = plain.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let number: Option<i64> = digits.parse().ok().filter(|number| (0..=366).contains(number));
    let unit = |units: &[&str]| units.iter().any(|unit| plain.contains(unit));
    let days = match number {
        Some(number) if unit(&["周", "星期", "week"]) => Some(number * 7),
        Some(number) if unit(&["月", "month"]) => Some(number * 30),
        Some(number) if unit(&["天", "日", "day"]) => Some(number),
        _ => None,
    };
    days.filter(|days| *days <= 730).map_or_else(
        || {
            notes.add("unknown", "available", words);
            String::new()
        },
        |days| today.plus_days(days).to_string(),
    )
}
