//! What a column without a telling heading holds, by its cells.
//!
//! Rule: a column is taken for a field only where most of its cells look like it, and no field is taken twice.

use super::Field;
use crate::cells;
use magpie_terms::text::folded;
use magpie_terms::{Day, Pay};

/// How many cells of a column are looked at.
const SAMPLE: usize = 120;
/// Longer cells are not tried as anything but text.
const SHORT: usize = 60;

/// Whether a cell looks like a field.
type Look<'a> = &'a dyn Fn(&str) -> bool;

/// The field that the cells look like and how sure that is; fields for which `free` is false are not considered.
pub(super) fn meaning<'c>(cells: impl Iterator<Item = &'c str>, free: impl Fn(Field) -> bool) -> Option<(Field, u8)> {
    let sample: Vec<&str> = cells.filter(|cell| !cell.trim().is_empty()).take(SAMPLE).collect();
    if sample.len() < 2 {
        return None;
    }
    let share = |looks: &dyn Fn(&str) -> bool| {
        let hits = sample.iter().filter(|cell| looks(cell)).count();
        u8::try_from(hits * 100 / sample.len()).unwrap_or(0)
    };
    let short = |cell: &str| cell.chars().take(SHORT + 1).count() <= SHORT;
    // In this order: of two that look alike, the earlier is the narrower.
    let tests: [(Field, u8, Look<'_>); 14] = [
        (Field::ExternalRef, 80, &|cell| is_link(cell)),
        (Field::CreditCode, 60, &|cell| magpie_terms::CreditCode::parse(cell).is_ok()),
        (Field::ValidThrough, 80, &|cell| short(cell) && is_day(cell)),
        (Field::Pay, 60, &|cell| short(cell) && is_pay(cell)),
        (Field::Size, 60, &|cell| {
            short(cell) && cells::employer::size(cell).is_some() && cell.contains(['-', '上', '于'])
        }),
        (Field::Headcount, 60, &|cell| is_headcount(cell)),
        (Field::Education, 60, &|cell| cell.chars().count() < 20 && cells::education(cell).is_some()),
        (Field::Experience, 60, &|cell| cell.chars().count() < 20 && cells::experience(cell).is_some()),
        (Field::EmploymentType, 70, &|cell| cell.chars().count() < 8 && cells::employment_type(cell).is_some()),
        (Field::Benefits, 50, &|cell| is_benefits(cell)),
        (Field::Employer, 40, &|cell| is_employer(cell)),
        (Field::District, 60, &|cell| short(cell) && cells::place(cell, None).is_some()),
        (Field::Industry, 60, &|cell| cell.chars().count() <= 12 && cells::employer::industry(cell).is_some()),
        (Field::Title, 50, &|cell| is_title(cell)),
    ];
    for (field, least, looks) in tests {
        if free(field) {
            let share = share(looks);
            if share >= least {
                return Some((field, share.min(90)));
            }
        }
    }
    let long = share(&|cell| cell.chars().take(40).count() == 40);
    (free(Field::Description) && long >= 50).then_some((Field::Description, long.min(80)))
}

fn is_link(cell: &str) -> bool {
    let cell = cell.trim();
    cell.starts_with("http://") || cell.starts_with("https://")
}

fn is_day(cell: &str) -> bool {
    Day::parse(cell.trim().split([' ', 'T']).next().unwrap_or_default()).is_ok()
}

/// A bare number may be anything, so a unit is asked for.
fn is_pay(cell: &str) -> bool {
    let lower = folded(cell);
    let has_unit = ["k", "千", "万", "元", "/天", "/月", "/日", "薪", "面议"].iter().any(|unit| lower.contains(unit));
    has_unit && matches!(cells::pay(cell), Ok(Pay::Range(_) | Pay::Negotiable))
}

fn is_headcount(cell: &str) -> bool {
    let cell = folded(cell);
    let number = cell.trim_end_matches(['人', '名', '个', '位']);
    cell != number && number.len() <= 4 && number.chars().all(|c| c.is_ascii_digit()) || cell == "若干"
}

fn is_benefits(cell: &str) -> bool {
    let words = [
        "五险",
        "社保",
        "公积金",
        "年终奖",
        "带薪",
        "餐补",
        "包吃",
        "包住",
        "双休",
        "补贴",
        "体检",
        "节日福利",
        "扁平管理",
        "股票期权",
    ];
    let cell = cells::line(cell);
    let hits = words.iter().filter(|word| cell.contains(**word)).count();
    hits >= 1 && cell.chars().count() <= 40
        || hits >= 2 && cell.contains([',', ';', '、', ' ']) && cell.chars().count() <= 300
}

fn is_employer(cell: &str) -> bool {
    cells::employer::looks_like_a_name(cell)
        || cells::employer::place_in_its_stead(cell).is_some()
        || cell.contains("综合竞争力")
        || (cell.chars().count() > 50
            && cells::employer::name(cell).is_some_and(|name| cells::line(cell).starts_with(&name)))
}

fn is_title(cell: &str) -> bool {
    let cell = folded(cell);
    let count = cell.chars().count();
    let ends = [
        "员",
        "师",
        "工",
        "经理",
        "主管",
        "助理",
        "司机",
        "保安",
        "实习生",
        "顾问",
        "专员",
        "代表",
        "总监",
        "教练",
        "老师",
        "嫂",
        "护士",
        "文员",
        "会计",
        "出纳",
        "客服",
        "前台",
        "店长",
        "学徒",
        "engineer",
        "developer",
        "manager",
        "assistant",
        "designer",
        "intern",
    ];
    (2..=30).contains(&count)
        && (ends.iter().any(|end| cell.ends_with(end)) || crate::occupations::guess_occupation(&cell).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_cells() {
        let read = |cells: &[&str]| meaning(cells.iter().copied(), |_| true).map(|found| found.0);
        assert_eq!(read(&["10-15K", "面议", "8千-1万", ""]), Some(Field::Pay));
        assert_eq!(read(&["本科", "大专及以上", "学历不限"]), Some(Field::Education));
        assert_eq!(read(&["3-5年", "经验不限", "应届"]), Some(Field::Experience));
        assert_eq!(read(&["北京海淀区上地", "北京市朝阳区望京"]), Some(Field::District));
        assert_eq!(read(&["某某科技有限公司", "海淀某某医院"]), Some(Field::Employer));
        assert_eq!(read(&["20-99人", "10000人以上"]), Some(Field::Size));
        assert_eq!(read(&["3人", "12人", "若干"]), Some(Field::Headcount));
        assert_eq!(read(&["保洁员", "销售经理", "Java工程师"]), Some(Field::Title));
        assert_eq!(read(&["五险一金,带薪年假", "包吃、包住、双休"]), Some(Field::Benefits));
        assert_eq!(read(&["2026-12-01", "2026-12-31"]), Some(Field::ValidThrough));
        assert_eq!(read(&["1", "2", "3"]), None);
    }
}
