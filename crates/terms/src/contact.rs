//! Mail addresses and telephone numbers.
//!
//! Rule: an address is kept as written for sending and folded to lower case for comparing, so that one person has
//! one account whatever the shift key did.

use crate::violation::Fault;
use serde::Serialize;
use std::fmt;

/// A mail address that has the form of one. Whether it exists only a mail can tell.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// Parses an address: one `@`, a dot in the domain, no spaces, at most 254 characters (RFC 5321, 4.5.3.1.3).
    ///
    /// # Errors
    /// `required`, `too_long`, `bad_email`.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = crate::text::line(text, 1, 254)?;
        let bad = Fault::with("bad_email", &[("value", &crate::text::shortened(&text, 60))]);
        let Some((local, domain)) = text.rsplit_once('@') else { return Err(bad) };
        let local_ok = !local.is_empty()
            && local.len() <= 64
            && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c))
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let labels: Vec<&str> = domain.split('.').collect();
        let domain_ok = labels.len() >= 2
            && labels.iter().all(|label| {
                !label.is_empty()
                    && label.len() <= 63
                    && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                    && !label.starts_with('-')
                    && !label.ends_with('-')
            });
        if local_ok && domain_ok { Ok(Self(text.to_ascii_lowercase())) } else { Err(bad) }
    }

    /// The address in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A telephone number: digits with `+`, spaces, hyphens and an extension after `转` or `x`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Phone(String);

impl Phone {
    /// Parses a number with 7 to 20 digits.
    ///
    /// # Errors
    /// `required`, `too_long`, `bad_phone`.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = crate::text::line(text, 1, 40)?;
        let folded: String = unicode_normalization::UnicodeNormalization::nfkc(text.as_str()).collect();
        let digits = folded.chars().filter(char::is_ascii_digit).count();
        let known = folded.chars().all(|c| c.is_ascii_digit() || "+-() x转".contains(c));
        if known && (7..=20).contains(&digits) {
            Ok(Self(folded))
        } else {
            Err(Fault::with("bad_phone", &[("value", &crate::text::shortened(&text, 40))]))
        }
    }

    /// The number as it is shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for good in ["a@b.cn", "Li.Wei+jobs@example.org", " x@y.z "] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in
            ["", "a", "a@b", "@b.cn", "a@.cn", "a b@c.cn", "a@b..cn", ".a@b.cn", "a@-b.cn", "a@b.cn\nBcc: c@d.cn"]
        {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Email::parse("Li@Example.ORG").unwrap().as_str(), "li@example.org");
    }

    #[test]
    fn numbers() {
        for good in ["010-8888 6666", "13800000000", "+86 10 12351000", "（010）62515678转801"] {
            assert!(Phone::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "12351x", "call me", "1234567890123456789012345"] {
            assert!(Phone::parse(bad).is_err(), "{bad}");
        }
    }
}
