//! `magpie match`: the postings that fit a profile in a file, with score and reasons.

use super::{Ended, Terminal, open, told};
use crate::cli::Match;
use crate::config::Config;
use crate::failure::Failure;
use magpie_domain::Clock;
use magpie_domain::accounts::values::Locale;
use magpie_domain::ids::PostingId;
use magpie_domain::postings::public;
use magpie_intake::profile_file;
use magpie_search::matching::{Ask, MatchIndex, SeekerQuery};
use magpie_terms::{Profile, ProfileInput, Violations};
use magpie_view::text::Text;
use magpie_web::matching::{Side, sentence};
use serde_json::json;
use std::collections::HashMap;
use std::sync::Arc;

/// The largest file that is a profile.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

pub(super) async fn run(config: Config, flags: &Match, terminal: &mut Terminal) -> Result<Ended, Failure> {
    let unreadable = |cause: String| Failure::new("profile", format!("{}: {cause}", flags.profile.display()));
    let size = std::fs::metadata(&flags.profile).map_err(|cause| unreadable(cause.to_string()))?.len();
    if size > MOST_BYTES {
        return Err(unreadable(format!("{size} bytes are too many for a profile; {MOST_BYTES} are read at most")));
    }
    let bytes = std::fs::read(&flags.profile).map_err(|cause| unreadable(cause.to_string()))?;
    let words = Text::of(match flags.language {
        crate::cli::Language::ZhCn => Locale::ZhCn,
        crate::cli::Language::En => Locale::En,
    });
    let today = Clock::System.now().day();
    let profile = match profile_file::read(&bytes, today) {
        Ok(read) => {
            for note in &read.notes {
                let args = [("field", note.field.as_str()), ("value", note.value.as_str())];
                terminal.fail(words.with(&format!("profile-note-{}", note.code), &args));
            }
            read.profile
        }
        // Our own form with nothing in it is a profile too: of somebody who has not begun to write.
        Err(_)
            if serde_json::from_slice::<ProfileInput>(&bytes).is_ok_and(|input| input == ProfileInput::default()) =>
        {
            Profile::default()
        }
        Err(fault) => {
            let mut violations = Violations::default();
            violations.add_with("profile", fault.code, fault.args);
            return Err(Failure::told(&magpie_domain::Error::Invalid(violations), words));
        }
    };
    let app = open(config).await?;
    let index = Arc::new(MatchIndex::new());
    crate::matching::fill_postings(&app.db, &index).await.map_err(|error| told(&error))?;
    let now = app.db.now();
    let query = SeekerQuery::of(&profile, now.day());
    let limit = flags.limit as usize;
    let empty = query.is_empty();
    let found = tokio::task::spawn_blocking(move || {
        let ask = Ask::new(limit, now);
        if query.is_empty() { index.fallback(&query, &ask) } else { index.postings_for(&query, &ask) }
    });
    let found = found.await.map_err(|cause| Failure::new("match", cause.to_string()))?;
    if empty {
        terminal.fail("The profile names no work, wished for or done: these are the newest postings, without a score.");
    }
    let ids: Vec<PostingId> = found.iter().map(|one| PostingId::from_bytes(one.id)).collect();
    let cards = public::cards(&app.db, &ids).await.map_err(|error| told(&error))?;
    let cards: HashMap<PostingId, public::Posting> = cards.into_iter().map(|card| (card.id, card)).collect();
    for one in &found {
        let Some(card) = cards.get(&PostingId::from_bytes(one.id)) else { continue };
        let reasons: Vec<_> = one
            .reasons
            .iter()
            .map(|reason| {
                let text = sentence(words, reason, Side::Seeker);
                json!({ "code": reason.code(), "kind": reason.kind(), "args": reason.args(), "text": text })
            })
            .collect();
        if terminal.json() {
            let score = (!empty).then_some(one.score);
            terminal.object(&json!({
                "id": card.id, "title": card.content.title, "employer": card.employer_name,
                "score": score, "both": (!empty).then_some(one.both), "mutual": one.mutual, "reasons": reasons,
            }));
        } else {
            terminal.say(format!("{:>3}  {}  ·  {}  {}", one.score, card.content.title, card.employer_name, card.id));
            for reason in reasons.iter().take(5) {
                terminal.say(format!("       {}", reason["text"].as_str().unwrap_or_default()));
            }
        }
    }
    if !terminal.json() {
        terminal.say(format!("{} found", found.len()));
    }
    Ok(Ended::Printed)
}
