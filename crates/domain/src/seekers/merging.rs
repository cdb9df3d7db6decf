//! Two profiles of one person become one, and can be taken apart again.
//!
//! Rule: the content of neither is touched. What was done under the merged one (applications, consents, blocks,
//! invitations) moves to the kept one where it does not collide, and the ids of what was moved are kept, so that taking
//! apart restores exactly that. A profile with an account is never merged into another: its owner would lose it.

use crate::applications::entity::{application, invitation};
use crate::authority::Grant;
use crate::changes::Change;
use crate::db::{Db, Tx, rows_before};
use crate::error::{Code, Error, OnUnique};
use crate::ids::{AccountId, MergeId, SeekerId};
use crate::seekers::candidates::masked_name;
use crate::seekers::doubles::both;
use crate::seekers::entity::{block, consent, merge, seeker};
use crate::seekers::policy::AssistSeekers;
use crate::seekers::rows;
use crate::seekers::values::Source;
use magpie_terms::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A merge that can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// Its id.
    pub id: MergeId,
    /// The profile that stands.
    pub kept: SeekerId,
    /// Its name; masked where the reader may not see the profile.
    pub kept_name: String,
    /// Whether the reader may see it.
    pub kept_assisted: bool,
    /// The name on the other.
    pub merged_name: String,
    /// When.
    pub merged_at: Moment,
    /// How many applications, consents, blocks and invitations moved.
    pub moved: usize,
}

/// The ids of the rows that moved.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Moved {
    applications: Vec<String>,
    consents: Vec<String>,
    blocks: Vec<String>,
    invitations: Vec<String>,
}

/// A table whose rows belong to a seeker.
#[derive(Clone, Copy)]
struct Rows<E: EntityTrait> {
    id: E::Column,
    seeker: E::Column,
}

const APPLICATIONS: Rows<application::Entity> =
    Rows { id: application::Column::Id, seeker: application::Column::SeekerId };
const CONSENTS: Rows<consent::Entity> = Rows { id: consent::Column::Id, seeker: consent::Column::SeekerId };
const BLOCKS: Rows<block::Entity> = Rows { id: block::Column::Id, seeker: block::Column::SeekerId };
const INVITATIONS: Rows<invitation::Entity> = Rows { id: invitation::Column::Id, seeker: invitation::Column::SeekerId };

/// Merges on one page.
pub const PAGE: u64 = 20;

/// Merges `merged` into `kept`.
///
/// # Errors
/// `not-found` where the adviser may not know of the pair; `merge-not-possible` where the one to be merged has an
/// account, or somebody was first.
pub async fn merge(db: &Db, grant: &Grant<AssistSeekers>, kept: SeekerId, merged: SeekerId) -> Result<MergeId, Error> {
    let mut tx = db.begin(grant).await?;
    let (kept_row, merged_row) = both(&tx, kept, merged).await?;
    if merged_row.account_id.is_some() || !merged_row.assisted {
        return Err(Code::MergeNotPossible.into());
    }
    // In the order of the ids, so that two merges of the same pair wait for each other instead of for both.
    for id in [kept.min(merged), kept.max(merged)] {
        let into = (id == merged).then(|| kept.text());
        let model = seeker::ActiveModel { merged_into: Set(into), updated_at: Set(tx.now().0), ..Default::default() };
        let touched = seeker::Entity::update_many()
            .set(model)
            .filter(seeker::Column::Id.eq(id.text()))
            .filter(seeker::Column::MergedInto.is_null())
            .filter(seeker::Column::ErasedAt.is_null())
            .exec(tx.conn())
            .await?;
        if touched.rows_affected == 0 {
            return Err(Code::MergeNotPossible.into());
        }
    }
    let moved = move_rows(&tx, merged, kept).await?;
    let id = MergeId::new();
    merge::ActiveModel {
        id: Set(id.text()),
        kept_id: Set(kept.text()),
        merged_id: Set(merged.text()),
        moved: Set(to_json(&moved)?),
        merged_by: Set(grant.actor().account().map(AccountId::text)),
        merged_at: Set(tx.now().0),
        undone_at: Set(None),
    }
    .insert(tx.conn())
    .await?;
    rows::note(&tx, &kept_row, &["merged"], Source::Merge).await?;
    tx.changed(Change::SeekerChanged(merged));
    tx.changed(Change::SeekerChanged(kept));
    tx.audit("merge-profiles", kept, merged.to_string());
    tx.commit().await?;
    Ok(id)
}

/// Takes two profiles apart again: what moved and is still there goes back, what came since stays.
///
/// # Errors
/// `not-found`; `merge-not-undoable` where it was undone, or the kept one was itself merged or erased since.
pub async fn unmerge(db: &Db, grant: &Grant<AssistSeekers>, id: MergeId) -> Result<(), Error> {
    let mut tx = db.begin(grant).await?;
    let row = merge::Entity::find_by_id(id.text()).one(tx.conn()).await?.ok_or(Code::NotFound)?;
    let (kept, merged) = (SeekerId::from_row(&row.kept_id)?, SeekerId::from_row(&row.merged_id)?);
    let undone = merge::Entity::update_many()
        .col_expr(merge::Column::UndoneAt, Some(tx.now().0).into())
        .filter(merge::Column::Id.eq(id.text()))
        .filter(merge::Column::UndoneAt.is_null())
        .exec(tx.conn())
        .await?;
    if undone.rows_affected == 0 {
        return Err(Code::MergeNotUndoable.into());
    }
    for id in [kept.min(merged), kept.max(merged)] {
        let model = seeker::ActiveModel { merged_into: Set(None), updated_at: Set(tx.now().0), ..Default::default() };
        let update = seeker::Entity::update_many()
            .set(model)
            .filter(seeker::Column::Id.eq(id.text()))
            .filter(seeker::Column::ErasedAt.is_null());
        let update = if id == merged {
            update.filter(seeker::Column::MergedInto.eq(kept.text()))
        } else {
            update.filter(seeker::Column::MergedInto.is_null())
        };
        if update.exec(tx.conn()).await?.rows_affected == 0 {
            return Err(Code::MergeNotUndoable.into());
        }
    }
    let moved: Moved = from_json(&row.moved)?;
    let back = (kept.text(), merged.text());
    restore(&tx, APPLICATIONS, &moved.applications, &back).await?;
    restore(&tx, CONSENTS, &moved.consents, &back).await?;
    restore(&tx, BLOCKS, &moved.blocks, &back).await?;
    restore(&tx, INVITATIONS, &moved.invitations, &back).await?;
    let kept_row = rows::load(&tx, kept).await?;
    rows::note(&tx, &kept_row, &["unmerged"], Source::Merge).await?;
    tx.changed(Change::SeekerChanged(merged));
    tx.changed(Change::SeekerChanged(kept));
    tx.audit("unmerge-profiles", kept, merged.to_string());
    tx.commit().await
}

/// A page of the merges that can be undone, the newest first, with the number of all.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn undoable(db: &Db, _: &Grant<AssistSeekers>, page: u64) -> Result<(Vec<Merge>, u64), Error> {
    let mut standing = Query::select();
    standing
        .column(seeker::Column::Id)
        .from(seeker::Entity)
        .and_where(seeker::Column::MergedInto.is_null())
        .and_where(seeker::Column::ErasedAt.is_null());
    let query = merge::Entity::find()
        .filter(merge::Column::UndoneAt.is_null())
        .filter(merge::Column::KeptId.in_subquery(standing));
    let total = query.clone().count(db.read()).await?;
    let found = query
        .order_by_desc(merge::Column::MergedAt)
        .order_by_desc(merge::Column::Id)
        .offset(rows_before(page, PAGE))
        .limit(PAGE)
        .all(db.read())
        .await?;
    let ids = found.iter().flat_map(|row| [row.kept_id.clone(), row.merged_id.clone()]);
    let people = seeker::Entity::find().filter(seeker::Column::Id.is_in(ids)).all(db.read()).await?;
    let people: HashMap<String, seeker::Model> = people.into_iter().map(|row| (row.id.clone(), row)).collect();
    let name = |id: &str| {
        people
            .get(id)
            .map_or_else(String::new, |row| if row.assisted { row.name.clone() } else { masked_name(&row.name) })
    };
    let merges = found
        .iter()
        .map(|row| {
            let moved: Moved = from_json(&row.moved)?;
            Ok(Merge {
                id: MergeId::from_row(&row.id)?,
                kept: SeekerId::from_row(&row.kept_id)?,
                kept_name: name(&row.kept_id),
                kept_assisted: people.get(&row.kept_id).is_some_and(|row| row.assisted),
                merged_name: name(&row.merged_id),
                merged_at: Moment(row.merged_at),
                moved: moved.applications.len() + moved.consents.len() + moved.blocks.len() + moved.invitations.len(),
            })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    Ok((merges, total))
}

/// Moves what does not collide, and says which rows these are. A consent and an invitation are for a posting, as an
/// application is.
async fn move_rows(tx: &Tx, from: SeekerId, to: SeekerId) -> Result<Moved, Error> {
    let there = (from.text(), to.text());
    Ok(Moved {
        applications: give(tx, APPLICATIONS, application::Column::PostingId, &there).await?,
        consents: give(tx, CONSENTS, consent::Column::PostingId, &there).await?,
        blocks: give(tx, BLOCKS, block::Column::CreditCode, &there).await?,
        invitations: give(tx, INVITATIONS, invitation::Column::PostingId, &there).await?,
    })
}

/// Gives the rows of one profile to another, save those of which the other has one with the same `unique`.
async fn give<E: EntityTrait>(
    tx: &Tx,
    table: Rows<E>,
    unique: E::Column,
    there: &(String, String),
) -> Result<Vec<String>, Error> {
    let mut taken = Query::select();
    taken.column(unique).from(E::default()).and_where(table.seeker.eq(&there.1));
    let ids: Vec<String> = E::find()
        .select_only()
        .column(table.id)
        .filter(table.seeker.eq(&there.0))
        .filter(unique.not_in_subquery(taken))
        .into_tuple()
        .all(tx.conn())
        .await?;
    restore(tx, table, &ids, there).await?;
    Ok(ids)
}

/// Gives these rows of one profile to another, as far as they are still the one's.
async fn restore<E: EntityTrait>(
    tx: &Tx,
    table: Rows<E>,
    ids: &[String],
    (from, to): &(String, String),
) -> Result<(), Error> {
    for some in ids.chunks(500) {
        E::update_many()
            .col_expr(table.seeker, to.clone().into())
            .filter(table.id.is_in(some.iter().cloned()))
            .filter(table.seeker.eq(from))
            .exec(tx.conn())
            .await
            .on_unique(Code::MergeNotPossible)?;
    }
    Ok(())
}

fn to_json(moved: &Moved) -> Result<String, Error> {
    serde_json::to_string(moved).map_err(|cause| Error::internal(format!("a merge as JSON: {cause}")))
}

fn from_json(text: &str) -> Result<Moved, Error> {
    serde_json::from_str(text).map_err(|cause| Error::internal(format!("what a merge moved: {cause}")))
}
