//! Accounts for the administrator.

use crate::forms::{Choice, choices};
use crate::frame::Frame;
use crate::paging::Pager;
use askama::Template;
use magpie_domain::accounts::read::Row;
use magpie_domain::accounts::values::Role;

/// GET /admin/accounts; each row posts `role` to /admin/accounts/{account}/role.
#[derive(Debug, Template)]
#[template(path = "admin/accounts.html")]
pub struct Accounts<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The accounts of this page.
    pub rows: &'a [Row],
    /// Part of a name or an address, from `q`.
    pub filter: &'a str,
    /// Pages and total.
    pub pager: Pager,
}

impl Accounts<'_> {
    fn roles(&self) -> Vec<Choice> {
        choices(Role::ALL, Role::code, |role| self.frame.text.role(role))
    }
}
