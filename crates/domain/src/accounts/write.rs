//! Commands on accounts: language, roles, accounts made by the machine.

use crate::accounts::entity::{account, session};
use crate::accounts::passwords;
use crate::accounts::policy::{Administer, OwnAccount};
use crate::accounts::values::{Locale, Role, SignUpContent};
use crate::authority::Grant;
use crate::db::{Db, System};
use crate::error::{Code, Error};
use crate::ids::AccountId;
use sea_orm::Set;
use sea_orm::entity::prelude::*;

/// Keeps the language that the person chose.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn choose_locale(db: &Db, grant: &Grant<OwnAccount>, locale: Locale) -> Result<(), Error> {
    let Some(actor) = grant.actor().as_account() else { return Ok(()) };
    let tx = db.begin(grant).await?;
    account::Entity::update_many()
        .col_expr(account::Column::Locale, locale.code().into())
        .filter(account::Column::Id.eq(actor.account.text()))
        .exec(tx.conn())
        .await?;
    tx.commit().await
}

/// Gives an account a role and ends its sessions, so that the new rights hold at once.
///
/// # Errors
/// `not-found`; `own-role` where an administrator would step down by mistake.
pub async fn give_role(db: &Db, grant: &Grant<Administer>, account: AccountId, role: Role) -> Result<(), Error> {
    if grant.actor().account() == Some(account) {
        return Err(Code::OwnRole.into());
    }
    let mut tx = db.begin(grant).await?;
    let changed = account::Entity::update_many()
        .col_expr(account::Column::Role, role.code().into())
        .filter(account::Column::Id.eq(account.text()))
        .exec(tx.conn())
        .await?;
    if changed.rows_affected == 0 {
        return Err(Code::NotFound.into());
    }
    session::Entity::delete_many().filter(session::Column::AccountId.eq(account.text())).exec(tx.conn()).await?;
    tx.audit("give-role", account, role.code());
    tx.commit().await
}

/// Makes an account with a role, or gives an existing one the role and the password. For the command line.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn add_with_role(db: &Db, system: &System, content: SignUpContent, role: Role) -> Result<AccountId, Error> {
    let password_hash = passwords::hash(&content.password).await?;
    let mut tx = db.begin(system).await?;
    let found =
        account::Entity::find().filter(account::Column::Email.eq(content.email.as_str())).one(tx.conn()).await?;
    let id = match found {
        Some(row) => {
            account::Entity::update_many()
                .col_expr(account::Column::Role, role.code().into())
                .col_expr(account::Column::PasswordHash, password_hash.into())
                .filter(account::Column::Id.eq(&row.id))
                .exec(tx.conn())
                .await?;
            session::Entity::delete_many().filter(session::Column::AccountId.eq(&row.id)).exec(tx.conn()).await?;
            AccountId::from_row(&row.id)?
        }
        None => {
            let id = AccountId::new();
            account::ActiveModel {
                id: Set(id.text()),
                email: Set(content.email.as_str().to_owned()),
                password_hash: Set(password_hash),
                display_name: Set(content.display_name),
                locale: Set(content.locale.code().to_owned()),
                role: Set(role.code().to_owned()),
                created_at: Set(tx.now().0),
            }
            .insert(tx.conn())
            .await?;
            id
        }
    };
    tx.audit("add-account", id, role.code());
    tx.commit().await?;
    Ok(id)
}

/// An account of the made-up district.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of an account")]
pub struct MadeUpAccount {
    pub email: String,
    pub display_name: String,
    pub locale: Locale,
    pub role: Role,
}

/// Writes the accounts of the made-up district, all with one password.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn add_made_up(
    db: &Db,
    system: &System,
    accounts: &[MadeUpAccount],
    password_hash: &str,
) -> Result<Vec<AccountId>, Error> {
    let tx = db.begin(system).await?;
    let ids: Vec<AccountId> = accounts.iter().map(|_| AccountId::new()).collect();
    for (some, ids) in accounts.chunks(1000).zip(ids.chunks(1000)) {
        let rows = some.iter().zip(ids).map(|(made_up, id)| account::ActiveModel {
            id: Set(id.text()),
            email: Set(made_up.email.clone()),
            password_hash: Set(password_hash.to_owned()),
            display_name: Set(made_up.display_name.clone()),
            locale: Set(made_up.locale.code().to_owned()),
            role: Set(made_up.role.code().to_owned()),
            created_at: Set(tx.now().0),
        });
        account::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    tx.commit().await?;
    Ok(ids)
}
