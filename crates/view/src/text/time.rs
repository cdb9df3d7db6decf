//! Days and moments in words.
//!
//! Rule: a day is a day in China; `now` is given, never asked for.

use super::Text;
use super::value::Value;
use magpie_terms::{Day, Moment};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Text {
    /// `2026年11月24日`, `24 November 2026`.
    #[must_use]
    pub fn day(self, day: impl Value<Day>) -> String {
        let (year, month, day) = day.value().parts();
        if self.is_zh() {
            return format!("{year}年{month}月{day}日");
        }
        let name = usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default();
        format!("{day} {name} {year}")
    }

    /// A day and the minute in China.
    #[must_use]
    pub fn moment(self, moment: impl Value<Moment>) -> String {
        let moment = moment.value();
        let minute = moment.local_minute();
        let clock = minute.split(' ').next_back().unwrap_or_default();
        if self.is_zh() {
            format!("{} {clock}", self.day(moment.day()))
        } else {
            format!("{}, {clock}", self.day(moment.day()))
        }
    }

    /// How long ago, by days: 今天, 昨天, `3 天前`; the day itself after a month.
    #[must_use]
    pub fn ago(self, moment: impl Value<Moment>, now: impl Value<Moment>) -> String {
        let day = moment.value().day();
        match now.value().day().epoch_days() - day.epoch_days() {
            ..=0 => self.text("ago-today").into_owned(),
            1 => self.text("ago-yesterday").into_owned(),
            days @ 2..=30 => self.count("ago-days", days),
            _ => self.day(day),
        }
    }

    /// Seconds to wait, as whole minutes rounded up.
    #[must_use]
    pub fn wait(self, seconds: i64) -> String {
        self.count("wait-minutes", seconds.max(1).saturating_add(59) / 60)
    }
}
