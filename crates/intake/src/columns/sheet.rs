//! The layout of a sheet: which row has the headings and what each column means.
//!
//! Rule: a sheet may begin with its title or have no headings at all; a row is taken for headings only where it says
//! more about the columns than about a posting.

use super::{Column, Field, FoundBy, Map, Meaning, headers, looks};
use crate::cells;
use crate::grid::{Sheet, column_letters};
use magpie_terms::text::folded;

/// How many rows are looked at to find the headings.
const HEADING_WITHIN: usize = 20;

/// How a sheet is laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    /// The index of the row with the headings.
    pub(crate) header_row: Option<usize>,
    /// Its cells.
    pub(crate) header: Vec<String>,
    /// Every column, in order.
    pub(crate) columns: Vec<Column>,
    /// The columns of each field, surest first.
    by_field: Vec<Vec<usize>>,
}

impl Layout {
    /// The columns that mean the field, surest first.
    pub(crate) fn of(&self, field: Field) -> &[usize] {
        self.by_field.get(field as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether a row is above the headings, or the headings once more, or a line such as a sum that is no posting.
    pub(crate) fn is_heading(&self, index: usize, cells: &[String]) -> bool {
        if self.header_row.is_some_and(|header| index <= header) {
            return true;
        }
        let filled: Vec<&String> = cells.iter().filter(|cell| !cell.trim().is_empty()).collect();
        let repeated = !self.header.is_empty()
            && filled.len() > 1
            && cells.iter().zip(&self.header).all(|(cell, header)| folded(cell) == folded(header));
        repeated || (filled.len() == 1 && self.columns.len() > 2 && is_remark(filled[0]))
    }
}

/// A line across the table: 一、制造业, 合计, 备注.
fn is_remark(cell: &str) -> bool {
    let cell = folded(cell);
    let sum = ["合计", "总计", "共计", "小计", "备注", "注:", "说明", "填表", "联系人", "联系电话"]
        .iter()
        .any(|word| cell.starts_with(word));
    let mut chars = cell.trim_start_matches(['(', '第']).chars();
    let numbered = chars.next().is_some_and(|c| "一二三四五六七八九十".contains(c))
        && chars.next().is_some_and(|c| "、.)部类".contains(c));
    sum || numbered
}

/// Understands a sheet.
pub(crate) fn understand(sheet: &Sheet, map: &Map) -> Layout {
    let header_row = match map.sheet.get(&sheet.name).and_then(|found| found.header_row) {
        Some(number) => number.checked_sub(1).filter(|index| *index < sheet.rows.len()),
        None => find_header(sheet),
    };
    let header = header_row.map(|index| sheet.rows[index].clone()).unwrap_or_default();
    let first = header_row.map_or(0, |index| index + 1);
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut columns: Vec<Column> = (0..width)
        .map(|index| {
            let heading = header.get(index).map(|cell| cells::line(cell)).unwrap_or_default();
            let (meaning, confidence, found_by) = by_word(map, &sheet.name, &heading, index);
            Column { index, letters: column_letters(index), header: heading, meaning, confidence, found_by }
        })
        .collect();
    // Columns whose heading says nothing, each against the fields that are still free.
    for index in 0..width {
        if columns[index].found_by != FoundBy::Nothing {
            continue;
        }
        let taken: Vec<Field> = columns.iter().filter_map(|column| field_of(column.meaning)).collect();
        let cells = sheet.rows.iter().skip(first).filter_map(|row| row.get(index)).map(String::as_str);
        if let Some((field, confidence)) = looks::meaning(cells, |field| is_free(field, &taken)) {
            columns[index].meaning = Meaning::Field(field);
            columns[index].confidence = confidence;
            columns[index].found_by = FoundBy::Looks;
        }
    }
    let mut by_field = vec![Vec::new(); Field::ALL.len()];
    for column in &columns {
        if let Meaning::Field(field) = column.meaning {
            by_field[field as usize].push(column.index);
        }
    }
    for found in &mut by_field {
        found.sort_by_key(|index| (std::cmp::Reverse(columns[*index].confidence), *index));
    }
    Layout { header_row, header, columns, by_field }
}

/// The law goes before the map, the map before the heading.
fn by_word(map: &Map, sheet: &str, heading: &str, index: usize) -> (Meaning, u8, FoundBy) {
    let by_heading = headers::meaning(heading);
    if let Some((Meaning::Unlawful, confidence)) = by_heading {
        return (Meaning::Unlawful, confidence, FoundBy::Header);
    }
    if let Some(meaning) = map.meaning(sheet, heading, index) {
        return (meaning, 100, FoundBy::Map);
    }
    match by_heading {
        Some((meaning, confidence)) => (meaning, confidence, FoundBy::Header),
        None => (Meaning::Unused, 0, FoundBy::Nothing),
    }
}

fn field_of(meaning: Meaning) -> Option<Field> {
    match meaning {
        Meaning::Field(field) => Some(field),
        Meaning::Unlawful | Meaning::Unused => None,
    }
}

fn is_free(field: Field, taken: &[Field]) -> bool {
    let same = |fields: &[Field]| taken.iter().any(|known| fields.contains(known));
    match field {
        Field::Pay => !same(&[Field::Pay, Field::PayMin, Field::PayMax]),
        Field::District => !same(&[Field::District, Field::Address]),
        other => !same(&[other]),
    }
}

fn find_header(sheet: &Sheet) -> Option<usize> {
    let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let mut best: Option<(usize, usize)> = None;
    for (index, row) in sheet.rows.iter().enumerate().take(HEADING_WITHIN) {
        let known = row.iter().filter(|cell| headers::meaning(&cells::line(cell)).is_some()).count();
        let sure = known >= 2 && known * 2 >= filled(row);
        if sure && best.is_none_or(|(_, most)| known > most) {
            best = Some((index, known));
        }
    }
    if let Some((index, _)) = best {
        return Some(index);
    }
    let first = sheet.rows.iter().position(|row| filled(row) > 0)?;
    let row = &sheet.rows[first];
    let known = row.iter().any(|cell| headers::meaning(&cells::line(cell)).is_some());
    let says_nothing = row.iter().all(|cell| !says_something(cell)) && filled(row) > 1;
    let below: Vec<&Vec<String>> = sheet.rows.iter().skip(first + 1).take(HEADING_WITHIN).collect();
    let others_say = below.iter().filter(|row| row.iter().any(|cell| says_something(cell))).count();
    (says_nothing && (known || others_say * 2 > below.len()) || (known && filled(row) == 1)).then_some(first)
}

/// Whether a cell holds a value of a posting, as no heading does.
fn says_something(cell: &str) -> bool {
    let count = cell.chars().take(31).count();
    if count > 30 {
        return true;
    }
    // A heading such as 最低学历(大专) names a level but has no other cell like it; a bare level is a value.
    count > 0
        && (cell.bytes().any(|byte| byte.is_ascii_digit()) && cells::pay(cell).is_ok()
            || count < 8 && cells::education(cell).is_some()
            || cells::experience(cell).is_some()
            || cells::employer::size(cell).is_some())
}
