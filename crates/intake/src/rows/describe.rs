//! The description of a row that has none.
//!
//! Rule: nothing is said that the row does not say itself.

use super::by_field::Cells;
use crate::cells;
use crate::columns::Field;
use magpie_terms::text::shortened;

/// Shorter texts are no description (`PostingContent`).
const LEAST_CHARS: usize = 10;

/// The description and whether it was put together from the row's other cells.
pub(super) fn description(cells: &Cells<'_>, title: &str, place: &str) -> (String, bool) {
    let parts: Vec<(String, String)> = cells
        .texts(Field::Description)
        .map(|(heading, text)| (cells::line(heading), cells::block(text)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let several = parts.len() > 1;
    let lines: Vec<String> = parts
        .into_iter()
        .map(
            |(heading, text)| {
                if several && !text.starts_with(&heading) { format!("{heading}：\n{text}") } else { text }
            },
        )
        .collect();
    let written = lines.join("\n\n");
    if written.chars().count() >= LEAST_CHARS || title.is_empty() || place.is_empty() {
        return (written, false);
    }
    let mut sentences = vec![format!("岗位：{title}。"), format!("工作地点：{place}。")];
    for (field, word) in [
        (Field::Education, "学历要求"),
        (Field::Experience, "经验要求"),
        (Field::Skills, "技能"),
        (Field::Benefits, "福利"),
    ] {
        if let Some(text) = cells.texts(field).map(|(_, text)| cells::line(text)).find(|text| !text.is_empty()) {
            sentences.push(format!("{word}：{}。", shortened(&text, 200)));
        }
    }
    if !written.is_empty() {
        sentences.push(written);
    }
    (sentences.concat(), true)
}
