//! The match index over a made-up district, in memory: no database and no HTTP.
//!
//! What a figure covers: a question with its reasons, from a parsed profile or a posting of the index to the matches.
//! `cpu` is the time that the question had on a core, which is what a quiet machine would show.

use super::{Times, print, resident_mib, rounded, seconds};
use magpie_demo::{Generator, Plan};
use magpie_search::matching::{Ask, Fair, MatchChange, MatchIndex, SeekerDoc, SeekerQuery, Viewer, Visible};
use magpie_search::{Change, PostingDoc};
use magpie_terms::{Moment, Pay, Profile, ProfileInput};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const NOW: Moment = Moment(1_795_000_000);
/// Different questions of each kind.
const QUESTIONS: u64 = 500;
/// The fair that issue 3 asks for.
const FAIR: (u64, u64, usize) = (10_000, 6_000, 40);
/// So many changes are applied at once.
const BATCH: u64 = 2_000;

/// Durations by the clock on the wall and on the core.
#[derive(Default)]
struct Both {
    wall: Times,
    cpu: Times,
}

impl Both {
    fn time<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let (wall, cpu) = (Instant::now(), on_core());
        let done = work();
        self.cpu.add(on_core().saturating_sub(cpu));
        self.wall.add(wall.elapsed());
        done
    }

    fn summary(&mut self) -> Value {
        json!({"wall": self.wall.summary(), "cpu": self.cpu.summary()})
    }
}

/// The time that this thread had on a core, by the kernel's word.
fn on_core() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(text.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0))
}

/// Measures.
///
/// # Errors
/// Where a made-up profile does not parse.
pub fn run(postings: u64, seekers: u64) -> anyhow::Result<()> {
    let plan = Plan { postings, employers: (postings / 40).max(300), seekers: 1, seed: 1, now: NOW };
    let generator = Generator::new(plan);
    let index = MatchIndex::new();
    index.warm();
    let before = resident_mib(std::process::id()).unwrap_or_default();
    let began = Instant::now();
    for from in (0..postings).step_by(2_000) {
        let some = (from..postings.min(from + BATCH)).map(|number| document(&generator, number));
        let changes = some.map(|doc| MatchChange::Posting(Change::Put(Box::new(doc)))).collect();
        index.apply(changes, 1, NOW.day());
    }
    let filled = seconds(began);
    let bytes = index.posting_bytes();
    #[expect(clippy::cast_precision_loss, reason = "a size divided by a number")]
    let each = rounded(bytes as f64 / postings as f64);
    print(&json!({
        "bench": "match", "postings": postings, "titles": index.titles(), "filled_s": filled, "bytes_per_posting": each,
        "resident_mib": rounded(resident_mib(std::process::id()).unwrap_or_default() - before),
    }));
    let began = Instant::now();
    for from in (0..seekers).step_by(2_000) {
        let some: anyhow::Result<Vec<MatchChange>> =
            (from..seekers.min(from + BATCH)).map(|number| seeker(&generator, number)).collect();
        index.apply(some?, 2, NOW.day());
    }
    print(&json!({"bench": "match", "seekers": seekers, "filled_s": seconds(began), "titles": index.titles()}));
    questions(&index, &generator, postings)?;
    if seekers >= FAIR.0 && postings >= FAIR.1 {
        fair(&index);
    }
    Ok(())
}

fn questions(index: &MatchIndex, generator: &Generator, postings: u64) -> anyhow::Result<()> {
    let ask = Ask::new(20, NOW);
    let (mut matches, mut candidates, mut like, mut fallback) =
        (Both::default(), Both::default(), Both::default(), Both::default());
    let (mut found, mut reasons) = (0_usize, 0_usize);
    let viewer = Viewer::verified("91110108MA01ABCD2X");
    let nothing = SeekerQuery::of(&Profile::default(), NOW.day());
    for number in 0..QUESTIONS {
        // Profiles that the index has not seen.
        let query = SeekerQuery::of(&profile(generator, 1_000_000 + number)?, NOW.day());
        let answer = matches.time(|| index.postings_for(&query, &ask));
        found += answer.len();
        reasons += answer.iter().map(|found| found.reasons.len()).sum::<usize>();
        let posting = id(Kind::Posting, number * (postings / QUESTIONS).max(1));
        found += candidates.time(|| index.seekers_for(&posting, &viewer, &ask)).len();
        found += like.time(|| index.like(&posting, &ask)).len();
        if number.is_multiple_of(10) {
            found += fallback.time(|| index.fallback(&nothing, &ask)).len();
        }
    }
    print(&json!({
        "bench": "match", "postings": postings, "found": found, "reasons": reasons,
        "postings_for": matches.summary(), "seekers_for": candidates.summary(), "like": like.summary(),
        "fallback": fallback.summary(),
    }));
    Ok(())
}

fn fair(index: &MatchIndex) {
    let (seekers, postings, limit) = FAIR;
    let fair = Fair {
        seekers: (0..seekers).map(|number| id(Kind::Seeker, number)).collect(),
        postings: (0..postings).map(|number| id(Kind::Posting, number)).collect(),
    };
    let began = Instant::now();
    let paired = index.all_pairs(&fair, &Ask::new(limit, NOW), 2);
    let pairs: usize = paired.iter().map(Vec::len).sum();
    print(&json!({
        "bench": "match", "fair": {"seekers": seekers, "postings": postings, "limit": limit, "threads": 2},
        "pairs": pairs, "took_s": seconds(began),
    }));
}

#[derive(Clone, Copy)]
enum Kind {
    Posting = 1,
    Seeker = 2,
    Employer = 3,
}

fn id(kind: Kind, number: u64) -> [u8; 16] {
    ((kind as u128) << 64 | u128::from(number)).to_be_bytes()
}

/// A posting of the district, public whatever its state.
fn document(generator: &Generator, number: u64) -> PostingDoc {
    let posting = generator.posting(number);
    let content = posting.content;
    PostingDoc {
        id: id(Kind::Posting, number),
        employer_id: id(Kind::Employer, posting.employer),
        employer_name: String::new(),
        title: content.title,
        occupation: content.occupation,
        skills: content.skills,
        benefits: content.benefits,
        description: content.description,
        address: content.address,
        district: content.district,
        education: content.education,
        experience: content.experience,
        employment_type: content.employment_type,
        shift: content.shift,
        pay: content.pay,
        posted_at: posting.published_at.unwrap_or(posting.created_at),
        expires_at: NOW.plus_days(30),
    }
}

fn seeker(generator: &Generator, number: u64) -> anyhow::Result<MatchChange> {
    Ok(MatchChange::Seeker(Box::new(SeekerDoc {
        id: id(Kind::Seeker, number),
        profile: profile(generator, number)?,
        visible: Visible::Verified,
        blocked: Vec::new(),
        updated_at: NOW,
    })))
}

/// A made-up profile: one to three wishes as postings of the district are called, and the rest of the first of them.
fn profile(generator: &Generator, number: u64) -> anyhow::Result<Profile> {
    let all = generator.plan().postings;
    let of = |turn: u64| generator.posting((number * 7_919 + turn * 104_729) % all).content;
    let first = of(0);
    let titles: Vec<String> = (0..=number % 3).map(|turn| of(turn).title).collect();
    let pay = match first.pay {
        Pay::Range(_) => first.pay.monthly_yuan().map_or(0, |(min, max)| (min + max) / 2 + 500),
        Pay::Negotiable => 7_000,
    };
    let input = ProfileInput {
        desired_titles: titles.join("、"),
        pay_min: pay.to_string(),
        districts: if number.is_multiple_of(4) { "110108、110114".into() } else { "110108".into() },
        employment_types: if number.is_multiple_of(2) { "full_time".into() } else { String::new() },
        limits: if number.is_multiple_of(5) { "no_night_shift".into() } else { String::new() },
        must: if number.is_multiple_of(11) { "district".into() } else { String::new() },
        education: first.education.code().to_owned(),
        experience_years: (number % 9).to_string(),
        skills: first.skills.join("、"),
        ..ProfileInput::default()
    };
    Profile::parse(&input).map_err(|faults| anyhow::anyhow!("{faults:?}"))
}
