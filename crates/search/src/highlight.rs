//! Marking the words of a query in a text.
//!
//! Rule: the text is cut as the index cuts it, whole words are marked, and the pieces put together are the text (or a
//! window of it) unchanged. Nothing here makes HTML.

use crate::parse::{Clause, Parsed};
use crate::units::Units;
use crate::units::dotted_parts;

/// A place in a text, in bytes, and the clause that matches there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    from: usize,
    to: usize,
    clause: usize,
}

/// The whole text in pieces; `true` marks a piece that matches.
#[must_use]
pub fn highlight_all(text: &str, parsed: &Parsed) -> Vec<(String, bool)> {
    pieces(text, &marks(text, parsed), 0, text.len())
}

/// The window of at most `max_chars` characters that shows the most of the query, in pieces. It begins at a sentence
/// or a word where one is near; an ellipsis stands where something was cut.
#[must_use]
pub fn highlight(text: &str, parsed: &Parsed, max_chars: usize) -> Vec<(String, bool)> {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let length = bounds.len() - 1;
    let marks = marks(text, parsed);
    if length <= max_chars {
        return pieces(text, &marks, 0, text.len());
    }
    if max_chars == 0 {
        return Vec::new();
    }
    let begin = best_begin(text, &marks, &bounds, max_chars);
    let end = (begin + max_chars).min(length);
    let mut found = pieces(text, &marks, bounds[begin], bounds[end]);
    if begin > 0 {
        prepend_ellipsis(&mut found);
    }
    if end < length {
        match found.last_mut() {
            Some((last, false)) => last.push('…'),
            _ => found.push(("…".to_owned(), false)),
        }
    }
    found
}

fn prepend_ellipsis(pieces: &mut Vec<(String, bool)>) {
    match pieces.first_mut() {
        Some((first, false)) => first.insert(0, '…'),
        _ => pieces.insert(0, ("…".to_owned(), false)),
    }
}

/// The character at which the best window begins: most different clauses, then most marks, then earliest.
fn best_begin(text: &str, marks: &[Mark], bounds: &[usize], max_chars: usize) -> usize {
    let at = |byte: usize| bounds.partition_point(|bound| *bound < byte);
    let mut best = ((0, 0), 0, 0);
    for (index, first) in marks.iter().enumerate() {
        let begin = at(first.from);
        let mut clauses: Vec<usize> = Vec::new();
        let mut count = 0;
        let mut last = begin;
        for mark in &marks[index..] {
            let end = at(mark.to);
            if end > begin + max_chars {
                break;
            }
            count += 1;
            last = end;
            if !clauses.contains(&mark.clause) {
                clauses.push(mark.clause);
            }
        }
        if (clauses.len(), count) > best.0 {
            best = ((clauses.len(), count), begin, last);
        }
    }
    let (_, begin, last) = best;
    if marks.is_empty() {
        return 0;
    }
    // The marks go to the middle; the rest of the room is shared before and after.
    let room = max_chars.saturating_sub(last - begin) / 2;
    let earliest = begin.saturating_sub(room).min((bounds.len() - 1).saturating_sub(max_chars));
    let latest = begin.max(earliest);
    let chars: Vec<char> = text[bounds[earliest]..bounds[latest]].chars().collect();
    let after = |stop: fn(char) -> bool| chars.iter().rposition(|c| stop(*c)).map(|place| earliest + place + 1);
    if earliest == 0 {
        return 0;
    }
    after(|c| matches!(c, '。' | '！' | '？' | '；' | '\n' | '!' | '?' | ';'))
        .or_else(|| chars.iter().position(|c| c.is_whitespace() || "，、,：:".contains(*c)).map(|p| earliest + p + 1))
        .unwrap_or(earliest)
}

/// Where the clauses match, in order, without overlap.
fn marks(text: &str, parsed: &Parsed) -> Vec<Mark> {
    let clauses: Vec<&Clause> = parsed.positive().collect();
    if clauses.is_empty() || text.is_empty() {
        return Vec::new();
    }
    let units = Units::of(text);
    let terms: Vec<String> = units.units.iter().map(|unit| units.term(unit)).collect();
    let mut marks = Vec::new();
    for (number, clause) in clauses.iter().enumerate() {
        for begin in 0..units.units.len() {
            let fits = |(ahead, wanted): (usize, &crate::parse::ClauseUnit)| {
                let (Some(unit), Some(term)) = (units.units.get(begin + ahead), terms.get(begin + ahead)) else {
                    return false;
                };
                let place = unit.position - units.units[begin].position;
                let same = *term == wanted.term
                    || (clause.units.len() == 1 && dotted_parts(units.surface(unit)).contains(&wanted.term));
                same && place == wanted.offset
            };
            if clause.units.iter().enumerate().all(fits)
                && let Some(last) = units.units.get(begin + clause.units.len() - 1)
            {
                let (from, to) = (units.units[begin].source_from as usize, last.source_to as usize);
                marks.push(Mark { from, to, clause: number });
            }
        }
    }
    marks.sort_by_key(|mark| (mark.from, mark.to));
    marks
}

/// The text between two places in pieces; marks that touch or overlap become one piece.
fn pieces(text: &str, marks: &[Mark], begin: usize, end: usize) -> Vec<(String, bool)> {
    let mut found: Vec<(String, bool)> = Vec::new();
    let mut add = |from: usize, to: usize, marked: bool| {
        let Some(part) = text.get(from..to).filter(|part| !part.is_empty()) else { return };
        match found.last_mut() {
            Some((last, known)) if *known == marked => last.push_str(part),
            _ => found.push((part.to_owned(), marked)),
        }
    };
    let mut at = begin;
    for mark in marks {
        let (from, to) = (mark.from.max(at), mark.to.min(end));
        // A mark that the window cuts through is not shown as one: a marked run is whole.
        if mark.from < begin || mark.to > end || to <= from {
            continue;
        }
        add(at, from, false);
        add(from, to, true);
        at = to;
    }
    add(at, end, false);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;
    use proptest::prelude::*;

    fn shown(pieces: &[(String, bool)]) -> String {
        pieces.iter().map(|(text, marked)| if *marked { format!("[{text}]") } else { text.clone() }).collect()
    }

    #[test]
    fn whole_words_are_marked_as_they_are_written() {
        let mark = |text, query| shown(&highlight_all(text, &parse(query)));
        assert_eq!(mark("養老護理員（海淀）", "护理员"), "養老[護理員]（海淀）");
        assert_eq!(mark("Senior Ｅngineers, C++", "engineer c++"), "Senior [Ｅngineers], [C++]");
        assert_eq!(mark("软件工程师", "软件工程师"), "[软件工程师]");
        assert_eq!(mark("Node.js 开发", "node"), "[Node.js] 开发");
        assert_eq!(mark("包吃，包住", "\"包吃包住\""), "包吃，包住");
        assert_eq!(mark("护士", "-护士"), "护士");
    }

    #[test]
    fn the_window_shows_the_words() {
        let text = format!("{}。负责养老护理，有护理员证者优先。{}", "前".repeat(300), "后".repeat(300));
        let found = shown(&highlight(&text, &parse("养老 护理员"), 40));
        assert!(found.contains("[养老]") && found.contains("[护理员]"), "{found}");
        assert!(found.starts_with('…') && found.ends_with('…'), "{found}");
    }

    proptest! {
        #[test]
        fn pieces_make_the_text(text in "(?s).{0,120}", query in "(?s).{0,30}") {
            let whole: String = highlight_all(&text, &parse(&query)).into_iter().map(|piece| piece.0).collect();
            prop_assert_eq!(whole, text);
        }

        #[test]
        fn windows_are_short(text in "[护理养老员 ab。，]{0,200}", query in "[护理养老员ab \"-]{0,20}", max in 0_usize..80) {
            let parsed = parse(&query);
            let shown: String = highlight(&text, &parsed, max).into_iter().map(|piece| piece.0).collect();
            prop_assert!(shown.chars().count() <= max + 2);
            let inner = shown.trim_start_matches('…').trim_end_matches('…');
            prop_assert!(text.contains(inner));
        }
    }
}
