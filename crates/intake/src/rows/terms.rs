//! Pay and place of a row, which may stand in one column or in several.
//!
//! Rule: the heading of a column lends its unit to cells that have none: 18-24 under 年薪(万元) is 180,000 to 240,000 a
//! year.

use crate::cells::{self, Place};
use magpie_terms::text::folded;
use magpie_terms::violation::Fault;
use magpie_terms::{Division, Pay, PayPeriod, PayRange};

/// Pay in one cell under its heading.
pub(super) fn pay_in(cell: &str, heading: &str) -> Result<Pay, Fault> {
    let plain = folded(cell);
    let heading = folded(heading);
    let mut text = plain.clone();
    let ends_in_digit = plain.ends_with(|c: char| c.is_ascii_digit());
    if ends_in_digit && !plain.contains(['k', 'w', '万', '千']) {
        if heading.contains('万') {
            text.push('万');
        } else if heading.contains('千') || heading.contains("(k)") {
            text.push('千');
        }
    }
    if let Some(period) = period_in(&heading)
        && !plain.contains(['/', '年', '月', '天', '日', '时', '薪', '*'])
    {
        text.push_str(match period {
            PayPeriod::Month => "/月",
            PayPeriod::Hour => "/小时",
            PayPeriod::Day => "/天",
            PayPeriod::Year => "/年",
        });
    }
    match cells::pay(&text) {
        Ok(pay) => Ok(pay),
        // The words of the cell as they stand, without what the heading lent.
        Err(fault) => cells::pay(cell).map_err(|_| fault),
    }
}

fn period_in(text: &str) -> Option<PayPeriod> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["时薪", "小时", "/时", "hour"]) {
        Some(PayPeriod::Hour)
    } else if has(&["日薪", "/天", "/日", "day"]) {
        Some(PayPeriod::Day)
    } else if has(&["年薪", "/年", "year", "annual"]) {
        Some(PayPeriod::Year)
    } else if has(&["月薪", "/月", "月工资", "month"]) {
        Some(PayPeriod::Month)
    } else {
        None
    }
}

/// Pay in columns for the least and the most, with a column for what it is for.
pub(super) fn pay_between(min: &str, max: &str, kind: &str, months: &str) -> Result<Pay, Fault> {
    if is_nothing(min) && is_nothing(max) {
        return Ok(Pay::Negotiable);
    }
    let amount = |text: &str| match cells::pay(&format!("{text}/月")) {
        Ok(Pay::Range(range)) => Ok(Some(range)),
        Ok(Pay::Negotiable) => Ok(None),
        Err(fault) if fault.code == "required" => Ok(None),
        // Small amounts are for a day or an hour, which only the column beside tells.
        Err(_) => {
            magpie_terms::pay::yuan_to_fen(text).and_then(|fen| PayRange::new(fen, fen, PayPeriod::Month, 12)).map(Some)
        }
    };
    let (low, high) =
        (if is_nothing(min) { None } else { amount(min)? }, if is_nothing(max) { None } else { amount(max)? });
    let (Some(low), Some(high)) = (low.or(high), high.or(low)) else { return Ok(Pay::Negotiable) };
    // Codes of recruiting systems: 1 a month, 2 a day; 0 is not said.
    let period = match folded(kind).as_str() {
        "" | "0" | "1" => PayPeriod::Month,
        "2" => PayPeriod::Day,
        word => PayPeriod::from_code(word).or_else(|| period_word(word)).ok_or_else(|| unknown(kind))?,
    };
    let months = if period == PayPeriod::Month { months.trim().parse().unwrap_or(12) } else { 12 };
    PayRange::new(low.min_fen, high.max_fen, period, months).map(Pay::Range)
}

fn period_word(word: &str) -> Option<PayPeriod> {
    period_in(word).or(match word {
        _ if word.contains('时') => Some(PayPeriod::Hour),
        _ if word.contains(['天', '日']) => Some(PayPeriod::Day),
        _ if word.contains('年') => Some(PayPeriod::Year),
        _ if word.contains('月') => Some(PayPeriod::Month),
        _ => None,
    })
}

fn unknown(kind: &str) -> Fault {
    Fault::with("unknown_value", &[("value", &magpie_terms::text::shortened(kind, 40))])
}

fn is_nothing(text: &str) -> bool {
    matches!(folded(text).as_str(), "" | "0" | "-" | "/" | "面议")
}

/// The place of a row: from the columns for the district and the address together.
pub(super) fn place_of(
    districts: &[String],
    addresses: &[String],
    context: Option<&'static Division>,
) -> Option<Place> {
    let mut best: Option<Place> = None;
    let is_county = |place: &Place| !place.division.code.ends_with("00");
    for cell in districts.iter().chain(addresses) {
        let known = best.as_ref().map(|place| place.division).or(context);
        let Some(found) = cells::place(cell, known) else { continue };
        let is_better = best.as_ref().is_none_or(|best| {
            // A smaller division within the one known, or the same with an address.
            let stem = best.division.code.trim_end_matches("00");
            found.division.code.starts_with(stem)
                && (found.division.code != best.division.code || best.address.is_empty())
                && (!is_county(best) || is_county(&found))
        });
        if is_better {
            best = Some(found);
        }
    }
    if let Some(place) = &mut best
        && place.address.is_empty()
        && let Some(address) = addresses.iter().find(|address| cells::place(address, context).is_none())
    {
        place.address = cells::line(address);
    }
    best.map(|mut place| {
        place.address = without_terms(&place.address);
        place
    })
}

/// Boards put the terms behind the place, as in 海淀区上地3-5年本科.
fn without_terms(address: &str) -> String {
    let mut rest = address.trim();
    loop {
        let before = rest;
        for word in [
            "本科",
            "大专",
            "硕士",
            "博士",
            "高中",
            "学历不限",
            "中专/中技",
            "经验不限",
            "应届生",
            "在校/应届",
            "1年以内",
            "1-3年",
            "3-5年",
            "5-10年",
            "10年以上",
        ] {
            rest = rest.strip_suffix(word).unwrap_or(rest).trim_end();
        }
        if rest == before {
            return rest.to_owned();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_lends_its_unit() {
        let read = |cell: &str, heading: &str| match pay_in(cell, heading) {
            Ok(Pay::Range(range)) => format!("{}-{} {}", range.min_fen / 100, range.max_fen / 100, range.period),
            other => format!("{other:?}"),
        };
        assert_eq!(read("18-24", "年薪（万元）"), "180000-240000 year");
        assert_eq!(read("25", "时薪"), "25-25 hour");
        assert_eq!(read("8000-10000", "薪资"), "8000-10000 month");
        assert_eq!(read("8-10", "月薪(k)"), "8000-10000 month");
        assert_eq!(read("200元/天", "月薪"), "200-200 day");
    }

    #[test]
    fn coded_columns() {
        let month = PayRange::new(1_200_000, 2_000_000, PayPeriod::Month, 12).unwrap();
        assert_eq!(pay_between("12000", "20000", "1", ""), Ok(Pay::Range(month)));
        let day = PayRange::new(15_000, 15_000, PayPeriod::Day, 12).unwrap();
        assert_eq!(pay_between("150", "150", "2", ""), Ok(Pay::Range(day)));
        assert_eq!(pay_between("0", "0", "1", ""), Ok(Pay::Negotiable));
        assert_eq!(pay_between("2000", "1000", "月", "").unwrap_err().code, "pay_min_over_max");
    }

    #[test]
    fn a_place_from_several_columns() {
        let read = |districts: &[&str], addresses: &[&str]| {
            let owned = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
            place_of(&owned(districts), &owned(addresses), None).map(|place| (place.division.code, place.address))
        };
        assert_eq!(read(&["北京"], &["朝阳区望京SOHO"]), Some(("110105", "望京SOHO".to_owned())));
        assert_eq!(read(&["北京 通州区 北关经验不限本科"], &[]), Some(("110112", "北关".to_owned())));
        assert_eq!(read(&["海淀区"], &["中关村大街1号"]), Some(("110108", "中关村大街1号".to_owned())));
        assert_eq!(read(&["火星"], &[]), None);
    }
}
