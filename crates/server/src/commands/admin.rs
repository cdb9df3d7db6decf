//! `magpie admin add`.

use super::{Ended, Terminal, open, told};
use crate::cli::{AdminAdd, StaffRole};
use crate::config::Config;
use crate::failure::Failure;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use magpie_domain::Error;
use magpie_domain::accounts::values::{Role, SignUpContent, SignUpInput};
use magpie_domain::accounts::write::add_with_role;
use secrecy::SecretString;
use serde_json::json;
use std::io::IsTerminal;

/// Where a password came from.
struct Password {
    password: SecretString,
    /// As text where we made it: it has to be shown once.
    made: Option<String>,
}

pub(super) async fn add(config: Config, flags: &AdminAdd, terminal: &mut Terminal) -> Result<Ended, Failure> {
    let role = match flags.role {
        StaffRole::Administrator => Role::Administrator,
        StaffRole::Organizer => Role::Organizer,
        StaffRole::Adviser => Role::Adviser,
    };
    let Password { password, made } = password(flags.password_stdin)?;
    let before_at = flags.email.split('@').next().unwrap_or_default().to_owned();
    let input = SignUpInput {
        email: flags.email.clone(),
        display_name: flags.name.clone().unwrap_or(before_at),
        password,
        locale: None,
    };
    let content = SignUpContent::parse(input).map_err(|violations| told(&Error::from(violations)))?;
    let email = content.email.as_str().to_owned();
    let app = open(config).await?;
    let id = add_with_role(&app.db, &app.system, content, role).await.map_err(|error| told(&error))?;
    terminal.say(format!("{email} signs in as {role}."));
    let mut object = json!({ "id": id, "email": email, "role": role.code() });
    if let Some(made) = made {
        terminal.say(format!("The password is {made} and is not shown again."));
        object["password"] = made.into();
    }
    Ok(Ended::With(object))
}

fn password(from_stdin: bool) -> Result<Password, Failure> {
    let unreadable = |error: std::io::Error| Failure::new("password", format!("the password cannot be read: {error}"));
    if from_stdin {
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).map_err(unreadable)?;
        let password = line.trim_end_matches(['\r', '\n']).to_owned();
        return Ok(Password { password: password.into(), made: None });
    }
    if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password("Password (10 characters or more): ").map_err(unreadable)?;
        let second = rpassword::prompt_password("Once more: ").map_err(unreadable)?;
        if first != second {
            return Err(Failure::new("password", "the two passwords differ; nothing was changed"));
        }
        return Ok(Password { password: first.into(), made: None });
    }
    let mut bytes = [0_u8; 15];
    getrandom::fill(&mut bytes).map_err(|cause| Failure::new("password", format!("no randomness: {cause}")))?;
    let made = URL_SAFE_NO_PAD.encode(bytes);
    Ok(Password { password: made.clone().into(), made: Some(made) })
}
