//! What of a posting counts in a match.
//!
//! Rule: everything is a number, at most two cache lines, and lies together, since postings are visited by their titles
//! and all of a posting is looked at once it is visited. No text is kept.

use super::licences::{self, Licences};
use super::places;
use super::skills::{self, NONE};
use crate::PostingDoc;
use crate::facts::low_half;
use magpie_terms::{EmploymentType, Shift};

/// Most skills that count of a posting.
pub(crate) const SKILLS: usize = 12;

/// The facts of a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Offer {
    /// Licences asked for.
    pub(crate) licences: Licences,
    /// The last eight bytes of the employer's id.
    pub(crate) employer: u64,
    /// Seconds since 1970.
    pub(crate) posted: u32,
    /// Seconds since 1970.
    pub(crate) expires: u32,
    /// Yuan a month; both 0 where negotiable.
    pub(crate) pay_min: u32,
    /// Yuan a month.
    pub(crate) pay_max: u32,
    /// Its title in the bank.
    pub(crate) title: u32,
    /// Index of its division.
    pub(crate) district: u16,
    /// Years asked for, at least.
    pub(crate) years: u8,
    /// At most; 255 where nothing is said.
    pub(crate) years_most: u8,
    /// Rank of the education asked for.
    pub(crate) education: u8,
    /// Index in [`EmploymentType::ALL`].
    pub(crate) kind: u8,
    /// The shift, told or read from the description; 255 for none.
    pub(crate) shift: u8,
    /// Whether people who just left school are welcome.
    pub(crate) graduates: bool,
    /// Skills, sorted, filled up with [`NONE`].
    pub(crate) skills: [u16; SKILLS],
}

impl Offer {
    /// The facts of a posting whose title has this number.
    pub(crate) fn of(doc: &PostingDoc, title: u32) -> Self {
        let (pay_min, pay_max) = doc.pay.monthly_yuan().map_or((0, 0), |(min, max)| (amount(min), amount(max).max(1)));
        let tags = doc.skills.iter().map(String::as_str);
        let found = skills::of(tags, [doc.title.as_str()].into_iter(), [doc.description.as_str()].into_iter());
        let all = format!("{}\n{}\n{}", doc.title, doc.skills.join("\n"), doc.description);
        let kind = EmploymentType::ALL.iter().position(|known| *known == doc.employment_type);
        let shift = doc.shift.or_else(|| told_shift(&doc.description));
        Self {
            licences: licences::required(&all),
            employer: low_half(doc.employer_id),
            posted: seconds(doc.posted_at.0),
            expires: seconds(doc.expires_at.0),
            pay_min,
            pay_max,
            title,
            district: places::index_of(doc.district),
            years: doc.experience.min_years,
            years_most: doc.experience.max_years.unwrap_or(u8::MAX),
            education: doc.education.rank(),
            kind: u8::try_from(kind.unwrap_or(0)).unwrap_or(0),
            shift: shift.and_then(shift_index).unwrap_or(u8::MAX),
            graduates: doc.experience.graduates,
            skills: filled(&found),
        }
    }

    /// Its skills.
    pub(crate) fn skills(&self) -> &[u16] {
        let end = self.skills.iter().position(|skill| *skill == NONE).unwrap_or(SKILLS);
        &self.skills[..end]
    }

    /// Its type of employment.
    pub(crate) fn employment_type(&self) -> EmploymentType {
        EmploymentType::ALL.get(usize::from(self.kind)).copied().unwrap_or(EmploymentType::FullTime)
    }

    /// When the work is done, as far as it is known.
    pub(crate) fn shift(&self) -> Option<Shift> {
        Shift::ALL.get(usize::from(self.shift)).copied()
    }

    /// Whether the pay is not told.
    pub(crate) fn is_negotiable(&self) -> bool {
        self.pay_max == 0
    }
}

/// Seconds since 1970 in 32 bits.
pub(crate) fn seconds(moment: i64) -> u32 {
    u32::try_from(moment.max(0)).unwrap_or(u32::MAX)
}

/// Yuan in 32 bits.
pub(crate) fn amount(yuan: i64) -> u32 {
    u32::try_from(yuan.max(0)).unwrap_or(u32::MAX)
}

fn shift_index(shift: Shift) -> Option<u8> {
    Shift::ALL.iter().position(|known| *known == shift).and_then(|index| u8::try_from(index).ok())
}

/// The shift that a description tells of where the field is empty.
fn told_shift(description: &str) -> Option<Shift> {
    let has = |words: &[&str]| words.iter().any(|word| description.contains(word));
    if has(&["无夜班", "不上夜班", "不倒班", "无需倒班", "没有夜班", "白班", "day shift", "no night"])
    {
        Some(Shift::Day)
    } else if has(&["三班倒", "三班制", "三班两运转", "四班三运转", "three shifts"]) {
        Some(Shift::ThreeShift)
    } else if has(&["两班倒", "倒班", "轮班", "早晚班", "两班制", "rotating shift", "two shifts"]) {
        Some(Shift::TwoShift)
    } else if has(&["夜班", "通宵", "night shift"]) {
        Some(Shift::Night)
    } else if has(&["弹性工作", "时间自由", "时间灵活", "flexible hours"]) {
        Some(Shift::Flexible)
    } else {
        None
    }
}

/// The first skills, which are those of the tags, sorted.
fn filled(found: &[u16]) -> [u16; SKILLS] {
    let mut skills = [NONE; SKILLS];
    for (to, from) in skills.iter_mut().zip(found) {
        *to = *from;
    }
    skills.sort_unstable();
    skills
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_fits_two_cache_lines() {
        assert!(size_of::<Offer>() <= 80, "{}", size_of::<Offer>());
    }

    #[test]
    fn shifts_are_read_where_the_field_is_empty() {
        assert_eq!(told_shift("长白班，无夜班"), Some(Shift::Day));
        assert_eq!(told_shift("三班倒，有夜班补贴"), Some(Shift::ThreeShift));
        assert_eq!(told_shift("需上夜班"), Some(Shift::Night));
        assert_eq!(told_shift("照料老人"), None);
    }
}
