//! `magpie reindex`.

use super::{Ended, Terminal, catch_up};
use crate::app::{App, Claim, Options};
use crate::config::Config;
use crate::failure::Failure;
use serde_json::json;
use std::time::Instant;

pub(super) async fn run(config: Config, terminal: &mut Terminal) -> Result<Ended, Failure> {
    // A node that serves holds its index and would write on beside us.
    let _claim = Claim::of(&config.data)?;
    let app = App::open(Options { verify_index: true, ..Options::of(config)? }).await?;
    let started = Instant::now();
    app.indexer.order_rebuild();
    if !catch_up(&app).await {
        let what = "the search index could not be built: another process writes it, or the disk cannot be written. \
                    Wait for that process to end and try again.";
        return Err(Failure::new("index", what));
    }
    let (postings, seconds) = (app.state.index.len(), started.elapsed().as_secs_f64());
    terminal.say(format!("The search index holds {postings} postings, built in {seconds:.2} s."));
    Ok(Ended::With(json!({ "postings": postings, "seconds": (seconds * 1000.0).round() / 1000.0 })))
}
