//! `magpie check`: whether everything that the settings name can be used.
//!
//! Rule: it looks and mends nothing. Opening a database brings its schema up to date, as every command does.

use super::{Ended, Terminal};
use crate::app::{App, Options};
use crate::config::Config;
use crate::failure::Failure;
use crate::mailer::Mailer;
use magpie_domain::changes;
use serde_json::{Value, json};

struct Report<'a> {
    terminal: &'a mut Terminal,
    checks: Vec<Value>,
    wrong: Vec<&'static str>,
}

impl Report<'_> {
    fn note(&mut self, name: &'static str, found: Result<String, String>) {
        let (ok, message) = match found {
            Ok(message) => (true, message),
            Err(message) => (false, message),
        };
        self.terminal.say(format!("{:<14} {:<6} {message}", name, if ok { "ok" } else { "WRONG" }));
        self.checks.push(json!({ "name": name, "ok": ok, "message": message }));
        if !ok {
            self.wrong.push(name);
        }
    }
}

pub(super) async fn run(config: Config, terminal: &mut Terminal) -> Result<Ended, Failure> {
    let mut report = Report { terminal, checks: Vec::new(), wrong: Vec::new() };
    // Whoever comes here has a configuration that could be read.
    report.note("configuration", Ok(format!("site at {}", config.server.public_url)));
    let mailer = Mailer::open(&config.mail);
    let mail = match &mailer {
        Ok(mailer) => mailer.check().await.map(|()| mailer.to_string()),
        Err(why) => Err(why.clone()),
    };
    let mailer = mailer.unwrap_or_else(|_| Mailer::Files(config.data.join("mail"), config.mail.from.clone()));
    let options = Options { config, clock: magpie_domain::Clock::System, mailer, verify_index: false };
    match App::open(options).await {
        Ok(app) => {
            let kind = if app.db.is_shared() { "PostgreSQL" } else { "SQLite" };
            report.note("database", app.db.ping().await.map(|()| kind.to_owned()).map_err(|error| error.to_string()));
            let lag = match changes::head(&app.db).await {
                Ok(head) if head < app.state.index.cursor() => {
                    Ok("belongs to another database and is rebuilt at the next start".to_owned())
                }
                Ok(head) => Ok(format!(
                    "{} postings, {} changes behind the database",
                    app.state.index.len(),
                    head - app.state.index.cursor()
                )),
                Err(error) => Err(error.to_string()),
            };
            report.note("index", lag);
        }
        Err(failure) => {
            let name = if failure.code == "index" { "index" } else { "database" };
            report.note(name, Err(failure.message));
        }
    }
    report.note("mail", mail);
    let Report { checks, wrong, .. } = report;
    if wrong.is_empty() {
        return Ok(Ended::With(json!({ "ok": true, "checks": checks })));
    }
    let mut failure = Failure::new("check", format!("cannot be used: {}", wrong.join(", ")));
    failure.details.insert("checks".to_owned(), checks.into());
    Err(failure)
}
