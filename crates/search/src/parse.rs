//! The query language: words, `"phrases"`, and `-` or `NOT` before what must not occur.
//!
//! Rule: every text is a query. What is no operator is plain text; nothing is an error.

use crate::fold::is_cjk;
use crate::units::{Unit, Units};
use crate::words;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

/// So many characters of a query are read.
pub(crate) const MOST_CHARACTERS: usize = 200;
/// So many clauses are used.
pub(crate) const MOST_CLAUSES: usize = 16;

/// A query as it was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Parsed {
    /// Its clauses, in the order of the text.
    pub clauses: Vec<Clause>,
    /// Whether something was left out because the text is too long.
    pub truncated: bool,
}

/// A thing that a posting has to hold, or must not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clause {
    /// A word or a phrase.
    pub kind: ClauseKind,
    /// The words, folded.
    pub text: String,
    /// Whether a posting with it is left out.
    pub negative: bool,
    /// Whether it may be missing: a word like 招聘 that says nothing here.
    pub optional: bool,
    /// Whether it follows the clause before without a blank: `软件` and `工程师`.
    pub joined: bool,
    #[serde(skip)]
    pub(crate) units: Vec<ClauseUnit>,
}

/// What a clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClauseKind {
    /// One word.
    Word,
    /// Words side by side.
    Phrase,
}

/// A unit of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClauseUnit {
    /// The unit as it is compared.
    pub(crate) term: String,
    /// Its place after the first unit of the clause.
    pub(crate) offset: u32,
    /// Whether it is a character of a script without spaces.
    pub(crate) cjk: bool,
    /// Whether it touches the unit before.
    pub(crate) joined: bool,
}

impl Parsed {
    /// Whether the query asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// The clauses that a hit has to satisfy.
    pub fn required(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().filter(|clause| !clause.negative && !clause.optional)
    }

    /// The clauses that a hit holds or may hold.
    pub fn positive(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().filter(|clause| !clause.negative)
    }

    /// The clauses that a hit must not satisfy.
    pub fn negative(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().filter(|clause| clause.negative)
    }
}

/// Reads a query.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    let mut chars: Vec<char> =
        text.nfc().filter(|c| !c.is_control() || c.is_whitespace()).take(MOST_CHARACTERS + 1).collect();
    let truncated = chars.len() > MOST_CHARACTERS;
    chars.truncate(MOST_CHARACTERS);
    let mut parser = Parser { chars, at: 0, skipped: false, parsed: Parsed { clauses: Vec::new(), truncated } };
    parser.run();
    let mut parsed = parser.parsed;
    if parsed.required().next().is_none() {
        for clause in &mut parsed.clauses {
            clause.optional = false;
        }
    }
    parsed
}

struct Parser {
    chars: Vec<char>,
    at: usize,
    /// Whether the clause before was left out, so that nothing is joined to it.
    skipped: bool,
    parsed: Parsed,
}

impl Parser {
    fn run(&mut self) {
        let mut not = false;
        while let Some(c) = self.peek() {
            if c.is_whitespace() {
                self.at += 1;
                continue;
            }
            let mut negative = not;
            let mut minus = false;
            while self.peek().is_some_and(is_minus) {
                self.at += 1;
                minus = true;
            }
            // A lone dash says nothing.
            match self.peek() {
                None => break,
                Some(c) if c.is_whitespace() => continue,
                Some(_) => {}
            }
            negative |= minus;
            if self.peek().is_some_and(is_quote) {
                if let Some(phrase) = self.quoted() {
                    self.phrase(&phrase, negative);
                    not = false;
                } else {
                    self.at += 1;
                }
                continue;
            }
            let chunk = self.chunk();
            if chunk == "NOT" && !minus && self.chars[self.at..].iter().any(|c| !c.is_whitespace()) {
                not = true;
                continue;
            }
            not = false;
            if negative { self.phrase(&chunk, true) } else { self.words(&chunk) }
        }
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// The text up to the closing quote; `None`, and nothing read, where there is none.
    fn quoted(&mut self) -> Option<String> {
        let inner = &self.chars[self.at + 1..];
        let length = inner.iter().position(|c| is_quote(*c))?;
        let phrase = inner[..length].iter().collect();
        self.at += length + 2;
        Some(phrase)
    }

    fn chunk(&mut self) -> String {
        let rest = &self.chars[self.at..];
        let length = rest.iter().position(|c| c.is_whitespace() || is_quote(*c)).unwrap_or(rest.len());
        self.at += length;
        rest[..length].iter().collect()
    }

    fn phrase(&mut self, text: &str, negative: bool) {
        let units = Units::of(text);
        if !units.units.is_empty() {
            let kind = if units.units.len() == 1 { ClauseKind::Word } else { ClauseKind::Phrase };
            self.add(clause(&units, &units.units, kind, negative));
        }
    }

    fn words(&mut self, text: &str) {
        let units = Units::of(text);
        let groups = units.units.chunk_by(|left, right| left.cjk && right.cjk && right.joined);
        for group in groups {
            if !group[0].cjk {
                self.add(clause(&units, group, ClauseKind::Word, false));
                continue;
            }
            for span in words::words(units.slice(group[0].from, group[group.len() - 1].to)) {
                if let Some(word) = group.get(span.from..span.to).filter(|word| !word.is_empty()) {
                    self.add(clause(&units, word, ClauseKind::Word, false));
                }
            }
        }
    }

    fn add(&mut self, mut clause: Clause) {
        clause.joined &= !std::mem::take(&mut self.skipped);
        let same = |known: &Clause| known.negative == clause.negative && known.text == clause.text;
        if self.parsed.clauses.iter().any(same) {
            self.skipped = true;
            return;
        }
        if self.parsed.clauses.len() == MOST_CLAUSES {
            self.parsed.truncated = true;
            return;
        }
        self.parsed.clauses.push(clause);
    }
}

fn clause(units: &Units, part: &[Unit], kind: ClauseKind, negative: bool) -> Clause {
    let (first, last) = (part[0], part[part.len() - 1]);
    let text = units.slice(first.from, last.to).to_owned();
    let optional = kind == ClauseKind::Word && !negative && words::is_noise(&text);
    let units = part
        .iter()
        .map(|unit| ClauseUnit {
            term: units.term(unit),
            offset: unit.position - first.position,
            cjk: unit.cjk,
            joined: unit.joined && unit.position > first.position,
        })
        .collect();
    Clause { kind, text, negative, optional, joined: first.joined, units }
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '－' | '−')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '＂' | '「' | '」' | '『' | '』')
}

/// The text of clauses as one would type it: with blanks where a Latin word stands.
pub(crate) fn written(clauses: &[Clause]) -> String {
    let mut text = String::new();
    for clause in clauses {
        let touches = clause.joined
            && text.chars().next_back().is_some_and(is_cjk)
            && clause.text.chars().next().is_some_and(is_cjk);
        if !text.is_empty() && !touches {
            text.push(' ');
        }
        if clause.negative {
            text.push('-');
        }
        match clause.kind {
            ClauseKind::Word => text.push_str(&clause.text),
            ClauseKind::Phrase => text.extend(["\"", clause.text.as_str(), "\""]),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Vec<String> {
        let show = |clause: &Clause| {
            let sign = if clause.negative { "-" } else { "" };
            let mark = if clause.optional { "?" } else { "" };
            match clause.kind {
                ClauseKind::Word => format!("{sign}{}{mark}", clause.text),
                ClauseKind::Phrase => format!("{sign}\"{}\"{mark}", clause.text),
            }
        };
        parse(text).clauses.iter().map(show).collect()
    }

    #[test]
    fn the_language() {
        assert_eq!(shown("Java 软件工程师"), ["java", "软件", "工程师"]);
        assert_eq!(shown("“五险一金” －外包 NOT 销售"), ["\"五险一金\"", "-\"外包\"", "-\"销售\""]);
        assert_eq!(shown("-\"full time\" nurse"), ["-\"full time\"", "nurse"]);
        assert_eq!(shown("招聘会计"), ["招聘?", "会计"]);
        assert_eq!(shown("招聘"), ["招聘"]);
        assert_eq!(shown("\"open end"), ["open", "end"]);
        assert_eq!(shown("full-time - NOT"), ["full", "time", "not"]);
        assert_eq!(shown("!!! \"\" -"), Vec::<String>::new());
        assert_eq!(shown("保洁 保洁"), ["保洁"]);
    }

    #[test]
    fn long_texts_are_cut() {
        let long = parse(&"甲乙丙 ".repeat(500));
        assert!(long.truncated);
        let many = parse(&(0..40).map(|n| format!("w{n} ")).collect::<String>());
        assert!(many.truncated && many.clauses.len() == MOST_CLAUSES);
    }

    proptest! {
        #[test]
        fn every_text_is_a_query(text in "(?s).{0,80}") {
            let parsed = parse(&text);
            prop_assert!(parsed.clauses.len() <= MOST_CLAUSES);
            prop_assert!(parsed.clauses.iter().all(|clause| !clause.units.is_empty()));
        }

        #[test]
        fn operators_anywhere_are_harmless(text in "[ab护理 \"“”「-－NOT+#.]{0,60}") {
            let _ = parse(&text);
        }
    }
}
