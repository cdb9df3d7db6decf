//! BM25 as everybody knows it: the floor to compare with.
//!
//! Rule: words of the dictionary in search mode and stems, one field, k1 = 1.2 and b = 0.75, any word of the query
//! counts. Nothing here is tuned.

use crate::fold::fold;
use crate::words;
use std::collections::HashMap;

const K1: f32 = 1.2;
const B: f32 = 0.75;

/// Documents to be ranked.
#[derive(Debug, Default)]
pub(crate) struct Bm25 {
    ids: Vec<String>,
    lengths: Vec<f32>,
    /// By term: documents with the number of times.
    postings: HashMap<String, Vec<(usize, f32)>>,
}

impl Bm25 {
    /// Takes documents in.
    pub(crate) fn new(documents: impl Iterator<Item = (String, String)>) -> Self {
        let mut found = Self::default();
        for (id, text) in documents {
            let number = found.ids.len();
            let terms = terms(&text);
            found.lengths.push(terms.len() as f32);
            found.ids.push(id);
            let mut counts: HashMap<String, f32> = HashMap::new();
            for term in terms {
                *counts.entry(term).or_default() += 1.0;
            }
            for (term, count) in counts {
                found.postings.entry(term).or_default().push((number, count));
            }
        }
        found
    }

    /// Documents with any word of the query, best first; equal ones by id.
    pub(crate) fn rank(&self, query: &str, limit: usize) -> Vec<(String, f32)> {
        let count = self.ids.len() as f32;
        let usual = self.lengths.iter().sum::<f32>() / count.max(1.0);
        let mut scores = vec![0.0_f32; self.ids.len()];
        let mut asked = terms(query);
        asked.sort();
        asked.dedup();
        for documents in asked.iter().filter_map(|term| self.postings.get(term)) {
            let with = documents.len() as f32;
            let idf = (1.0 + (count - with + 0.5) / (with + 0.5)).ln();
            for (number, times) in documents {
                let length = 1.0 - B + B * self.lengths[*number] / usual;
                scores[*number] += idf * times * (K1 + 1.0) / (times + K1 * length);
            }
        }
        let mut ranked: Vec<(String, f32)> =
            self.ids.iter().cloned().zip(scores).filter(|(_, score)| *score > 0.0).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        ranked.truncate(limit);
        ranked
    }
}

fn terms(text: &str) -> Vec<String> {
    let folded: String = fold(text).iter().map(|glyph| glyph.c).collect();
    let mut found = Vec::new();
    let mut run = String::new();
    let flush = |run: &mut String, found: &mut Vec<String>| {
        if run.is_empty() {
            return;
        }
        if run.is_ascii() {
            found.push(words::stem(run));
        } else {
            let chars: Vec<char> = run.chars().collect();
            found
                .extend(words::seen_words(run).iter().map(|span| chars[span.from..span.to].iter().collect::<String>()));
        }
        run.clear();
    };
    for c in folded.chars() {
        let joins = run.chars().last().is_none_or(|last| last.is_ascii() == c.is_ascii());
        if !c.is_alphanumeric() {
            flush(&mut run, &mut found);
            continue;
        }
        if !joins {
            flush(&mut run, &mut found);
        }
        run.push(c);
    }
    flush(&mut run, &mut found);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarer_word_counts_more() {
        let documents = [("a", "会计 出纳 财务"), ("b", "会计"), ("c", "Java engineers 开发")];
        let index = Bm25::new(documents.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())));
        let ids = |query: &str| index.rank(query, 9).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
        assert_eq!(ids("会计"), ["b", "a"]);
        assert_eq!(ids("会计出纳"), ["a", "b"]);
        assert_eq!(ids("java engineer"), ["c"]);
        assert!(ids("护士").is_empty());
    }
}
