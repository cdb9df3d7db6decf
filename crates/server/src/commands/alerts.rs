//! `magpie alerts run`.

use super::{Ended, Terminal, open, told};
use crate::config::Config;
use crate::failure::Failure;
use serde_json::json;

pub(super) async fn run(config: Config, terminal: &mut Terminal) -> Result<Ended, Failure> {
    let app = open(config).await?;
    let done = app.alerts.run_due().await.map_err(|error| told(&error))?;
    terminal.say(format!(
        "{} alerts were due, {} postings are new, {} mails are in the queue.",
        done.alerts, done.postings, done.mails
    ));
    Ok(Ended::With(json!({
        "alerts": done.alerts, "postings": done.postings, "mails": done.mails, "told": done.told,
    })))
}
