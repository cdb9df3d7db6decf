//! Who acts, and the proof that they may.
//!
//! Rule: a [`Grant`] comes only from the check of its action's policy, and names the thing that was checked. So one
//! cannot check one posting and publish another, and a right cannot be forgotten.
//!
//! A grant is not made by hand, and the grant of one action does not serve another:
//! ```compile_fail
//! use magpie_domain::{Grant, postings::policy::EditPosting};
//! let forged = Grant::<EditPosting> { actor: todo!(), subject: todo!() };
//! ```
//! ```compile_fail
//! use magpie_domain::{Db, Grant, postings::{self, policy::{EditPosting, ReviewPosting}}};
//! async fn approve(db: &Db, grant: &Grant<EditPosting>) { postings::write::approve(db, grant).await.ok(); }
//! ```
//! ```compile_fail
//! use magpie_domain::{Db, ids::PostingId, postings};
//! async fn publish(db: &Db, id: PostingId) { postings::write::publish(db, &id).await.ok(); }
//! ```
//! Rows are not read past the slices either:
//! ```compile_fail
//! use magpie_domain::Db;
//! fn peek(db: &Db) { let _ = db.read(); }
//! ```

use crate::accounts::values::{Locale, Role};
use crate::db::{Db, System};
use crate::error::{Code, Error};
use crate::ids::{AccountId, SessionId};

/// Who acts: an account with a session, or the machine itself.
#[derive(Debug, Clone)]
pub struct Actor(pub(crate) Who);

#[derive(Debug, Clone)]
pub(crate) enum Who {
    Account(Box<AccountActor>),
    System,
}

#[derive(Debug, Clone)]
pub(crate) struct AccountActor {
    pub account: AccountId,
    pub session: SessionId,
    pub email: String,
    pub display_name: String,
    pub locale: Locale,
    pub role: Role,
    pub employers: bool,
}

impl Actor {
    /// The account that acts; none where the machine does.
    #[must_use]
    pub fn account(&self) -> Option<AccountId> {
        self.as_account().map(|a| a.account)
    }

    /// The role; the machine counts as an administrator.
    #[must_use]
    pub fn role(&self) -> Role {
        self.as_account().map_or(Role::Administrator, |a| a.role)
    }

    /// The name shown in the page's frame.
    #[must_use]
    pub fn display_name(&self) -> &str {
        self.as_account().map_or("magpie", |a| &a.display_name)
    }

    /// The mail address of the account.
    #[must_use]
    pub fn email(&self) -> &str {
        self.as_account().map_or("", |a| &a.email)
    }

    /// The language that the account chose.
    #[must_use]
    pub fn locale(&self) -> Locale {
        self.as_account().map_or(Locale::ZhCn, |a| a.locale)
    }

    /// Whether the account is a member of an employer: only for what the page's frame offers, never for a right.
    #[must_use]
    pub fn has_employers(&self) -> bool {
        self.as_account().is_some_and(|a| a.employers)
    }

    /// The session that the actor came by.
    #[must_use]
    pub fn session(&self) -> Option<SessionId> {
        self.as_account().map(|a| a.session)
    }

    pub(crate) fn as_account(&self) -> Option<&AccountActor> {
        match &self.0 {
            Who::Account(actor) => Some(actor),
            Who::System => None,
        }
    }

    pub(crate) fn is_organizer(&self) -> bool {
        matches!(self.role(), Role::Organizer | Role::Administrator)
    }
}

/// What a policy says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Yes.
    Allowed,
    /// No; the reader may know that the thing exists.
    Forbidden,
    /// No, and the reader does not learn that the thing exists.
    Hidden,
}

impl Verdict {
    /// `Allowed` where it holds, else `Forbidden`.
    #[must_use]
    pub const fn allowed_if(holds: bool) -> Self {
        if holds { Self::Allowed } else { Self::Forbidden }
    }

    /// `Allowed` where it holds, else `Hidden`.
    #[must_use]
    pub const fn visible_if(holds: bool) -> Self {
        if holds { Self::Allowed } else { Self::Hidden }
    }
}

/// Something that can be done to a subject, with its policy.
pub trait Action: Sized {
    /// What is acted on.
    type Subject: Clone + Send + Sync;

    /// Whether `actor` may.
    fn check(db: &Db, actor: &Actor, subject: &Self::Subject) -> impl Future<Output = Result<Verdict, Error>> + Send;
}

/// Proof that `actor` may do `A` to `subject`.
#[derive(Debug, Clone)]
pub struct Grant<A: Action> {
    actor: Actor,
    subject: A::Subject,
}

impl<A: Action> Grant<A> {
    /// Asks the policy.
    ///
    /// # Errors
    /// `forbidden` or, where the thing is hidden from the actor, `not-found`.
    pub async fn ask(db: &Db, actor: &Actor, subject: A::Subject) -> Result<Self, Error> {
        match A::check(db, actor, &subject).await? {
            Verdict::Allowed => Ok(Self { actor: actor.clone(), subject }),
            Verdict::Forbidden => Err(Code::Forbidden.into()),
            Verdict::Hidden => Err(Code::NotFound.into()),
        }
    }

    /// The machine's own grant, for the worker and the command line.
    #[must_use]
    pub fn of_system(_: &System, subject: A::Subject) -> Self {
        Self { actor: Actor(Who::System), subject }
    }

    /// Who acts.
    #[must_use]
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// What is acted on.
    #[must_use]
    pub const fn subject(&self) -> &A::Subject {
        &self.subject
    }
}

/// Someone who answers for a write.
pub trait Authority {
    /// The one who acts.
    fn acts(&self) -> &Actor;
}

impl<A: Action> Authority for Grant<A> {
    fn acts(&self) -> &Actor {
        &self.actor
    }
}

impl Authority for Actor {
    fn acts(&self) -> &Actor {
        self
    }
}

static SYSTEM: Actor = Actor(Who::System);

impl Authority for System {
    fn acts(&self) -> &Actor {
        &SYSTEM
    }
}
