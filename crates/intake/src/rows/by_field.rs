//! The cells of a row by what their columns mean.
//!
//! Rule: of several columns for one field the surest comes first; a blank cell is no cell.

use super::Flaw;
use crate::columns::{Field, Layout};
use crate::grid::cell_reference;
use magpie_terms::Violation;

/// A row under its layout.
pub(super) struct Cells<'a> {
    pub(super) layout: &'a Layout,
    pub(super) cells: &'a [String],
}

impl<'a> Cells<'a> {
    pub(super) fn new(layout: &'a Layout, cells: &'a [String]) -> Self {
        Self { layout, cells }
    }

    /// The filled cells of a field with their headings, surest column first.
    pub(super) fn texts(&self, field: Field) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let (layout, cells) = (self.layout, self.cells);
        layout.of(field).iter().filter_map(move |index| {
            let text = cells.get(*index).map(String::as_str).filter(|text| !text.trim().is_empty())?;
            Some((layout.columns.get(*index).map_or("", |column| column.header.as_str()), text))
        })
    }

    /// All filled cells of a field.
    pub(super) fn all(&self, field: Field) -> Vec<String> {
        self.texts(field).map(|(_, text)| text.to_owned()).collect()
    }

    /// The first filled cell of a field, or nothing.
    pub(super) fn first(&self, field: Field) -> &'a str {
        self.texts(field).next().map_or("", |(_, text)| text)
    }

    /// Finds the cell at fault: that of the field, or the field's column where the cell is blank.
    pub(super) fn flaw(&self, row: usize, violation: Violation) -> Flaw {
        let fields: Vec<Field> = match violation.field.as_str() {
            "pay_min" | "pay_max" | "pay_kind" | "pay_period" | "pay_months" => {
                vec![Field::Pay, Field::PayMin, Field::PayMax, Field::PayKind]
            }
            "experience_min" | "experience_max" | "graduates" => vec![Field::Experience],
            "district" => vec![Field::District, Field::Address],
            other => Field::from_code(other).into_iter().collect(),
        };
        let columns = fields.iter().flat_map(|field| self.layout.of(*field)).copied();
        let is_filled = |column: &usize| self.cells.get(*column).is_some_and(|cell| !cell.trim().is_empty());
        let column = columns.clone().find(is_filled).or_else(|| columns.clone().next());
        let cell = column.map(|column| cell_reference(row, column));
        Flaw { violation, column, cell }
    }
}
