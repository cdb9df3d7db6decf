//! The entries of studies and of work: added, changed and removed one at a time.
//!
//! Rule: an entry is named by its place in the list of the version that was read, so that it cannot be another one by
//! the time the form comes back.

use crate::extract::{Form, Granted, Visitor};
use crate::pages::seekers::sections::{input, status, version};
use crate::pages::seekers::source_of;
use crate::pages::{frame_of, id, page_with, see};
use crate::problem::{Problem, Reply};
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::web::Data;
use magpie_domain::seekers::policy::ActForSeeker;
use magpie_domain::seekers::read::{self, Detail};
use magpie_domain::seekers::write;
use magpie_domain::{Code, Grant};
use magpie_terms::{Profile, ProfileInput, StudyInput, Violations, WorkInput};
use magpie_view::Flash;
use magpie_view::pages::seekers as views;

/// A list of entries of a profile.
trait Entry: serde::de::DeserializeOwned + serde::Serialize + Default + Clone {
    /// The section's segment in addresses, and the field's name.
    const SECTION: &'static str;
    /// The names of its fields.
    const FIELDS: &'static [&'static str];

    fn list(fields: &mut ProfileInput) -> &mut Vec<Self>;

    fn page(
        request: &HttpRequest,
        visitor: &Visitor,
        seeker: &Detail,
        entry: Option<usize>,
        sent: (&Self, i64),
        violations: &Violations,
    ) -> Reply;
}

impl Entry for StudyInput {
    const SECTION: &'static str = "studies";
    const FIELDS: &'static [&'static str] = &["institution", "area", "level", "start", "end"];

    fn list(fields: &mut ProfileInput) -> &mut Vec<Self> {
        &mut fields.studies
    }

    fn page(
        request: &HttpRequest,
        visitor: &Visitor,
        seeker: &Detail,
        entry: Option<usize>,
        (fields, version): (&Self, i64),
        violations: &Violations,
    ) -> Reply {
        let frame = frame_of(visitor, request);
        let view = views::Studies { frame, seeker, entry, fields, version, violations };
        page_with(request, status(violations), &view)
    }
}

impl Entry for WorkInput {
    const SECTION: &'static str = "work";
    const FIELDS: &'static [&'static str] = &["title", "employer", "start", "end", "summary"];

    fn list(fields: &mut ProfileInput) -> &mut Vec<Self> {
        &mut fields.work
    }

    fn page(
        request: &HttpRequest,
        visitor: &Visitor,
        seeker: &Detail,
        entry: Option<usize>,
        (fields, version): (&Self, i64),
        violations: &Violations,
    ) -> Reply {
        let frame = frame_of(visitor, request);
        let view = views::WorkPage { frame, seeker, entry, fields, version, violations };
        page_with(request, status(violations), &view)
    }
}

/// The place of the entry that the path names.
fn place(request: &HttpRequest) -> Result<usize, Problem> {
    id(request, "entry", |text| text.parse().ok().filter(|place: &usize| place.to_string() == text))
}

async fn form<E: Entry>(
    state: &State,
    request: &HttpRequest,
    visitor: &Visitor,
    grant: &Grant<ActForSeeker>,
    entry: Option<usize>,
) -> Reply {
    let seeker = read::profile(&state.db, grant).await?;
    let mut fields = seeker.profile.to_input();
    let fields = match entry {
        Some(place) => E::list(&mut fields).get(place).cloned().ok_or(Code::NotFound)?,
        None => E::default(),
    };
    E::page(request, visitor, &seeker, entry, (&fields, seeker.version), &Violations::default())
}

async fn save<E: Entry>(
    state: &State,
    request: &HttpRequest,
    visitor: &Visitor,
    grant: &Grant<ActForSeeker>,
    entry: Option<usize>,
    form: &Form,
) -> Reply {
    let seeker = read::profile(&state.db, grant).await?;
    let mut all = seeker.profile.to_input();
    let (sent, mut violations) = input::<E>(form, E::FIELDS, &["version"])?;
    let version = version(form, &mut violations);
    let list = E::list(&mut all);
    let place = match entry {
        Some(place) => {
            *list.get_mut(place).ok_or(Code::NotFound)? = sent.clone();
            place
        }
        None => {
            list.push(sent.clone());
            list.len() - 1
        }
    };
    if entry.is_none() && serde_json::to_value(&sent).ok() == serde_json::to_value(E::default()).ok() {
        violations.add(E::FIELDS[0], "required");
    }
    let parsed = match Profile::parse(&all) {
        Ok(profile) => violations.finish(Some(profile)),
        Err(more) => {
            // The form has one entry, and names its fields without their place.
            let prefix = format!("{}-{place}-", E::SECTION);
            violations.0.extend(more.0.into_iter().map(|mut violation| {
                if let Some(field) = violation.field.strip_prefix(&prefix) {
                    violation.field = field.to_owned();
                } else if violation.field == E::SECTION {
                    violation.field = E::FIELDS[0].to_owned();
                }
                violation
            }));
            violations.0.dedup();
            Err(violations)
        }
    };
    match parsed {
        Ok(profile) => {
            let source = source_of(grant.actor(), &seeker);
            write::save(&state.db, grant, &profile, version, source).await?;
            see(&format!("/seekers/{}/{}", seeker.id, E::SECTION), Some(Flash::Saved))
        }
        Err(violations) => E::page(request, visitor, &seeker, entry, (&sent, version), &violations),
    }
}

async fn remove<E: Entry>(state: &State, grant: &Grant<ActForSeeker>, place: usize, form: &Form) -> Reply {
    let seeker = read::profile(&state.db, grant).await?;
    let mut violations = Violations::default();
    let version = version(form, &mut violations);
    violations.finish(Some(()))?;
    if version != seeker.version {
        return Err(Code::ProfileChangedMeanwhile.into());
    }
    let mut all = seeker.profile.to_input();
    let list = E::list(&mut all);
    if place >= list.len() {
        return Err(Code::NotFound.into());
    }
    list.remove(place);
    let profile = Profile::parse(&all)?;
    write::save(&state.db, grant, &profile, version, source_of(grant.actor(), &seeker)).await?;
    see(&format!("/seekers/{}/{}", seeker.id, E::SECTION), Some(Flash::Saved))
}

macro_rules! handlers {
    ($entry:ty, $what:literal, $all:ident, $one:ident, $add:ident, $change:ident, $remove:ident) => {
        #[doc = concat!("The ", $what, ", with a form for one more.\n\n# Errors\n`not-found`.")]
        pub async fn $all(
            state: Data<State>,
            request: HttpRequest,
            visitor: Visitor,
            Granted(grant): Granted<ActForSeeker>,
        ) -> Reply {
            form::<$entry>(&state, &request, &visitor, &grant, None).await
        }

        #[doc = concat!("The form of one entry of the ", $what, ".\n\n# Errors\n`not-found`.")]
        pub async fn $one(
            state: Data<State>,
            request: HttpRequest,
            visitor: Visitor,
            Granted(grant): Granted<ActForSeeker>,
        ) -> Reply {
            form::<$entry>(&state, &request, &visitor, &grant, Some(place(&request)?)).await
        }

        #[doc = concat!("Adds an entry to the ", $what, ".\n\n# Errors\n`profile-changed-meanwhile`.")]
        pub async fn $add(
            state: Data<State>,
            request: HttpRequest,
            visitor: Visitor,
            Granted(grant): Granted<ActForSeeker>,
            sent: Form,
        ) -> Reply {
            save::<$entry>(&state, &request, &visitor, &grant, None, &sent).await
        }

        #[doc = concat!("Changes an entry of the ", $what, ".\n\n# Errors\n`not-found`, `profile-changed-meanwhile`.")]
        pub async fn $change(
            state: Data<State>,
            request: HttpRequest,
            visitor: Visitor,
            Granted(grant): Granted<ActForSeeker>,
            sent: Form,
        ) -> Reply {
            save::<$entry>(&state, &request, &visitor, &grant, Some(place(&request)?), &sent).await
        }

        #[doc = concat!("Removes an entry of the ", $what, ".\n\n# Errors\n`not-found`, `profile-changed-meanwhile`.")]
        pub async fn $remove(
            state: Data<State>,
            request: HttpRequest,
            Granted(grant): Granted<ActForSeeker>,
            sent: Form,
        ) -> Reply {
            remove::<$entry>(&state, &grant, place(&request)?, &sent).await
        }
    };
}

handlers!(StudyInput, "studies", studies_form, study_form, add_study, change_study, remove_study);
handlers!(WorkInput, "work", work_form, job_form, add_job, change_job, remove_job);
