//! Advisers keep profiles for people who come to a station, with or without a telephone or an address.
//!
//! Rule: without a word on how the person agreed, no profile is kept for them.

use crate::authority::Grant;
use crate::changes::Change;
use crate::db::{Db, containing, rows_before};
use crate::error::Error;
use crate::ids::{AccountId, SeekerId};
use crate::seekers::candidates::standing;
use crate::seekers::entity::seeker;
use crate::seekers::policy::AssistSeekers;
use crate::seekers::rows;
use crate::seekers::values::{RecordedBy, Source};
use magpie_terms::person::phone_key;
use magpie_terms::{Moment, Person, Profile, ProfileInput, Violations, text};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};

/// A person in the list of those whom advisers help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The id.
    pub id: SeekerId,
    /// Name.
    pub name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Mail.
    pub email: Option<String>,
    /// The wished titles.
    pub titles: Vec<String>,
    /// How much of the profile is filled in, 0 to 100.
    pub complete: u8,
    /// Whether the person has an account.
    pub has_account: bool,
    /// Last change.
    pub updated_at: Moment,
}

/// Persons on one page of the list.
pub const PAGE: u64 = 25;

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

/// The persons whom advisers help, the last changed first, with the number of all. `filter` is part of a name, or of a
/// telephone number from four digits on.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn list(db: &Db, _: &Grant<AssistSeekers>, filter: &str, page: u64) -> Result<(Vec<Row>, u64), Error> {
    let mut query = seeker::Entity::find().filter(standing()).filter(seeker::Column::Assisted.eq(true));
    if let Some(condition) = matching(filter) {
        query = query.filter(condition);
    }
    let total = query.clone().count(db.read()).await?;
    let rows = query
        .order_by_desc(seeker::Column::UpdatedAt)
        .order_by_desc(seeker::Column::Id)
        .offset(rows_before(page, PAGE))
        .limit(PAGE)
        .all(db.read())
        .await?;
    let rows = rows
        .into_iter()
        .map(|row| {
            let profile = rows::profile(&row)?;
            Ok(Row {
                id: SeekerId::from_row(&row.id)?,
                name: row.name,
                phone: row.phone,
                email: row.email,
                complete: profile.completeness().0,
                titles: profile.desired_titles,
                has_account: row.account_id.is_some(),
                updated_at: Moment(row.updated_at),
            })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    Ok((rows, total))
}

fn matching(filter: &str) -> Option<Condition> {
    let name = rows::name_key(filter);
    if name.is_empty() {
        return None;
    }
    let mut condition = Condition::any().add(Expr::col(seeker::Column::NameKey).like(containing(&name)));
    let digits = phone_key(filter);
    let is_number = text::folded(filter).chars().all(|c| c.is_ascii_digit() || "+-()x转".contains(c));
    if is_number && digits.len() >= 4 {
        condition = condition.add(Expr::col(seeker::Column::PhoneKey).like(containing(&digits)));
    }
    Some(condition)
}
