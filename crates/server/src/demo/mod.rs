//! Writes the made-up district into a database.
//!
//! Rule: only into an empty one. The administrator's account is written last, so a database that has it is a whole
//! district, and one that was broken off is told from it.

mod people;
mod story;

use crate::app::App;
use anyhow::anyhow;
use magpie_demo::{DemoEmployer, DemoPosting, Generator, Persona, PersonaRole, Plan, personas};
use magpie_domain::accounts::policy::Administer;
use magpie_domain::accounts::{self, passwords};
use magpie_domain::employers::policy::SeeReviewQueue;
use magpie_domain::employers::values::{EmployerState, MemberRole};
use magpie_domain::employers::write::MadeUpEmployer;
use magpie_domain::employers::{self};
use magpie_domain::ids::{AccountId, EmployerId};
use magpie_domain::postings::made_up::{self, MadeUpPosting};
use magpie_domain::postings::values::PostingState;
use magpie_domain::{Db, Error, Grant, System};
use std::collections::{HashMap, HashSet};
use tokio::sync::mpsc;

/// The password of every account of the district. It is no secret: the district is for trying things out.
pub const PASSWORD: &str = "magpie-demo-2026";

/// Postings in one transaction.
const BATCH: usize = 2_000;
/// Up to so many postings, or seekers, all go through the log, so that the change stream has something to show.
const LOGGED: u64 = 20_000;

/// How large a district to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct District {
    /// Postings.
    pub postings: u64,
    /// Employers.
    pub employers: u64,
    /// Seekers' accounts.
    pub seekers: u64,
    /// Where all draws come from.
    pub seed: u64,
}

impl Default for District {
    fn default() -> Self {
        let plan = Plan::default();
        Self { postings: plan.postings, employers: plan.employers, seekers: plan.seekers, seed: plan.seed }
    }
}

/// What a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// A whole made-up district.
    District,
    /// Something else.
    Other,
}

/// Looks at what the database holds.
///
/// # Errors
/// Where the database does not answer.
pub async fn look(db: &Db, system: &System) -> Result<Found, Error> {
    let administer = Grant::<Administer>::of_system(system, ());
    let mark = last_persona().email;
    let (marked, _) = accounts::read::list(db, &administer, mark, 1).await?;
    if marked.iter().any(|account| account.email == mark) {
        return Ok(Found::District);
    }
    let (_, people) = accounts::read::list(db, &administer, "", 1).await?;
    let mut found = people;
    let queue = Grant::<SeeReviewQueue>::of_system(system, ());
    for state in EmployerState::ALL {
        found += employers::read::queue(db, &queue, *state, 1).await?.1;
    }
    Ok(if found == 0 { Found::Nothing } else { Found::Other })
}

/// Writes the district. `progress` hears how many postings are written. The index is not touched: it finds out by
/// itself.
///
/// # Errors
/// Where the database does not answer; then the district is not whole, and [`look`] says so.
pub async fn write(app: &App, district: District, mut progress: impl FnMut(u64)) -> Result<(), Error> {
    let District { postings, employers, seekers, seed } = district;
    let now = app.db.now();
    let generator = Generator::new(Plan { postings, employers, seekers, seed, now });
    let hash = passwords::hash(&PASSWORD.into()).await?;

    let drawn: Vec<DemoEmployer> = generator.employers().collect();
    let staff = people::write_staff(app, &drawn, &hash).await?;
    let seekers = people::write_seekers(app, &generator, &staff, &hash).await?;
    let approved: Vec<bool> = drawn.iter().map(|one| one.state == magpie_demo::EmployerState::Approved).collect();
    let made_up = drawn.into_iter().map(|employer| made_up_employer(employer, &staff)).collect();
    let ids = employers::write::add_made_up(&app.db, &app.system, made_up).await?;
    let takes: HashSet<EmployerId> = ids.iter().zip(approved).filter_map(|(id, takes)| takes.then_some(*id)).collect();
    let own = ids.first().copied();

    let (to_database, mut batches) = mpsc::channel(2);
    let drawing = tokio::task::spawn_blocking(move || draw(&generator, &ids, &to_database));
    let mut written = 0_u64;
    let mut stage = story::Stage::new(own, takes);
    while let Some(batch) = batches.recv().await {
        written += batch.len() as u64;
        // The last ones always go through the log: a position in it says that the index knows the district.
        let log = postings <= LOGGED || written + BATCH as u64 > postings;
        let ids = made_up::add(&app.db, &app.system, &batch, log).await?;
        stage.see(&batch, &ids);
        progress(written);
    }
    drawing.await.map_err(|cause| anyhow!("drawing the district stopped: {cause}"))?;
    story::write(app, &stage, &staff, &seekers).await?;
    let last = [people::account_of(last_persona())];
    accounts::write::add_made_up(&app.db, &app.system, &last, &hash).await?;
    Ok(())
}

/// The persona whose account says that the district is whole.
fn last_persona() -> &'static Persona {
    let personas = personas();
    personas.iter().find(|persona| persona.role == PersonaRole::Administrator).unwrap_or(&personas[0])
}

fn made_up_employer(employer: DemoEmployer, people: &HashMap<String, AccountId>) -> MadeUpEmployer {
    let state = match employer.state {
        magpie_demo::EmployerState::Waiting => EmployerState::Waiting,
        magpie_demo::EmployerState::Approved => EmployerState::Approved,
        magpie_demo::EmployerState::Refused => EmployerState::Refused,
        magpie_demo::EmployerState::Unverified => EmployerState::Unverified,
    };
    let mut members = Vec::new();
    // Nobody has registered an unverified one, so nobody is its member.
    if state != EmployerState::Unverified {
        members.extend(people.get(&employer.owner_email).map(|id| (*id, MemberRole::Owner)));
        for persona in personas().iter().filter(|persona| persona.employer == Some(employer.index)) {
            if persona.role == PersonaRole::EmployerRecruiter {
                members.extend(people.get(persona.email).map(|id| (*id, MemberRole::Recruiter)));
            }
        }
    }
    MadeUpEmployer {
        content: employer.content,
        state,
        trusted: state == EmployerState::Approved,
        refusal_reason: employer.reason.map(str::to_owned),
        members,
    }
}

fn draw(generator: &Generator, employers: &[EmployerId], to_database: &mpsc::Sender<Vec<MadeUpPosting>>) {
    let mut batch = Vec::with_capacity(BATCH);
    for posting in generator.postings() {
        let Some(employer) = usize::try_from(posting.employer).ok().and_then(|index| employers.get(index)) else {
            continue;
        };
        batch.push(made_up_posting(posting, *employer));
        if batch.len() == BATCH {
            let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
            if to_database.blocking_send(full).is_err() {
                // Writing has failed and says why.
                return;
            }
        }
    }
    if !batch.is_empty() {
        let _ = to_database.blocking_send(batch);
    }
}

fn made_up_posting(posting: DemoPosting, employer: EmployerId) -> MadeUpPosting {
    MadeUpPosting {
        employer,
        at: posting.published_at.unwrap_or(posting.created_at),
        state: match posting.state {
            magpie_demo::PostingState::Draft => PostingState::Draft,
            magpie_demo::PostingState::InReview => PostingState::InReview,
            magpie_demo::PostingState::Published => PostingState::Published,
            magpie_demo::PostingState::Closed => PostingState::Closed,
            magpie_demo::PostingState::Expired => PostingState::Expired,
            magpie_demo::PostingState::Withdrawn => PostingState::Withdrawn,
        },
        content: posting.content,
    }
}
