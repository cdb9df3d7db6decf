//! The plan of a query: which terms of the index answer it.
//!
//! Rule: every clause is an "all of these terms". A Chinese word is found wherever its characters stand together, also
//! where the dictionary would cut differently: a word of the dictionary by itself, any other by the pairs of its
//! characters. Whether it is seen as a word there shows in the score.

use crate::analyze::whole_title;
use crate::fold::is_cjk;
use crate::parse::{Clause, ClauseKind, ClauseUnit, Parsed};
use crate::words;

/// What a posting has to hold for one clause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Group {
    /// All of these terms.
    pub(crate) terms: Vec<String>,
    /// All of these characters, which stand alone: only the field of units has all their places.
    pub(crate) lone: Vec<String>,
    /// A character that stands alone, where it is one of the head: it weighs more there.
    pub(crate) word: Option<String>,
    /// Units that have to stand in these places to each other; empty where the terms say it all.
    pub(crate) phrase: Vec<(String, u32)>,
}

/// What makes a hit better without being asked for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bonus {
    /// The term.
    pub(crate) term: String,
    /// Its share of the weight of a clause.
    pub(crate) share: f32,
}

/// The plan.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Plan {
    /// A hit satisfies all of these; when relaxed, `least` of them.
    pub(crate) required: Vec<Group>,
    /// A hit satisfies none of these.
    pub(crate) negative: Vec<Group>,
    /// A hit may hold these.
    pub(crate) bonuses: Vec<Bonus>,
    /// Set when not all clauses have to be satisfied: how many do.
    pub(crate) least: Option<usize>,
}

/// Two words that belong together, like 软件 and 工程师, stand together in the better hits.
const JOINT_SHARE: f32 = 0.3;
/// Words like 招聘 hardly count.
const NOISE_SHARE: f32 = 0.05;
/// A posting whose title is the query.
const TITLE_SHARE: f32 = 0.5;

impl Plan {
    /// The plan of a query.
    pub(crate) fn of(parsed: &Parsed) -> Self {
        let mut bonuses: Vec<Bonus> = Vec::new();
        let positive: Vec<&Clause> = parsed.positive().collect();
        for clause in positive.iter().filter(|clause| clause.optional) {
            bonuses.extend(grams(&clause.units).into_iter().map(|term| Bonus { term, share: NOISE_SHARE }));
        }
        for pair in positive.windows(2).filter(|pair| pair[1].joined) {
            if let (Some(left), Some(right)) = (pair[0].units.last(), pair[1].units.first())
                && left.cjk
                && right.cjk
            {
                bonuses.push(Bonus { term: format!("{}{}", left.term, right.term), share: JOINT_SHARE });
            }
        }
        if !positive.is_empty() {
            let whole: String = positive.iter().map(|clause| clause.text.as_str()).collect();
            bonuses.push(Bonus { term: whole_title(&whole), share: TITLE_SHARE });
        }
        Self {
            required: parsed.required().map(group).collect(),
            negative: parsed.negative().map(group).collect(),
            bonuses,
            least: None,
        }
    }

    /// The plan for when nothing has all of it: phrases are taken apart, and half of the words are enough; or one,
    /// when `hard`. `None` where that asks for no less than before.
    pub(crate) fn relaxed(parsed: &Parsed, hard: bool) -> Option<Self> {
        let phrases = parsed.required().filter(|clause| clause.kind == ClauseKind::Phrase).count();
        let mut plan = Self::of(parsed);
        plan.required = parsed
            .required()
            .flat_map(|clause| match clause.kind {
                ClauseKind::Word => vec![group(clause)],
                ClauseKind::Phrase => grams(&clause.units).into_iter().map(single).collect(),
            })
            .collect();
        let count = plan.required.len();
        let least = if hard { 1 } else { count.div_ceil(2) };
        plan.least = Some(least);
        (least < count || (phrases > 0 && count > 0)).then_some(plan)
    }

    /// Whether the plan asks for any words.
    pub(crate) fn scores(&self) -> bool {
        !self.required.is_empty()
    }
}

/// A group of one term. A character of the title weighs more than one of the body, which the word tells.
fn single(term: String) -> Group {
    if is_lone(&term) {
        Group { word: Some(term.clone()), lone: vec![term], ..Group::default() }
    } else {
        Group { terms: vec![term], ..Group::default() }
    }
}

fn is_lone(term: &str) -> bool {
    let mut chars = term.chars();
    chars.next().is_some_and(is_cjk) && chars.next().is_none()
}

/// The group of a clause.
pub(crate) fn group(clause: &Clause) -> Group {
    let units = &clause.units;
    if let [only] = units.as_slice() {
        return single(only.term.clone());
    }
    let chinese = units.iter().all(|unit| unit.cjk) && units.iter().skip(1).all(|unit| unit.joined);
    if chinese && units.len() > 2 {
        let word: String = units.iter().map(|unit| unit.term.as_str()).collect();
        if words::is_known(&word) {
            return single(word);
        }
    }
    let (lone, terms) = grams(units).into_iter().partition(|term| is_lone(term));
    // A pair is one term; of a longer word the pairs come together nowhere but in it.
    let exact = chinese && (units.len() == 2 || clause.kind == ClauseKind::Word);
    let phrase = if exact { Vec::new() } else { units.iter().map(|unit| (unit.term.clone(), unit.offset)).collect() };
    Group { terms, lone, word: None, phrase }
}

/// Latin words, pairs of Chinese characters, and characters that stand alone.
fn grams(units: &[ClauseUnit]) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    for (index, unit) in units.iter().enumerate() {
        let before = index > 0 && unit.joined && units[index - 1].cjk;
        let after = units.get(index + 1).filter(|next| next.joined && next.cjk);
        let term = match after {
            Some(next) if unit.cjk => format!("{}{}", unit.term, next.term),
            _ if unit.cjk && before => continue,
            _ => unit.term.clone(),
        };
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;

    fn terms(text: &str) -> Vec<Vec<String>> {
        Plan::of(&parse(text)).required.into_iter().map(|group| group.terms).collect()
    }

    #[test]
    fn chinese_is_asked_for_by_words_and_pairs() {
        assert_eq!(terms("软件工程师"), [vec!["软件"], vec!["工程师"]]);
        assert_eq!(terms("服物员"), [vec!["服物", "物员"]]);
        assert_eq!(Plan::of(&parse("焊")).required[0].lone, ["焊"]);
        assert_eq!(terms("焊 Nurses"), [vec![], vec!["nurs".to_owned()]]);
    }

    #[test]
    fn phrases_check_places_only_where_terms_do_not_say_it_all() {
        let phrase = |text: &str| Plan::of(&parse(text)).required[0].phrase.len();
        assert_eq!(phrase("\"包吃\""), 0);
        assert_eq!(phrase("\"五险一金\""), 0);
        assert_eq!(phrase("\"包吃三餐\""), 4);
        assert_eq!(phrase("\"machine learning\""), 2);
        assert_eq!(phrase("护理员"), 0);
    }

    #[test]
    fn relaxing_asks_for_less() {
        assert!(Plan::relaxed(&parse("护士"), true).is_none());
        assert_eq!(Plan::relaxed(&parse("java nurse cook"), false).unwrap().least, Some(2));
        assert_eq!(Plan::relaxed(&parse("\"包吃三餐\""), true).unwrap().required.len(), 3);
        assert!(Plan::relaxed(&parse("-护士"), true).is_none());
    }
}
