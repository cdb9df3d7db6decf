//! At most three hits of one employer in a row.
//!
//! Rule: the place of a hit depends on the ranked list up to [`LOOKAHEAD`] places further and on nothing else, so a
//! page is computed from the list up to there, and the pages together hold every hit once.

use std::collections::VecDeque;

/// So many hits of one employer may follow each other.
pub(crate) const MOST_IN_A_ROW: usize = 3;
/// So far ahead a hit of another employer is looked for.
pub(crate) const LOOKAHEAD: usize = 100;

/// Spreads a ranked list. Where only one employer is left within reach, it stays.
pub(crate) fn spread<T>(ranked: impl IntoIterator<Item = T>, employer: impl Fn(&T) -> u64) -> Vec<T> {
    let mut coming = ranked.into_iter();
    let mut window: VecDeque<T> = coming.by_ref().take(LOOKAHEAD).collect();
    let mut placed: Vec<T> = Vec::new();
    while !window.is_empty() {
        let last = placed.last().map(&employer);
        let row = placed.iter().rev().take_while(|hit| Some(employer(hit)) == last).take(MOST_IN_A_ROW).count();
        let next = if row < MOST_IN_A_ROW {
            0
        } else {
            window.iter().position(|hit| Some(employer(hit)) != last).unwrap_or(0)
        };
        placed.extend(window.remove(next));
        window.extend(coming.next());
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_is_lost_and_rows_are_short(employers in prop::collection::vec(0_u64..4, 0..300)) {
            let ranked: Vec<(usize, u64)> = employers.iter().copied().enumerate().collect();
            let placed = spread(ranked.clone(), |hit| hit.1);
            let mut back = placed.clone();
            back.sort_unstable();
            prop_assert_eq!(back, ranked);
            for (end, row) in placed.windows(MOST_IN_A_ROW + 1).enumerate() {
                if row.iter().all(|hit| hit.1 == row[0].1) {
                    // Nothing else was within reach: the next hits that were not yet placed are all of this employer.
                    let before: Vec<usize> = placed[..end + MOST_IN_A_ROW].iter().map(|hit| hit.0).collect();
                    let mut reach =
                        employers.iter().enumerate().filter(|(index, _)| !before.contains(index)).take(LOOKAHEAD);
                    prop_assert!(reach.all(|(_, employer)| *employer == row[0].1));
                }
            }
        }

        #[test]
        fn a_page_needs_no_more_than_the_reach(employers in prop::collection::vec(0_u64..3, 0..400), end in 0_usize..400) {
            let ranked: Vec<(usize, u64)> = employers.iter().copied().enumerate().collect();
            let end = end.min(ranked.len());
            let whole = spread(ranked.clone(), |hit| hit.1);
            let part = spread(ranked.into_iter().take(end + LOOKAHEAD), |hit| hit.1);
            prop_assert_eq!(&whole[..end], &part[..end]);
        }
    }
}
