//! Seekers' profiles: what people wish for, in their own words, and what they have done.
//!
//! Rule: what is drawn parses as if somebody had typed it, and holds nothing about who a person is. Names are put
//! together by number, numbers ring nowhere, and schools and earlier employers are invented like those of the district.

use crate::account;
use crate::draw::{Draw, Kind};
use crate::generator::Plan;
use crate::lists::lists;
use crate::people::{NAMES, people};
use crate::place;
use crate::station::station;
use crate::trade::{Job, Trade, trades};
use magpie_terms::Month;
use magpie_terms::{Day, Division, Education, EmploymentType, Limit, Must, PayPeriod, PayRange, Profile, Study, Work};

/// Telephones end here; who comes later has only a mail address, because no two persons share a number.
const PHONES: u64 = 5_000;
/// Seekers with an account who have made a profile, of a hundred.
const WITH_PROFILE: u64 = 88;

/// Who finds a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SeekerVisibility {
    /// No employer.
    Nobody,
    /// Employers of fairs that the person goes to.
    Fairs,
    /// Every approved employer, masked.
    Verified,
}

/// A person who looks for work. Nobody of the name is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoSeeker {
    /// Place in the stream: that of the account, or among those without one.
    pub index: u64,
    /// The name.
    pub name: String,
    /// A number that rings nowhere.
    pub phone: Option<String>,
    /// The account's address; nothing for who has no account.
    pub email: Option<String>,
    /// Wishes and what was done.
    pub profile: Profile,
    /// Who finds it.
    pub visibility: SeekerVisibility,
    /// Whether advisers help: always for who has no account.
    pub assisted: bool,
    /// The trade in which work is wished for.
    pub trade: &'static Trade,
    /// The nearest station, as a place in [`crate::stations`].
    pub station: usize,
}

/// The profile of the account with this index; some have none yet.
pub(crate) fn of_account(plan: &Plan, index: u64) -> Option<DemoSeeker> {
    let mut draw = Draw::new(plan.seed, Kind::Seeker, index);
    let account = account::draw(plan, index);
    if !draw.percent(WITH_PROFILE) {
        return None;
    }
    let english = account.locale == "en";
    let has_phone = draw.percent(50) && index < PHONES;
    let visibility = match draw.below(100) {
        0..50 => SeekerVisibility::Verified,
        50..62 => SeekerVisibility::Fairs,
        _ => SeekerVisibility::Nobody,
    };
    let assisted = draw.percent(10);
    let trade = trade(&mut draw);
    Some(DemoSeeker {
        index,
        name: people().name(index, english),
        phone: has_phone.then(|| phone(index)),
        email: Some(account.email),
        profile: profile(plan, &mut draw, trade, account.station, english),
        visibility,
        assisted,
        trade,
        station: account.station,
    })
}

/// Somebody without an account, whom an adviser registered at a station.
pub(crate) fn walk_in(plan: &Plan, index: u64) -> DemoSeeker {
    let mut draw = Draw::new(plan.seed, Kind::WalkIn, index);
    let has_phone = draw.percent(40) && index < PHONES;
    let visibility = if draw.percent(50) { SeekerVisibility::Verified } else { SeekerVisibility::Nobody };
    let trade = trade(&mut draw);
    let station = draw.index(crate::stations().len());
    DemoSeeker {
        index,
        name: people().name(NAMES - 1 - index % NAMES, false),
        phone: has_phone.then(|| phone(PHONES + index)),
        email: None,
        profile: profile(plan, &mut draw, trade, station, false),
        visibility,
        assisted: true,
        trade,
        station,
    }
}

fn phone(number: u64) -> String {
    format!("010-5550-{number:04}")
}

fn trade(draw: &mut Draw) -> &'static Trade {
    let total: u64 = trades().iter().map(|trade| trade.weight).sum();
    let mut left = draw.below(total);
    let found = trades().iter().find(|trade| {
        let found = left < trade.weight;
        left = left.saturating_sub(trade.weight);
        found
    });
    found.unwrap_or(&trades()[0])
}

fn profile(plan: &Plan, draw: &mut Draw, trade: &'static Trade, home: usize, english: bool) -> Profile {
    let job = &trade.jobs[draw.index(trade.jobs.len())];
    let today = plan.now.day();
    let is_new = draw.percent(15) || job.types.contains(&EmploymentType::Intern);
    let years = if is_new { 0 } else { draw.between(job.years.0.max(1), job.years.1 + 5) };
    let education = education(draw, job);
    let desired_titles = wishes(draw, trade, job, english);
    let limits = if draw.percent(20) { vec![Limit::ALL[draw.index(Limit::ALL.len())]] } else { Vec::new() };
    let (pay_min_fen, districts) = (pay(draw, job), districts(draw));
    let must = must(draw, &limits, pay_min_fen, &districts);
    let (skills, certificates, licences) = abilities(draw, trade, job, english);
    let work = if is_new { Vec::new() } else { work(draw, trade, job, today, years, english) };
    Profile {
        summary: summary(draw, desired_titles.first().map_or("", String::as_str), years, home, english),
        desired_titles,
        pay_min_fen,
        districts,
        employment_types: employment_types(draw, job),
        available_from: draw.percent(60).then(|| today.plus_days(draw.between(0, 45))),
        limits,
        must,
        education: Some(education),
        experience_years: draw.percent(80).then(|| u8::try_from(years).unwrap_or(0)),
        skills,
        certificates,
        languages: languages(draw, education, english),
        licences,
        studies: studies(draw, trade, education, today, years, english),
        work,
    }
}

/// Mostly as people say it, with another job of the trade behind it in some cases.
fn wishes(draw: &mut Draw, trade: &'static Trade, job: &'static Job, english: bool) -> Vec<String> {
    let mut titles: Vec<&'static str> = Vec::new();
    let said = |draw: &mut Draw, job: &'static Job| {
        let words = people().said(job.titles[0]);
        match draw.below(100) {
            _ if english => job.title_en,
            0..65 if !words.is_empty() => draw.word(words),
            _ => draw.word(&job.titles),
        }
    };
    titles.push(said(draw, job));
    if draw.percent(45) {
        titles.push(if english { job.title_en } else { draw.word(&job.titles) });
    }
    if draw.percent(30) {
        let other = &trade.jobs[draw.index(trade.jobs.len())];
        titles.push(said(draw, other));
    }
    unique(titles.into_iter().map(str::to_owned))
}

/// Each once, in the order of their first coming.
fn unique(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words {
        if !found.iter().any(|known| known.eq_ignore_ascii_case(&word)) {
            found.push(word);
        }
    }
    found
}

/// A wish near to what the trade pays: from a little below its least to the middle and beyond.
fn pay(draw: &mut Draw, job: &Job) -> Option<i64> {
    let range = PayRange::new(job.pay.0 * 100, job.pay.1 * 100, job.period, 12).ok()?;
    let (low, high) = range.monthly_yuan();
    // Who works by the hour or by the day rarely fills a month.
    let share = if matches!(job.period, PayPeriod::Hour | PayPeriod::Day) { 70 } else { 92 };
    let yuan = draw.between(low * share / 100, i64::midpoint(low, high) * share.max(85) / 100);
    let step = if yuan >= 10_000 { 500 } else { 100 };
    draw.percent(90).then_some((yuan / step * step).max(2_600) * 100)
}

fn districts(draw: &mut Draw) -> Vec<&'static Division> {
    let mut codes = Vec::new();
    match draw.below(100) {
        0..8 => return Vec::new(),
        8..14 => codes.push("110000"),
        14..88 => codes.push("110108"),
        _ => codes.push(draw.word(&place::BEIJING)),
    }
    while codes.len() < 3 && codes[0] != "110000" && draw.percent(30) {
        let code = draw.word(&place::BEIJING);
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes.into_iter().filter_map(Division::by_code).collect()
}

fn must(draw: &mut Draw, limits: &[Limit], pay: Option<i64>, districts: &[&Division]) -> Vec<Must> {
    let mut must = Vec::new();
    if pay.is_some() && draw.percent(12) {
        must.push(Must::Pay);
    }
    if !districts.is_empty() && draw.percent(15) {
        must.push(Must::District);
    }
    if !limits.is_empty() && draw.percent(60) {
        must.push(Must::Limits);
    }
    must
}

fn employment_types(draw: &mut Draw, job: &Job) -> Vec<EmploymentType> {
    if draw.percent(15) {
        return Vec::new();
    }
    let count = if draw.percent(25) { 2 } else { 1 };
    job.types.iter().copied().take(count).collect()
}

/// What the job asks for, or one step more.
fn education(draw: &mut Draw, job: &Job) -> Education {
    let asked = job.education[draw.index(job.education.len())];
    let asked = if asked == Education::None { Education::JuniorHigh } else { asked };
    let above = Education::ALL.iter().copied().find(|level| level.rank() == asked.rank() + 1);
    above.filter(|level| *level < Education::Master && draw.percent(20)).unwrap_or(asked)
}

/// Skills, certificates and licences: the trades' words tell them apart by their endings.
fn abilities(draw: &mut Draw, trade: &Trade, job: &Job, english: bool) -> (Vec<String>, Vec<String>, Vec<String>) {
    let count = usize::try_from(draw.between(1, 5)).unwrap_or(1);
    let pool = if english { &job.skills_en } else { &job.skills };
    let (mut skills, mut certificates, mut licences) = (Vec::new(), Vec::new(), Vec::new());
    for word in draw.some(pool, count) {
        let is_licence = ["驾照", "叉车证", "电工证", "焊工证", "电梯作业证"].iter().any(|end| word.ends_with(end));
        let is_certificate = word.ends_with('证') && !["凭证", "函证"].contains(&word);
        match word {
            _ if is_licence => licences.push(word.to_owned()),
            _ if is_certificate => certificates.push(word.to_owned()),
            _ => skills.push(word.to_owned()),
        }
    }
    // Some of what the other jobs of the trade need.
    if draw.percent(35) {
        let other = &trade.jobs[draw.index(trade.jobs.len())];
        let word = draw.word(if english { &other.skills_en } else { &other.skills });
        if !word.ends_with(['证', '照']) {
            skills.push(word.to_owned());
        }
    }
    if licences.is_empty() && draw.percent(14) {
        licences.push("C1".to_owned());
    }
    (unique(skills.into_iter()), certificates, licences)
}

fn languages(draw: &mut Draw, education: Education, english: bool) -> Vec<String> {
    let word = match draw.below(100) {
        _ if english => "English",
        0..30 if education >= Education::Bachelor => "英语六级",
        30..60 if education >= Education::Associate => "英语四级",
        60..75 => "普通话",
        _ => return Vec::new(),
    };
    vec![word.to_owned()]
}

fn summary(draw: &mut Draw, title: &str, years: i64, home: usize, english: bool) -> String {
    if draw.percent(40) {
        return String::new();
    }
    let lists = if years == 0 { &people().summary_new } else { &people().summary };
    let place = if english { station(home).name_en } else { station(home).short_name };
    let template = draw.word(&lists[usize::from(english)]);
    template.replace("{title}", title).replace("{n}", &years.to_string()).replace("{place}", place)
}

/// The last school, where it is one that people name.
fn studies(draw: &mut Draw, trade: &Trade, level: Education, today: Day, years: i64, english: bool) -> Vec<Study> {
    let (kind, kind_en, length) = match level {
        Education::None | Education::JuniorHigh => return Vec::new(),
        Education::Vocational => ("中等职业学校", "Vocational School", 3),
        Education::SeniorHigh => ("中学", "High School", 3),
        Education::Associate => ("职业学院", "College", 3),
        Education::Bachelor => ("大学", "University", 4),
        Education::Master => ("大学", "University", 3),
        Education::Doctor => ("大学", "University", 4),
    };
    if draw.percent(20) {
        return Vec::new();
    }
    let (this_year, _, _) = today.parts();
    let end = i32::from(this_year) - i32::try_from(years).unwrap_or(0) - i32::try_from(draw.between(0, 2)).unwrap_or(0);
    let street = lists().streets.get(draw.index(lists().streets.len()));
    let area = match (level, english) {
        (Education::SeniorHigh, _) => "",
        (_, true) => trade.en,
        (_, false) => trade.zh,
    };
    let institution = if english {
        let name = street.map_or("", |street| street.en);
        format!("{} {kind_en}", name.split(' ').next().unwrap_or_default())
    } else {
        format!("{}{kind}", draw.word(&lists().name_first))
    };
    vec![Study {
        institution,
        area: area.to_owned(),
        level: Some(level),
        start: Some(Month { year: end - length, month: Some(9) }),
        end: Some(Month { year: end, month: Some(6) }),
    }]
}

/// One to three jobs, the latest first, that fill the years without a gap.
fn work(draw: &mut Draw, trade: &Trade, job: &'static Job, today: Day, years: i64, english: bool) -> Vec<Work> {
    let (year, month, _) = today.parts();
    let now = i64::from(year) * 12 + i64::from(month) - 1;
    let count = draw.between(1, years.clamp(1, 3));
    let working = draw.percent(35);
    let mut end = if working { now } else { now - draw.between(0, 6) };
    let mut left = years * 12;
    let mut entries = Vec::new();
    for at in 0..count {
        let months = if at + 1 == count { left } else { draw.between(6, (left / 2).max(6)) };
        left -= months;
        let start = end - months.max(1) + 1;
        let words = people().said(job.titles[0]);
        let title = match draw.below(3) {
            _ if english => job.title_en,
            0 if !words.is_empty() => draw.word(words),
            _ => draw.word(&job.titles),
        };
        let employer = if english {
            lists().buildings.get(draw.index(lists().buildings.len())).map_or("", |pair| pair.en).to_owned()
        } else {
            let (first, second) = (draw.word(&lists().name_first), draw.word(&lists().name_second));
            format!("{first}{second}{}", draw.word(&trade.firms))
        };
        let duties = draw.some(if english { &job.duties_en } else { &job.duties }, 2);
        entries.push(Work {
            title: title.to_owned(),
            employer,
            start: Some(month_of(start)),
            end: (!(at == 0 && working)).then(|| month_of(end)),
            summary: duties.join(if english { "; " } else { "；" }),
        });
        end = start - 1;
    }
    entries
}

fn month_of(number: i64) -> Month {
    Month {
        year: i32::try_from(number.div_euclid(12)).unwrap_or(2000),
        month: u8::try_from(number.rem_euclid(12) + 1).ok(),
    }
}
