//! The adviser's desk: the persons who are helped, who is there twice, and what was made one.

use crate::extract::{Form, Granted, Visitor};
use crate::pages::{frame_of, id, page, page_number, page_with, parameter, see};
use crate::problem::{Problem, Reply};
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use magpie_domain::Code;
use magpie_domain::ids::{MergeId, SeekerId};
use magpie_domain::seekers::policy::AssistSeekers;
use magpie_domain::seekers::values::Source;
use magpie_domain::seekers::{assist, doubles as double, merging};
use magpie_terms::{Person, PersonInput, Profile, ProfileInput, Violations, text};
use magpie_view::Flash;
use magpie_view::pages::desk as views;
use magpie_view::paging::Pager;

/// The persons, with a search by name or number.
///
/// # Errors
/// `Internal`.
pub async fn home(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<AssistSeekers>,
) -> Reply {
    let query = text::shortened(&parameter(&request, "q"), 60);
    let number = page_number(&request);
    let (rows, total) = assist::list(&state.db, &grant, &query, number).await?;
    let doubles = double::found(&state.db, &grant, 1).await?.1;
    let pager = views::Desk::pager(&query, number, assist::PAGE, total);
    let frame = frame_of(&visitor, &request);
    page(&request, &views::Desk { frame, rows: &rows, query: &query, doubles, pager })
}

/// The form to register a person.
///
/// # Errors
/// None.
pub async fn register_form(request: HttpRequest, visitor: Visitor, _: Granted<AssistSeekers>) -> Reply {
    form(&request, &visitor, (&PersonInput::default(), "", ""), &Violations::default())
}

fn form(
    request: &HttpRequest,
    visitor: &Visitor,
    (person, desired_titles, consent_note): (&PersonInput, &str, &str),
    violations: &Violations,
) -> Reply {
    let frame = frame_of(visitor, request);
    let status = if violations.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(request, status, &views::RegisterPerson { frame, person, desired_titles, consent_note, violations })
}

/// Registers a person.
///
/// # Errors
/// What is wrong with a field is told on the form.
pub async fn register(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<AssistSeekers>,
    sent: Form,
) -> Reply {
    let names = ["name", "phone", "email"];
    let besides = ["desired_titles", "consent_note"];
    let (input, mut violations) = super::seekers::sections::input::<PersonInput>(&sent, &names, &besides)?;
    let (titles, note) = (sent.get("desired_titles"), sent.get("consent_note"));
    let person = violations.take(Person::parse(&input));
    let wishes = ProfileInput { desired_titles: titles.to_owned(), ..ProfileInput::default() };
    let profile = violations.take(Profile::parse(&wishes));
    let consent = violations.take(assist::parse_consent_note(note));
    let all = (|| Some((person?, profile?, consent?)))();
    match violations.finish(all) {
        Ok((person, profile, consent)) => {
            let id = assist::create(&state.db, &grant, &person, &profile, &consent, Source::Adviser).await?;
            see(&format!("/seekers/{id}"), Some(Flash::PersonRegistered))
        }
        Err(violations) => form(&request, &visitor, (&input, titles, note), &violations),
    }
}

/// Profiles that may be one person's.
///
/// # Errors
/// `Internal`.
pub async fn doubles(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<AssistSeekers>,
) -> Reply {
    let number = page_number(&request);
    let (found, total) = double::found(&state.db, &grant, number).await?;
    let pager = Pager::new("/desk/doubles", "", number, double::PAGE as u64, total);
    page(&request, &views::Doubles { frame: frame_of(&visitor, &request), doubles: &found, pager })
}

/// Merges two profiles.
///
/// # Errors
/// `not-found`, `merge-not-possible`.
pub async fn merge(state: Data<State>, Granted(grant): Granted<AssistSeekers>, form: Form) -> Reply {
    let (kept, merged) = (seeker(&form, "kept")?, seeker(&form, "merged")?);
    merging::merge(&state.db, &grant, kept, merged).await?;
    see("/desk/doubles", Some(Flash::Merged))
}

/// Notes that two profiles are two persons'.
///
/// # Errors
/// `not-found`.
pub async fn mark_distinct(state: Data<State>, Granted(grant): Granted<AssistSeekers>, form: Form) -> Reply {
    double::mark_distinct(&state.db, &grant, seeker(&form, "first")?, seeker(&form, "second")?).await?;
    see("/desk/doubles", Some(Flash::MarkedDistinct))
}

fn seeker(form: &Form, name: &str) -> Result<SeekerId, Problem> {
    SeekerId::parse(form.get(name)).ok_or_else(|| Problem(Code::NotFound.into()))
}

/// What was made one and can be taken apart.
///
/// # Errors
/// `Internal`.
pub async fn merges(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<AssistSeekers>,
) -> Reply {
    let number = page_number(&request);
    let (merges, total) = merging::undoable(&state.db, &grant, number).await?;
    let pager = Pager::new("/desk/merges", "", number, merging::PAGE, total);
    page(&request, &views::Merges { frame: frame_of(&visitor, &request), merges: &merges, pager })
}

/// Takes two profiles apart again.
///
/// # Errors
/// `not-found`, `merge-not-undoable`.
pub async fn unmerge(state: Data<State>, request: HttpRequest, Granted(grant): Granted<AssistSeekers>) -> Reply {
    let id = id(&request, "merge", MergeId::parse)?;
    merging::unmerge(&state.db, &grant, id).await?;
    see("/desk/merges", Some(Flash::Unmerged))
}
