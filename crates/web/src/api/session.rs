//! Signing in and out for machines: the same session cookie as for people.

use crate::extract::{Granted, Json, Visitor};
use crate::pages::accounts::{session_cookie, without_session};
use crate::problem::{self, Reply};
use crate::state::State;
use actix_web::HttpResponse;
use actix_web::web::Data;
use magpie_domain::accounts::policy::OwnAccount;
use magpie_domain::accounts::{sessions, sign_in};
use secrecy::SecretString;
use serde::Deserialize;
use utoipa::ToSchema;

/// Address and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// The account's address.
    pub email: String,
    /// Its password.
    #[schema(format = "password")]
    pub password: String,
}

/// Signs in: the answer sets the session cookie.
#[utoipa::path(
    post, path = "/api/v1/session", tag = "session", request_body = Credentials,
    responses((status = 204), (status = 401, body = problem::Document), (status = 429, body = problem::Document)),
)]
pub async fn create(state: Data<State>, visitor: Visitor, body: Json<Credentials>) -> Reply {
    let sent = body.read()?;
    let password = SecretString::from(sent.password);
    let token = sign_in::sign_in(&state.db, &sent.email, &password, &visitor.address, &visitor.user_agent).await?;
    Ok(HttpResponse::NoContent().cookie(session_cookie(&state, token)).finish())
}

/// Ends the session.
#[utoipa::path(delete, path = "/api/v1/session", tag = "session", responses((status = 204), (status = 401, body = problem::Document)))]
pub async fn delete(state: Data<State>, Granted(grant): Granted<OwnAccount>) -> Reply {
    sessions::sign_out(&state.db, &grant).await?;
    Ok(HttpResponse::NoContent().cookie(without_session(&state)).finish())
}
