//! As much of HTML and XML as the tests need to see: tags with their attributes, and the text that a reader reads.
//!
//! Rule: a page is judged by where it leads and what it says, never by how it is laid out.

/// An opening or closing tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) closing: bool,
    pub(crate) empty: bool,
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

enum Piece<'a> {
    Text(&'a str),
    Tag(Tag, &'a str),
}

/// Cuts a document into text and tags. What stands in a script or a style goes with its tag.
fn pieces(document: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = document;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            found.push(Piece::Text(&rest[..at]));
        }
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest = rest.split_once('>').map_or("", |(_, after)| after);
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            let (tag, after) = tag(rest);
            let is_raw = !tag.closing && matches!(tag.name.as_str(), "script" | "style");
            let end = format!("</{}", tag.name);
            let raw = if is_raw { after.find(&end).unwrap_or(after.len()) } else { 0 };
            found.push(Piece::Tag(tag, &after[..raw]));
            rest = &after[raw..];
        } else {
            found.push(Piece::Text("<"));
            rest = &rest[1..];
        }
    }
    found.push(Piece::Text(rest));
    found
}

/// The tag at the beginning, and what comes after it.
fn tag(text: &str) -> (Tag, &str) {
    let closing = text.starts_with("</");
    let mut rest = text.trim_start_matches(['<', '/']);
    let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(rest.len());
    let name = rest[..end].to_ascii_lowercase();
    rest = &rest[end..];
    let mut found = Tag { name, closing, empty: false, attributes: Vec::new() };
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("/>") {
            found.empty = true;
            return (found, after);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (found, after);
        }
        if rest.is_empty() {
            return (found, rest);
        }
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>')).unwrap_or(rest.len()).max(1);
        let key = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            (value, rest) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                _ => after.split_at(after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len())),
            };
        }
        found.attributes.push((key, decoded(value)));
    }
}

/// Every tag.
pub(crate) fn tags(document: &str) -> Vec<Tag> {
    pieces(document)
        .into_iter()
        .filter_map(|piece| if let Piece::Tag(tag, _) = piece { Some(tag) } else { None })
        .collect()
}

/// The contents of the scripts of a type.
pub(crate) fn scripts(document: &str, kind: &str) -> Vec<String> {
    let of_kind = |piece| match piece {
        Piece::Tag(tag, raw) if tag.name == "script" && !tag.closing && tag.get("type") == Some(kind) => {
            Some(raw.to_owned())
        }
        _ => None,
    };
    pieces(document).into_iter().filter_map(of_kind).collect()
}

/// The text between the tags.
pub(crate) fn text(document: &str) -> String {
    let mut found = String::new();
    for piece in pieces(document) {
        match piece {
            Piece::Text(text) => found.push_str(&decoded(text)),
            Piece::Tag(tag, _) if matches!(tag.name.as_str(), "mark" | "b" | "em" | "strong" | "span") => {}
            Piece::Tag(..) => found.push(' '),
        }
    }
    found.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Resolves the references that a template engine writes.
pub(crate) fn decoded(text: &str) -> String {
    let mut found = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        found.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end < 10);
        let resolved = end.and_then(|end| Some((reference(&rest[1..end])?, end)));
        match resolved {
            Some((character, end)) => {
                found.push(character);
                rest = &rest[end + 1..];
            }
            None => {
                found.push('&');
                rest = &rest[1..];
            }
        }
    }
    found.push_str(rest);
    found
}

fn reference(name: &str) -> Option<char> {
    let number = |digits: &str, base| u32::from_str_radix(digits, base).ok().and_then(char::from_u32);
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => match name.strip_prefix("#x") {
            Some(digits) => number(digits, 16),
            None => name.strip_prefix('#').and_then(|digits| number(digits, 10)),
        },
    }
}

/// What is wrong with an XML document as far as tags go: each one closed, in order, under one root.
pub(crate) fn xml_fault(document: &str) -> Option<String> {
    if !document.starts_with("<?xml ") {
        return Some("no declaration".to_owned());
    }
    let mut open: Vec<String> = Vec::new();
    let mut roots = 0;
    for piece in pieces(document) {
        match piece {
            Piece::Tag(tag, _) if tag.closing => {
                if open.pop().as_deref() != Some(tag.name.as_str()) {
                    return Some(format!("</{}> closes nothing", tag.name));
                }
            }
            Piece::Tag(tag, _) => {
                roots += usize::from(open.is_empty());
                if !tag.empty {
                    open.push(tag.name);
                }
            }
            Piece::Text(text) if text.contains('<') || decoded(text).chars().any(|c| c.is_control() && c != '\n') => {
                return Some(format!("a stray character in {text:?}"));
            }
            Piece::Text(text)
                if text
                    .replace("&amp;", "")
                    .replace("&lt;", "")
                    .replace("&gt;", "")
                    .replace("&quot;", "")
                    .replace("&apos;", "")
                    .contains('&') =>
            {
                return Some(format!("a bare & in {text:?}"));
            }
            Piece::Text(_) => {}
        }
    }
    (roots != 1 || !open.is_empty()).then(|| format!("{roots} roots, left open: {open:?}"))
}

/// The contents of every element of a name, without elements inside.
pub(crate) fn elements(document: &str, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside: Option<String> = None;
    for piece in pieces(document) {
        match (piece, &mut inside) {
            (Piece::Tag(tag, _), _) if tag.name == name && !tag.closing => inside = Some(String::new()),
            (Piece::Tag(tag, _), Some(_)) if tag.name == name => found.extend(inside.take()),
            (Piece::Text(text), Some(inside)) => inside.push_str(&decoded(text)),
            _ => {}
        }
    }
    found
}

#[test]
fn a_document_is_understood() {
    let page = "<!doctype html><p class=a>1 &lt; 2<br><a href='/x?a=1&amp;b=2'>go</a><script type=\"application/json\">{\"a\":\"</p>\"}</script>";
    assert_eq!(tags(page).iter().filter_map(|tag| tag.get("href")).collect::<Vec<_>>(), ["/x?a=1&b=2"]);
    assert_eq!(text(page), "1 < 2 go");
    assert_eq!(scripts(page, "application/json"), ["{\"a\":\"</p>\"}"]);
    assert_eq!(xml_fault("<?xml version=\"1.0\"?>\n<a><b/>&amp;</a>\n"), None);
    assert!(xml_fault("<?xml version=\"1.0\"?><a><b></a>").is_some());
    assert!(xml_fault("<?xml version=\"1.0\"?><a>a & b</a>").is_some());
    assert_eq!(elements("<f><title>x&amp;y</title><e><title>z</title></e></f>", "title"), ["x&y", "z"]);
}
