//! Headings and what they mean, in Chinese and English.
//!
//! Rule: a heading means something only by a word listed in `data/headings.tsv`. Words for who a person is are listed
//! too (就业促进法 26-31, 妇女权益保障法 43), so that their columns are named in the report and left unread. Columns
//! with people to call are left unread as well: those people did not agree to be shown here.

use super::{Field, Meaning};
use magpie_terms::text::folded;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Longer cells are no headings.
const MOST_CHARS: usize = 30;

/// The words of `data/headings.tsv`.
#[derive(Default)]
struct Words {
    whole: HashMap<&'static str, Field>,
    within: Vec<(Field, Vec<&'static str>)>,
    unused_within: Vec<&'static str>,
    unlawful_within: Vec<&'static str>,
    unlawful_words: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut found = Words::default();
    for line in include_str!("../../data/headings.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split('\t');
        let (Some(how), Some(meaning), Some(words)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let words = words.split(' ');
        match (how, meaning, Field::from_code(meaning)) {
            ("has", "unlawful", _) => found.unlawful_within.extend(words),
            ("word", "unlawful", _) => found.unlawful_words.extend(words),
            ("has", "unused", _) => found.unused_within.extend(words),
            ("is", _, Some(field)) => found.whole.extend(words.map(|word| (word, field))),
            ("has", _, Some(field)) => found.within.push((field, words.collect())),
            _ => {}
        }
    }
    found
});

/// What a heading means and how sure that is; `None` where no listed word stands in it.
pub(super) fn meaning(header: &str) -> Option<(Meaning, u8)> {
    let whole = folded(header);
    if whole.is_empty() || whole.chars().count() > MOST_CHARS {
        return None;
    }
    if is_unlawful(header, &whole) {
        return Some((Meaning::Unlawful, 100));
    }
    let name = bare(&whole);
    if WORDS.unused_within.iter().any(|word| name.contains(word)) {
        return Some((Meaning::Unused, 100));
    }
    if let Some(field) = WORDS.whole.get(name.as_str()).or_else(|| WORDS.whole.get(whole.as_str())) {
        return Some((Meaning::Field(*field), 100));
    }
    if let Some(field) = bound(&name) {
        return Some((Meaning::Field(field), 90));
    }
    let within = WORDS.within.iter().find(|(_, words)| words.iter().any(|word| name.contains(word)));
    within.map(|(field, _)| (Meaning::Field(*field), 80))
}

/// `最低薪酬(元)`, `薪资下限`, `Minimum wage`: one end of the pay.
fn bound(name: &str) -> Option<Field> {
    let is_pay = ["薪", "工资", "wage", "salary", "pay"].iter().any(|word| name.contains(word));
    if !is_pay {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match (has(&["最低", "下限", "min", "起"]), has(&["最高", "上限", "max"])) {
        (true, false) => Some(Field::PayMin),
        (false, true) => Some(Field::PayMax),
        _ => None,
    }
}

fn is_unlawful(header: &str, whole: &str) -> bool {
    let lower = header.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_ascii_alphabetic());
    WORDS.unlawful_within.iter().any(|word| whole.contains(word))
        || words.any(|word| WORDS.unlawful_words.contains(&word))
}

/// Without stars, colons and what stands in brackets: `*月薪（元）：` is 月薪.
fn bare(whole: &str) -> String {
    let mut depth = 0_usize;
    let mut found = String::new();
    for c in whole.chars() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            '*' | ':' | '#' | '.' | '"' => {}
            _ if depth == 0 => found.push(c),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_read() {
        for line in include_str!("../../data/headings.tsv").lines().filter(|line| !line.starts_with('#')) {
            let parts: Vec<&str> = line.split('\t').collect();
            let [how, meaning, words] = parts[..] else { panic!("{line}") };
            let known = matches!(meaning, "unlawful" | "unused") || Field::from_code(meaning).is_some();
            assert!(known && matches!(how, "is" | "has" | "word"), "{line}");
            assert!(words.split(' ').all(|word| folded(word) == word), "{line}");
        }
    }

    #[test]
    fn headings_mean_what_they_say() {
        for (header, field) in [
            ("职位名称", Field::Title),
            (" *岗位名称（必填）", Field::Title),
            ("月薪（元）", Field::Pay),
            ("最低月薪", Field::PayMin),
            ("薪酬上限(元/月)", Field::PayMax),
            ("job_min_wage", Field::PayMin),
            ("工资", Field::Pay),
            ("职能要求", Field::Description),
            ("Company Name", Field::Employer),
            ("招聘人数", Field::Headcount),
            ("学历要求及专业", Field::Education),
            ("统一社会信用代码", Field::CreditCode),
            ("company_addr", Field::Address),
        ] {
            assert_eq!(meaning(header).map(|found| found.0), Some(Meaning::Field(field)), "{header}");
        }
        for header in ["字段1", "", "负责人", "wage notes and all the other things that one may say"] {
            assert_eq!(meaning(header), None, "{header}");
        }
    }

    #[test]
    fn columns_about_a_person_are_recognised() {
        for header in [
            "性别",
            "年龄要求",
            "身高（cm）",
            "婚姻状况",
            "户籍",
            "民族",
            "Sex",
            "gender",
            "Age limit",
            "max_age",
            "男女不限",
        ] {
            assert_eq!(meaning(header), Some((Meaning::Unlawful, 100)), "{header}");
        }
        for header in ["wage", "package", "message", "stage"] {
            assert_ne!(meaning(header).map(|found| found.0), Some(Meaning::Unlawful), "{header}");
        }
    }
}
