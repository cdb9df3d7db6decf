//! Seekers: profile, provenance, blocked employers, consents, merged doubles. No column for sex, age or the like exists.

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
        let mut seeker = table(
            "seeker",
            vec![
                id("id"),
                text_null("account_id"),
                text("name"),
                text("name_key"),
                text_null("phone"),
                text_null("phone_key"),
                text_null("email"),
                text("profile"),
                text("visibility"),
                flag("ranked"),
                flag("assisted"),
                text_null("keeper_id"),
                text_null("consent_note"),
                text_null("merged_into"),
                number_null("erased_at"),
                number("version"),
                number("created_at"),
                number("updated_at"),
            ],
        );
        references(&mut seeker, "seeker", "account_id", "account");
        manager.create_table(seeker).await?;
        // Null accounts do not collide, in either database.
        manager.create_index(index("seeker", &["account_id"], true)).await?;
        manager.create_index(index("seeker", &["phone_key"], false)).await?;
        manager.create_index(index("seeker", &["email"], false)).await?;
        manager.create_index(index("seeker", &["name_key"], false)).await?;
        manager.create_index(index("seeker", &["merged_into"], false)).await?;
        manager.create_index(index("seeker", &["assisted", "updated_at", "id"], false)).await?;

        let mut entry = table(
            "seeker_entry",
            vec![
                id("id"),
                text("seeker_id"),
                number("at"),
                text_null("account_id"),
                text("by_role"),
                text("fields"),
                text("source"),
            ],
        );
        references(&mut entry, "seeker_entry", "seeker_id", "seeker");
        manager.create_table(entry).await?;
        manager.create_index(index("seeker_entry", &["seeker_id", "at"], false)).await?;

        let mut block = table(
            "seeker_block",
            vec![id("id"), text("seeker_id"), text("credit_code"), text("name"), number("created_at")],
        );
        references(&mut block, "seeker_block", "seeker_id", "seeker");
        manager.create_table(block).await?;
        manager.create_index(index("seeker_block", &["seeker_id", "credit_code"], true)).await?;
        manager.create_index(index("seeker_block", &["credit_code"], false)).await?;

        let mut consent = table(
            "seeker_consent",
            vec![
                id("id"),
                text("seeker_id"),
                text("employer_id"),
                text("posting_id"),
                text("given_by"),
                number("given_at"),
                number_null("withdrawn_at"),
            ],
        );
        references(&mut consent, "seeker_consent", "seeker_id", "seeker");
        references(&mut consent, "seeker_consent", "employer_id", "employer");
        references(&mut consent, "seeker_consent", "posting_id", "posting");
        manager.create_table(consent).await?;
        manager.create_index(index("seeker_consent", &["seeker_id", "employer_id", "posting_id"], true)).await?;
        manager.create_index(index("seeker_consent", &["employer_id"], false)).await?;

        let mut merge = table(
            "seeker_merge",
            vec![
                id("id"),
                text("kept_id"),
                text("merged_id"),
                text("moved"),
                text_null("merged_by"),
                number("merged_at"),
                number_null("undone_at"),
            ],
        );
        references(&mut merge, "seeker_merge", "kept_id", "seeker");
        references(&mut merge, "seeker_merge", "merged_id", "seeker");
        manager.create_table(merge).await?;
        manager.create_index(index("seeker_merge", &["kept_id"], false)).await?;
        manager.create_index(index("seeker_merge", &["merged_id"], false)).await?;

        let mut distinct = table("seeker_distinct", vec![id("id"), text("first_id"), text("second_id"), number("at")]);
        references(&mut distinct, "seeker_distinct", "first_id", "seeker");
        references(&mut distinct, "seeker_distinct", "second_id", "seeker");
        manager.create_table(distinct).await?;
        manager.create_index(index("seeker_distinct", &["first_id", "second_id"], true)).await
    }
}
