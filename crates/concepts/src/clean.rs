//! Cleaning: what a title says of the work, without what a posting adds to it.
//!
//! Rule: whatever is taken away says nothing of the work: pay, benefits, places, headcounts, codes, calls. If nothing
//! would be left, the folded title stays as it is. Ranks (高级, senior) are kept apart, as they change a job less than
//! its name does.

use crate::fold::{fold, is_cjk};
use crate::noise;
use crate::words;

/// A title in its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cleaned {
    /// Runs of Chinese characters and Latin words of the title proper.
    pub(crate) core: Vec<String>,
    /// The same of what stood in brackets.
    pub(crate) aside: Vec<String>,
    /// Ranks: 高级, senior.
    pub(crate) ranks: Vec<&'static str>,
}

/// Ranks that are kept apart from a title; longer ones first.
const RANKS_ZH: [&str; 13] =
    ["应届实习", "实习生", "高级", "中级", "初级", "资深", "首席", "见习", "实习", "储备", "高阶", "初阶", "骨干"];
const RANKS_EN: [&str; 13] = [
    "senior",
    "junior",
    "sr",
    "jr",
    "trainee",
    "intern",
    "internship",
    "apprentice",
    "experienced",
    "graduate",
    "entry",
    "level",
    "mid",
];

/// A number with a unit is no part of a title; these are words.
const DIGIT_WORDS: [&str; 14] =
    ["3d", "2d", "4s", "5g", "4g", "3c", "6s", "5s", "2b", "2c", "3dmax", "360", "3dsmax", "1688"];

/// Units of pay, time and headcount that follow a number.
const UNITS: &str = "元万千百人名位年岁天日月薪时点号楼期届班倍周起内个以上下小左右及至到约多";

/// Heads before which 招聘 names the work.
const RECRUITERS: [&str; 10] = ["专员", "经理", "主管", "顾问", "助理", "师", "官", "总监", "负责", "实习"];

/// The title folded and without noise, its parts joined by blanks: `急聘Java开发 15-20K·14薪（五险一金）` becomes
/// `java 开发`. Never empty unless the title is.
#[must_use]
pub fn clean(title: &str) -> String {
    let parts = parts(title);
    let mut words: Vec<&str> = parts.ranks.clone();
    words.extend(parts.core.iter().map(String::as_str));
    words.extend(parts.aside.iter().map(String::as_str));
    words.join(" ")
}

/// Takes a title apart.
pub(crate) fn parts(title: &str) -> Cleaned {
    let folded = fold(title);
    let mut cleaned = Cleaned::default();
    let mut depth = 0_u32;
    let mut after_number = false;
    let chars: Vec<char> = folded.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        let target = if depth > 0 { &mut cleaned.aside } else { &mut cleaned.core };
        if is_cjk(c) {
            let end = (at..chars.len()).find(|&i| !is_cjk(chars[i])).unwrap_or(chars.len());
            chinese(&chars[at..end], after_number, target, &mut cleaned.ranks);
            after_number = false;
            at = end;
        } else if c.is_alphanumeric() || (c == '.' && chars.get(at + 1).is_some_and(char::is_ascii_alphabetic)) {
            let end = latin_end(&chars, at);
            let word: String = chars[at..end].iter().collect();
            after_number = latin(&word, target, &mut cleaned.ranks);
            at = end;
        } else {
            match c {
                '(' | '[' | '【' | '{' | '<' | '《' | '「' => depth += 1,
                ')' | ']' | '】' | '}' | '>' | '》' | '」' => depth = depth.saturating_sub(1),
                _ => {}
            }
            at += 1;
        }
    }
    if cleaned.core.is_empty() {
        cleaned.core = std::mem::take(&mut cleaned.aside);
    }
    if cleaned.core.is_empty() {
        cleaned.core.extend(cleaned.ranks.drain(..).map(str::to_owned));
    }
    if cleaned.core.is_empty() && !folded.is_empty() {
        cleaned.core.push(folded);
    }
    cleaned
}

fn latin_end(chars: &[char], from: usize) -> usize {
    let is_letter = |at: usize| chars.get(at).is_some_and(|c| c.is_alphanumeric() && !is_cjk(*c));
    let mut end = from + 1;
    loop {
        while is_letter(end) {
            end += 1;
        }
        match chars.get(end) {
            Some('.' | '\'') if is_letter(end + 1) => end += 1,
            Some('+' | '#') if !is_letter(end + 1) => {
                end += 1;
                if chars.get(end) == Some(&'+') {
                    end += 1;
                }
                return end;
            }
            _ => return end,
        }
    }
}

/// Adds a Latin word unless it is noise; says whether it was a number.
fn latin(word: &str, target: &mut Vec<String>, ranks: &mut Vec<&'static str>) -> bool {
    if let Some(rank) = RANKS_EN.iter().find(|rank| **rank == word) {
        ranks.push(rank);
        return false;
    }
    if DIGIT_WORDS.contains(&word) {
        target.push(word.to_owned());
        return false;
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let rest = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '+'));
        if rest.is_empty() || matches!(rest, "k" | "w" | "h" | "m" | "k+" | "w+" | "th" | "st" | "nd" | "rd") {
            return true;
        }
    }
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let is_code = digits >= 3 && word.len() - digits <= 4;
    if !is_code && !noise::is_word(word) && !matches!(word, "ii" | "iii" | "iv" | "k" | "w") {
        target.push(word.to_owned());
    }
    false
}

/// Adds the parts of a run of Chinese characters that are not noise.
fn chinese(run: &[char], after_number: bool, target: &mut Vec<String>, ranks: &mut Vec<&'static str>) {
    let mut from = 0;
    if after_number {
        while from < run.len() && UNITS.contains(run[from]) {
            from += 1;
        }
    }
    let mut kept = String::new();
    let mut at = from;
    while at < run.len() {
        if calls(run, at) {
            // Who calls stands before the call: 某某公司招聘保洁员.
            if at + 2 < run.len() {
                kept.clear();
            }
            at += 2;
            continue;
        }
        let noise = noise::run_at(run, at);
        if noise > 0 {
            flush(&mut kept, target, ranks);
            at += noise;
        } else {
            kept.push(run[at]);
            at += 1;
        }
    }
    flush(&mut kept, target, ranks);
}

/// Whether 招聘 stands here and calls for somebody; 招聘专员 is who does the calling.
fn calls(run: &[char], at: usize) -> bool {
    let rest: String = run[at..].iter().take(4).collect();
    rest.strip_prefix("招聘").is_some_and(|behind| !RECRUITERS.iter().any(|head| behind.starts_with(head)))
        && !(at == 0 && run.len() == 2)
}

fn flush(kept: &mut String, target: &mut Vec<String>, ranks: &mut Vec<&'static str>) {
    let mut run = std::mem::take(kept);
    if run.is_empty() {
        return;
    }
    for rank in RANKS_ZH {
        // 高级 falls only where something of the name stays: 实习 alone is a title.
        if run.chars().count() >= rank.chars().count() + 2
            && let Some(at) = run.find(rank)
        {
            run.replace_range(at..at + rank.len(), "");
            ranks.push(rank);
        }
    }
    if noise::may_hold_place(&run) {
        let mut left = String::new();
        for word in words::cut(&run) {
            if noise::is_place(word) {
                push(&left, target);
                left.clear();
            } else {
                left.push_str(word);
            }
        }
        push(&left, target);
    } else {
        push(&run, target);
    }
}

fn push(run: &str, target: &mut Vec<String>) {
    let run = run.trim_start_matches(['的', '及', '和', '与', '或']).trim_end_matches(['及', '和', '与', '或']);
    let is_unit = run.chars().all(|c| UNITS.contains(c));
    if !is_unit && !noise::is_word(run) {
        target.push(run.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_falls_and_the_work_stays() {
        for (title, expected) in [
            ("急聘Java开发 15-20K·14薪（五险一金）", "java 开发"),
            ("月薪8000 叉车工 包吃住", "叉车工"),
            ("北京朝阳区诚聘保洁员3名", "保洁员"),
            ("软件工程师(j12345)", "软件工程师"),
            ("销售经理 8k-15k 双休", "销售经理"),
            ("某某公司招聘保洁员", "保洁员"),
            ("C++/C#开发工程师", "c++ c# 开发工程师"),
            ("会计1-3年经验不限", "会计"),
            ("高级架构师", "高级 架构师"),
            ("Senior Software Engineer II", "senior software engineer"),
        ] {
            assert_eq!(clean(title), expected, "{title}");
        }
    }

    #[test]
    fn words_of_trades_are_no_noise() {
        for title in ["招聘专员", "社保专员", "大理石工", "三明治制作员", "双语老师", "3d建模师", "实习生", "博士后"]
        {
            assert_eq!(clean(title).replace(' ', ""), title);
        }
    }

    #[test]
    fn what_is_only_noise_stays_as_it_is() {
        assert_eq!(clean("高薪急聘"), "高薪急聘");
        assert_eq!(clean(""), "");
        assert_eq!(clean("8000"), "8000");
    }
}
