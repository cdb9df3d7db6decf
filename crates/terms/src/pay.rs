//! Pay: a range with its period, or negotiable.
//!
//! Rule: money is an integer number of fen at the period the employer named; only comparison turns it into yuan a
//! month, by the statutory 21.75 paid days and 174 hours (劳社部发〔2008〕3号; the 21.75 days stand in
//! 人社部发〔2025〕2号).

use crate::employer::chosen;
use crate::violation::{Fault, Violations};
use serde::Serialize;

crate::closed_set! {
    /// The time that a pay is for.
    PayPeriod { Month = "month", Hour = "hour", Day = "day", Year = "year" }
}

/// The most that is believed of a year's pay, in fen: 50 million yuan.
const MOST_FEN: i64 = 5_000_000_000;

/// Pay from `min_fen` to `max_fen` for each period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PayRange {
    /// Least pay, in fen for a period; more than 0.
    pub min_fen: i64,
    /// Most pay, in fen for a period; not less than the least.
    pub max_fen: i64,
    /// What the pay is for.
    pub period: PayPeriod,
    /// Months paid a year, 12 to 24; 12 where the period is not a month.
    pub months: u8,
}

/// What a posting pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Pay {
    /// A range.
    Range(PayRange),
    /// 面议.
    Negotiable,
}

impl PayRange {
    /// A valid range.
    ///
    /// # Errors
    /// `out_of_range` or `pay_min_over_max`.
    pub fn new(min_fen: i64, max_fen: i64, period: PayPeriod, months: u8) -> Result<Self, Fault> {
        if min_fen <= 0 || max_fen <= 0 || min_fen > MOST_FEN || max_fen > MOST_FEN {
            return Err(Fault::with("out_of_range", &[("min", &"0.01"), ("max", &(MOST_FEN / 100))]));
        }
        if min_fen > max_fen {
            return Err(Fault::new("pay_min_over_max"));
        }
        if !(12..=24).contains(&months) || (period != PayPeriod::Month && months != 12) {
            return Err(Fault::with("out_of_range", &[("min", &12), ("max", &24)]));
        }
        Ok(Self { min_fen, max_fen, period, months })
    }

    /// The range as whole yuan a month, for comparison only. Extra months are not spread over the year.
    #[must_use]
    pub fn monthly_yuan(self) -> (i64, i64) {
        (monthly(self.min_fen, self.period), monthly(self.max_fen, self.period))
    }
}

fn monthly(fen: i64, period: PayPeriod) -> i64 {
    match period {
        PayPeriod::Month => fen / 100,
        PayPeriod::Year => fen / 1200,
        PayPeriod::Day => fen * 2175 / 10_000,
        PayPeriod::Hour => fen * 174 / 100,
    }
}

impl Pay {
    /// Parses the fields of a form: `pay_kind` is `range` or `negotiable`, amounts are yuan with at most two decimals.
    pub fn parse(
        kind: &str,
        min: &str,
        max: &str,
        period: &str,
        months: &str,
        violations: &mut Violations,
    ) -> Option<Self> {
        match kind.trim() {
            "negotiable" => return Some(Self::Negotiable),
            "range" => {}
            "" if !min.trim().is_empty() || !max.trim().is_empty() => {}
            "" => {
                violations.add("pay_kind", "required");
                return None;
            }
            other => {
                violations.add_with("pay_kind", "unknown_value", vec![("value", crate::text::shortened(other, 40))]);
                return None;
            }
        }
        let min = violations.keep("pay_min", yuan_to_fen(min));
        let max = violations.keep("pay_max", yuan_to_fen(max));
        let period = match period.trim() {
            "" => Some(PayPeriod::Month),
            code => chosen("pay_period", code, PayPeriod::from_code, violations),
        };
        let months = if months.trim().is_empty() {
            Some(12)
        } else {
            violations.keep("pay_months", crate::text::whole_number(months, 12, 24))
        };
        let (min, max, period, months) = (min?, max?, period?, months?);
        let months = u8::try_from(months).unwrap_or(12);
        let field = if period != PayPeriod::Month && months != 12 { "pay_months" } else { "pay_min" };
        violations.keep(field, PayRange::new(min, max, period, months)).map(Self::Range)
    }

    /// The range as whole yuan a month, or `None` where it is negotiable.
    #[must_use]
    pub fn monthly_yuan(self) -> Option<(i64, i64)> {
        match self {
            Self::Range(range) => Some(range.monthly_yuan()),
            Self::Negotiable => None,
        }
    }
}

/// Parses yuan with at most two decimals into fen.
///
/// # Errors
/// `required`, `not_a_number`, `out_of_range`.
pub fn yuan_to_fen(text: &str) -> Result<i64, Fault> {
    let cleaned = crate::text::folded(text).replace(',', "");
    let cleaned = cleaned.trim_end_matches('元');
    if cleaned.is_empty() {
        return Err(Fault::new("required"));
    }
    let bad = || Fault::with("not_a_number", &[("value", &crate::text::shortened(cleaned, 40))]);
    let (whole, fraction) = cleaned.split_once('.').unwrap_or((cleaned, ""));
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return Err(bad());
    }
    if whole.len() > 12 {
        return Err(Fault::with("out_of_range", &[("min", &"0.01"), ("max", &(MOST_FEN / 100))]));
    }
    if fraction.trim_end_matches('0').len() > 2 {
        return Err(Fault::with("too_many_decimals", &[("max", &2)]));
    }
    let whole: i64 = whole.parse().map_err(|_| bad())?;
    let fraction: i64 = format!("{fraction:0<2.2}").parse().map_err(|_| bad())?;
    Ok(whole * 100 + fraction)
}

/// Fen as yuan for a form or the API: `8000` or `26.4`.
#[must_use]
pub fn fen_to_yuan(fen: i64) -> String {
    match fen % 100 {
        0 => (fen / 100).to_string(),
        rest if rest % 10 == 0 => format!("{}.{}", fen / 100, rest / 10),
        rest => format!("{}.{rest:02}", fen / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yuan_and_fen_go_both_ways() {
        for (text, fen) in
            [("8000", 800_000), ("26.4", 2_640), ("26.45", 2_645), ("8,000元", 800_000), ("０.5", 50), ("1.500", 150)]
        {
            assert_eq!(yuan_to_fen(text).unwrap(), fen, "{text}");
        }
        assert_eq!(fen_to_yuan(2_640), "26.4");
        assert_eq!(fen_to_yuan(2_605), "26.05");
        for bad in ["", "-1", "1.234", "8k", "1e9", "9999999999999"] {
            assert!(yuan_to_fen(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_month_of_each_period() {
        let range = |min, period| PayRange::new(min, min, period, 12).unwrap().monthly_yuan().0;
        assert_eq!(range(20_000, PayPeriod::Day), 4_350);
        assert_eq!(range(2_640, PayPeriod::Hour), 4_593);
        assert_eq!(range(18_000_000, PayPeriod::Year), 15_000);
    }

    #[test]
    fn every_fault_is_reported_at_once() {
        let mut violations = Violations::default();
        assert!(Pay::parse("range", "x", "", "week", "30", &mut violations).is_none());
        let fields: Vec<&str> = violations.0.iter().map(|v| v.field.as_str()).collect();
        assert_eq!(fields, ["pay_min", "pay_max", "pay_period", "pay_months"]);
    }
}
