//! "Did you mean": a text close to the one asked for that finds more.
//!
//! Rule: a correction is offered only after it was searched for and found something. The time is bounded: one table is
//! gone through for each word, and a few candidates are tried.

use crate::filter::Compiled;
use crate::index::Index;
use crate::parse::{Clause, Parsed, parse, written};
use crate::query::Filters;
use crate::segment::Snapshot;
use magpie_terms::Moment;

/// A word that fewer postings have is no correction.
const LEAST_POSTINGS: u32 = 2;
/// So many candidates of a word are tried.
const MOST_TRIED: usize = 4;
/// A word with more postings than this is no typing error.
const KNOWN: u64 = 3;

impl Index {
    /// A correction that finds more than `total`.
    pub(crate) fn correct(
        &self,
        snapshot: &Snapshot,
        parsed: &Parsed,
        filters: &Compiled,
        total: u64,
        now: Moment,
    ) -> tantivy::Result<Option<String>> {
        // Whether a word is known has nothing to do with what else is asked for.
        let open = Compiled::new(&Filters::default(), now);
        let mut corrected = parsed.clone();
        let mut changed = false;
        for at in 0..corrected.clauses.len() {
            let clause = &parsed.clauses[at];
            if clause.negative || clause.optional || clause.text.contains(char::is_whitespace) {
                continue;
            }
            let alone = self.total(snapshot, &only(clause), &open)?;
            if alone >= KNOWN {
                continue;
            }
            // Where several words are wrong, none of them alone makes the whole find something: then a word is
            // taken that finds something by itself, and the whole is asked at the end.
            let mut second_best = None;
            for candidate in candidates(&clause.text, snapshot) {
                let Some(word) = replaced(clause, &candidate) else { continue };
                let mut tried = corrected.clone();
                tried.clauses[at] = word.clone();
                if self.total(snapshot, &tried, filters)? > total {
                    second_best = None;
                    corrected = tried;
                    changed = true;
                    break;
                }
                if second_best.is_none() && self.total(snapshot, &only(&word), &open)? > alone {
                    second_best = Some(word);
                }
            }
            if let Some(word) = second_best {
                corrected.clauses[at] = word;
                changed = true;
            }
        }
        let text = written(&corrected.clauses);
        let finds_more = changed && self.total(snapshot, &parse(&text), filters)? > total;
        Ok(finds_more.then_some(text))
    }
}

fn only(clause: &Clause) -> Parsed {
    Parsed { clauses: vec![clause.clone()], truncated: false }
}

/// The clause with another word in it.
fn replaced(clause: &Clause, word: &str) -> Option<Clause> {
    let parsed = parse(&format!("\"{word}\""));
    let found = parsed.clauses.into_iter().next()?;
    Some(Clause { joined: clause.joined, kind: clause.kind, optional: false, ..found })
}

/// Known words near a word, likeliest first.
fn candidates(word: &str, snapshot: &Snapshot) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let chinese = letters.iter().all(|c| crate::fold::is_cjk(*c));
    let most = match (chinese, letters.len()) {
        (true, 2..) | (false, 3..=4) => 1,
        (false, 5..) => 2,
        _ => return Vec::new(),
    };
    let table = if chinese { &snapshot.vocabulary.chinese } else { &snapshot.vocabulary.latin };
    let mut found: Vec<(usize, bool, u32, &str)> = Vec::new();
    for (known, count) in table {
        if *count < LEAST_POSTINGS {
            break;
        }
        if let Some(distance) = distance(&letters, known, most).filter(|distance| *distance > 0) {
            // Of words equally near, one of the same length that begins alike is likelier.
            let same = known.chars().count() == letters.len() && known.chars().next() == letters.first().copied();
            found.push((distance, !same, u32::MAX - count, known));
        }
    }
    found.sort_unstable();
    found.into_iter().take(MOST_TRIED).map(|(_, _, _, known)| known.to_owned()).collect()
}

/// The number of letters to replace, insert, leave out or swap with the next; `None` if more than `most`.
fn distance(letters: &[char], known: &str, most: usize) -> Option<usize> {
    // Letters are at most four bytes, so the length in bytes rules most words out without decoding them.
    if known.len() > (letters.len() + most) * 4 {
        return None;
    }
    let other: Vec<char> = known.chars().collect();
    if other.len().abs_diff(letters.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in letters.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, known) in other.iter().enumerate() {
            let mut cost = above[column] + usize::from(letter != known);
            cost = cost.min(above[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && *letter == other[column - 1] && letters[row - 1] == *known {
                cost = cost.min(before[column - 1] + 1);
            }
            current.push(cost);
        }
        if current.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_swaps_once() {
        let between = |left: &str, right: &str| distance(&left.chars().collect::<Vec<_>>(), right, 2);
        assert_eq!(between("enginer", "engineer"), Some(1));
        assert_eq!(between("nrues", "nurse"), Some(2));
        assert_eq!(between("nusre", "nurse"), Some(1));
        assert_eq!(between("会记", "会计"), Some(1));
        assert_eq!(between("welder", "nurse"), None);
        assert_eq!(between("same", "same"), Some(0));
    }
}
