//! JSON Resume (jsonresume.org, schema 1.0.0) in and out.
//!
//! Rule: what the schema has a place for stands there, so that others can read it; our wishes and limits, for which it
//! has none, stand under `meta.magpie`. What we write, we read back unchanged.

use super::fit::Notes;
use super::own::{one_part, text, unknown_of, with_fields};
use magpie_terms::{PersonInput, Profile, ProfileInput, StudyInput, WorkInput};
use serde_json::{Map, Value, json};

/// Where the schema stands.
pub const SCHEMA: &str = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";

/// Sections that the schema has and a profile has not.
const UNPLACED: [&str; 6] = ["volunteer", "awards", "publications", "interests", "references", "projects"];

/// Writes a profile as a JSON Resume, indented for people.
#[must_use]
pub fn write(person: &PersonInput, profile: &Profile) -> String {
    let input = profile.to_input();
    let certificates = profile.certificates.iter().chain(&profile.licences).map(|name| json!({ "name": name }));
    let mut basics = Map::new();
    put(&mut basics, "name", &person.name);
    put(&mut basics, "label", &profile.desired_titles.join(" / "));
    put(&mut basics, "email", &person.email);
    put(&mut basics, "phone", &person.phone);
    put(&mut basics, "summary", &profile.summary);
    let resume = json!({
        "$schema": SCHEMA,
        "basics": basics,
        "work": input.work.iter().map(job).collect::<Vec<_>>(),
        "education": input.studies.iter().map(study).collect::<Vec<_>>(),
        "skills": profile.skills.iter().map(|name| json!({ "name": name })).collect::<Vec<_>>(),
        "certificates": certificates.collect::<Vec<_>>(),
        "languages": profile.languages.iter().map(|name| json!({ "language": name })).collect::<Vec<_>>(),
        "meta": { "version": "v1.0.0", "magpie": wishes(profile, &input) },
    });
    format!("{resume:#}\n")
}

fn job(input: &WorkInput) -> Value {
    let mut job = Map::new();
    put(&mut job, "name", &input.employer);
    put(&mut job, "position", &input.title);
    put(&mut job, "startDate", &input.start);
    put(&mut job, "endDate", &input.end);
    put(&mut job, "summary", &input.summary);
    Value::Object(job)
}

fn study(input: &StudyInput) -> Value {
    let mut study = Map::new();
    put(&mut study, "institution", &input.institution);
    put(&mut study, "area", &input.area);
    put(&mut study, "studyType", &input.level);
    put(&mut study, "startDate", &input.start);
    put(&mut study, "endDate", &input.end);
    Value::Object(study)
}

/// What the schema has no place for.
fn wishes(profile: &Profile, input: &ProfileInput) -> Value {
    let mut wishes = Map::new();
    let lists = [
        ("desired_titles", profile.desired_titles.clone()),
        ("districts", profile.districts.iter().map(|division| division.code.to_owned()).collect()),
        ("employment_types", profile.employment_types.iter().map(|kind| kind.code().to_owned()).collect()),
        ("limits", profile.limits.iter().map(|limit| limit.code().to_owned()).collect()),
        ("must", profile.must.iter().map(|must| must.code().to_owned()).collect()),
        ("licences", profile.licences.clone()),
    ];
    for (name, list) in lists {
        if !list.is_empty() {
            wishes.insert(name.to_owned(), json!(list));
        }
    }
    put(&mut wishes, "pay_min", &input.pay_min);
    put(&mut wishes, "available_from", &input.available_from);
    put(&mut wishes, "education", &input.education);
    put(&mut wishes, "experience_years", &input.experience_years);
    Value::Object(wishes)
}

fn put(object: &mut Map<String, Value>, name: &str, value: &str) {
    if !value.is_empty() {
        object.insert(name.to_owned(), Value::String(value.to_owned()));
    }
}

/// Reads the fields of a JSON Resume as they stand; they are made valid afterwards.
pub(super) fn read(value: &Value, notes: &mut Notes) -> (ProfileInput, PersonInput) {
    for key in value.as_object().into_iter().flat_map(Map::keys) {
        match key.as_str() {
            "$schema" | "meta" | "basics" | "work" | "education" | "skills" | "certificates" | "languages" => {}
            section if UNPLACED.contains(&section) => {
                let filled = value.get(section).and_then(Value::as_array).is_some_and(|list| !list.is_empty());
                if filled {
                    notes.add("unplaced", section, "");
                }
            }
            other => notes.left_out(other, other),
        }
    }
    let ours = value.get("meta").and_then(|meta| meta.get("magpie")).and_then(Value::as_object);
    let mut input = ours.map(with_fields).unwrap_or_default();
    let person = basics(value.get("basics").unwrap_or(&Value::Null), &mut input, ours.is_some(), notes);
    input.skills = skills(value);
    let licences: Vec<&str> = input.licences.split('、').filter(|licence| !licence.is_empty()).collect();
    let certificates =
        names(value, "certificates", "name").into_iter().filter(|name| !licences.contains(&name.as_str()));
    input.certificates = certificates.collect::<Vec<_>>().join("、");
    let languages = entries(value, "languages").iter().map(|entry| {
        let fluency = text(entry.get("fluency"));
        one_part(format!("{} {fluency}", text(entry.get("language"))).trim())
    });
    input.languages = languages.collect::<Vec<_>>().join("、");
    for (n, entry) in entries(value, "work").iter().enumerate() {
        input.work.push(read_job(entry, n, notes));
    }
    for (n, entry) in entries(value, "education").iter().enumerate() {
        let known = ["institution", "area", "studyType", "startDate", "endDate"];
        unknown_of(entry, &format!("education[{n}]"), &known, notes);
        input.studies.push(StudyInput {
            institution: text(entry.get("institution")),
            area: text(entry.get("area")),
            level: text(entry.get("studyType")),
            start: text(entry.get("startDate")),
            end: text(entry.get("endDate")),
        });
    }
    (input, person)
}

fn basics(basics: &Value, input: &mut ProfileInput, ours: bool, notes: &mut Notes) -> PersonInput {
    unknown_of(basics, "basics", &["name", "label", "email", "phone", "summary", "location"], notes);
    input.summary = text(basics.get("summary"));
    if !ours {
        // A label is what somebody is or wants to be: the nearest there is to a wish.
        let label = text(basics.get("label"));
        input.desired_titles = label.replace([';', '|', '/'], "、");
        if !label.trim().is_empty() {
            notes.add("assumed", "desired_titles", &label);
        }
    }
    if let Some(location) = basics.get("location").filter(|location| location.is_object()) {
        unknown_of(location, "basics.location", &["city", "region", "countryCode"], notes);
        let place = format!("{}{}", text(location.get("region")), text(location.get("city")));
        if !ours && !place.trim().is_empty() {
            input.districts = one_part(&place);
            notes.add("assumed", "districts", &place);
        }
    }
    PersonInput { name: text(basics.get("name")), phone: text(basics.get("phone")), email: text(basics.get("email")) }
}

fn read_job(entry: &Value, n: usize, notes: &mut Notes) -> WorkInput {
    let known = ["name", "company", "position", "startDate", "endDate", "summary", "highlights", "description"];
    unknown_of(entry, &format!("work[{n}]"), &known, notes);
    let name = text(entry.get("name"));
    let employer = if name.is_empty() { text(entry.get("company")) } else { name };
    let mut summary = text(entry.get("summary"));
    for highlight in entry.get("highlights").and_then(Value::as_array).into_iter().flatten() {
        let highlight = text(Some(highlight));
        if !highlight.is_empty() {
            if !summary.is_empty() {
                summary.push('\n');
            }
            summary.push_str(&highlight);
        }
    }
    WorkInput {
        title: text(entry.get("position")),
        employer,
        start: text(entry.get("startDate")),
        end: text(entry.get("endDate")),
        summary,
    }
}

/// The names of the skills with the keywords under them.
fn skills(value: &Value) -> String {
    let mut found = Vec::new();
    for entry in entries(value, "skills") {
        let name = if entry.is_string() { text(Some(entry)) } else { text(entry.get("name")) };
        found.push(one_part(&name));
        let keywords = entry.get("keywords").and_then(Value::as_array).into_iter().flatten();
        found.extend(keywords.map(|keyword| one_part(&text(Some(keyword)))));
    }
    found.retain(|skill| !skill.trim().is_empty());
    found.join("、")
}

fn names(value: &Value, section: &str, name: &str) -> Vec<String> {
    let of = |entry: &Value| one_part(&if entry.is_string() { text(Some(entry)) } else { text(entry.get(name)) });
    entries(value, section).iter().map(of).filter(|name| !name.trim().is_empty()).collect()
}

fn entries<'a>(value: &'a Value, section: &str) -> &'a [Value] {
    value.get(section).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
