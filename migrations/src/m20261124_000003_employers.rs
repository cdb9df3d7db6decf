//! Employers, their members and the invitations to become one.

use crate::columns::{flag, id, index, number, number_null, references, table, text, text_null};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName, Debug)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        crate::WHOLE_OR_NOT_AT_ALL
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let employer = vec![
            id("id"),
            text("name"),
            text("name_key"),
            text_null("credit_code"),
            text_null("claimed_code"),
            text_null("industry"),
            text_null("size"),
            text_null("district"),
            text("address"),
            text("description"),
            text_null("contact_name"),
            text_null("contact_phone"),
            text_null("contact_email"),
            text("state"),
            flag("trusted"),
            text_null("refusal_reason"),
            number("created_at"),
            number("updated_at"),
            number_null("decided_at"),
            text_null("decided_by"),
        ];
        manager.create_table(table("employer", employer)).await?;
        // Null codes do not collide, in either database: unverified employers may have none yet.
        manager.create_index(index("employer", &["credit_code"], true)).await?;
        manager.create_index(index("employer", &["claimed_code"], false)).await?;
        manager.create_index(index("employer", &["name_key"], false)).await?;
        manager.create_index(index("employer", &["state", "updated_at", "id"], false)).await?;

        let mut member = table(
            "employer_member",
            vec![id("id"), text("employer_id"), text("account_id"), text("role"), number("created_at")],
        );
        references(&mut member, "employer_member", "employer_id", "employer");
        references(&mut member, "employer_member", "account_id", "account");
        manager.create_table(member).await?;
        manager.create_index(index("employer_member", &["employer_id", "account_id"], true)).await?;
        manager.create_index(index("employer_member", &["account_id"], false)).await?;

        let mut invitation = table(
            "employer_invitation",
            vec![
                id("id"),
                text("employer_id"),
                text("email"),
                text("role"),
                text("locale"),
                text_null("token_hash"),
                text("invited_by"),
                number("created_at"),
                number("expires_at"),
            ],
        );
        references(&mut invitation, "employer_invitation", "employer_id", "employer");
        manager.create_table(invitation).await?;
        manager.create_index(index("employer_invitation", &["employer_id", "email"], true)).await?;
        manager.create_index(index("employer_invitation", &["token_hash"], false)).await
    }
}
