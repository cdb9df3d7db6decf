//! The sections of a profile that are one form each: wishes, abilities, name and contact.
//!
//! Rule: a form sends its own fields and the version that was read; the other fields of the profile stay as they are.

use crate::extract::{Form, Granted, Visitor};
use crate::pages::seekers::source_of;
use crate::pages::{frame_of, page_with, see};
use crate::problem::{Problem, Reply};
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use magpie_domain::seekers::policy::ActForSeeker;
use magpie_domain::seekers::read::{self, Detail};
use magpie_domain::seekers::write;
use magpie_domain::{Error, Grant};
use magpie_terms::{Person, PersonInput, Profile, ProfileInput, Violations, text};
use magpie_view::Flash;
use magpie_view::pages::seekers as views;
use serde_json::Value;

/// Fields that a form sends once for each box ticked.
const LISTS: [&str; 4] = ["districts", "employment_types", "limits", "must"];
const WISHES: [&str; 7] =
    ["desired_titles", "pay_min", "districts", "employment_types", "available_from", "limits", "must"];
const ABILITIES: [&str; 7] =
    ["education", "experience_years", "skills", "certificates", "languages", "licences", "summary"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Wishes,
    Abilities,
}

/// The form of the wishes.
///
/// # Errors
/// `not-found`.
pub async fn wishes_form(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ActForSeeker>,
) -> Reply {
    form_of(Section::Wishes, &state, &request, &visitor, &grant).await
}

/// The form of the abilities.
///
/// # Errors
/// `not-found`.
pub async fn abilities_form(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ActForSeeker>,
) -> Reply {
    form_of(Section::Abilities, &state, &request, &visitor, &grant).await
}

async fn form_of(
    section: Section,
    state: &State,
    request: &HttpRequest,
    visitor: &Visitor,
    grant: &Grant<ActForSeeker>,
) -> Reply {
    let seeker = read::profile(&state.db, grant).await?;
    let fields = seeker.profile.to_input();
    shown(section, request, visitor, &seeker, (&fields, seeker.version), &Violations::default())
}

fn shown(
    section: Section,
    request: &HttpRequest,
    visitor: &Visitor,
    seeker: &Detail,
    (fields, version): (&ProfileInput, i64),
    violations: &Violations,
) -> Reply {
    let frame = frame_of(visitor, request);
    let status = status(violations);
    match section {
        Section::Wishes => page_with(request, status, &views::Wishes { frame, seeker, fields, version, violations }),
        Section::Abilities => {
            page_with(request, status, &views::Abilities { frame, seeker, fields, version, violations })
        }
    }
}

pub(super) fn status(violations: &Violations) -> StatusCode {
    if violations.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// Saves the wishes.
///
/// # Errors
/// `profile-changed-meanwhile`; what is wrong with a field is told on the form.
pub async fn wishes(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ActForSeeker>,
    form: Form,
) -> Reply {
    save(Section::Wishes, &state, &request, &visitor, &grant, &form).await
}

/// Saves the abilities.
///
/// # Errors
/// `profile-changed-meanwhile`; what is wrong with a field is told on the form.
pub async fn abilities(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ActForSeeker>,
    form: Form,
) -> Reply {
    save(Section::Abilities, &state, &request, &visitor, &grant, &form).await
}

async fn save(
    section: Section,
    state: &State,
    request: &HttpRequest,
    visitor: &Visitor,
    grant: &Grant<ActForSeeker>,
    form: &Form,
) -> Reply {
    let seeker = read::profile(&state.db, grant).await?;
    let names: &[&str] = if section == Section::Wishes { &WISHES } else { &ABILITIES };
    let (fields, mut violations) = with_section(&seeker.profile.to_input(), form, names)?;
    let version = version(form, &mut violations);
    let profile = violations.take(Profile::parse(&fields));
    match violations.finish(profile) {
        Ok(profile) => {
            let source = source_of(grant.actor(), &seeker);
            write::save(&state.db, grant, &profile, version, source).await?;
            see(&format!("/seekers/{}", seeker.id), Some(Flash::Saved))
        }
        Err(violations) => shown(section, request, visitor, &seeker, (&fields, version), &violations),
    }
}

/// The version that the form was made from.
pub(super) fn version(form: &Form, violations: &mut Violations) -> i64 {
    violations.keep("version", text::whole_number(form.get("version"), 1, i64::MAX)).unwrap_or_default()
}

/// The profile's fields with those of a section as sent, and the faults of fields that the section has not.
fn with_section(stored: &ProfileInput, form: &Form, names: &[&str]) -> Result<(ProfileInput, Violations), Problem> {
    let broken = |cause: serde_json::Error| Problem(Error::internal(format!("a profile as JSON: {cause}")));
    let mut value = serde_json::to_value(stored).map_err(broken)?;
    let mut violations = Violations::default();
    for name in names {
        let sent: Vec<&str> =
            form.0.iter().filter(|(key, value)| key == name && !value.is_empty()).map(|(_, v)| v.as_str()).collect();
        if sent.len() > 1 && !LISTS.contains(name) {
            violations.add(*name, "doubled_field");
        }
        value[*name] = Value::String(sent.join("、"));
    }
    for (key, _) in form.0.iter().filter(|(key, _)| key != "version" && !names.contains(&key.as_str())) {
        violations.add_with("form", "unknown_field", vec![("value", text::shortened(key, 40))]);
    }
    Ok((serde_json::from_value(value).map_err(broken)?, violations))
}

/// The form of name and contact.
///
/// # Errors
/// `not-found`.
pub async fn person_form(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ActForSeeker>,
) -> Reply {
    let seeker = read::profile(&state.db, &grant).await?;
    let fields = seeker.person.clone();
    person_shown(&request, &visitor, &seeker, (&fields, seeker.version), &Violations::default())
}

fn person_shown(
    request: &HttpRequest,
    visitor: &Visitor,
    seeker: &Detail,
    (fields, version): (&PersonInput, i64),
    violations: &Violations,
) -> Reply {
    let frame = frame_of(visitor, request);
    page_with(request, status(violations), &views::Person { frame, seeker, fields, version, violations })
}

/// Saves name and contact.
///
/// # Errors
/// `profile-changed-meanwhile`; what is wrong with a field is told on the form.
pub async fn person(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<ActForSeeker>,
    form: Form,
) -> Reply {
    let seeker = read::profile(&state.db, &grant).await?;
    let (fields, mut violations) = input::<PersonInput>(&form, &["name", "phone", "email"], &["version"])?;
    let version = version(&form, &mut violations);
    let person = violations.take(Person::parse(&fields));
    match violations.finish(person) {
        Ok(person) => {
            let source = source_of(grant.actor(), &seeker);
            write::save_person(&state.db, &grant, &person, version, source).await?;
            see(&format!("/seekers/{}", seeker.id), Some(Flash::Saved))
        }
        Err(violations) => person_shown(&request, &visitor, &seeker, (&fields, version), &violations),
    }
}

/// A form as an input type together with the faults of fields that the type has not: told with the rest.
pub(crate) fn input<T: serde::de::DeserializeOwned + serde::Serialize + Default>(
    form: &Form,
    names: &[&str],
    besides: &[&str],
) -> Result<(T, Violations), Problem> {
    match form.parse::<T>(besides) {
        Ok(fields) => Ok((fields, Violations::default())),
        Err(Error::Invalid(violations)) => {
            let known: Vec<(String, String)> =
                names.iter().filter_map(|name| form.0.iter().find(|(key, _)| key == name)).cloned().collect();
            Ok((Form(known).parse::<T>(&[])?, violations))
        }
        Err(error) => Err(error.into()),
    }
}
