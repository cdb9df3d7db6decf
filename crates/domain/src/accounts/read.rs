//! Accounts as administrators see them.

use crate::accounts::entity::account;
use crate::accounts::policy::Administer;
use crate::accounts::values::{Locale, Role};
use crate::authority::Grant;
use crate::db::{Db, containing, rows_before};
use crate::error::Error;
use crate::ids::AccountId;
use magpie_terms::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{QueryOrder, QuerySelect};

/// An account in the administrator's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: AccountId,
    /// Sign-in name.
    pub email: String,
    /// Name shown.
    pub display_name: String,
    /// Role.
    pub role: Role,
    /// Since when.
    pub created_at: Moment,
}

/// Rows of a page of the administrator's list.
pub const PAGE: u64 = 50;

/// A page of accounts, staff first, then the newest; with a filter on address or name. Gives the number of all, too.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn list(db: &Db, _: &Grant<Administer>, filter: &str, page: u64) -> Result<(Vec<Row>, u64), Error> {
    let mut query = account::Entity::find();
    let wanted = filter.trim().to_lowercase();
    if !wanted.is_empty() {
        let email = Expr::col(account::Column::Email);
        let name = Expr::expr(Func::lower(Expr::col(account::Column::DisplayName)));
        query = query.filter(email.like(containing(&wanted)).or(name.like(containing(&wanted))));
    }
    let total = query.clone().count(db.read()).await?;
    let rows = query
        .order_by_desc(account::Column::Role.ne(Role::Seeker.code()))
        .order_by_desc(account::Column::CreatedAt)
        .order_by_desc(account::Column::Id)
        .offset(rows_before(page, PAGE))
        .limit(PAGE)
        .all(db.read())
        .await?;
    let rows = rows
        .into_iter()
        .map(|row| {
            Ok(Row {
                id: AccountId::from_row(&row.id)?,
                role: Role::from_code(&row.role).ok_or_else(|| Error::internal("an account of unknown role"))?,
                email: row.email,
                display_name: row.display_name,
                created_at: Moment(row.created_at),
            })
        })
        .collect::<Result<Vec<Row>, Error>>()?;
    Ok((rows, total))
}

/// To whom a mail about an account goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Address.
    pub email: String,
    /// Name shown.
    pub display_name: String,
    /// Language.
    pub locale: Locale,
}

impl From<account::Model> for Recipient {
    fn from(row: account::Model) -> Self {
        Self {
            locale: Locale::from_code(&row.locale).unwrap_or(Locale::ZhCn),
            email: row.email,
            display_name: row.display_name,
        }
    }
}
