//! Consents: a person lets an employer know who they are, for one posting.
//!
//! Rule: a consent holds until it is withdrawn, and not against a block: a legal entity that the person blocked knows
//! nobody.

use crate::db::Tx;
use crate::employers::entity::employer;
use crate::error::Error;
use crate::ids::row_id;
use crate::postings::entity::posting;
use crate::seekers::entity::{block, consent};
use sea_orm::entity::prelude::*;
use sea_orm::{QuerySelect, Set};
use std::collections::HashSet;

/// Gives the consent, again where it was withdrawn.
pub(crate) async fn give(tx: &Tx, seeker: &str, by: &str, posting: &str, given_by: &str) -> Result<(), Error> {
    let again = consent::Entity::update_many()
        .col_expr(consent::Column::GivenAt, tx.now().0.into())
        .col_expr(consent::Column::GivenBy, given_by.into())
        .col_expr(consent::Column::WithdrawnAt, Option::<i64>::None.into())
        .filter(consent::Column::SeekerId.eq(seeker))
        .filter(consent::Column::EmployerId.eq(by))
        .filter(consent::Column::PostingId.eq(posting))
        .exec(tx.conn())
        .await?;
    if again.rows_affected > 0 {
        return Ok(());
    }
    consent::ActiveModel {
        id: Set(row_id()),
        seeker_id: Set(seeker.to_owned()),
        employer_id: Set(by.to_owned()),
        posting_id: Set(posting.to_owned()),
        given_by: Set(given_by.to_owned()),
        given_at: Set(tx.now().0),
        withdrawn_at: Set(None),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// Takes it back; gives the number of consents that stood.
pub(crate) async fn withdraw(tx: &Tx, seeker: &str, posting: &str) -> Result<u64, Error> {
    let withdrawn = consent::Entity::update_many()
        .col_expr(consent::Column::WithdrawnAt, Some(tx.now().0).into())
        .filter(consent::Column::SeekerId.eq(seeker))
        .filter(consent::Column::PostingId.eq(posting))
        .filter(consent::Column::WithdrawnAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(withdrawn.rows_affected)
}

/// Those of `seekers` who let the employer of the posting know who they are: the consent stands, and the employer is
/// not blocked.
pub(crate) async fn known_to_employer<'a>(
    conn: &impl ConnectionTrait,
    seekers: impl Iterator<Item = &'a str>,
    about: &posting::Model,
    by: &employer::Model,
) -> Result<HashSet<String>, Error> {
    let consented: Vec<String> = consent::Entity::find()
        .select_only()
        .column(consent::Column::SeekerId)
        .filter(consent::Column::SeekerId.is_in(seekers))
        .filter(consent::Column::PostingId.eq(&about.id))
        .filter(consent::Column::WithdrawnAt.is_null())
        .into_tuple()
        .all(conn)
        .await?;
    let Some(code) = &by.credit_code else { return Ok(consented.into_iter().collect()) };
    let blocking: Vec<String> = block::Entity::find()
        .select_only()
        .column(block::Column::SeekerId)
        .filter(block::Column::SeekerId.is_in(&consented))
        .filter(block::Column::CreditCode.eq(code))
        .into_tuple()
        .all(conn)
        .await?;
    Ok(consented.into_iter().filter(|id| !blocking.contains(id)).collect())
}
