//! Imports: the file while it is looked at, and for good what became of every row.

use crate::columns::{id, index, number, number_null, table, text, text_null};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::WHOLE_OR_NOT_AT_ALL
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let file = ColumnDef::new(Alias::new("file")).blob().to_owned();
        let batch = vec![
            id("id"),
            text_null("employer_id"),
            text_null("account_id"),
            text("file_name"),
            text("file_hash"),
            file,
            text("mapping"),
            text("state"),
            text("report"),
            number("created_at"),
            number_null("finished_at"),
            number_null("published_at"),
        ];
        manager.create_table(table("import_batch", batch)).await?;
        manager.create_index(index("import_batch", &["state", "created_at"], false)).await
    }
}
