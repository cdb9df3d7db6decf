//! How a posting and a person fit, part by part.
//!
//! Rule: each part is a number from -1 (cannot be) over 0 (does not matter or is not known) to 1 (as wished), and the same
//! for both directions; only the weights differ. Nothing here excludes: what must hold is asked in [`holds`].

use super::offer::Offer;
use super::places::{self, Nearness};
use super::wants::{Wants, bit};
use magpie_terms::{EmploymentType, Limit, Must, Shift};
use serde::Serialize;

/// The parts of a fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it; each has its function below")]
pub enum Part {
    Pay,
    Place,
    Education,
    Experience,
    EmploymentType,
    Shift,
    Licences,
    Skills,
    Freshness,
    Start,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 10] = [
        Self::Pay,
        Self::Place,
        Self::Education,
        Self::Experience,
        Self::EmploymentType,
        Self::Shift,
        Self::Licences,
        Self::Skills,
        Self::Freshness,
        Self::Start,
    ];
}

/// A number for each part.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Parts(pub(crate) [f32; Part::ALL.len()]);

impl Parts {
    /// The number of a part, from -1 to 1.
    #[must_use]
    pub fn get(&self, part: Part) -> f32 {
        self.0[part as usize]
    }

    /// All parts with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (Part, f32)> + '_ {
        Part::ALL.iter().map(|part| (*part, self.get(*part)))
    }
}

/// What a fit depends on besides the two.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Circumstances<'a> {
    /// Seconds since 1970.
    pub(crate) now: u32,
    /// What a skill counts, by number: the rarer among postings, the more.
    pub(crate) rarity: &'a [f32],
}

const DAY: u32 = 86_400;

/// All parts.
#[inline]
pub(crate) fn parts(wants: &Wants, offer: &Offer, around: &Circumstances<'_>) -> Parts {
    Parts([
        pay(wants, offer),
        place(wants, offer),
        education(wants, offer),
        experience(wants, offer),
        employment_type(wants, offer),
        shift(wants, offer),
        licences(wants, offer),
        skills(wants, offer, around.rarity),
        freshness(offer.posted, around.now),
        start(wants, around.now),
    ])
}

/// Whether everything holds that the person made a must. Pay that is not told breaks nothing.
#[inline]
pub(crate) fn holds(wants: &Wants, offer: &Offer) -> bool {
    if wants.must == 0 {
        return true;
    }
    let pay = !wants.must(Must::Pay) || offer.is_negotiable() || offer.pay_max >= wants.pay_min;
    let place = !wants.must(Must::District)
        || wants.places.is_empty()
        || wants.places.iter().any(|wish| places::nearness(offer.district, *wish) == Nearness::Within);
    let kind = !wants.must(Must::EmploymentType) || wants.kinds == 0 || wants.kinds >> offer.kind() & 1 == 1;
    let limits = !wants.must(Must::Limits) || shift(wants, offer) > BROKEN;
    pay && place && kind && limits
}

/// What a part is worth where there is no wish that it could break.
const NO_WISH: f32 = 0.6;

/// Pay: 1 where all of it is as wished, falling with the share that the best of it lies below.
fn pay(wants: &Wants, offer: &Offer) -> f32 {
    if wants.pay_min == 0 {
        return NO_WISH;
    }
    if offer.is_negotiable() {
        return 0.0;
    }
    let (wish, low, high) = (wants.pay_min as f32, offer.pay_min as f32, offer.pay_max as f32);
    if low >= wish {
        1.0
    } else if high >= wish {
        0.5 + 0.5 * (high - wish) / (high - low).max(1.0)
    } else {
        // A tenth below is a pity, a third below is out of question.
        (0.4 - 4.0 * (wish - high) / wish).max(-1.0)
    }
}

/// How near the posting lies to the nearest wish.
pub(crate) fn nearest(wants: &Wants, offer: &Offer) -> Option<Nearness> {
    wants.places.iter().map(|wish| places::nearness(offer.district, *wish)).min()
}

fn place(wants: &Wants, offer: &Offer) -> f32 {
    match nearest(wants, offer) {
        None => NO_WISH,
        Some(Nearness::Within) => 1.0,
        Some(Nearness::Neighbour) => 0.25,
        Some(Nearness::City) => -0.3,
        Some(Nearness::Province) => -0.8,
        Some(Nearness::Elsewhere) => -1.0,
    }
}

/// Education: each step that is lacking counts; far too much of it counts a little.
fn education(wants: &Wants, offer: &Offer) -> f32 {
    let asked = offer.education();
    let Some(has) = wants.education else { return if asked <= 1 { NO_WISH } else { 0.0 } };
    if has < asked {
        return match asked - has {
            1 => -0.5,
            2 => -0.85,
            _ => -1.0,
        };
    }
    match (has - asked, has) {
        // A bachelor where nothing is asked for will do, and will hardly stay.
        (4.., 4..) => 0.2,
        (3, 4..) => 0.5,
        (2, 5..) => 0.7,
        _ => 1.0,
    }
}

/// Experience: each year that is lacking counts; far more than asked for counts a little.
fn experience(wants: &Wants, offer: &Offer) -> f32 {
    let (asked, most) = (offer.years, offer.years_most);
    let Some(has) = wants.years else { return if asked == 0 { NO_WISH } else { -0.2 } };
    if has < asked {
        return (0.1 - 0.4 * f32::from(asked - has)).max(-1.0);
    }
    if most != u8::MAX && has > most {
        return (0.6 - 0.15 * f32::from(has - most)).max(-0.3);
    }
    if offer.traits.graduates() && has >= 5 { 0.3 } else { 1.0 }
}

fn employment_type(wants: &Wants, offer: &Offer) -> f32 {
    use EmploymentType::{Contractor, FullTime, Intern, PartTime, Temporary};
    let kind = offer.employment_type();
    if wants.kinds == 0 {
        return match kind {
            FullTime => NO_WISH,
            PartTime | Temporary | Contractor => 0.0,
            Intern if wants.years.is_some_and(|years| years >= 2) => -0.8,
            Intern => 0.0,
        };
    }
    if wants.kinds >> offer.kind() & 1 == 1 {
        return 1.0;
    }
    let wished = |other: EmploymentType| wants.kinds & bit(EmploymentType::ALL, &other) != 0;
    match kind {
        PartTime if wished(Temporary) => 0.1,
        Temporary if wished(PartTime) => 0.1,
        FullTime if wished(Contractor) || wished(Temporary) => -0.2,
        Temporary | Contractor => -0.5,
        FullTime | PartTime => -0.7,
        Intern => -0.9,
    }
}

/// At or below this a limit is broken.
pub(crate) const BROKEN: f32 = -0.7;

/// When the work is done, against what the person chose not to do. The worst of the limits counts.
fn shift(wants: &Wants, offer: &Offer) -> f32 {
    if wants.limits == 0 {
        return match offer.shift() {
            Some(Shift::Day | Shift::Flexible) => NO_WISH,
            Some(Shift::Night) => -0.1,
            _ => 0.1,
        };
    }
    let Some(shift) = offer.shift() else {
        let flexible = wants.limited(Limit::CareDuty) && offer.employment_type() == EmploymentType::PartTime;
        return if flexible { 0.4 } else { 0.0 };
    };
    let part_time = offer.employment_type() == EmploymentType::PartTime;
    let against = |limit: Limit| match (limit, shift) {
        (Limit::NoNightShift, Shift::Night | Shift::ThreeShift)
        | (Limit::NoShiftWork, Shift::TwoShift | Shift::ThreeShift | Shift::Night)
        | (Limit::NoWeekends, Shift::Weekend)
        | (Limit::CareDuty, Shift::Night | Shift::ThreeShift) => -1.0,
        (Limit::NoNightShift, Shift::TwoShift) => -0.35,
        (Limit::NoWeekends, Shift::TwoShift | Shift::ThreeShift) => -0.3,
        (Limit::CareDuty, Shift::TwoShift | Shift::Weekend) => -0.8,
        (Limit::CareDuty, Shift::Day) if !part_time => 0.6,
        _ => 1.0,
    };
    let limits = Limit::ALL.iter().filter(|limit| wants.limited(**limit));
    limits.map(|limit| against(*limit)).fold(1.0, f32::min)
}

/// Licences: one that is missing weighs most of all, unless it can be had within days.
fn licences(wants: &Wants, offer: &Offer) -> f32 {
    if offer.licences.is_empty() {
        return NO_WISH;
    }
    let missing = offer.licences.without(wants.licences);
    if missing.is_empty() {
        1.0
    } else if missing.all_easy() {
        -0.1
    } else {
        -1.0
    }
}

/// Skills: the share of what is asked for that the person has, the rarer the more.
fn skills(wants: &Wants, offer: &Offer, rarity: &[f32]) -> f32 {
    let asked = offer.skills();
    if asked.is_empty() {
        return 0.1;
    }
    if wants.skills.is_empty() {
        return 0.0;
    }
    let (mut all, mut has) = (UNSAID, 0.0);
    for skill in asked {
        let worth = rarity.get(usize::from(*skill)).copied().unwrap_or(1.0);
        all += worth;
        if wants.skills.binary_search(skill).is_ok() {
            has += worth;
        } else if wants.implied.binary_search(skill).is_ok() {
            has += IMPLIED * worth;
        }
    }
    let share = (has / all).min(1.0);
    (1.5 * share - 0.15).min(1.0)
}

/// A skill that follows from another one counts so much.
const IMPLIED: f32 = 0.8;
/// What a posting does not say: one shared skill of one is less than four of four.
const UNSAID: f32 = 0.5;

/// The posting's age: new ones are open, old ones may be filled.
fn freshness(posted: u32, now: u32) -> f32 {
    let days = now.saturating_sub(posted) as f32 / DAY as f32;
    (1.0 - days / 15.0).max(-0.6)
}

/// When the person can begin.
fn start(wants: &Wants, now: u32) -> f32 {
    match wants.available.saturating_sub(now) / DAY {
        _ if wants.available == 0 => 0.5,
        0..=14 => 1.0,
        15..=31 => 0.5,
        32..=62 => 0.0,
        _ => -0.8,
    }
}
