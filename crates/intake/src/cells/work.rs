//! How the work is done and by how many: employment type, shift, headcount.
//!
//! Rule: only words that name a type are read; 若干 is one person, and said to be so.

use super::number::{whole_numbers, with_digits};
use magpie_terms::text::folded;
use magpie_terms::{EmploymentType, Shift};

/// The type of employment that the text names.
#[must_use]
pub fn employment_type(text: &str) -> Option<EmploymentType> {
    const WORDS: [(EmploymentType, &[&str]); 5] = [
        (EmploymentType::Intern, &["实习", "intern"]),
        (EmploymentType::PartTime, &["兼职", "小时工", "钟点", "非全日制", "part-time", "parttime", "part_time"]),
        (
            EmploymentType::FullTime,
            &["全职", "正式", "长期", "full-time", "fulltime", "full_time", "全日制", "社招", "校招"],
        ),
        (EmploymentType::Temporary, &["临时", "短期", "季节", "日结", "temporary", "寒假工", "暑假工"]),
        (EmploymentType::Contractor, &["劳务", "外包", "派遣", "合同", "项目制", "contract"]),
    ];
    let cell = folded(text);
    WORDS.iter().find(|(_, words)| words.iter().any(|word| cell.contains(word))).map(|(kind, _)| *kind)
}

/// The shift that the text names.
#[must_use]
pub fn shift(text: &str) -> Option<Shift> {
    const WORDS: [(Shift, &[&str]); 6] = [
        (Shift::ThreeShift, &["三班", "3班", "三倒", "three_shift", "threeshift"]),
        (Shift::TwoShift, &["两班", "二班", "2班", "白夜", "倒班", "轮班", "two_shift", "twoshift"]),
        (Shift::Flexible, &["弹性", "灵活", "自由", "flexible"]),
        (Shift::Night, &["夜班", "晚班", "night"]),
        (Shift::Weekend, &["周末", "weekend"]),
        (Shift::Day, &["白班", "早班", "朝九", "行政班", "正常班", "day"]),
    ];
    let cell = folded(text);
    WORDS.iter().find(|(_, words)| words.iter().any(|word| cell.contains(word))).map(|(kind, _)| *kind)
}

/// The people sought and whether the text names a number; of a range the upper end.
#[must_use]
pub fn headcount(text: &str) -> Option<(u16, bool)> {
    let cell = with_digits(&folded(text));
    let numbers = whole_numbers(&cell);
    if let Some(most) = numbers.iter().take(2).max() {
        return match u16::try_from(*most) {
            // Recruiting systems write 0 for any number.
            Ok(0) => Some((1, false)),
            Ok(count @ 1..=9999) => Some((count, true)),
            _ => None,
        };
    }
    let open = ["若干", "不限", "多名", "多人", "数名", "several", "many", "批量", "大量"];
    open.iter().any(|word| cell.contains(word)).then_some((1, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_work() {
        assert_eq!(employment_type("全职"), Some(EmploymentType::FullTime));
        assert_eq!(employment_type("劳务派遣"), Some(EmploymentType::Contractor));
        assert_eq!(employment_type("实习生"), Some(EmploymentType::Intern));
        assert_eq!(employment_type("Part time"), Some(EmploymentType::PartTime));
        assert_eq!(employment_type("日结"), Some(EmploymentType::Temporary));
        assert_eq!(employment_type("?"), None);
        assert_eq!(shift("两班倒"), Some(Shift::TwoShift));
        assert_eq!(shift("长白班"), Some(Shift::Day));
        assert_eq!(shift(""), None);
        for (text, expected) in [
            ("3人", Some((3, true))),
            ("5-10人", Some((10, true))),
            ("若干", Some((1, false))),
            ("0", Some((1, false))),
            ("十五名", Some((15, true))),
            ("100000", None),
            ("", None),
        ] {
            assert_eq!(headcount(text), expected, "{text}");
        }
    }
}
