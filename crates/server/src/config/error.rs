//! What is wrong with the configuration.
//!
//! Rule: every error says what is wrong, where it was said and what to do; a secret is never part of it.

/// A setting that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// What is wrong.
    pub what: String,
    /// Where it was said: a file with a line, a variable, a flag.
    pub place: String,
    /// What to do.
    pub remedy: String,
}

impl ConfigError {
    /// An error of these three parts.
    pub fn new(what: impl Into<String>, place: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), place: place.into(), remedy: remedy.into() }
    }
}

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({}). {}", self.what, self.place, self.remedy)
    }
}

impl std::error::Error for ConfigError {}
