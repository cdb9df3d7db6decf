//! What the commands do.
//!
//! Rule: a command gives what it found out as one value; what it prints for people on the way goes through [`Terminal`],
//! which keeps the standard output clean for scripts.

mod admin;
mod alerts;
mod check;
mod demo;
mod eval;
mod import;
mod matching;
mod reindex;
mod search;
mod serve;
mod terminal;

use crate::app::{App, Claim, Options};
use crate::cli::{Admin, AlertsCommand, Cli, Command, Import};
use crate::config::Config;
use crate::failure::Failure;
use magpie_domain::accounts::values::Locale;
use magpie_view::text::Text;
use serde_json::Value;
use std::time::{Duration, Instant};

pub use terminal::Terminal;

/// Another process that holds the index is waited for so long.
const INDEX_PATIENCE: Duration = Duration::from_secs(10);

/// What a command leaves to be printed on the last line with `--json`.
#[derive(Debug, Clone, PartialEq)]
pub enum Ended {
    /// This object.
    With(Value),
    /// Nothing: all lines are printed.
    Printed,
}

/// Carries a command out.
///
/// # Errors
/// [`Failure`], with exit status 1.
pub async fn run(cli: &Cli, config: Config, terminal: &mut Terminal) -> Result<Ended, Failure> {
    match &cli.command {
        Command::Serve(_) => serve::run(config, terminal).await,
        Command::Demo(demo) => demo::run(config, &cli.common, demo, terminal).await,
        Command::Admin(Admin::Add(add)) => admin::add(config, add, terminal).await,
        Command::Import(Import::Postings(import)) => import::postings(config, import, terminal).await,
        Command::Alerts(AlertsCommand::Run) => alerts::run(config, terminal).await,
        Command::Reindex => reindex::run(config, terminal).await,
        Command::Search(search) => search::run(config, search, terminal).await,
        Command::Match(flags) => matching::run(config, flags, terminal).await,
        Command::Eval(eval) => eval::run(eval, terminal).await,
        Command::Check => check::run(config, terminal).await,
    }
}

/// The language of what the domain says on the command line.
const WORDS: Text = Text::of(Locale::En);

fn told(error: &magpie_domain::Error) -> Failure {
    Failure::told(error, WORDS)
}

async fn open(config: Config) -> Result<App, Failure> {
    App::open(Options::of(config)?).await
}

/// Brings the index up to date, or waits until the process that writes it has done so. Gives whether it has within our
/// patience.
async fn catch_up(app: &App) -> bool {
    let started = Instant::now();
    // A node that serves from this folder brings its index up to date by itself. Done here, it would be found at once
    // by us and only later by the node's visitors.
    let served = Claim::is_taken(&app.config.data);
    loop {
        let settled = if served { app.indexer.reads_along().await } else { app.indexer.settle().await.map(|()| true) };
        let error = match settled {
            Ok(true) => return true,
            Ok(false) => "the node that serves has not come as far".to_owned(),
            Err(error) => error.to_string(),
        };
        if started.elapsed() > INDEX_PATIENCE {
            tracing::warn!(error, "the index was not brought up to date");
            return false;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
