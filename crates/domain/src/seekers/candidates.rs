//! What employers may see of seekers.
//!
//! Rule: a name is masked until there is a consent, so that it tells neither who it is nor how long the name is.

/// The first character of a name and two stars: `李**`, `L**`; only the stars where it does not begin with a letter.
#[must_use]
pub fn masked_name(name: &str) -> String {
    let first = name.chars().find(|c| !c.is_whitespace()).filter(|c| c.is_alphabetic());
    first.map(String::from).unwrap_or_default() + "**"
}
