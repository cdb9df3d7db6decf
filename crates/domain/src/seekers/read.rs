//! Guarded reads: a profile as the person and the adviser see it.

use crate::authority::{Actor, Grant};
use crate::db::Db;
use crate::error::{Code, Error};
use crate::ids::SeekerId;
use crate::seekers::entity::seeker;
use crate::seekers::policy::ActForSeeker;
use crate::seekers::rows;
use crate::seekers::values::Visibility;
use magpie_terms::{Moment, PersonInput, Profile};
use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;

/// A profile in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// Its id.
    pub id: SeekerId,
    /// Whether the one who reads is the person.
    pub own: bool,
    /// Whether the person has an account.
    pub has_account: bool,
    /// Whether the one who reads decides who sees it, and whether there is a profile at all.
    pub decides: bool,
    /// Name and contact, ready for the form.
    pub person: PersonInput,
    /// The profile.
    pub profile: Profile,
    /// Who finds it.
    pub visibility: Visibility,
    /// Whether postings are ranked by the profile, or listed plainly.
    pub ranked: bool,
    /// Whether advisers keep it.
    pub assisted: bool,
    /// How the person agreed that an adviser keeps it.
    pub consent_note: Option<String>,
    /// The number of the version, for the next save.
    pub version: i64,
    /// Since when.
    pub created_at: Moment,
    /// Last change.
    pub updated_at: Moment,
}

/// The id of the actor's own profile; `None` where there is none.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn own_id(db: &Db, actor: &Actor) -> Result<Option<SeekerId>, Error> {
    let Some(account) = actor.account() else { return Ok(None) };
    let found: Option<String> = seeker::Entity::find()
        .select_only()
        .column(seeker::Column::Id)
        .filter(seeker::Column::AccountId.eq(account.text()))
        .filter(seeker::Column::MergedInto.is_null())
        .filter(seeker::Column::ErasedAt.is_null())
        .into_tuple()
        .one(db.read())
        .await?;
    found.map(|id| SeekerId::from_row(&id)).transpose()
}

/// The profile for who may act for the person.
///
/// # Errors
/// `not-found`.
pub async fn profile(db: &Db, grant: &Grant<ActForSeeker>) -> Result<Detail, Error> {
    let id = *grant.subject();
    let found = seeker::Entity::find_by_id(id.text()).one(db.read()).await?;
    let row =
        found.filter(|row| row.merged_into.is_none() && row.erased_at.is_none()).ok_or(Error::Rule(Code::NotFound))?;
    let own = row.account_id.is_some() && row.account_id == grant.actor().account().map(|account| account.text());
    Ok(Detail {
        id,
        own,
        has_account: row.account_id.is_some(),
        decides: own || row.account_id.is_none(),
        profile: rows::profile(&row)?,
        visibility: rows::visibility(&row)?,
        ranked: row.ranked,
        assisted: row.assisted,
        version: row.version,
        created_at: Moment(row.created_at),
        updated_at: Moment(row.updated_at),
        person: PersonInput {
            name: row.name,
            phone: row.phone.unwrap_or_default(),
            email: row.email.unwrap_or_default(),
        },
        consent_note: row.consent_note,
    })
}
