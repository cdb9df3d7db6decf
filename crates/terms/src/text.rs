//! Text from outside: trimmed, folded to one form, bounded, and free of control characters.
//!
//! Rule: length is counted in characters as a person counts them, after NFC and trimming; what cannot be seen is left out
//! or refused, so that two names that look alike are alike.

use crate::violation::Fault;
use unicode_normalization::UnicodeNormalization;

/// Parses one line of text of `min` to `max` characters.
///
/// # Errors
/// `required`, `too_short`, `too_long`, `control_characters`.
pub fn line(text: &str, min: usize, max: usize) -> Result<String, Fault> {
    let cleaned: String = text
        .nfc()
        .filter(|c| !is_zero_width(*c))
        .map(|c| if c == '\t' || c == '\u{a0}' || c == '\u{3000}' { ' ' } else { c })
        .collect();
    let cleaned = cleaned.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    bounded(cleaned.trim(), min, max, |c| c.is_control())
}

/// Parses a text of several lines, of `min` to `max` characters. Line ends become `\n`.
///
/// # Errors
/// As [`line()`].
pub fn block(text: &str, min: usize, max: usize) -> Result<String, Fault> {
    let cleaned: String = text
        .nfc()
        .filter(|c| !is_zero_width(*c))
        .collect::<String>()
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\t', " ");
    bounded(cleaned.trim(), min, max, |c| c.is_control() && c != '\n')
}

fn bounded(text: &str, min: usize, max: usize, forbidden: impl Fn(char) -> bool) -> Result<String, Fault> {
    let count = text.chars().count();
    if count == 0 && min > 0 {
        return Err(Fault::new("required"));
    }
    if count < min {
        return Err(Fault::with("too_short", &[("min", &min), ("found", &count)]));
    }
    if count > max {
        return Err(Fault::with("too_long", &[("max", &max), ("found", &count)]));
    }
    if text.chars().any(|c| forbidden(c) || is_invisible_control(c)) {
        return Err(Fault::new("control_characters"));
    }
    Ok(text.to_owned())
}

/// The text without the characters for which [`block`] refuses it: for what comes out of files of others.
#[must_use]
pub fn without_controls(text: &str) -> String {
    text.chars().filter(|c| !is_invisible_control(*c) && (!c.is_control() || matches!(c, '\n' | '\r' | '\t'))).collect()
}

/// Characters that show nothing and only make two texts differ that look alike; they are left out.
fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{ad}')
}

/// Direction overrides and the like can make a text read differently from what it is.
fn is_invisible_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// Parses a list of short tags: lines or parts between `, ， 、 ; ；`; empty ones dropped, doubles kept once.
///
/// # Errors
/// `too_many`, or the fault of a tag.
pub fn tags(text: &str, most: usize, max_length: usize) -> Result<Vec<String>, Fault> {
    let mut found: Vec<String> = Vec::new();
    for part in text.split([',', '，', '、', ';', '；', '\n', '\r']) {
        let tag = line(part, 0, max_length)?;
        if !tag.is_empty() && !found.iter().any(|known| known.eq_ignore_ascii_case(&tag)) {
            found.push(tag);
        }
    }
    if found.len() > most {
        return Err(Fault::with("too_many", &[("max", &most), ("found", &found.len())]));
    }
    Ok(found)
}

/// Width folded by NFKC, lower case, without white space: for comparing names and cells, never for showing.
#[must_use]
pub fn folded(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect()
}

/// At most `max` characters, with an ellipsis where something was cut.
#[must_use]
pub fn shortened(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    text.chars().take(max.saturating_sub(1)).chain(['…']).collect()
}

/// Parses a whole number within bounds; full-width digits are read too.
///
/// # Errors
/// `required`, `not_a_number`, `out_of_range`.
pub fn whole_number(text: &str, min: i64, max: i64) -> Result<i64, Fault> {
    let cleaned: String = text.trim().nfkc().collect();
    if cleaned.is_empty() {
        return Err(Fault::new("required"));
    }
    let number: i64 =
        cleaned.parse().map_err(|_| Fault::with("not_a_number", &[("value", &shortened(&cleaned, 40))]))?;
    if !(min..=max).contains(&number) {
        return Err(Fault::with("out_of_range", &[("min", &min), ("max", &max)]));
    }
    Ok(number)
}
