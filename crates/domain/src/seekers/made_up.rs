//! Seekers for a demonstration or a test, as many as are wanted in one write.

use crate::changes::Change;
use crate::db::{Db, System};
use crate::error::Error;
use crate::ids::{AccountId, SeekerId};
use crate::seekers::entity::seeker;
use crate::seekers::values::Visibility;
use magpie_terms::Profile;
use sea_orm::Set;
use sea_orm::entity::prelude::*;

/// A person who does not exist.
#[derive(Debug, Clone)]
pub struct MadeUpSeeker {
    /// The account; `None` for somebody without one.
    pub account: Option<AccountId>,
    /// The name.
    pub name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// The profile.
    pub profile: Profile,
    /// Who finds it.
    pub visibility: Visibility,
    /// Whether advisers keep it.
    pub assisted: bool,
    /// The adviser who does.
    pub keeper: Option<AccountId>,
}

/// Writes them.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn add_made_up(db: &Db, system: &System, seekers: Vec<MadeUpSeeker>) -> Result<Vec<SeekerId>, Error> {
    let mut tx = db.begin(system).await?;
    let now = tx.now().0;
    let mut ids = Vec::with_capacity(seekers.len());
    for one in seekers {
        let id = SeekerId::new();
        let profile = serde_json::to_string(&one.profile.to_input())
            .map_err(|cause| Error::internal(format!("a profile as JSON: {cause}")))?;
        seeker::ActiveModel {
            id: Set(id.text()),
            account_id: Set(one.account.map(AccountId::text)),
            phone_key: Set(one.phone.as_ref().map(|phone| phone.chars().filter(char::is_ascii_digit).collect())),
            name_key: Set(crate::seekers::rows::name_key(&one.name)),
            name: Set(one.name),
            phone: Set(one.phone),
            email: Set(one.email),
            profile: Set(profile),
            visibility: Set(one.visibility.code().to_owned()),
            ranked: Set(true),
            assisted: Set(one.assisted),
            keeper_id: Set(one.keeper.map(AccountId::text)),
            consent_note: Set(None),
            merged_into: Set(None),
            erased_at: Set(None),
            version: Set(1),
            created_at: Set(now),
            updated_at: Set(now),
        }
        .insert(tx.conn())
        .await?;
        tx.changed(Change::SeekerChanged(id));
        ids.push(id);
    }
    tx.commit().await?;
    Ok(ids)
}
