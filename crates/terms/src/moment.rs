//! Time: a moment is whole seconds in UTC, a day is a calendar day in China.
//!
//! Rule: one type of moment everywhere, an integer in both databases, so that order by time is order of events.
//! Text times with a variable fraction sort wrongly, which is why no text time is stored.

use crate::violation::Fault;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// China Standard Time, the only civil time of the product: UTC+8, no summer time since 1991.
const CHINA_OFFSET_SECONDS: i64 = 8 * 3600;
const DAY_SECONDS: i64 = 86_400;

/// Seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// The moment so many seconds later (or earlier, when negative).
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// The moment so many days of 24 hours later.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days.saturating_mul(DAY_SECONDS))
    }

    /// The calendar day in China at this moment.
    #[must_use]
    pub fn day(self) -> Day {
        Day::from_epoch_days((self.0 + CHINA_OFFSET_SECONDS).div_euclid(DAY_SECONDS))
    }

    /// `2026-11-24T08:05:09Z`, as RFC 3339 has it.
    #[must_use]
    pub fn rfc3339(self) -> String {
        let day = Day::from_epoch_days(self.0.div_euclid(DAY_SECONDS));
        let second = self.0.rem_euclid(DAY_SECONDS);
        format!("{day}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
    }

    /// `2026-11-24 16:05`, the local minute in China, for people.
    #[must_use]
    pub fn local_minute(self) -> String {
        let second = (self.0 + CHINA_OFFSET_SECONDS).rem_euclid(DAY_SECONDS);
        format!("{} {:02}:{:02}", self.day(), second / 3600, second / 60 % 60)
    }
}

/// A calendar day, written `2026-11-24`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// Parses `2026-11-24`; also `2026/11/24`, `2026.11.24` and `2026年11月24日`, with one-digit months and days.
    ///
    /// # Errors
    /// `bad_date`.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let bad = || Fault::with("bad_date", &[("value", &crate::text::shortened(text, 40))]);
        let cleaned = text.trim().trim_end_matches(['日', '号']);
        let parts: Vec<&str> = cleaned.split(['-', '/', '.', '年', '月']).map(str::trim).collect();
        let [year, month, day] = parts.as_slice() else { return Err(bad()) };
        let year: i16 = year.parse().map_err(|_| bad())?;
        let month: i8 = month.parse().map_err(|_| bad())?;
        let day: i8 = day.parse().map_err(|_| bad())?;
        if !(1900..=2200).contains(&year) {
            return Err(bad());
        }
        Date::new(year, month, day).map(Self).map_err(|_| bad())
    }

    /// The day so many days after 1970-01-01. Clamped to the years 1 to 9999.
    #[must_use]
    pub fn from_epoch_days(days: i64) -> Self {
        let days = days.clamp(-719_162, 2_932_896);
        let epoch = Date::constant(1970, 1, 1);
        Self(epoch.saturating_add(jiff::Span::new().days(days)))
    }

    /// The number of days since 1970-01-01.
    #[must_use]
    pub fn epoch_days(self) -> i64 {
        let since = self.0.since(Date::constant(1970, 1, 1)).map(|span| i64::from(span.get_days()));
        since.unwrap_or(0)
    }

    /// The day so many days later.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_epoch_days(self.epoch_days() + days)
    }

    /// The first second of the day in China.
    #[must_use]
    pub fn start(self) -> Moment {
        Moment(self.epoch_days() * DAY_SECONDS - CHINA_OFFSET_SECONDS)
    }

    /// The first second after the day in China: a posting valid through a day has expired from here on.
    #[must_use]
    pub fn end(self) -> Moment {
        self.plus_days(1).start()
    }

    /// Year, month, day.
    #[must_use]
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|_| serde::de::Error::custom("not a day, expected YYYY-MM-DD"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_china_begins_at_sixteen_utc() {
        let day = Day::parse("2026-11-24").unwrap();
        assert_eq!(day.start().rfc3339(), "2026-11-23T16:00:00Z");
        assert_eq!(day.start().day(), day);
        assert_eq!(day.end().plus_seconds(-1).day(), day);
        assert_eq!(day.end().day(), day.plus_days(1));
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in ["2026-3-9", "2026/03/09", "2026.3.9", "2026年3月9日", " 2026-03-09 "] {
            assert_eq!(Day::parse(text).unwrap().to_string(), "2026-03-09", "{text}");
        }
        for text in ["", "2026-13-01", "2026-02-30", "明天", "2026", "1-2-3", "99999-1-1"] {
            assert!(Day::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn epoch_days_go_both_ways() {
        for days in [-719_162, -1, 0, 1, 20_000, 20_781, 2_932_896] {
            assert_eq!(Day::from_epoch_days(days).epoch_days(), days);
        }
    }
}
