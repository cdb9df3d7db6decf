//! Seekers for a demonstration or a test, as many as are wanted in one write.
//!
//! Rule: what is written is what its owner or an adviser could have entered, provenance and consent note included; many
//! rows go in at once.

use crate::changes::Change;
use crate::db::{Db, System};
use crate::error::Error;
use crate::ids::{AccountId, SeekerId, row_id};
use crate::seekers::entity::{entry, seeker};
use crate::seekers::rows;
use crate::seekers::values::{RecordedBy, Source, Visibility};
use magpie_terms::person::phone_key;
use magpie_terms::{Person, Profile, ProfileInput};
use sea_orm::Set;
use sea_orm::entity::prelude::*;

/// Rows of one statement: 500 times 19 values stay below what both databases take.
const AT_ONCE: usize = 500;

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
    /// How consent was given, where an adviser registered the person.
    pub consent_note: Option<String>,
}

/// Writes them and logs each, so that an index follows.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn add_made_up(db: &Db, system: &System, seekers: Vec<MadeUpSeeker>) -> Result<Vec<SeekerId>, Error> {
    add(db, system, &seekers, true).await
}

/// Writes some in one transaction and gives their ids in order. Without `log`, an index is filled afterwards.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn add(db: &Db, system: &System, seekers: &[MadeUpSeeker], log: bool) -> Result<Vec<SeekerId>, Error> {
    let mut tx = db.begin(system).await?;
    let now = tx.now().0;
    let mut ids = Vec::with_capacity(seekers.len());
    for some in seekers.chunks(AT_ONCE) {
        let mut new = Vec::with_capacity(some.len());
        let mut entries = Vec::with_capacity(some.len());
        for one in some {
            let id = SeekerId::new();
            new.push(row(id, one, now)?);
            entries.extend(provenance(id, one, now));
            if log {
                tx.changed(Change::SeekerChanged(id));
            }
            ids.push(id);
        }
        seeker::Entity::insert_many(new).exec_without_returning(tx.conn()).await?;
        if !entries.is_empty() {
            entry::Entity::insert_many(entries).exec_without_returning(tx.conn()).await?;
        }
    }
    tx.commit().await?;
    Ok(ids)
}

fn row(id: SeekerId, one: &MadeUpSeeker, now: i64) -> Result<seeker::ActiveModel, Error> {
    Ok(seeker::ActiveModel {
        account_id: Set(one.account.map(AccountId::text)),
        name: Set(one.name.clone()),
        name_key: Set(rows::name_key(&one.name)),
        phone: Set(one.phone.clone()),
        phone_key: Set(one.phone.as_deref().map(phone_key)),
        email: Set(one.email.clone()),
        visibility: Set(one.visibility.code().to_owned()),
        assisted: Set(one.assisted),
        keeper_id: Set(one.keeper.map(AccountId::text)),
        consent_note: Set(one.consent_note.clone()),
        ..rows::new_row(id, &Person::default(), &one.profile, now)?
    })
}

/// Who recorded it: the person with the account, else the adviser; nothing where nobody could have.
fn provenance(id: SeekerId, one: &MadeUpSeeker, now: i64) -> Option<entry::ActiveModel> {
    let (by, source) = match (one.account, one.keeper) {
        (Some(_), _) => (RecordedBy::Person, Source::Form),
        (None, Some(_)) => (RecordedBy::Adviser, Source::Adviser),
        (None, None) => return None,
    };
    let fields = rows::changed_fields(&ProfileInput::default(), &one.profile.to_input());
    Some(entry::ActiveModel {
        id: Set(row_id()),
        seeker_id: Set(id.text()),
        at: Set(now),
        account_id: Set(one.account.or(one.keeper).map(AccountId::text)),
        by_role: Set(by.code().to_owned()),
        fields: Set(fields.join(",")),
        source: Set(source.code().to_owned()),
    })
}
