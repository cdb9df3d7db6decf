//! Scraping debris and layout out of a cell's text.
//!
//! Rule: words stay as they are; markup, invisible characters, buttons of web pages and needless space go. Cleaning a
//! cleaned text changes nothing.

use unicode_normalization::UnicodeNormalization;

/// Buttons and boxes of job boards that came along when a page was copied.
const DEBRIS: [&str; 9] =
    ["点击查看地图", "查看地图", "查看全部", "查看更多", "展开全部", "收起全部", "[展开]", "[收起]", "查看职位详情"];
/// The words of markup that are taken out; others in angle brackets, such as `List<String>`, are the text's own.
const TAGS: [&str; 33] = [
    "br", "p", "div", "span", "b", "i", "u", "em", "strong", "a", "li", "ul", "ol", "dl", "dt", "dd", "table", "tbody",
    "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "font", "img", "hr", "section", "article", "pre", "sup",
];

/// The text with its lines, cleaned.
#[must_use]
pub fn block(text: &str) -> String {
    // Taking one thing out can bring another together, as `&amp;lt;` does; a text settles after few rounds.
    let mut text = once(text);
    for _ in 0..8 {
        let next = once(&text);
        if next == text {
            return text;
        }
        text = next;
    }
    text.replace(['<', '&', '['], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text on one line, cleaned, widths folded.
#[must_use]
pub fn line(text: &str) -> String {
    let block: String = block(text).nfkc().collect();
    block
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn once(text: &str) -> String {
    let mut text = unmarked(text);
    for debris in DEBRIS {
        if text.contains(debris) {
            text = text.replace(debris, " ");
        }
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut blank_lines = 0;
    for line in text.lines() {
        let line =
            line.split([' ', '\t', '\u{a0}', '\u{3000}']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        if line.is_empty() {
            blank_lines += 1;
            continue;
        }
        if !cleaned.is_empty() {
            cleaned.push_str(if blank_lines > 0 { "\n\n" } else { "\n" });
        }
        blank_lines = 0;
        cleaned.push_str(&line);
    }
    cleaned.trim().to_owned()
}

/// Without markup, entities and invisible characters.
fn unmarked(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '<' => tag(rest),
            '&' => entity(rest),
            '[' => bracket(rest),
            '_' if rest.starts_with("_x000D_") => Some((7, None)),
            _ => None,
        };
        if let Some((length, instead)) = taken {
            found.extend(instead);
            rest = &rest[length..];
            continue;
        }
        match c {
            '\r' => found.push('\n'),
            '\n' | '\t' => found.push(c),
            '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => found.push('\n'),
            _ if c.is_control() || is_invisible(c) => {}
            _ => found.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    found.replace("\n\n\n", "\n\n")
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{ad}')
}

/// A tag at the beginning: its length and what it stands for.
fn tag(text: &str) -> Option<(usize, Option<char>)> {
    let end = text.bytes().take(300).position(|byte| byte == b'>')?;
    let inside = text.get(1..end)?.trim_start_matches('/');
    let name_end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let name = inside[..name_end].to_ascii_lowercase();
    if !TAGS.contains(&name.as_str()) {
        return None;
    }
    let breaks = matches!(
        name.as_str(),
        "br" | "p" | "div" | "li" | "tr" | "h1" | "h2" | "h3" | "h4" | "h5" | "hr" | "dt" | "dd"
    );
    Some((end + 1, breaks.then_some('\n')))
}

/// A character entity at the beginning.
fn entity(text: &str) -> Option<(usize, Option<char>)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let character = match name {
        "nbsp" | "ensp" | "emsp" => ' ',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "middot" => '·',
        "ldquo" => '“',
        "rdquo" => '”',
        "mdash" | "ndash" => '-',
        "bull" => '•',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((end + 1, Some(character)))
}

/// A mark of a forum's markup at the beginning: `[u]`, `[/b]`.
fn bracket(text: &str) -> Option<(usize, Option<char>)> {
    let end = text.bytes().take(12).position(|byte| byte == b']')?;
    let name = text.get(1..end)?.trim_start_matches('/').to_ascii_lowercase();
    matches!(name.as_str(), "b" | "u" | "i" | "p" | "br" | "url" | "size" | "color" | "img").then_some((end + 1, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debris_goes_and_words_stay() {
        assert_eq!(
            block("<p>负责&nbsp;前台<br/>接待</p>\r\n\r\n\r\n\r\n[u]要求[/u]：会 List<String>"),
            "负责 前台\n接待\n\n要求：会 List<String>"
        );
        assert_eq!(line("北京海淀区辉煌国际1号楼\n\n\n点击查看地图"), "北京海淀区辉煌国际1号楼");
        assert_eq!(line("\n Ｃ＃　工程师\u{200b} \n"), "C# 工程师");
        assert_eq!(block("薪资 &lt; 1万 & 包吃"), "薪资 < 1万 & 包吃");
    }
}
