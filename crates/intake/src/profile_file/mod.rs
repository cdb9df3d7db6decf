//! Reads a person's profile from a file: our own fields, a JSON Resume, or one flat line of a data set.
//!
//! Rule: what cannot be taken is told in a note and never in silence, and what is taken is valid: the fields that come
//! out parse. What says who a person is (sex, age, birth, photo and the like) is left out and said so. A file that is no
//! profile at all is refused with a reason.

mod fit;
mod flat;
pub mod json_resume;
mod own;
#[cfg(test)]
mod tests;

use fit::Notes;
use magpie_terms::violation::Fault;
use magpie_terms::{Day, PersonInput, Profile, ProfileInput, text};
use serde_json::Value;

/// The largest file: far more than a résumé of 10,000 words.
pub const LARGEST: usize = 512 * 1024;

magpie_terms::closed_set! {
    /// The form of a file.
    Shape { Own = "own", JsonResume = "json_resume", Flat = "flat" }
}

/// What was cut, assumed or not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileNote {
    /// What happened: `private`, `unplaced`, `cut`, `too_many`, `unknown`, `assumed`, `untitled`.
    pub code: &'static str,
    /// Where in the file: `basics.image`, `work[2].startDate`.
    pub field: String,
    /// The value, shortened; empty where it is not to be shown again.
    pub value: String,
}

/// A profile as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileFile {
    /// The form that the file had.
    pub shape: Shape,
    /// The fields, valid.
    pub fields: ProfileInput,
    /// The same as a profile.
    pub profile: Profile,
    /// Name and contact, as far as they are valid; each may be empty.
    pub person: PersonInput,
    /// What was cut, assumed or not taken, at most [`MOST_NOTES`].
    pub notes: Vec<ProfileNote>,
}

/// More notes than these help nobody.
pub const MOST_NOTES: usize = 60;

/// Reads a profile. `today` is what "one week from now" is counted from.
///
/// # Errors
/// `profile_too_large`, `bad_json` with the place, `not_a_profile` where nothing in it is one.
pub fn read(bytes: &[u8], today: Day) -> Result<ProfileFile, Fault> {
    if bytes.len() > LARGEST {
        return Err(Fault::with("profile_too_large", &[("max", &(LARGEST / 1024)), ("found", &(bytes.len() / 1024))]));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::new("required"));
    }
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|cause| Fault::with("bad_json", &[("value", &text::shortened(&cause.to_string(), 200))]))?;
    let mut notes = Notes::default();
    let (shape, raw, person) = match shape_of(&value) {
        Some(Shape::JsonResume) => {
            let (raw, person) = json_resume::read(&value, &mut notes);
            (Shape::JsonResume, raw, person)
        }
        Some(Shape::Flat) => (Shape::Flat, flat::read(&value, today, &mut notes), PersonInput::default()),
        Some(Shape::Own) => {
            let (raw, person) = own::read(&value, &mut notes);
            (Shape::Own, raw, person)
        }
        None => return Err(Fault::new("not_a_profile")),
    };
    let fields = fit::profile(raw, &mut notes);
    let profile = Profile::parse(&fields).map_err(|_| Fault::new("not_a_profile"))?;
    let person = fit::person(&person, &mut notes);
    if profile == Profile::default() && person == PersonInput::default() && notes.0.is_empty() {
        return Err(Fault::new("not_a_profile"));
    }
    notes.0.truncate(MOST_NOTES);
    Ok(ProfileFile { shape, fields, profile, person, notes: notes.0 })
}

/// The form of a file, by the names that only one of them has.
fn shape_of(value: &Value) -> Option<Shape> {
    let object = value.as_object()?;
    let has = |names: &[&str]| names.iter().any(|name| object.contains_key(*name));
    let first_has = |list: &str, names: &[&str]| {
        let first = object.get(list).and_then(Value::as_array).and_then(|list| list.first());
        first.is_some_and(|first| names.iter().any(|name| first.get(name).is_some()))
    };
    if has(&["basics"])
        || first_has("work", &["position", "name", "company", "startDate"])
        || first_has("education", &["institution", "studyType", "area"])
    {
        return Some(Shape::JsonResume);
    }
    if has(&["past_titles", "majors", "kind", "place", "experience", "available"]) {
        return Some(Shape::Flat);
    }
    if has(&["profile", "person", "studies", "work"]) || has(own::FIELDS) {
        return Some(Shape::Own);
    }
    first_has("skills", &["name", "keywords"]).then_some(Shape::JsonResume)
}
