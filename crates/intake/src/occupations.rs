//! A guess at the occupation from a posting's title.
//!
//! Rule: a wrong guess is worse than none. The head of a Chinese job title stands at its end, so of the terms that a
//! title holds the last one counts, and of those that end there the longest; some terms are listed only to say that
//! nothing is known. The terms are our own, at the level of the classification that each is clear at.

use magpie_terms::Occupation;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Titles that are longer are sentences; only their beginning is looked at.
const MOST_CHARS: usize = 60;

/// The terms, each with its occupation or `None` where it says that nothing is known.
static TERMS: LazyLock<HashMap<&'static str, Option<&'static Occupation>>> = LazyLock::new(|| {
    include_str!("../data/occupation_terms.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(term, code)| (term, Occupation::by_code(code)))
        .collect()
});

/// Lengths of the terms in characters, longest first.
static LENGTHS: LazyLock<Vec<usize>> = LazyLock::new(|| {
    let mut lengths: Vec<usize> = TERMS.keys().map(|term| term.chars().count()).collect();
    lengths.sort_unstable_by(|a, b| b.cmp(a));
    lengths.dedup();
    lengths
});

/// Heads that say a rank or nothing at all: a term before them still counts, as 销售 does in 销售实习生.
const RANKS: [&str; 24] = [
    "实习生",
    "工程师",
    "技术员",
    "管培生",
    "储备干部",
    "助理",
    "专员",
    "主管",
    "经理",
    "总监",
    "组长",
    "班长",
    "主任",
    "负责人",
    "人员",
    "学徒",
    "师傅",
    "岗",
    "员",
    "兼职",
    "实习",
    "兼职人员",
    "技师",
    "顾问",
];

/// The occupation that a title names, where that is clear.
#[must_use]
pub fn guess_occupation(title: &str) -> Option<&'static Occupation> {
    let cleaned = without_brackets(title);
    let cleaned = behind_the_call(&cleaned);
    // Of several titles in one, 保安/保洁, the first is taken; a part such as a place or the pay holds no term.
    cleaned.split(['/', '、', ',', '|', '·', '-', '—', '_', '+', ';', '\n']).find_map(|part| match head(part) {
        Head::Known(found) => Some(Some(found)),
        Head::Unknown => Some(None),
        Head::Nothing => None,
    })?
}

/// 某某公司招聘保洁员 calls for a cleaner; 招聘专员 is who does the calling.
fn behind_the_call(title: &str) -> &str {
    let Some((_, behind)) = title.rsplit_once("招聘") else { return title };
    let is_recruiter = ["专员", "经理", "主管", "顾问", "助理", "师", "官", "总监", "负责人"]
        .iter()
        .any(|rank| behind.starts_with(rank));
    if is_recruiter || behind.trim().is_empty() { title } else { behind }
}

enum Head {
    Known(&'static Occupation),
    /// A term that says that nothing is known.
    Unknown,
    Nothing,
}

fn head(part: &str) -> Head {
    let chars: Vec<char> = part.trim().chars().collect();
    for end in (2..=chars.len()).rev() {
        for &length in LENGTHS.iter().filter(|length| **length <= end) {
            let start = end - length;
            let word: String = chars[start..end].iter().collect();
            let Some(found) = TERMS.get(word.as_str()) else { continue };
            if !stands_alone(&chars, start, end) {
                continue;
            }
            match found {
                Some(occupation) => return Head::Known(occupation),
                // 运维实习生: the rank says nothing, but what stands before it may.
                None if RANKS.contains(&word.as_str()) && start >= 2 => break,
                None => return Head::Unknown,
            }
        }
    }
    Head::Nothing
}

/// Words in Latin letters count as whole words only: `java` is not in `javascript`.
fn stands_alone(chars: &[char], start: usize, end: usize) -> bool {
    let joined = |a: Option<&char>, b: Option<&char>| match (a, b) {
        (Some(a), Some(b)) => a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric(),
        _ => false,
    };
    let before = start.checked_sub(1).and_then(|index| chars.get(index));
    !joined(before, chars.get(start)) && !joined(chars.get(end - 1), chars.get(end))
}

/// The title folded, without what stands in brackets, where benefits, places and pay stand.
fn without_brackets(title: &str) -> String {
    let mut depth = 0_usize;
    let mut found = String::new();
    for c in title.nfkc().flat_map(char::to_lowercase).take(MOST_CHARS) {
        match c {
            '(' | '[' | '【' | '{' | '<' | '《' => depth += 1,
            ')' | ']' | '】' | '}' | '>' | '》' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            c if c.is_whitespace() => {
                // A blank parts words in Latin letters and nothing else.
                if found.ends_with(|last: char| last.is_ascii_alphanumeric()) {
                    found.push(' ');
                }
            }
            c => {
                if !c.is_ascii() && found.ends_with(' ') {
                    found.pop();
                }
                found.push(c);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_terms_exists() {
        for line in include_str!("../data/occupation_terms.tsv").lines() {
            let (term, code) = line.split_once('\t').unwrap();
            assert!(code == "-" || Occupation::by_code(code).is_some(), "{term} {code}");
            assert!(term.chars().count() >= 2 && *term == term.to_lowercase(), "{term}");
        }
        assert!(TERMS.len() > 500);
    }

    #[test]
    fn titles_of_all_trades() {
        for (title, code) in [
            ("急聘保安（五险一金）", "4-07-05-01"),
            ("餐厅服务员", "4-03-02-05"),
            ("Java开发工程师", "2-02-10-03"),
            ("JavaScript 实习生", "2-02-10-03"),
            ("软件销售", "4-01-02-01"),
            ("住家保姆/月嫂 8000-12000", "4-10-01-06"),
            ("Senior Software Engineer", "2-02-10-03"),
            ("养老护理员（海淀）", "4-10-01-05"),
            ("北京-保洁员", "4-09-08-01"),
            ("某某餐饮公司招聘蛋糕/裱花师", "4-03-02-04"),
            ("招聘专员", "4-07-03-08"),
            ("淘宝运营总监", "4-01-06-01"),
        ] {
            assert_eq!(guess_occupation(title).map(|found| found.code), Some(code), "{title}");
        }
        for title in ["", "普工", "（包吃住）", "高薪诚聘", "经理", "Javan"] {
            assert_eq!(guess_occupation(title), None, "{title}");
        }
    }

    /// Figures on real titles, level by level; the labels are noisy, so the bound is only against a collapse.
    #[test]
    fn real_titles() {
        let Some(file) = crate::tests_shared::file("occupations/posting_titles_csco_dev.csv") else { return };
        let text = String::from_utf8(file).unwrap();
        let mut known = 0;
        let mut guessed = 0;
        let mut same = [0; 4];
        for line in text.lines().skip(1) {
            let parts: Vec<&str> = line.rsplitn(3, ',').collect();
            let [_, code, title] = parts[..] else { continue };
            known += 1;
            let Some(found) = guess_occupation(title.trim_matches('"')) else { continue };
            guessed += 1;
            for (level, length) in [1, 4, 7, 10].into_iter().enumerate() {
                same[level] += usize::from(code.get(..length) == found.code.get(..length));
            }
        }
        println!("{known} titles, {guessed} guessed; same 大类 中类 小类 细类: {same:?}");
        assert!(same[1] * 2 > guessed);
    }
}
