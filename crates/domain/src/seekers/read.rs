//! Guarded reads: a profile as the person and the adviser see it.

use crate::authority::{Actor, Grant};
use crate::db::Db;
use crate::employers::entity::employer;
use crate::error::{Code, Error};
use crate::ids::{EmployerId, PostingId, SeekerId};
use crate::postings::entity::posting;
use crate::seekers::entity::{block, consent, entry, seeker};
use crate::seekers::policy::ActForSeeker;
use crate::seekers::rows;
use crate::seekers::values::{RecordedBy, Source, Visibility};
use magpie_terms::{Moment, PersonInput, Profile};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use std::collections::HashMap;

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

/// Who recorded what in a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Moment,
    /// Who.
    pub by: RecordedBy,
    /// The names of the fields.
    pub fields: Vec<String>,
    /// By which way.
    pub source: Source,
}

/// A legal entity that sees nothing of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its code.
    pub credit_code: String,
    /// Its name when it was blocked; empty where the site did not know it.
    pub name: String,
    /// Since when.
    pub created_at: Moment,
}

/// A consent: for this posting, its employer knows who the person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The employer.
    pub employer: EmployerId,
    /// Its name.
    pub employer_name: String,
    /// The posting.
    pub posting: PostingId,
    /// Its title.
    pub posting_title: String,
    /// Since when.
    pub given_at: Moment,
    /// Until when, where it was taken back.
    pub withdrawn_at: Option<Moment>,
}

/// So much of the provenance is shown, the newest first.
pub const ENTRIES: u64 = 100;

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

/// Who recorded what, the newest first.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn entries(db: &Db, grant: &Grant<ActForSeeker>) -> Result<Vec<Entry>, Error> {
    let rows = entry::Entity::find()
        .filter(entry::Column::SeekerId.eq(grant.subject().text()))
        .order_by_desc(entry::Column::At)
        .order_by_desc(entry::Column::Id)
        .limit(ENTRIES)
        .all(db.read())
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Entry {
                at: Moment(row.at),
                by: RecordedBy::from_code(&row.by_role)
                    .ok_or_else(|| Error::internal("an entry recorded by nobody known"))?,
                source: Source::from_code(&row.source).ok_or_else(|| Error::internal("an entry of unknown source"))?,
                fields: row.fields.split(',').filter(|field| !field.is_empty()).map(str::to_owned).collect(),
            })
        })
        .collect()
}

/// The legal entities that see nothing of the person, the newest first.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn blocks(db: &Db, grant: &Grant<ActForSeeker>) -> Result<Vec<Block>, Error> {
    let rows = block::Entity::find()
        .filter(block::Column::SeekerId.eq(grant.subject().text()))
        .order_by_desc(block::Column::CreatedAt)
        .order_by_desc(block::Column::Id)
        .all(db.read())
        .await?;
    let to_block =
        |row: block::Model| Block { credit_code: row.credit_code, name: row.name, created_at: Moment(row.created_at) };
    Ok(rows.into_iter().map(to_block).collect())
}

/// The consents that were given, the newest first; those that were taken back stand among them.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn consents(db: &Db, grant: &Grant<ActForSeeker>) -> Result<Vec<Consent>, Error> {
    let rows = consent::Entity::find()
        .filter(consent::Column::SeekerId.eq(grant.subject().text()))
        .order_by_desc(consent::Column::GivenAt)
        .order_by_desc(consent::Column::Id)
        .limit(500)
        .all(db.read())
        .await?;
    let mut titles: HashMap<String, (String, String)> = HashMap::new();
    let postings = posting::Entity::find()
        .filter(posting::Column::Id.is_in(rows.iter().map(|row| row.posting_id.clone())))
        .find_also_related(employer::Entity)
        .all(db.read())
        .await?;
    for (posting, by) in postings {
        titles.insert(posting.id, (posting.title, by.map(|by| by.name).unwrap_or_default()));
    }
    rows.into_iter()
        .map(|row| {
            let (posting_title, employer_name) = titles.get(&row.posting_id).cloned().unwrap_or_default();
            Ok(Consent {
                employer: EmployerId::from_row(&row.employer_id)?,
                employer_name,
                posting: PostingId::from_row(&row.posting_id)?,
                posting_title,
                given_at: Moment(row.given_at),
                withdrawn_at: row.withdrawn_at.map(Moment),
            })
        })
        .collect()
}
