//! Months, as people remember when something began and ended.
//!
//! Rule: a year alone is a value of its own; it counts from its first month where something begins and to its last where
//! it ends.

use crate::moment::Day;
use crate::text;
use crate::violation::Fault;

/// A month, or a whole year where the month is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// 1900 to 2100.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u8>,
}

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: Day) -> Self {
        let (year, month, _) = day.parts();
        Self { year: i32::from(year), month: u8::try_from(month).ok() }
    }

    /// Parses `2019-09`, `2019.9`, `2019/09` or `2019`; a day after it is taken and dropped.
    ///
    /// # Errors
    /// `bad_month`.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        let bad = || Fault::with("bad_month", &[("value", &text::shortened(text, 40))]);
        let mut parts = text.split(['-', '.', '/', '年', '月']).filter(|part| !part.is_empty());
        let year: i32 = parts.next().and_then(|part| part.parse().ok()).ok_or_else(bad)?;
        let month: Option<u8> = parts.next().map(|part| part.parse().map_err(|_| bad())).transpose()?;
        if !(1900..=2100).contains(&year) || month.is_some_and(|month| !(1..=12).contains(&month)) {
            return Err(bad());
        }
        Ok(Self { year, month })
    }

    /// Months since year 0, a bare year counted from its first month.
    pub(crate) fn number(self) -> i32 {
        self.year * 12 + i32::from(self.month.unwrap_or(1)) - 1
    }

    /// The same, a bare year counted to its last month.
    pub(crate) fn last_number(self) -> i32 {
        self.year * 12 + i32::from(self.month.unwrap_or(12)) - 1
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.month {
            Some(month) => write!(f, "{}-{month:02}", self.year),
            None => write!(f, "{}", self.year),
        }
    }
}
