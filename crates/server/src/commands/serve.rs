//! `magpie serve`.

use super::{Ended, Terminal};
use crate::app::{App, Claim, Options};
use crate::config::Config;
use crate::failure::Failure;
use serde_json::json;
use std::time::Instant;

pub(super) async fn run(config: Config, terminal: &mut Terminal) -> Result<Ended, Failure> {
    let started = Instant::now();
    let _claim = Claim::of(&config.data)?;
    let options = Options { verify_index: true, ..Options::of(config)? };
    let app = App::open(options).await?;
    serve(&app, started, terminal).await
}

/// Serves until told to stop, and says where.
pub(super) async fn serve(app: &App, started: Instant, terminal: &mut Terminal) -> Result<Ended, Failure> {
    let url = app.config.server.public_url.clone();
    app.run(|address| {
        tracing::info!(%address, url, seconds = started.elapsed().as_secs_f64(), "ready");
        terminal.say(format!("Magpie is at {url}"));
        terminal.say("Press Ctrl+C to stop.");
    })
    .await?;
    Ok(Ended::With(json!({ "url": url, "stopped": true })))
}
