//! A judged set, read from its folder.
//!
//! Rule: a line that cannot be read is an error with its number. All postings are of one moment, so that age moves nothing.

use super::Grades;
use crate::matching::seeker::{SeekerDoc, Visible};
use crate::matching::{MatchChange, MatchIndex};
use crate::posting::{Change, PostingDoc};
use anyhow::{Context, ensure};
use magpie_terms::{Moment, PostingContent, PostingInput, Profile, ProfileInput};
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::path::Path;

/// The moment at which a judged set is looked at: 2026-11-25 in the morning.
pub(crate) const NOW: Moment = Moment(1_795_568_400);

/// A query as typed, with its filters as parameters of a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Typed {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) filters: String,
}

/// A judged set.
#[derive(Debug)]
pub struct Judged {
    pub(crate) postings: Vec<(String, PostingDoc)>,
    pub(crate) seekers: Vec<(String, Profile)>,
    pub(crate) queries: Vec<Typed>,
    pub(crate) matches: Grades,
    pub(crate) candidates: Grades,
    pub(crate) searches: Grades,
}

impl Judged {
    /// Reads a folder. Files that are not there are empty: a set may judge one direction alone.
    ///
    /// # Errors
    /// Where a file cannot be read, with its line.
    pub fn read(dir: &Path) -> anyhow::Result<Self> {
        ensure!(dir.is_dir(), "{} is no folder", dir.display());
        let postings = lines(dir, "postings.jsonl", posting)?;
        let seekers = lines(dir, "seekers.jsonl", seeker)?;
        let queries = lines(dir, "queries.tsv", query)?;
        let mut grades = Vec::new();
        for name in ["qrels_matches.tsv", "qrels_candidates.tsv", "qrels_search.tsv"] {
            let mut found = Grades::new();
            for (query, document, grade) in lines(dir, name, judgement)? {
                found.entry(query).or_default().insert(document, grade);
            }
            grades.push(found);
        }
        let mut grades = grades.into_iter();
        let mut next = || grades.next().unwrap_or_default();
        Ok(Self { postings, seekers, queries, matches: next(), candidates: next(), searches: next() })
    }

    /// The postings for which candidates were judged, in order.
    #[must_use]
    pub fn judged_postings(&self) -> Vec<String> {
        let mut ids: Vec<String> = self.candidates.keys().cloned().collect();
        ids.sort();
        ids
    }

    /// A match index over the set.
    pub(crate) fn match_index(&self) -> MatchIndex {
        let index = MatchIndex::new();
        let postings = self.postings.iter().map(|(_, doc)| MatchChange::Posting(Change::Put(Box::new(doc.clone()))));
        let seekers = self.seekers.iter().map(|(id, profile)| {
            MatchChange::Seeker(Box::new(SeekerDoc {
                id: bytes(id),
                profile: profile.clone(),
                visible: Visible::Verified,
                blocked: Vec::new(),
                updated_at: NOW,
            }))
        });
        index.apply(postings.chain(seekers).collect(), 1, NOW.day());
        index
    }

    /// The text of each posting: title, skills and description.
    pub(crate) fn posting_texts(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let text = |doc: &PostingDoc| format!("{}\n{}\n{}", doc.title, doc.skills.join("\n"), doc.description);
        self.postings.iter().map(move |(id, doc)| (id.clone(), text(doc)))
    }

    /// The text of each seeker: wishes, skills and work.
    pub(crate) fn seeker_texts(&self) -> impl Iterator<Item = (String, String)> + '_ {
        self.seekers.iter().map(|(id, profile)| {
            let mut parts: Vec<&str> = Vec::new();
            for list in [&profile.desired_titles, &profile.skills, &profile.certificates, &profile.licences] {
                parts.extend(list.iter().map(String::as_str));
            }
            for work in &profile.work {
                parts.extend([work.title.as_str(), work.summary.as_str()]);
            }
            parts.push(&profile.summary);
            (id.clone(), parts.join("\n"))
        })
    }

    /// A profile.
    pub(crate) fn seeker(&self, id: &str) -> Option<&Profile> {
        self.seekers.iter().find(|(known, _)| known == id).map(|(_, profile)| profile)
    }

    /// A posting.
    pub(crate) fn posting(&self, id: &str) -> Option<&PostingDoc> {
        self.postings.iter().find(|(known, _)| known == id).map(|(_, doc)| doc)
    }

    /// The names behind the bytes of ids.
    pub(crate) fn names(&self) -> HashMap<[u8; 16], &str> {
        let postings = self.postings.iter().map(|(id, _)| id);
        postings.chain(self.seekers.iter().map(|(id, _)| id)).map(|id| (bytes(id), id.as_str())).collect()
    }
}

/// A short name as the bytes of an id; they order as the names do.
pub(crate) fn bytes(name: &str) -> [u8; 16] {
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(name.bytes()) {
        *to = from;
    }
    bytes
}

fn lines<T>(dir: &Path, name: &str, read: impl Fn(&str) -> anyhow::Result<T>) -> anyhow::Result<Vec<T>> {
    let path = dir.join(name);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| path.display().to_string()),
    };
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| read(line).with_context(|| format!("{}, line {}", path.display(), number + 1)))
        .collect()
}

fn taken(fields: &mut Map<String, Value>, name: &str) -> anyhow::Result<String> {
    let value = fields.remove(name).with_context(|| format!("{name} is missing"))?;
    Ok(value.as_str().with_context(|| format!("{name} is no text"))?.to_owned())
}

fn posting(line: &str) -> anyhow::Result<(String, PostingDoc)> {
    let mut fields: Map<String, Value> = serde_json::from_str(line)?;
    let id = taken(&mut fields, "id")?;
    let employer = taken(&mut fields, "employer").unwrap_or_default();
    ensure!(id.len() <= 16, "the id {id} is longer than 16 bytes");
    let mut input: PostingInput = serde_json::from_value(Value::Object(fields))?;
    let today = NOW.day();
    let otherwise = |field: &mut String, value: &str| {
        if field.trim().is_empty() {
            value.clone_into(field);
        }
    };
    otherwise(&mut input.headcount, "1");
    let kind = if input.pay_min.is_empty() && input.pay_max.is_empty() { "negotiable" } else { "range" };
    otherwise(&mut input.pay_kind, kind);
    input.valid_through = today.plus_days(60).to_string();
    // What employers write is longer than the form allows; it is cut and judged all the same.
    input.benefits = cut(&input.benefits, 20, 20);
    input.skills = cut(&input.skills, 30, 40);
    let content = PostingContent::parse(&input, today).map_err(|faults| anyhow::anyhow!("{id}: {faults:?}"))?;
    let doc = PostingDoc {
        id: bytes(&id),
        // Postings of one employer have one number.
        employer_id: bytes(&employer),
        employer_name: employer,
        title: content.title,
        occupation: content.occupation,
        skills: content.skills,
        benefits: content.benefits,
        description: content.description,
        address: content.address,
        district: content.district,
        education: content.education,
        experience: content.experience,
        employment_type: content.employment_type,
        shift: content.shift,
        pay: content.pay,
        posted_at: NOW.plus_days(-5),
        expires_at: content.valid_through.end(),
    };
    Ok((id, doc))
}

/// At most so many tags of so many characters.
fn cut(tags: &str, most: usize, length: usize) -> String {
    let parts = tags.split([',', '，', '、', ';', '；', '\n']).filter(|tag| !tag.trim().is_empty());
    parts.take(most).map(|tag| tag.trim().chars().take(length).collect::<String>()).collect::<Vec<_>>().join("、")
}

fn seeker(line: &str) -> anyhow::Result<(String, Profile)> {
    let mut fields: Map<String, Value> = serde_json::from_str(line)?;
    let id = taken(&mut fields, "id")?;
    ensure!(id.len() <= 16, "the id {id} is longer than 16 bytes");
    let input: ProfileInput = serde_json::from_value(Value::Object(fields))?;
    let profile = Profile::parse(&input).map_err(|faults| anyhow::anyhow!("{id}: {faults:?}"))?;
    Ok((id, profile))
}

fn query(line: &str) -> anyhow::Result<Typed> {
    let mut columns = line.split('\t');
    let mut next = || columns.next().map(|column| column.trim().to_owned());
    let (id, text) = (next().unwrap_or_default(), next().context("there is no query")?);
    Ok(Typed { id, text, filters: next().unwrap_or_default() })
}

fn judgement(line: &str) -> anyhow::Result<(String, String, u32)> {
    let columns: Vec<&str> = line.split_whitespace().collect();
    let [query, _, document, grade] = columns[..] else { anyhow::bail!("there are {} columns, not 4", columns.len()) };
    Ok((query.to_owned(), document.to_owned(), grade.parse()?))
}
