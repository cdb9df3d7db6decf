//! Guessing the occupation of the national classification from a title.
//!
//! Rule: a guess is made from the names that are most like the title, ours in both languages and those of a taxonomy
//! file if one is given, and from the middle of each occupation's names as the vectors have learnt it; every guess comes
//! with how sure it is.

use crate::csv;
use crate::features::Parsed;
use crate::index::Index;
use crate::lexicon::{ConceptId, LEXICON};
use crate::model;
use crate::vector::Vector;
use magpie_terms::Occupation;

/// A guess at an occupation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guess {
    /// The occupation, of the fourth level unless nothing deeper is known.
    pub occupation: &'static Occupation,
    /// How sure it is: 0 to 1, where 1 says that the title is one of its names.
    pub score: f32,
}

/// Ranks the occupations of the classification for a title.
#[derive(Debug)]
pub struct Classifier {
    /// Names by their place among [`Occupation::all`].
    names: Index,
    /// How much each name is trusted.
    trust: Vec<f32>,
    /// The vectors of the names, those of one occupation together.
    vectors: Vec<Vector>,
    /// By occupation: its first name in `vectors`.
    starts: Vec<u32>,
    /// By occupation: the mean of its names.
    middles: Vec<Vector>,
}

/// Occupations whose names are looked at one by one, chosen by the middle of their names.
const SHORTLIST: usize = 24;
/// Names compared by words.
const NAMES_SEEN: usize = 64;
/// How much each evidence counts: the most alike name by words, by vector, and the middle of the names. They sum to 1.
const BY_WORDS: f32 = 0.3;
const BY_NAME: f32 = 0.3;
const BY_MIDDLE: f32 = 0.4;
/// How far a name is trusted to be one of its occupation: the classification's own are; ours were given a code by hand;
/// those of families and of ESCO come by way of the code of the whole family.
const TRUST_OFFICIAL: f32 = 1.0;
const TRUST_OURS: f32 = 0.7;
const TRUST_FAMILY: f32 = 0.5;
const TRUST_ESCO: f32 = 0.4;

/// A name of an occupation, by its place among [`Occupation::all`].
struct Name {
    at: usize,
    text: String,
    trust: f32,
}

impl Classifier {
    /// From our own tables.
    #[must_use]
    pub fn built_in() -> Self {
        Self::new(own_names().collect())
    }

    /// From our own tables and those of a file of the form `level,code,..,name,definition,tasks,..,alias` with a
    /// heading, joined by code. Rows with unknown codes are left out.
    #[must_use]
    pub fn with_taxonomy(csv_text: &str) -> Self {
        let mut names: Vec<Name> = own_names().collect();
        let mut rows = csv::rows(csv_text);
        let heading = rows.next().unwrap_or_default();
        let column = |name: &str| heading.iter().position(|cell| cell.trim() == name);
        if let (Some(code), Some(name)) = (column("code"), column("name")) {
            let alias = column("alias");
            for row in rows {
                let Some(at) = row.get(code).and_then(|code| position(code.trim())) else { continue };
                for cell in [Some(name), alias].into_iter().flatten().filter_map(|column| row.get(column)) {
                    for title in cell.split(['|', ',', ';', '、', '，', '；', '/', ' ']).map(str::trim) {
                        if !title.is_empty() {
                            names.push(Name { at, text: title.to_owned(), trust: TRUST_OFFICIAL });
                        }
                    }
                }
            }
        }
        Self::new(names)
    }

    fn new(mut names: Vec<Name>) -> Self {
        names.sort_by(|a, b| (a.at, &a.text).cmp(&(b.at, &b.text)).then(b.trust.total_cmp(&a.trust)));
        names.dedup_by(|later, earlier| later.at == earlier.at && later.text == earlier.text);
        let vectors: Vec<Vector> = names.iter().map(|name| model::embed(&Parsed::of(&name.text))).collect();
        let starts: Vec<usize> =
            (0..=Occupation::all().len()).map(|at| names.partition_point(|name| name.at < at)).collect();
        let middles = starts
            .windows(2)
            .zip(Occupation::all())
            .map(|(range, occupation)| {
                model::middle(occupation.code).unwrap_or_else(|| Vector::mean(&vectors[range[0]..range[1]]))
            })
            .collect();
        Self {
            names: Index::new(names.iter().map(|name| (name.text.as_str(), ConceptId::from_index(name.at)))),
            trust: names.iter().map(|name| name.trust).collect(),
            vectors,
            starts: starts.into_iter().map(|start| u32::try_from(start).unwrap_or(u32::MAX)).collect(),
            middles,
        }
    }

    /// The occupations that a title most likely names, best first, at most `limit`; ties by code.
    #[must_use]
    pub fn rank(&self, title: &str, limit: usize) -> Vec<Guess> {
        let parsed = Parsed::of(title);
        let vector = model::embed(&parsed);
        let middles: Vec<f32> = self.middles.iter().map(|middle| vector.cosine(middle)).collect();
        let mut shortlist: Vec<usize> = (0..middles.len()).collect();
        shortlist.select_nth_unstable_by(SHORTLIST, |a, b| middles[*b].total_cmp(&middles[*a]).then(a.cmp(b)));
        shortlist.truncate(SHORTLIST);
        let mut words: Vec<(usize, f32)> = Vec::new();
        for near in self.names.nearest(&parsed.features, NAMES_SEEN) {
            let at = near.concept.index();
            let likeness = near.likeness * self.trust[near.name as usize];
            match words.iter_mut().find(|(known, _)| *known == at) {
                Some((_, known)) => *known = known.max(likeness),
                None => words.push((at, likeness)),
            }
        }
        shortlist.extend(words.iter().map(|(at, _)| *at));
        shortlist.sort_unstable();
        shortlist.dedup();
        let mut scores: Vec<(usize, f32)> = shortlist
            .into_iter()
            .map(|at| {
                let alike = words.iter().find(|(known, _)| *known == at).map_or(0.0, |(_, likeness)| *likeness);
                let range = self.starts[at] as usize..self.starts[at + 1] as usize;
                let nearest = self.vectors[range.clone()]
                    .iter()
                    .zip(&self.trust[range])
                    .map(|(name, trust)| vector.cosine(name) * trust)
                    .fold(0.0, f32::max);
                (at, BY_WORDS * alike + BY_NAME * nearest + BY_MIDDLE * middles[at])
            })
            .collect();
        scores.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        scores.truncate(limit);
        scores.into_iter().map(|(at, score)| Guess { occupation: &Occupation::all()[at], score }).collect()
    }
}

fn position(code: &str) -> Option<usize> {
    Occupation::all().binary_search_by_key(&code, |occupation| occupation.code).ok()
}

fn own_names() -> impl Iterator<Item = Name> {
    LEXICON.titles().filter_map(|(title, concept)| {
        let occupation = concept.occupation()?;
        let trust = match concept.key().split_once(':')?.0 {
            "csco" if title == occupation.name => TRUST_OFFICIAL,
            "csco" => TRUST_OURS,
            "family" => TRUST_FAMILY,
            _ => TRUST_ESCO,
        };
        Some(Name { at: position(occupation.code)?, text: title.to_owned(), trust })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_titles_are_recognised() {
        let classifier = Classifier::built_in();
        for (title, code) in [("急聘叉车工", "6-30-05-03"), ("护士", "2-05-08-00")] {
            let best = classifier.rank(title, 3);
            assert!(best.iter().any(|guess| guess.occupation.code.starts_with(&code[..7])), "{title} {best:?}");
        }
    }

    #[test]
    fn a_taxonomy_file_adds_names() {
        let text = "level,code,name,alias\n4,2-05-08-00,护理人员,\"绿野仙踪员\"\n4,9-99-99-99,无,无\n";
        let best = Classifier::with_taxonomy(text).rank("绿野仙踪员", 1);
        assert_eq!(best[0].occupation.code, "2-05-08-00");
        assert!(best[0].score > 0.5);
    }
}
