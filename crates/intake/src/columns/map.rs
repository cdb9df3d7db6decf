//! A person's word on the columns: the file given with `--map`.
//!
//! Rule: a map that names an unknown meaning or a default that does not exist is refused as a whole, before a file is
//! read with it. What was detected can be written as a map, changed, and given back.
//!
//! ```toml
//! [columns]
//! "字段1" = "title"      # by heading
//! B = "pay"              # by letter
//! "备注" = "unused"
//!
//! [sheet."Sheet1"]
//! header_row = 2         # 0 says that there is none
//! [sheet."Sheet1".columns]
//! C = "district"
//!
//! [defaults]
//! district = "110108"
//! employment_type = "full_time"
//! ```

use super::{Field, Meaning};
use crate::grid::column_letters;
use magpie_terms::{Division, Education, EmploymentType, text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a person says about the columns of a file and about what it leaves out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Map {
    /// Meanings by heading or letters, for every sheet: a code of [`Field`], or `unused`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// The same for one sheet, by its name; goes before `columns`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sheet: BTreeMap<String, SheetMap>,
    /// What a row has where the file does not say.
    pub defaults: Defaults,
}

/// What a person says about one sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SheetMap {
    /// The number of the row with the headings; 0 says that there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<usize>,
    /// Whether the sheet is left out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub skip: bool,
    /// Meanings by heading or letters.
    pub columns: BTreeMap<String, String>,
}

/// What a row has where the file does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Defaults {
    /// Division code; also the context in which a name such as 朝阳区 is understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Code of [`Education`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub education: Option<String>,
    /// Code of [`EmploymentType`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employment_type: Option<String>,
    /// People sought, 1 to 9,999.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headcount: Option<u16>,
    /// Days that a posting stands, 1 to 90.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_days: Option<u16>,
    /// Name of the employer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer: Option<String>,
}

/// Why a map is refused. The sentence is under `map-CODE`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MapError {
    /// Not TOML, or not of this shape.
    #[error("not a map: {0}")]
    Syntax(String),
    /// A meaning that no column has.
    #[error("column {column} cannot mean {value}")]
    UnknownMeaning {
        /// The key of the map.
        column: String,
        /// What it says.
        value: String,
    },
    /// A default that does not exist.
    #[error("{value} is no default for {field}")]
    BadDefault {
        /// The default's name.
        field: &'static str,
        /// What it says.
        value: String,
    },
}

impl MapError {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Syntax(_) => "syntax",
            Self::UnknownMeaning { .. } => "unknown_meaning",
            Self::BadDefault { .. } => "bad_default",
        }
    }

    /// The arguments of the sentence.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Syntax(reason) => vec![("reason", reason.clone())],
            Self::UnknownMeaning { column, value } => vec![("column", column.clone()), ("value", value.clone())],
            Self::BadDefault { field, value } => vec![("field", (*field).to_owned()), ("value", value.clone())],
        }
    }
}

impl Map {
    /// Parses a map.
    ///
    /// # Errors
    /// [`MapError`], the first found.
    pub fn parse(toml: &str) -> Result<Self, MapError> {
        let map: Self = toml::from_str(toml).map_err(|error| MapError::Syntax(error.message().to_owned()))?;
        let all = map.columns.iter().chain(map.sheet.values().flat_map(|sheet| &sheet.columns));
        for (column, value) in all {
            if meaning_of(value).is_none() {
                return Err(MapError::UnknownMeaning { column: column.clone(), value: text::shortened(value, 40) });
            }
        }
        map.defaults.check()?;
        Ok(map)
    }

    /// The map as TOML.
    #[must_use]
    pub fn to_toml(&self) -> String {
        // Strings and small numbers in tables always have a form in TOML.
        toml::to_string_pretty(self).unwrap_or_default()
    }

    /// What the map says about a column, if it says anything.
    pub(crate) fn meaning(&self, sheet: &str, header: &str, index: usize) -> Option<Meaning> {
        let of_sheet = self.sheet.get(sheet).map(|found| &found.columns);
        of_sheet.into_iter().chain([&self.columns]).find_map(|columns| said(columns, header, index))
    }
}

/// A heading goes before a letter, so that a column headed `B` keeps its own entry.
fn said(columns: &BTreeMap<String, String>, header: &str, index: usize) -> Option<Meaning> {
    if columns.is_empty() {
        return None;
    }
    let folded = text::folded(header);
    let by_header = columns.iter().find(|(key, _)| !folded.is_empty() && text::folded(key) == folded);
    let by_letters = || columns.get_key_value(&column_letters(index));
    by_header.or_else(by_letters).and_then(|(_, value)| meaning_of(value))
}

fn meaning_of(value: &str) -> Option<Meaning> {
    match value.trim() {
        "unused" => Some(Meaning::Unused),
        code => Field::from_code(code).map(Meaning::Field),
    }
}

impl Defaults {
    fn check(&self) -> Result<(), MapError> {
        let known = |field, value: &Option<String>, is_known: &dyn Fn(&str) -> bool| match value {
            Some(value) if !is_known(value) => Err(MapError::BadDefault { field, value: text::shortened(value, 40) }),
            _ => Ok(()),
        };
        known("district", &self.district, &|code| Division::by_code(code).is_some())?;
        known("education", &self.education, &|code| Education::from_code(code).is_some())?;
        known("employment_type", &self.employment_type, &|code| EmploymentType::from_code(code).is_some())?;
        known("employer", &self.employer, &|name| text::line(name, 2, 80).is_ok())?;
        let within = |field, value: Option<u16>, most: u16| match value {
            Some(value) if !(1..=most).contains(&value) => {
                Err(MapError::BadDefault { field, value: value.to_string() })
            }
            _ => Ok(()),
        };
        within("headcount", self.headcount, 9999)?;
        within("valid_days", self.valid_days, 90)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "[columns]\n\"字段1\" = \"title\"\nB = \"pay\"\n\n[sheet.\"一\"]\nheader_row = 0\n\
                          [sheet.\"一\".columns]\nB = \"unused\"\n\n[defaults]\ndistrict = \"110108\"\n";

    #[test]
    fn a_map_is_read_and_written() {
        let map = Map::parse(SAMPLE).unwrap();
        assert_eq!(Map::parse(&map.to_toml()).unwrap(), map);
        assert_eq!(map.meaning("x", " 字段１ ", 7), Some(Meaning::Field(Field::Title)));
        assert_eq!(map.meaning("x", "", 1), Some(Meaning::Field(Field::Pay)));
        assert_eq!(map.meaning("一", "", 1), Some(Meaning::Unused));
        assert_eq!(map.meaning("x", "", 2), None);
    }

    #[test]
    fn a_wrong_map_is_refused() {
        let code = |text: &str| Map::parse(text).unwrap_err().code();
        assert_eq!(code("[columns"), "syntax");
        assert_eq!(code("[colums]\n"), "syntax");
        assert_eq!(code("[columns]\nA = \"sex\"\n"), "unknown_meaning");
        assert_eq!(code("[defaults]\ndistrict = \"1\"\n"), "bad_default");
        assert_eq!(code("[defaults]\nvalid_days = 91\n"), "bad_default");
        assert_eq!(code("[defaults]\nvalid_days = -1\n"), "syntax");
    }
}
