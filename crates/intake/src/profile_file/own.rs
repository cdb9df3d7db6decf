//! Our own fields as JSON: those of the API, bare or under `profile` with the `person` beside.
//!
//! Rule: lists may be arrays or text, numbers may be numbers or text, as everywhere in the API; an unknown name is noted
//! and not taken.

use super::fit::Notes;
use magpie_terms::{PersonInput, ProfileInput, StudyInput, WorkInput};
use serde_json::{Map, Value};

/// The names of the fields that are no lists of entries.
pub(super) const FIELDS: &[&str] = &[
    "desired_titles",
    "pay_min",
    "districts",
    "employment_types",
    "available_from",
    "limits",
    "must",
    "education",
    "experience_years",
    "skills",
    "certificates",
    "languages",
    "licences",
    "summary",
];

pub(super) fn read(value: &Value, notes: &mut Notes) -> (ProfileInput, PersonInput) {
    let empty = Map::new();
    let object = value.as_object().unwrap_or(&empty);
    let person = object.get("person").map(|person| self::person(person, notes)).unwrap_or_default();
    let inner = object.get("profile").and_then(Value::as_object);
    let fields = inner.unwrap_or(object);
    for key in fields.keys() {
        let known = FIELDS.contains(&key.as_str()) || matches!(key.as_str(), "studies" | "work");
        let of_answer = inner.is_none() && matches!(key.as_str(), "person" | "profile" | "id" | "version");
        if !known && !of_answer {
            notes.left_out(key, key);
        }
    }
    let mut input = with_fields(fields);
    let entries = |key: &str| fields.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    for (n, entry) in entries("studies").iter().enumerate() {
        unknown_of(entry, &format!("studies[{n}]"), &["institution", "area", "level", "start", "end"], notes);
        input.studies.push(StudyInput {
            institution: text(entry.get("institution")),
            area: text(entry.get("area")),
            level: text(entry.get("level")),
            start: text(entry.get("start")),
            end: text(entry.get("end")),
        });
    }
    for (n, entry) in entries("work").iter().enumerate() {
        unknown_of(entry, &format!("work[{n}]"), &["title", "employer", "start", "end", "summary"], notes);
        input.work.push(WorkInput {
            title: text(entry.get("title")),
            employer: text(entry.get("employer")),
            start: text(entry.get("start")),
            end: text(entry.get("end")),
            summary: text(entry.get("summary")),
        });
    }
    (input, person)
}

/// The fields that are no lists of entries.
pub(super) fn with_fields(fields: &Map<String, Value>) -> ProfileInput {
    let get = |name: &str| text(fields.get(name));
    ProfileInput {
        desired_titles: get("desired_titles"),
        pay_min: get("pay_min"),
        districts: get("districts"),
        employment_types: get("employment_types"),
        available_from: get("available_from"),
        limits: get("limits"),
        must: get("must"),
        education: get("education"),
        experience_years: get("experience_years"),
        skills: get("skills"),
        certificates: get("certificates"),
        languages: get("languages"),
        licences: get("licences"),
        summary: get("summary"),
        studies: Vec::new(),
        work: Vec::new(),
    }
}

fn person(value: &Value, notes: &mut Notes) -> PersonInput {
    unknown_of(value, "person", &["name", "phone", "email"], notes);
    PersonInput { name: text(value.get("name")), phone: text(value.get("phone")), email: text(value.get("email")) }
}

/// Notes the names of an object that are not taken.
pub(super) fn unknown_of(value: &Value, field: &str, known: &[&str], notes: &mut Notes) {
    for key in value.as_object().into_iter().flat_map(Map::keys).filter(|key| !known.contains(&key.as_str())) {
        notes.left_out(&format!("{field}.{key}"), key);
    }
}

/// A value as the text of a field: a list as its parts, each of which stays one.
pub(super) fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Array(parts)) => parts
            .iter()
            .filter(|part| !part.is_array() && !part.is_object())
            .map(|part| one_part(&text(Some(part))))
            .collect::<Vec<_>>()
            .join("、"),
        Some(Value::Bool(_) | Value::Object(_) | Value::Null) | None => String::new(),
    }
}

/// A part of a list without what would make it two.
pub(super) fn one_part(text: &str) -> String {
    text.replace([',', '，', '、', ';', '；', '\n', '\r'], " ")
}
