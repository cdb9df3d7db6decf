//! `magpie import postings`.

use super::{Ended, Terminal, catch_up, open, told};
use crate::app::App;
use crate::cli::{ImportPostings, Language};
use crate::config::Config;
use crate::failure::Failure;
use magpie_domain::accounts::values::Locale;
use magpie_domain::employers;
use magpie_domain::ids::EmployerId;
use magpie_domain::imports::policy;
use magpie_domain::imports::values::{Reason, Report};
use magpie_domain::imports::write;
use magpie_domain::{Error, Grant};
use magpie_intake::{Limits, Map};
use magpie_terms::CreditCode;
use magpie_view::text::Text;
use magpie_web::importing;
use serde_json::json;
use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

/// So many reasons are told.
const TOP: usize = 10;

pub(super) async fn postings(
    config: Config,
    flags: &ImportPostings,
    terminal: &mut Terminal,
) -> Result<Ended, Failure> {
    let started = Instant::now();
    let text = Text::of(match flags.language {
        Language::ZhCn => Locale::ZhCn,
        Language::En => Locale::En,
    });
    let told = |error: Error| Failure::told(&error, text);
    let bytes = file(&flags.file)?;
    let map = flags.map.as_deref().map(|path| map(path).map_err(told)).transpose()?;
    let app = open(config).await?;
    let employer = match &flags.employer {
        Some(code) => Some(registered(&app, code, text).await?),
        None => None,
    };

    let name = flags.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let today = app.db.clock().today();
    let read = tokio::task::spawn_blocking(move || importing::read(&bytes, &name, today, map)).await;
    let (import, intake) =
        read.map_err(|cause| Failure::new("internal", format!("reading the file stopped: {cause}")))?.map_err(told)?;
    if let Some(path) = &flags.save_map {
        save(path, intake.map().to_toml().as_bytes())?;
    }
    drop(intake);

    let grant = Grant::<policy::ImportPostings>::of_system(&app.system, employer);
    let report = if flags.dry_run {
        write::dry_run(&app.db, &grant, &import, flags.publish).await.map_err(told)?
    } else {
        write::run(&app.db, &grant, &import, flags.publish).await.map_err(told)?.1
    };
    let sentence = |reason: &Reason| text.reason(reason);
    if let Some(path) = &flags.refused {
        let heading = match flags.language {
            Language::ZhCn => "未导入原因",
            Language::En => "Why it was not imported",
        };
        save(path, &importing::refused_xlsx(&report, heading, &sentence).map_err(told)?)?;
    }
    let searchable = flags.dry_run || catch_up(&app).await;
    let seconds = started.elapsed().as_secs_f64();
    tell(&report, flags, seconds, &sentence, terminal);
    if !searchable {
        terminal.fail("The index is held by another process, which has not taken the changes in yet; it will.");
    }
    Ok(Ended::With(json!({
        "rows": report.rows,
        "imported": report.imported,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "duplicate": report.duplicate,
        "refused": report.refused,
        "published": report.published,
        "new_employers": report.new_employers,
        "dry_run": flags.dry_run,
        "searchable": searchable,
        "seconds": (seconds * 1000.0).round() / 1000.0,
    })))
}

fn file(path: &Path) -> Result<Vec<u8>, Failure> {
    let unreadable =
        |error: std::io::Error| Failure::new("file-unreadable", format!("{} cannot be read: {error}", path.display()));
    let most = Limits::default().file_bytes as u64;
    let found = std::fs::metadata(path).map_err(unreadable)?.len();
    if found > most {
        let what = format!("{} has {found} bytes, {most} are read at most. Split it.", path.display());
        return Err(Failure::new("file-unreadable", what));
    }
    std::fs::read(path).map_err(unreadable)
}

fn map(path: &Path) -> Result<Map, Error> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Error::Internal(anyhow::Error::new(error).context(format!("reading {}", path.display()))))?;
    importing::parse_map(&text)
}

async fn registered(app: &App, code: &str, text: Text) -> Result<EmployerId, Failure> {
    let parsed = CreditCode::parse(code).map_err(|fault| {
        let mut violations = magpie_terms::Violations::default();
        violations.add_with("credit_code", fault.code, fault.args);
        Failure::told(&Error::Invalid(violations), text)
    })?;
    let found = employers::read::by_credit_code(&app.db, &app.system, parsed.as_str()).await;
    found.map_err(|error| told(&error))?.ok_or_else(|| {
        let what = format!("no employer with the code {} is registered", parsed.as_str());
        Failure::new("employer-unknown", what)
    })
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes)
        .map_err(|error| Failure::new("file-unwritable", format!("{} cannot be written: {error}", path.display())))
}

fn tell(
    report: &Report,
    flags: &ImportPostings,
    seconds: f64,
    sentence: &dyn Fn(&Reason) -> String,
    terminal: &mut Terminal,
) {
    let verb = if flags.dry_run { "would be" } else { "were" };
    terminal.say(format!("{}: {} rows in {seconds:.2} s", flags.file.display(), report.rows));
    for (count, what) in [
        (report.imported, "imported as new postings"),
        (report.changed, "known and changed"),
        (report.unchanged, "known and unchanged"),
        (report.duplicate, "the same as an earlier row of the file"),
        (report.refused, "refused"),
    ] {
        terminal.say(format!("{count:>9}  {what}"));
    }
    terminal
        .say(format!("{} postings {verb} published, {} employers {verb} new", report.published, report.new_employers));
    if report.refused_rows.is_empty() {
        return;
    }
    let mut reasons: HashMap<(&str, &str), (u64, &Reason, String)> = HashMap::new();
    for row in &report.refused_rows {
        for reason in &row.reasons {
            let first = || (0, reason, format!("{} {}", row.sheet, row.row));
            reasons.entry((&reason.field, &reason.code)).or_insert_with(first).0 += 1;
        }
    }
    let mut reasons: Vec<_> = reasons.into_values().collect();
    reasons.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.code.cmp(&b.1.code)));
    terminal.say("Why rows were refused, the most frequent reason first:");
    for (count, reason, first) in reasons.iter().take(TOP) {
        terminal.say(format!("{count:>9}  {} ({}; first in {first})", sentence(reason), reason.field));
    }
    if flags.refused.is_none() {
        terminal.say("Write the refused rows into a workbook with --refused OUT.xlsx.");
    }
}
