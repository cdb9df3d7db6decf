//! Until when a posting stands.
//!
//! Rule: a day that has passed or lies too far ahead is a fault of the row and not changed for another; 长期 says
//! nothing.

use magpie_terms::Day;
use magpie_terms::posting::parse_valid_through;
use magpie_terms::text::folded;
use magpie_terms::violation::Fault;

/// The last day, or `None` where the text says that there is none.
///
/// # Errors
/// `bad_date`, `date_past`, `date_too_far`.
pub fn validity(text: &str, today: Day) -> Result<Option<Day>, Fault> {
    let cell = super::clean::line(text);
    let open = ["长期", "不限", "招满", "招聘完", "持续", "-", "—", "无", "open", "longterm"];
    if cell.is_empty() || open.iter().any(|word| folded(&cell).starts_with(word)) {
        return Ok(None);
    }
    let cell = cell.trim_start_matches(['至', '截', '止', '到', ':', '：', ' ']);
    let day_part = cell.split([' ', 'T']).next().unwrap_or(cell);
    // 2026-01-01~2026-03-01 stands until its end.
    let day_part = day_part.rsplit(['~', '至', '到']).next().unwrap_or(day_part);
    if let Ok(serial) = day_part.parse::<i64>() {
        // A spreadsheet's serial number of a day between 1995 and 2064; eight digits are a day without marks.
        if (35_000..60_000).contains(&serial) {
            return parse_valid_through(&Day::from_epoch_days(serial - 25_569).to_string(), today).map(Some);
        }
        if (19_000_101..=21_001_231).contains(&serial) {
            let text = format!("{}-{}-{}", serial / 10_000, serial / 100 % 100, serial % 100);
            return parse_valid_through(&text, today).map(Some);
        }
    }
    parse_valid_through(day_part, today).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_files_have_them() {
        let today = Day::parse("2026-11-24").unwrap();
        let read =
            |text: &str| validity(text, today).map(|day| day.map(|day| day.to_string())).map_err(|fault| fault.code);
        for text in [
            "2026-12-31",
            "2026/12/31 00:00",
            "2026-12-31T08:00:00",
            "46387",
            "20261231",
            "截止2026年12月31日",
            "2026-11-01~2026-12-31",
        ] {
            assert_eq!(read(text), Ok(Some("2026-12-31".to_owned())), "{text}");
        }
        for text in ["长期有效", "", "招满为止"] {
            assert_eq!(read(text), Ok(None), "{text}");
        }
        assert_eq!(read("2022-12-31 00:00"), Err("date_past"));
        assert_eq!(read("2029-01-01"), Err("date_too_far"));
        assert_eq!(read("下周"), Err("bad_date"));
    }
}
