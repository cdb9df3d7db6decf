//! Places: the administrative divisions of China by their six-digit codes (GB/T 2260).
//!
//! Rule: a posting lies in a division; what stands behind it in an address is text. The codes and names are public
//! facts; Hong Kong, Macao and Taiwan have a provincial code only.

use crate::violation::Fault;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A province, a city or a county. The code tells which: `110000`, `130100`, `110108`.
#[derive(Debug, PartialEq, Eq)]
pub struct Division {
    /// Six digits.
    pub code: &'static str,
    /// Official name: 海淀区.
    pub name: &'static str,
    /// Name without its kind: 海淀.
    pub short_name: &'static str,
    /// Name in pinyin: Haidian.
    pub pinyin: &'static str,
}

static TABLE: LazyLock<Vec<Division>> = LazyLock::new(|| {
    let mut table: Vec<Division> = include_str!("../data/divisions.tsv")
        .lines()
        .filter_map(|line| {
            let mut parts = line.split('\t');
            Some(Division {
                code: parts.next()?,
                name: parts.next()?,
                short_name: parts.next()?,
                pinyin: parts.next()?,
            })
        })
        .collect();
    table.sort_by_key(|division| division.code);
    table
});

static BY_CODE: LazyLock<HashMap<&'static str, usize>> =
    LazyLock::new(|| TABLE.iter().enumerate().map(|(index, division)| (division.code, index)).collect());

impl Division {
    /// Every division, in the order of the codes.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &TABLE
    }

    /// The division with this code.
    #[must_use]
    pub fn by_code(code: &str) -> Option<&'static Self> {
        BY_CODE.get(code).map(|index| &TABLE[*index])
    }

    /// Parses a code.
    ///
    /// # Errors
    /// `required`, `unknown_division`.
    pub fn parse(text: &str) -> Result<&'static Self, Fault> {
        let code = text.trim();
        if code.is_empty() {
            return Err(Fault::new("required"));
        }
        Self::by_code(code)
            .ok_or_else(|| Fault::with("unknown_division", &[("value", &crate::text::shortened(code, 20))]))
    }

    /// The district or county of a parent, for example those of Beijing under `110000`. A municipality's counties
    /// stand directly under it.
    pub fn children(parent: &str) -> impl Iterator<Item = &'static Self> + use<> {
        let parent = parent.to_owned();
        TABLE.iter().filter(move |division| division.parent().is_some_and(|found| found.code == parent))
    }

    /// The next larger division that exists in the table; `None` for a province.
    #[must_use]
    pub fn parent(&self) -> Option<&'static Self> {
        if self.code.ends_with("0000") {
            return None;
        }
        let province = || Self::by_code(&format!("{}0000", &self.code[..2]));
        if self.code.ends_with("00") {
            return province();
        }
        Self::by_code(&format!("{}00", &self.code[..4])).or_else(province)
    }

    /// The full name without repeating: 北京市海淀区, 河北省石家庄市长安区.
    #[must_use]
    pub fn full_name(&self) -> String {
        match self.parent() {
            Some(parent) => format!("{}{}", parent.full_name(), self.name),
            None => self.name.to_owned(),
        }
    }

    /// The division and everything it lies in, smallest first: the codes under which a posting can be found.
    #[must_use]
    pub fn lineage(&'static self) -> Vec<&'static Self> {
        let mut found = vec![self];
        while let Some(parent) = found[found.len() - 1].parent() {
            found.push(parent);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn haidian_lies_in_beijing() {
        let haidian = Division::by_code("110108").unwrap();
        assert_eq!(haidian.full_name(), "北京市海淀区");
        assert_eq!(haidian.lineage().iter().map(|d| d.code).collect::<Vec<_>>(), ["110108", "110000"]);
        assert_eq!(Division::children("110000").count(), 16);
    }

    #[test]
    fn every_division_has_its_province() {
        for division in Division::all() {
            let last = division.lineage().last().map(|d| d.code).unwrap();
            assert!(last.ends_with("0000"), "{} {}", division.code, division.name);
        }
    }
}
