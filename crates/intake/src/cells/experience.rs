//! Years of work asked for: `3-5年`, `两年以上`, `应届`.
//!
//! Rule: only a number of years is read; months and days a week are something else.

use super::number::{find, with_digits};
use magpie_terms::Experience;
use magpie_terms::text::folded;

/// More is not asked of anyone.
const MOST_YEARS: i64 = 40;

/// The experience asked for; `None` where the text is not about it.
#[must_use]
pub fn experience(text: &str) -> Option<Experience> {
    let cell = with_digits(&folded(text));
    let graduates = ["应届", "在校", "毕业生", "graduate", "entrylevel"].iter().any(|word| cell.contains(word));
    if let Some((min, max)) = years(&cell) {
        return Some(Experience { min_years: min, max_years: max, graduates });
    }
    let open = ["经验不限", "不限", "无经验", "无需经验", "不要求", "无要求", "不需要", "noexperience", "none"];
    let about_education = cell.contains("学历");
    if graduates
        || (open.iter().any(|word| cell.contains(word)) && (!about_education || cell.contains("经验")))
        || cell == "无"
    {
        return Some(Experience { min_years: 0, max_years: None, graduates });
    }
    None
}

/// A bare number of years, as a column of its own has it.
#[must_use]
pub fn from_number(text: &str) -> Option<Experience> {
    let years: u8 = folded(text).parse().ok()?;
    (i64::from(years) <= MOST_YEARS).then_some(Experience { min_years: years, max_years: None, graduates: false })
}

fn years(cell: &str) -> Option<(u8, Option<u8>)> {
    let mut from = 0;
    while let Some(first) = find(cell, from) {
        from = first.end;
        let rest = cell[first.end..].trim_start_matches("年");
        let dash = ['-', '~', '—', '–', '至', '到', '−'];
        if let Some(after) = rest.strip_prefix(dash)
            && let Some(last) = find(after, 0).filter(|last| last.start == 0)
            && is_years(&after[last.end..])
        {
            let (low, high) = (year(first.parts)?, year(last.parts)?);
            return Some((low.min(high), Some(high.max(low))));
        }
        if !is_years(&cell[first.end..]) {
            continue;
        }
        let number = year(first.parts)?;
        let after = &cell[first.end..];
        return Some(if ["以内", "以下", "及以下"].iter().any(|word| after.contains(word)) {
            (0, Some(number))
        } else {
            (number, None)
        });
    }
    None
}

fn is_years(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['+', '个', '整']);
    ["年", "year", "yr"].iter().any(|word| rest.starts_with(word)) && !rest.starts_with("年龄")
}

fn year(parts: i64) -> Option<u8> {
    let years = parts / 10_000;
    if years > MOST_YEARS { None } else { u8::try_from(years).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_as_people_write_them() {
        let read = |text: &str| experience(text).map(|found| (found.min_years, found.max_years, found.graduates));
        for (text, expected) in [
            ("3-5年", Some((3, Some(5), false))),
            ("1年以内", Some((0, Some(1), false))),
            ("1年以下", Some((0, Some(1), false))),
            ("5年以上", Some((5, None, false))),
            ("10年以上", Some((10, None, false))),
            ("应届", Some((0, None, true))),
            ("在校/应届", Some((0, None, true))),
            ("无经验", Some((0, None, false))),
            ("经验不限", Some((0, None, false))),
            ("两年以上", Some((2, None, false))),
            ("三到五年", Some((3, Some(5), false))),
            ("1年", Some((1, None, false))),
            ("1-3年学历不限", Some((1, Some(3), false))),
            ("3年以上工作经验", Some((3, None, false))),
            ("3+ years", Some((3, None, false))),
            ("5天/周", None),
            ("3个月", None),
            ("学历不限", None),
            ("本科", None),
            ("2019年", None),
            ("", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
