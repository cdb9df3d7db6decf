//! What is wrong with an input, where, and what would be right.
//!
//! Rule: a violation carries a code and its arguments, never a sentence; the sentence is written by `view` in the
//! reader's language under the key `violation-CODE`.

use serde::Serialize;

/// One thing wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Violation {
    /// The field's name as in the form and the API.
    pub field: String,
    /// The kind of fault, for example `required`.
    pub code: &'static str,
    /// The arguments of the sentence, for example `("max", "80")`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<(String, String)>)]
    pub args: Vec<(&'static str, String)>,
}

/// All that is wrong with an input. Empty means valid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Violations(pub Vec<Violation>);

impl Violations {
    /// Notes that `field` is at fault.
    pub fn add(&mut self, field: impl Into<String>, code: &'static str) {
        self.add_with(field, code, Vec::new());
    }

    /// Notes a fault with the arguments of its sentence.
    pub fn add_with(&mut self, field: impl Into<String>, code: &'static str, args: Vec<(&'static str, String)>) {
        self.0.push(Violation { field: field.into(), code, args });
    }

    /// Keeps the value, or notes the fault and gives `None`.
    pub fn keep<T>(&mut self, field: &str, parsed: Result<T, Fault>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(fault) => {
                self.add_with(field, fault.code, fault.args);
                None
            }
        }
    }

    /// Keeps the value, or notes all that is wrong with it and gives `None`.
    pub fn take<T>(&mut self, parsed: Result<T, Self>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(more) => {
                self.0.extend(more.0);
                None
            }
        }
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Ok` with the value when nothing is wrong.
    ///
    /// # Errors
    /// All violations noted so far.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Self> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(self),
        }
    }
}

/// Why a single value could not be parsed, before it is known which field it stood in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The kind of fault.
    pub code: &'static str,
    /// The arguments of the sentence.
    pub args: Vec<(&'static str, String)>,
}

impl Fault {
    /// A fault without arguments.
    #[must_use]
    pub fn new(code: &'static str) -> Self {
        Self { code, args: Vec::new() }
    }

    /// A fault with the arguments of its sentence.
    #[must_use]
    pub fn with(code: &'static str, args: &[(&'static str, &dyn std::fmt::Display)]) -> Self {
        Self { code, args: args.iter().map(|(name, value)| (*name, value.to_string())).collect() }
    }
}
