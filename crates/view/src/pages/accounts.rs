//! Signing in, signing up, and one's own account.

use crate::forms::Form;
use crate::frame::Frame;
use askama::Template;
use magpie_domain::accounts::sessions::Session;
use magpie_domain::employers::read::Membership;
use magpie_domain::{Code, Error};
use magpie_terms::Violations;

/// GET, POST /sign-in; fields `email`, `password`, `next`.
#[derive(Debug, Template)]
#[template(path = "accounts/sign_in.html")]
pub struct SignIn<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The address typed before.
    pub email: &'a str,
    /// Where to go afterwards; a path, or empty.
    pub next: &'a str,
    /// Why it did not work.
    pub error: Option<SignInRefusal>,
}

/// Why signing in did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInRefusal {
    /// Address or password is wrong.
    Failed,
    /// Too many tries; wait so many seconds.
    Throttled(i64),
}

impl SignInRefusal {
    /// The refusal that an error is; `None` where it is something else.
    #[must_use]
    pub const fn from_error(error: &Error) -> Option<Self> {
        match error {
            Error::Rule(Code::SignInFailed) => Some(Self::Failed),
            Error::Throttled(seconds) => Some(Self::Throttled(*seconds)),
            _ => None,
        }
    }
}

impl SignIn<'_> {
    fn message(&self) -> Option<String> {
        let text = self.frame.text;
        Some(match self.error? {
            SignInRefusal::Failed => text.problem(Code::SignInFailed).0,
            SignInRefusal::Throttled(seconds) => text.error(&Error::Throttled(seconds)).1,
        })
    }
}

/// GET, POST /sign-up; fields `email`, `display_name`, `password`.
#[derive(Debug, Template)]
#[template(path = "accounts/sign_up.html")]
pub struct SignUp<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The address typed before.
    pub email: &'a str,
    /// The name typed before.
    pub display_name: &'a str,
    /// What is wrong.
    pub violations: &'a Violations,
}

impl SignUp<'_> {
    fn form(&self) -> Form<'_> {
        Form::new(self.frame.text, "account", self.violations)
    }
}

/// After POST /sign-up: look into your mail.
#[derive(Debug, Template)]
#[template(path = "accounts/sign_up_sent.html")]
pub struct SignUpSent<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// To which address.
    pub email: &'a str,
}

/// GET /sign-up/confirm/{token}: a button, since a mail filter follows links but presses none.
#[derive(Debug, Template)]
#[template(path = "accounts/confirm.html")]
pub struct Confirm<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The token of the link.
    pub token: &'a str,
    /// Whether the password was another one.
    pub refused: bool,
}

/// GET /account
#[derive(Debug, Template)]
#[template(path = "accounts/account.html")]
pub struct Account<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The sessions that have not ended.
    pub sessions: &'a [Session],
    /// The employers of which the account is a member.
    pub memberships: &'a [Membership],
}

impl Account<'_> {
    fn display_name(&self) -> &str {
        self.frame.actor.map_or("", |actor| actor.display_name())
    }

    fn email(&self) -> &str {
        self.frame.actor.map_or("", |actor| actor.email())
    }

    fn role(&self) -> String {
        self.frame.actor.map(|actor| self.frame.text.role(actor.role())).unwrap_or_default()
    }

    /// A device as its owner would call it: the browser and the system. What says neither is shown as it is.
    fn device(&self, user_agent: &str) -> String {
        let first = |known: &[(&str, &'static str)]| {
            known.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
        };
        // The first one that is named counts: each browser also names those that it wants to be taken for.
        let browser = first(&[
            ("MicroMessenger", "WeChat"),
            ("Edg", "Edge"),
            ("HuaweiBrowser", "Huawei Browser"),
            ("MiuiBrowser", "Mi Browser"),
            ("Firefox", "Firefox"),
            ("FxiOS", "Firefox"),
            ("Chrome", "Chrome"),
            ("CriOS", "Chrome"),
            ("Safari", "Safari"),
        ]);
        let system = first(&[
            ("HarmonyOS", "HarmonyOS"),
            ("Android", "Android"),
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Windows", "Windows"),
            ("Mac OS X", "macOS"),
            ("Linux", "Linux"),
        ]);
        match (browser, system) {
            (Some(browser), Some(system)) => format!("{browser} · {system}"),
            _ => user_agent.to_owned(),
        }
    }
}
