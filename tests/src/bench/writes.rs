//! Publish commands acknowledged by SQLite with `synchronous=FULL`, from sixteen clients at once.

use super::{Folder, Times, open, print, rounded};
use magpie_domain::Grant;
use magpie_domain::accounts::values::Role;
use magpie_domain::accounts::write::MadeUpAccount;
use magpie_domain::accounts::{self, values::Locale};
use magpie_domain::employers::policy::ActForEmployer;
use magpie_domain::employers::values::EmployerState;
use magpie_domain::employers::write::MadeUpEmployer;
use magpie_domain::employers::{self};
use magpie_domain::postings::policy::EditPosting;
use magpie_domain::postings::write;
use serde_json::json;
use std::sync::Arc;
use std::time::{Duration, Instant};

const CLIENTS: usize = 16;
/// Drafts of each client; a client that has published all of them stops.
const DRAFTS: usize = 4_000;

/// Measures for so many seconds.
///
/// # Errors
/// Where a command fails.
pub async fn run(most_seconds: u64) -> anyhow::Result<()> {
    let folder = Folder::new("writes")?;
    let app = Arc::new(open(&folder).await?);
    let generator = magpie_demo::Generator::new(magpie_demo::Plan { now: app.db.now(), ..Default::default() });
    let made_up = MadeUpAccount {
        email: "bench@magpie.example".to_owned(),
        display_name: "bench".to_owned(),
        locale: Locale::ZhCn,
        role: Role::Seeker,
    };
    let failed = |error: magpie_domain::Error| anyhow::anyhow!("{error}");
    accounts::write::add_made_up(&app.db, &app.system, &[made_up], "none").await.map_err(failed)?;
    let employer = MadeUpEmployer {
        content: generator.employer(0).content,
        state: EmployerState::Approved,
        trusted: true,
        refusal_reason: None,
        members: Vec::new(),
    };
    let ids = employers::write::add_made_up(&app.db, &app.system, vec![employer]).await.map_err(failed)?;
    let employer = *ids.first().ok_or_else(|| anyhow::anyhow!("no employer was written"))?;
    let acting = Grant::<ActForEmployer>::of_system(&app.system, employer);
    let content = generator.posting(0).content;
    // Valid from today, whatever day the made-up posting was written on.
    let content = magpie_terms::PostingContent { valid_through: app.db.now().day().plus_days(30), ..content };
    let until = Instant::now() + Duration::from_secs(most_seconds * 2);
    let mut drafts: Vec<Vec<_>> = (0..CLIENTS).map(|_| Vec::new()).collect();
    'making: for _ in 0..DRAFTS {
        for client in &mut drafts {
            client.push(write::create(&app.db, &acting, &content).await.map_err(failed)?);
            if Instant::now() > until {
                break 'making;
            }
        }
    }
    let began = Instant::now();
    let until = began + Duration::from_secs(most_seconds);
    let mut clients = tokio::task::JoinSet::new();
    for mine in drafts {
        let app = app.clone();
        clients.spawn(async move {
            let mut times = Times::default();
            for id in mine {
                if Instant::now() > until {
                    break;
                }
                let grant = Grant::<EditPosting>::of_system(&app.system, id);
                let one = Instant::now();
                write::publish(&app.db, &grant).await.map_err(|error| anyhow::anyhow!("{error}"))?;
                times.add(one.elapsed());
            }
            Ok::<_, anyhow::Error>(times)
        });
    }
    let mut all = Times::default();
    while let Some(times) = clients.join_next().await {
        all.extend(times??);
    }
    let spent = began.elapsed().as_secs_f64();
    let summary = all.summary();
    #[expect(clippy::cast_precision_loss, reason = "some ten thousand commands")]
    let rate = summary["count"].as_u64().unwrap_or(0) as f64 / spent;
    print(&json!({
        "bench": "writes", "database": "sqlite, synchronous=FULL", "clients": CLIENTS, "seconds": rounded(spent),
        "acknowledged_per_second": rounded(rate), "latency": summary,
    }));
    Ok(())
}
