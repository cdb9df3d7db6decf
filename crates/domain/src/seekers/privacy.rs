//! What a person decides about the own profile: who finds it, whether it ranks, who helps, who is kept out.
//!
//! Rule: only who decides for the person may call these. A block is on a legal entity, by its credit code, so that no
//! second registration or recruiter of the same one sees what the first may not; it also ends what was agreed before.

use crate::authority::Grant;
use crate::changes::Change;
use crate::db::{Db, Tx};
use crate::employers::entity::employer;
use crate::employers::values::EmployerState;
use crate::error::{Code, Error};
use crate::ids::{EmployerId, PostingId, SeekerId, row_id};
use crate::seekers::consents;
use crate::seekers::entity::{block, consent, seeker};
use crate::seekers::policy::DecideForSeeker;
use crate::seekers::rows;
use crate::seekers::values::{Source, Visibility};
use magpie_terms::{CreditCode, Violations};
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{OnConflict, Query};

/// What a person decides once for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Who finds the profile.
    pub visibility: Visibility,
    /// Whether postings are ranked by the profile; otherwise they come as a plain list (个人信息保护法 24).
    pub ranked: bool,
    /// Whether advisers may keep the profile.
    pub assisted: bool,
}

/// A person blocks so many employers at most.
pub const MOST_BLOCKS: u64 = 200;

/// Decides who finds the profile, whether it ranks, and whether advisers help.
///
/// # Errors
/// `profile-needs-adviser` where help would end for somebody without an account.
pub async fn decide(db: &Db, grant: &Grant<DecideForSeeker>, settings: Settings) -> Result<(), Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    let row = rows::load(&tx, id).await?;
    if row.account_id.is_none() && !settings.assisted {
        return Err(Code::ProfileNeedsAdviser.into());
    }
    let fields: Vec<&str> = [
        ("visibility", row.visibility != settings.visibility.code()),
        ("ranked", row.ranked != settings.ranked),
        ("assisted", row.assisted != settings.assisted),
    ]
    .into_iter()
    .filter(|(_, differs)| *differs)
    .map(|(field, _)| field)
    .collect();
    if fields.is_empty() {
        return Ok(());
    }
    let model = seeker::ActiveModel {
        visibility: Set(settings.visibility.code().to_owned()),
        ranked: Set(settings.ranked),
        assisted: Set(settings.assisted),
        ..Default::default()
    };
    touch(&tx, id, model).await?;
    rows::note(&tx, &row, &fields, Source::Form).await?;
    tx.changed(Change::SeekerChanged(id));
    tx.audit("decide-privacy", id, settings_text(settings));
    tx.commit().await
}

fn settings_text(settings: Settings) -> String {
    format!("visibility={} ranked={} assisted={}", settings.visibility, settings.ranked, settings.assisted)
}

/// Blocks the legal entity of an employer of the site. Blocking it again changes nothing.
///
/// # Errors
/// `not-found` where there is no such employer, `invalid` where it has no code: then nobody acts for it anyway.
pub async fn block_employer(db: &Db, grant: &Grant<DecideForSeeker>, id: EmployerId) -> Result<(), Error> {
    let shown = [EmployerState::Approved.code(), EmployerState::Unverified.code()];
    let query = employer::Entity::find_by_id(id.text()).filter(employer::Column::State.is_in(shown));
    let row = query.one(db.read()).await?.ok_or(Code::NotFound)?;
    let Some(code) = row.credit_code.or(row.claimed_code) else {
        let mut violations = Violations::default();
        violations.add("employer", "employer_without_code");
        return Err(violations.into());
    };
    block(db, grant, code, row.name).await
}

/// Blocks the legal entity with this code, whether or not it is registered here.
///
/// # Errors
/// `invalid` where it is no code.
pub async fn block_code(db: &Db, grant: &Grant<DecideForSeeker>, code: &str) -> Result<(), Error> {
    let mut violations = Violations::default();
    let code = violations.keep("credit_code", CreditCode::parse(code));
    let code = violations.finish(code)?;
    let known = employer::Entity::find()
        .filter(employer::Column::CreditCode.eq(code.as_str()))
        .filter(employer::Column::State.eq(EmployerState::Approved.code()))
        .one(db.read())
        .await?;
    block(db, grant, code.as_str().to_owned(), known.map(|row| row.name).unwrap_or_default()).await
}

async fn block(db: &Db, grant: &Grant<DecideForSeeker>, code: String, name: String) -> Result<(), Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    let row = rows::load(&tx, id).await?;
    let blocked = block::Entity::find().filter(block::Column::SeekerId.eq(id.text())).count(tx.conn()).await?;
    if blocked >= MOST_BLOCKS {
        let mut violations = Violations::default();
        let args = vec![("max", MOST_BLOCKS.to_string()), ("found", (blocked + 1).to_string())];
        violations.add_with("credit_code", "too_many", args);
        return Err(violations.into());
    }
    let model = block::ActiveModel {
        id: Set(row_id()),
        seeker_id: Set(id.text()),
        credit_code: Set(code.clone()),
        name: Set(name),
        created_at: Set(tx.now().0),
    };
    let once = OnConflict::columns([block::Column::SeekerId, block::Column::CreditCode]).do_nothing().to_owned();
    let added = block::Entity::insert(model).on_conflict(once).exec_without_returning(tx.conn()).await?;
    if added == 0 {
        return Ok(());
    }
    let mut of_entity = Query::select();
    of_entity.column(employer::Column::Id).from(employer::Entity).and_where(employer::Column::CreditCode.eq(&code));
    consent::Entity::update_many()
        .col_expr(consent::Column::WithdrawnAt, Some(tx.now().0).into())
        .filter(consent::Column::SeekerId.eq(id.text()))
        .filter(consent::Column::WithdrawnAt.is_null())
        .filter(consent::Column::EmployerId.in_subquery(of_entity))
        .exec(tx.conn())
        .await?;
    rows::note(&tx, &row, &["blocks"], Source::Form).await?;
    tx.changed(Change::SeekerChanged(id));
    tx.audit("block-employer", id, code);
    tx.commit().await
}

/// Ends a block. What was agreed before it is not agreed again by that.
///
/// # Errors
/// `not-found`.
pub async fn unblock(db: &Db, grant: &Grant<DecideForSeeker>, code: &str) -> Result<(), Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    let row = rows::load(&tx, id).await?;
    let gone = block::Entity::delete_many()
        .filter(block::Column::SeekerId.eq(id.text()))
        .filter(block::Column::CreditCode.eq(code))
        .exec(tx.conn())
        .await?;
    if gone.rows_affected == 0 {
        return Err(Code::NotFound.into());
    }
    rows::note(&tx, &row, &["blocks"], Source::Form).await?;
    tx.changed(Change::SeekerChanged(id));
    tx.audit("unblock-employer", id, code);
    tx.commit().await
}

/// Takes back the consent for a posting: its employer sees the person masked from now on, or not at all.
///
/// # Errors
/// `not-found` where there is none, or it was withdrawn already.
pub async fn withdraw_consent(db: &Db, grant: &Grant<DecideForSeeker>, posting: PostingId) -> Result<(), Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    let row = rows::load(&tx, id).await?;
    if consents::withdraw(&tx, &id.text(), &posting.text()).await? == 0 {
        return Err(Code::NotFound.into());
    }
    rows::note(&tx, &row, &["consents"], Source::Form).await?;
    tx.changed(Change::SeekerChanged(id));
    tx.audit("withdraw-consent", id, posting.to_string());
    tx.commit().await
}

/// The consents for the postings of an unverified employer go with them to the registered one.
pub(crate) async fn move_consents(tx: &Tx, from: EmployerId, to: EmployerId) -> Result<(), Error> {
    consent::Entity::update_many()
        .col_expr(consent::Column::EmployerId, to.text().into())
        .filter(consent::Column::EmployerId.eq(from.text()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Writes over a profile that still stands.
async fn touch(tx: &Tx, id: SeekerId, mut model: seeker::ActiveModel) -> Result<(), Error> {
    model.updated_at = Set(tx.now().0);
    let moved = seeker::Entity::update_many()
        .set(model)
        .filter(seeker::Column::Id.eq(id.text()))
        .filter(seeker::Column::MergedInto.is_null())
        .filter(seeker::Column::ErasedAt.is_null())
        .exec(tx.conn())
        .await?;
    if moved.rows_affected == 0 { Err(Code::NotFound.into()) } else { Ok(()) }
}
