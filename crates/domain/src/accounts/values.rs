//! Roles, languages and what a sign-up must hold.

use magpie_terms::closed_set;
use magpie_terms::violation::Fault;
use magpie_terms::{Email, Violations, text};
use secrecy::SecretString;

closed_set! {
    /// What an account may do beyond its own things.
    Role { Seeker = "seeker", Adviser = "adviser", Organizer = "organizer", Administrator = "administrator" }
}

closed_set! {
    /// The languages of the product.
    Locale { ZhCn = "zh-CN", En = "en" }
}

/// A sign-up as sent.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "the fields are those of SignUpContent")]
pub struct SignUpInput {
    pub email: String,
    pub display_name: String,
    pub password: SecretString,
    pub locale: Option<Locale>,
}

/// A valid sign-up.
#[derive(Debug)]
pub struct SignUpContent {
    /// The address, which becomes the sign-in name.
    pub email: Email,
    /// The name by which the person wants to be greeted, 1 to 40 characters.
    pub display_name: String,
    /// The password.
    pub password: SecretString,
    /// The language of mails and pages.
    pub locale: Locale,
}

impl SignUpContent {
    /// Parses a sign-up.
    ///
    /// # Errors
    /// All violations, by field.
    pub fn parse(input: SignUpInput) -> Result<Self, Violations> {
        let mut violations = Violations::default();
        let email = violations.keep("email", Email::parse(&input.email));
        let display_name = violations.keep("display_name", text::line(&input.display_name, 1, 40));
        let password_fault = password_fault(&input.password);
        if let Some(fault) = password_fault {
            violations.add_with("password", fault.code, fault.args);
        }
        let content = email.zip(display_name).map(|(email, display_name)| Self {
            email,
            display_name,
            password: input.password,
            locale: input.locale.unwrap_or(Locale::ZhCn),
        });
        violations.finish(content)
    }
}

/// What is wrong with a new password: 10 to 200 characters, by NIST SP 800-63B no rules of composition.
fn password_fault(password: &SecretString) -> Option<Fault> {
    use secrecy::ExposeSecret;
    let count = password.expose_secret().chars().count();
    match count {
        0 => Some(Fault::new("required")),
        1..10 => Some(Fault::with("too_short", &[("min", &10), ("found", &count)])),
        10..=200 => None,
        _ => Some(Fault::with("too_long", &[("max", &200), ("found", &count)])),
    }
}
