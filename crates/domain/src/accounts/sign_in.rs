//! Signing in, with a brake for each account and each address.
//!
//! Rule: after ten failures for an account or fifty from an address within a quarter of an hour, further tries are
//! refused for the rest of it, whether the account exists or not.

use crate::accounts::entity::{account, failure, session};
use crate::accounts::passwords::{token_hash, verify};
use crate::accounts::sessions;
use crate::authority::{Actor, Who};
use crate::db::Db;
use crate::error::{Code, Error};
use crate::ids::{AccountId, row_id};
use magpie_terms::Email;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect, Set};
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
    // An address that is not one is treated like an unknown one, but never shown to the database, which may not take it.
    let parsed = Email::parse(email).ok();
    let counted = parsed.as_ref().map_or_else(|| email.to_lowercase(), |e| e.as_str().to_owned());
    // Hashed, so that the table tells no addresses of people who mistyped theirs.
    let keys = [
        (token_hash(&format!("account {counted}")), MOST_FOR_ACCOUNT),
        (token_hash(&format!("address {}", network(address))), MOST_FROM_ADDRESS),
    ];
    if let Some(wait) = throttled(db.read(), db.now().0, &keys).await? {
        return Err(Error::Throttled(wait));
    }
    let found = match &parsed {
        Some(email) => account::Entity::find().filter(account::Column::Email.eq(email.as_str())).one(db.read()).await?,
        None => None,
    };
    let fits = verify(password, found.as_ref().map(|account| account.password_hash.clone())).await?;
    let machine = Actor(Who::System);
    let mut tx = db.begin(&machine).await?;
    // Asked again: of many tries at the same moment all passed the first question before any of them had failed.
    if let Some(wait) = throttled(tx.conn(), tx.now().0, &keys).await? {
        return Err(Error::Throttled(wait));
    }
    let over = failure::Column::At.lte(tx.now().0 - WINDOW_SECONDS);
    failure::Entity::delete_many().filter(over).exec(tx.conn()).await?;
    let Some(account) = found.filter(|_| fits) else {
        let rows = keys.iter().map(|(key, _)| failure::ActiveModel {
            id: Set(row_id()),
            key: Set(key.clone()),
            at: Set(tx.now().0),
        });
        failure::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
        tx.commit().await?;
        return Err(Code::SignInFailed.into());
    };
    // The account's count begins anew; the address's does not, or one good account would free a whole attack.
    failure::Entity::delete_many().filter(failure::Column::Key.eq(&keys[0].0)).exec(tx.conn()).await?;
    let ended = session::Column::AccountId.eq(&account.id).and(session::Column::ExpiresAt.lte(tx.now().0));
    session::Entity::delete_many().filter(ended).exec(tx.conn()).await?;
    let account = AccountId::from_row(&account.id)?;
    let token = sessions::open(&tx, account, user_agent).await?;
    tx.audit("sign-in", account, "");
    tx.commit().await?;
    Ok(token)
}

/// The seconds to wait where one of the keys has had its failures.
async fn throttled<C: ConnectionTrait>(conn: &C, now: i64, keys: &[(String, u64)]) -> Result<Option<i64>, Error> {
    for (key, most) in keys {
        let oldest_that_counts = failure::Entity::find()
            .filter(failure::Column::Key.eq(key))
            .filter(failure::Column::At.gt(now - WINDOW_SECONDS))
            .order_by_desc(failure::Column::At)
            .offset(most - 1)
            .limit(1)
            .one(conn)
            .await?;
        if let Some(row) = oldest_that_counts {
            return Ok(Some(Ord::max(row.at + WINDOW_SECONDS - now, 1)));
        }
    }
    Ok(None)
}

/// What counts as one address: of IPv6 the first 64 bits, since a single customer has all the rest.
fn network(address: &str) -> String {
    match address.parse::<std::net::Ipv6Addr>() {
        Ok(ip) => match ip.to_ipv4_mapped() {
            Some(ip) => ip.to_string(),
            None => std::net::Ipv6Addr::from(u128::from(ip) >> 64 << 64).to_string(),
        },
        Err(_) => address.to_owned(),
    }
}
