//! Writes alerts by the thousand, for measuring.

use crate::accounts::passwords::new_token;
use crate::alerts::entity::alert;
use crate::alerts::values::{AlertContent, AlertState, query_key};
use crate::changes;
use crate::db::{Db, System};
use crate::error::Error;
use crate::ids::{AccountId, AlertId};
use sea_orm::Set;
use sea_orm::entity::prelude::*;

/// Keeps alerts for accounts, all in one transaction. No account may have the same one twice.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn add(db: &Db, system: &System, alerts: &[(AccountId, AlertContent)]) -> Result<(), Error> {
    let head = changes::head(db).await?;
    let tx = db.begin(system).await?;
    for some in alerts.chunks(500) {
        let mut rows = Vec::with_capacity(some.len());
        for (account, content) in some {
            rows.push(alert::ActiveModel {
                id: Set(AlertId::new().text()),
                account_id: Set(account.text()),
                kind: Set(content.kind.code().to_owned()),
                name: Set(content.name.clone()),
                query: Set(content.query.clone()),
                query_key: Set(query_key(&content.query)),
                cadence: Set(content.cadence.code().to_owned()),
                state: Set(AlertState::Active.code().to_owned()),
                token: Set(new_token()?),
                cursor: Set(head),
                next_at: Set(content.cadence.next(tx.now()).0),
                mails: Set(0),
                told: Set(0),
                sent_at: Set(None),
                created_at: Set(tx.now().0),
            });
        }
        alert::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    tx.commit().await
}
