//! Education asked for: `统招本科`, `大专及以上`, `不限`.
//!
//! Rule: of several levels the lowest is asked for; 及以下 asks for nothing.

use magpie_terms::Education;
use magpie_terms::text::folded;

/// Words of each level. Longer ones first where one holds another.
const LEVELS: [(Education, &[&str]); 7] = [
    (Education::Doctor, &["博士", "doctor", "phd", "ph.d"]),
    (Education::Master, &["硕士", "研究生", "mba", "emba", "master"]),
    (Education::Bachelor, &["本科", "学士", "大本", "bachelor", "undergraduate", "大学及以上", "大学以上"]),
    (Education::Associate, &["大专", "专科", "高职", "associate", "college"]),
    (Education::SeniorHigh, &["高中", "highschool", "seniorhigh"]),
    (Education::Vocational, &["中专", "中技", "技校", "职高", "中职", "中等专业", "vocational"]),
    (Education::JuniorHigh, &["初中", "juniorhigh", "middleschool"]),
];

/// The level asked for and whether only full-time studies count; `None` where the text is not about education.
#[must_use]
pub fn education(text: &str) -> Option<(Education, bool)> {
    let cell = folded(text);
    let full_time = ["统招", "全日制", "统本", "full-time", "fulltime"].iter().any(|word| cell.contains(word));
    let mut lowest: Option<Education> = None;
    for (level, words) in LEVELS {
        if words.iter().any(|word| cell.contains(word)) && lowest.is_none_or(|known| level.rank() <= known.rank()) {
            lowest = Some(level);
        }
    }
    match lowest {
        Some(_) if cell.contains("以下") && !cell.contains("以上") => Some((Education::None, false)),
        Some(level) => Some((level, full_time)),
        None if full_time => None,
        None => {
            let open = ["不限", "无要求", "不要求", "无学历要求", "none", "any", "norequirement", "小学"];
            let about_experience = cell.contains("经验") || cell.contains("年龄");
            (open.iter().any(|word| cell.contains(word)) && !about_experience || cell == "无")
                .then_some((Education::None, false))
        }
    }
}

/// The level of a code as exports of recruiting systems have it, 0 to 5.
#[must_use]
pub fn from_digit(text: &str) -> Option<Education> {
    Some(match text.trim() {
        "0" => Education::None,
        "1" => Education::SeniorHigh,
        "2" => Education::Associate,
        "3" => Education::Bachelor,
        "4" => Education::Master,
        "5" => Education::Doctor,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_as_people_write_them() {
        use Education as E;
        for (text, expected) in [
            ("统招本科", Some((E::Bachelor, true))),
            ("大专及以上", Some((E::Associate, false))),
            ("本科及以上", Some((E::Bachelor, false))),
            ("本科/硕士", Some((E::Bachelor, false))),
            ("大专以上，本科优先", Some((E::Associate, false))),
            ("不限", Some((E::None, false))),
            ("学历不限", Some((E::None, false))),
            ("中专/中技", Some((E::Vocational, false))),
            ("高中", Some((E::SeniorHigh, false))),
            ("硕士", Some((E::Master, false))),
            ("博士", Some((E::Doctor, false))),
            ("初中及以下", Some((E::None, false))),
            ("全日制大专", Some((E::Associate, true))),
            ("Bachelor's degree", Some((E::Bachelor, false))),
            ("北京,3-5年,本科", Some((E::Bachelor, false))),
            ("以内本科", Some((E::Bachelor, false))),
            ("3-5年", None),
            ("经验不限", None),
            ("", None),
        ] {
            assert_eq!(education(text), expected, "{text}");
        }
    }
}
