//! Descriptions: the sentences of a job in an order, a frame and a tone of their own.
//!
//! Rule: what the text says about education, experience, hours and benefits is what the fields say.

use crate::draw::Draw;
use crate::lists::{Phrases, lists};
use crate::trade::Job;
use magpie_terms::{Education, EmploymentType, Experience, Shift};
use std::fmt::Write as _;

/// What a description is about.
pub(crate) struct Facts<'a> {
    pub(crate) job: &'a Job,
    /// The title without level and place.
    pub(crate) title: &'a str,
    pub(crate) headcount: u16,
    pub(crate) education: Education,
    pub(crate) experience: Experience,
    pub(crate) employment_type: EmploymentType,
    pub(crate) shift: Option<Shift>,
    pub(crate) benefits: &'a [String],
}

/// A description in Chinese, about 80 to 300 characters.
pub(crate) fn chinese(draw: &mut Draw, facts: &Facts<'_>) -> String {
    let phrases = &lists().zh;
    let duties = chosen(draw, &facts.job.duties, 4, 5);
    let mut wants = vec![asked_zh(facts)];
    wants.extend(chosen(draw, &facts.job.wants, 2, 3).into_iter().map(str::to_owned));
    let offers = offers(draw, phrases, facts, |benefits| format!("提供{}", benefits.join("、")), "；");
    let opener = opener(draw, phrases, facts);
    let closer = if draw.percent(45) { draw.word(&phrases.closers) } else { "" };
    let heads = [draw.word(&phrases.duties), draw.word(&phrases.wants), draw.word(&phrases.offers)];
    let mut text = String::with_capacity(1_024);
    match draw.below(4) {
        0 => {
            line(&mut text, &opener);
            numbered(&mut text, &format!("{}：", heads[0]), &duties, '；', '。');
            numbered(&mut text, &format!("{}：", heads[1]), &wants, '；', '。');
            line(&mut text, &format!("{}：{offers}。", heads[2]));
        }
        1 => {
            line(&mut text, &format!("【{}】{}。", heads[0], duties.join("；")));
            line(&mut text, &format!("【{}】{}。", heads[1], wants.join("；")));
            line(&mut text, &format!("【{}】{offers}。", heads[2]));
        }
        2 => {
            let opener =
                if opener.is_empty() { format!("招聘{}{}名。", facts.title, facts.headcount) } else { opener };
            line(&mut text, &format!("{opener}{}：{}。", heads[0], duties.join("，")));
            line(&mut text, &format!("{}：{}。{offers}。", heads[1], wants.join("，")));
        }
        _ => {
            line(&mut text, &opener);
            line(&mut text, heads[0]);
            dashed(&mut text, "· ", &duties);
            line(&mut text, heads[1]);
            dashed(&mut text, "· ", &wants);
            line(&mut text, heads[2]);
            line(&mut text, &format!("· {offers}"));
        }
    }
    line(&mut text, closer);
    text
}

/// A description in English.
pub(crate) fn english(draw: &mut Draw, facts: &Facts<'_>) -> String {
    let phrases = &lists().en;
    let duties = chosen(draw, &facts.job.duties_en, 3, 4);
    let mut wants = vec![asked_en(facts)];
    wants.extend(chosen(draw, &facts.job.wants_en, 2, 3).into_iter().map(str::to_owned));
    let offers =
        offers(draw, phrases, facts, |benefits| format!("Benefits: {}", benefits.join(", ").to_lowercase()), ". ");
    let opener = opener(draw, phrases, facts);
    let closer = if draw.percent(60) { draw.word(&phrases.closers) } else { "" };
    let heads = [draw.word(&phrases.duties), draw.word(&phrases.wants), draw.word(&phrases.offers)];
    let mut text = String::with_capacity(1_024);
    match draw.below(3) {
        0 => {
            line(&mut text, &opener);
            line(&mut text, &format!("{}:", heads[0]));
            dashed(&mut text, "- ", &duties);
            line(&mut text, &format!("{}:", heads[1]));
            dashed(&mut text, "- ", &wants);
            line(&mut text, &format!("{}: {offers}.", heads[2]));
        }
        1 => {
            line(&mut text, &opener);
            numbered(&mut text, heads[0], &duties, ';', '.');
            numbered(&mut text, heads[1], &wants, ';', '.');
            line(&mut text, heads[2]);
            line(&mut text, &format!("{offers}."));
        }
        _ => {
            line(&mut text, &opener);
            line(&mut text, &format!("{}: {}.", heads[0], duties.join("; ")));
            line(&mut text, &format!("{}: {}.", heads[1], wants.join("; ")));
            line(&mut text, &format!("{offers}."));
        }
    }
    line(&mut text, closer);
    text
}

fn chosen(draw: &mut Draw, list: &[&'static str], least: i64, most: i64) -> Vec<&'static str> {
    let count = usize::try_from(draw.between(least, most)).unwrap_or(1);
    draw.some(list, count)
}

fn opener(draw: &mut Draw, phrases: &Phrases, facts: &Facts<'_>) -> String {
    if draw.percent(35) {
        return String::new();
    }
    draw.word(&phrases.openers).replace("{title}", facts.title).replace("{n}", &facts.headcount.to_string())
}

/// When the work is done, how people work together, and the benefits, in one sentence or more.
fn offers(
    draw: &mut Draw,
    phrases: &Phrases,
    facts: &Facts<'_>,
    benefits: impl Fn(&[String]) -> String,
    joint: &str,
) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(shift) = facts.shift {
        parts.push(draw.word(phrases.shift(shift)).to_owned());
    }
    if draw.percent(40) || facts.shift.is_none() {
        parts.push(draw.word(&phrases.culture).to_owned());
    }
    if !facts.benefits.is_empty() {
        parts.push(benefits(facts.benefits));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(joint)
}

fn line(text: &mut String, line: &str) {
    if !line.is_empty() {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line);
    }
}

fn numbered(text: &mut String, head: &str, items: &[impl AsRef<str>], between: char, end: char) {
    line(text, head);
    for (index, item) in items.iter().enumerate() {
        let stop = if index + 1 == items.len() { end } else { between };
        // Writing into a String cannot fail.
        let _ = write!(text, "\n{}. {}{stop}", index + 1, item.as_ref());
    }
}

fn dashed(text: &mut String, dash: &str, items: &[impl AsRef<str>]) {
    for item in items {
        line(text, &format!("{dash}{}", item.as_ref()));
    }
}

fn asked_zh(facts: &Facts<'_>) -> String {
    let education = match facts.education {
        Education::None => "学历不限",
        Education::JuniorHigh => "初中及以上学历",
        Education::Vocational => "中专及以上学历",
        Education::SeniorHigh => "高中及以上学历",
        Education::Associate => "大专及以上学历",
        Education::Bachelor => "本科及以上学历",
        Education::Master => "硕士及以上学历",
        Education::Doctor => "博士学历",
    };
    let experience = match facts.experience {
        _ if facts.employment_type == EmploymentType::Intern => "在校学生可投".to_owned(),
        Experience { min_years: 0, graduates: true, .. } => "欢迎应届毕业生".to_owned(),
        Experience { min_years: 0, .. } => "没有经验可以带教".to_owned(),
        Experience { min_years, max_years: Some(most), .. } => format!("{min_years}-{most}年相关经验"),
        Experience { min_years, .. } => format!("{min_years}年以上相关经验"),
    };
    format!("{education}，{experience}")
}

fn asked_en(facts: &Facts<'_>) -> String {
    let education = match facts.education {
        Education::None => "No formal education needed",
        Education::JuniorHigh => "Junior high school or above",
        Education::Vocational => "Vocational school or above",
        Education::SeniorHigh => "High school or above",
        Education::Associate => "Associate degree or above",
        Education::Bachelor => "Bachelor's degree or above",
        Education::Master => "Master's degree or above",
        Education::Doctor => "Doctorate",
    };
    let experience = match facts.experience {
        _ if facts.employment_type == EmploymentType::Intern => "current students welcome".to_owned(),
        Experience { min_years: 0, graduates: true, .. } => "recent graduates welcome".to_owned(),
        Experience { min_years: 0, .. } => "no experience needed".to_owned(),
        Experience { min_years, max_years: Some(most), .. } => format!("{min_years} to {most} years of experience"),
        Experience { min_years: 1, .. } => "at least 1 year of experience".to_owned(),
        Experience { min_years, .. } => format!("at least {min_years} years of experience"),
    };
    format!("{education}, {experience}")
}
