//! Filters made ready for the facts.
//!
//! Rule: every filter belongs to a group, and a posting that fails is told by the bits of its groups: no bit is a hit,
//! one bit still counts for the facet of that group, two or more count for nothing.

use crate::facts::{Facts, Offer, district_index, district_lineage, low_half, occupation_index, occupation_lineage};
use crate::query::{Filters, Negotiable};
use magpie_terms::{EmploymentType, Moment, Shift};

/// The groups, one bit each.
pub(crate) mod group {
    pub(crate) const DISTRICT: u8 = 1;
    pub(crate) const OCCUPATION: u8 = 2;
    pub(crate) const PAY: u8 = 4;
    pub(crate) const EDUCATION: u8 = 8;
    pub(crate) const EXPERIENCE: u8 = 16;
    pub(crate) const EMPLOYMENT_TYPE: u8 = 32;
    pub(crate) const SHIFT: u8 = 64;
    /// Employer and time: they have no facet.
    pub(crate) const OTHER: u8 = 128;
}

/// Filters as tables and bounds.
#[derive(Debug)]
pub(crate) struct Compiled {
    now: u32,
    /// The groups in which something is asked for.
    active: u8,
    districts: Option<Vec<bool>>,
    occupations: Option<Vec<bool>>,
    pay_min: u32,
    pay_max: u32,
    negotiable: Negotiable,
    education: u8,
    years: u8,
    graduates: bool,
    /// One bit for each allowed type; all bits where nothing is asked for.
    types: u8,
    /// One bit for each allowed shift.
    shifts: u8,
    employer: Option<u64>,
    since: u32,
}

impl Compiled {
    /// Makes filters ready. A posting that has expired at `now` is never found.
    pub(crate) fn new(filters: &Filters, now: Moment) -> Self {
        let bits = |any: bool, places: &mut dyn Iterator<Item = usize>| {
            if any { u8::MAX } else { places.fold(0, |bits, place| bits | 1_u8 << place) }
        };
        let shift_place = |shift: &Shift| Shift::ALL.iter().position(|known| known == shift).map(|place| place + 1);
        let type_place = |kind: &EmploymentType| EmploymentType::ALL.iter().position(|known| known == kind);
        let asked = |asked: bool, group: u8| if asked { group } else { 0 };
        let active = asked(!filters.district.is_empty(), group::DISTRICT)
            | asked(!filters.occupation.is_empty(), group::OCCUPATION)
            | asked(
                filters.pay_min.is_some() || filters.pay_max.is_some() || filters.negotiable != Negotiable::Include,
                group::PAY,
            )
            | asked(filters.education.is_some(), group::EDUCATION)
            | asked(filters.experience.is_some() || filters.graduates, group::EXPERIENCE)
            | asked(!filters.employment_type.is_empty(), group::EMPLOYMENT_TYPE)
            | asked(!filters.shift.is_empty(), group::SHIFT)
            | asked(filters.employer.is_some() || filters.posted_since.is_some(), group::OTHER);
        Self {
            now: bound(now.0),
            active,
            districts: table(&filters.district, district_lineage(), district_index),
            // Index 0 stands for a posting without occupation.
            occupations: table(&filters.occupation, occupation_lineage(), occupation_index)
                .map(|table| std::iter::once(false).chain(table).collect()),
            pay_min: filters.pay_min.map_or(0, bound),
            pay_max: filters.pay_max.map_or(u32::MAX, bound),
            negotiable: filters.negotiable,
            education: filters.education.map_or(u8::MAX, |education| education.rank()),
            years: filters.experience.unwrap_or(u8::MAX),
            graduates: filters.graduates,
            types: bits(filters.employment_type.is_empty(), &mut filters.employment_type.iter().filter_map(type_place)),
            shifts: bits(filters.shift.is_empty(), &mut filters.shift.iter().filter_map(shift_place)),
            employer: filters.employer.map(low_half),
            since: filters.posted_since.map_or(0, |moment| bound(moment.0)),
        }
    }

    /// Whether the posting can still be found at all.
    pub(crate) fn alive(&self, facts: &Facts) -> bool {
        facts.expires > self.now
    }

    /// Whether nothing is asked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.active == 0
    }

    /// The groups that the posting fails.
    #[inline]
    pub(crate) fn failures(&self, facts: &Facts, offer: &Offer) -> u8 {
        if self.active == 0 {
            return 0;
        }
        let mut failed = 0;
        let mut check = |group: u8, passes: &dyn Fn() -> bool| {
            if self.active & group != 0 && !passes() {
                failed |= group;
            }
        };
        let allowed = |table: &Option<Vec<bool>>, index: u16| {
            table.as_ref().is_none_or(|table| table.get(usize::from(index)).copied().unwrap_or(false))
        };
        let traits = facts.traits;
        check(group::DISTRICT, &|| allowed(&self.districts, facts.district));
        check(group::OCCUPATION, &|| allowed(&self.occupations, facts.occupation));
        check(group::PAY, &|| {
            if facts.negotiable() {
                return self.negotiable != Negotiable::Exclude;
            }
            self.negotiable != Negotiable::Only && offer.pay_max >= self.pay_min && offer.pay_min <= self.pay_max
        });
        check(group::EDUCATION, &|| traits.education() <= self.education);
        check(group::EXPERIENCE, &|| traits.years() <= self.years && (!self.graduates || traits.graduates()));
        check(group::EMPLOYMENT_TYPE, &|| self.types >> traits.employment_type() & 1 == 1);
        check(group::SHIFT, &|| self.shifts >> traits.shift() & 1 == 1);
        check(group::OTHER, &|| {
            self.employer.is_none_or(|employer| employer == offer.employer) && facts.posted >= self.since
        });
        failed
    }
}

fn bound(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

/// Marks every entry that lies in one of the codes; `None` where no code is given.
fn table(codes: &[String], lineages: &[Vec<usize>], index_of: impl Fn(&str) -> Option<usize>) -> Option<Vec<bool>> {
    if codes.is_empty() {
        return None;
    }
    let chosen: Vec<usize> = codes.iter().filter_map(|code| index_of(code)).collect();
    Some(lineages.iter().map(|lineage| lineage.iter().any(|above| chosen.contains(above))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_province_holds_its_counties() {
        let filters = Filters { district: vec!["110000".to_owned()], ..Filters::default() };
        let compiled = Compiled::new(&filters, Moment(0));
        let place = |code| Facts {
            expires: 1,
            district: u16::try_from(district_index(code).unwrap()).unwrap(),
            ..Facts::default()
        };
        assert_eq!(compiled.failures(&place("110108"), &Offer::default()), 0);
        assert_eq!(compiled.failures(&place("130102"), &Offer::default()), group::DISTRICT);
    }

    #[test]
    fn an_unknown_code_matches_nothing() {
        let filters = Filters { occupation: vec!["x".to_owned()], ..Filters::default() };
        assert_eq!(
            Compiled::new(&filters, Moment(0)).failures(&Facts::default(), &Offer::default()),
            group::OCCUPATION
        );
    }
}
