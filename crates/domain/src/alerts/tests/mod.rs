//! Keeping alerts, and what is delivered of them.

mod delivering;
mod keeping;

use crate::alerts::deliver::{CANDIDATES, Delivered, Found, deliver, pass_over};
use crate::alerts::due::{Due, due, fresh};
use crate::alerts::letter::{self, Letter};
use crate::alerts::values::{AlertContent, AlertInput, AlertKind, Cadence};
use crate::alerts::write::{Kept, create};
use crate::authority::Actor;
use crate::ids::{AlertId, PostingId};
use crate::jobs::Job;
use crate::postings::write;
use crate::testing::World;
use crate::{Db, Error, System};

const KINDS: &[AlertKind] = AlertKind::ALL;

fn content(query: &str, cadence: Cadence) -> AlertContent {
    let input = AlertInput { query: query.into(), cadence: cadence.code().into(), ..AlertInput::default() };
    AlertContent::parse(&input, |query| Ok(query.to_owned())).expect("a valid alert")
}

async fn keep(world: &World, by: &Actor, query: &str, cadence: Cadence) -> AlertId {
    let kept = create(&world.db, &world.grant(by, ()).await, &content(query, cadence)).await.expect("an alert");
    assert!(matches!(kept, Kept::New(_)));
    // What is due in the second after is due now.
    world.pass(1);
    kept.id()
}

async fn publish(world: &World, by: &Actor, employer: crate::ids::EmployerId, title: &str) -> PostingId {
    let id = world.draft(by, employer, title).await;
    write::publish(&world.db, &world.edit(id)).await.expect("published");
    id
}

/// What an evaluation finds for which the query is a word of the title.
async fn evaluate(db: &Db, system: &System, cadence: Cadence) -> (Due, Vec<Found>) {
    let due = due(db, system, cadence, KINDS).await.expect("alerts");
    let fresh = fresh(db, system, &due).await.expect("postings");
    let found = due
        .alerts
        .iter()
        .filter_map(|alert| {
            let fits = fresh.iter().filter(|one| one.seq > alert.cursor);
            let fits = fits.filter(|one| one.posting.content.title.contains(&alert.query));
            let mut postings: Vec<PostingId> = fits.map(|one| one.posting.id).collect();
            let total = postings.len() as u64;
            postings.truncate(CANDIDATES);
            (total > 0).then_some(Found { alert: alert.id, account: alert.account, postings, total })
        })
        .collect();
    (due, found)
}

async fn run_at(db: &Db, system: &System, cadence: Cadence) -> Result<Delivered, Error> {
    let (due, found) = evaluate(db, system, cadence).await;
    let delivered = deliver(db, system, &due, &found).await?;
    pass_over(db, system, &due).await?;
    Ok(delivered)
}

async fn run(world: &World) -> u64 {
    let mut mails = 0;
    for cadence in Cadence::ALL {
        mails += run_at(&world.db, &world.system, *cadence).await.expect("a delivery").mails;
    }
    mails
}

/// The letters in the queue, taken out of it.
async fn letters(world: &World) -> Vec<Letter> {
    let mut found = Vec::new();
    for job in world.take_jobs().await {
        if let Job::MailAlert(id) = job {
            found.extend(letter::letter(&world.db, &world.system, id).await.expect("an answer"));
        }
    }
    found
}

/// What the letters in the queue tell: the query and the titles.
async fn told(world: &World) -> Vec<(String, Vec<String>)> {
    let of = |letter: Letter| {
        (letter.query, letter.postings.into_iter().map(|posting| posting.content.title).collect::<Vec<_>>())
    };
    let mut told: Vec<_> = letters(world).await.into_iter().map(of).collect();
    told.sort();
    told
}
