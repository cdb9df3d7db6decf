//! The command line.
//!
//! Rule: every command takes `--data`, `--database`, `--config` and `--json`; with `--json` it ends with one JSON object
//! on its last line, whatever happened.

use crate::config::{Config, ConfigError, Sources};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Magpie (鹊桥): job matching for a district.
#[derive(Debug, Parser)]
#[command(name = "magpie", version, disable_help_subcommand = true)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// The data folder: embedded database, search index, mails
    #[arg(long, global = true, value_name = "DIR", env = "MAGPIE_DATA", default_value = "./data")]
    pub data: PathBuf,
    /// The database: sqlite:PATH?mode=rwc or postgres://USER:PASSWORD@HOST/NAME
    #[arg(long, global = true, value_name = "URL", env = "MAGPIE_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// The configuration; without it, config.toml in the data folder is read where it is
    #[arg(long, global = true, value_name = "FILE", env = "MAGPIE_CONFIG")]
    pub config: Option<PathBuf>,
    /// End with one JSON object on the last line
    #[arg(long, global = true)]
    pub json: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site
    Serve(Serve),
    /// Write a made-up district into an empty database and serve it
    Demo(Demo),
    /// Administer accounts
    #[command(subcommand)]
    Admin(Admin),
    /// Bring data in
    #[command(subcommand)]
    Import(Import),
    /// Evaluate saved searches
    #[command(subcommand)]
    Alerts(AlertsCommand),
    /// Build the search index anew
    Reindex,
    /// Search the public postings
    Search(Search),
    /// The postings that fit a profile in a file, with reasons
    Match(Match),
    /// Measure ranking on data with judgements
    #[command(subcommand)]
    Eval(Eval),
    /// Look whether configuration, database, index and mail can be used
    Check,
}

/// `magpie serve`.
#[derive(Debug, Clone, Default, Args)]
pub struct Serve {
    /// Address and port to listen on
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub bind: Option<SocketAddr>,
}

/// `magpie demo`.
#[derive(Debug, Clone, Args)]
pub struct Demo {
    /// Postings
    #[arg(long, default_value_t = 12_000, value_name = "N", value_parser = clap::value_parser!(u64).range(..=10_000_000))]
    pub postings: u64,
    /// Employers
    #[arg(long, default_value_t = 300, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000))]
    pub employers: u64,
    /// Accounts of seekers
    #[arg(long, default_value_t = 2_000, value_name = "N", value_parser = clap::value_parser!(u64).range(..=1_000_000))]
    pub seekers: u64,
    /// Where all draws come from: the same number makes the same district
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub seed: u64,
    /// Only write it
    #[arg(long)]
    pub no_serve: bool,
    /// Address and port to listen on
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub bind: Option<SocketAddr>,
}

/// `magpie admin`.
#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Make an account with a role, or give an existing one the role and a new password
    Add(AdminAdd),
}

/// `magpie admin add`.
#[derive(Debug, Clone, Args)]
pub struct AdminAdd {
    /// The address to sign in with
    pub email: String,
    /// The name shown; by default the address before the @
    #[arg(long)]
    pub name: Option<String>,
    /// What the account may do
    #[arg(long, value_enum, default_value_t = StaffRole::Administrator)]
    pub role: StaffRole,
    /// Read the password from the first line of the standard input
    #[arg(long)]
    pub password_stdin: bool,
}

/// A role that the command line gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StaffRole {
    /// All accounts and settings
    Administrator,
    /// Decides on employers and postings
    Organizer,
    /// Accompanies seekers at a station
    Adviser,
}

/// `magpie import`.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Postings from a table: CSV, XLSX or XLS
    Postings(ImportPostings),
}

/// `magpie alerts`.
#[derive(Debug, Subcommand)]
pub enum AlertsCommand {
    /// Evaluate what is due now. A server that runs does it by itself and sends the mails
    Run,
}

/// `magpie import postings`.
#[derive(Debug, Clone, Args)]
pub struct ImportPostings {
    /// The table
    pub file: PathBuf,
    /// Everything is of the registered employer with this 统一社会信用代码
    #[arg(long, value_name = "CODE")]
    pub employer: Option<String>,
    /// Publish what may be published; without it, postings wait for an organizer
    #[arg(long)]
    pub publish: bool,
    /// Only say what would happen
    #[arg(long)]
    pub dry_run: bool,
    /// What the columns mean, and defaults for what the file leaves out
    #[arg(long, value_name = "MAP.toml")]
    pub map: Option<PathBuf>,
    /// Write the refused rows with their reasons into this workbook
    #[arg(long, value_name = "OUT.xlsx")]
    pub refused: Option<PathBuf>,
    /// Write what the columns were taken for into this file, to be changed and given back with --map
    #[arg(long, value_name = "OUT.toml")]
    pub save_map: Option<PathBuf>,
    /// The language of reasons
    #[arg(long, value_enum, default_value_t = Language::ZhCn)]
    pub language: Language,
}

/// A language of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Chinese
    #[value(name = "zh-CN", alias = "zh")]
    ZhCn,
    /// English
    En,
}

/// `magpie search`.
#[derive(Debug, Clone, Default, Args)]
pub struct Search {
    /// What to look for; empty asks for everything
    pub query: String,
    /// So many hits at most
    #[arg(long, default_value_t = 20, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub limit: u32,
    /// Division code of the place of work; may be given several times
    #[arg(long, value_name = "CODE")]
    pub district: Vec<String>,
    /// Occupation code; may be given several times
    #[arg(long, value_name = "CODE")]
    pub occupation: Vec<String>,
    /// The pay reaches so many yuan a month
    #[arg(long, value_name = "YUAN")]
    pub pay_min: Option<i64>,
    /// The pay begins at no more than so many yuan a month
    #[arg(long, value_name = "YUAN")]
    pub pay_max: Option<i64>,
    /// The order
    #[arg(long, value_enum, default_value_t = SortBy::Relevance)]
    pub sort: SortBy,
}

/// `magpie match`.
#[derive(Debug, Clone, Args)]
pub struct Match {
    /// The profile: Magpie's own JSON, JSON Resume, or one line of a seekers' file
    #[arg(long, value_name = "FILE.json")]
    pub profile: PathBuf,
    /// So many postings at most
    #[arg(long, default_value_t = 20, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub limit: u32,
    /// The language of reasons
    #[arg(long, value_enum, default_value_t = Language::ZhCn)]
    pub language: Language,
}

/// `magpie eval`.
#[derive(Debug, Clone, Subcommand)]
pub enum Eval {
    /// Similar titles: a folder with queries.tsv, corpus.tsv and qrels.tsv
    Titles(EvalTitles),
    /// Occupations of titles: a CSV with `job_name` and `expected_code`
    Occupations(EvalOccupations),
    /// Matches in both directions, on a judged set
    Matches(EvalJudged),
    /// Search, on a judged set
    Search(EvalJudged),
    /// The postings that somebody should judge: the best of every method, as TSV
    Pool(EvalJudged),
}

/// `magpie eval titles`.
#[derive(Debug, Clone, Args)]
pub struct EvalTitles {
    /// The folder
    pub dir: PathBuf,
    /// What may speak
    #[arg(long, value_enum, default_value_t = Layers::Full)]
    pub layers: Layers,
}

/// `magpie eval occupations`.
#[derive(Debug, Clone, Args)]
pub struct EvalOccupations {
    /// The titles with their codes
    pub file: PathBuf,
    /// A classification with names and aliases, in the form of csco22.csv; without it the built-in one
    #[arg(long, value_name = "FILE")]
    pub taxonomy: Option<PathBuf>,
}

/// `magpie eval matches`, `search` and `pool`.
#[derive(Debug, Clone, Args)]
pub struct EvalJudged {
    /// The folder of the judged set
    #[arg(default_value = "tests/judged")]
    pub dir: PathBuf,
    /// What may speak
    #[arg(long, value_enum, default_value_t = Layers::Full)]
    pub layers: Layers,
}

/// What may speak for a rank, each with those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Layers {
    /// Words and their parts
    Lexical,
    /// Occupations
    Concepts,
    /// Vectors
    Vectors,
    /// Pay, place and all else: the product
    Full,
}

/// An order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum SortBy {
    /// Best match first
    #[default]
    Relevance,
    /// Newest first
    Newest,
    /// Highest pay first
    PayHigh,
}

impl Cli {
    /// The settings under these flags and this environment.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn config(&self, environment: Vec<(String, String)>) -> Result<Config, ConfigError> {
        let mut flags = Vec::new();
        if let Some(url) = &self.common.database {
            flags.push(("database", "url", url.clone()));
        }
        let bind = match &self.command {
            Command::Serve(serve) => serve.bind,
            Command::Demo(demo) => demo.bind,
            _ => None,
        };
        if let Some(bind) = bind {
            flags.push(("server", "bind", bind.to_string()));
        }
        Config::load(&Sources { data: self.common.data.clone(), file: self.common.config.clone(), environment, flags })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn parse(line: &str) -> Cli {
        Cli::try_parse_from(line.split(' ')).unwrap()
    }

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn global_flags_stand_anywhere() {
        for line in ["magpie --data x --json reindex", "magpie reindex --data x --json"] {
            let cli = parse(line);
            assert!(cli.common.json && cli.common.data.as_os_str() == "x", "{line}");
        }
    }

    #[test]
    fn the_district_has_its_defaults() {
        let Command::Demo(demo) = parse("magpie demo").command else { panic!("not the demo") };
        assert_eq!((demo.postings, demo.employers, demo.seekers, demo.seed), (12_000, 300, 2_000, 1));
        assert_eq!(
            crate::demo::District::default(),
            crate::demo::District { postings: 12_000, employers: 300, seekers: 2_000, seed: 1 }
        );
    }

    #[test]
    fn flags_become_settings() {
        let config = parse("magpie serve --bind 127.0.0.1:9 --data x --database sqlite:y").config(Vec::new()).unwrap();
        assert_eq!(config.server.bind.port(), 9);
        assert_eq!(config.server.public_url, "http://127.0.0.1:9");
        assert_eq!(secrecy::ExposeSecret::expose_secret(&config.database.url), "sqlite:y");
    }

    #[test]
    fn an_import_takes_its_flags() {
        let line = "magpie import postings a.xlsx --publish --dry-run --employer X --map m.toml --refused r.xlsx";
        let Command::Import(Import::Postings(import)) = parse(line).command else { panic!("not an import") };
        assert!(import.publish && import.dry_run && import.refused.is_some() && import.language == Language::ZhCn);
    }

    #[test]
    fn what_is_out_of_range_is_a_usage_error() {
        for line in ["magpie demo --employers 0", "magpie search x --limit 0", "magpie serve --bind 8080", "magpie"] {
            assert_eq!(Cli::try_parse_from(line.split(' ')).unwrap_err().exit_code(), 2, "{line}");
        }
    }
}
