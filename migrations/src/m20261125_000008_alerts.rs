//! Saved searches and what was sent for them.

use crate::columns::{id, index, number, number_null, references, table, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::WHOLE_OR_NOT_AT_ALL
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut alert = table(
            "alert",
            vec![
                id("id"),
                text("account_id"),
                text("kind"),
                text("name"),
                text("query"),
                text("query_key"),
                text("cadence"),
                text("state"),
                text("token"),
                number("cursor"),
                number("next_at"),
                number("mails"),
                number("told"),
                number_null("sent_at"),
                number("created_at"),
            ],
        );
        references(&mut alert, "alert", "account_id", "account");
        manager.create_table(alert).await?;
        // The key of the query and not the query, which may be longer than an index takes.
        manager.create_index(index("alert", &["account_id", "kind", "query_key"], true)).await?;
        manager.create_index(index("alert", &["token"], true)).await?;
        manager.create_index(index("alert", &["cadence", "next_at"], false)).await?;

        // The row is its key: no id, and no reference to the posting, so that there is one index to write and not three.
        let mut sent = table("alert_sent", vec![text("account_id"), text("posting_id"), number("at")]);
        sent.primary_key(Index::create().col(Alias::new("account_id")).col(Alias::new("posting_id")));
        references(&mut sent, "alert_sent", "account_id", "account");
        manager.create_table(sent).await?;

        let mut delivery = table(
            "alert_delivery",
            vec![id("id"), text("alert_id"), text("postings"), number("more"), number("created_at")],
        );
        references(&mut delivery, "alert_delivery", "alert_id", "alert");
        manager.create_table(delivery).await?;
        manager.create_index(index("alert_delivery", &["alert_id"], false)).await?;
        manager.create_index(index("alert_delivery", &["created_at"], false)).await
    }
}
