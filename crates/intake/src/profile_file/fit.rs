//! Makes any fields valid ones: too long is cut, unknown is left out, and each time it is noted.
//!
//! Rule: what comes out of here parses; what went in may be anything.

use super::{MOST_NOTES, ProfileNote};
use magpie_terms::Month;
use magpie_terms::profile::{LONGEST_SUMMARY, MOST_ENTRIES};
use magpie_terms::{
    Day, Division, Education, Email, EmploymentType, Limit, Must, Person, PersonInput, Phone, ProfileInput, StudyInput,
    WorkInput, text,
};

/// The notes taken so far.
#[derive(Debug, Default)]
pub(super) struct Notes(pub(super) Vec<ProfileNote>);

impl Notes {
    pub(super) fn add(&mut self, code: &'static str, field: &str, value: &str) {
        // One more than are shown, so that a file cannot fill the memory.
        if self.0.len() < MOST_NOTES {
            let value = text::shortened(&text::without_controls(value).replace('\n', " "), 60);
            self.0.push(ProfileNote { code, field: text::shortened(&text::without_controls(field), 60), value });
        }
    }

    /// Something that is not taken: because it says who a person is, or because there is no place for it.
    pub(super) fn left_out(&mut self, field: &str, key: &str) {
        if is_about_the_person(key) { self.add("private", field, "") } else { self.add("unplaced", field, "") }
    }
}

/// Names under which files say who a person is.
fn is_about_the_person(key: &str) -> bool {
    const WORDS: [&str; 27] = [
        "image",
        "photo",
        "picture",
        "avatar",
        "birth",
        "dob",
        "age",
        "gender",
        "sex",
        "marital",
        "married",
        "children",
        "nationality",
        "ethnic",
        "race",
        "religion",
        "household",
        "hukou",
        "height",
        "weight",
        "health",
        "idcard",
        "address",
        "postal",
        "性别",
        "年龄",
        "照片",
    ];
    const CHINESE: [&str; 8] = ["生日", "出生", "婚", "户口", "户籍", "民族", "籍贯", "身高"];
    let key = text::folded(key);
    let whole = |word: &str| matches!(word, "age" | "sex" | "race" | "dob");
    WORDS.iter().any(|word| if whole(word) { key == *word } else { key.contains(word) })
        || CHINESE.iter().any(|word| key.contains(word))
}

/// Fields that parse.
pub(super) fn profile(raw: ProfileInput, notes: &mut Notes) -> ProfileInput {
    let mut fields = ProfileInput {
        desired_titles: tags("desired_titles", &raw.desired_titles, 10, 60, notes),
        pay_min: pay(&raw.pay_min, notes),
        districts: districts(&raw.districts, notes),
        employment_types: codes("employment_types", &raw.employment_types, notes, |code| {
            EmploymentType::from_code(code).or_else(|| crate::cells::employment_type(code)).map(EmploymentType::code)
        }),
        available_from: checked("available_from", &raw.available_from, notes, |day| Day::parse(day).is_ok()),
        limits: codes("limits", &raw.limits, notes, |code| Limit::from_code(code).map(Limit::code)),
        must: codes("must", &raw.must, notes, |code| Must::from_code(code).map(Must::code)),
        education: level("education", &raw.education, notes),
        experience_years: checked("experience_years", &raw.experience_years, notes, |years| {
            text::whole_number(years, 0, 60).is_ok()
        }),
        skills: tags("skills", &raw.skills, 60, 60, notes),
        certificates: tags("certificates", &raw.certificates, 30, 60, notes),
        languages: tags("languages", &raw.languages, 20, 60, notes),
        licences: tags("licences", &raw.licences, 20, 60, notes),
        summary: block("summary", &raw.summary, LONGEST_SUMMARY, notes),
        studies: Vec::new(),
        work: Vec::new(),
    };
    for (field, found) in [("studies", raw.studies.len()), ("work", raw.work.len())] {
        if found > MOST_ENTRIES {
            notes.add("too_many", field, &MOST_ENTRIES.to_string());
        }
    }
    for (n, study) in raw.studies.into_iter().take(MOST_ENTRIES).enumerate() {
        fields.studies.extend(self::study(n, &study, notes));
    }
    for (n, job) in raw.work.into_iter().take(MOST_ENTRIES).enumerate() {
        fields.work.extend(self::job(n, &job, notes));
    }
    fields
}

fn study(n: usize, raw: &StudyInput, notes: &mut Notes) -> Option<StudyInput> {
    let (start, end) = span(&format!("studies[{n}]"), &raw.start, &raw.end, notes);
    let study = StudyInput {
        institution: line(&format!("studies[{n}].institution"), &raw.institution, 80, notes),
        area: line(&format!("studies[{n}].area"), &raw.area, 80, notes),
        level: level(&format!("studies[{n}].level"), &raw.level, notes),
        start,
        end,
    };
    (study != StudyInput::default()).then_some(study)
}

fn job(n: usize, raw: &WorkInput, notes: &mut Notes) -> Option<WorkInput> {
    let (start, end) = span(&format!("work[{n}]"), &raw.start, &raw.end, notes);
    let job = WorkInput {
        title: line(&format!("work[{n}].title"), &raw.title, 80, notes),
        employer: line(&format!("work[{n}].employer"), &raw.employer, 80, notes),
        start,
        end,
        summary: block(&format!("work[{n}].summary"), &raw.summary, 4000, notes),
    };
    if job.title.is_empty() {
        if job != WorkInput::default() {
            notes.add("untitled", &format!("work[{n}]"), &job.employer);
        }
        return None;
    }
    Some(job)
}

fn span(field: &str, start: &str, end: &str, notes: &mut Notes) -> (String, String) {
    let from = month(&format!("{field}.start"), start, notes);
    let mut to = month(&format!("{field}.end"), end, notes);
    if let (Ok(first), Ok(last)) = (Month::parse(&from), Month::parse(&to))
        && (last.year, last.month.unwrap_or(12)) < (first.year, first.month.unwrap_or(1))
    {
        notes.add("unknown", &format!("{field}.end"), end);
        to = String::new();
    }
    (from, to)
}

fn month(field: &str, raw: &str, notes: &mut Notes) -> String {
    let raw = text::without_controls(raw);
    let lasting = ["present", "now", "current", "至今", "今", "目前"];
    if raw.trim().is_empty() || lasting.contains(&text::folded(&raw).as_str()) {
        return String::new();
    }
    // A moment of RFC 3339 begins with its day.
    let day = raw.split(['T', ' ']).next().unwrap_or_default();
    match Month::parse(day) {
        Ok(month) => month.to_string(),
        Err(_) => {
            notes.add("unknown", field, &raw);
            String::new()
        }
    }
}

/// One line of at most so many characters.
fn line(field: &str, raw: &str, most: usize, notes: &mut Notes) -> String {
    let one_line = text::without_controls(raw).replace(['\n', '\r'], " ");
    let whole = text::line(&one_line, 0, usize::MAX).unwrap_or_default();
    cut(field, whole, most, notes)
}

/// A text of at most so many characters.
fn block(field: &str, raw: &str, most: usize, notes: &mut Notes) -> String {
    let whole = text::block(&text::without_controls(raw), 0, usize::MAX).unwrap_or_default();
    cut(field, whole, most, notes)
}

fn cut(field: &str, whole: String, most: usize, notes: &mut Notes) -> String {
    if whole.chars().count() <= most {
        return whole;
    }
    notes.add("cut", field, &most.to_string());
    let cut: String = whole.chars().take(most).collect();
    cut.trim_end().to_owned()
}

fn tags(field: &str, raw: &str, most: usize, longest: usize, notes: &mut Notes) -> String {
    let mut kept: Vec<String> = Vec::new();
    for part in raw.split([',', '，', '、', ';', '；', '\n', '\r']) {
        let tag = line(field, part, longest, notes);
        if !tag.is_empty() && !kept.iter().any(|known| known.eq_ignore_ascii_case(&tag)) {
            if kept.len() == most {
                notes.add("too_many", field, &most.to_string());
                break;
            }
            kept.push(tag);
        }
    }
    kept.join("、")
}

fn codes(field: &str, raw: &str, notes: &mut Notes, known: impl Fn(&str) -> Option<&'static str>) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for part in raw.split([',', '，', '、', ';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        match known(part) {
            Some(code) if kept.contains(&code) => {}
            Some(code) => kept.push(code),
            None => notes.add("unknown", field, part),
        }
    }
    kept.join("、")
}

fn districts(raw: &str, notes: &mut Notes) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for part in raw.split([',', '，', '、', ';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let found = Division::by_code(part).or_else(|| crate::cells::place(part, None).map(|place| place.division));
        match found {
            None => notes.add("unknown", "districts", part),
            Some(division) if kept.contains(&division.code) => {}
            Some(_) if kept.len() == 10 => {
                notes.add("too_many", "districts", "10");
                break;
            }
            Some(division) => kept.push(division.code),
        }
    }
    kept.join("、")
}

fn level(field: &str, raw: &str, notes: &mut Notes) -> String {
    let raw = raw.trim();
    if raw.is_empty() {
        return String::new();
    }
    let known = Education::from_code(raw).or_else(|| crate::cells::education(raw).map(|(level, _)| level));
    known.map_or_else(
        || {
            notes.add("unknown", field, raw);
            String::new()
        },
        |level| level.code().to_owned(),
    )
}

fn pay(raw: &str, notes: &mut Notes) -> String {
    let read = |text: &str| magpie_terms::pay::yuan_to_fen(text).is_ok_and(|fen| (0..=1_000_000_000).contains(&fen));
    checked("pay_min", raw, notes, read)
}

fn checked(field: &str, raw: &str, notes: &mut Notes, is_good: impl Fn(&str) -> bool) -> String {
    let raw = raw.trim();
    if raw.is_empty() || is_good(raw) {
        return raw.to_owned();
    }
    notes.add("unknown", field, raw);
    String::new()
}

/// Name and contact that parse; each may be empty.
pub(super) fn person(raw: &PersonInput, notes: &mut Notes) -> PersonInput {
    let name = line("name", &raw.name, 60, notes);
    let phone = checked("phone", &text::without_controls(&raw.phone), notes, |phone| Phone::parse(phone).is_ok());
    let email = checked("email", &text::without_controls(&raw.email), notes, |email| Email::parse(email).is_ok());
    let whole = PersonInput { name: if name.is_empty() { "-".to_owned() } else { name.clone() }, phone, email };
    // In the form in which they are kept, so that reading what was written gives the same.
    Person::parse(&whole).map(|person| PersonInput { name, ..person.to_input() }).unwrap_or_default()
}
