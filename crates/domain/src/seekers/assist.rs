//! Advisers keep profiles for people who come to a station, with or without a telephone or an address.
//!
//! Rule: without a word on how the person agreed, no profile is kept for them.

use crate::authority::Grant;
use crate::changes::Change;
use crate::db::Db;
use crate::error::Error;
use crate::ids::{AccountId, SeekerId};
use crate::seekers::policy::AssistSeekers;
use crate::seekers::rows;
use crate::seekers::values::{RecordedBy, Source};
use magpie_terms::{Person, Profile, ProfileInput, Violations, text};
use sea_orm::Set;
use sea_orm::entity::prelude::*;

/// Registers a person. `consent_note` says how the person agreed: when, in what way, in front of whom.
///
/// # Errors
/// `invalid` without a note of 4 to 500 characters.
pub async fn create(
    db: &Db,
    grant: &Grant<AssistSeekers>,
    person: &Person,
    profile: &Profile,
    consent_note: &str,
    source: Source,
) -> Result<SeekerId, Error> {
    let note = parse_consent_note(consent_note)?;
    let mut tx = db.begin(grant).await?;
    let id = SeekerId::new();
    let mut row = rows::new_row(id, person, profile, tx.now().0)?;
    row.assisted = Set(true);
    row.keeper_id = Set(grant.actor().account().map(AccountId::text));
    row.consent_note = Set(Some(note));
    row.insert(tx.conn()).await?;
    let mut fields = vec!["name"];
    fields.extend(person.phone.as_ref().map(|_| "phone"));
    fields.extend(person.email.as_ref().map(|_| "email"));
    fields.extend(rows::changed_fields(&ProfileInput::default(), &profile.to_input()));
    rows::note_by(&tx, &id.text(), RecordedBy::Adviser, &fields, source).await?;
    tx.changed(Change::SeekerChanged(id));
    tx.audit("register-person", id, "");
    tx.commit().await?;
    Ok(id)
}

/// The note of a person's agreement, 4 to 500 characters.
///
/// # Errors
/// The fault, under `consent_note`.
pub fn parse_consent_note(note: &str) -> Result<String, Violations> {
    let mut violations = Violations::default();
    let note = violations.keep("consent_note", text::block(note, 4, 500));
    violations.finish(note)
}
