//! Commands on a profile: create and save.
//!
//! Rule: a save names the version that was read; one that somebody else saved in between is a conflict and not lost.

use crate::accounts::policy::OwnAccount;
use crate::authority::Grant;
use crate::changes::Change;
use crate::db::{Db, Tx};
use crate::error::{Code, Error, OnUnique};
use crate::ids::SeekerId;
use crate::seekers::entity::seeker;
use crate::seekers::policy::ActForSeeker;
use crate::seekers::rows;
use crate::seekers::values::{RecordedBy, Source};
use magpie_terms::{Email, Person, Profile};
use sea_orm::Set;
use sea_orm::entity::prelude::*;

/// Creates the account's own profile, empty but for its name and address. Nobody sees it yet.
///
/// # Errors
/// `profile-exists`: one account, one profile.
pub async fn create_own(db: &Db, grant: &Grant<OwnAccount>) -> Result<SeekerId, Error> {
    create_own_with(db, grant, &Profile::default(), Source::Form).await
}

/// Creates the account's own profile with this content.
///
/// # Errors
/// `profile-exists`.
pub async fn create_own_with(
    db: &Db,
    grant: &Grant<OwnAccount>,
    profile: &Profile,
    source: Source,
) -> Result<SeekerId, Error> {
    let actor = grant.actor();
    let account = actor.account().ok_or(Code::Forbidden)?;
    let person = Person { name: actor.display_name().to_owned(), phone: None, email: Email::parse(actor.email()).ok() };
    let mut tx = db.begin(grant).await?;
    let id = SeekerId::new();
    let mut row = rows::new_row(id, &person, profile, tx.now().0)?;
    row.account_id = Set(Some(account.text()));
    row.insert(tx.conn()).await.on_unique(Code::ProfileExists)?;
    let mut fields = vec!["name", "email"];
    fields.extend(rows::changed_fields(&magpie_terms::ProfileInput::default(), &profile.to_input()));
    rows::note_by(&tx, &id.text(), RecordedBy::Person, &fields, source).await?;
    tx.changed(Change::SeekerChanged(id));
    tx.audit("create-profile", id, "");
    tx.commit().await?;
    Ok(id)
}

/// Saves the whole profile, and says what changed in its provenance. Where nothing changed, nothing is written.
///
/// # Errors
/// `profile-changed-meanwhile` where the version is not the one that was read.
pub async fn save(
    db: &Db,
    grant: &Grant<ActForSeeker>,
    profile: &Profile,
    version: i64,
    source: Source,
) -> Result<(), Error> {
    save_both(db, grant, Some(profile), None, version, source).await
}

/// Saves name, phone and mail.
///
/// # Errors
/// `profile-changed-meanwhile`.
pub async fn save_person(
    db: &Db,
    grant: &Grant<ActForSeeker>,
    person: &Person,
    version: i64,
    source: Source,
) -> Result<(), Error> {
    save_both(db, grant, None, Some(person), version, source).await
}

/// Saves the profile, the person, or both at once.
///
/// # Errors
/// `profile-changed-meanwhile`.
pub async fn save_both(
    db: &Db,
    grant: &Grant<ActForSeeker>,
    profile: Option<&Profile>,
    person: Option<&Person>,
    version: i64,
    source: Source,
) -> Result<(), Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    let row = rows::load(&tx, id).await?;
    if row.version != version {
        return Err(Code::ProfileChangedMeanwhile.into());
    }
    let mut model = seeker::ActiveModel { ..Default::default() };
    let mut fields = Vec::new();
    if let Some(person) = person {
        let input = person.to_input();
        let pairs = [
            ("name", row.name != input.name),
            ("phone", row.phone.clone().unwrap_or_default() != input.phone),
            ("email", row.email.clone().unwrap_or_default() != input.email),
        ];
        fields.extend(pairs.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field));
        rows::fill_person(&mut model, person);
    }
    if let Some(profile) = profile {
        fields.extend(rows::changed_fields(&rows::fields(&row)?, &profile.to_input()));
        model.profile = Set(rows::to_json(profile)?);
    }
    if fields.is_empty() {
        return Ok(());
    }
    update(&tx, id, version, model).await?;
    rows::note(&tx, &row, &fields, source).await?;
    tx.changed(Change::SeekerChanged(id));
    tx.audit("save-profile", id, fields.join(","));
    tx.commit().await
}

/// Writes over the version that was read, and no other.
async fn update(tx: &Tx, id: SeekerId, version: i64, mut model: seeker::ActiveModel) -> Result<(), Error> {
    model.version = Set(version + 1);
    model.updated_at = Set(tx.now().0);
    let moved = seeker::Entity::update_many()
        .set(model)
        .filter(seeker::Column::Id.eq(id.text()))
        .filter(seeker::Column::Version.eq(version))
        .filter(seeker::Column::MergedInto.is_null())
        .filter(seeker::Column::ErasedAt.is_null())
        .exec(tx.conn())
        .await?;
    if moved.rows_affected == 0 { Err(Code::ProfileChangedMeanwhile.into()) } else { Ok(()) }
}
