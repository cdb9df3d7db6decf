//! Occupations: the national classification of 2022 (中华人民共和国职业分类大典), four levels by code.
//!
//! Rule: an occupation is a code of the classification; `2-02-10-03` lies in `2-02-10-00`, that in `2-02-00-00`,
//! that in `2-00-00-00`. Codes and Chinese names are public facts; the English names of the
//! upper three levels are our own translations, the fourth level has none.

use crate::violation::Fault;
use std::collections::HashMap;
use std::sync::LazyLock;

/// An entry of the classification at any of its four levels.
#[derive(Debug, PartialEq, Eq)]
pub struct Occupation {
    /// For example `2-02-10-03`.
    pub code: &'static str,
    /// For example 计算机软件工程技术人员.
    pub name: &'static str,
}

static TABLE: LazyLock<Vec<Occupation>> = LazyLock::new(|| {
    let mut table: Vec<Occupation> = include_str!("../data/occupations.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(code, name)| Occupation { code, name })
        .collect();
    table.sort_by_key(|occupation| occupation.code);
    table
});

static BY_CODE: LazyLock<HashMap<&'static str, usize>> =
    LazyLock::new(|| TABLE.iter().enumerate().map(|(index, occupation)| (occupation.code, index)).collect());

static ENGLISH: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| english_lines().collect());

fn english_lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("../data/occupations_en.tsv").lines().filter_map(|line| line.split_once('\t'))
}

impl Occupation {
    /// Every entry, in the order of the codes.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &TABLE
    }

    /// The entry with this code.
    #[must_use]
    pub fn by_code(code: &str) -> Option<&'static Self> {
        BY_CODE.get(code).map(|index| &TABLE[*index])
    }

    /// Parses a code.
    ///
    /// # Errors
    /// `unknown_occupation`.
    pub fn parse(text: &str) -> Result<&'static Self, Fault> {
        let code = text.trim();
        Self::by_code(code)
            .ok_or_else(|| Fault::with("unknown_occupation", &[("value", &crate::text::shortened(code, 20))]))
    }

    /// The level: 1 大类, 2 中类, 3 小类, 4 细类.
    #[must_use]
    pub fn level(&self) -> u8 {
        match self.code.get(1..) {
            Some("-00-00-00") => 1,
            Some(rest) if rest.ends_with("-00-00") => 2,
            Some(rest) if rest.ends_with("-00") => 3,
            _ => 4,
        }
    }

    /// The entry and those above it that the table has, smallest first: the codes under which a posting can be found.
    #[must_use]
    pub fn lineage(&'static self) -> Vec<&'static Self> {
        let mut found = vec![self];
        for (keep, tail) in [(7, "-00"), (4, "-00-00"), (1, "-00-00-00")] {
            let code = format!("{}{tail}", &self.code[..keep]);
            if code != self.code
                && let Some(entry) = Self::by_code(&code)
                && !found.contains(&entry)
            {
                found.push(entry);
            }
        }
        found
    }

    /// The English name, which the upper three levels have: Carers and domestic workers.
    #[must_use]
    pub fn name_en(&self) -> Option<&'static str> {
        ENGLISH.get(self.code).copied()
    }

    /// The English name of the entry, or of the nearest one above it that has one.
    #[must_use]
    pub fn nearest_name_en(&'static self) -> Option<&'static str> {
        self.lineage().into_iter().find_map(Self::name_en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_software_engineer_is_found_at_four_levels() {
        let entry = Occupation::by_code("2-02-10-03").unwrap();
        let codes: Vec<&str> = entry.lineage().iter().map(|o| o.code).collect();
        assert_eq!(codes, ["2-02-10-03", "2-02-10-00", "2-02-00-00", "2-00-00-00"]);
        assert_eq!(codes.iter().map(|c| Occupation::by_code(c).unwrap().level()).collect::<Vec<_>>(), [4, 3, 2, 1]);
    }

    #[test]
    fn codes_have_their_shape() {
        for entry in Occupation::all() {
            assert_eq!(entry.code.len(), 10, "{}", entry.code);
            assert!(!entry.name.is_empty());
        }
    }

    #[test]
    fn english_names_stand_under_known_codes_once_each() {
        for line in include_str!("../data/occupations_en.tsv").lines() {
            assert!(line.split_once('\t').is_some_and(|(_, name)| !name.trim().is_empty()), "{line}");
        }
        for (code, _) in english_lines() {
            assert!(Occupation::by_code(code).is_some(), "{code}");
        }
        assert_eq!(english_lines().count(), ENGLISH.len());
    }

    #[test]
    fn the_upper_three_levels_have_english_names_and_the_fourth_has_one_above_it() {
        for entry in Occupation::all() {
            assert_eq!(entry.name_en().is_some(), entry.level() < 4, "{}", entry.code);
            assert!(entry.nearest_name_en().is_some(), "{}", entry.code);
        }
        let nearest = |code| Occupation::by_code(code).unwrap().nearest_name_en();
        assert_eq!(nearest("2-02-10-03"), Some("Information and communication engineers"));
        assert_eq!(nearest("2-02-10-00"), nearest("2-02-10-03"));
        // The third level is missing from the table.
        assert_eq!(nearest("1-06-01-02"), Some("Leaders of enterprises and public institutions"));
    }
}
