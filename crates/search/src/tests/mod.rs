//! Tests of the whole index, on postings that are small enough to check by hand or by brute force.

mod answers;
mod durability;
mod filters;
mod language;
mod memory;

use crate::{Change, Index, OpenOptions, PostingDoc, Query};
use magpie_terms::{
    Division, Education, EmploymentType, Experience, Moment, Occupation, Pay, PayPeriod, PayRange, Shift,
};
use tempfile::TempDir;

/// The moment at which the tests ask.
pub(super) const NOW: Moment = Moment(1_764_000_000);

/// An index in a folder that goes away with it.
pub(super) struct Fixture {
    pub(super) index: Index,
    pub(super) dir: TempDir,
}

impl Fixture {
    pub(super) fn of(docs: impl IntoIterator<Item = PostingDoc>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::open(dir.path(), OpenOptions::default()).unwrap().index;
        index.apply(docs.into_iter().map(|doc| Change::Put(Box::new(doc))).collect(), 1).unwrap();
        Self { index, dir }
    }

    /// The numbers of the postings found, in order.
    pub(super) fn ask(&self, query: &Query) -> Vec<u32> {
        self.index.search(query, NOW).unwrap().hits.iter().map(|hit| number(hit.id)).collect()
    }

    pub(super) fn find(&self, text: &str) -> Vec<u32> {
        self.ask(&query(text))
    }
}

pub(super) fn query(text: &str) -> Query {
    Query { text: text.to_owned(), per_page: 100, ..Query::default() }
}

/// A posting that says nothing yet.
pub(super) fn posting(number: u32) -> PostingDoc {
    PostingDoc {
        id: id(number),
        employer_id: id(1_000_000 + number),
        employer_name: "某单位".to_owned(),
        title: "岗".to_owned(),
        occupation: None,
        skills: Vec::new(),
        benefits: Vec::new(),
        description: String::new(),
        address: String::new(),
        district: Division::by_code("110108").unwrap(),
        education: Education::None,
        experience: Experience::default(),
        employment_type: EmploymentType::FullTime,
        shift: None,
        pay: Pay::Negotiable,
        posted_at: NOW.plus_days(-1),
        expires_at: NOW.plus_days(30),
    }
}

pub(super) fn titled(number: u32, title: &str) -> PostingDoc {
    PostingDoc { title: title.to_owned(), ..posting(number) }
}

pub(super) fn described(number: u32, description: &str) -> PostingDoc {
    PostingDoc { description: description.to_owned(), ..posting(number) }
}

pub(super) fn id(number: u32) -> [u8; 16] {
    u128::from(number).to_be_bytes()
}

pub(super) fn number(id: [u8; 16]) -> u32 {
    u32::from_be_bytes([id[12], id[13], id[14], id[15]])
}

/// A posting drawn from small sets, so that filters meet.
pub(super) fn drawn(number: u32, draw: &[u8; 12]) -> PostingDoc {
    const PLACES: [&str; 5] = ["110108", "110105", "130102", "130000", "310115"];
    const WORDS: [&str; 6] = ["护理", "会计", "保安", "java", "司机", "nurse"];
    let pick = |at: usize, length: usize| usize::from(draw[at]) % length;
    let occupations = Occupation::all();
    let least = (1 + pick(0, 9) as i64) * 200_000;
    let pay = PayRange::new(least, least + pick(1, 4) as i64 * 150_000, PayPeriod::Month, 12).unwrap();
    PostingDoc {
        employer_id: id(500 + pick(2, 4) as u32),
        title: WORDS[pick(3, WORDS.len())].to_owned(),
        description: WORDS[pick(4, WORDS.len())].to_owned(),
        occupation: (pick(5, 4) > 0).then(|| &occupations[pick(5, 250) * 8]),
        district: Division::by_code(PLACES[pick(6, PLACES.len())]).unwrap(),
        education: Education::ALL[pick(7, Education::ALL.len())],
        experience: Experience { min_years: pick(8, 12) as u8, max_years: None, graduates: draw[8] > 127 },
        employment_type: EmploymentType::ALL[pick(9, EmploymentType::ALL.len())],
        shift: (draw[9] > 60).then(|| Shift::ALL[pick(9, Shift::ALL.len())]),
        pay: if pick(10, 5) == 0 { Pay::Negotiable } else { Pay::Range(pay) },
        posted_at: NOW.plus_days(-(pick(11, 7) as i64)),
        expires_at: NOW.plus_seconds(if draw[11] > 230 { 0 } else { 60 }),
        ..posting(number)
    }
}
