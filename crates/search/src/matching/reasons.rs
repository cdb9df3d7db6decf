//! Why a pair fits, and what is missing.
//!
//! Rule: a reason is a code with arguments and never a sentence; the pages write it in the reader's language. The set is
//! closed, so a page that forgets one does not compile.

use super::fit::{self, Circumstances, Part, Parts};
use super::licences::Licence;
use super::offer::Offer;
use super::places::Nearness;
use super::score::FitWeights;
use super::skills::SkillId;
use super::wants::{Wants, Wish};
use magpie_terms::{Division, Education, EmploymentType, Limit, Shift};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Map, Value, json};

/// Whether a reason speaks for the pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It fits.
    Fits,
    /// It fits in part, or is not known.
    Partly,
    /// It is missing.
    Missing,
}

/// A reason.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// The title is the one wished for.
    TitleSame {
        /// The wish, in the person's words.
        wish: String,
    },
    /// The title is near to one wished for.
    TitleRelated {
        /// The wish.
        wish: String,
    },
    /// The title is near to what the person has worked as.
    TitleWorked {
        /// What was worked.
        title: String,
    },
    /// Skills asked for that the person has.
    SkillsShared(Vec<SkillId>),
    /// Skills asked for that the person does not name; at most five.
    SkillsMissing(Vec<SkillId>),
    /// Licences asked for that the person holds.
    LicenceHeld(Vec<&'static Licence>),
    /// Licences asked for that the person does not hold.
    LicenceMissing(Vec<&'static Licence>),
    /// All of the pay is as wished.
    PayMeetsWish,
    /// The pay can be as wished.
    PayReachesWish,
    /// The best pay lies below the wish.
    PayBelow {
        /// So many yuan a month.
        yuan: u32,
    },
    /// The pay is not told.
    PayUnknown,
    /// In a place wished for.
    InWishedDistrict(&'static Division),
    /// In a district that touches one wished for.
    NearWishedDistrict(&'static Division),
    /// Elsewhere.
    OtherDistrict(&'static Division),
    /// The education asked for is there.
    EducationEnough(Education),
    /// More education is asked for.
    EducationShort(Education),
    /// Far less education is asked for than there is.
    EducationAbove,
    /// The experience asked for is there.
    ExperienceEnough {
        /// Years asked for.
        years: u8,
    },
    /// More experience is asked for.
    ExperienceShort {
        /// So many years are lacking.
        years: u8,
    },
    /// Less experience is asked for.
    ExperienceAbove,
    /// No experience is asked for and the person has none.
    BeginnersWelcome,
    /// The shift suits the limits.
    ShiftSuits(Shift),
    /// The shift is against a limit.
    ShiftAgainstLimit {
        /// The shift.
        shift: Shift,
        /// The limit.
        limit: Limit,
    },
    /// When the work is done is not told, and there are limits.
    ShiftUnknown,
    /// A type of employment wished for.
    TypeWished(EmploymentType),
    /// Another type of employment.
    TypeOther(EmploymentType),
    /// Published within three days.
    New,
    /// The person can begin within two weeks.
    StartsSoon,
    /// The person can begin in so many days.
    StartsLate {
        /// Days from now.
        days: u16,
    },
}

/// How a title speaks for a pair.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TitleReason<'a> {
    /// Which wish.
    pub(crate) wish: &'a Wish,
    /// The relation, from 0 to 1.
    pub(crate) relation: f32,
}

/// From this relation on two titles are called the same work; a synonym comes up to it, a neighbouring job does not.
const SAME: f32 = 0.82;

/// The reasons for a pair, heaviest first.
pub(crate) fn of(
    wants: &Wants,
    offer: &Offer,
    title: Option<TitleReason<'_>>,
    parts: &Parts,
    weights: &FitWeights,
    around: &Circumstances<'_>,
) -> Vec<Reason> {
    let mut found: Vec<(f32, Reason)> = Vec::new();
    if let Some(title) = title {
        let wish = title.wish.title.clone();
        let reason = if title.wish.past {
            Reason::TitleWorked { title: wish }
        } else if title.relation >= SAME {
            Reason::TitleSame { wish }
        } else {
            Reason::TitleRelated { wish }
        };
        // Titles decide, so they stand first.
        found.push((2.0, reason));
    }
    for (part, value) in parts.iter() {
        // Also a part of no weight is worth a word where it is clear; it stands last.
        let weight = weights.worth(part, value).abs() + 0.001 * value.abs();
        for reason in of_part(part, wants, offer, around) {
            found.push((weight, reason));
        }
    }
    // Stable: equal ones stay in the order of the parts.
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().map(|(_, reason)| reason).collect()
}

fn of_part(part: Part, wants: &Wants, offer: &Offer, around: &Circumstances<'_>) -> Vec<Reason> {
    let one = match part {
        Part::Pay => pay(wants, offer),
        Part::Place => place(wants, offer),
        Part::Education => education(wants, offer),
        Part::Experience => experience(wants, offer),
        Part::EmploymentType => (wants.kinds != 0).then(|| {
            let kind = offer.employment_type();
            if wants.kinds >> offer.kind() & 1 == 1 { Reason::TypeWished(kind) } else { Reason::TypeOther(kind) }
        }),
        Part::Shift => shift(wants, offer),
        Part::Licences => return licences(wants, offer),
        Part::Skills => return skills(wants, offer),
        Part::Freshness => (around.now.saturating_sub(offer.posted) <= 3 * 86_400).then_some(Reason::New),
        Part::Start => start(wants, around.now),
    };
    one.into_iter().collect()
}

fn pay(wants: &Wants, offer: &Offer) -> Option<Reason> {
    if wants.pay_min == 0 {
        return None;
    }
    Some(if offer.is_negotiable() {
        Reason::PayUnknown
    } else if offer.pay_min >= wants.pay_min {
        Reason::PayMeetsWish
    } else if offer.pay_max >= wants.pay_min {
        Reason::PayReachesWish
    } else {
        Reason::PayBelow { yuan: wants.pay_min - offer.pay_max }
    })
}

fn place(wants: &Wants, offer: &Offer) -> Option<Reason> {
    let division = Division::all().get(usize::from(offer.district))?;
    Some(match fit::nearest(wants, offer)? {
        Nearness::Within => Reason::InWishedDistrict(division),
        Nearness::Neighbour => Reason::NearWishedDistrict(division),
        _ => Reason::OtherDistrict(division),
    })
}

fn education(wants: &Wants, offer: &Offer) -> Option<Reason> {
    let has = wants.education?;
    // Of two levels with one rank the later is named, which is the better known.
    let asked = Education::ALL.iter().rev().find(|level| level.rank() == offer.education()).copied()?;
    if has < offer.education() {
        Some(Reason::EducationShort(asked))
    } else if has >= 4 && has - offer.education() >= 3 {
        Some(Reason::EducationAbove)
    } else {
        (offer.education() > 0).then_some(Reason::EducationEnough(asked))
    }
}

fn experience(wants: &Wants, offer: &Offer) -> Option<Reason> {
    let has = wants.years?;
    if has < offer.years {
        Some(Reason::ExperienceShort { years: offer.years - has })
    } else if offer.years_most != u8::MAX && has > offer.years_most {
        Some(Reason::ExperienceAbove)
    } else if offer.years > 0 {
        Some(Reason::ExperienceEnough { years: offer.years })
    } else {
        (has == 0).then_some(Reason::BeginnersWelcome)
    }
}

fn shift(wants: &Wants, offer: &Offer) -> Option<Reason> {
    if wants.limits == 0 {
        return None;
    }
    let Some(shift) = offer.shift() else { return Some(Reason::ShiftUnknown) };
    let worst = Limit::ALL.iter().copied().filter(|limit| wants.limited(*limit)).map(|limit| {
        let alone = Wants { limits: super::wants::bit(Limit::ALL, &limit), ..Wants::default() };
        (fit::parts(&alone, offer, &Circumstances { now: 0, rarity: &[] }).get(Part::Shift), limit)
    });
    let (value, limit) = worst.min_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(if value < 0.0 { Reason::ShiftAgainstLimit { shift, limit } } else { Reason::ShiftSuits(shift) })
}

fn licences(wants: &Wants, offer: &Offer) -> Vec<Reason> {
    let missing = offer.licences.without(wants.licences);
    let held = offer.licences.without(missing);
    let mut found = Vec::new();
    if !missing.is_empty() {
        found.push(Reason::LicenceMissing(missing.list()));
    }
    if !held.is_empty() {
        found.push(Reason::LicenceHeld(held.list()));
    }
    found
}

fn skills(wants: &Wants, offer: &Offer) -> Vec<Reason> {
    let has = |skill: &u16| wants.skills.binary_search(skill).is_ok() || wants.implied.binary_search(skill).is_ok();
    let (shared, missing): (Vec<u16>, Vec<u16>) = offer.skills().iter().partition(|skill| has(skill));
    let ids = |found: Vec<u16>| found.into_iter().take(5).map(SkillId).collect::<Vec<_>>();
    let mut found = Vec::new();
    if !shared.is_empty() {
        found.push(Reason::SkillsShared(ids(shared)));
    }
    // Who names no skills is not told what is missing.
    if !missing.is_empty() && !wants.skills.is_empty() {
        found.push(Reason::SkillsMissing(ids(missing)));
    }
    found
}

fn start(wants: &Wants, now: u32) -> Option<Reason> {
    if wants.available == 0 {
        return None;
    }
    let days = wants.available.saturating_sub(now) / 86_400;
    Some(if days <= 14 {
        Reason::StartsSoon
    } else {
        Reason::StartsLate { days: u16::try_from(days).unwrap_or(u16::MAX) }
    })
}

impl Reason {
    /// The code, the same in the API and in the words of the pages: `pay_below`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TitleSame { .. } => "title_same",
            Self::TitleRelated { .. } => "title_related",
            Self::TitleWorked { .. } => "title_worked",
            Self::SkillsShared(_) => "skills_shared",
            Self::SkillsMissing(_) => "skills_missing",
            Self::LicenceHeld(_) => "licence_held",
            Self::LicenceMissing(_) => "licence_missing",
            Self::PayMeetsWish => "pay_meets_wish",
            Self::PayReachesWish => "pay_reaches_wish",
            Self::PayBelow { .. } => "pay_below",
            Self::PayUnknown => "pay_unknown",
            Self::InWishedDistrict(_) => "in_wished_district",
            Self::NearWishedDistrict(_) => "near_wished_district",
            Self::OtherDistrict(_) => "other_district",
            Self::EducationEnough(_) => "education_enough",
            Self::EducationShort(_) => "education_short",
            Self::EducationAbove => "education_above",
            Self::ExperienceEnough { .. } => "experience_enough",
            Self::ExperienceShort { .. } => "experience_short",
            Self::ExperienceAbove => "experience_above",
            Self::BeginnersWelcome => "beginners_welcome",
            Self::ShiftSuits(_) => "shift_suits",
            Self::ShiftAgainstLimit { .. } => "shift_against_limit",
            Self::ShiftUnknown => "shift_unknown",
            Self::TypeWished(_) => "type_wished",
            Self::TypeOther(_) => "type_other",
            Self::New => "new",
            Self::StartsSoon => "starts_soon",
            Self::StartsLate { .. } => "starts_late",
        }
    }

    /// Every code, for the check that each has its words.
    pub const CODES: [&'static str; 29] = [
        "title_same",
        "title_related",
        "title_worked",
        "skills_shared",
        "skills_missing",
        "licence_held",
        "licence_missing",
        "pay_meets_wish",
        "pay_reaches_wish",
        "pay_below",
        "pay_unknown",
        "in_wished_district",
        "near_wished_district",
        "other_district",
        "education_enough",
        "education_short",
        "education_above",
        "experience_enough",
        "experience_short",
        "experience_above",
        "beginners_welcome",
        "shift_suits",
        "shift_against_limit",
        "shift_unknown",
        "type_wished",
        "type_other",
        "new",
        "starts_soon",
        "starts_late",
    ];

    /// Whether it speaks for the pair.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::TitleSame { .. }
            | Self::SkillsShared(_)
            | Self::LicenceHeld(_)
            | Self::PayMeetsWish
            | Self::PayReachesWish
            | Self::InWishedDistrict(_)
            | Self::EducationEnough(_)
            | Self::ExperienceEnough { .. }
            | Self::BeginnersWelcome
            | Self::ShiftSuits(_)
            | Self::TypeWished(_)
            | Self::New
            | Self::StartsSoon => Kind::Fits,
            Self::TitleRelated { .. }
            | Self::TitleWorked { .. }
            | Self::PayUnknown
            | Self::NearWishedDistrict(_)
            | Self::EducationAbove
            | Self::ExperienceAbove
            | Self::ShiftUnknown
            | Self::StartsLate { .. } => Kind::Partly,
            Self::SkillsMissing(_)
            | Self::LicenceMissing(_)
            | Self::PayBelow { .. }
            | Self::OtherDistrict(_)
            | Self::EducationShort(_)
            | Self::ExperienceShort { .. }
            | Self::ShiftAgainstLimit { .. }
            | Self::TypeOther(_) => Kind::Missing,
        }
    }

    /// The arguments, by name.
    #[must_use]
    pub fn args(&self) -> Map<String, Value> {
        let of = |pairs: Vec<(&str, Value)>| pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let skills = |ids: &Vec<SkillId>| json!(ids.iter().map(|id| id.code()).collect::<Vec<_>>());
        let licences = |found: &Vec<&Licence>| json!(found.iter().map(|licence| licence.code).collect::<Vec<_>>());
        match self {
            Self::TitleSame { wish } | Self::TitleRelated { wish } => of(vec![("wish", json!(wish))]),
            Self::TitleWorked { title } => of(vec![("title", json!(title))]),
            Self::SkillsShared(ids) | Self::SkillsMissing(ids) => of(vec![("skills", skills(ids))]),
            Self::LicenceHeld(found) | Self::LicenceMissing(found) => of(vec![("licences", licences(found))]),
            Self::PayBelow { yuan } => of(vec![("yuan", json!(yuan))]),
            Self::InWishedDistrict(division) | Self::NearWishedDistrict(division) | Self::OtherDistrict(division) => {
                of(vec![("district", json!(division.code))])
            }
            Self::EducationEnough(level) | Self::EducationShort(level) => of(vec![("education", json!(level))]),
            Self::ExperienceEnough { years } | Self::ExperienceShort { years } => of(vec![("years", json!(years))]),
            Self::ShiftSuits(shift) => of(vec![("shift", json!(shift))]),
            Self::ShiftAgainstLimit { shift, limit } => of(vec![("shift", json!(shift)), ("limit", json!(limit))]),
            Self::TypeWished(kind) | Self::TypeOther(kind) => of(vec![("employment_type", json!(kind))]),
            Self::StartsLate { days } => of(vec![("days", json!(days))]),
            Self::PayMeetsWish
            | Self::PayReachesWish
            | Self::PayUnknown
            | Self::EducationAbove
            | Self::ExperienceAbove
            | Self::BeginnersWelcome
            | Self::ShiftUnknown
            | Self::New
            | Self::StartsSoon => Map::new(),
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", self.code())?;
        map.serialize_entry("kind", &self.kind())?;
        let args = self.args();
        if !args.is_empty() {
            map.serialize_entry("args", &args)?;
        }
        map.end()
    }
}
