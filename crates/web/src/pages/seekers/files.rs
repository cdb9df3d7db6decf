//! A profile on paper and in files: print, JSON Resume out, and in by two steps: look, then take.
//!
//! Rule: the first step writes nothing. What it read goes through the reader once more in the second, so that a changed
//! form can bring in nothing that a file could not.

use crate::extract::{Granted, Visitor};
use crate::pages::seekers::sections::status;
use crate::pages::{frame_of, page, page_with, see};
use crate::problem::Reply;
use crate::state::State;
use actix_multipart::Multipart;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use futures_util::StreamExt;
use magpie_domain::seekers::policy::ActForSeeker;
use magpie_domain::seekers::read::{self, Detail};
use magpie_domain::seekers::values::Source;
use magpie_domain::seekers::write;
use magpie_domain::{Code, Error};
use magpie_intake::profile_file::{self, ProfileFile, Shape, json_resume};
use magpie_terms::{Person, PersonInput, Profile, ProfileInput, Violations, text};
use magpie_view::Flash;
use magpie_view::pages::seekers as views;

/// A file, the same pasted, and room for the rest of the form.
const FORM_BYTES: usize = 2 * profile_file::LARGEST + 64 * 1024;

/// The sheet.
///
/// # Errors
/// `not-found`.
pub async fn print(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ActForSeeker>,
) -> Reply {
    let seeker = read::profile(&state.db, &grant).await?;
    page(&request, &views::Print { frame: frame_of(&visitor, &request), seeker: &seeker })
}

/// The profile as a JSON Resume, to be kept.
///
/// # Errors
/// `not-found`.
pub async fn resume(state: Data<State>, Granted(grant): Granted<ActForSeeker>) -> Reply {
    let seeker = read::profile(&state.db, &grant).await?;
    let mut answer = HttpResponse::Ok();
    answer.content_type("application/json");
    answer.insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"resume.json\""));
    answer.insert_header((header::CACHE_CONTROL, "no-store"));
    Ok(answer.body(json_resume::write(&seeker.person, &seeker.profile)))
}

/// The form to bring a file.
///
/// # Errors
/// `not-found`.
pub async fn import_form(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ActForSeeker>,
) -> Reply {
    let seeker = read::profile(&state.db, &grant).await?;
    form(&request, &visitor, &seeker, "", &Violations::default())
}

fn form(request: &HttpRequest, visitor: &Visitor, seeker: &Detail, pasted: &str, violations: &Violations) -> Reply {
    let frame = frame_of(visitor, request);
    page_with(request, status(violations), &views::Import { frame, seeker, pasted, violations })
}

/// Reads a file or a text and shows what was read; nothing is saved.
///
/// # Errors
/// What is wrong with the file is told on the form.
pub async fn read_file(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ActForSeeker>,
    parts: Multipart,
) -> Reply {
    let seeker = read::profile(&state.db, &grant).await?;
    let fields = fields_of(parts).await?;
    let get = |name: &str| fields.iter().find(|(key, _)| key == name).map_or(&[][..], |(_, value)| value.as_slice());
    let (field, bytes) = if get("file").is_empty() { ("text", get("text")) } else { ("file", get("file")) };
    match profile_file::read(bytes, state.db.now().day()) {
        Ok(file) => preview(&request, &visitor, &seeker, &file),
        Err(fault) => {
            let mut violations = Violations::default();
            violations.add_with(field, fault.code, fault.args);
            let pasted = text::without_controls(&String::from_utf8_lossy(get("text")));
            form(&request, &visitor, &seeker, &pasted, &violations)
        }
    }
}

/// What goes to the second step.
#[derive(serde::Serialize)]
struct Kept<'a> {
    profile: &'a ProfileInput,
    person: &'a PersonInput,
    source: &'static str,
}

fn preview(request: &HttpRequest, visitor: &Visitor, seeker: &Detail, file: &ProfileFile) -> Reply {
    let source = if file.shape == Shape::JsonResume { Source::JsonResume } else { Source::File };
    let kept = Kept { profile: &file.fields, person: &file.person, source: source.code() };
    let json = serde_json::to_string(&kept).map_err(|cause| anyhow::anyhow!("a profile as JSON: {cause}"))?;
    let note = |note: &profile_file::ProfileNote| views::Note {
        code: note.code,
        field: note.field.clone(),
        value: note.value.clone(),
    };
    let notes: Vec<views::Note> = file.notes.iter().map(note).collect();
    let view = views::Preview {
        frame: frame_of(visitor, request),
        seeker,
        shape: file.shape.code(),
        read: &file.profile,
        person: &file.person,
        notes: &notes,
        json: &json,
    };
    page(request, &view)
}

/// Takes what was read: where the profile is empty, or all of it.
///
/// # Errors
/// `profile-changed-meanwhile`; `invalid` for a form that is not ours.
pub async fn take(state: Data<State>, Granted(grant): Granted<ActForSeeker>, parts: Multipart) -> Reply {
    let seeker = read::profile(&state.db, &grant).await?;
    let fields = fields_of(parts).await?;
    let bytes = |name: &str| fields.iter().find(|(key, _)| key == name).map_or(&[][..], |(_, value)| value.as_slice());
    let get = |name: &str| String::from_utf8_lossy(bytes(name)).into_owned();
    let mut violations = Violations::default();
    let version = violations.keep("version", text::whole_number(&get("version"), 1, i64::MAX));
    let read = violations.keep("read", profile_file::read(bytes("read"), state.db.now().day()));
    let replaces = match get("how").as_str() {
        "fill" => Some(false),
        "replace" => Some(true),
        other => {
            violations.add_with("how", "unknown_value", vec![("value", text::shortened(other, 40))]);
            None
        }
    };
    let all = (|| Some((version?, read?, replaces?)))();
    let (version, file, replaces) = violations.finish(all)?;
    let profile = if replaces { file.profile } else { filled(&seeker.profile, &file.profile) };
    let person = if get("person") == "yes" { Some(person_of(&seeker, &file.person)?) } else { None };
    let source = source_in(bytes("read"));
    write::save_both(&state.db, &grant, Some(&profile), person.as_ref(), version, source).await?;
    see(&format!("/seekers/{}", seeker.id), Some(Flash::ProfileImported))
}

/// What the first step noted about the file's form.
fn source_in(read: &[u8]) -> Source {
    let kept: serde_json::Value = serde_json::from_slice(read).unwrap_or_default();
    let is_json_resume = kept.get("source").and_then(serde_json::Value::as_str) == Some(Source::JsonResume.code());
    if is_json_resume { Source::JsonResume } else { Source::File }
}

/// Name and contact of a file; what it does not say stays.
fn person_of(seeker: &Detail, read: &PersonInput) -> Result<Person, Error> {
    let or = |new: &str, old: &str| if new.is_empty() { old.to_owned() } else { new.to_owned() };
    let input = PersonInput {
        name: or(&read.name, &seeker.person.name),
        phone: or(&read.phone, &seeker.person.phone),
        email: or(&read.email, &seeker.person.email),
    };
    Ok(Person::parse(&input)?)
}

/// The profile with what was read where it says nothing yet.
pub(crate) fn filled(old: &Profile, read: &Profile) -> Profile {
    fn list<T: Clone>(old: &[T], read: &[T]) -> Vec<T> {
        if old.is_empty() { read.to_vec() } else { old.to_vec() }
    }
    Profile {
        desired_titles: list(&old.desired_titles, &read.desired_titles),
        pay_min_fen: old.pay_min_fen.or(read.pay_min_fen),
        districts: list(&old.districts, &read.districts),
        employment_types: list(&old.employment_types, &read.employment_types),
        available_from: old.available_from.or(read.available_from),
        limits: list(&old.limits, &read.limits),
        must: list(&old.must, &read.must),
        education: old.education.or(read.education),
        experience_years: old.experience_years.or(read.experience_years),
        skills: list(&old.skills, &read.skills),
        certificates: list(&old.certificates, &read.certificates),
        languages: list(&old.languages, &read.languages),
        licences: list(&old.licences, &read.licences),
        summary: if old.summary.is_empty() { read.summary.clone() } else { old.summary.clone() },
        studies: list(&old.studies, &read.studies),
        work: list(&old.work, &read.work),
    }
}

/// The fields of a multipart form, up to a limit for all of them.
async fn fields_of(mut parts: Multipart) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut fields = Vec::new();
    let mut total = 0;
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(|_| Code::BadRequest)?;
        let name = part.name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|_| Code::BadRequest)?;
            total += chunk.len();
            if total > FORM_BYTES {
                return Err(Code::TooLarge.into());
            }
            bytes.extend_from_slice(&chunk);
        }
        fields.push((name, bytes));
        if fields.len() > 20 {
            return Err(Code::BadRequest.into());
        }
    }
    Ok(fields)
}
