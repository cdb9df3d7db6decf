//! Profiles, for the person and the adviser who helps.

use crate::api::{json, json_with};
use crate::extract::{Granted, Json, body};
use crate::problem::{self, Reply};
use crate::state::State;
use actix_web::http::header;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use magpie_domain::accounts::policy::OwnAccount;
use magpie_domain::ids::SeekerId;
use magpie_domain::seekers::policy::{ActForSeeker, AssistSeekers};
use magpie_domain::seekers::read::{self, Detail};
use magpie_domain::seekers::values::{Source, Visibility};
use magpie_domain::seekers::{assist, write};
use magpie_domain::{Code, Error, Grant};
use magpie_intake::profile_file::{self, ProfileNote, json_resume};
use magpie_terms::{Person, PersonInput, Profile, ProfileInput, Violations, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A profile.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeekerOut {
    /// Its id, a UUID.
    #[schema(value_type = String, format = "uuid")]
    pub id: SeekerId,
    /// The number of the version; send it back when you change the profile. It is the `ETag` as well.
    pub version: i64,
    /// Name and contact.
    pub person: PersonInput,
    /// The profile's fields, as they are sent.
    pub profile: ProfileInput,
    /// How much of what helps a match is filled in, 0 to 100.
    pub completeness: u8,
    /// The fields that are missing, the most useful first.
    pub missing: Vec<&'static str>,
    /// Who finds it.
    pub visibility: Visibility,
    /// Whether postings are ranked by it.
    pub ranked: bool,
    /// Whether advisers help.
    pub assisted: bool,
    /// When it last changed, RFC 3339.
    #[schema(format = "date-time")]
    pub updated_at: String,
}

impl From<Detail> for SeekerOut {
    fn from(detail: Detail) -> Self {
        let (completeness, missing) = detail.profile.completeness();
        Self {
            id: detail.id,
            version: detail.version,
            person: detail.person,
            profile: detail.profile.to_input(),
            completeness,
            missing,
            visibility: detail.visibility,
            ranked: detail.ranked,
            assisted: detail.assisted,
            updated_at: detail.updated_at.rfc3339(),
        }
    }
}

fn answer(mut builder: actix_web::HttpResponseBuilder, detail: Detail) -> Reply {
    builder.insert_header((header::ETAG, format!("\"{}\"", detail.version)));
    json_with(builder, &SeekerOut::from(detail))
}

/// A new profile: one's own, or that of a person whom an adviser registers.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSeeker {
    /// Name and contact of the person whom an adviser registers; absent for one's own.
    #[serde(default)]
    pub person: Option<PersonInput>,
    /// How that person agreed, 4 to 500 characters; absent for one's own.
    #[serde(default)]
    pub consent_note: Option<String>,
    /// The profile's fields; may be absent.
    #[serde(default)]
    pub profile: ProfileInput,
}

/// Creates one's own profile, or, with `person` and `consent_note`, that of somebody whom an adviser registers.
#[utoipa::path(
    post, path = "/api/v1/seekers", tag = "seekers",
    request_body = NewSeeker,
    responses(
        (status = 201, body = SeekerOut), (status = 401, body = problem::Document),
        (status = 403, body = problem::Document, description = "Only advisers register others"),
        (status = 409, body = problem::Document), (status = 422, body = problem::Document),
    ),
)]
pub async fn create(state: Data<State>, Granted(own): Granted<OwnAccount>, sent: Json<NewSeeker>) -> Reply {
    let sent = sent.read()?;
    let profile = Profile::parse(&sent.profile);
    let id = if sent.person.is_some() || sent.consent_note.is_some() {
        let grant = Grant::<AssistSeekers>::ask(&state.db, own.actor(), ()).await?;
        let mut violations = Violations::default();
        let person = violations.take(Person::parse(&sent.person.unwrap_or_default()));
        let note = violations.take(assist::parse_consent_note(&sent.consent_note.unwrap_or_default()));
        let profile = violations.take(profile);
        let all = (|| Some((person?, note?, profile?)))();
        let (person, note, profile) = violations.finish(all)?;
        assist::create(&state.db, &grant, &person, &profile, &note, Source::Api).await?
    } else {
        write::create_own_with(&state.db, &own, &profile?, Source::Api).await?
    };
    let grant = Grant::<ActForSeeker>::ask(&state.db, own.actor(), id).await?;
    let mut created = HttpResponse::Created();
    created.insert_header((header::LOCATION, format!("/api/v1/seekers/{id}")));
    answer(created, read::profile(&state.db, &grant).await?)
}

/// Shows one's own profile.
#[utoipa::path(
    get, path = "/api/v1/seekers/own", tag = "seekers",
    responses(
        (status = 200, body = SeekerOut), (status = 401, body = problem::Document),
        (status = 404, body = problem::Document, description = "There is none yet"),
    ),
)]
pub async fn own(state: Data<State>, Granted(own): Granted<OwnAccount>) -> Reply {
    let id = read::own_id(&state.db, own.actor()).await?.ok_or(Code::NotFound)?;
    let grant = Grant::<ActForSeeker>::ask(&state.db, own.actor(), id).await?;
    answer(HttpResponse::Ok(), read::profile(&state.db, &grant).await?)
}

/// Shows a profile.
#[utoipa::path(
    get, path = "/api/v1/seekers/{seeker}", tag = "seekers",
    params(("seeker" = String, Path, description = "The profile's id")),
    responses((status = 200, body = SeekerOut), (status = 401, body = problem::Document), (status = 404, body = problem::Document)),
)]
pub async fn show(state: Data<State>, Granted(grant): Granted<ActForSeeker>) -> Reply {
    answer(HttpResponse::Ok(), read::profile(&state.db, &grant).await?)
}

/// A change of a profile.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeekerChange {
    /// The version that was read; somebody else's change in between is not overwritten.
    pub version: i64,
    /// All fields of the profile, also those that stay.
    pub profile: ProfileInput,
    /// Name and contact; absent where they stay.
    #[serde(default)]
    pub person: Option<PersonInput>,
}

/// Changes a profile, and name and contact where they are sent.
#[utoipa::path(
    put, path = "/api/v1/seekers/{seeker}", tag = "seekers",
    params(("seeker" = String, Path, description = "The profile's id")),
    request_body = SeekerChange,
    responses((status = 200, body = SeekerOut), (status = 404, body = problem::Document), (status = 409, body = problem::Document), (status = 422, body = problem::Document)),
)]
pub async fn edit(state: Data<State>, Granted(grant): Granted<ActForSeeker>, sent: Json<SeekerChange>) -> Reply {
    let sent = sent.read()?;
    let mut violations = Violations::default();
    let profile = violations.take(Profile::parse(&sent.profile));
    let person = sent.person.map(|person| violations.take(Person::parse(&person)));
    let all = (|| Some((profile?, person.map_or(Some(None), |person| person.map(Some))?)))();
    let (profile, person) = violations.finish(all)?;
    write::save_both(&state.db, &grant, Some(&profile), person.as_ref(), sent.version, Source::Api).await?;
    answer(HttpResponse::Ok(), read::profile(&state.db, &grant).await?)
}

/// Gives a profile as a JSON Resume (jsonresume.org, schema 1.0.0); our wishes stand under `meta.magpie`.
#[utoipa::path(
    get, path = "/api/v1/seekers/{seeker}/resume.json", tag = "seekers",
    params(("seeker" = String, Path, description = "The profile's id")),
    responses((status = 200, body = Object, description = "A JSON Resume"), (status = 404, body = problem::Document)),
)]
pub async fn resume(state: Data<State>, Granted(grant): Granted<ActForSeeker>) -> Reply {
    let detail = read::profile(&state.db, &grant).await?;
    let mut found = HttpResponse::Ok();
    found.content_type("application/json").insert_header((header::ETAG, format!("\"{}\"", detail.version)));
    Ok(found.body(json_resume::write(&detail.person, &detail.profile)))
}

/// What was cut, assumed or not taken of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoteOut {
    /// `private`, `unplaced`, `cut`, `too_many`, `unknown`, `assumed` or `untitled`.
    pub code: &'static str,
    /// Where in the file.
    pub field: String,
    /// The value, shortened.
    pub value: String,
}

/// A profile after a file was taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct TakenOut {
    /// The profile as it is now.
    pub seeker: SeekerOut,
    /// What was cut, assumed or not taken.
    pub notes: Vec<NoteOut>,
}

/// Replaces a profile by a JSON Resume; name and contact are taken as far as the file has them. The version that was
/// read goes into `If-Match`.
#[utoipa::path(
    put, path = "/api/v1/seekers/{seeker}/resume.json", tag = "seekers",
    params(
        ("seeker" = String, Path, description = "The profile's id"),
        ("If-Match" = String, Header, description = "The version that was read, as the `ETag` has it"),
    ),
    request_body(content = Object, description = "A JSON Resume, or the fields of a profile"),
    responses((status = 200, body = TakenOut), (status = 404, body = problem::Document), (status = 409, body = problem::Document), (status = 422, body = problem::Document)),
)]
pub async fn take_resume(
    state: Data<State>,
    request: HttpRequest,
    Granted(grant): Granted<ActForSeeker>,
    payload: Payload,
) -> Reply {
    let detail = read::profile(&state.db, &grant).await?;
    let bytes = body(&mut payload.into_inner(), profile_file::LARGEST + 1).await?;
    let mut violations = Violations::default();
    let sent = request.headers().get(header::IF_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let version = violations.keep("If-Match", text::whole_number(sent.trim_matches('"'), 1, i64::MAX));
    let file = violations.keep("body", profile_file::read(&bytes, state.db.now().day()));
    let (version, file) = violations.finish(version.zip(file))?;
    let or = |new: String, old: String| if new.is_empty() { old } else { new };
    let person = Person::parse(&PersonInput {
        name: or(file.person.name, detail.person.name),
        phone: or(file.person.phone, detail.person.phone),
        email: or(file.person.email, detail.person.email),
    })
    .map_err(Error::from)?;
    write::save_both(&state.db, &grant, Some(&file.profile), Some(&person), version, Source::JsonResume).await?;
    let note = |note: ProfileNote| NoteOut { code: note.code, field: note.field, value: note.value };
    let notes = file.notes.into_iter().map(note).collect();
    json(&TakenOut { seeker: read::profile(&state.db, &grant).await?.into(), notes })
}
