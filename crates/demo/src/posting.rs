//! Postings: a job of the employer's trade with its pay, place, requirements, dates and words.
//!
//! Rule: what is drawn parses as if somebody had typed it on the day of publication, and no word of it asks who a
//! person is.

use crate::draw::Draw;
use crate::employer::{self, EmployerState};
use crate::generator::Plan;
use crate::lists::lists;
use crate::trade::{Job, Pair, Trade, trades};
use crate::{place, prose};
use magpie_terms::posting::MOST_DAYS_VALID;
use magpie_terms::{
    Day, Education, EmploymentType, Experience, Moment, Pay, PayPeriod, PayRange, PostingContent, Shift,
};
use std::sync::LazyLock;

/// The first postings belong to the employer of the personas and go through the states in turn.
pub(crate) const PERSONA_POSTINGS: u64 = 12;

/// Beijing's least pay, in yuan a month and an hour, rounded up to what is believable (2,540 and 27.7 since 2025-09).
const LEAST_MONTH: i64 = 2_800;
const LEAST_HOUR: i64 = 30;
const LEAST_DAY: i64 = 150;

/// How far a posting has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PostingState {
    /// Being written.
    Draft,
    /// Waiting for an organizer.
    InReview,
    /// For everybody to see.
    Published,
    /// Filled or closed by its employer.
    Closed,
    /// Past its last day.
    Expired,
    /// Taken back.
    Withdrawn,
}

impl PostingState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::InReview, Self::Published, Self::Closed, Self::Expired, Self::Withdrawn];

    /// `draft`, `in_review`, `published`, `closed`, `expired`, `withdrawn`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::Published => "published",
            Self::Closed => "closed",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A posting of the made-up district.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPosting {
    /// Place in the stream.
    pub index: u64,
    /// Index of its employer.
    pub employer: u64,
    /// What it says.
    pub content: PostingContent,
    /// How far it has come.
    pub state: PostingState,
    /// When it was first written.
    pub created_at: Moment,
    /// When it was published, if it was.
    pub published_at: Option<Moment>,
    /// When it was closed or withdrawn, or when its last day was over.
    pub ended_at: Option<Moment>,
    /// Where in Haidian the work is, as a place in [`crate::stations`].
    pub station: Option<usize>,
    /// The trade of its job.
    pub trade: &'static Trade,
    /// `zh-CN` or `en`: the language it is written in.
    pub language: &'static str,
}

impl DemoPosting {
    /// The day on which its content was last checked: that of publication, else that of writing.
    #[must_use]
    pub fn checked_on(&self) -> Day {
        self.published_at.unwrap_or(self.created_at).day()
    }
}

static SUPPORT: LazyLock<Vec<&'static Trade>> = LazyLock::new(|| trades().iter().filter(|t| t.support).collect());

/// Juniors, people with some years, seniors.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Junior,
    Plain,
    Senior,
}

pub(crate) fn draw(plan: &Plan, draw: &mut Draw, index: u64, employer: u64) -> DemoPosting {
    let (_, own_trade, home) = employer::opening(plan, employer);
    let own_trade = own_trade.unwrap_or(&trades()[0]);
    let english = draw.percent(10);
    // Offices, accounts and sales are needed everywhere.
    let support = !own_trade.support && draw.percent(12);
    let trade = if support { SUPPORT.get(draw.index(SUPPORT.len())).copied().unwrap_or(own_trade) } else { own_trade };
    let job = &trade.jobs[draw.index(trade.jobs.len())];
    let level = match draw.below(4) {
        _ if !job.levels => Level::Plain,
        0 => Level::Junior,
        1 => Level::Senior,
        _ => Level::Plain,
    };
    let employment_type = first_often(draw, &job.types, EmploymentType::FullTime);
    let shift = if draw.percent(8) { None } else { Some(first_often(draw, &job.shifts, Shift::Day)) };
    let place = place::draw(draw, if support { own_trade } else { trade }, home, english);
    let experience = experience(draw, job, level, employment_type);
    let education = job.education[draw.index(job.education.len())];
    let pay = pay(draw, job, level, employment_type);
    let benefits = benefits(draw, trade, employment_type, english);
    let pool = if english { &job.skills_en } else { &job.skills };
    let count = usize::try_from(draw.between(2, 4)).unwrap_or(2);
    let skills = draw.some(pool, count).into_iter().map(str::to_owned).collect();
    let base = if english { job.title_en } else { draw.word(&job.titles) };
    let title = title(draw, base, level, employment_type, place.station, english);
    let headcount = headcount(draw, job, level);
    let text = prose::Facts {
        job,
        title: base,
        headcount,
        education,
        experience,
        employment_type,
        shift,
        benefits: &benefits,
    };
    let description = if english { prose::english(draw, &text) } else { prose::chinese(draw, &text) };
    let state = state(draw, index, employer);
    let dates = dates(draw, plan.now, state);
    DemoPosting {
        index,
        employer,
        content: PostingContent {
            title,
            occupation: Some(job.occupation),
            headcount,
            pay,
            education,
            education_full_time: education.rank() >= Education::Bachelor.rank() && draw.percent(25),
            experience,
            district: place.district,
            address: place.address,
            employment_type,
            shift,
            benefits,
            skills,
            description,
            valid_through: dates.valid_through,
        },
        state,
        created_at: dates.created,
        published_at: dates.published,
        ended_at: dates.ended,
        station: place.station,
        trade,
        language: if english { "en" } else { "zh-CN" },
    }
}

/// The first member in seven of ten cases, else any; `other` where the list is empty.
fn first_often<T: Copy>(draw: &mut Draw, list: &[T], other: T) -> T {
    let at = if draw.percent(70) { 0 } else { draw.index(list.len()) };
    list.get(at).copied().unwrap_or(other)
}

fn headcount(draw: &mut Draw, job: &Job, level: Level) -> u16 {
    let most = match (level, job.levels) {
        (Level::Senior, _) => 2,
        (_, true) => 5,
        (_, false) if draw.percent(10) => 40,
        _ => 10,
    };
    u16::try_from(draw.between(1, most)).unwrap_or(1)
}

fn experience(draw: &mut Draw, job: &Job, level: Level, employment_type: EmploymentType) -> Experience {
    let (low, high) = match level {
        _ if employment_type == EmploymentType::Intern => (0, 0),
        Level::Junior => (0, 1),
        Level::Plain => job.years,
        Level::Senior => (job.years.1.max(3), job.years.1.max(3) + 3),
    };
    let least = draw.between(low, high);
    let most = (least > 0 && draw.percent(35)).then(|| least + draw.between(1, 4));
    Experience {
        min_years: u8::try_from(least).unwrap_or(0),
        max_years: most.and_then(|years| u8::try_from(years).ok()),
        graduates: least == 0 && (job.graduates || employment_type == EmploymentType::Intern) && draw.percent(70),
    }
}

fn pay(draw: &mut Draw, job: &Job, level: Level, employment_type: EmploymentType) -> Pay {
    if draw.percent(if job.negotiable { 25 } else { 4 }) {
        return Pay::Negotiable;
    }
    let percent = match level {
        Level::Junior => 72,
        Level::Plain => 100,
        Level::Senior => 145,
    };
    let (low, high) = (job.pay.0 * percent / 100, job.pay.1 * percent / 100);
    let middle = i64::midpoint(low, high);
    let (mut least, mut most) = (draw.between(low, middle), draw.between(middle, high));
    let mut period = job.period;
    if period == PayPeriod::Month {
        match employment_type {
            EmploymentType::PartTime => (least, most, period) = (least / 160, most / 150, PayPeriod::Hour),
            EmploymentType::Temporary if draw.percent(80) => {
                (least, most, period) = (least * 10 / 217, most * 10 / 217, PayPeriod::Day);
            }
            EmploymentType::Intern => (least, most, period) = (least / 40, most / 35, PayPeriod::Day),
            _ => {}
        }
    }
    let mut months = 12;
    if period == PayPeriod::Month && job.months.1 > 12 && employment_type == EmploymentType::FullTime {
        months = draw.between(job.months.0, job.months.1);
        if draw.percent(6) {
            (least, most, period, months) = (least * months, most * months, PayPeriod::Year, 12);
        }
    }
    let (floor, step) = match period {
        PayPeriod::Month => (LEAST_MONTH, if least >= 10_000 { 500 } else { 100 }),
        PayPeriod::Hour => (LEAST_HOUR, 1),
        PayPeriod::Day => (LEAST_DAY, 10),
        PayPeriod::Year => (LEAST_MONTH * 12, 10_000),
    };
    let rounded = |yuan: i64| (yuan / step * step).max(floor.div_euclid(step) * step).max(floor) * 100;
    let range = PayRange::new(rounded(least), rounded(most), period, u8::try_from(months).unwrap_or(12));
    range.map_or(Pay::Negotiable, Pay::Range)
}

fn benefits(draw: &mut Draw, trade: &Trade, employment_type: EmploymentType, english: bool) -> Vec<String> {
    let full = employment_type == EmploymentType::FullTime;
    let pool = if full { &lists().benefits } else { &lists().benefits_part };
    let mut found: Vec<Pair> = Vec::new();
    if full {
        // Social insurance is the law, not a favour; most employers name it first.
        let insured = if draw.percent(75) { INSURED_AND_FUND } else { INSURED };
        found.push(insured);
    }
    let own = usize::try_from(draw.between(0, 2)).unwrap_or(0);
    let shared = usize::try_from(draw.between(1, 4)).unwrap_or(1);
    let perks = draw.some(&trade.perks, own);
    for pair in perks.into_iter().chain(draw.some(pool, shared)) {
        if !found.iter().any(|known| known.en == pair.en || same_kind(known.zh, pair.zh)) {
            found.push(pair);
        }
    }
    found.into_iter().map(|pair| pair.of(english).to_owned()).collect()
}

/// Meals and a meal allowance, housing and a dormitory: one of a kind is enough.
fn same_kind(one: &str, other: &str) -> bool {
    let kind = |word: &str| KINDS.iter().position(|marks| word.contains(*marks));
    one == other || (kind(one).is_some() && kind(one) == kind(other))
}

const KINDS: [[char; 3]; 6] = [
    ['餐', '吃', '饭'],
    ['住', '宿', '舍'],
    ['车', '交', '行'],
    ['疗', '病', '医'],
    ['终', '奖', '季'],
    ['日', '周', '月'],
];

const INSURED_AND_FUND: Pair = Pair { zh: "五险一金", en: "Insurance and fund" };
const INSURED: Pair = Pair { zh: "五险", en: "Social insurance" };

fn title(
    draw: &mut Draw,
    base: &str,
    level: Level,
    employment_type: EmploymentType,
    station: Option<usize>,
    english: bool,
) -> String {
    let near = station.map(crate::station::station).filter(|_| draw.percent(14));
    let urgent = draw.percent(4);
    if english {
        let level = match level {
            Level::Junior => "Junior ",
            Level::Plain => "",
            Level::Senior => "Senior ",
        };
        let tail = match employment_type {
            EmploymentType::PartTime => " (part-time)",
            EmploymentType::Temporary => " (temporary)",
            EmploymentType::Intern if !base.contains("Intern") => " (internship)",
            _ => "",
        };
        let near = near.map(|station| format!(", {}", station.name_en)).unwrap_or_default();
        return format!("{level}{base}{tail}{near}");
    }
    let level = match level {
        Level::Junior => draw.word(&["初级", "助理"]),
        Level::Plain => "",
        Level::Senior => draw.word(&["高级", "资深"]),
    };
    let (head, tail) = match employment_type {
        EmploymentType::PartTime if base.contains("兼职") || base.contains("小时工") => ("", ""),
        EmploymentType::PartTime if draw.percent(50) => ("兼职", ""),
        EmploymentType::PartTime => ("", "（兼职）"),
        EmploymentType::Temporary if !base.contains("临时") && !base.contains("短期") => ("", "（短期）"),
        EmploymentType::Intern if !base.contains("实习") => ("", "（实习）"),
        _ if urgent => ("急招", ""),
        _ => ("", ""),
    };
    let near = near.map(|station| format!("（{}）", station.short_name)).unwrap_or_default();
    let tail = if near.is_empty() { tail } else { "" };
    format!("{head}{level}{base}{tail}{near}")
}

fn state(draw: &mut Draw, index: u64, employer: u64) -> PostingState {
    let turn = usize::try_from(index % 6).unwrap_or(0);
    let drawn = draw.below(1_000);
    match employer::state(employer) {
        EmployerState::Waiting | EmployerState::Refused if drawn < 700 => PostingState::Draft,
        EmployerState::Waiting => PostingState::InReview,
        EmployerState::Refused => PostingState::Withdrawn,
        EmployerState::Unverified => PostingState::InReview,
        EmployerState::Approved if index < PERSONA_POSTINGS => PostingState::ALL[turn],
        EmployerState::Approved => match drawn {
            0..25 => PostingState::Draft,
            25..45 => PostingState::InReview,
            45..85 => PostingState::Closed,
            85..135 => PostingState::Expired,
            135..150 => PostingState::Withdrawn,
            _ => PostingState::Published,
        },
    }
}

struct Dates {
    created: Moment,
    published: Option<Moment>,
    ended: Option<Moment>,
    valid_through: Day,
}

/// Dates in an order that can have happened, none later than `now`.
fn dates(draw: &mut Draw, now: Moment, state: PostingState) -> Dates {
    let today = now.day();
    let youngest = if state == PostingState::Expired { 12 } else { 0 };
    // The least of two draws lies near to today more often than far from it.
    let age = draw.between(youngest, 59).min(draw.between(youngest, 59));
    let clock = 8 * 3_600 + draw.between(0, 12 * 3_600 - 1);
    let mut written = today.plus_days(-age).start().plus_seconds(clock);
    if written > now {
        written = written.plus_days(-1);
    }
    let day = written.day();
    let since = today.epoch_days() - day.epoch_days();
    let span = match state {
        PostingState::Expired => draw.between(7, (since - 1).max(7)),
        PostingState::Published | PostingState::Draft | PostingState::InReview => {
            draw.between((since + 1).max(14), MOST_DAYS_VALID)
        }
        PostingState::Closed | PostingState::Withdrawn => draw.between(since.max(30), MOST_DAYS_VALID),
    };
    let valid_through = day.plus_days(span);
    let written_before = draw.between(600, 3 * 86_400);
    let between = |draw: &mut Draw| Moment(draw.between(written.0, now.0));
    let (published, ended) = match state {
        PostingState::Draft | PostingState::InReview => (None, None),
        PostingState::Published => (Some(written), None),
        PostingState::Closed => (Some(written), Some(between(draw))),
        PostingState::Expired => (Some(written), Some(valid_through.end())),
        PostingState::Withdrawn => (draw.percent(60).then_some(written), Some(between(draw))),
    };
    let created = if published.is_some() { written.plus_seconds(-written_before) } else { written };
    Dates { created, published, ended, valid_through }
}
