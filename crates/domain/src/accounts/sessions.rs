//! Sessions: rows in the database, a random token in the cookie.

use crate::accounts::entity::{account, session};
use crate::accounts::passwords::{new_token, token_hash};
use crate::accounts::policy::OwnAccount;
use crate::accounts::values::{Locale, Role};
use crate::authority::{AccountActor, Actor, Grant, Who};
use crate::db::{Db, Tx};
use crate::employers;
use crate::error::Error;
use crate::ids::{AccountId, SessionId};
use magpie_terms::{Moment, text};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Set};

/// A session ends after so many seconds without a visit: 30 days.
const IDLE_SECONDS: i64 = 30 * 86_400;
/// The row is written at most once in so many seconds, so that reading pages does not write all the time.
const TOUCH_SECONDS: i64 = 3_600;

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// The browser, as it named itself.
    pub user_agent: String,
    /// When the person signed in.
    pub created_at: Moment,
    /// When it was last used, to the hour.
    pub last_seen_at: Moment,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// The actor whose cookie this is; `None` for a token that is unknown or has ended.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn authenticate(db: &Db, token: &str) -> Result<Option<Actor>, Error> {
    if token.len() != 43 {
        return Ok(None);
    }
    let now = db.now();
    let found = session::Entity::find()
        .filter(session::Column::TokenHash.eq(token_hash(token)))
        .filter(session::Column::ExpiresAt.gt(now.0))
        .one(db.read())
        .await?;
    let Some(found) = found else { return Ok(None) };
    let Some(account) = account::Entity::find_by_id(&found.account_id).one(db.read()).await? else { return Ok(None) };
    let account_id = AccountId::from_row(&account.id)?;
    let actor = Actor(Who::Account(Box::new(AccountActor {
        account: account_id,
        session: SessionId::from_row(&found.id)?,
        role: Role::from_code(&account.role).ok_or_else(|| Error::internal("an account of unknown role"))?,
        locale: Locale::from_code(&account.locale).unwrap_or(Locale::ZhCn),
        employers: employers::read::is_any_member(db, account_id).await?,
        email: account.email,
        display_name: account.display_name,
    })));
    if found.last_seen_at + TOUCH_SECONDS < now.0 {
        let tx = db.begin(&actor).await?;
        session::Entity::update_many()
            .col_expr(session::Column::LastSeenAt, now.0.into())
            .col_expr(session::Column::ExpiresAt, (now.0 + IDLE_SECONDS).into())
            .filter(session::Column::Id.eq(found.id))
            .exec(tx.conn())
            .await?;
        tx.commit().await?;
    }
    Ok(Some(actor))
}

/// Opens a session within a write and gives the token for the cookie.
pub(crate) async fn open(tx: &Tx, account: AccountId, user_agent: &str) -> Result<String, Error> {
    let token = new_token()?;
    let now = tx.now().0;
    session::ActiveModel {
        id: Set(SessionId::new().text()),
        token_hash: Set(token_hash(&token)),
        account_id: Set(account.text()),
        user_agent: Set(text::shortened(user_agent, 160)),
        created_at: Set(now),
        last_seen_at: Set(now),
        expires_at: Set(now + IDLE_SECONDS),
    }
    .insert(tx.conn())
    .await?;
    Ok(token)
}

/// The account's sessions that have not ended, newest first.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn own(db: &Db, grant: &Grant<OwnAccount>) -> Result<Vec<Session>, Error> {
    let Some(actor) = grant.actor().as_account() else { return Ok(Vec::new()) };
    let rows = session::Entity::find()
        .filter(session::Column::AccountId.eq(actor.account.text()))
        .filter(session::Column::ExpiresAt.gt(db.now().0))
        .order_by_desc(session::Column::LastSeenAt)
        .order_by_desc(session::Column::Id)
        .all(db.read())
        .await?;
    rows.into_iter()
        .map(|row| {
            let id = SessionId::from_row(&row.id)?;
            Ok(Session {
                id,
                user_agent: row.user_agent,
                created_at: Moment(row.created_at),
                last_seen_at: Moment(row.last_seen_at),
                is_this: id == actor.session,
            })
        })
        .collect()
}

/// Ends the session that asks.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn sign_out(db: &Db, grant: &Grant<OwnAccount>) -> Result<(), Error> {
    let Some(actor) = grant.actor().as_account() else { return Ok(()) };
    let tx = db.begin(grant).await?;
    session::Entity::delete_by_id(actor.session.text()).exec(tx.conn()).await?;
    tx.commit().await
}

/// Ends all sessions of the account, that which asks included.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn sign_out_everywhere(db: &Db, grant: &Grant<OwnAccount>) -> Result<(), Error> {
    let Some(actor) = grant.actor().as_account() else { return Ok(()) };
    let mut tx = db.begin(grant).await?;
    session::Entity::delete_many().filter(session::Column::AccountId.eq(actor.account.text())).exec(tx.conn()).await?;
    tx.audit("sign-out-everywhere", actor.account, "");
    tx.commit().await
}
