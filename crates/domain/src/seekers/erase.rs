//! Erasing a profile: the person's right, done at once and for good.
//!
//! Rule: nothing personal stays: not in the profile, not in one that was merged into it, not in what was written with an
//! application. Where an application, an invitation or a consent refers to the profile, an empty row keeps its id, so
//! that what an employer decided still holds together; otherwise the row goes too.

use crate::applications;
use crate::applications::entity::{application, event, invitation, note};
use crate::applications::values::{ApplicationState, Side};
use crate::authority::Grant;
use crate::changes::Change;
use crate::db::{Db, Tx};
use crate::error::{Code, Error};
use crate::ids::{ApplicationId, SeekerId, row_id};
use crate::jobs::Job;
use crate::seekers::entity::{block, consent, distinct, entry, merge, seeker};
use crate::seekers::policy::DecideForSeeker;
use crate::seekers::rows;
use crate::seekers::values::Visibility;
use magpie_terms::Profile;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};

/// Erases the profile and every profile that was merged into it. Open applications are withdrawn.
///
/// # Errors
/// `not-found` where it is gone.
pub async fn erase(db: &Db, grant: &Grant<DecideForSeeker>) -> Result<(), Error> {
    let id = *grant.subject();
    let mut tx = db.begin(grant).await?;
    let row = rows::load(&tx, id).await?;
    // Emptied first, so that a second click and a save at the same moment find nothing to write to.
    if empty(&tx, &row.id).await? == 0 {
        return Err(Code::NotFound.into());
    }
    let family = family(&tx, &row.id).await?;
    for member in &family {
        empty(&tx, member).await?;
    }
    forget(&tx, &family).await?;
    end_applications(&mut tx, &family).await?;
    let mut referred_to = false;
    for member in family.iter().rev() {
        if is_referred_to(&tx, member).await? {
            referred_to = true;
        } else {
            seeker::Entity::delete_by_id(member).exec(tx.conn()).await?;
        }
        tx.changed(Change::SeekerChanged(SeekerId::from_row(member)?));
    }
    tx.audit("erase-profile", id, if referred_to { "emptied" } else { "deleted" });
    tx.commit().await
}

/// The profile and those that were merged into it, and so on.
async fn family(tx: &Tx, id: &str) -> Result<Vec<String>, Error> {
    let mut found = vec![id.to_owned()];
    let mut reached = 0;
    while reached < found.len() {
        let merged = seeker::Entity::find()
            .filter(seeker::Column::MergedInto.is_in(found[reached..].iter().cloned()))
            .all(tx.conn())
            .await?;
        reached = found.len();
        found.extend(merged.into_iter().map(|row| row.id));
    }
    Ok(found)
}

async fn empty(tx: &Tx, id: &str) -> Result<u64, Error> {
    let model = seeker::ActiveModel {
        account_id: Set(None),
        name: Set(String::new()),
        name_key: Set(String::new()),
        phone: Set(None),
        phone_key: Set(None),
        email: Set(None),
        profile: Set(rows::to_json(&Profile::default())?),
        visibility: Set(Visibility::Nobody.code().to_owned()),
        assisted: Set(false),
        keeper_id: Set(None),
        consent_note: Set(None),
        erased_at: Set(Some(tx.now().0)),
        updated_at: Set(tx.now().0),
        ..Default::default()
    };
    let emptied = seeker::Entity::update_many()
        .set(model)
        .col_expr(seeker::Column::Version, Expr::col(seeker::Column::Version).add(1))
        .filter(seeker::Column::Id.eq(id))
        .filter(seeker::Column::ErasedAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(emptied.rows_affected)
}

async fn forget(tx: &Tx, family: &[String]) -> Result<(), Error> {
    let family = || family.iter().cloned();
    entry::Entity::delete_many().filter(entry::Column::SeekerId.is_in(family())).exec(tx.conn()).await?;
    block::Entity::delete_many().filter(block::Column::SeekerId.is_in(family())).exec(tx.conn()).await?;
    let either = distinct::Column::FirstId.is_in(family()).or(distinct::Column::SecondId.is_in(family()));
    distinct::Entity::delete_many().filter(either).exec(tx.conn()).await?;
    let either = merge::Column::KeptId.is_in(family()).or(merge::Column::MergedId.is_in(family()));
    merge::Entity::delete_many().filter(either).exec(tx.conn()).await?;
    consent::Entity::update_many()
        .col_expr(consent::Column::WithdrawnAt, Some(tx.now().0).into())
        .filter(consent::Column::SeekerId.is_in(family()))
        .filter(consent::Column::WithdrawnAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Ends what is open, and takes the person's words and what was noted about the person out of all.
async fn end_applications(tx: &mut Tx, family: &[String]) -> Result<(), Error> {
    let now = tx.now().0;
    let all = application::Entity::find()
        .filter(application::Column::SeekerId.is_in(family.iter().cloned()))
        .all(tx.conn())
        .await?;
    for row in all {
        note::Entity::delete_many().filter(note::Column::ApplicationId.eq(&row.id)).exec(tx.conn()).await?;
        event::Entity::update_many()
            .col_expr(event::Column::Note, "".into())
            .filter(event::Column::ApplicationId.eq(&row.id))
            .exec(tx.conn())
            .await?;
        let mut model = application::ActiveModel {
            message: Set(String::new()),
            answers: Set("[]".to_owned()),
            version: Set(row.version + 1),
            updated_at: Set(now),
            ..Default::default()
        };
        if applications::rows::state(&row)?.is_open() {
            model.state = Set(ApplicationState::Withdrawn.code().to_owned());
            model.remind_at = Set(None);
            event::ActiveModel {
                id: Set(row_id()),
                application_id: Set(row.id.clone()),
                at: Set(now),
                state: Set(ApplicationState::Withdrawn.code().to_owned()),
                side: Set(Side::Seeker.code().to_owned()),
                account_id: Set(None),
                reason: Set(None),
                note: Set(String::new()),
            }
            .insert(tx.conn())
            .await?;
            tx.enqueue(Job::MailApplicationWithdrawn(ApplicationId::from_row(&row.id)?));
        }
        application::Entity::update_many()
            .set(model)
            .filter(application::Column::Id.eq(&row.id))
            .exec(tx.conn())
            .await?;
    }
    invitation::Entity::update_many()
        .col_expr(invitation::Column::Message, "".into())
        .filter(invitation::Column::SeekerId.is_in(family.iter().cloned()))
        .exec(tx.conn())
        .await?;
    invitation::Entity::update_many()
        .col_expr(invitation::Column::ExpiresAt, now.into())
        .filter(invitation::Column::SeekerId.is_in(family.iter().cloned()))
        .filter(invitation::Column::AnsweredAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(now))
        .exec(tx.conn())
        .await?;
    Ok(())
}

async fn is_referred_to(tx: &Tx, id: &str) -> Result<bool, Error> {
    let applications = application::Entity::find().filter(application::Column::SeekerId.eq(id));
    let invitations = invitation::Entity::find().filter(invitation::Column::SeekerId.eq(id));
    let consents = consent::Entity::find().filter(consent::Column::SeekerId.eq(id));
    Ok(applications.count(tx.conn()).await? > 0
        || invitations.count(tx.conn()).await? > 0
        || consents.count(tx.conn()).await? > 0)
}
