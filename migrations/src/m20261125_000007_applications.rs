//! Applications with their history and notes, invitations of candidates, screening questions.

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
        let mut question = table(
            "screening_question",
            vec![
                id("id"),
                text("posting_id"),
                number("position"),
                text("kind"),
                text("question"),
                text("options"),
                flag("required"),
                number("created_at"),
                number_null("retired_at"),
            ],
        );
        references(&mut question, "screening_question", "posting_id", "posting");
        manager.create_table(question).await?;
        manager.create_index(index("screening_question", &["posting_id", "position"], false)).await?;

        let mut application = table(
            "application",
            vec![
                id("id"),
                text("posting_id"),
                text("seeker_id"),
                text("state"),
                text("origin"),
                text("message"),
                text("answers"),
                text_null("applied_by"),
                text_null("refusal_reason"),
                number("version"),
                number("created_at"),
                number("updated_at"),
                number_null("answered_at"),
                number_null("remind_at"),
                number("reminders"),
            ],
        );
        references(&mut application, "application", "posting_id", "posting");
        references(&mut application, "application", "seeker_id", "seeker");
        manager.create_table(application).await?;
        manager.create_index(index("application", &["posting_id", "seeker_id"], true)).await?;
        manager.create_index(index("application", &["posting_id", "state", "updated_at"], false)).await?;
        manager.create_index(index("application", &["seeker_id", "created_at"], false)).await?;
        manager.create_index(index("application", &["remind_at"], false)).await?;

        let mut event = table(
            "application_event",
            vec![
                id("id"),
                text("application_id"),
                number("at"),
                text("state"),
                text("side"),
                text_null("account_id"),
                text_null("reason"),
                text("note"),
            ],
        );
        references(&mut event, "application_event", "application_id", "application");
        manager.create_table(event).await?;
        manager.create_index(index("application_event", &["application_id", "at"], false)).await?;

        let mut note = table(
            "application_note",
            vec![id("id"), text("application_id"), number("at"), text_null("account_id"), text("note")],
        );
        references(&mut note, "application_note", "application_id", "application");
        manager.create_table(note).await?;
        manager.create_index(index("application_note", &["application_id", "at"], false)).await?;

        let mut invitation = table(
            "candidate_invitation",
            vec![
                id("id"),
                text("posting_id"),
                text("seeker_id"),
                text("state"),
                text("message"),
                text_null("invited_by"),
                number("created_at"),
                number("expires_at"),
                number_null("answered_at"),
            ],
        );
        references(&mut invitation, "candidate_invitation", "posting_id", "posting");
        references(&mut invitation, "candidate_invitation", "seeker_id", "seeker");
        manager.create_table(invitation).await?;
        manager.create_index(index("candidate_invitation", &["posting_id", "seeker_id"], true)).await?;
        manager.create_index(index("candidate_invitation", &["seeker_id", "state", "created_at"], false)).await
    }
}
