//! Signing up: the answer is the same for every address, the mail tells the rest.

use crate::accounts::entity::{account, sign_up};
use crate::accounts::passwords::{self, new_token, token_hash};
use crate::accounts::sessions;
use crate::accounts::values::{Locale, Role, SignUpContent};
use crate::authority::{Actor, Who};
use crate::db::{Db, System};
use crate::error::{Code, Error, OnUnique};
use crate::ids::{AccountId, SignUpId};
use crate::jobs::Job;
use magpie_terms::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QuerySelect, Set};
use secrecy::SecretString;

/// The link of the mail is good for a day.
const LINK_SECONDS: i64 = 86_400;
/// So many mails go to one address a day; further sign-ups are answered alike and send nothing.
const MOST_PENDING: u64 = 5;

/// What the mail to a person who signed up says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Letter {
    /// Confirm with this token.
    Confirm {
        /// To whom.
        email: String,
        /// Greeting.
        display_name: String,
        /// The language.
        locale: Locale,
        /// The token of the link.
        token: String,
    },
    /// There is an account already: sign in.
    AlreadyThere {
        /// To whom.
        email: String,
        /// The language.
        locale: Locale,
    },
}

/// Takes a sign-up; a mail follows, whatever the address.
///
/// # Errors
/// `Internal` only: the answer does not depend on the address.
pub async fn sign_up(db: &Db, content: SignUpContent) -> Result<(), Error> {
    let password_hash = passwords::hash(&content.password).await?;
    let machine = Actor(Who::System);
    let mut tx = db.begin(&machine).await?;
    sign_up::Entity::delete_many().filter(sign_up::Column::ExpiresAt.lt(tx.now().0)).exec(tx.conn()).await?;
    let pending = sign_up::Entity::find()
        .filter(sign_up::Column::Email.eq(content.email.as_str()))
        .limit(MOST_PENDING)
        .count(tx.conn())
        .await?;
    if pending < MOST_PENDING {
        let id = SignUpId::new();
        sign_up::ActiveModel {
            id: Set(id.text()),
            email: Set(content.email.as_str().to_owned()),
            password_hash: Set(password_hash),
            display_name: Set(content.display_name),
            locale: Set(content.locale.code().to_owned()),
            token_hash: Set(None),
            expires_at: Set(tx.now().0 + LINK_SECONDS),
            created_at: Set(tx.now().0),
        }
        .insert(tx.conn())
        .await?;
        tx.enqueue(Job::MailSignUp(id));
    }
    tx.commit().await
}

/// Makes the link's token, anew at every try, and says which letter to send; `None` where the sign-up is gone or has run out.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn letter(db: &Db, system: &System, id: SignUpId) -> Result<Option<Letter>, Error> {
    let tx = db.begin(system).await?;
    let open = sign_up::Column::ExpiresAt.gt(tx.now().0);
    let found = sign_up::Entity::find_by_id(id.text()).filter(open).one(tx.conn()).await?;
    let Some(row) = found else { return Ok(None) };
    let locale = Locale::from_code(&row.locale).unwrap_or(Locale::ZhCn);
    let known = account::Entity::find().filter(account::Column::Email.eq(&row.email)).count(tx.conn()).await? > 0;
    if known {
        return Ok(Some(Letter::AlreadyThere { email: row.email, locale }));
    }
    let token = new_token()?;
    let letter = Letter::Confirm {
        email: row.email.clone(),
        display_name: row.display_name.clone(),
        locale,
        token: token.clone(),
    };
    let mut row = row.into_active_model();
    row.token_hash = Set(Some(token_hash(&token)));
    row.update(tx.conn()).await?;
    tx.commit().await?;
    Ok(Some(letter))
}

/// Makes the account that the link's owner asked for and signs in; gives the token for the cookie.
///
/// The password of the sign-up is asked again. Who opens the mail has the address, but may not be who signed up: so
/// nobody gets an account whose password a stranger chose.
///
/// # Errors
/// `link-expired` for a token that is unknown, used or too old; `sign-in-failed` for another password.
pub async fn confirm(db: &Db, token: &str, password: &SecretString, user_agent: &str) -> Result<String, Error> {
    let open = |now: Moment| {
        sign_up::Entity::find()
            .filter(sign_up::Column::TokenHash.eq(token_hash(token)))
            .filter(sign_up::Column::ExpiresAt.gt(now.0))
    };
    let row = open(db.now()).one(db.read()).await?.ok_or(Code::LinkExpired)?;
    if !passwords::verify(password, Some(row.password_hash)).await? {
        return Err(Code::SignInFailed.into());
    }
    let machine = Actor(Who::System);
    let mut tx = db.begin(&machine).await?;
    let row = open(tx.now()).one(tx.conn()).await?.ok_or(Code::LinkExpired)?;
    let id = AccountId::new();
    account::ActiveModel {
        id: Set(id.text()),
        email: Set(row.email.clone()),
        password_hash: Set(row.password_hash),
        display_name: Set(row.display_name),
        locale: Set(row.locale),
        role: Set(Role::Seeker.code().to_owned()),
        created_at: Set(tx.now().0),
    }
    .insert(tx.conn())
    .await
    .on_unique(Code::LinkExpired)?;
    sign_up::Entity::delete_many().filter(sign_up::Column::Email.eq(row.email)).exec(tx.conn()).await?;
    let cookie = sessions::open(&tx, id, user_agent).await?;
    tx.audit("sign-up", id, "");
    tx.commit().await?;
    Ok(cookie)
}
