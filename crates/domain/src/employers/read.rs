//! Guarded reads: an employer as its members and the organizers see it.

use crate::accounts::entity::account;
use crate::accounts::policy::OwnAccount;
use crate::accounts::read::Recipient;
use crate::authority::Grant;
use crate::db::{Db, System, rows_before};
use crate::employers::entity::{employer, member};
use crate::employers::policy::{ActForEmployer, ReviewEmployer, SeeReviewQueue};
use crate::employers::values::{EmployerState, MemberRole};
use crate::error::{Code, Error};
use crate::ids::{AccountId, EmployerId};
use magpie_terms::{EmployerInput, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

/// An employer in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// Its id.
    pub id: EmployerId,
    /// The registration as it stands, ready for the form.
    pub fields: EmployerInput,
    /// Where it stands.
    pub state: EmployerState,
    /// Whether its postings are public without a review.
    pub trusted: bool,
    /// Why it was refused.
    pub refusal_reason: Option<String>,
    /// Since when.
    pub created_at: Moment,
    /// Last change.
    pub updated_at: Moment,
}

/// An employer of which the account is a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The employer.
    pub employer: EmployerId,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub state: EmployerState,
    /// The account's role in it.
    pub role: MemberRole,
}

/// An employer in the review queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: EmployerId,
    /// Its name.
    pub name: String,
    /// Its code.
    pub credit_code: Option<String>,
    /// Where it stands.
    pub state: EmployerState,
    /// Since when it waits.
    pub updated_at: Moment,
}

/// Rows of the review queue on one page.
pub const QUEUE: u64 = 50;

pub(crate) async fn is_any_member(db: &Db, account: AccountId) -> Result<bool, Error> {
    let query = member::Entity::find().filter(member::Column::AccountId.eq(account.text())).limit(1);
    Ok(query.count(db.read()).await? > 0)
}

/// The employers of which the account is a member, by name.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn memberships(db: &Db, grant: &Grant<OwnAccount>) -> Result<Vec<Membership>, Error> {
    let Some(account) = grant.actor().account() else { return Ok(Vec::new()) };
    let rows = member::Entity::find()
        .filter(member::Column::AccountId.eq(account.text()))
        .find_also_related(employer::Entity)
        .order_by_asc(employer::Column::Name)
        .all(db.read())
        .await?;
    rows.into_iter()
        .filter_map(|(member, employer)| Some((member, employer?)))
        .map(|(member, employer)| {
            Ok(Membership {
                employer: EmployerId::from_row(&employer.id)?,
                state: state(&employer)?,
                name: employer.name,
                role: MemberRole::from_code(&member.role).ok_or_else(|| Error::internal("a member of unknown role"))?,
            })
        })
        .collect()
}

/// The employer for its members.
///
/// # Errors
/// `not-found` where it is gone.
pub async fn own(db: &Db, grant: &Grant<ActForEmployer>) -> Result<Detail, Error> {
    detail(db, *grant.subject()).await
}

/// The employer for who decides on it.
///
/// # Errors
/// `not-found`.
pub async fn for_review(db: &Db, grant: &Grant<ReviewEmployer>) -> Result<Detail, Error> {
    detail(db, *grant.subject()).await
}

/// The employer for the machine, to write a mail about it.
///
/// # Errors
/// `not-found`.
pub async fn for_system(db: &Db, _: &System, employer: EmployerId) -> Result<Detail, Error> {
    detail(db, employer).await
}

/// The members to whom a mail about the employer goes: owners only, or recruiters too.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn recipients(db: &Db, _: &System, employer: EmployerId, recruiters: bool) -> Result<Vec<Recipient>, Error> {
    let mut query = member::Entity::find().filter(member::Column::EmployerId.eq(employer.text()));
    if !recruiters {
        query = query.filter(member::Column::Role.eq(MemberRole::Owner.code()));
    }
    let rows = query.find_also_related(account::Entity).order_by_asc(member::Column::CreatedAt).all(db.read()).await?;
    Ok(rows.into_iter().filter_map(|(_, account)| account.map(Recipient::from)).collect())
}

/// Employers in a state, those that wait longest first, with the number of all.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn queue(db: &Db, _: &Grant<SeeReviewQueue>, of: EmployerState, page: u64) -> Result<(Vec<Row>, u64), Error> {
    let query = employer::Entity::find().filter(employer::Column::State.eq(of.code()));
    let total = query.clone().count(db.read()).await?;
    let rows = query
        .order_by_asc(employer::Column::UpdatedAt)
        .order_by_asc(employer::Column::Id)
        .offset(rows_before(page, QUEUE))
        .limit(QUEUE)
        .all(db.read())
        .await?;
    let rows = rows
        .into_iter()
        .map(|row| {
            Ok(Row {
                id: EmployerId::from_row(&row.id)?,
                state: state(&row)?,
                name: row.name,
                credit_code: row.credit_code.or(row.claimed_code),
                updated_at: Moment(row.updated_at),
            })
        })
        .collect::<Result<Vec<Row>, Error>>()?;
    Ok((rows, total))
}

/// The registered employer with this code, for the command line's `--employer`.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn by_credit_code(db: &Db, _: &System, code: &str) -> Result<Option<EmployerId>, Error> {
    let row = employer::Entity::find().filter(employer::Column::CreditCode.eq(code)).one(db.read()).await?;
    row.map(|row| EmployerId::from_row(&row.id)).transpose()
}

async fn detail(db: &Db, id: EmployerId) -> Result<Detail, Error> {
    let row = employer::Entity::find_by_id(id.text()).one(db.read()).await?.ok_or(Code::NotFound)?;
    Ok(Detail {
        id,
        state: state(&row)?,
        trusted: row.trusted,
        created_at: Moment(row.created_at),
        updated_at: Moment(row.updated_at),
        refusal_reason: row.refusal_reason,
        fields: EmployerInput {
            name: row.name,
            credit_code: row.credit_code.or(row.claimed_code).unwrap_or_default(),
            industry: row.industry.unwrap_or_default(),
            size: row.size.unwrap_or_default(),
            district: row.district.unwrap_or_default(),
            address: row.address,
            description: row.description,
            contact_name: row.contact_name.unwrap_or_default(),
            contact_phone: row.contact_phone.unwrap_or_default(),
            contact_email: row.contact_email.unwrap_or_default(),
        },
    })
}

pub(crate) fn state(row: &employer::Model) -> Result<EmployerState, Error> {
    EmployerState::from_code(&row.state).ok_or_else(|| Error::internal("an employer of unknown state"))
}
