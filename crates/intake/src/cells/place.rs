//! Places as people write them: `北京海淀区丹棱SOHO(北门)` is division 110108 and the rest an address.
//!
//! Rule: a name that several divisions share is resolved only by what stands before it or by the context given;
//! otherwise the place is not read.

use magpie_terms::Division;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A place that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The smallest division that the text names.
    pub division: &'static Division,
    /// What stands behind it, on one line.
    pub address: String,
}

/// Longest name of a division, in characters.
const LONGEST_NAME: usize = 15;

static BY_NAME: LazyLock<HashMap<&'static str, Vec<&'static Division>>> = LazyLock::new(|| {
    let mut names: HashMap<&'static str, Vec<&'static Division>> = HashMap::new();
    for division in Division::all() {
        names.entry(division.name).or_default().push(division);
        if division.short_name != division.name && division.short_name.chars().count() >= 2 {
            names.entry(division.short_name).or_default().push(division);
        }
    }
    names
});

static BY_PINYIN: LazyLock<HashMap<String, Vec<&'static Division>>> = LazyLock::new(|| {
    let mut names: HashMap<String, Vec<&'static Division>> = HashMap::new();
    for division in Division::all() {
        names.entry(division.pinyin.to_ascii_lowercase()).or_default().push(division);
    }
    names
});

/// Reads a place. `context` is where an ambiguous name is looked for, for example the city of the fair.
#[must_use]
pub fn place(text: &str, context: Option<&'static Division>) -> Option<Place> {
    let cell = super::clean::line(text);
    let cell = cell.trim_matches(is_separator);
    if cell.len() == 6
        && let Some(division) = Division::by_code(cell)
    {
        return Some(Place { division, address: String::new() });
    }
    let cell = cell.strip_prefix("中国").map_or(cell, |rest| rest.trim_start_matches(is_separator));
    let mut rest = cell;
    let mut found: Option<&'static Division> = None;
    for _ in 0..6 {
        let Some((division, after)) = step(rest, found, context).or_else(|| in_brackets(rest, found, context)) else {
            break;
        };
        rest = after.trim_start_matches(is_separator);
        found = Some(division);
    }
    let Some(mut division) = found else { return latin(cell, context) };
    // 北京毛纺路, 海淀区: the district may stand behind the street.
    if !is_county(division)
        && let Some(county) = named_within(rest, division)
    {
        division = county;
    }
    Some(Place { division, address: rest.trim_matches(is_separator).to_owned() })
}

/// 中国(上海)自由贸易试验区: a name alone in brackets.
fn in_brackets<'t>(
    text: &'t str,
    found: Option<&'static Division>,
    context: Option<&'static Division>,
) -> Option<(&'static Division, &'t str)> {
    let (division, after) = step(text.strip_prefix('(')?, found, context)?;
    after.strip_prefix(')').map(|after| (division, after))
}

/// One name at the beginning of the text, within what was found before.
fn step<'t>(
    text: &'t str,
    found: Option<&'static Division>,
    context: Option<&'static Division>,
) -> Option<(&'static Division, &'t str)> {
    if found.is_some()
        && let Some(after) = text.strip_prefix("市辖区").or_else(|| text.strip_prefix("新区"))
    {
        return found.map(|same| (same, after));
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_NAME).collect();
    for &end in ends.iter().rev().filter(|end| **end >= 6) {
        let (name, after) = text.split_at(end);
        let Some(candidates) = BY_NAME.get(name) else { continue };
        let is_full = candidates.iter().any(|division| division.name == name);
        // 朝阳门, 长宁路, 南京东路: a short name that goes on is another name.
        if !is_full && is_continued(after) {
            continue;
        }
        let chosen = match found {
            // The same name once more, as in 北京北京市.
            Some(known) if candidates.iter().any(|division| division.code == known.code) => Some(known),
            Some(known) => only(candidates.iter().copied().filter(|division| within(division, known))),
            None => at_top(candidates, context),
        };
        if let Some(division) = chosen {
            return Some((division, after));
        }
    }
    None
}

/// A name with nothing before it: a province or city before a county, and a county only where it is the only one.
fn at_top(candidates: &[&'static Division], context: Option<&'static Division>) -> Option<&'static Division> {
    let of = |level: fn(&Division) -> bool| candidates.iter().copied().filter(move |division| level(division));
    if let Some(province) = of(is_province).next() {
        return Some(province);
    }
    if let Some(context) = context {
        // A district's context is its city.
        let city = if is_county(context) { context.parent().unwrap_or(context) } else { context };
        if let Some(division) = only(candidates.iter().copied().filter(|division| within(division, city))) {
            return Some(division);
        }
    }
    only(of(is_city)).or_else(|| if candidates.len() == 1 { only(of(is_county)) } else { None })
}

fn only(mut found: impl Iterator<Item = &'static Division>) -> Option<&'static Division> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// A district or county of the division whose full name stands somewhere in the text.
fn named_within(text: &str, parent: &Division) -> Option<&'static Division> {
    let kinds = ['区', '县', '市', '旗'];
    for (at, kind) in text.char_indices().filter(|(_, c)| kinds.contains(c)) {
        let end = at + kind.len_utf8();
        for (start, _) in text[..at].char_indices().rev().take(LONGEST_NAME) {
            let named = BY_NAME.get(&text[start..end]).into_iter().flatten();
            if let Some(division) =
                only(named.copied().filter(|division| is_county(division) && within(division, parent)))
            {
                return Some(division);
            }
        }
    }
    None
}

/// Names in Latin letters: `Haidian District, Beijing`.
fn latin(text: &str, context: Option<&'static Division>) -> Option<Place> {
    let lower = text.to_ascii_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 3).collect();
    let named = |word: &&str| BY_PINYIN.get(*word).into_iter().flatten().copied();
    let top = words.iter().find_map(|word| only(named(word).filter(|division| !is_county(division))));
    let parent = top.or(context)?;
    let parent = if is_county(parent) { parent.parent()? } else { parent };
    let county = words
        .iter()
        .find_map(|word| only(named(word).filter(|division| is_county(division) && within(division, parent))));
    let division = county.or(top)?;
    Some(Place { division, address: text.to_owned() })
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '·' | '•' | '・' | '-' | '—' | '/' | '|' | '_' | ',' | '，' | '、' | ';' | ':' | '>' | '.')
}

/// Whether a short name goes on as the name of a street, gate, village or the like.
fn is_continued(after: &str) -> bool {
    let beginnings = [
        "区", "县", "州", "门", "路", "街", "大道", "桥", "镇", "村", "站", "寺", "湖", "山", "东路", "西路", "南路",
        "北路", "中路", "大街", "东街", "西街",
    ];
    beginnings.iter().any(|beginning| after.starts_with(beginning))
}

fn is_province(division: &Division) -> bool {
    division.code.ends_with("0000")
}

fn is_city(division: &Division) -> bool {
    division.code.ends_with("00") && !is_province(division)
}

fn is_county(division: &Division) -> bool {
    !division.code.ends_with("00")
}

fn within(division: &Division, parent: &Division) -> bool {
    let stem = if is_province(parent) {
        &parent.code[..2]
    } else if is_city(parent) {
        &parent.code[..4]
    } else {
        return false;
    };
    division.code.starts_with(stem) && division.code != parent.code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_as_people_write_them() {
        let beijing = Division::by_code("110000");
        let read = |text: &str, context| place(text, context).map(|found| (found.division.code, found.address));
        for (text, code, address) in [
            ("北京海淀区丹棱SOHO(北门)", "110108", "丹棱SOHO(北门)"),
            ("北京·海淀区·中关村", "110108", "中关村"),
            ("北京市朝阳区平安国际金融中心(新源南路)", "110105", "平安国际金融中心(新源南路)"),
            ("上海-浦东新区", "310115", ""),
            ("北京", "110000", ""),
            ("北京-中关村", "110000", "中关村"),
            ("北京市 海淀区 上地街道 上地五街9号", "110108", "上地街道 上地五街9号"),
            ("北京海淀区辉煌国际1号楼\n\n\n点击查看地图", "110108", "辉煌国际1号楼"),
            ("北京毛纺路58号院3号楼", "110000", "毛纺路58号院3号楼"),
            ("北京北京市海淀区苏州街", "110108", "苏州街"),
            ("广州-天河区", "440106", ""),
            ("深圳市南山区科技园", "440305", "科技园"),
            ("河北省石家庄市长安区建设大街", "130102", "建设大街"),
            ("北京朝阳门外大街", "110000", "朝阳门外大街"),
            ("110108", "110108", ""),
            ("Haidian District, Beijing", "110108", "Haidian District, Beijing"),
            ("海淀区中关村", "110108", "中关村"),
            ("中国(上海)自由贸易试验区祥科路58号", "310000", "自由贸易试验区祥科路58号"),
        ] {
            assert_eq!(read(text, None), Some((code, address.to_owned())), "{text}");
        }
        assert_eq!(read("朝阳区望京", None), None);
        assert_eq!(read("朝阳区望京", beijing), Some(("110105", "望京".to_owned())));
        assert_eq!(read("朝阳区望京", Division::by_code("110108")), Some(("110105", "望京".to_owned())));
        assert_eq!(read("远程办公", beijing), None);
        assert_eq!(read("", beijing), None);
    }
}
