//! Signing up, in and out; one's own account; the language.

use crate::extract::{Form, Granted, Visitor};
use crate::middleware::{LANGUAGE, SESSION};
use crate::pages::{frame_of, gone, local_path, page, page_with, parameter, see};
use crate::problem::{self, Reply};
use crate::state::State;
use actix_web::cookie::{Cookie, SameSite, time};
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use magpie_domain::accounts::policy::OwnAccount;
use magpie_domain::accounts::values::{Locale, SignUpContent, SignUpInput};
use magpie_domain::accounts::{sessions, sign_in as signing_in, sign_up as signing_up, write};
use magpie_domain::employers::read;
use magpie_domain::{Code, Error};
use magpie_terms::Violations;
use magpie_view::Flash;
use magpie_view::pages::accounts as views;
use secrecy::SecretString;

/// The cookie of a session. Secure where the site is reached by https.
#[must_use]
pub fn session_cookie(state: &State, token: String) -> Cookie<'static> {
    Cookie::build(SESSION, token)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(state.settings.secure_cookies())
        .max_age(time::Duration::days(30))
        .finish()
}

/// The cookie that ends a session in the browser.
#[must_use]
pub fn without_session(state: &State) -> Cookie<'static> {
    let mut cookie = gone(SESSION);
    cookie.set_secure(state.settings.secure_cookies());
    cookie
}

/// The form to sign in.
///
/// # Errors
/// `Internal`.
pub async fn sign_in_form(request: HttpRequest, visitor: Visitor) -> Reply {
    let next = parameter(&request, "next");
    let frame = frame_of(&visitor, &request);
    page(&request, &views::SignIn { frame, email: "", next: local_path(&next), error: None })
}

/// Signs in.
///
/// # Errors
/// Only internal ones: a refusal is told on the form.
pub async fn sign_in(state: Data<State>, request: HttpRequest, visitor: Visitor, form: Form) -> Reply {
    let next = local_path(form.get("next"));
    let password = SecretString::from(form.get("password"));
    let result =
        signing_in::sign_in(&state.db, form.get("email"), &password, &visitor.address, &visitor.user_agent).await;
    match result {
        Ok(token) => Ok(HttpResponse::SeeOther()
            .insert_header((header::LOCATION, next))
            .cookie(session_cookie(&state, token))
            .finish()),
        Err(error @ (Error::Rule(Code::SignInFailed) | Error::Throttled(_))) => {
            let frame = frame_of(&visitor, &request);
            let status = problem::status(&error);
            let told = views::SignInRefusal::from_error(&error);
            let mut answer =
                page_with(&request, status, &views::SignIn { frame, email: form.get("email"), next, error: told })?;
            if let Error::Throttled(seconds) = error {
                answer.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            }
            Ok(answer)
        }
        Err(error) => Err(error.into()),
    }
}

/// Ends this session.
///
/// # Errors
/// `Internal`.
pub async fn sign_out(state: Data<State>, Granted(grant): Granted<OwnAccount>) -> Reply {
    sessions::sign_out(&state.db, &grant).await?;
    let mut answer = see("/", Some(Flash::SignedOut))?;
    answer.add_cookie(&without_session(&state)).map_err(|cause| anyhow::anyhow!("a cookie: {cause}"))?;
    Ok(answer)
}

/// Ends all sessions of the account.
///
/// # Errors
/// `Internal`.
pub async fn sign_out_everywhere(state: Data<State>, Granted(grant): Granted<OwnAccount>) -> Reply {
    sessions::sign_out_everywhere(&state.db, &grant).await?;
    let mut answer = see("/", Some(Flash::SignedOut))?;
    answer.add_cookie(&without_session(&state)).map_err(|cause| anyhow::anyhow!("a cookie: {cause}"))?;
    Ok(answer)
}

/// The form to sign up.
///
/// # Errors
/// `Internal`.
pub async fn sign_up_form(request: HttpRequest, visitor: Visitor) -> Reply {
    let frame = frame_of(&visitor, &request);
    page(&request, &views::SignUp { frame, email: "", display_name: "", violations: &Violations::default() })
}

/// Takes a sign-up. The answer is the same for every address.
///
/// # Errors
/// `Internal`.
pub async fn sign_up(state: Data<State>, request: HttpRequest, visitor: Visitor, form: Form) -> Reply {
    let frame = frame_of(&visitor, &request);
    let input = SignUpInput {
        email: form.get("email").to_owned(),
        display_name: form.get("display_name").to_owned(),
        password: SecretString::from(form.get("password")),
        locale: Some(visitor.locale),
    };
    match SignUpContent::parse(input) {
        Ok(content) => {
            let email = content.email.as_str().to_owned();
            signing_up::sign_up(&state.db, content).await?;
            page(&request, &views::SignUpSent { frame, email: &email })
        }
        Err(violations) => {
            let status = problem::status(&Error::Invalid(violations.clone()));
            let (email, display_name) = (form.get("email"), form.get("display_name"));
            page_with(&request, status, &views::SignUp { frame, email, display_name, violations: &violations })
        }
    }
}

/// Asks whether to make the account: a mail program that opens links by itself must not do it.
///
/// # Errors
/// `Internal`.
pub async fn confirm_form(request: HttpRequest, visitor: Visitor) -> Reply {
    let frame = frame_of(&visitor, &request);
    let token = request.match_info().get("token").unwrap_or_default();
    page(&request, &views::Confirm { frame, token, refused: false })
}

/// Makes the account and signs in, when the password is that of the sign-up.
///
/// # Errors
/// `link-expired`; another password is told on the page.
pub async fn confirm(state: Data<State>, request: HttpRequest, visitor: Visitor, form: Form) -> Reply {
    let token = request.match_info().get("token").unwrap_or_default();
    let password = SecretString::from(form.get("password"));
    match signing_up::confirm(&state.db, token, &password, &visitor.user_agent).await {
        Ok(cookie) => {
            let mut answer = see("/account", Some(Flash::SignedUp))?;
            answer.add_cookie(&session_cookie(&state, cookie)).map_err(|cause| anyhow::anyhow!("a cookie: {cause}"))?;
            Ok(answer)
        }
        Err(error @ Error::Rule(Code::SignInFailed)) => {
            let frame = frame_of(&visitor, &request);
            page_with(&request, problem::status(&error), &views::Confirm { frame, token, refused: true })
        }
        Err(error) => Err(error.into()),
    }
}

/// One's own account.
///
/// # Errors
/// `Internal`.
pub async fn account(
    state: Data<State>,
    request: HttpRequest,
    visitor: Visitor,
    Granted(grant): Granted<OwnAccount>,
) -> Reply {
    let sessions = sessions::own(&state.db, &grant).await?;
    let memberships = read::memberships(&state.db, &grant).await?;
    let frame = frame_of(&visitor, &request);
    page(&request, &views::Account { frame, sessions: &sessions, memberships: &memberships })
}

/// Keeps the language chosen: in a cookie, and with the account where there is one.
///
/// # Errors
/// `invalid` for a language that there is not.
pub async fn language(state: Data<State>, visitor: Visitor, form: Form) -> Reply {
    let locale = Locale::from_code(form.get("language"))
        .ok_or_else(|| problem::unknown_value("language", form.get("language")))?;
    if let Some(actor) = &visitor.actor {
        let grant = magpie_domain::Grant::<OwnAccount>::ask(&state.db, actor, ()).await?;
        write::choose_locale(&state.db, &grant, locale).await?;
    }
    let mut answer = see(local_path(form.get("back")), None)?;
    let cookie =
        Cookie::build(LANGUAGE, locale.code()).path("/").same_site(SameSite::Lax).max_age(time::Duration::days(365));
    answer.add_cookie(&cookie.finish()).map_err(|cause| anyhow::anyhow!("a cookie: {cause}"))?;
    Ok(answer)
}
