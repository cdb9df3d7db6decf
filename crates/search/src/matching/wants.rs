//! What of a profile counts in a match.
//!
//! Rule: of free text (the summary, what was done at work) only skills and licences are read. Names of employers and
//! schools count for nothing.

use super::licences::{self, Licences};
use super::offer::{Offer, amount, seconds};
use super::places;
use super::skills;
use magpie_terms::{Day, EmploymentType, Limit, Must, Profile};

/// Most wished titles that are compared, the dearest first.
const WISHES: usize = 6;
/// Most titles of past work that are compared, the latest first.
const PAST: usize = 3;
/// What a wish counts beside the one before it: the first is the dearest, but only by a little.
const NEXT_WISH: f32 = 0.97;
/// What past work counts where something is wished for: one can do it, and did not ask for it.
const PAST_WORK: f32 = 0.72;

/// Wishes that name no work: whoever wishes for anything is shown what is new and near.
const ANYTHING: [&str; 18] = [
    "找工作",
    "工作",
    "求职",
    "什么都行",
    "什么都可以",
    "什么都能做",
    "什么都能学",
    "什么都能干",
    "都可以",
    "都行",
    "随便",
    "不限",
    "任意",
    "任何工作",
    "any job",
    "anything",
    "work",
    "job",
];

/// The facts of a profile.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Wants {
    /// Yuan a month; 0 for no wish.
    pub(crate) pay_min: u32,
    /// Indices of the divisions wished for.
    pub(crate) places: Box<[u16]>,
    /// One bit for each wished type of employment; 0 for any.
    pub(crate) kinds: u8,
    /// One bit for each limit.
    pub(crate) limits: u8,
    /// One bit for each must.
    pub(crate) must: u8,
    /// Rank of the highest education, where it is known.
    pub(crate) education: Option<u8>,
    /// Years of work, where they are known.
    pub(crate) years: Option<u8>,
    /// Licences held.
    pub(crate) licences: Licences,
    /// The first second of the first possible day; 0 for at once.
    pub(crate) available: u32,
    /// Skills, sorted.
    pub(crate) skills: Box<[u16]>,
    /// Skills that follow from those, sorted.
    pub(crate) implied: Box<[u16]>,
}

/// A title that speaks for a person, and how much.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wish {
    /// The title.
    pub(crate) title: String,
    /// 1 for the dearest wish.
    pub(crate) weight: f32,
    /// Whether it was worked as, and not wished for.
    pub(crate) past: bool,
}

/// The bit of a member of a closed set.
pub(crate) fn bit<T: PartialEq>(all: &[T], member: &T) -> u8 {
    all.iter().position(|known| known == member).map_or(0, |place| 1 << place)
}

impl Wants {
    /// The facts of a profile, looked at on a day.
    pub(crate) fn of(profile: &Profile, today: Day) -> Self {
        let tags = || {
            let lists = [&profile.skills, &profile.certificates, &profile.licences, &profile.languages];
            lists.into_iter().flatten().map(String::as_str)
        };
        let texts = || {
            let done = profile.work.iter().map(|work| work.summary.as_str());
            done.chain(profile.studies.iter().map(|study| study.area.as_str())).chain([profile.summary.as_str()])
        };
        let own = skills::of(tags(), profile.work.iter().map(|work| work.title.as_str()), texts());
        let implied = skills::implied(&own);
        let bits = |found: &mut dyn Iterator<Item = u8>| found.fold(0, |bits, bit| bits | bit);
        Self {
            pay_min: profile.pay_min_fen.map_or(0, |fen| amount(fen / 100)),
            places: profile.districts.iter().map(|division| places::index_of(division)).collect(),
            kinds: bits(&mut profile.employment_types.iter().map(|kind| bit(EmploymentType::ALL, kind))),
            limits: bits(&mut profile.limits.iter().map(|limit| bit(Limit::ALL, limit))),
            must: bits(&mut profile.must.iter().map(|must| bit(Must::ALL, must))),
            education: profile.highest_education().map(|level| level.rank()),
            years: profile.years_of_work(today),
            licences: licences::held(tags().chain(texts())),
            available: profile.available_from.map_or(0, |day| seconds(day.start().0)),
            skills: skills::sorted(own),
            implied: skills::sorted(implied),
        }
    }

    /// What somebody would want who is right for a posting.
    pub(crate) fn of_offer(offer: &Offer) -> Self {
        Self {
            pay_min: offer.pay_min,
            places: [offer.district].into(),
            kinds: 1 << offer.kind,
            education: Some(offer.education),
            years: Some(offer.years),
            licences: offer.licences,
            skills: offer.skills().into(),
            ..Self::default()
        }
    }

    /// Whether a limit is set.
    pub(crate) fn limited(&self, limit: Limit) -> bool {
        self.limits & bit(Limit::ALL, &limit) != 0
    }

    /// Whether a wish must hold.
    pub(crate) fn must(&self, must: Must) -> bool {
        self.must & bit(Must::ALL, &must) != 0
    }
}

/// The titles that speak for a person: the wishes, then what was worked as, latest first. Where nothing is wished for,
/// what was worked counts in full.
pub(crate) fn wishes(profile: &Profile) -> Vec<Wish> {
    let mut found: Vec<Wish> = Vec::new();
    let mut weight = 1.0;
    let named = |title: &&String| !ANYTHING.contains(&magpie_concepts::fold(title).as_str());
    for title in profile.desired_titles.iter().filter(named).take(WISHES) {
        found.push(Wish { title: title.clone(), weight, past: false });
        weight *= NEXT_WISH;
    }
    let mut past: Vec<&magpie_terms::Work> = profile.work.iter().collect();
    // What still lasts comes first; a stable sort keeps the order of the person otherwise.
    past.sort_by_key(|work| (work.end.is_some(), std::cmp::Reverse(work.end.or(work.start))));
    let mut weight = if found.is_empty() { 1.0 } else { PAST_WORK };
    for work in past.into_iter().take(PAST) {
        if !found.iter().any(|known| known.title.eq_ignore_ascii_case(&work.title)) {
            found.push(Wish { title: work.title.clone(), weight, past: true });
            weight *= NEXT_WISH;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use magpie_terms::{ProfileInput, WorkInput};

    #[test]
    fn wishes_go_before_what_was_worked() {
        let work = |title: &str, end: &str| WorkInput { title: title.into(), end: end.into(), ..WorkInput::default() };
        let input = ProfileInput {
            desired_titles: "会计、出纳".into(),
            work: vec![work("收银员", "2020"), work("导购", ""), work("会计", "2024")],
            ..ProfileInput::default()
        };
        let profile = Profile::parse(&input).unwrap();
        let found: Vec<(String, bool)> = wishes(&profile).into_iter().map(|wish| (wish.title, wish.past)).collect();
        let expected = [("会计", false), ("出纳", false), ("导购", true), ("收银员", true)];
        assert_eq!(found, expected.map(|(title, past)| (title.to_owned(), past)));
        let anything = Profile { desired_titles: vec!["什么都可以".into()], ..Profile::default() };
        assert!(wishes(&anything).is_empty());
        let worked = Profile { desired_titles: Vec::new(), ..profile };
        assert!((wishes(&worked)[0].weight - 1.0).abs() < f32::EPSILON);
    }
}
