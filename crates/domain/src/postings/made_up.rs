//! Writes the postings of the made-up district.

use crate::changes::Change;
use crate::db::{Db, System};
use crate::error::Error;
use crate::ids::{EmployerId, PostingId};
use crate::postings::entity::{posting, version};
use crate::postings::lifecycle::REMIND_DAYS;
use crate::postings::rows;
use crate::postings::values::PostingState;
use magpie_terms::{Moment, PostingContent};
use sea_orm::Set;
use sea_orm::entity::prelude::*;

/// A posting of the made-up district.
#[derive(Debug, Clone)]
pub struct MadeUpPosting {
    /// The employer.
    pub employer: EmployerId,
    /// The content.
    pub content: PostingContent,
    /// Where it stands.
    pub state: PostingState,
    /// When it became public, or was written.
    pub at: Moment,
}

/// Writes some postings in one transaction and gives their ids in order. With `log`, the changes are logged, so that an
/// index follows; without, the index is rebuilt afterwards.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn add(db: &Db, system: &System, postings: &[MadeUpPosting], log: bool) -> Result<Vec<PostingId>, Error> {
    let mut tx = db.begin(system).await?;
    let mut ids = Vec::with_capacity(postings.len());
    let reminded_until = tx.now().plus_days(REMIND_DAYS);
    for some in postings.chunks(500) {
        let mut new = Vec::with_capacity(some.len());
        let mut versions = Vec::with_capacity(some.len());
        for made_up in some {
            let id = PostingId::new();
            ids.push(id);
            let mut row = rows::new_row(id, made_up.employer, &made_up.content, made_up.state, made_up.at.0);
            let was_public = !matches!(made_up.state, PostingState::Draft | PostingState::InReview);
            if was_public {
                row.published_at = Set(Some(made_up.at.0));
                versions.push(rows::version_row(&id.to_string(), 1, &made_up.content, made_up.at.0, None)?);
            }
            // Nobody is reminded of what was made up to end soon: thousands of mails would go out at the first start.
            let ends_soon = made_up.content.valid_through.end() <= reminded_until;
            row.reminded_at = Set((was_public && ends_soon).then_some(made_up.at.0));
            if log && made_up.state == PostingState::Published {
                tx.changed(Change::PostingPublished(id));
            }
            new.push(row);
        }
        posting::Entity::insert_many(new).exec_without_returning(tx.conn()).await?;
        if !versions.is_empty() {
            version::Entity::insert_many(versions).exec_without_returning(tx.conn()).await?;
        }
    }
    tx.commit().await?;
    Ok(ids)
}
