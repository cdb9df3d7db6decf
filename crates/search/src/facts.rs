//! Facts: what a filter, a facet or an order looks at, as small numbers.
//!
//! Rule: the facts of a segment are read from its columns once and then lie in memory, because a query looks at them
//! for every posting that has its words. What all queries look at is kept apart, 16 bytes a posting.

use crate::posting::PostingDoc;
use crate::schema::{Fields, column};
use magpie_terms::{Division, EmploymentType, Occupation, Shift};
use std::sync::LazyLock;
use tantivy::{SegmentReader, TantivyDocument};

/// The facts of a posting that every query looks at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Seconds since 1970.
    pub(crate) posted: u32,
    /// Seconds since 1970.
    pub(crate) expires: u32,
    /// Index in [`Division::all`].
    pub(crate) district: u16,
    /// Index in [`Occupation::all`] plus one; 0 for none.
    pub(crate) occupation: u16,
    /// Packed traits.
    pub(crate) traits: Traits,
    /// 0 where the pay is negotiable, else one more than its thousands of yuan a month, see [`pay_step`].
    pub(crate) pay_step: u8,
}

/// The facts of a posting that some queries look at, or only for the best hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Offer {
    /// The last eight bytes of the employer's id.
    pub(crate) employer: u64,
    /// Yuan a month; 0 where negotiable.
    pub(crate) pay_min: u32,
    /// Yuan a month; 0 where negotiable.
    pub(crate) pay_max: u32,
}

/// So many steps of pay are told apart, that of negotiable pay included.
pub(crate) const PAY_STEPS: usize = 64;

/// The step of a pay that is not negotiable.
pub(crate) fn pay_step(yuan: u32) -> u8 {
    1 + u8::try_from(yuan / 1_000).unwrap_or(u8::MAX).min(62)
}

/// Education rank, least years, employment type, shift and two flags in 16 bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Traits(u16);

impl Traits {
    /// Those of a posting.
    pub(crate) fn of(doc: &PostingDoc) -> Self {
        let index = |found: Option<usize>| u16::try_from(found.unwrap_or(0)).unwrap_or(0);
        let kind = index(EmploymentType::ALL.iter().position(|known| *known == doc.employment_type));
        let shift = doc.shift.map_or(0, |shift| 1 + index(Shift::ALL.iter().position(|known| *known == shift)));
        Self(
            u16::from(doc.education.rank())
                | u16::from(doc.experience.min_years.min(63)) << 3
                | kind << 9
                | shift << 12
                | u16::from(doc.experience.graduates) << 15,
        )
    }

    /// Rank of the education asked for.
    pub(crate) fn education(self) -> u8 {
        (self.0 & 7) as u8
    }

    /// Least years of work asked for.
    pub(crate) fn years(self) -> u8 {
        (self.0 >> 3 & 63) as u8
    }

    /// Index in [`EmploymentType::ALL`].
    pub(crate) fn employment_type(self) -> u8 {
        (self.0 >> 9 & 7) as u8
    }

    /// Index in [`Shift::ALL`] plus one; 0 for none.
    pub(crate) fn shift(self) -> u8 {
        (self.0 >> 12 & 7) as u8
    }

    /// Whether people who just left school are welcome.
    pub(crate) fn graduates(self) -> bool {
        self.0 >> 15 == 1
    }
}

impl Facts {
    /// Whether the pay is negotiable.
    pub(crate) fn negotiable(&self) -> bool {
        self.pay_step == 0
    }
}

/// The last eight bytes of an id; those of a UUIDv7 are random.
pub(crate) fn low_half(id: [u8; 16]) -> u64 {
    halves(id).1
}

fn halves(id: [u8; 16]) -> (u64, u64) {
    let id = u128::from_be_bytes(id);
    ((id >> 64) as u64, (id & u128::from(u64::MAX)) as u64)
}

/// Writes a posting's columns.
pub(crate) fn write(doc: &PostingDoc, fields: &Fields, to: &mut TantivyDocument) {
    let (id_high, id_low) = halves(doc.id);
    // A pay below one yuan a month would look negotiable.
    let (pay_min, pay_max) = doc.pay.monthly_yuan().map_or((0, 0), |(min, max)| (amount(min), amount(max).max(1)));
    let values = [
        id_high,
        id_low,
        low_half(doc.employer_id),
        moment(doc.posted_at.0),
        moment(doc.expires_at.0),
        pay_min,
        pay_max,
        digits(doc.district.code),
        doc.occupation.map_or(0, |occupation| digits(occupation.code)),
        u64::from(Traits::of(doc).0),
    ];
    for (field, value) in fields.columns.iter().zip(values) {
        to.add_u64(*field, value);
    }
}

fn moment(seconds: i64) -> u64 {
    seconds.clamp(0, i64::from(u32::MAX)).unsigned_abs()
}

fn amount(yuan: i64) -> u64 {
    yuan.clamp(0, i64::from(u32::MAX)).unsigned_abs()
}

/// The digits of a code as a number; codes of one table have one length.
fn digits(code: &str) -> u64 {
    code.bytes().filter(u8::is_ascii_digit).fold(0, |number, digit| number * 10 + u64::from(digit - b'0'))
}

static DISTRICTS: LazyLock<Vec<u64>> = LazyLock::new(|| Division::all().iter().map(|d| digits(d.code)).collect());
static OCCUPATIONS: LazyLock<Vec<u64>> = LazyLock::new(|| Occupation::all().iter().map(|o| digits(o.code)).collect());

fn index_of(table: &[u64], number: u64) -> Option<u16> {
    table.binary_search(&number).ok().and_then(|index| u16::try_from(index).ok())
}

/// The index of a division in [`Division::all`].
pub(crate) fn district_index(code: &str) -> Option<usize> {
    index_of(&DISTRICTS, digits(code)).map(usize::from).filter(|index| Division::all()[*index].code == code)
}

/// The index of an occupation in [`Occupation::all`].
pub(crate) fn occupation_index(code: &str) -> Option<usize> {
    index_of(&OCCUPATIONS, digits(code)).map(usize::from).filter(|index| Occupation::all()[*index].code == code)
}

static DISTRICT_LINEAGE: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
    let above = |d: &'static Division| d.lineage().iter().filter_map(|d| district_index(d.code)).collect();
    Division::all().iter().map(above).collect()
});
static OCCUPATION_LINEAGE: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
    let above = |o: &'static Occupation| o.lineage().iter().filter_map(|o| occupation_index(o.code)).collect();
    Occupation::all().iter().map(above).collect()
});

/// The divisions that hold each division, itself included, by index.
pub(crate) fn district_lineage() -> &'static [Vec<usize>] {
    &DISTRICT_LINEAGE
}

/// The occupations that hold each occupation, itself included, by index.
pub(crate) fn occupation_lineage() -> &'static [Vec<usize>] {
    &OCCUPATION_LINEAGE
}

/// The facts and ids of a segment, by document.
#[derive(Debug, Default)]
pub(crate) struct SegmentFacts {
    /// What every query looks at.
    pub(crate) facts: Vec<Facts>,
    /// What some look at.
    pub(crate) offers: Vec<Offer>,
    /// The ids as numbers, which order as their bytes do.
    pub(crate) ids: Vec<u128>,
}

impl SegmentFacts {
    /// Reads the columns of a segment.
    pub(crate) fn load(segment: &SegmentReader) -> tantivy::Result<Self> {
        let count = segment.max_doc();
        let length = count as usize;
        let mut found = Self {
            facts: vec![Facts::default(); length],
            offers: vec![Offer::default(); length],
            ids: vec![0; length],
        };
        let read = |name: &str, put: &mut dyn FnMut(usize, u64)| -> tantivy::Result<()> {
            let values = segment.fast_fields().u64(name)?.first_or_default_col(0);
            for doc in 0..count {
                put(doc as usize, values.get_val(doc));
            }
            Ok(())
        };
        let small = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
        let Self { facts, offers, ids } = &mut found;
        read(column::ID_HIGH, &mut |doc, value| ids[doc] = u128::from(value) << 64)?;
        read(column::ID_LOW, &mut |doc, value| ids[doc] |= u128::from(value))?;
        read(column::EMPLOYER, &mut |doc, value| offers[doc].employer = value)?;
        read(column::POSTED, &mut |doc, value| facts[doc].posted = small(value))?;
        read(column::EXPIRES, &mut |doc, value| facts[doc].expires = small(value))?;
        read(column::PAY_MIN, &mut |doc, value| offers[doc].pay_min = small(value))?;
        read(column::PAY_MAX, &mut |doc, value| {
            offers[doc].pay_max = small(value);
            facts[doc].pay_step = if value == 0 { 0 } else { pay_step(small(value)) };
        })?;
        read(column::DISTRICT, &mut |doc, value| facts[doc].district = index_of(&DISTRICTS, value).unwrap_or(0))?;
        read(column::OCCUPATION, &mut |doc, value| {
            facts[doc].occupation = index_of(&OCCUPATIONS, value).map_or(0, |index| index + 1);
        })?;
        read(column::TRAITS, &mut |doc, value| facts[doc].traits = Traits((value & 0xffff) as u16))?;
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_small() {
        assert_eq!((size_of::<Facts>(), size_of::<Offer>()), (16, 16));
    }

    #[test]
    fn every_code_has_its_number() {
        for (index, division) in Division::all().iter().enumerate() {
            assert_eq!(district_index(division.code), Some(index));
        }
        for (index, occupation) in Occupation::all().iter().enumerate() {
            assert_eq!(occupation_index(occupation.code), Some(index));
        }
        assert_eq!(district_index("11-0108"), None);
        assert_eq!(occupation_index("nonsense"), None);
        assert!(EmploymentType::ALL.len() <= 8 && Shift::ALL.len() <= 7);
    }
}
