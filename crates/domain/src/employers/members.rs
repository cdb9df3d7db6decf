//! Members of an employer and the invitations to become one.
//!
//! Rule: an invitation goes out by mail to any address alike, so that nobody learns who has an account; it is
//! accepted by an account of that very address. The last owner stays.

use crate::accounts::entity::account;
use crate::accounts::passwords::{new_token, token_hash};
use crate::accounts::policy::OwnAccount;
use crate::accounts::values::Locale;
use crate::authority::Grant;
use crate::db::{Db, System, audit};
use crate::employers::entity::{employer, invitation, member};
use crate::employers::policy::ManageEmployer;
use crate::employers::values::MemberRole;
use crate::employers::write::add_member;
use crate::error::{Code, Error};
use crate::ids::{AccountId, EmployerId, InvitationId};
use crate::jobs::Job;
use magpie_terms::employer::chosen;
use magpie_terms::{Email, Moment, Violations};
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, Set};

/// An invitation is good for a week.
const INVITATION_SECONDS: i64 = 7 * 86_400;

const INVITE: &str = "invite-member";
/// An employer sends so many invitations a day: they go to any address, so they must not become a way to send mail.
const MOST_A_DAY: u64 = 20;

/// A member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub display_name: String,
    /// Its address.
    pub email: String,
    /// What it may do.
    pub role: MemberRole,
    /// Since when.
    pub created_at: Moment,
}

/// An invitation that was not answered yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// To whom.
    pub email: String,
    /// As what.
    pub role: MemberRole,
    /// Until when.
    pub expires_at: Moment,
}

/// What the mail of an invitation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub email: String,
    /// The employer.
    pub employer: String,
    /// The language of who invited.
    pub locale: Locale,
    /// The token of the link.
    pub token: String,
}

/// The members and the open invitations.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn list(db: &Db, grant: &Grant<ManageEmployer>) -> Result<(Vec<Member>, Vec<Invitation>), Error> {
    let id = grant.subject().text();
    let rows = member::Entity::find()
        .filter(member::Column::EmployerId.eq(&id))
        .find_also_related(account::Entity)
        .order_by_asc(member::Column::CreatedAt)
        .order_by_asc(member::Column::Id)
        .all(db.read())
        .await?;
    let members = rows
        .into_iter()
        .filter_map(|(member, account)| Some((member, account?)))
        .map(|(member, account)| {
            Ok(Member {
                account: AccountId::from_row(&account.id)?,
                display_name: account.display_name,
                email: account.email,
                role: MemberRole::from_code(&member.role).ok_or_else(|| Error::internal("a member of unknown role"))?,
                created_at: Moment(member.created_at),
            })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    let open = invitation::Entity::find()
        .filter(invitation::Column::EmployerId.eq(&id))
        .filter(invitation::Column::ExpiresAt.gt(db.now().0))
        .order_by_asc(invitation::Column::CreatedAt)
        .all(db.read())
        .await?;
    let invitations = open
        .into_iter()
        .map(|row| {
            Ok(Invitation {
                id: InvitationId::from_row(&row.id)?,
                email: row.email,
                role: MemberRole::from_code(&row.role)
                    .ok_or_else(|| Error::internal("an invitation of unknown role"))?,
                expires_at: Moment(row.expires_at),
            })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    Ok((members, invitations))
}

/// Invites an address; an older invitation of the same address is replaced.
///
/// # Errors
/// `invalid` with the fields, also after twenty invitations within a day.
pub async fn invite(db: &Db, grant: &Grant<ManageEmployer>, email: &str, role: &str) -> Result<(), Error> {
    let mut violations = Violations::default();
    let email = violations.keep("email", Email::parse(email));
    let role = chosen("role", role, MemberRole::from_code, &mut violations);
    let (email, role) = violations.finish(email.zip(role))?;
    let mut tx = db.begin(grant).await?;
    let employer = grant.subject().text();
    let sent = audit::Entity::find()
        .filter(audit::Column::Subject.eq(&employer))
        .filter(audit::Column::Action.eq(INVITE))
        .filter(audit::Column::At.gt(tx.now().plus_days(-1).0))
        .count(tx.conn())
        .await?;
    if sent >= MOST_A_DAY {
        let mut violations = Violations::default();
        let args = vec![("max", MOST_A_DAY.to_string()), ("found", (sent + 1).to_string())];
        violations.add_with("email", "too_many", args);
        return Err(violations.into());
    }
    invitation::Entity::delete_many()
        .filter(invitation::Column::EmployerId.eq(&employer))
        .filter(invitation::Column::Email.eq(email.as_str()))
        .exec(tx.conn())
        .await?;
    let id = InvitationId::new();
    invitation::ActiveModel {
        id: Set(id.text()),
        employer_id: Set(employer),
        email: Set(email.as_str().to_owned()),
        role: Set(role.code().to_owned()),
        locale: Set(grant.actor().locale().code().to_owned()),
        token_hash: Set(None),
        invited_by: Set(grant.actor().account().map(AccountId::text).unwrap_or_default()),
        created_at: Set(tx.now().0),
        expires_at: Set(tx.now().0 + INVITATION_SECONDS),
    }
    .insert(tx.conn())
    .await?;
    tx.enqueue(Job::MailInvitation(id));
    tx.audit(INVITE, grant.subject(), format!("{email} {role}"));
    tx.commit().await
}

/// Takes an invitation back.
///
/// # Errors
/// `not-found`.
pub async fn revoke(db: &Db, grant: &Grant<ManageEmployer>, invitation: InvitationId) -> Result<(), Error> {
    let mut tx = db.begin(grant).await?;
    let gone = invitation::Entity::delete_many()
        .filter(invitation::Column::Id.eq(invitation.text()))
        .filter(invitation::Column::EmployerId.eq(grant.subject().text()))
        .exec(tx.conn())
        .await?;
    if gone.rows_affected == 0 {
        return Err(Code::NotFound.into());
    }
    tx.audit("revoke-invitation", grant.subject(), invitation.to_string());
    tx.commit().await
}

/// Makes the link's token, anew at every try; `None` where the invitation is gone.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn letter(db: &Db, system: &System, id: InvitationId) -> Result<Option<Letter>, Error> {
    let tx = db.begin(system).await?;
    let open = invitation::Column::ExpiresAt.gt(tx.now().0);
    let found = invitation::Entity::find_by_id(id.text()).filter(open).one(tx.conn()).await?;
    let Some(row) = found else { return Ok(None) };
    let Some(employer) = employer::Entity::find_by_id(&row.employer_id).one(tx.conn()).await? else { return Ok(None) };
    let token = new_token()?;
    let letter = Letter {
        email: row.email.clone(),
        employer: employer.name,
        locale: Locale::from_code(&row.locale).unwrap_or(Locale::ZhCn),
        token: token.clone(),
    };
    let mut row = row.into_active_model();
    row.token_hash = Set(Some(token_hash(&token)));
    row.update(tx.conn()).await?;
    tx.commit().await?;
    Ok(Some(letter))
}

/// The name of the employer that the link invites to, for the page that asks whether to accept.
///
/// # Errors
/// `link-expired`; `invitation-for-other` where it went to another address.
pub async fn invited_to(db: &Db, grant: &Grant<OwnAccount>, token: &str) -> Result<String, Error> {
    let row = by_token(db, token).await?;
    if row.email != grant.actor().email() {
        return Err(Code::InvitationForOther.into());
    }
    let employer = employer::Entity::find_by_id(row.employer_id).one(db.read()).await?.ok_or(Code::LinkExpired)?;
    Ok(employer.name)
}

/// Accepts an invitation: the account becomes a member.
///
/// # Errors
/// `link-expired`; `invitation-for-other` where it went to another address or the account is a member already.
pub async fn accept(db: &Db, grant: &Grant<OwnAccount>, token: &str) -> Result<EmployerId, Error> {
    let account = grant.actor().account().ok_or(Code::Forbidden)?;
    let row = by_token(db, token).await?;
    if row.email != grant.actor().email() {
        return Err(Code::InvitationForOther.into());
    }
    let employer = EmployerId::from_row(&row.employer_id)?;
    let role = MemberRole::from_code(&row.role).ok_or_else(|| Error::internal("an invitation of unknown role"))?;
    let mut tx = db.begin(grant).await?;
    let used = invitation::Entity::delete_by_id(row.id).exec(tx.conn()).await?;
    if used.rows_affected == 0 {
        return Err(Code::LinkExpired.into());
    }
    add_member(&tx, employer, account, role).await?;
    tx.audit("accept-invitation", employer, role.code());
    tx.commit().await?;
    Ok(employer)
}

/// Ends a membership.
///
/// # Errors
/// `not-found`; `last-owner`.
pub async fn remove(db: &Db, grant: &Grant<ManageEmployer>, account: AccountId) -> Result<(), Error> {
    let employer = grant.subject().text();
    let mut tx = db.begin(grant).await?;
    // The employer's row is written first, so that on PostgreSQL two removals wait for each other here and the
    // second sees what the first did: two owners cannot remove one another at the same moment.
    employer::Entity::update_many()
        .col_expr(employer::Column::UpdatedAt, tx.now().0.into())
        .filter(employer::Column::Id.eq(&employer))
        .exec(tx.conn())
        .await?;
    let gone = member::Entity::delete_many()
        .filter(member::Column::EmployerId.eq(&employer))
        .filter(member::Column::AccountId.eq(account.text()))
        .exec(tx.conn())
        .await?;
    if gone.rows_affected == 0 {
        return Err(Code::NotFound.into());
    }
    let owners = member::Entity::find()
        .filter(member::Column::EmployerId.eq(&employer))
        .filter(member::Column::Role.eq(MemberRole::Owner.code()))
        .count(tx.conn())
        .await?;
    if owners == 0 {
        return Err(Code::LastOwner.into());
    }
    tx.audit("remove-member", grant.subject(), account.to_string());
    tx.commit().await
}

async fn by_token(db: &Db, token: &str) -> Result<invitation::Model, Error> {
    let row = invitation::Entity::find()
        .filter(invitation::Column::TokenHash.eq(token_hash(token)))
        .filter(invitation::Column::ExpiresAt.gt(db.now().0))
        .one(db.read())
        .await?;
    row.ok_or_else(|| Code::LinkExpired.into())
}
