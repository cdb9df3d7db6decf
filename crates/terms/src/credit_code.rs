//! The unified social credit code of a legal entity (统一社会信用代码).
//!
//! Rule: the check character of GB 32100-2015 must fit, and a typing error is named as one.

use crate::violation::Fault;
use serde::Serialize;
use std::fmt;

/// The alphabet of GB 32100-2015, 5.2: digits and capitals without I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// The weights of GB 32100-2015, appendix A: 3 to the power of the position, modulo 31.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// A code whose check character fits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct CreditCode(String);

impl CreditCode {
    /// Parses a code; small letters, full-width characters, spaces and hyphens are accepted.
    ///
    /// # Errors
    /// `required`, `credit_code_length`, `credit_code_character` with its position, `credit_code_check` with the
    /// character that the other seventeen ask for, `credit_code_swapped` where two neighbours look exchanged.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let code: String = crate::text::folded(text).to_ascii_uppercase().chars().filter(|c| *c != '-').collect();
        if code.is_empty() {
            return Err(Fault::new("required"));
        }
        let length = code.chars().count();
        if length != 18 {
            return Err(Fault::with("credit_code_length", &[("found", &length)]));
        }
        if let Some((index, character)) = code.chars().enumerate().find(|(_, c)| value(*c).is_none()) {
            return Err(Fault::with("credit_code_character", &[("character", &character), ("position", &(index + 1))]));
        }
        let values: Vec<usize> = code.chars().filter_map(value).collect();
        let expected = check_value(&values);
        if values[17] == expected {
            return Ok(Self(code));
        }
        if let Some(position) = swapped_neighbours(&values) {
            return Err(Fault::with("credit_code_swapped", &[("position", &position), ("next", &(position + 1))]));
        }
        let expected = char::from(ALPHABET[expected]);
        let found = char::from(ALPHABET[values[17]]);
        Err(Fault::with("credit_code_check", &[("expected", &expected), ("found", &found)]))
    }

    /// The code with its check character computed, for made-up districts and tests.
    ///
    /// # Errors
    /// `credit_code_length` or `credit_code_character` when the seventeen characters are not of the alphabet.
    pub fn with_check(first_seventeen: &str) -> Result<Self, Fault> {
        let values: Vec<usize> = first_seventeen.chars().filter_map(value).collect();
        if values.len() != 17 || first_seventeen.chars().count() != 17 {
            return Err(Fault::with("credit_code_length", &[("found", &first_seventeen.chars().count())]));
        }
        Ok(Self(format!("{first_seventeen}{}", char::from(ALPHABET[check_value(&values)]))))
    }

    /// The eighteen characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn value(character: char) -> Option<usize> {
    ALPHABET.iter().position(|known| char::from(*known) == character)
}

/// GB 32100-2015, appendix A: 31 minus the weighted sum modulo 31, where 31 counts as 0.
fn check_value(values: &[usize]) -> usize {
    let sum: usize = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    (31 - sum % 31) % 31
}

/// The 1-based position of the only pair of neighbours whose exchange makes the code fit.
fn swapped_neighbours(values: &[usize]) -> Option<usize> {
    let mut found = None;
    for index in 0..17 {
        let mut tried = values.to_vec();
        tried.swap(index, index + 1);
        if tried[index] != tried[index + 1] && check_value(&tried) == tried[17] {
            if found.is_some() {
                return None;
            }
            found = Some(index + 1);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_up_code_checks_and_every_single_typo_is_caught() {
        let code = CreditCode::with_check("91110108MA01ABCD2").unwrap();
        assert_eq!(CreditCode::parse(code.as_str()).unwrap(), code);
        for index in 0..18 {
            for other in ALPHABET.iter().map(|b| char::from(*b)) {
                let mut typo: Vec<char> = code.as_str().chars().collect();
                if typo[index] == other {
                    continue;
                }
                typo[index] = other;
                let typo: String = typo.into_iter().collect();
                assert!(CreditCode::parse(&typo).is_err(), "{typo}");
            }
        }
    }

    /// Codes that large enterprises print publicly, so that the rule is checked against the world and not itself.
    #[test]
    fn public_codes_check() {
        for code in ["91100000000013477B", "914403001922038216", "91440300708461136T", "9111000071093465XC"] {
            assert!(CreditCode::parse(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn faults_are_named() {
        let fault = |text: &str| CreditCode::parse(text).unwrap_err().code;
        assert_eq!(fault(""), "required");
        assert_eq!(fault("123"), "credit_code_length");
        assert_eq!(fault("91110108MA01ABCO2X"), "credit_code_character");
        assert_eq!(CreditCode::parse("９１１１０００0 71093465xc").unwrap().as_str(), "9111000071093465XC");
    }
}
