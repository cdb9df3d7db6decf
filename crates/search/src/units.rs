//! Units: the smallest things that can be asked for. A Latin word is one, every Chinese character is one.
//!
//! Rule: what a programmer writes as one word stays one (`c++`, `c#`, `.net`, `node.js`); a mark of punctuation leaves
//! a gap of one place, so that a phrase does not reach across it.

use crate::fold::{Glyph, fold, is_cjk};
use crate::words::stem;

/// Between the parts of a posting (title, skills, ...).
pub(crate) const SECTION: char = '\u{1f}';
/// Between the tags of a list.
pub(crate) const ITEM: char = '\u{1e}';
/// So many places lie between parts and tags: no phrase reaches across.
const WALL: u32 = 16;

/// A unit of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unit {
    /// First byte in the folded text.
    pub(crate) from: u32,
    /// First byte after it in the folded text.
    pub(crate) to: u32,
    /// First byte in the original.
    pub(crate) source_from: u32,
    /// First byte after it in the original.
    pub(crate) source_to: u32,
    /// Its place; neighbours differ by one.
    pub(crate) position: u32,
    /// The part of the posting it stands in.
    pub(crate) section: u32,
    /// Whether it is a single character of a script without spaces.
    pub(crate) cjk: bool,
    /// Whether nothing at all stands between it and the unit before.
    pub(crate) joined: bool,
}

/// A text cut into units.
#[derive(Debug, Clone, Default)]
pub(crate) struct Units {
    /// The folded text.
    pub(crate) text: String,
    /// Its units in order.
    pub(crate) units: Vec<Unit>,
}

impl Units {
    /// Cuts a text.
    pub(crate) fn of(text: &str) -> Self {
        Cutter::new(fold(text)).cut()
    }

    /// The folded text of a unit, as it is written.
    pub(crate) fn surface(&self, unit: &Unit) -> &str {
        self.slice(unit.from, unit.to)
    }

    /// The folded text between two places.
    pub(crate) fn slice(&self, from: u32, to: u32) -> &str {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }

    /// The form under which a unit is compared: a Latin word by its stem.
    pub(crate) fn term(&self, unit: &Unit) -> String {
        let surface = self.surface(unit);
        if unit.cjk { surface.to_owned() } else { stem(surface) }
    }

    /// Runs of characters of one section that stand side by side with nothing between.
    pub(crate) fn cjk_runs(&self) -> impl Iterator<Item = &[Unit]> {
        self.units
            .chunk_by(|left, right| left.cjk && right.cjk && right.joined && left.section == right.section)
            .filter(|run| run[0].cjk)
    }
}

/// The parts of a word with dots, and the word without them: `node`, `js`, `nodejs`. Empty for a word without.
pub(crate) fn dotted_parts(word: &str) -> Vec<String> {
    if !word.contains('.') || word.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return Vec::new();
    }
    let mut parts: Vec<String> = word.split('.').filter(|part| !part.is_empty()).map(stem).collect();
    if parts.len() > 1 {
        parts.push(word.replace('.', ""));
    }
    parts
}

struct Cutter {
    glyphs: Vec<Glyph>,
    at: usize,
    done: Units,
    position: u32,
    section: u32,
    joined: bool,
}

impl Cutter {
    fn new(glyphs: Vec<Glyph>) -> Self {
        let mut text = String::with_capacity(glyphs.len() * 3);
        text.extend(glyphs.iter().map(|glyph| glyph.c));
        let units = Vec::with_capacity(glyphs.len());
        Self { glyphs, at: 0, done: Units { text, units }, position: 0, section: 0, joined: false }
    }

    fn cut(mut self) -> Units {
        let mut byte = 0;
        while let Some(c) = self.peek(0) {
            let length = if is_cjk(c) { 1 } else { self.word_length() };
            if length == 0 {
                self.gap(c);
                byte += width(c);
                self.at += 1;
                continue;
            }
            let glyphs = &self.glyphs[self.at..self.at + length];
            let to = byte + glyphs.iter().map(|glyph| width(glyph.c)).sum::<u32>();
            self.done.units.push(Unit {
                from: byte,
                to,
                source_from: glyphs[0].from,
                source_to: glyphs[length - 1].to,
                position: self.position,
                section: self.section,
                cjk: is_cjk(c),
                joined: self.joined,
            });
            self.position += 1;
            self.joined = true;
            self.at += length;
            byte = to;
        }
        self.done
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.glyphs.get(self.at + ahead).map(|glyph| glyph.c)
    }

    /// What stands between units: blanks and the marks that join words leave no gap.
    fn gap(&mut self, c: char) {
        self.joined = false;
        match c {
            SECTION => {
                self.section += 1;
                self.position += WALL;
            }
            ITEM => self.position += WALL,
            '-' | '_' | '/' | '&' | '·' | '\'' => {}
            c if c.is_whitespace() && c != '\n' => {}
            _ => self.position += 1,
        }
    }

    /// The length of the word that begins here; 0 if none does.
    fn word_length(&self) -> usize {
        let is_letter = |ahead| self.peek(ahead).is_some_and(|c| c.is_alphanumeric() && !is_cjk(c));
        let leads = self.peek(0) == Some('.')
            && self.peek(1).is_some_and(|c| c.is_ascii_alphabetic())
            && !self.at.checked_sub(1).is_some_and(|before| self.glyphs[before].c.is_alphanumeric());
        let mut length = usize::from(leads);
        if !is_letter(length) {
            return 0;
        }
        loop {
            while is_letter(length) {
                length += 1;
            }
            match self.peek(length) {
                Some('.' | '\'') if is_letter(length + 1) => length += 1,
                Some(mark @ ('+' | '#')) => {
                    let mut end = length;
                    while self.peek(end) == Some(mark) && end - length < 2 {
                        end += 1;
                    }
                    return if is_letter(end) { length } else { end };
                }
                _ => return length,
            }
        }
    }
}

fn width(c: char) -> u32 {
    match c.len_utf8() {
        1 => 1,
        2 => 2,
        3 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let units = Units::of(text);
        units.units.iter().map(|unit| units.surface(unit).to_owned()).collect()
    }

    #[test]
    fn words_of_programmers_stay_whole() {
        assert_eq!(cut("C++/C#、.NET和Node.js"), ["c++", "c#", ".net", "和", "node.js"]);
        assert_eq!(cut("Java. Python, Go."), ["java", "python", "go"]);
        assert_eq!(cut("a+b ＡＳＰ.NET 3.5"), ["a", "b", "asp.net", "3.5"]);
        assert_eq!(cut("driver's full-time"), ["driver's", "full", "time"]);
        assert_eq!(cut("... -- '' ++"), Vec::<String>::new());
    }

    #[test]
    fn punctuation_leaves_a_gap_and_blanks_do_not() {
        let positions = |text| Units::of(text).units.iter().map(|unit| unit.position).collect::<Vec<_>>();
        assert_eq!(positions("machine learning"), [0, 1]);
        assert_eq!(positions("包吃，包住"), [0, 1, 3, 4]);
        assert_eq!(positions("护 理"), [0, 1]);
    }

    #[test]
    fn runs_end_where_something_stands_between() {
        let units = Units::of("养老 护理Java员");
        let runs: Vec<usize> = units.cjk_runs().map(<[Unit]>::len).collect();
        assert_eq!(runs, [2, 2, 1]);
    }

    #[test]
    fn dotted_words_are_found_by_their_parts() {
        assert_eq!(dotted_parts("node.js"), ["node", "js", "nodejs"]);
        assert_eq!(dotted_parts(".net"), ["net"]);
        assert!(dotted_parts("3.5").is_empty());
    }
}
