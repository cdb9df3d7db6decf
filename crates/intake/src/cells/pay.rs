//! Pay as people write it: `10-15K`, `15-20K·14薪`, `18-24万`, `200元/天`, `面议`.
//!
//! Rule: a period is read only where the text names one; without one, an amount is for a month unless it can only be
//! for a year. Only yuan are read.

use super::number::{self, Found};
use magpie_terms::text::{folded, shortened};
use magpie_terms::violation::Fault;
use magpie_terms::{Pay, PayPeriod, PayRange};

/// From this many yuan on, an amount in 万 without a period is for a year: 6-8万 is no monthly pay on offer.
const YEAR_FROM_WAN: i64 = 60_000;
/// From this many yuan on, any amount without a period is for a year.
const YEAR_FROM: i64 = 150_000;
/// The least yuan that are believed for a month or a year.
const LEAST_MONTH: i64 = 100;

/// Parses a cell with pay.
///
/// # Errors
/// `required` where nothing stands there, `bad_pay` where it is not understood, `pay_only_upper` where only an upper
/// bound is named, and the faults of [`PayRange::new`].
pub fn pay(text: &str) -> Result<Pay, Fault> {
    let open = ["面议", "面谈", "negotiable", "保密", "不限", "电议", "详谈", "当面", "competitive", "tbd"];
    match range(text) {
        // 面议 3天内反馈: a number that is no pay does not make it less negotiable.
        Err(fault) if fault.code == "bad_pay" && open.iter().any(|word| folded(text).contains(word)) => {
            Ok(Pay::Negotiable)
        }
        found => found,
    }
}

fn range(text: &str) -> Result<Pay, Fault> {
    let cell = folded(text);
    if cell.is_empty() {
        return Err(Fault::new("required"));
    }
    let bad = || Fault::with("bad_pay", &[("value", &shortened(text.trim(), 40))]);
    if [
        "$", "usd", "美元", "美金", "港币", "港元", "hkd", "eur", "€", "£", "/件", "/单", "/次", "/周", "/week",
        "/课时", "/票",
    ]
    .iter()
    .any(|other| cell.contains(other))
    {
        return Err(bad());
    }
    let (cell, months) = without_months(&cell);
    let Some((first, unit, rest)) = amount(&cell, 0) else { return Err(bad()) };
    let second =
        range_follows(&cell, rest).and_then(|from| amount(&cell, from).filter(|(found, _, _)| found.start == from));
    let (low, high, in_wan) = match second {
        None => (yuan_parts(first, unit), yuan_parts(first, unit), unit == Unit::Wan),
        Some((last, last_unit, _)) => {
            let (unit, last_unit) = shared_units(first, unit, last, last_unit);
            (yuan_parts(first, unit), yuan_parts(last, last_unit), last_unit == Unit::Wan)
        }
    };
    let end = second.map_or(rest, |(_, _, end)| end);
    let after = &cell[end..];
    if second.is_none()
        && ["以下", "以内", "及以下", "封顶"].iter().any(|word| after.trim_start_matches('元').starts_with(word))
    {
        return Err(Fault::with("pay_only_upper", &[("value", &shortened(text.trim(), 40))]));
    }
    let most_yuan = high / 10_000;
    let period =
        period(&cell, after).unwrap_or(if (in_wan && low / 10_000 >= YEAR_FROM_WAN) || low / 10_000 >= YEAR_FROM {
            PayPeriod::Year
        } else {
            PayPeriod::Month
        });
    let months = if period == PayPeriod::Month { months } else { 12 };
    if matches!(period, PayPeriod::Month | PayPeriod::Year) && most_yuan < LEAST_MONTH {
        return Err(bad());
    }
    // A ten-thousandth of a yuan is a hundredth of a fen.
    PayRange::new(low / 100, high / 100, period, months).map(Pay::Range)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    None,
    Thousand,
    Wan,
}

/// A number with its unit from a place on, and where they end.
fn amount(cell: &str, from: usize) -> Option<(Found, Unit, usize)> {
    let found = number::find(cell, from)?;
    let rest = &cell[found.end..];
    let (unit, length) = match rest.chars().next() {
        Some(c @ ('k' | '千')) => (Unit::Thousand, c.len_utf8()),
        Some(c @ ('w' | '万')) => (Unit::Wan, c.len_utf8()),
        _ => (Unit::None, 0),
    };
    Some((found, unit, found.end + length))
}

/// Where the second amount of a range begins, if a dash follows.
fn range_follows(cell: &str, from: usize) -> Option<usize> {
    let rest = cell[from..].trim_start_matches(['元', '¥', '￥']);
    let after = rest
        .strip_prefix("--")
        .or_else(|| rest.strip_prefix(['-', '~', '—', '–', '－', '至', '到', '−', '〜', '‐', '‑']))?;
    let after = after.trim_start_matches(['-', '—', '¥', '￥']);
    Some(cell.len() - after.len())
}

/// `1-1.5万` means 1万, `10k-15` means 15k and `20-15k` 20k, but `8000-1.2万` means 8000.
fn shared_units(first: Found, unit: Unit, last: Found, last_unit: Unit) -> (Unit, Unit) {
    match (unit, last_unit) {
        (Unit::None, shared) if first.parts <= last.parts || first.parts < 100 * 10_000 => (shared, shared),
        (shared, Unit::None) if last.parts < 1_000 * 10_000 => (shared, shared),
        other => other,
    }
}

fn yuan_parts(found: Found, unit: Unit) -> i64 {
    found.parts.saturating_mul(match unit {
        Unit::None => 1,
        Unit::Thousand => 1_000,
        Unit::Wan => 10_000,
    })
}

/// Takes out `14薪`, `*13` and the like: the months paid a year.
fn without_months(cell: &str) -> (String, u8) {
    let mut from = 0;
    while let Some(found) = number::find(cell, from) {
        from = found.end;
        let before = &cell[..found.start];
        let times = before.ends_with(['*', '×', 'x']);
        let rest = &cell[found.end..];
        let named = ["薪", "个月薪", "months", "个月工资"].iter().find(|word| rest.starts_with(**word));
        if !times && named.is_none() {
            continue;
        }
        let months = found.parts / 10_000;
        let end = found.end + named.map_or(0, |word| word.len());
        let before = before.trim_end_matches(['*', '×', 'x', '·', '•', '・', ',', ';', '/', '(']);
        let months = u8::try_from(months).ok().filter(|months| (12..=24).contains(months)).unwrap_or(12);
        return (format!("{before} {}", &cell[end..]), months);
    }
    (cell.to_owned(), 12)
}

/// The period that the text names. `24小时反馈` behind a pay is none: a period follows the amount or has its own word.
fn period(cell: &str, after: &str) -> Option<PayPeriod> {
    let after = after.trim_start_matches(['元', '块', '以', '上', '左', '右', '起', '+', '/', '每', '一', '(', ' ']);
    let begins = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    let has = |words: &[&str]| words.iter().any(|word| cell.contains(word));
    if has(&["/小时", "/时", "每小时", "时薪", "/h", "perhour", "anhour", "hourly"]) || begins(&["小时/"]) {
        Some(PayPeriod::Hour)
    } else if has(&["/天", "/日", "每天", "每日", "日薪", "日结", "/d", "perday", "aday", "daily", "/工"]) {
        Some(PayPeriod::Day)
    } else if has(&["/年", "年薪", "每年", "一年", "/y", "peryear", "ayear", "annual", "p.a"]) || begins(&["年"])
    {
        Some(PayPeriod::Year)
    } else if has(&["/月", "月薪", "每月", "一个月", "/m", "permonth", "amonth", "monthly"]) || begins(&["月"])
    {
        Some(PayPeriod::Month)
    } else if begins(&["小时", "时"]) && !after.contains("反馈") {
        Some(PayPeriod::Hour)
    } else if begins(&["天", "日"]) && !after.contains("反馈") {
        Some(PayPeriod::Day)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match pay(text) {
            Ok(Pay::Negotiable) => "negotiable".to_owned(),
            Ok(Pay::Range(range)) => {
                format!(
                    "{}-{} {} {}",
                    range.min_fen as f64 / 100.0,
                    range.max_fen as f64 / 100.0,
                    range.period,
                    range.months
                )
            }
            Err(fault) => fault.code.to_owned(),
        }
    }

    #[test]
    fn pay_as_people_write_it() {
        for (text, expected) in [
            ("10-15K", "10000-15000 month 12"),
            ("15-20K·14薪", "15000-20000 month 14"),
            ("18-24万", "180000-240000 year 12"),
            ("18-24万 24小时反馈", "180000-240000 year 12"),
            ("面议 3天内反馈", "negotiable"),
            ("1-1.5万/月", "10000-15000 month 12"),
            ("0.8-1.2万", "8000-12000 month 12"),
            ("6千-8千", "6000-8000 month 12"),
            ("200元/天", "200-200 day 12"),
            ("25元/小时", "25-25 hour 12"),
            ("25.5元/小时", "25.5-25.5 hour 12"),
            ("150-200元/日", "150-200 day 12"),
            ("200-300/天", "200-300 day 12"),
            ("面议", "negotiable"),
            ("薪资面谈", "negotiable"),
            ("8000以上", "8000-8000 month 12"),
            ("5000元左右", "5000-5000 month 12"),
            ("8k", "8000-8000 month 12"),
            ("4.5K-6K", "4500-6000 month 12"),
            ("底薪3000+提成", "3000-3000 month 12"),
            ("15k-25k*13", "15000-25000 month 13"),
            ("20万以上/年", "200000-200000 year 12"),
            ("８０００－１２０００元／月", "8000-12000 month 12"),
            ("8,000-12,000元", "8000-12000 month 12"),
            ("8000-1.2万", "8000-12000 month 12"),
            ("年薪15万", "150000-150000 year 12"),
            ("月薪 6000 至 8000 元", "6000-8000 month 12"),
            ("6000~8000", "6000-8000 month 12"),
            ("¥6000—¥8000", "6000-8000 month 12"),
            ("25000-35000 per month", "25000-35000 month 12"),
            ("8000元以下", "pay_only_upper"),
            ("20-15K", "pay_min_over_max"),
            ("$5000", "bad_pay"),
            ("看能力", "bad_pay"),
            ("15-25", "bad_pay"),
            ("5元/件", "bad_pay"),
            ("", "required"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
