//! The program `magpie`.

use clap::Parser;
use magpie_server::cli::{Cli, Command};
use magpie_server::commands::{self, Ended, Terminal};
use magpie_server::failure::Failure;
use magpie_server::telemetry;
use std::process::ExitCode;

/// The exit status of a command line that cannot be understood, as usual.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let mut terminal = Terminal::of_process(cli.common.json);
    match run(&cli, &mut terminal) {
        Ok(Ended::With(object)) => {
            if cli.common.json {
                terminal.object(&object);
            }
            ExitCode::SUCCESS
        }
        Ok(Ended::Printed) => ExitCode::SUCCESS,
        Err(failure) => {
            terminal.fail(format!("magpie: {failure}"));
            if cli.common.json {
                terminal.object(&failure.to_json());
            }
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli, terminal: &mut Terminal) -> Result<Ended, Failure> {
    let config = cli.config(std::env::vars_os().filter_map(text_pair).collect());
    let config = config.map_err(|error| Failure::new("configuration", error.to_string()))?;
    // A command that ends says what it did; only one that stays tells how it is getting on.
    let stays =
        matches!(&cli.command, Command::Serve(_)) || matches!(&cli.command, Command::Demo(demo) if !demo.no_serve);
    let fault = telemetry::start_log(&config.log, if stays { &config.log.level } else { "warn" });
    if let Some(fault) = fault {
        return Err(Failure::new("configuration", fault));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_name("magpie").build();
    let runtime = runtime.map_err(|error| Failure::new("runtime", format!("no threads can be started: {error}")))?;
    runtime.block_on(commands::run(cli, config, terminal))
}

/// Variables that are not text cannot be ours.
fn text_pair((name, value): (std::ffi::OsString, std::ffi::OsString)) -> Option<(String, String)> {
    Some((name.into_string().ok()?, value.into_string().ok()?))
}

fn usage(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    if !error.use_stderr() {
        // Help or the version was asked for.
        return ExitCode::SUCCESS;
    }
    if std::env::args_os().any(|argument| argument == "--json") {
        let failure = Failure::new("usage", error.to_string().lines().next().unwrap_or_default().to_owned());
        Terminal::of_process(true).object(&failure.to_json());
    }
    ExitCode::from(USAGE)
}
