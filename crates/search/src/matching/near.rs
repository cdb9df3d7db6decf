//! What fits a typed text by meaning: 程序员 finds 软件工程师, and kuaiji 会计.
//!
//! Rule: it stands beside the hits of the words and never among them: no posting twice, the same filters, the same totals.
//! Who puts words between quotes or excludes some wants exactly these, and gets nothing else.

use super::index::{MatchIndex, State};
use super::pinyin;
use super::score::Weights;
use super::titles::Relations;
use super::wants::Wish;
use crate::diversify::{LOOKAHEAD, spread};
use crate::filter::Compiled;
use crate::parse::{ClauseKind, parse};
use crate::query::{Answer, Filters, Query, Sort};
use magpie_concepts::fold;
use magpie_terms::Moment;
use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::sync::LazyLock;

/// Titles that have less in common with the text are not shown. Of two names of the lexicon drawn by chance one pair in
/// a hundred is as near, and of strangers nobody should see more: they come last and fill what is left of a page. Below,
/// at 0.25, it is one in twenty. On the judged set lower bars measure a little better, since a list that is too long
/// costs nothing there; people read it.
pub(crate) const NEAR: f32 = 0.35;

/// A posting whose title is near to a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// The posting's id.
    pub id: [u8; 16],
    /// How near the titles are, up to 1 for the same.
    pub relation: f32,
}

impl MatchIndex {
    /// The postings with titles near to a text that the filters let pass, nearest first; of equally near ones the newest
    /// first, and then by id.
    #[must_use]
    pub fn near_titles(&self, text: &str, filters: &Filters, limit: usize, now: Moment) -> Vec<Near> {
        let found = self.read().near(&[text], filters, limit, now);
        found.into_iter().map(|found| Near { id: found.id, relation: found.relation }).collect()
    }

    /// The titles that a text in Latin letters is the reading of, those of the lexicon first.
    #[must_use]
    pub fn read_as(&self, text: &str) -> Vec<String> {
        self.read().read_as(text)
    }

    /// What stands beside the hits of a search: nothing where they fill the page, else up to a page of postings that are
    /// near by their titles. Where no posting has all the words, what is near goes before what has some of them: of
    /// the hits those that are near are taken out, so that none is there twice.
    pub fn beside(&self, query: &Query, answer: &mut Answer, now: Moment) -> Vec<Near> {
        let per_page = query.per_page.clamp(1, 100) as usize;
        let exact = if answer.relaxed { 0 } else { answer.hits.len() };
        if query.page > 1 || query.sort != Sort::Relevance || exact >= per_page || !is_plain(&query.text) {
            return Vec::new();
        }
        let mut texts = vec![query.text.as_str()];
        if exact == 0 && !is_name(&query.text) {
            // No posting has these words, so they may be misspelt; 码农 is not, and not meant as 码垛.
            texts.extend(answer.did_you_mean.as_deref());
        }
        let lookahead = if query.diversify { LOOKAHEAD } else { 0 };
        let mut found = self.read().near(&texts, &query.filters, per_page + exact + lookahead, now);
        if !answer.relaxed {
            found.retain(|near| answer.hits.iter().all(|hit| hit.id != near.id));
        }
        if query.diversify {
            found = spread(found, |near| near.employer);
        }
        found.truncate(per_page - exact);
        if answer.relaxed {
            answer.hits.retain(|hit| found.iter().all(|near| near.id != hit.id));
        }
        found.into_iter().map(|found| Near { id: found.id, relation: found.relation }).collect()
    }
}

/// The names of work in the lexicon, as numbers.
static NAMES: LazyLock<HashSet<u64>> = LazyLock::new(|| magpie_concepts::names().map(number).collect());

/// Loads the names now, so that the first question need not wait for them.
pub(crate) fn load() {
    LazyLock::force(&NAMES);
}

fn is_name(text: &str) -> bool {
    NAMES.contains(&number(text))
}

fn number(name: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(fold(name))
}

/// Whether a text is made of words alone.
fn is_plain(text: &str) -> bool {
    let parsed = parse(text);
    parsed.required().next().is_some()
        && parsed.clauses.iter().all(|clause| !clause.negative && clause.kind == ClauseKind::Word)
}

struct Found {
    id: [u8; 16],
    relation: f32,
    posted: u32,
    employer: u64,
}

impl State {
    /// What is near to one of the texts.
    fn near(&self, texts: &[&str], filters: &Filters, limit: usize, now: Moment) -> Vec<Found> {
        let titles = texts.iter().flat_map(|text| {
            let read = self.read_as(text);
            if read.is_empty() { vec![(*text).to_owned()] } else { read }
        });
        let wishes: Vec<Wish> = titles.map(|title| Wish { title, weight: 1.0, past: false }).collect();
        let relations = Relations::of(&self.bank, &wishes, &Weights::FULL);
        let filters = Compiled::new(filters, now);
        let mut found: Vec<Found> = Vec::new();
        for (title, relation) in relations.nearest() {
            // Titles come nearest first: what is left is not nearer than the last one that is kept.
            let full = found.len() >= limit && found.last().is_none_or(|last| relation < last.relation);
            if relation < NEAR || full {
                break;
            }
            for row in self.postings.of_title(title) {
                let offer = self.postings.facts(*row);
                let (facts, rest) = offer.facts();
                if filters.alive(&facts) && filters.failures(&facts, &rest) == 0 {
                    let id = self.postings.id(*row);
                    found.push(Found { id, relation, posted: offer.posted, employer: offer.employer });
                }
            }
        }
        found.sort_unstable_by(|a, b| {
            b.relation.total_cmp(&a.relation).then(b.posted.cmp(&a.posted)).then(a.id.cmp(&b.id))
        });
        found.truncate(limit);
        found
    }

    fn read_as(&self, text: &str) -> Vec<String> {
        let Some(key) = pinyin::typed(text) else { return Vec::new() };
        let own = self.read.get(&key).and_then(|title| self.titles.get(*title as usize));
        let mut titles: Vec<String> = pinyin::lexicon(key).map(str::to_owned).collect();
        if let Some(own) = own {
            let own = magpie_concepts::clean(own);
            if !titles.contains(&own) {
                titles.push(own);
            }
        }
        titles
    }
}
