//! Analysis of a posting: which terms it has and how much each one weighs.
//!
//! Rule: a term is indexed once for a posting with the best of its places, told by its frequency: the frequency is a
//! `Place` and not a count, so a description that repeats a word gains nothing, and title goes over skills over body.

use crate::posting::PostingDoc;
use crate::units::{ITEM, SECTION, Units, dotted_parts};
use crate::words;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Where a term stands, weakest first; the number is the frequency in the index.
pub(crate) mod place {
    /// In the description, benefits or address, across the bounds of words.
    pub(crate) const BODY_GRAM: u8 = 1;
    /// There, as a word.
    pub(crate) const BODY: u8 = 2;
    /// In the name of the employer or the occupation.
    pub(crate) const NAME: u8 = 3;
    /// In a skill.
    pub(crate) const SKILL: u8 = 4;
    /// In the title, across the bounds of words.
    pub(crate) const TITLE_GRAM: u8 = 5;
    /// In the title, as a word.
    pub(crate) const TITLE: u8 = 6;
    /// What a place is worth.
    pub(crate) const WEIGHT: [f32; 7] = [0.0, 0.75, 1.0, 1.3, 1.8, 2.4, 3.0];
}

/// The sections in which a posting's text is handed to the tokenizers, in order: gram and word places of each.
const SECTIONS: [(u8, u8); 6] = [
    (place::TITLE_GRAM, place::TITLE),
    (place::SKILL, place::SKILL),
    (place::NAME, place::NAME),
    (place::NAME, place::NAME),
    (place::BODY_GRAM, place::BODY),
    (place::BODY_GRAM, place::BODY),
];
/// The sections before this one give single characters as terms. Those of the body are a third of all its terms and
/// are found in the field of units.
const HEAD: u32 = 4;
/// Title, skills and occupation: their Chinese words are what a typing error is corrected to.
const SURFACE_SECTIONS: [u32; 3] = [0, 1, 2];
/// Marks a whole title as a term.
const WHOLE_TITLE: char = '=';

/// The term that a posting has whose whole title is this.
pub(crate) fn whole_title(title: &str) -> String {
    let mut term = String::from(WHOLE_TITLE);
    term.extend(crate::fold::fold(title).iter().map(|glyph| glyph.c).filter(|c| !c.is_whitespace()));
    term
}

/// The text of a posting as the tokenizers take it.
pub(crate) fn text(doc: &PostingDoc) -> String {
    let mut text = String::with_capacity(doc.description.len() + 512);
    let add = |text: &mut String, part: &str| text.extend(part.chars().filter(|c| *c != SECTION && *c != ITEM));
    add(&mut text, &doc.title);
    text.push(SECTION);
    for skill in &doc.skills {
        add(&mut text, skill);
        text.push(ITEM);
    }
    text.push(SECTION);
    add(&mut text, doc.occupation.map_or("", |occupation| occupation.name));
    text.push(SECTION);
    add(&mut text, &doc.employer_name);
    text.push(SECTION);
    for part in doc.benefits.iter().map(String::as_str).chain([doc.address.as_str()]) {
        add(&mut text, part);
        text.push(ITEM);
    }
    add(&mut text, &doc.district.full_name());
    text.push(SECTION);
    add(&mut text, &doc.description);
    text
}

/// Tokens one after the other in one text: a posting has hundreds, and none of them is worth an allocation.
#[derive(Debug, Default)]
pub(crate) struct Bag {
    text: String,
    /// Where each ends, and its position or the number of times it is given.
    ends: Vec<(usize, usize)>,
}

impl Bag {
    fn put(&mut self, token: &str, number: usize) {
        self.text.push_str(token);
        self.ends.push((self.text.len(), number));
    }

    fn get(&self, index: usize) -> Option<(&str, usize)> {
        let (end, number) = *self.ends.get(index)?;
        let from = index.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |before| before.0);
        Some((self.text.get(from..end).unwrap_or_default(), number))
    }
}

/// The weighted terms of a text of sections.
pub(crate) fn terms(text: &str, units: &Units) -> Bag {
    // Latin words change when they are stemmed; Chinese ones are slices of the folded text.
    let mut latin = Bag::default();
    for unit in units.units.iter().filter(|unit| !unit.cjk) {
        let (_, word) = section(unit.section);
        let surface = units.surface(unit);
        for part in dotted_parts(surface) {
            latin.put(&part, usize::from(word));
        }
        latin.put(&words::stem(surface), usize::from(word));
    }
    if let Some(title) = text.split(SECTION).next().filter(|title| !title.is_empty()) {
        latin.put(&whole_title(title), usize::from(place::TITLE));
    }
    let mut places: HashMap<&str, usize, BuildHasherDefault<Fnv>> =
        HashMap::with_capacity_and_hasher(units.units.len() * 2, BuildHasherDefault::default());
    let mut put = |term, place: usize| {
        let known = places.entry(term).or_insert(place);
        *known = place.max(*known);
    };
    for index in 0..latin.ends.len() {
        if let Some((term, place)) = latin.get(index) {
            put(term, place);
        }
    }
    for run in units.cjk_runs() {
        let (gram, word) = section(run[0].section);
        let (gram, word) = (usize::from(gram), usize::from(word));
        if run[0].section < HEAD {
            for unit in run {
                put(units.surface(unit), gram);
            }
        }
        for pair in run.windows(2) {
            put(units.slice(pair[0].from, pair[1].to), gram);
        }
        let whole = units.slice(run[0].from, run[run.len() - 1].to);
        let seen = words::seen_words(whole).into_iter().map(|span| (span, word));
        for (span, place) in words::long_words(whole).into_iter().map(|span| (span, gram)).chain(seen) {
            if let (Some(first), Some(last)) = (run.get(span.from), run.get(span.to.wrapping_sub(1)))
                && (first.from < last.from || first.section < HEAD)
            {
                put(units.slice(first.from, last.to), place);
            }
        }
    }
    let mut bag = Bag { text: String::with_capacity(units.text.len() * 3), ends: Vec::with_capacity(places.len()) };
    for (term, place) in places {
        bag.put(term, place);
    }
    bag
}

fn section(number: u32) -> (u8, u8) {
    SECTIONS.get(number as usize).copied().unwrap_or((place::BODY_GRAM, place::BODY))
}

/// FNV-1a: terms are a few bytes long, and nobody gains by making one posting's terms collide.
#[derive(Debug)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// The words of a text of sections as people write them: every Latin word, and the Chinese ones of the head.
fn surfaces(units: &Units) -> Bag {
    let mut found: HashSet<&str> = HashSet::new();
    for unit in units.units.iter().filter(|unit| !unit.cjk) {
        let surface = units.surface(unit);
        if surface.len() >= 3 && surface.starts_with(char::is_alphabetic) {
            found.insert(surface);
        }
    }
    for run in units.cjk_runs().filter(|run| SURFACE_SECTIONS.contains(&run[0].section)) {
        for span in words::words(units.slice(run[0].from, run[run.len() - 1].to)) {
            if let (Some(first), Some(last)) = (run.get(span.from), run.get(span.to.wrapping_sub(1)))
                && span.to - span.from >= 2
            {
                found.insert(units.slice(first.from, last.to));
            }
        }
    }
    let mut bag = Bag::default();
    for word in found {
        bag.put(word, 1);
    }
    bag
}

/// Every unit with its position.
fn order(units: &Units) -> Bag {
    let mut bag = Bag { text: String::with_capacity(units.text.len()), ends: Vec::with_capacity(units.units.len()) };
    for unit in &units.units {
        let surface = units.surface(unit);
        let position = unit.position as usize;
        if unit.cjk { bag.put(surface, position) } else { bag.put(&words::stem(surface), position) }
    }
    bag
}

/// Which of the three streams of a posting a tokenizer gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stream {
    /// Weighted terms.
    Terms,
    /// Units with their positions.
    Order,
    /// Words as people write them.
    Surface,
}

/// The tokenizer of a field. The text it takes is that of [`text`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct PostingTokenizer(pub(crate) Stream);

thread_local! {
    /// The text that this thread cut last: the three fields of a posting hold the same text one after the other.
    static CUT: RefCell<(String, Rc<Units>)> = RefCell::default();
}

fn cut(text: &str) -> Rc<Units> {
    CUT.with_borrow_mut(|(known, units)| {
        if known != text {
            *units = Rc::new(Units::of(text));
            text.clone_into(known);
        }
        units.clone()
    })
}

impl Tokenizer for PostingTokenizer {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        let units = cut(text);
        let bag = match self.0 {
            Stream::Terms => terms(text, &units),
            Stream::Surface => surfaces(&units),
            Stream::Order => order(&units),
        };
        Tokens { bag, next: 0, repeats: 0, positions: self.0 == Stream::Order, token: Token::default() }
    }
}

/// Tokens that were made beforehand.
pub(crate) struct Tokens {
    bag: Bag,
    next: usize,
    /// How often the current token is still to be given.
    repeats: usize,
    positions: bool,
    token: Token,
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        if self.repeats > 0 {
            self.repeats -= 1;
            return true;
        }
        let Some((text, number)) = self.bag.get(self.next) else { return false };
        self.token.text.clear();
        self.token.text.push_str(text);
        self.next += 1;
        if self.positions {
            self.token.position = number;
        } else {
            self.token.position = 0;
            self.repeats = number.saturating_sub(1);
        }
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_place_of_a_term_counts() {
        let text = "Java工程师\u{1f}Spring\u{1f}\u{1f}甲公司\u{1f}包吃\u{1f}熟悉java和spring，社会计划";
        let bag = terms(text, &Units::of(text));
        let found: HashMap<&str, u8> =
            (0..bag.ends.len()).filter_map(|n| bag.get(n)).map(|(term, place)| (term, place as u8)).collect();
        assert_eq!(found["java"], place::TITLE);
        assert_eq!(found["工程师"], place::TITLE);
        assert_eq!(found["程师"], place::TITLE_GRAM);
        assert_eq!(found["spring"], place::SKILL);
        assert_eq!(found["公司"], place::NAME);
        assert_eq!(found["社会"], place::BODY);
        assert_eq!(found["会计"], place::BODY_GRAM);
        assert_eq!(found["=java工程师"], place::TITLE);
        assert!(!found.contains_key("吃熟"));
        assert_eq!(found["师"], place::TITLE_GRAM);
        assert!(!found.contains_key("社"));
    }

    #[test]
    fn a_term_is_given_as_often_as_its_place_says() {
        let mut tokenizer = PostingTokenizer(Stream::Terms);
        let mut stream = tokenizer.token_stream("\u{1f}sql\u{1f}");
        let mut count = 0;
        while stream.advance() {
            assert_eq!(stream.token().text, "sql");
            count += 1;
        }
        assert_eq!(count, usize::from(place::SKILL));
    }
}
