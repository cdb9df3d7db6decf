//! What each column of a sheet means.
//!
//! Rule: a person's map goes before a heading, a heading before what the cells look like. Columns about who a person
//! is (sex, age and the like) are recognised in order to be left unread: nothing of them is kept.

mod headers;
mod looks;
mod map;
mod sheet;

use serde::Serialize;

pub use map::{Defaults, Map, MapError, SheetMap};
pub(crate) use sheet::{Layout, understand};

magpie_terms::closed_set! {
    /// What a column can mean.
    Field {
        Title = "title", Occupation = "occupation", Employer = "employer", CreditCode = "credit_code",
        Pay = "pay", PayMin = "pay_min", PayMax = "pay_max", PayKind = "pay_kind", PayMonths = "pay_months",
        Headcount = "headcount", Education = "education", Experience = "experience", District = "district",
        Address = "address", EmploymentType = "employment_type", Shift = "shift", Benefits = "benefits",
        Skills = "skills", Description = "description", ValidThrough = "valid_through", Industry = "industry",
        Size = "size", ExternalRef = "external_ref",
    }
}

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// A field.
    Field(Field),
    /// Something that the law forbids as a condition of work; the column is not read.
    Unlawful,
    /// Nothing that a posting has; the column is not read.
    Unused,
}

/// How a column's meaning was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FoundBy {
    /// A person said so.
    Map,
    /// The heading says so.
    Header,
    /// The cells look like it.
    Looks,
    /// It was not found.
    Nothing,
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its index, the first being 0.
    pub index: usize,
    /// Its letters.
    pub letters: String,
    /// Its heading; may be empty.
    pub header: String,
    /// What it means.
    pub meaning: Meaning,
    /// How sure that is, 0 to 100.
    pub confidence: u8,
    /// How it was found.
    pub found_by: FoundBy,
}
