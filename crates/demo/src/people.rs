//! Names and words of seekers, read from `data/people.txt`.
//!
//! Rule: a name follows from a number, and no two numbers below [`NAMES`] have the same one.

use crate::lists::by_key;
use crate::trade::Pair;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Numbers with a name of their own: the product of the lengths of the three lists.
pub(crate) const NAMES: u64 = 53 * 41 * 43;

/// The words.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) surnames: Vec<Pair>,
    pub(crate) given_first: Vec<Pair>,
    pub(crate) given_second: Vec<Pair>,
    /// How people call a job, by its title.
    said: HashMap<&'static str, Vec<&'static str>>,
    pub(crate) summary: [Vec<&'static str>; 2],
    pub(crate) summary_new: [Vec<&'static str>; 2],
}

impl People {
    /// How people call the job with this title; nothing where they call it so.
    pub(crate) fn said(&self, title: &str) -> &[&'static str] {
        self.said.get(title).map(Vec::as_slice).unwrap_or_default()
    }

    #[cfg(test)]
    pub(crate) fn said_of(&self) -> impl Iterator<Item = (&'static str, &[&'static str])> {
        self.said.iter().map(|(title, words)| (*title, words.as_slice()))
    }

    /// The name with this number: 李知秋, or Zhiqiu Li.
    pub(crate) fn name(&self, number: u64, english: bool) -> String {
        let part = |list: &[Pair], number: u64| {
            let at = usize::try_from(number % (list.len() as u64).max(1)).unwrap_or(0);
            list.get(at).map(|pair| pair.of(english)).unwrap_or_default()
        };
        // The lengths have no common divisor, so the three remainders are one number below their product; the step, a
        // prime, puts names apart that would follow each other.
        let number = number % NAMES * 7_919 % NAMES;
        let surname = part(&self.surnames, number);
        let (first, second) = (part(&self.given_first, number), part(&self.given_second, number));
        if english {
            format!("{first}{} {surname}", second.to_lowercase())
        } else {
            format!("{surname}{first}{second}")
        }
    }
}

pub(crate) const TEXT: &str = include_str!("../data/people.txt");

static PEOPLE: LazyLock<People> = LazyLock::new(|| read(TEXT));

pub(crate) fn people() -> &'static People {
    &PEOPLE
}

fn read(text: &'static str) -> People {
    let found = by_key(text);
    let words = |key: &str| found.get(key).cloned().unwrap_or_default();
    let pairs = |key: &str| words(key).into_iter().filter_map(Pair::read).collect();
    People {
        surnames: pairs("surname"),
        given_first: pairs("given first"),
        given_second: pairs("given second"),
        summary: [words("zh summary"), words("en summary")],
        summary_new: [words("zh summary new"), words("en summary new")],
        said: found.iter().filter_map(|(key, words)| Some((key.strip_prefix("said ")?, words.clone()))).collect(),
    }
}
