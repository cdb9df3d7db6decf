//! `magpie search`.

use super::{Ended, Terminal, catch_up, open, told};
use crate::cli::{Search, SortBy};
use crate::config::Config;
use crate::failure::Failure;
use magpie_domain::ids::PostingId;
use magpie_domain::postings::public;
use magpie_search::{Filters, Query, Sort};
use serde_json::json;

/// Hits that the index gives at once.
const PAGE: u32 = 100;

pub(super) async fn run(config: Config, flags: &Search, terminal: &mut Terminal) -> Result<Ended, Failure> {
    let app = open(config).await?;
    if !catch_up(&app).await {
        terminal.fail("The index is held by another process and lags behind: the newest changes may be missing.");
    }
    let mut left = flags.limit;
    let mut total = 0;
    for page in 1.. {
        let query = Query {
            text: flags.query.clone(),
            filters: Filters {
                district: flags.district.clone(),
                occupation: flags.occupation.clone(),
                pay_min: flags.pay_min,
                pay_max: flags.pay_max,
                ..Filters::default()
            },
            sort: match flags.sort {
                SortBy::Relevance => Sort::Relevance,
                SortBy::Newest => Sort::Newest,
                SortBy::PayHigh => Sort::PayHigh,
            },
            page,
            per_page: PAGE.min(flags.limit),
            diversify: true,
            facets: false,
        };
        let (index, now) = (app.state.index.clone(), app.db.now());
        let answer = tokio::task::spawn_blocking(move || index.search(&query, now)).await;
        let answer = answer
            .map_err(|cause| Failure::new("search", cause.to_string()))?
            .map_err(|error| Failure::new("search", format!("{error:#}")))?;
        total = answer.total;
        let ids: Vec<PostingId> = answer.hits.iter().map(|hit| PostingId::from_bytes(hit.id)).collect();
        let cards = public::cards(&app.db, &ids).await.map_err(|error| told(&error))?;
        for card in cards.iter().take(left as usize) {
            let score = answer.hits.iter().find(|hit| hit.id == card.id.bytes()).map_or(0.0, |hit| hit.score);
            print(card, score, terminal);
        }
        left = left.saturating_sub(u32::try_from(answer.hits.len()).unwrap_or(u32::MAX));
        if left == 0 || answer.hits.is_empty() {
            break;
        }
    }
    if !terminal.json() {
        terminal.say(format!("{total} found"));
    }
    Ok(Ended::Printed)
}

fn print(card: &public::Posting, score: f32, terminal: &mut Terminal) {
    if terminal.json() {
        // Through text, because 0.1 as f32 is not 0.1 as f64.
        let score: f64 = score.to_string().parse().unwrap_or_default();
        terminal.object(&json!({ "id": card.id, "title": card.content.title, "score": score }));
    } else {
        terminal.say(format!("{}  {score:>7.3}  {}  ·  {}", card.id, card.content.title, card.employer_name));
    }
}
