//! Accounts, sign-ups not yet confirmed, sessions and failed sign-ins.

use crate::columns::{id, index, number, references, table, text, text_null};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::WHOLE_OR_NOT_AT_ALL
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let account = vec![
            id("id"),
            text("email"),
            text("password_hash"),
            text("display_name"),
            text("locale"),
            text("role"),
            number("created_at"),
        ];
        manager.create_table(table("account", account)).await?;
        manager.create_index(index("account", &["email"], true)).await?;

        let sign_up = vec![
            id("id"),
            text("email"),
            text("password_hash"),
            text("display_name"),
            text("locale"),
            text_null("token_hash"),
            number("expires_at"),
            number("created_at"),
        ];
        manager.create_table(table("sign_up", sign_up)).await?;
        manager.create_index(index("sign_up", &["email"], false)).await?;
        manager.create_index(index("sign_up", &["token_hash"], false)).await?;

        let mut session = table(
            "session",
            vec![
                id("id"),
                text("token_hash"),
                text("account_id"),
                text("user_agent"),
                number("created_at"),
                number("last_seen_at"),
                number("expires_at"),
            ],
        );
        references(&mut session, "session", "account_id", "account");
        manager.create_table(session).await?;
        manager.create_index(index("session", &["token_hash"], true)).await?;
        manager.create_index(index("session", &["account_id"], false)).await?;

        let failure = vec![id("id"), text("key"), number("at")];
        manager.create_table(table("sign_in_failure", failure)).await?;
        manager.create_index(index("sign_in_failure", &["key", "at"], false)).await?;
        manager.create_index(index("sign_in_failure", &["at"], false)).await
    }
}
