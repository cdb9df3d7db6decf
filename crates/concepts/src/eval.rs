//! The figures: how good the rankings of the product are on judged sets.
//!
//! Rule: what is measured is what the product does, [`TitleBank`] and [`Classifier`], not a copy of it. The labels of a
//! judged set are read here and nowhere else.

use crate::bank::{TitleBank, TitleId, Weights};
use crate::metrics::{average_precision, ndcg, recall};
use crate::occupations::Classifier;
use serde::Serialize;
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

/// Figures of one set, each from 0 to 1; those that a set does not have are left out when written.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Figures {
    /// Queries or titles that were measured.
    pub count: usize,
    /// Mean average precision over the whole ranking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub map: Option<f64>,
    /// The same, without corpus titles that are the query's own string and are not labelled relevant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub map_identity_free: Option<f64>,
    /// Gain of the first ten.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ndcg10: Option<f64>,
    /// Relevant ones among the first ten.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recall10: Option<f64>,
    /// Relevant ones among the first hundred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recall100: Option<f64>,
    /// How often the first answer is right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acc1: Option<f64>,
}

/// Measures title similarity on a folder with `queries.tsv`, `corpus.tsv` (id, title, with a heading) and `qrels.tsv`
/// (query, iteration, document, grade), with everything the product uses.
///
/// # Errors
/// Where a file is missing or not of that form.
pub fn titles(folder: &Path) -> io::Result<Figures> {
    titles_with(folder, &Weights::FULL)
}

/// The same with other weights, to see what each evidence brings.
///
/// # Errors
/// As [`titles`].
pub fn titles_with(folder: &Path, weights: &Weights) -> io::Result<Figures> {
    let queries = read_titles(&folder.join("queries.tsv"))?;
    let corpus = read_titles(&folder.join("corpus.tsv"))?;
    let judged = read_judgements(&folder.join("qrels.tsv"))?;
    let mut bank = TitleBank::new();
    let ids: Vec<TitleId> = corpus.iter().map(|(_, title)| bank.insert(title)).collect();
    let nothing = HashMap::new();
    let mut sums = [0.0_f64; 5];
    for (query, title) in &queries {
        let grades = judged.get(query.as_str()).unwrap_or(&nothing);
        let scores = bank.score_all(&bank.prepare(&[title], weights));
        let mut order: Vec<usize> = (0..corpus.len()).collect();
        order.sort_by(|a, b| scores[ids[*b] as usize].total_cmp(&scores[ids[*a] as usize]).then(a.cmp(b)));
        let ranking: Vec<String> = order.iter().map(|at| corpus[*at].0.clone()).collect();
        let identity_free: Vec<String> = order
            .iter()
            .filter(|at| corpus[**at].1 != *title || grades.contains_key(&corpus[**at].0))
            .map(|at| corpus[*at].0.clone())
            .collect();
        let figures = [
            average_precision(&ranking, grades),
            average_precision(&identity_free, grades),
            ndcg(&ranking, grades, 10),
            recall(&ranking, grades, 10),
            recall(&ranking, grades, 100),
        ];
        for (sum, figure) in sums.iter_mut().zip(figures) {
            *sum += figure;
        }
    }
    let mean = |sum: f64| Some(ratio(sum, queries.len()));
    Ok(Figures {
        count: queries.len(),
        map: mean(sums[0]),
        map_identity_free: mean(sums[1]),
        ndcg10: mean(sums[2]),
        recall10: mean(sums[3]),
        recall100: mean(sums[4]),
        acc1: None,
    })
}

/// Measures guesses at occupations on a file of `title,code,name` lines with a heading, with the names of a taxonomy
/// file beside our own.
///
/// # Errors
/// Where a file cannot be read or is not of that form.
pub fn occupations(file: &Path, taxonomy: Option<&Path>) -> io::Result<Figures> {
    let classifier = match taxonomy {
        Some(taxonomy) => Classifier::with_taxonomy(&fs::read_to_string(taxonomy)?),
        None => Classifier::built_in(),
    };
    let text = fs::read_to_string(file)?;
    let rows: Vec<Vec<String>> = crate::csv::rows(&text).skip(1).collect();
    let (mut first, mut ten, mut count) = (0, 0, 0);
    for row in &rows {
        let [title, code, ..] = row.as_slice() else {
            return Err(malformed(file, "a row needs a title and a code"));
        };
        let guesses = classifier.rank(title, 10);
        count += 1;
        first += usize::from(guesses.first().is_some_and(|guess| guess.occupation.code == code));
        ten += usize::from(guesses.iter().any(|guess| guess.occupation.code == code));
    }
    let share = |hits: usize| Some(ratio(u32::try_from(hits).map_or(0.0, f64::from), count));
    Ok(Figures { count, acc1: share(first), recall10: share(ten), ..Figures::default() })
}

fn ratio(sum: f64, count: usize) -> f64 {
    u32::try_from(count).ok().filter(|count| *count > 0).map_or(0.0, |count| sum / f64::from(count))
}

fn malformed(file: &Path, what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("{}: {what}", file.display()))
}

fn read_titles(file: &Path) -> io::Result<Vec<(String, String)>> {
    let text = fs::read_to_string(file)?;
    let mut titles = Vec::new();
    for line in text.lines().skip(1).filter(|line| !line.is_empty()) {
        let (id, title) = line.split_once('\t').ok_or_else(|| malformed(file, "a line needs an id and a title"))?;
        titles.push((id.to_owned(), title.trim().to_owned()));
    }
    Ok(titles)
}

fn read_judgements(file: &Path) -> io::Result<HashMap<String, HashMap<String, u32>>> {
    let text = fs::read_to_string(file)?;
    let mut judged: HashMap<String, HashMap<String, u32>> = HashMap::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let [query, _, document, grade] = columns[..] else {
            return Err(malformed(file, "a line needs a query, an iteration, a document and a grade"));
        };
        let grade = grade.parse().map_err(|_| malformed(file, "a grade is a whole number"))?;
        judged.entry(query.to_owned()).or_default().insert(document.to_owned(), grade);
    }
    Ok(judged)
}
