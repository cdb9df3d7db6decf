//! Why a command did not do what was asked.
//!
//! Rule: a code for scripts and a sentence for people that says what is wrong and what to do.

use magpie_domain::Error;
use magpie_view::text::Text;
use serde_json::{Map, Value};

/// A command that failed.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// The code.
    pub code: String,
    /// The sentence.
    pub message: String,
    /// What else a script may want to know.
    pub details: Map<String, Value>,
}

impl Failure {
    /// A failure without details.
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into(), details: Map::new() }
    }

    /// The database could not be opened.
    #[must_use]
    pub fn database(error: &Error) -> Self {
        let remedy =
            "Check --database URL (or MAGPIE_DATABASE), that its server runs and that the file may be written.";
        Self::new("database", format!("the database cannot be opened: {error}. {remedy}"))
    }

    /// What the domain says, in a language.
    #[must_use]
    pub fn told(error: &Error, text: Text) -> Self {
        match error {
            // The cause is for the log everywhere else; who runs the command is who reads the log.
            Error::Internal(cause) => Self::new("internal", format!("{cause:#}")),
            Error::Invalid(violations) => {
                let each = violations
                    .0
                    .iter()
                    .map(|violation| format!("{}: {}", text.field(&violation.field), text.violation(violation)));
                Self::new("invalid", each.collect::<Vec<_>>().join("; "))
            }
            Error::File(code, args) => Self::new("file-unreadable", text.file_fault(code, args)),
            Error::Rule(_) | Error::Throttled(_) => {
                let code = error.code().map_or("internal", magpie_domain::Code::name);
                let (title, detail) = text.error(error);
                Self::new(code, if detail.is_empty() { title } else { format!("{title}: {detail}") })
            }
        }
    }

    /// The object of the last line.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut object = Map::new();
        object.insert("error".to_owned(), self.code.clone().into());
        object.insert("message".to_owned(), self.message.clone().into());
        object.extend(self.details.clone());
        Value::Object(object)
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}
