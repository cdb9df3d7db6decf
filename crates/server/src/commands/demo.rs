//! `magpie demo`.

use super::{Ended, Terminal, serve, told};
use crate::app::{App, Claim, Options};
use crate::cli::{Common, Demo};
use crate::config::Config;
use crate::demo::{self, District, Found, PASSWORD};
use crate::failure::Failure;
use magpie_demo::{PersonaRole, personas};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Progress is said so often.
const SAY: Duration = Duration::from_millis(500);

pub(super) async fn run(
    config: Config,
    common: &Common,
    flags: &Demo,
    terminal: &mut Terminal,
) -> Result<Ended, Failure> {
    let started = Instant::now();
    let _claim = Claim::of(&config.data)?;
    let app = App::open(Options { verify_index: true, ..Options::of(config)? }).await?;
    let (postings, employers) = (flags.postings, flags.employers);
    let district = District { postings, employers, seekers: flags.seekers, seed: flags.seed };
    let written = match demo::look(&app.db, &app.system).await.map_err(|error| told(&error))? {
        Found::Nothing => {
            write(&app, district, terminal).await?;
            true
        }
        Found::District => {
            terminal.say("The database holds a made-up district already: it is served as it is.");
            false
        }
        Found::Other => {
            let what = "the database is not empty and holds no whole made-up district, so nothing was written. Name an \
                        empty folder with --data DIR; if an earlier `magpie demo` was broken off, delete its folder.";
            return Err(Failure::new("not-empty", what));
        }
    };
    app.indexer.settle().await.map_err(|error| told(&error))?;
    let seconds = started.elapsed().as_secs_f64();
    if written {
        terminal.say(format!(
            "A made-up district of {postings} postings, {employers} employers and {} seekers was written in {seconds:.1} s.",
            flags.seekers
        ));
    }
    sign_ins(&app, terminal);
    let summary = json!({
        "url": app.config.server.public_url,
        "written": written,
        "postings": app.state.index.len(),
        "seconds": (seconds * 1000.0).round() / 1000.0,
        "password": PASSWORD,
        "personas": personas().iter().map(|persona| (persona.role.code().to_owned(), persona.email.into()))
            .collect::<serde_json::Map<String, Value>>(),
    });
    if flags.no_serve {
        return Ok(Ended::With(summary));
    }
    if terminal.json() {
        terminal.object(&summary);
    }
    if written {
        become_server(common, flags);
    }
    serve::serve(&app, started, terminal).await
}

/// Goes on as `magpie serve` in the same process: what was taken for drawing and writing a district would stay taken
/// otherwise, and be several times what serving needs. Returns only where that cannot be done.
fn become_server(common: &Common, flags: &Demo) {
    use std::os::unix::process::CommandExt;
    let Ok(program) = std::env::current_exe() else { return };
    let mut server = std::process::Command::new(program);
    server.arg("serve").arg("--data").arg(&common.data);
    // By the environment, because the address may hold a password, which others could see among the arguments.
    server.envs(common.database.as_ref().map(|url| ("MAGPIE_DATABASE", url)));
    if let Some(file) = &common.config {
        server.arg("--config").arg(file);
    }
    if let Some(bind) = flags.bind {
        server.arg("--bind").arg(bind.to_string());
    }
    if common.json {
        server.arg("--json");
    }
    let error = server.exec();
    tracing::warn!(%error, "serving goes on in the process that wrote the district");
}

async fn write(app: &App, district: District, terminal: &mut Terminal) -> Result<(), Failure> {
    let mut said = Instant::now();
    let mut progress = |written: u64| {
        if said.elapsed() >= SAY {
            said = Instant::now();
            terminal.progress(format!("{written} of {} postings written", district.postings));
        }
    };
    demo::write(app, district, &mut progress).await.map_err(|error| told(&error))?;
    terminal.progress("The search index is being built");
    app.indexer.settle().await.map_err(|error| told(&error))?;
    terminal.end_progress();
    Ok(())
}

fn sign_ins(app: &App, terminal: &mut Terminal) {
    terminal.say(format!("Sign in at {}/sign-in with the password {PASSWORD} as:", app.config.server.public_url));
    for persona in personas() {
        let what = match persona.role {
            PersonaRole::Seeker => "求职者 · seeker",
            PersonaRole::EmployerOwner => "用人单位负责人 · owner of an employer",
            PersonaRole::EmployerRecruiter => "用人单位招聘专员 · recruiter of an employer",
            PersonaRole::Organizer => "主办方 · organizer",
            PersonaRole::Adviser => "社工 · adviser",
            PersonaRole::Administrator => "管理员 · administrator",
        };
        terminal.say(format!("  {:<26} {what}", persona.email));
    }
}
