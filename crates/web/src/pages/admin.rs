//! Accounts and roles, for administrators.

use crate::extract::{Form, Granted, Visitor};
use crate::pages::{frame_of, id, page, page_number, parameter, see};
use crate::problem::{self, Reply};
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::web::Data;
use magpie_domain::accounts::policy::Administer;
use magpie_domain::accounts::values::Role;
use magpie_domain::accounts::{read, write};
use magpie_domain::ids::AccountId;
use magpie_view::Flash;
use magpie_view::Pager;
use magpie_view::pages::admin as views;

/// The accounts.
///
/// # Errors
/// `Internal`.
pub async fn accounts(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<Administer>,
) -> Reply {
    let filter = parameter(&request, "q");
    let number = page_number(&request);
    let (rows, total) = read::list(&state.db, &grant, &filter, number).await?;
    let frame = frame_of(&visitor, &request);
    let query = crate::searching::url("", &[("q", filter.clone())]);
    let pager = Pager::new("/admin/accounts", query.trim_start_matches('?'), number, read::PAGE, total);
    page(&request, &views::Accounts { frame, rows: &rows, filter: &filter, pager })
}

/// Gives an account a role.
///
/// # Errors
/// `not-found`, `own-role`, `invalid`.
pub async fn give_role(
    state: Data<State>,
    request: HttpRequest,
    Granted(grant): Granted<Administer>,
    form: Form,
) -> Reply {
    let account = id(&request, "account", AccountId::parse)?;
    let role = Role::from_code(form.get("role")).ok_or_else(|| problem::unknown_value("role", form.get("role")))?;
    write::give_role(&state.db, &grant, account, role).await?;
    see("/admin/accounts", Some(Flash::RoleGiven))
}
