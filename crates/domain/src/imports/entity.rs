//! Rows of imports.

use sea_orm::entity::prelude::*;

/// A file that was looked at or imported.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_batch")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub employer_id: Option<String>,
    pub account_id: Option<String>,
    pub file_name: String,
    pub file_hash: String,
    /// The bytes, only while the file is looked at.
    pub file: Option<Vec<u8>>,
    /// The map of its columns.
    pub mapping: String,
    pub state: String,
    pub report: String,
    pub created_at: i64,
    pub finished_at: Option<i64>,
    pub published_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
