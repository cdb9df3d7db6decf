//! Employers as anyone may see them: the approved, and the unverified that have public postings.

use crate::db::{Db, containing, rows_before};
use crate::employers::entity::employer;
use crate::employers::values::EmployerState;
use crate::error::Error;
use crate::ids::EmployerId;
use crate::postings;
use magpie_terms::{EmployerSize, Industry};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{QueryOrder, QuerySelect};
use serde::Serialize;

/// An employer's public page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Employer {
    /// Its id.
    pub id: EmployerId,
    /// Its name.
    pub name: String,
    /// Whether an organizer examined it.
    pub verified: bool,
    /// The code, of a verified employer.
    pub credit_code: Option<String>,
    /// Section of GB/T 4754.
    pub industry: Option<Industry>,
    /// People employed.
    pub size: Option<EmployerSize>,
    /// Division code.
    pub district: Option<String>,
    /// Address.
    pub address: String,
    /// A few lines.
    pub description: String,
    /// Public postings now.
    pub postings: u64,
}

/// How to reach an employer, shown beside its postings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// Whom to ask for.
    pub name: String,
    /// Telephone.
    pub phone: String,
    /// Mail.
    pub email: String,
}

/// Employers on a page of the list.
pub const PAGE: u64 = 24;

/// The public page of an employer; `None` where there is none to be seen.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn show(db: &Db, id: EmployerId) -> Result<Option<Employer>, Error> {
    let Some(row) = employer::Entity::find_by_id(id.text()).one(db.read()).await? else { return Ok(None) };
    let counts = postings::public::counts_by_employer(db, std::slice::from_ref(&row.id)).await?;
    let postings = counts.get(&row.id).copied().unwrap_or(0);
    let shown =
        row.state == EmployerState::Approved.code() || (row.state == EmployerState::Unverified.code() && postings > 0);
    if shown { Ok(Some(from_row(row, postings)?)) } else { Ok(None) }
}

/// The contact of a verified employer.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn contact(db: &Db, id: EmployerId) -> Result<Option<Contact>, Error> {
    let row = employer::Entity::find_by_id(id.text())
        .filter(employer::Column::State.eq(EmployerState::Approved.code()))
        .one(db.read())
        .await?;
    Ok(row.and_then(|row| {
        Some(Contact { name: row.contact_name?, phone: row.contact_phone?, email: row.contact_email? })
    }))
}

/// A page of the verified employers by name, with the number of all. `filter` is part of the name.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn list(db: &Db, filter: &str, page: u64) -> Result<(Vec<Employer>, u64), Error> {
    let mut query = employer::Entity::find().filter(employer::Column::State.eq(EmployerState::Approved.code()));
    let key = crate::employers::values::name_key(filter);
    if !key.is_empty() {
        query = query.filter(Expr::col(employer::Column::NameKey).like(containing(&key)));
    }
    let total = query.clone().count(db.read()).await?;
    let rows = query
        .order_by_asc(employer::Column::Name)
        .order_by_asc(employer::Column::Id)
        .offset(rows_before(page, PAGE))
        .limit(PAGE)
        .all(db.read())
        .await?;
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let counts = postings::public::counts_by_employer(db, &ids).await?;
    let employers = rows
        .into_iter()
        .map(|row| {
            let postings = counts.get(&row.id).copied().unwrap_or(0);
            from_row(row, postings)
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok((employers, total))
}

/// The number of verified employers.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn count(db: &Db) -> Result<u64, Error> {
    let query = employer::Entity::find().filter(employer::Column::State.eq(EmployerState::Approved.code()));
    Ok(query.count(db.read()).await?)
}

pub(crate) fn from_row(row: employer::Model, postings: u64) -> Result<Employer, Error> {
    let verified = row.state == EmployerState::Approved.code();
    Ok(Employer {
        id: EmployerId::from_row(&row.id)?,
        name: row.name,
        verified,
        credit_code: row.credit_code.filter(|_| verified),
        industry: row.industry.as_deref().and_then(Industry::from_code),
        size: row.size.as_deref().and_then(EmployerSize::from_code),
        district: row.district,
        address: row.address,
        description: row.description,
        postings,
    })
}
