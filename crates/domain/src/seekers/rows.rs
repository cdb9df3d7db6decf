//! Seekers to rows and back, and the provenance of what is in them.
//!
//! Rule: the profile is kept as the fields of its form in JSON, and read through the same parser, so that nothing is in
//! the table that could not be entered.

use crate::authority::Actor;
use crate::db::Tx;
use crate::error::{Code, Error};
use crate::ids::{AccountId, SeekerId, row_id};
use crate::seekers::entity::{entry, seeker};
use crate::seekers::values::{RecordedBy, Source, Visibility};
use magpie_terms::person::phone_key;
use magpie_terms::{Person, Profile, ProfileInput, text};
use sea_orm::Set;
use sea_orm::entity::prelude::*;

/// A new row without an owner; nobody sees it yet.
pub(crate) fn new_row(
    id: SeekerId,
    person: &Person,
    profile: &Profile,
    now: i64,
) -> Result<seeker::ActiveModel, Error> {
    let mut model = seeker::ActiveModel {
        id: Set(id.text()),
        account_id: Set(None),
        profile: Set(to_json(profile)?),
        visibility: Set(Visibility::Nobody.code().to_owned()),
        ranked: Set(true),
        assisted: Set(false),
        keeper_id: Set(None),
        consent_note: Set(None),
        merged_into: Set(None),
        erased_at: Set(None),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    fill_person(&mut model, person);
    Ok(model)
}

pub(crate) fn fill_person(model: &mut seeker::ActiveModel, person: &Person) {
    let phone = person.phone.as_ref().map(|phone| phone.as_str().to_owned());
    model.name = Set(person.name.clone());
    model.name_key = Set(name_key(&person.name));
    model.phone_key = Set(phone.as_deref().map(phone_key));
    model.phone = Set(phone);
    model.email = Set(person.email.as_ref().map(|email| email.as_str().to_owned()));
}

/// The name folded for comparing: width, case and spaces do not make another person.
pub(crate) fn name_key(name: &str) -> String {
    text::folded(name).chars().filter(|c| !c.is_control() && *c != '·').collect()
}

pub(crate) fn to_json(profile: &Profile) -> Result<String, Error> {
    serde_json::to_string(&profile.to_input()).map_err(|cause| Error::internal(format!("a profile as JSON: {cause}")))
}

pub(crate) fn fields(row: &seeker::Model) -> Result<ProfileInput, Error> {
    serde_json::from_str(&row.profile).map_err(|cause| Error::internal(format!("seeker {}: {cause}", row.id)))
}

pub(crate) fn profile(row: &seeker::Model) -> Result<Profile, Error> {
    let faults = |violations| Error::internal(format!("seeker {}: {}", row.id, Error::Invalid(violations)));
    Profile::parse(&fields(row)?).map_err(faults)
}

pub(crate) fn visibility(row: &seeker::Model) -> Result<Visibility, Error> {
    Visibility::from_code(&row.visibility)
        .ok_or_else(|| Error::internal(format!("seeker {}: unknown visibility", row.id)))
}

/// The row, unless it was merged into another or erased.
pub(crate) async fn load(tx: &Tx, id: SeekerId) -> Result<seeker::Model, Error> {
    let found = seeker::Entity::find_by_id(id.text()).one(tx.conn()).await?;
    found.filter(stands).ok_or_else(|| Code::NotFound.into())
}

/// Whether a profile is one: neither merged into another nor erased.
pub(crate) fn stands(row: &seeker::Model) -> bool {
    row.merged_into.is_none() && row.erased_at.is_none()
}

/// Notes in the provenance who recorded which fields, and from where.
pub(crate) async fn note(tx: &Tx, row: &seeker::Model, fields: &[&str], source: Source) -> Result<(), Error> {
    note_by(tx, &row.id, recorded_by(tx.actor(), row.account_id.as_deref()), fields, source).await
}

pub(crate) async fn note_by(
    tx: &Tx,
    seeker: &str,
    by: RecordedBy,
    fields: &[&str],
    source: Source,
) -> Result<(), Error> {
    entry::ActiveModel {
        id: Set(row_id()),
        seeker_id: Set(seeker.to_owned()),
        at: Set(tx.now().0),
        account_id: Set(tx.actor().account().map(AccountId::text)),
        by_role: Set(by.code().to_owned()),
        fields: Set(fields.join(",")),
        source: Set(source.code().to_owned()),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

fn recorded_by(actor: &Actor, owner: Option<&str>) -> RecordedBy {
    match actor.account() {
        Some(account) if owner == Some(&account.text()) => RecordedBy::Person,
        Some(_) => RecordedBy::Adviser,
        None => RecordedBy::System,
    }
}

/// The names of the fields in which two profiles differ.
pub(crate) fn changed_fields(old: &ProfileInput, new: &ProfileInput) -> Vec<&'static str> {
    let pairs = [
        ("desired_titles", old.desired_titles != new.desired_titles),
        ("pay_min", old.pay_min != new.pay_min),
        ("districts", old.districts != new.districts),
        ("employment_types", old.employment_types != new.employment_types),
        ("available_from", old.available_from != new.available_from),
        ("limits", old.limits != new.limits),
        ("must", old.must != new.must),
        ("education", old.education != new.education),
        ("experience_years", old.experience_years != new.experience_years),
        ("skills", old.skills != new.skills),
        ("certificates", old.certificates != new.certificates),
        ("languages", old.languages != new.languages),
        ("licences", old.licences != new.licences),
        ("summary", old.summary != new.summary),
        ("studies", old.studies != new.studies),
        ("work", old.work != new.work),
    ];
    pairs.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect()
}
