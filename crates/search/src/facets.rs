//! Counting facets in the same pass that finds the hits.
//!
//! Rule: tables of fixed size, one addition for each facet and posting; what lies above a district or an occupation
//! is added up once at the end.

use crate::facts::{Facts, PAY_STEPS, district_lineage, occupation_lineage, pay_step};
use crate::filter::group;
use crate::query::{Count, Facets};
use magpie_terms::{Division, Education, EmploymentType, Occupation, Shift};

/// The years of work for which the experience facet is counted.
const YEARS: [u8; 5] = [0, 1, 3, 5, 10];
/// The amounts for which the pay facet is counted, in yuan a month.
const AMOUNTS: [u32; 8] = [3_000, 5_000, 8_000, 10_000, 15_000, 20_000, 30_000, 50_000];

/// The tables.
#[derive(Debug)]
pub(crate) struct Tally {
    districts: Vec<u32>,
    /// Index 0 is for postings without occupation.
    occupations: Vec<u32>,
    educations: [u32; 8],
    years: [u32; 64],
    graduates: u32,
    types: [u32; 8],
    shifts: [u32; 8],
    pay: [u32; PAY_STEPS],
}

impl Tally {
    /// Empty tables.
    pub(crate) fn new() -> Self {
        Self {
            districts: vec![0; Division::all().len()],
            occupations: vec![0; Occupation::all().len() + 1],
            educations: [0; 8],
            years: [0; 64],
            graduates: 0,
            types: [0; 8],
            shifts: [0; 8],
            pay: [0; PAY_STEPS],
        }
    }

    /// Counts a posting by the groups it fails.
    pub(crate) fn add(&mut self, facts: &Facts, failures: u8) {
        if failures == 0 {
            self.districts[usize::from(facts.district)] += 1;
            self.occupations[usize::from(facts.occupation)] += 1;
            self.educations[usize::from(facts.traits.education())] += 1;
            self.add_years(facts);
            self.types[usize::from(facts.traits.employment_type())] += 1;
            self.shifts[usize::from(facts.traits.shift())] += 1;
            self.add_pay(facts);
            return;
        }
        match failures {
            group::DISTRICT => self.districts[usize::from(facts.district)] += 1,
            group::OCCUPATION => self.occupations[usize::from(facts.occupation)] += 1,
            group::EDUCATION => self.educations[usize::from(facts.traits.education())] += 1,
            group::EXPERIENCE => self.add_years(facts),
            group::EMPLOYMENT_TYPE => self.types[usize::from(facts.traits.employment_type())] += 1,
            group::SHIFT => self.shifts[usize::from(facts.traits.shift())] += 1,
            group::PAY => self.add_pay(facts),
            _ => {}
        }
    }

    fn add_years(&mut self, facts: &Facts) {
        self.years[usize::from(facts.traits.years())] += 1;
        self.graduates += u32::from(facts.traits.graduates());
    }

    fn add_pay(&mut self, facts: &Facts) {
        self.pay[usize::from(facts.pay_step) % PAY_STEPS] += 1;
    }

    /// The facets.
    pub(crate) fn finish(&self) -> Facets {
        let districts = rolled_up(&self.districts, district_lineage());
        let occupations = rolled_up(&self.occupations[1..], occupation_lineage());
        let up_to = |table: &[u32], last: usize| -> u64 { table.iter().take(last + 1).map(|n| u64::from(*n)).sum() };
        Facets {
            district: counts(Division::all().iter().map(|d| d.code).zip(districts)),
            occupation: counts(Occupation::all().iter().map(|o| o.code).zip(occupations)),
            education: Education::ALL
                .iter()
                .map(|e| Count { value: e.code(), count: up_to(&self.educations, usize::from(e.rank())) })
                .collect(),
            experience: YEARS.map(|y| Count { value: y, count: up_to(&self.years, usize::from(y)) }).to_vec(),
            graduates: u64::from(self.graduates),
            employment_type: counts(EmploymentType::ALL.iter().map(|t| t.code()).zip(wide(&self.types))),
            shift: counts(Shift::ALL.iter().map(|s| s.code()).zip(wide(&self.shifts[1..]))),
            pay_at_least: AMOUNTS
                .map(|amount| {
                    let reached = self.pay.iter().skip(usize::from(pay_step(amount))).map(|n| u64::from(*n)).sum();
                    Count { value: i64::from(amount), count: reached }
                })
                .to_vec(),
            negotiable: u64::from(self.pay[0]),
        }
    }
}

fn wide(table: &[u32]) -> Vec<u64> {
    table.iter().map(|count| u64::from(*count)).collect()
}

fn rolled_up(table: &[u32], lineages: &[Vec<usize>]) -> Vec<u64> {
    let mut sums = vec![0_u64; table.len()];
    for (index, count) in table.iter().enumerate().filter(|(_, count)| **count > 0) {
        for above in &lineages[index] {
            sums[*above] += u64::from(*count);
        }
    }
    sums
}

fn counts<T>(pairs: impl Iterator<Item = (T, u64)>) -> Vec<Count<T>> {
    pairs.filter(|(_, count)| *count > 0).map(|(value, count)| Count { value, count }).collect()
}
