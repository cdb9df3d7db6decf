//! Postings and every version of them that was public. No column for sex, age or the like exists.

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
        let mut posting = table(
            "posting",
            vec![
                id("id"),
                text("employer_id"),
                text("state"),
                number("version"),
                text("title"),
                text_null("occupation"),
                number("headcount"),
                number_null("pay_min_fen"),
                number_null("pay_max_fen"),
                text_null("pay_period"),
                number_null("pay_months"),
                text("education"),
                flag("education_full_time"),
                number("experience_min"),
                number_null("experience_max"),
                flag("graduates"),
                text("district"),
                text("address"),
                text("employment_type"),
                text_null("shift"),
                text("benefits"),
                text("skills"),
                text("description"),
                text("valid_through"),
                number("expires_at"),
                number("created_at"),
                number("updated_at"),
                number_null("published_at"),
                number_null("reminded_at"),
                text_null("refusal_reason"),
                text_null("import_batch_id"),
                text_null("import_key"),
                text_null("content_hash"),
            ],
        );
        references(&mut posting, "posting", "employer_id", "employer");
        manager.create_table(posting).await?;
        // All that is counted of an employer's postings stands in this index.
        manager.create_index(index("posting", &["employer_id", "state", "expires_at", "headcount"], false)).await?;
        manager.create_index(index("posting", &["state", "published_at", "id"], false)).await?;
        manager.create_index(index("posting", &["state", "expires_at"], false)).await?;
        manager.create_index(index("posting", &["employer_id", "import_key"], true)).await?;
        manager.create_index(index("posting", &["import_key"], false)).await?;
        manager.create_index(index("posting", &["import_batch_id", "state"], false)).await?;

        let mut version = table(
            "posting_version",
            vec![
                id("id"),
                text("posting_id"),
                number("version"),
                text("content"),
                number("published_at"),
                text_null("published_by"),
            ],
        );
        references(&mut version, "posting_version", "posting_id", "posting");
        manager.create_table(version).await?;
        manager.create_index(index("posting_version", &["posting_id", "version"], true)).await
    }
}
