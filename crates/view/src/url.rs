//! Query strings, percent-encoded.

use std::fmt::Write;

/// Appends `name=value` where the value is not empty.
pub(crate) fn push(query: &mut String, name: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(name);
    query.push('=');
    encode(query, value);
}

/// `path?query`, or the path alone.
pub(crate) fn join(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

fn encode(query: &mut String, value: &str) {
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => query.push(char::from(byte)),
            b' ' => query.push('+'),
            _ => {
                write!(query, "%{byte:02X}").ok();
            }
        }
    }
}
