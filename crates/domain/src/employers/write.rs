//! Commands on employers: register, change, approve, refuse.

use crate::accounts::policy::OwnAccount;
use crate::authority::Grant;
use crate::changes::Change;
use crate::db::{Db, Lock, System, Tx};
use crate::employers::entity::{employer, member};
use crate::employers::policy::{ManageEmployer, ReviewEmployer};
use crate::employers::values::{EmployerState, MemberRole, name_key};
use crate::error::{Code, Error, OnUnique};
use crate::ids::{AccountId, EmployerId, row_id};
use crate::imports::targets::NAMELESS;
use crate::jobs::Job;
use crate::postings;
use crate::seekers;
use magpie_terms::violation::Fault;
use magpie_terms::{EmployerContent, Moment, Violations, text};
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};

/// Registers an employer; who registers becomes its owner, and an organizer decides.
///
/// # Errors
/// `credit-code-taken` where the entity is registered: ask its owner for an invitation.
pub async fn register(db: &Db, grant: &Grant<OwnAccount>, content: EmployerContent) -> Result<EmployerId, Error> {
    let account = grant.actor().account().ok_or(Code::Forbidden)?;
    let mut tx = db.begin(grant).await?;
    let id = EmployerId::new();
    insert(&tx, id, content, EmployerState::Waiting, false).await?;
    add_member(&tx, id, account, MemberRole::Owner).await?;
    tx.audit("register-employer", id, "");
    tx.commit().await?;
    Ok(id)
}

/// Changes the registration. Name and code of an approved employer stand; a refused one waits again.
///
/// # Errors
/// `invalid` where an approved employer's name or code would change; `credit-code-taken`; `employer-not-waiting` where
/// an organizer decided in between.
pub async fn edit(db: &Db, grant: &Grant<ManageEmployer>, content: EmployerContent) -> Result<(), Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    let row = employer::Entity::find_by_id(id.text()).one(tx.conn()).await?.ok_or(Code::NotFound)?;
    let approved = row.state == EmployerState::Approved.code();
    if approved {
        let mut violations = Violations::default();
        if row.name != content.name {
            violations.add("name", "fixed");
        }
        if row.credit_code.as_deref() != Some(content.credit_code.as_str()) {
            violations.add("credit_code", "fixed");
        }
        violations.finish(Some(()))?;
    }
    let state = if approved { EmployerState::Approved } else { EmployerState::Waiting };
    let mut model = filled(content, tx.now().0);
    model.claimed_code = Set(None);
    model.state = Set(state.code().to_owned());
    let kept = employer::Entity::update_many()
        .set(model)
        .filter(employer::Column::Id.eq(id.text()))
        .filter(employer::Column::State.eq(&row.state))
        .exec(tx.conn())
        .await
        .on_unique(Code::CreditCodeTaken)?;
    if kept.rows_affected == 0 {
        // Decided on in between: what was to be written belongs to a state that is no more.
        return Err(Code::EmployerNotWaiting.into());
    }
    tx.changed(Change::EmployerChanged(id));
    tx.audit("edit-employer", id, "");
    tx.commit().await
}

/// Approves a waiting employer. Postings that came in under its code or, without a code, its very name, become its own.
///
/// # Errors
/// `employer-not-waiting`.
pub async fn approve(db: &Db, grant: &Grant<ReviewEmployer>) -> Result<(), Error> {
    approve_if(db, grant, None).await
}

/// Approves a waiting employer as it was when the organizer read it: with its `updated_at` of then.
///
/// # Errors
/// `employer-not-waiting`, also where it was changed since.
pub async fn approve_as_read(db: &Db, grant: &Grant<ReviewEmployer>, updated_at: Moment) -> Result<(), Error> {
    approve_if(db, grant, Some(updated_at)).await
}

async fn approve_if(db: &Db, grant: &Grant<ReviewEmployer>, read: Option<Moment>) -> Result<(), Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    // Before any row is touched, so that an import cannot add to what is moved here.
    tx.hold(Lock::NamedEmployers).await?;
    decide(&tx, id, EmployerState::Approved, None, read).await?;
    adopt_unverified(&mut tx, id).await?;
    tx.changed(Change::EmployerChanged(id));
    tx.enqueue(Job::MailEmployerDecided(id));
    tx.audit("approve-employer", id, "");
    tx.commit().await
}

/// Refuses a waiting employer and says why.
///
/// # Errors
/// `invalid` without a reason; `employer-not-waiting`.
pub async fn refuse(db: &Db, grant: &Grant<ReviewEmployer>, reason: &str) -> Result<(), Error> {
    let id = *grant.subject();
    let reason = parse_reason(reason)?;
    let mut tx = db.begin(grant).await?;
    decide(&tx, id, EmployerState::Refused, Some(&reason), None).await?;
    // The code is free again: who registers another's code must not keep the other out.
    employer::Entity::update_many()
        .col_expr(employer::Column::ClaimedCode, Expr::col(employer::Column::CreditCode))
        .col_expr(employer::Column::CreditCode, Option::<String>::None.into())
        .filter(employer::Column::Id.eq(id.text()))
        .exec(tx.conn())
        .await?;
    tx.changed(Change::EmployerChanged(id));
    tx.enqueue(Job::MailEmployerDecided(id));
    tx.audit("refuse-employer", id, reason);
    tx.commit().await
}

/// A reason in one or several lines, 2 to 500 characters.
pub(crate) fn parse_reason(reason: &str) -> Result<String, Violations> {
    let mut violations = Violations::default();
    let reason = violations.keep("reason", text::block(reason, 2, 500));
    violations.finish(reason)
}

async fn decide(
    tx: &Tx,
    id: EmployerId,
    state: EmployerState,
    reason: Option<&str>,
    read: Option<Moment>,
) -> Result<(), Error> {
    let mut update = employer::Entity::update_many();
    if let Some(read) = read {
        update = update.filter(employer::Column::UpdatedAt.eq(read.0));
    }
    let moved = update
        .col_expr(employer::Column::State, state.code().into())
        .col_expr(employer::Column::RefusalReason, reason.map(str::to_owned).into())
        .col_expr(employer::Column::DecidedAt, Some(tx.now().0).into())
        .col_expr(employer::Column::DecidedBy, tx.actor().account().map(AccountId::text).into())
        .col_expr(employer::Column::UpdatedAt, tx.now().0.into())
        .filter(employer::Column::Id.eq(id.text()))
        .filter(employer::Column::State.eq(EmployerState::Waiting.code()))
        .exec(tx.conn())
        .await?;
    if moved.rows_affected == 0 { Err(Code::EmployerNotWaiting.into()) } else { Ok(()) }
}

/// Moves the postings of unverified employers that are this one to it.
async fn adopt_unverified(tx: &mut Tx, id: EmployerId) -> Result<(), Error> {
    let row = employer::Entity::find_by_id(id.text()).one(tx.conn()).await?.ok_or(Code::NotFound)?;
    let by_name = employer::Column::ClaimedCode
        .is_null()
        .and(employer::Column::NameKey.eq(&row.name_key))
        .and(employer::Column::Name.ne(NAMELESS));
    let twins = employer::Entity::find()
        .filter(employer::Column::State.eq(EmployerState::Unverified.code()))
        .filter(employer::Column::ClaimedCode.eq(row.credit_code.unwrap_or_default()).or(by_name))
        .all(tx.conn())
        .await?;
    for twin in twins {
        let twin_id = EmployerId::from_row(&twin.id)?;
        postings::write::move_all(tx, twin_id, id).await?;
        seekers::privacy::move_consents(tx, twin_id, id).await?;
        employer::Entity::delete_by_id(twin.id).exec(tx.conn()).await?;
        tx.audit("adopt-unverified-employer", id, twin_id.to_string());
    }
    Ok(())
}

pub(crate) async fn add_member(tx: &Tx, id: EmployerId, account: AccountId, role: MemberRole) -> Result<(), Error> {
    member::ActiveModel {
        id: Set(row_id()),
        employer_id: Set(id.text()),
        account_id: Set(account.text()),
        role: Set(role.code().to_owned()),
        created_at: Set(tx.now().0),
    }
    .insert(tx.conn())
    .await
    .on_unique(Code::InvitationForOther)?;
    Ok(())
}

pub(crate) async fn insert(
    tx: &Tx,
    id: EmployerId,
    content: EmployerContent,
    state: EmployerState,
    trusted: bool,
) -> Result<(), Error> {
    let model = new_row(id, content, state, trusted, tx.now().0);
    model.insert(tx.conn()).await.on_unique(Code::CreditCodeTaken)?;
    Ok(())
}

fn new_row(
    id: EmployerId,
    content: EmployerContent,
    state: EmployerState,
    trusted: bool,
    now: i64,
) -> employer::ActiveModel {
    let mut model = filled(content, now);
    model.id = Set(id.text());
    model.claimed_code = Set(None);
    model.state = Set(state.code().to_owned());
    model.trusted = Set(trusted);
    model.refusal_reason = Set(None);
    model.created_at = Set(now);
    model.decided_at = Set(None);
    model.decided_by = Set(None);
    model
}

fn filled(content: EmployerContent, now: i64) -> employer::ActiveModel {
    employer::ActiveModel {
        name_key: Set(name_key(&content.name)),
        name: Set(content.name),
        credit_code: Set(Some(content.credit_code.as_str().to_owned())),
        industry: Set(Some(content.industry.code().to_owned())),
        size: Set(Some(content.size.code().to_owned())),
        district: Set(Some(content.district)),
        address: Set(content.address),
        description: Set(content.description),
        contact_name: Set(Some(content.contact_name)),
        contact_phone: Set(Some(content.contact_phone.as_str().to_owned())),
        contact_email: Set(Some(content.contact_email.as_str().to_owned())),
        updated_at: Set(now),
        ..Default::default()
    }
}

/// An unverified employer that a file names.
pub(crate) fn unverified_row(
    id: EmployerId,
    name: &str,
    claimed_code: Option<&str>,
    now: i64,
) -> employer::ActiveModel {
    employer::ActiveModel {
        id: Set(id.text()),
        name: Set(name.to_owned()),
        name_key: Set(name_key(name)),
        credit_code: Set(None),
        claimed_code: Set(claimed_code.map(str::to_owned)),
        industry: Set(None),
        size: Set(None),
        district: Set(None),
        address: Set(String::new()),
        description: Set(String::new()),
        contact_name: Set(None),
        contact_phone: Set(None),
        contact_email: Set(None),
        state: Set(EmployerState::Unverified.code().to_owned()),
        trusted: Set(false),
        refusal_reason: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        decided_at: Set(None),
        decided_by: Set(None),
    }
}

/// An employer of the made-up district.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of an employer")]
pub struct MadeUpEmployer {
    pub content: EmployerContent,
    pub state: EmployerState,
    pub trusted: bool,
    pub refusal_reason: Option<String>,
    pub members: Vec<(AccountId, MemberRole)>,
}

/// Writes the employers of the made-up district and gives their ids in order.
///
/// # Errors
/// `Internal` where the database does not answer or a code is there twice.
pub async fn add_made_up(db: &Db, system: &System, employers: Vec<MadeUpEmployer>) -> Result<Vec<EmployerId>, Error> {
    let tx = db.begin(system).await?;
    let now = tx.now().0;
    let mut ids = Vec::with_capacity(employers.len());
    let mut rows = Vec::with_capacity(employers.len());
    let mut members = Vec::new();
    for made_up in employers {
        let id = EmployerId::new();
        let mut row = if made_up.state == EmployerState::Unverified {
            unverified_row(id, &made_up.content.name, None, now)
        } else {
            new_row(id, made_up.content, made_up.state, made_up.trusted, now)
        };
        row.refusal_reason = Set(made_up.refusal_reason);
        if made_up.state == EmployerState::Refused {
            row.claimed_code = std::mem::replace(&mut row.credit_code, Set(None));
        }
        rows.push(row);
        members.extend(made_up.members.into_iter().map(|(account, role)| (id, account, role)));
        ids.push(id);
    }
    for some in rows.chunks(500) {
        employer::Entity::insert_many(some.to_vec()).exec_without_returning(tx.conn()).await?;
    }
    for (id, account, role) in members {
        add_member(&tx, id, account, role).await?;
    }
    tx.commit().await?;
    Ok(ids)
}

/// Marks that an organizer has approved a posting of the employer: further ones need no review.
pub(crate) async fn trust(tx: &Tx, id: EmployerId) -> Result<(), Error> {
    employer::Entity::update_many()
        .col_expr(employer::Column::Trusted, true.into())
        .filter(employer::Column::Id.eq(id.text()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The fault of a row that names an employer other than the one it is imported for.
#[must_use]
pub fn other_employer_fault(found: &str) -> Fault {
    Fault::with("other_employer", &[("value", &text::shortened(found, 40))])
}
