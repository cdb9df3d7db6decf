//! Analysis of a posting: which terms it has and how much each one weighs.
//!
//! Rule: a term is indexed once for a posting with the best of its places, told by its frequency: the frequency is a
//! [`Place`] and not a count, so a description that repeats a word gains nothing, and title goes over skills over body.

use crate::posting::PostingDoc;
use crate::units::{ITEM, SECTION, Units, dotted_parts};
use crate::words;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
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

/// The weighted terms of a text of sections.
pub(crate) fn terms(text: &str) -> HashMap<String, u8> {
    let units = Units::of(text);
    let mut terms = Terms { found: HashMap::with_capacity(units.units.len() * 2) };
    for unit in units.units.iter().filter(|unit| !unit.cjk) {
        let (_, word) = section(unit.section);
        let surface = units.surface(unit);
        for part in dotted_parts(surface) {
            terms.put(&part, word);
        }
        terms.put(&words::stem(surface), word);
    }
    for run in units.cjk_runs() {
        let (gram, word) = section(run[0].section);
        for unit in run {
            terms.put(units.surface(unit), gram);
        }
        for pair in run.windows(2) {
            terms.put(units.slice(pair[0].from, pair[1].to), gram);
        }
        for span in words::all_words(units.slice(run[0].from, run[run.len() - 1].to)) {
            if let (Some(first), Some(last)) = (run.get(span.from), run.get(span.to.wrapping_sub(1))) {
                terms.put(units.slice(first.from, last.to), word);
            }
        }
    }
    if let Some(title) = text.split(SECTION).next().filter(|title| !title.is_empty()) {
        terms.put(&whole_title(title), place::TITLE);
    }
    terms.found
}

fn section(number: u32) -> (u8, u8) {
    SECTIONS.get(number as usize).copied().unwrap_or((place::BODY_GRAM, place::BODY))
}

struct Terms {
    found: HashMap<String, u8>,
}

impl Terms {
    fn put(&mut self, term: &str, place: u8) {
        if let Some(known) = self.found.get_mut(term) {
            *known = place.max(*known);
        } else {
            self.found.insert(term.to_owned(), place);
        }
    }
}

/// The words of a text of sections as people write them: every Latin word, and the Chinese ones of the head.
fn surfaces(text: &str) -> Vec<String> {
    let units = Units::of(text);
    let mut found: HashMap<String, ()> = HashMap::new();
    let mut put = |word: &str| {
        if let Entry::Vacant(entry) = found.entry(word.to_owned()) {
            entry.insert(());
        }
    };
    for unit in units.units.iter().filter(|unit| !unit.cjk) {
        let surface = units.surface(unit);
        if surface.len() >= 3 && surface.starts_with(|c: char| c.is_alphabetic()) {
            put(surface);
        }
    }
    for run in units.cjk_runs().filter(|run| SURFACE_SECTIONS.contains(&run[0].section)) {
        for span in words::words(units.slice(run[0].from, run[run.len() - 1].to)) {
            if let (Some(first), Some(last)) = (run.get(span.from), run.get(span.to.wrapping_sub(1)))
                && span.to - span.from >= 2
            {
                put(units.slice(first.from, last.to));
            }
        }
    }
    found.into_keys().collect()
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

impl Tokenizer for PostingTokenizer {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        let mut tokens: Vec<(String, usize)> = match self.0 {
            Stream::Terms => terms(text).into_iter().map(|(term, place)| (term, usize::from(place))).collect(),
            Stream::Surface => surfaces(text).into_iter().map(|word| (word, 1)).collect(),
            Stream::Order => {
                let units = Units::of(text);
                units.units.iter().map(|unit| (units.term(unit), unit.position as usize)).collect()
            }
        };
        tokens.reverse();
        Tokens { waiting: tokens, repeats: 0, positions: self.0 == Stream::Order, token: Token::default() }
    }
}

/// Tokens that were made beforehand.
pub(crate) struct Tokens {
    /// Still to come, last first: the text and its position or number of repeats.
    waiting: Vec<(String, usize)>,
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
        let Some((text, number)) = self.waiting.pop() else { return false };
        self.token.text = text;
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
        let found = terms("Java工程师\u{1f}Spring\u{1f}\u{1f}甲公司\u{1f}包吃\u{1f}熟悉java和spring，社会计划");
        assert_eq!(found["java"], place::TITLE);
        assert_eq!(found["工程师"], place::TITLE);
        assert_eq!(found["程师"], place::TITLE_GRAM);
        assert_eq!(found["spring"], place::SKILL);
        assert_eq!(found["公司"], place::NAME);
        assert_eq!(found["社会"], place::BODY);
        assert_eq!(found["会计"], place::BODY_GRAM);
        assert_eq!(found["=java工程师"], place::TITLE);
        assert!(!found.contains_key("吃熟"));
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
