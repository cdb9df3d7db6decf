//! Rows and files for tests.

use crate::imports::values::{Import, ReadyRow};
use crate::testing::World;

/// A row of a file, known by employer and title.
pub(crate) fn row(world: &World, employer: &str, code: Option<&str>, title: &str) -> ReadyRow {
    ReadyRow {
        header: std::sync::Arc::default(),
        cells: vec![employer.to_owned(), title.to_owned()],
        sheet: "岗位".into(),
        row: 2,
        employer_name: employer.into(),
        credit_code: code.map(str::to_owned),
        content: world.posting(title),
        import_key: format!("{employer}/{}/{title}", code.unwrap_or_default()),
        content_hash: format!("hash of {title}"),
    }
}

/// The same row with another content.
pub(crate) fn changed(world: &World, row: &ReadyRow, title: &str) -> ReadyRow {
    ReadyRow { content: world.posting(title), content_hash: format!("hash of {title}"), ..row.clone() }
}

pub(crate) fn file(rows: &[ReadyRow]) -> Import {
    Import { file_name: "岗位.xlsx".into(), file_hash: "hash".into(), ready: rows.to_vec(), ..Import::default() }
}
