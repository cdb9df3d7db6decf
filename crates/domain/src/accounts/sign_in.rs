//! Signing in, with a brake for each account and each address.
//!
//! Rule: after ten failures for an account or fifty from an address within a quarter of an hour, further tries are
//! refused for the rest of it, whether the account exists or not.

use crate::accounts::entity::{account, failure};
use crate::accounts::passwords::{token_hash, verify};
use crate::accounts::sessions;
use crate::authority::{Actor, Who};
use crate::db::Db;
use crate::error::{Code, Error};
use crate::ids::{AccountId, row_id};
use magpie_terms::Email;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set};
use secrecy::SecretString;

const WINDOW_SECONDS: i64 = 15 * 60;
const MOST_FOR_ACCOUNT: u64 = 10;
const MOST_FROM_ADDRESS: u64 = 50;

/// Signs a person in and gives the token for the cookie.
///
/// # Errors
/// `sign-in-failed`, or `Throttled` with the seconds to wait.
pub async fn sign_in(
    db: &Db,
    email: &str,
    password: &SecretString,
    address: &str,
    user_agent: &str,
) -> Result<String, Error> {
    // An address that is not one is treated like an unknown one.
    let email = Email::parse(email).map_or_else(|_| email.to_lowercase(), |e| e.as_str().to_owned());
    // Hashed, so that the table tells no addresses of people who mistyped theirs.
    let keys = [
        (token_hash(&format!("account {email}")), MOST_FOR_ACCOUNT),
        (token_hash(&format!("address {address}")), MOST_FROM_ADDRESS),
    ];
    for (key, most) in &keys {
        if let Some(wait) = throttled(db, key, *most).await? {
            return Err(Error::Throttled(wait));
        }
    }
    let found = account::Entity::find().filter(account::Column::Email.eq(&email)).one(db.read()).await?;
    let fits = verify(password, found.as_ref().map(|account| account.password_hash.clone())).await?;
    let machine = Actor(Who::System);
    let mut tx = db.begin(&machine).await?;
    let Some(account) = found.filter(|_| fits) else {
        let rows = keys.iter().map(|(key, _)| failure::ActiveModel {
            id: Set(row_id()),
            key: Set(key.clone()),
            at: Set(tx.now().0),
            until: Set(None),
        });
        failure::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
        tx.commit().await?;
        return Err(Code::SignInFailed.into());
    };
    // The account's count begins anew; the address's does not, or one good account would free a whole attack.
    failure::Entity::delete_many().filter(failure::Column::Key.eq(&keys[0].0)).exec(tx.conn()).await?;
    let account = AccountId::from_row(&account.id)?;
    let token = sessions::open(&tx, account, user_agent).await?;
    tx.audit("sign-in", account, "");
    tx.commit().await?;
    Ok(token)
}

/// The seconds to wait where the key has had its failures.
async fn throttled(db: &Db, key: &str, most: u64) -> Result<Option<i64>, Error> {
    let now = db.now().0;
    let oldest_that_counts = failure::Entity::find()
        .filter(failure::Column::Key.eq(key))
        .filter(failure::Column::At.gt(now - WINDOW_SECONDS))
        .order_by_desc(failure::Column::At)
        .offset(most - 1)
        .limit(1)
        .one(db.read())
        .await?;
    Ok(oldest_that_counts.map(|row| (row.at + WINDOW_SECONDS - now).max(1)))
}
