//! Trades and their jobs, read from the text files under `data/trades`.
//!
//! Rule: a line that cannot be read is a fault that a test finds; at run time the trade is left out rather than guessed.

use magpie_terms::{Education, EmploymentType, Industry, Occupation, PayPeriod, Shift};
use std::fmt;
use std::sync::LazyLock;

/// A trade: a group of jobs for which people look, such as 家政服务.
pub struct Trade {
    /// Name in Chinese.
    pub zh: &'static str,
    /// Name in English.
    pub en: &'static str,
    /// The entry of the classification in which most of its jobs lie; a search for it finds them.
    pub occupation: &'static Occupation,
    /// The section that its employers register in.
    pub industry: Industry,
    pub(crate) weight: u64,
    /// Its work is on the land, so it lies in the towns.
    pub(crate) rural: bool,
    /// Employers of every trade have such jobs: offices, accounts, sales.
    pub(crate) support: bool,
    /// Name endings of its employers.
    pub(crate) firms: Vec<&'static str>,
    pub(crate) perks: Vec<Pair>,
    pub(crate) jobs: Vec<Job>,
}

impl PartialEq for Trade {
    fn eq(&self, other: &Self) -> bool {
        self.en == other.en
    }
}

impl Eq for Trade {}

impl fmt::Debug for Trade {
    /// The name alone: a posting that is printed should not print every sentence of its trade.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Trade({})", self.en)
    }
}

impl Trade {
    /// The part of the occupation code that its entries share: `4-10-01` of `4-10-01-00`.
    #[must_use]
    pub fn occupation_prefix(&self) -> &'static str {
        let mut code = self.occupation.code;
        while let Some(shorter) = code.strip_suffix("-00") {
            code = shorter;
        }
        code
    }

    /// The type of employment that all its jobs share, where that says more than the occupation: internships and
    /// temporary work.
    #[must_use]
    pub fn employment_type(&self) -> Option<EmploymentType> {
        [EmploymentType::Intern, EmploymentType::Temporary]
            .into_iter()
            .find(|kind| self.jobs.iter().all(|job| job.types.contains(kind)))
    }
}

/// A word in Chinese and in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

impl Pair {
    pub(crate) fn read(text: &'static str) -> Option<Self> {
        let (zh, en) = text.split_once('=')?;
        Some(Self { zh: zh.trim(), en: en.trim() })
    }

    pub(crate) fn of(self, english: bool) -> &'static str {
        if english { self.en } else { self.zh }
    }
}

/// A job of a trade and the sentences that describe it.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) titles: Vec<&'static str>,
    pub(crate) title_en: &'static str,
    pub(crate) occupation: &'static Occupation,
    pub(crate) period: PayPeriod,
    /// Yuan for each period, least and most.
    pub(crate) pay: (i64, i64),
    pub(crate) education: Vec<Education>,
    pub(crate) years: (i64, i64),
    pub(crate) types: Vec<EmploymentType>,
    pub(crate) shifts: Vec<Shift>,
    /// There are juniors and seniors.
    pub(crate) levels: bool,
    /// People who just left school are welcome.
    pub(crate) graduates: bool,
    /// Months paid a year, least and most.
    pub(crate) months: (i64, i64),
    /// Often negotiable.
    pub(crate) negotiable: bool,
    pub(crate) duties: Vec<&'static str>,
    pub(crate) wants: Vec<&'static str>,
    pub(crate) skills: Vec<&'static str>,
    pub(crate) duties_en: Vec<&'static str>,
    pub(crate) wants_en: Vec<&'static str>,
    pub(crate) skills_en: Vec<&'static str>,
}

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../data/trades/", $name, ".txt")))),+]
    };
}

/// The texts, by the file's name.
pub(crate) const FILES: &[(&str, &str)] = &files![
    "home",
    "care",
    "security",
    "logistics",
    "driving",
    "catering",
    "retail",
    "property",
    "manufacturing",
    "school",
    "kindergarten",
    "clinic",
    "software",
    "finance",
    "admin",
    "sales",
    "construction",
    "media",
    "beauty",
    "hotel",
    "farm",
    "repair",
    "community",
    "seasonal",
    "intern",
];

static TRADES: LazyLock<Vec<Trade>> = LazyLock::new(|| FILES.iter().filter_map(|(_, text)| read(text).ok()).collect());

/// Every trade, in the order shown to people.
#[must_use]
pub fn trades() -> &'static [Trade] {
    &TRADES
}

/// Reads a trade's file.
pub(crate) fn read(text: &'static str) -> Result<Trade, String> {
    let mut trade: Option<Trade> = None;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fault = || format!("line {}: {line}", number + 1);
        let (key, rest) = line.split_once(' ').ok_or_else(fault)?;
        let parts: Vec<&'static str> = rest.split('|').map(str::trim).filter(|part| !part.is_empty()).collect();
        if key == "trade" {
            trade = Some(head(&parts).ok_or_else(fault)?);
            continue;
        }
        let trade = trade.as_mut().ok_or_else(fault)?;
        match (key, trade.jobs.last_mut()) {
            ("firms", _) => trade.firms = parts,
            ("perks", _) => {
                trade.perks = parts.into_iter().map(Pair::read).collect::<Option<_>>().ok_or_else(fault)?;
            }
            ("job", _) => trade.jobs.push(job(&parts).ok_or_else(fault)?),
            ("t", Some(job)) => job.titles.extend(parts),
            ("d", Some(job)) => job.duties.extend(parts),
            ("r", Some(job)) => job.wants.extend(parts),
            ("s", Some(job)) => job.skills.extend(parts),
            ("e", Some(job)) => job.duties_en.extend(parts),
            ("q", Some(job)) => job.wants_en.extend(parts),
            ("k", Some(job)) => job.skills_en.extend(parts),
            _ => return Err(fault()),
        }
    }
    trade.filter(|trade| !trade.jobs.is_empty() && !trade.firms.is_empty()).ok_or_else(|| "no trade".to_owned())
}

/// `名称 | name | occupation | industry | weight [rural] [support]`.
fn head(parts: &[&'static str]) -> Option<Trade> {
    let [zh, en, occupation, industry, flags] = parts else { return None };
    let mut flags = flags.split(' ');
    let weight = flags.next()?;
    let (mut rural, mut support) = (false, false);
    for flag in flags {
        match flag {
            "rural" => rural = true,
            "support" => support = true,
            _ => return None,
        }
    }
    Some(Trade {
        zh,
        en,
        occupation: Occupation::by_code(occupation)?,
        industry: Industry::from_code(industry)?,
        weight: weight.parse().ok()?,
        rural,
        support,
        firms: Vec::new(),
        perks: Vec::new(),
        jobs: Vec::new(),
    })
}

/// `名称 | title | occupation | m 6500-9000 | education | years | types | shifts | flags`.
fn job(parts: &[&'static str]) -> Option<Job> {
    let [zh, en, occupation, pay, education, years, types, shifts, flags] = parts else { return None };
    let (period, pay) = pay.split_once(' ')?;
    let period = match period {
        "m" => PayPeriod::Month,
        "h" => PayPeriod::Hour,
        "d" => PayPeriod::Day,
        "y" => PayPeriod::Year,
        _ => return None,
    };
    let mut job = Job {
        titles: vec![zh],
        title_en: en,
        occupation: Occupation::by_code(occupation)?,
        period,
        pay: range(pay)?,
        education: codes(education, Education::from_code)?,
        years: range(years)?,
        types: codes(types, EmploymentType::from_code)?,
        shifts: codes(shifts, Shift::from_code)?,
        levels: false,
        graduates: false,
        months: (12, 12),
        negotiable: false,
        duties: Vec::new(),
        wants: Vec::new(),
        skills: Vec::new(),
        duties_en: Vec::new(),
        wants_en: Vec::new(),
        skills_en: Vec::new(),
    };
    for flag in flags.split(' ') {
        match flag {
            "-" => {}
            "levels" => job.levels = true,
            "graduates" => job.graduates = true,
            "negotiable" => job.negotiable = true,
            _ => job.months = range(flag.strip_prefix('x')?)?,
        }
    }
    Some(job)
}

fn range(text: &str) -> Option<(i64, i64)> {
    let (low, high) = text.split_once('-')?;
    let (low, high) = (low.parse().ok()?, high.parse().ok()?);
    (low <= high).then_some((low, high))
}

fn codes<T>(text: &str, from_code: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    text.split(' ').map(from_code).collect()
}
