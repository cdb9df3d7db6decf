//! What the vectors are trained on: concepts with their names, and how near two concepts are.
//!
//! Rule: taxonomies and our own tables only. No judged set is read. Of material that is not shipped (definitions of the
//! classification, trees of job types) only what the weights keep of it leaves this program.

use anyhow::{Context, Result};
use magpie_concepts::training::{Meaning, meanings};
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// A concept to learn.
pub(crate) struct Concept {
    pub(crate) names: Vec<String>,
    /// Longer texts that say what it is: definitions, tasks.
    pub(crate) texts: Vec<String>,
    /// Unit length.
    pub(crate) anchors: Vec<(u32, f32)>,
    /// The code of the classification it lies in, if any.
    pub(crate) code: Option<&'static str>,
    /// How often its names are drawn as names of its occupation: the classification itself knows best.
    pub(crate) trust: usize,
    /// How often it is drawn.
    pub(crate) frequency: f32,
}

/// Reads everything below the folder of the shared data; what is absent is left out with a word about it.
pub(crate) fn load(shared: &Path) -> Result<Vec<Concept>> {
    let mut found = meanings();
    let mut texts: HashMap<String, Vec<String>> = HashMap::new();
    let folder = shared.join("data/occupations");
    if let Ok(text) = fs::read_to_string(folder.join("csco22.csv")) {
        classification(&text, &mut found, &mut texts);
    }
    if let Ok(text) = fs::read_to_string(folder.join("esco_occupations_en.csv")) {
        for row in table(&text, &["code", "description"]) {
            texts.entry(format!("esco:{}", row[0])).or_default().extend(sentences(&row[1]));
        }
    }
    let mut anchors =
        found.iter().flat_map(|m| &m.anchors).map(|(anchor, _)| *anchor).max().context("no concepts")? + 1;
    for file in ["zh_en_job_types_a.tsv", "zh_en_job_types_b.tsv"] {
        if let Ok(text) = fs::read_to_string(folder.join(file)) {
            job_types(&text, file.ends_with("a.tsv"), &mut found, &mut anchors);
        }
    }
    Ok(found.into_iter().map(|meaning| concept(meaning, &mut texts)).filter(|c| !c.names.is_empty()).collect())
}

fn concept(meaning: Meaning, texts: &mut HashMap<String, Vec<String>>) -> Concept {
    let length = meaning.anchors.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    let count = meaning.names.len() as f32;
    let factor = if meaning.key.starts_with("family:") { 3.0 } else { 1.0 };
    Concept {
        texts: texts.remove(&meaning.key).unwrap_or_default(),
        anchors: meaning.anchors.iter().map(|(anchor, w)| (*anchor, w / length)).collect(),
        code: meaning.code,
        trust: match meaning.key.split(':').next() {
            Some("csco") => 6,
            Some("family") => 2,
            _ => 1,
        },
        frequency: count.sqrt() * factor,
        names: meaning.names,
    }
}

/// Names, aliases, definitions and tasks of the classification.
fn classification(text: &str, found: &mut [Meaning], texts: &mut HashMap<String, Vec<String>>) {
    let by_key: HashMap<String, usize> = found.iter().enumerate().map(|(at, m)| (m.key.clone(), at)).collect();
    for row in table(text, &["code", "name", "alias", "definition", "tasks"]) {
        let key = format!("csco:{}", row[0]);
        let Some(at) = by_key.get(&key) else { continue };
        for name in row[1].split(['、', '|', ',']).chain(row[2].split(['|', ',', '、', '/', ';'])).map(str::trim) {
            if !name.is_empty() && !found[*at].names.iter().any(|known| known == name) {
                found[*at].names.push(name.to_owned());
            }
        }
        let said = texts.entry(key).or_default();
        said.extend(sentences(&row[3]));
        said.extend(sentences(&row[4]));
    }
}

fn sentences(text: &str) -> Vec<String> {
    text.split(['。', '；', ';', '.', '\n', '，'])
        .map(str::trim)
        .filter(|part| part.chars().count() > 5)
        .map(|part| part.chars().take(160).collect())
        .collect()
}

/// Trees of job types in both languages: a leaf is a concept, its group an anchor.
fn job_types(text: &str, is_first: bool, found: &mut Vec<Meaning>, anchors: &mut u32) {
    let mut groups: HashMap<String, u32> = HashMap::new();
    for line in text.lines() {
        let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
        let (zh, en, group) = match (is_first, columns.as_slice()) {
            (true, [group, _, _, _, zh, en, ..]) => (*zh, *en, (*group).to_owned()),
            (false, [_, zh, en, group, ..]) => (*zh, *en, (*group).to_owned()),
            _ => continue,
        };
        let own = *anchors;
        *anchors += 1;
        let group = *groups.entry(group).or_insert_with(|| {
            *anchors += 1;
            *anchors - 1
        });
        let mut names: Vec<String> = vec![zh.to_owned(), en.to_owned()];
        if !zh.contains('(') {
            names.extend(zh.split('/').filter(|part| part.chars().count() > 2).map(|part| part.trim().to_owned()));
        }
        names.retain(|name| !name.is_empty());
        names.dedup();
        let mut own_anchors = vec![(own, 1.0), (group, 0.4)];
        // The same name elsewhere is the same place.
        if let Some(known) = found.iter().find(|m| m.names.iter().any(|name| name == zh)) {
            own_anchors.extend(known.anchors.iter().map(|(anchor, w)| (*anchor, w * 0.7)));
        }
        found.push(Meaning { key: format!("type:{zh}"), code: None, names, anchors: own_anchors });
    }
}

/// The named columns of a CSV text with a heading.
fn table(text: &str, names: &[&str]) -> Vec<Vec<String>> {
    let mut rows = csv(text).into_iter();
    let heading = rows.next().unwrap_or_default();
    let places: Vec<Option<usize>> = names.iter().map(|name| heading.iter().position(|cell| cell == name)).collect();
    rows.map(|row| places.iter().map(|place| place.and_then(|at| row.get(at)).cloned().unwrap_or_default()).collect())
        .collect()
}

fn csv(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut rest = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = rest.next() {
        let Some(row) = rows.last_mut() else { break };
        let Some(cell) = row.last_mut() else { break };
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => cell.extend(rest.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            '\r' if !quoted => {}
            c => cell.push(c),
        }
    }
    rows
}
