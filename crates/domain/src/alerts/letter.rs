//! What the mail of a delivery says, read when it is sent.

use crate::accounts::entity::account;
use crate::accounts::read::Recipient;
use crate::alerts::entity::{alert, delivery};
use crate::alerts::read::{cadence, kind};
use crate::alerts::values::{AlertKind, AlertState, Cadence};
use crate::db::{Db, System};
use crate::error::Error;
use crate::ids::{AlertId, DeliveryId, PostingId};
use crate::postings::public::{self, Posting};
use sea_orm::entity::prelude::*;

/// A mail about new postings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub to: Recipient,
    /// The alert.
    pub alert: AlertId,
    /// What it tells of.
    pub kind: AlertKind,
    /// Its name; may be empty.
    pub name: String,
    /// The canonical query; empty for matches.
    pub query: String,
    /// How often it mails.
    pub cadence: Cadence,
    /// The token of the link that ends it.
    pub token: String,
    /// The postings that are public still.
    pub postings: Vec<Posting>,
    /// Further ones that were found.
    pub more: u64,
}

/// The mail of a delivery; `None` where the alert has ended since, or none of the postings is public any more.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn letter(db: &Db, _: &System, id: DeliveryId) -> Result<Option<Letter>, Error> {
    let found = delivery::Entity::find_by_id(id.text()).find_also_related(alert::Entity).one(db.read()).await?;
    let Some((told, Some(row))) = found else { return Ok(None) };
    if row.state != AlertState::Active.code() {
        return Ok(None);
    }
    let Some(owner) = account::Entity::find_by_id(&row.account_id).one(db.read()).await? else { return Ok(None) };
    let ids = told.postings.split(' ').filter(|id| !id.is_empty()).map(PostingId::from_row);
    let postings = public::cards(db, &ids.collect::<Result<Vec<_>, _>>()?).await?;
    if postings.is_empty() {
        return Ok(None);
    }
    Ok(Some(Letter {
        to: owner.into(),
        alert: AlertId::from_row(&row.id)?,
        kind: kind(&row)?,
        cadence: cadence(&row)?,
        name: row.name,
        query: row.query,
        token: row.token,
        postings,
        more: u64::try_from(told.more).unwrap_or(0),
    }))
}
