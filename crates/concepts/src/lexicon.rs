//! The lexicon: how jobs are called in Chinese and in English, and which of the names mean the same.
//!
//! Rule: a concept is an entry of the national classification, an occupation of ESCO, or a family of job titles; each
//! has names in both languages, and a place in the hierarchies by which concepts are near to each other. The tables
//! are in `data/`; everything but the English names of ESCO is our own.

use magpie_terms::Occupation;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::LazyLock;

/// A concept. The number holds for one build; what is stored longer is [`ConceptId::key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConceptId(pub(crate) u16);

impl ConceptId {
    /// A name that holds from version to version: `csco:2-02-10-03`, `esco:2512.4`, `family:software engineer`.
    #[must_use]
    pub fn key(self) -> &'static str {
        &LEXICON.concepts[self.index()].key
    }

    /// The concept with this key, if this version has it.
    #[must_use]
    pub fn by_key(key: &str) -> Option<Self> {
        LEXICON.by_key.get(key).copied()
    }

    /// The occupation of the national classification that the concept lies in, where known.
    #[must_use]
    pub fn occupation(self) -> Option<&'static Occupation> {
        LEXICON.concepts[self.index()].occupation
    }

    /// The first Chinese name, if there is one.
    #[must_use]
    pub fn name_zh(self) -> Option<&'static str> {
        LEXICON.concepts[self.index()].zh.first().copied()
    }

    /// The first English name, if there is one.
    #[must_use]
    pub fn name_en(self) -> Option<&'static str> {
        LEXICON.concepts[self.index()].en.first().copied()
    }

    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }

    pub(crate) fn from_index(index: usize) -> Self {
        Self(u16::try_from(index).unwrap_or(u16::MAX))
    }
}

impl fmt::Display for ConceptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// What is known of a concept.
#[derive(Debug)]
pub(crate) struct Concept {
    pub(crate) key: String,
    pub(crate) zh: Vec<&'static str>,
    pub(crate) en: Vec<&'static str>,
    pub(crate) occupation: Option<&'static Occupation>,
    /// Nodes of the hierarchies it lies at or near, with weights; itself among them.
    pub(crate) anchors: Vec<(u32, f32)>,
}

/// All concepts.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) concepts: Vec<Concept>,
    by_key: HashMap<String, ConceptId>,
    /// How many different anchors there are.
    pub(crate) anchor_count: usize,
}

/// The one lexicon of the process.
pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Builder::build);

impl Lexicon {
    /// Every name with its concept, each pair once.
    pub(crate) fn titles(&self) -> impl Iterator<Item = (&'static str, ConceptId)> {
        self.concepts.iter().enumerate().flat_map(|(index, concept)| {
            concept.zh.iter().chain(&concept.en).map(move |title| (*title, ConceptId::from_index(index)))
        })
    }
}

/// How near a concept is to what lies above and beside it.
mod near {
    pub(super) const ITSELF: f32 = 1.0;
    pub(super) const OCCUPATION: f32 = 0.8;
    pub(super) const MINOR_GROUP: f32 = 0.4;
    pub(super) const SUBMAJOR_GROUP: f32 = 0.2;
    pub(super) const ISCO_UNIT: f32 = 0.6;
    pub(super) const ISCO_MINOR: f32 = 0.25;
    pub(super) const WIDER: f32 = 0.6;
    pub(super) const NEIGHBOUR: f32 = 0.5;
}

#[derive(Default)]
struct Builder {
    concepts: Vec<Concept>,
    by_key: HashMap<String, ConceptId>,
    anchors: HashMap<String, u32>,
}

impl Builder {
    fn build() -> Lexicon {
        let mut builder = Self::default();
        builder.occupations();
        builder.esco();
        builder.families();
        Lexicon { concepts: builder.concepts, by_key: builder.by_key, anchor_count: builder.anchors.len() }
    }

    fn add(
        &mut self,
        key: String,
        zh: Vec<&'static str>,
        en: Vec<&'static str>,
        occupation: Option<&'static Occupation>,
    ) {
        let id = ConceptId::from_index(self.concepts.len());
        self.by_key.insert(key.clone(), id);
        let own = self.anchor(&key);
        let mut concept = Concept { key, zh, en, occupation, anchors: vec![(own, near::ITSELF)] };
        if let Some(occupation) = occupation {
            for above in occupation.lineage() {
                let weight = match above.level() {
                    4 => near::OCCUPATION,
                    3 => near::MINOR_GROUP,
                    2 => near::SUBMAJOR_GROUP,
                    _ => continue,
                };
                let anchor = self.anchor(&format!("csco:{}", above.code));
                concept.anchor(anchor, weight);
            }
        }
        self.concepts.push(concept);
    }

    fn anchor(&mut self, name: &str) -> u32 {
        let next = u32::try_from(self.anchors.len()).unwrap_or(u32::MAX);
        *self.anchors.entry(name.to_owned()).or_insert(next)
    }

    fn occupations(&mut self) {
        let mut names: HashMap<&str, (Vec<&'static str>, Vec<&'static str>)> = HashMap::new();
        for [code, zh, en] in rows::<3>(include_str!("../data/csco.tsv")) {
            let entry = names.entry(code).or_default();
            entry.0.extend(split(zh));
            entry.1.extend(split(en));
        }
        for [term, code] in rows::<2>(include_str!("../../intake/data/occupation_terms.tsv")) {
            let entry = names.entry(code).or_default();
            if term.is_ascii() { entry.1.push(term) } else { entry.0.push(term) }
        }
        for occupation in Occupation::all() {
            let (more_zh, more_en) = names.remove(occupation.code).unwrap_or_default();
            let zh = once_each(std::iter::once(occupation.name).chain(more_zh));
            let en = once_each(occupation.name_en().into_iter().chain(more_en));
            self.add(format!("csco:{}", occupation.code), zh, en, Some(occupation));
        }
    }

    fn esco(&mut self) {
        let mut chinese: HashMap<&str, (Vec<&'static str>, &'static str)> = HashMap::new();
        for [code, zh, csco] in rows::<3>(include_str!("../data/esco_zh.tsv")) {
            chinese.insert(code, (split(zh).collect(), csco));
        }
        for [code, en] in rows::<2>(include_str!("../data/esco_en.tsv")) {
            let (zh, csco) = chinese.remove(code).unwrap_or_default();
            self.add(format!("esco:{code}"), once_each(zh), once_each(split(en)), Occupation::by_code(csco));
            let mut above = Vec::new();
            if let (Some(unit), Some(minor)) = (code.get(..4), code.get(..3)) {
                above.push((format!("isco:{unit}"), near::ISCO_UNIT));
                above.push((format!("isco:{minor}"), near::ISCO_MINOR));
            }
            let wider = code.rsplit_once('.').map_or("", |(wider, _)| wider);
            if wider.contains('.') {
                above.push((format!("esco:{wider}"), near::WIDER));
            }
            for (name, weight) in above {
                let anchor = self.anchor(&name);
                if let Some(concept) = self.concepts.last_mut() {
                    concept.anchor(anchor, weight);
                }
            }
        }
    }

    fn families(&mut self) {
        for [family, zh, en, csco, neighbours] in rows::<5>(include_str!("../data/families.tsv")) {
            let en = once_each(std::iter::once(family).chain(split(en)));
            self.add(format!("family:{family}"), once_each(split(zh)), en, Occupation::by_code(csco));
            for neighbour in split(neighbours) {
                let anchor = self.anchor(&format!("family:{neighbour}"));
                if let Some(concept) = self.concepts.last_mut() {
                    concept.anchor(anchor, near::NEIGHBOUR);
                }
            }
        }
    }
}

impl Concept {
    /// Adds an anchor, or raises its weight.
    fn anchor(&mut self, anchor: u32, weight: f32) {
        match self.anchors.iter_mut().find(|(known, _)| *known == anchor) {
            Some((_, known)) => *known = known.max(weight),
            None => self.anchors.push((anchor, weight)),
        }
    }
}

/// The lines of a table with `N` columns; missing ones are empty.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or_default().trim())
    })
}

fn split(titles: &'static str) -> impl Iterator<Item = &'static str> {
    titles.split('|').map(str::trim).filter(|title| !title.is_empty())
}

fn once_each(titles: impl IntoIterator<Item = &'static str>) -> Vec<&'static str> {
    let mut seen = HashSet::new();
    titles.into_iter().filter(|title| seen.insert(*title)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn concepts_have_keys_that_find_them() {
        for key in ["csco:2-02-10-03", "esco:2512.4", "family:software engineer"] {
            assert_eq!(ConceptId::by_key(key).unwrap().key(), key);
        }
        assert_eq!(ConceptId::by_key("esco:none"), None);
        assert_eq!(LEXICON.by_key.len(), LEXICON.concepts.len());
    }

    #[test]
    fn neighbours_of_families_are_families() {
        let families: HashSet<&str> = rows::<5>(include_str!("../data/families.tsv")).map(|row| row[0]).collect();
        let all: Vec<&str> = rows::<5>(include_str!("../data/families.tsv")).flat_map(|row| split(row[4])).collect();
        let known = all.iter().filter(|name| families.contains(*name)).count();
        assert!(known * 2 > all.len(), "{known} of {}", all.len());
    }

    #[test]
    fn codes_of_the_classification_exist() {
        for [code, _, csco] in rows::<3>(include_str!("../data/esco_zh.tsv")) {
            assert!(matches!(csco, "" | "-") || Occupation::by_code(csco).is_some(), "{code} {csco}");
        }
    }
}
