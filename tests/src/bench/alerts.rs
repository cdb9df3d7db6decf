//! All saved searches against a day's new postings.
//!
//! What it covers: the whole evaluation as the server does it at seven in the morning. `load_s` reads the alerts and the
//! new postings, `find_s` is the index of the postings in memory and every distinct query, `deliver_s` writes what is
//! told, the deliveries, their jobs and the places of the alerts. Sending the mails is not in it.

use super::{Folder, open, print, seconds};
use magpie_demo::{Generator, Plan};
use magpie_domain::accounts::values::{Locale, Role};
use magpie_domain::accounts::write::MadeUpAccount;
use magpie_domain::alerts::values::{AlertContent, AlertInput, AlertKind, Cadence};
use magpie_domain::alerts::{deliver, due, made_up};
use magpie_domain::employers::values::EmployerState;
use magpie_domain::employers::write::MadeUpEmployer;
use magpie_domain::ids::AccountId;
use magpie_domain::postings::made_up::MadeUpPosting;
use magpie_domain::postings::values::PostingState;
use magpie_domain::{accounts, employers, postings};
use magpie_server::{App, alerts};
use magpie_terms::Division;
use magpie_web::alerting;
use serde_json::json;
use std::collections::HashSet;
use std::time::{Duration, Instant};

/// Alerts of one person.
const EACH: usize = 3;

/// Measures so many alerts over so many new postings.
///
/// # Errors
/// Where the product cannot be opened or does not answer.
pub async fn run(count: u64, new: u64) -> anyhow::Result<()> {
    let folder = Folder::new("alerts")?;
    let app = open(&folder).await?;
    let plan = Plan { postings: new, employers: 50, seekers: 1, seed: 1, now: app.db.now() };
    let generator = Generator::new(plan);
    let contents = searches(&generator, new, usize::try_from(count)?)?;
    let people = people(&app, contents.len().div_ceil(EACH)).await?;
    let kept: Vec<(AccountId, AlertContent)> =
        contents.into_iter().enumerate().map(|(number, content)| (people[number / EACH], content)).collect();
    let distinct = kept.iter().map(|(_, content)| content.query.as_str()).collect::<HashSet<_>>().len();
    made_up::add(&app.db, &app.system, &kept).await.map_err(failed)?;
    publish(&app, &generator, new).await?;
    // What is kept now is due in the second after.
    tokio::time::sleep(Duration::from_millis(1_100)).await;

    let began = Instant::now();
    let due = due::due(&app.db, &app.system, Cadence::AtOnce, &[AlertKind::Search]).await.map_err(failed)?;
    let fresh = due::fresh(&app.db, &app.system, &due).await.map_err(failed)?;
    let (load, postings) = (seconds(began), fresh.len());
    let finding = Instant::now();
    let found = alerts::find(&due, fresh)?;
    let find = seconds(finding);
    let delivering = Instant::now();
    let delivered = deliver::deliver(&app.db, &app.system, &due, &found).await.map_err(failed)?;
    deliver::pass_over(&app.db, &app.system, &due).await.map_err(failed)?;
    let total: u64 = found.iter().map(|found| found.total).sum();
    print(&json!({
        "bench": "alerts", "alerts": due.alerts.len(), "distinct": distinct, "postings": postings, "hits": total,
        "mails": delivered.mails, "told": delivered.told, "load_s": load, "find_s": find,
        "deliver_s": seconds(delivering), "seconds": seconds(began),
    }));
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "it is handed to `map_err`")]
fn failed(error: magpie_domain::Error) -> anyhow::Error {
    anyhow::anyhow!("{error}")
}

/// Searches as people save them: words of the titles that the district has, whole and in part, most of them in a
/// district of Beijing and with a least pay. A few are saved by many.
fn searches(generator: &Generator, new: u64, count: usize) -> anyhow::Result<Vec<AlertContent>> {
    let titles: Vec<String> = (0..new).map(|number| generator.posting(number).content.title).collect();
    anyhow::ensure!(!titles.is_empty(), "no searches without postings");
    let places: Vec<&str> = Division::children("110000").map(|division| division.code).collect();
    let mut found = Vec::with_capacity(count);
    for number in 0..count {
        // Each person's searches differ, and so do nearly all of those of two people.
        let title = &titles[(number * 7) % titles.len()];
        let words: String = match number % 4 {
            0 => title.clone(),
            1 => title.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect(),
            2 => title.chars().take(3).collect(),
            _ => title.chars().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect(),
        };
        let mut query = format!("q={words}");
        if !number.is_multiple_of(10) {
            query.push_str(&format!("&district={}", places[(number / 3) % places.len()]));
            query.push_str(&format!("&pay_min={}", 3_000 + 100 * ((number / 11) % 60)));
        }
        if number.is_multiple_of(5) {
            query.push_str("&education=junior_high");
        }
        let input = AlertInput { query, cadence: Cadence::AtOnce.code().to_owned(), ..AlertInput::default() };
        let faulty = |faults| anyhow::anyhow!("{}", magpie_domain::Error::Invalid(faults));
        let content = alerting::content(&input, false).map_err(faulty)?;
        let own = &found[found.len() - number % EACH..];
        // Nobody keeps the same twice.
        let content = if own.contains(&content) {
            let input = AlertInput { query: format!("q={number}"), ..input };
            alerting::content(&input, false).map_err(faulty)?
        } else {
            content
        };
        found.push(content);
    }
    Ok(found)
}

async fn people(app: &App, count: usize) -> anyhow::Result<Vec<AccountId>> {
    let made_up: Vec<MadeUpAccount> = (0..count)
        .map(|number| MadeUpAccount {
            email: format!("bench{number}@magpie.example"),
            display_name: "bench".to_owned(),
            locale: Locale::ZhCn,
            role: Role::Seeker,
        })
        .collect();
    accounts::write::add_made_up(&app.db, &app.system, &made_up, "none").await.map_err(failed)
}

/// The new postings of a day.
async fn publish(app: &App, generator: &Generator, new: u64) -> anyhow::Result<()> {
    let made_up = generator.employers().map(|employer| MadeUpEmployer {
        content: employer.content,
        state: EmployerState::Approved,
        trusted: true,
        refusal_reason: None,
        members: Vec::new(),
    });
    let employers = employers::write::add_made_up(&app.db, &app.system, made_up.collect()).await.map_err(failed)?;
    anyhow::ensure!(!employers.is_empty(), "no employer was written");
    let now = app.db.now();
    let postings: Vec<MadeUpPosting> = (0..new)
        .map(|number| {
            let mut content = generator.posting(number).content;
            content.valid_through = now.day().plus_days(30);
            let employer = employers[usize::try_from(number).unwrap_or(0) % employers.len()];
            MadeUpPosting { employer, content, state: PostingState::Published, at: now }
        })
        .collect();
    postings::made_up::add(&app.db, &app.system, &postings, true).await.map_err(failed)?;
    Ok(())
}
