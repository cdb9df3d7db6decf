//! How near two places are, by their divisions.
//!
//! Rule: a table of which districts touch and what a city is; no distance is guessed. What touches is given for
//! Beijing, where the product is at home; elsewhere two districts of one city are neither near nor far.

use crate::facts::{district_index, district_lineage};
use magpie_terms::Division;
use std::collections::HashSet;
use std::sync::LazyLock;

/// How near a posting lies to a wish, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nearness {
    /// In the place wished for.
    Within,
    /// In a district that touches it.
    Neighbour,
    /// In the same city.
    City,
    /// In the same province.
    Province,
    /// Elsewhere.
    Elsewhere,
}

/// The districts of Beijing that touch each other, by the last two digits of their codes.
const BEIJING: [(u8, &[u8]); 16] = [
    (1, &[2, 5, 6]),
    (2, &[1, 6, 8, 5]),
    (5, &[1, 2, 6, 8, 12, 13, 14, 15]),
    (6, &[1, 2, 5, 7, 8, 9, 11, 15]),
    (7, &[6, 8, 9]),
    (8, &[2, 5, 6, 7, 9, 14]),
    (9, &[6, 7, 8, 11, 14]),
    (11, &[6, 9, 15]),
    (12, &[5, 13, 15]),
    (13, &[5, 12, 14, 16, 17, 18]),
    (14, &[5, 8, 9, 13, 16, 19]),
    (15, &[5, 6, 11, 12]),
    (16, &[13, 14, 18, 19]),
    (17, &[13, 18]),
    (18, &[13, 16, 17]),
    (19, &[14, 16]),
];

static TOUCHING: LazyLock<HashSet<(u16, u16)>> = LazyLock::new(|| {
    let index = |last: u8| district_index(&format!("1101{last:02}")).and_then(|index| u16::try_from(index).ok());
    let pairs = BEIJING.iter().flat_map(|(one, others)| others.iter().map(move |other| (*one, *other)));
    pairs.filter_map(|(one, other)| Some((index(one)?, index(other)?))).flat_map(|(a, b)| [(a, b), (b, a)]).collect()
});

/// The city and the province of each division, by index; a municipality is both.
static ABOVE: LazyLock<Vec<(u16, u16)>> = LazyLock::new(|| {
    let number = |index: usize| u16::try_from(index).unwrap_or(u16::MAX);
    let lineage = district_lineage();
    (0..Division::all().len())
        .map(|index| {
            let line = &lineage[index];
            let province = line.last().copied().unwrap_or(index);
            let city = match Division::all()[index].code {
                code if code.ends_with("00") => index,
                _ => line.get(1).copied().unwrap_or(index),
            };
            (number(city), number(province))
        })
        .collect()
});

/// The index of a division.
pub(crate) fn index_of(division: &Division) -> u16 {
    district_index(division.code).and_then(|index| u16::try_from(index).ok()).unwrap_or(0)
}

/// How near a place of work lies to one wished for, which may be a whole city or province.
pub(crate) fn nearness(work: u16, wish: u16) -> Nearness {
    if work == wish {
        return Nearness::Within;
    }
    let above = |index: u16| ABOVE.get(usize::from(index)).copied().unwrap_or((index, index));
    let ((city, province), (wished_city, wished_province)) = (above(work), above(wish));
    if city == wish || province == wish {
        Nearness::Within
    } else if TOUCHING.contains(&(work, wish)) {
        Nearness::Neighbour
    } else if city == wished_city {
        Nearness::City
    } else if province == wished_province {
        Nearness::Province
    } else {
        Nearness::Elsewhere
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(work: &str, wish: &str) -> Nearness {
        let index = |code| index_of(Division::by_code(code).unwrap());
        nearness(index(work), index(wish))
    }

    #[test]
    fn haidian_touches_changping_and_not_tongzhou() {
        assert_eq!(of("110108", "110108"), Nearness::Within);
        assert_eq!(of("110108", "110000"), Nearness::Within);
        assert_eq!(of("110114", "110108"), Nearness::Neighbour);
        assert_eq!(of("110108", "110114"), Nearness::Neighbour);
        assert_eq!(of("110112", "110108"), Nearness::City);
        assert_eq!(of("130102", "130000"), Nearness::Within);
        assert_eq!(of("130202", "130102"), Nearness::Province);
        assert_eq!(of("310101", "110108"), Nearness::Elsewhere);
    }

    #[test]
    fn touching_goes_both_ways() {
        for (one, others) in BEIJING {
            for other in others {
                let back = BEIJING.iter().find(|(code, _)| code == other).unwrap();
                assert!(back.1.contains(&one), "{one} {other}");
            }
        }
    }
}
