//! What follows a write is written with it: the log of changes, the queue of jobs and the audit trail.

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
        let seq = ColumnDef::new(Alias::new("seq")).big_integer().not_null().auto_increment().primary_key().to_owned();
        manager.create_table(table("change", vec![seq, text("kind"), text("subject"), number("at")])).await?;

        let job = vec![
            id("id"),
            text("kind"),
            text("subject"),
            number("run_at"),
            number("attempts"),
            number_null("locked_until"),
            text("state"),
            text_null("last_error"),
            number("created_at"),
        ];
        manager.create_table(table("job", job)).await?;
        manager.create_index(index("job", &["state", "run_at"], false)).await?;

        let audit = vec![
            id("id"),
            number("at"),
            text_null("account_id"),
            text("actor"),
            text("action"),
            text("subject"),
            text("detail"),
        ];
        manager.create_table(table("audit", audit)).await?;
        manager.create_index(index("audit", &["subject", "at"], false)).await
    }
}
