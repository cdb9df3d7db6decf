//! The files that a browser loads besides a page: style sheets, scripts, icons.
//!
//! Rule: a file's URL holds the hash of its bytes, so it may be kept for ever, and a new version has a new URL.

use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::LazyLock;

/// A file with its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// The content.
    pub bytes: &'static [u8],
    /// The media type, with the character set where it is text.
    pub mime: &'static str,
}

macro_rules! embed {
    ($($name:literal)+) => { &[$(($name, include_bytes!(concat!("../../../web/static/", $name)))),+] };
}

const FILES: &[(&str, &[u8])] = embed! {
    "tokens.css" "base.css" "components.css" "forms.css" "pages.css" "print.css"
    "page.js" "typeahead.js" "icons.svg" "favicon.svg"
};

/// By name: the URL and the file.
static TABLE: LazyLock<Vec<(&'static str, String, Asset)>> =
    LazyLock::new(|| FILES.iter().map(|(name, bytes)| (*name, url_of(name, bytes), asset(name, bytes))).collect());

/// The URL of a file by its name; a name that does not exist gives an address that does not exist either.
#[must_use]
pub fn url(name: &str) -> &'static str {
    TABLE.iter().find(|(known, ..)| *known == name).map_or("/static/missing", |(_, url, _)| url)
}

/// The file at a path, which begins with `/static/`.
#[must_use]
pub fn find(path: &str) -> Option<Asset> {
    TABLE.iter().find(|(_, url, _)| url == path).map(|(.., asset)| *asset)
}

/// The URLs of all files.
pub fn urls() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(_, url, _)| url.as_str())
}

/// An icon as HTML; it says nothing to those who listen, so a word stands beside it.
#[must_use]
pub fn icon(name: &str) -> String {
    picture(name, "icon")
}

/// A picture of the icon file under another class.
#[must_use]
pub fn picture(name: &str, class: &str) -> String {
    let file = url("icons.svg");
    format!(r##"<svg class="{class}" aria-hidden="true" focusable="false"><use href="{file}#{name}"/></svg>"##)
}

fn url_of(name: &str, bytes: &[u8]) -> String {
    let mut hash = String::new();
    for byte in Sha256::digest(bytes).iter().take(5) {
        write!(hash, "{byte:02x}").ok();
    }
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("/static/{stem}.{hash}.{extension}")
}

fn asset(name: &str, bytes: &'static [u8]) -> Asset {
    let mime = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    Asset { bytes, mime }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_found_under_its_url_and_no_other() {
        for (name, bytes) in FILES {
            let found = find(url(name)).unwrap();
            assert_eq!(found.bytes, *bytes);
            assert_ne!(found.mime, "application/octet-stream", "{name}");
        }
        assert_eq!(find("/static/tokens.css"), None);
        assert_eq!(find("/static/../Cargo.toml"), None);
        assert!(url("tokens.css").len() == "/static/tokens.css".len() + 11);
    }

    #[test]
    fn every_icon_that_a_template_shows_is_drawn() {
        let icons = include_str!("../../../web/static/icons.svg");
        for name in ["search", "pin", "check", "alert", "brand", "hero-bridge", "t-software"] {
            assert!(icons.contains(&format!("id=\"{name}\"")), "{name}");
        }
    }
}
