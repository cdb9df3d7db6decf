//! Who may administer accounts.

use crate::accounts::values::Role;
use crate::authority::{Action, Actor, Verdict};
use crate::db::Db;
use crate::error::Error;

/// See all accounts and give them roles.
#[derive(Debug, Clone)]
pub struct Administer;

impl Action for Administer {
    type Subject = ();

    async fn check(_: &Db, actor: &Actor, (): &()) -> Result<Verdict, Error> {
        Ok(Verdict::allowed_if(actor.role() == Role::Administrator))
    }
}

/// Use one's own account: everybody who is signed in.
#[derive(Debug, Clone)]
pub struct OwnAccount;

impl Action for OwnAccount {
    type Subject = ();

    async fn check(_: &Db, actor: &Actor, (): &()) -> Result<Verdict, Error> {
        Ok(Verdict::allowed_if(actor.account().is_some()))
    }
}
