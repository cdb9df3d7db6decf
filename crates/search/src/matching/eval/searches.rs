//! The product's search.

use super::bm25::Bm25;
use super::judged::{Judged, NOW, Typed};
use super::{DEPTH, Measures, measure};
use crate::matching::{MatchChange, MatchIndex};
use crate::query::{Filters, Query};
use crate::{Index, OpenOptions};
use magpie_concepts::TitleBank;
use magpie_terms::{Education, EmploymentType, Shift};
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

/// How good the search is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchFigures {
    /// The product's search: hits of the words, and beside them what fits by meaning.
    pub search: Measures,
    /// The hits of the words alone.
    pub words: Measures,
    /// BM25 over what the filters leave.
    pub bm25: Measures,
    /// The nearest titles among what the filters leave.
    pub titles: Measures,
}

/// Measures the search over a judged set.
///
/// # Errors
/// Where the index cannot be made, or a filter is unknown.
pub fn search(judged: &Judged) -> anyhow::Result<SearchFigures> {
    let searches = Searches::of(judged)?;
    let typed = |id: &str| judged.queries.iter().find(|query| query.id == id);
    let measured = |rank: &dyn Fn(&Typed) -> anyhow::Result<Vec<String>>| {
        let mut failed = None;
        let measures = measure(&judged.searches, |id| match typed(id).map(rank) {
            Some(Ok(ranking)) => ranking,
            Some(Err(error)) => {
                failed = Some(error);
                Vec::new()
            }
            None => Vec::new(),
        });
        failed.map_or(Ok(measures), Err)
    };
    Ok(SearchFigures {
        search: measured(&|query| searches.product(query, DEPTH))?,
        words: measured(&|query| searches.words(query, DEPTH))?,
        bm25: measured(&|query| searches.plain(query, DEPTH))?,
        titles: measured(&|query| searches.titles(query, DEPTH))?,
    })
}

/// A folder that goes away.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be deleted is swept with the other temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The rankings of every method over a set.
pub(crate) struct Searches<'a> {
    names: HashMap<[u8; 16], &'a str>,
    index: Index,
    matches: MatchIndex,
    plain: Bm25,
    bank: TitleBank,
    /// Names by title of the bank.
    titles: Vec<Vec<&'a str>>,
    _folder: Folder,
}

impl<'a> Searches<'a> {
    pub(crate) fn of(judged: &'a Judged) -> anyhow::Result<Self> {
        let folder = Folder(std::env::temp_dir().join(format!(
            "magpie-judged-{}-{:p}",
            std::process::id(),
            std::ptr::from_ref(judged)
        )));
        std::fs::create_dir_all(&folder.0)?;
        let options = OpenOptions { verify: false, threads: 1, ..OpenOptions::default() };
        let index = Index::open(&folder.0, options)?.index;
        let matches = MatchIndex::new();
        let put = |doc: &crate::PostingDoc| MatchChange::Posting(crate::Change::Put(Box::new(doc.clone())));
        matches.apply(judged.postings.iter().map(|(_, doc)| put(doc)).collect(), 1, NOW.day());
        let changes = judged.postings.iter().map(|(_, doc)| crate::Change::Put(Box::new(doc.clone())));
        index.apply(changes.collect(), 1)?;
        let mut bank = TitleBank::new();
        let mut titles: Vec<Vec<&str>> = Vec::new();
        for (id, doc) in &judged.postings {
            let title = bank.insert(&doc.title) as usize;
            if title == titles.len() {
                titles.push(Vec::new());
            }
            titles[title].push(id);
        }
        let plain = Bm25::new(judged.posting_texts());
        Ok(Self { names: judged.names(), index, matches, plain, bank, titles, _folder: folder })
    }

    /// The product's own ranking, as a page shows it.
    pub(crate) fn product(&self, typed: &Typed, limit: usize) -> anyhow::Result<Vec<String>> {
        let query = asked(typed, limit)?;
        let mut answer = self.index.search(&query, NOW)?;
        let related = self.matches.beside(&query, &mut answer, NOW);
        let related = related.iter().filter_map(|near| self.names.get(&near.id)).map(|name| (*name).to_owned());
        let hits = self.named(&answer);
        Ok(if answer.relaxed { related.chain(hits).collect() } else { hits.into_iter().chain(related).collect() })
    }

    /// The hits of the words.
    pub(crate) fn words(&self, typed: &Typed, limit: usize) -> anyhow::Result<Vec<String>> {
        Ok(self.named(&self.index.search(&asked(typed, limit)?, NOW)?))
    }

    fn named(&self, answer: &crate::Answer) -> Vec<String> {
        answer.hits.iter().filter_map(|hit| self.names.get(&hit.id)).map(|name| (*name).to_owned()).collect()
    }

    /// What the filters leave.
    fn left(&self, typed: &Typed) -> anyhow::Result<HashSet<String>> {
        let mut left = HashSet::new();
        for page in 1.. {
            let query =
                Query { filters: filters(&typed.filters)?, page, per_page: 100, facets: false, ..Query::default() };
            let found = self.named(&self.index.search(&query, NOW)?);
            if found.is_empty() {
                break;
            }
            left.extend(found);
        }
        Ok(left)
    }

    pub(crate) fn plain(&self, typed: &Typed, limit: usize) -> anyhow::Result<Vec<String>> {
        let left = self.left(typed)?;
        let ranked = self.plain.rank(&typed.text, usize::MAX);
        Ok(ranked.into_iter().map(|(id, _)| id).filter(|id| left.contains(id)).take(limit).collect())
    }

    pub(crate) fn titles(&self, typed: &Typed, limit: usize) -> anyhow::Result<Vec<String>> {
        let left = self.left(typed)?;
        let near = self.bank.similar(&typed.text, &magpie_concepts::Weights::FULL, self.bank.len());
        let ids = near.iter().flat_map(|hit| &self.titles[hit.title as usize]).map(|id| (*id).to_owned());
        Ok(ids.filter(|id| left.contains(id)).take(limit).collect())
    }
}

fn asked(typed: &Typed, limit: usize) -> anyhow::Result<Query> {
    Ok(Query {
        text: typed.text.clone(),
        filters: filters(&typed.filters)?,
        per_page: u32::try_from(limit).unwrap_or(100).min(100),
        facets: false,
        ..Query::default()
    })
}

/// Reads filters as they stand in a URL.
fn filters(text: &str) -> anyhow::Result<Filters> {
    let mut filters = Filters::default();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let unknown = || anyhow::anyhow!("{name}={value} is no filter");
        match name {
            "district" => filters.district.push(value.to_owned()),
            "occupation" => filters.occupation.push(value.to_owned()),
            "pay_min" => filters.pay_min = Some(value.parse()?),
            "pay_max" => filters.pay_max = Some(value.parse()?),
            "education" => filters.education = Some(Education::from_code(value).ok_or_else(unknown)?),
            "experience" => filters.experience = Some(value.parse()?),
            "graduates" => filters.graduates = matches!(value, "yes" | "true" | "1"),
            "type" | "employment_type" => {
                filters.employment_type.push(EmploymentType::from_code(value).ok_or_else(unknown)?);
            }
            "shift" => filters.shift.push(Shift::from_code(value).ok_or_else(unknown)?),
            _ => return Err(unknown()),
        }
    }
    Ok(filters)
}
