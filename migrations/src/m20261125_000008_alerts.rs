//! Saved searches and what was sent for them.

use crate::columns::{id, index, number, number_null, references, table, text, text_null};
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
                text("cadence"),
                text("token"),
                number("cursor"),
                number("next_at"),
                number_null("sent_at"),
                number("created_at"),
            ],
        );
        references(&mut alert, "alert", "account_id", "account");
        manager.create_table(alert).await?;
        manager.create_index(index("alert", &["account_id", "kind", "query"], true)).await?;
        manager.create_index(index("alert", &["token"], true)).await?;
        manager.create_index(index("alert", &["cadence", "next_at"], false)).await?;

        let mut sent = table(
            "alert_sent",
            vec![id("id"), text("account_id"), text("posting_id"), text_null("delivery_id"), number("at")],
        );
        references(&mut sent, "alert_sent", "account_id", "account");
        references(&mut sent, "alert_sent", "posting_id", "posting");
        manager.create_table(sent).await?;
        manager.create_index(index("alert_sent", &["account_id", "posting_id"], true)).await?;
        manager.create_index(index("alert_sent", &["delivery_id"], false)).await?;

        let mut delivery = table(
            "alert_delivery",
            vec![id("id"), text("alert_id"), text("postings"), number("found"), number("created_at")],
        );
        references(&mut delivery, "alert_delivery", "alert_id", "alert");
        manager.create_table(delivery).await?;
        manager.create_index(index("alert_delivery", &["alert_id"], false)).await
    }
}
