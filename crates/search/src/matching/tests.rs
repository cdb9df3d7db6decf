//! The match index as its callers see it.

mod answers;
mod fairness;
mod near;
mod scale;

use super::*;
use crate::posting::{Change, PostingDoc};
use magpie_terms::{
    Division, Education, EmploymentType, Experience, Moment, Pay, PayPeriod, PayRange, Profile, ProfileInput,
};

const NOW: Moment = Moment(1_795_000_000);

fn id(number: u64) -> [u8; 16] {
    u128::from(number).to_be_bytes()
}

fn posting(number: u64, title: &str) -> PostingDoc {
    PostingDoc {
        id: id(number),
        employer_id: id(1_000_000 + number),
        employer_name: "某公司".into(),
        title: title.into(),
        occupation: None,
        skills: Vec::new(),
        benefits: Vec::new(),
        description: "负责日常工作。".into(),
        address: String::new(),
        district: Division::by_code("110108").unwrap(),
        education: Education::None,
        experience: Experience::default(),
        employment_type: EmploymentType::FullTime,
        shift: None,
        pay: yuan(6_000, 8_000),
        posted_at: NOW.plus_days(-1),
        expires_at: NOW.plus_days(30),
    }
}

fn yuan(min: i64, max: i64) -> Pay {
    Pay::Range(PayRange::new(min * 100, max * 100, PayPeriod::Month, 12).unwrap())
}

fn profile(titles: &str) -> ProfileInput {
    ProfileInput { desired_titles: titles.into(), ..ProfileInput::default() }
}

fn parsed(input: &ProfileInput) -> Profile {
    Profile::parse(input).unwrap()
}

fn query(input: &ProfileInput) -> SeekerQuery {
    SeekerQuery::of(&parsed(input), NOW.day())
}

fn seeker(number: u64, input: &ProfileInput) -> SeekerDoc {
    SeekerDoc {
        id: id(number),
        profile: parsed(input),
        visible: Visible::Verified,
        blocked: Vec::new(),
        updated_at: NOW,
    }
}

fn put(doc: PostingDoc) -> MatchChange {
    MatchChange::Posting(Change::Put(Box::new(doc)))
}

fn index(changes: Vec<MatchChange>) -> MatchIndex {
    let index = MatchIndex::new();
    index.apply(changes, 1, NOW.day());
    index
}

fn ask() -> Ask {
    Ask::new(20, NOW)
}

fn ids(matches: &[Match]) -> Vec<u64> {
    matches.iter().map(|found| u64::try_from(u128::from_be_bytes(found.id)).unwrap()).collect()
}

fn codes(found: &Match) -> Vec<&'static str> {
    found.reasons.iter().map(Reason::code).collect()
}
