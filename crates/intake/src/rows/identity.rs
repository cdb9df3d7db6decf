//! How a row is recognised: within its file as a duplicate, in a later file as the same posting.
//!
//! Rule: the key of a posting is made of what stays when the posting is changed: its employer with its own number, or
//! with title and place where it has none. Two different postings of one file that share all that are told apart by
//! their order.

use super::{EmployerRef, Ready, RowRef};
use magpie_terms::PostingContent;
use magpie_terms::text::folded;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// The rows of a file seen so far.
#[derive(Debug, Default)]
pub(crate) struct Known {
    by_content: HashMap<String, RowRef>,
    by_reference: HashMap<String, RowRef>,
    times: HashMap<String, usize>,
}

impl Known {
    /// Gives the row its key, or tells which earlier row says the same.
    pub(crate) fn add(&mut self, ready: &mut Ready, at: RowRef) -> Option<RowRef> {
        let employer = ready.employer.as_ref().map(employer_key).unwrap_or_default();
        ready.content_hash = content_hash(ready);
        let base = match &ready.external_ref {
            Some(reference) => digest(&["reference", &employer, &folded(reference)]),
            None => digest(&[
                "place",
                &employer,
                &folded(&ready.content.title),
                ready.content.district.code,
                &folded(&ready.content.address),
            ]),
        };
        let known = if ready.external_ref.is_some() { &mut self.by_reference } else { &mut self.by_content };
        let key = if ready.external_ref.is_some() { base.clone() } else { ready.content_hash.clone() };
        if let Some(earlier) = known.get(&key) {
            return Some(*earlier);
        }
        known.insert(key, at);
        let times = self.times.entry(base.clone()).or_default();
        *times += 1;
        ready.import_key = if *times == 1 { base } else { digest(&[&base, &times.to_string()]) };
        None
    }
}

fn employer_key(employer: &EmployerRef) -> String {
    match &employer.credit_code {
        Some(code) => code.as_str().to_owned(),
        None => employer.folded_name(),
    }
}

fn content_hash(ready: &Ready) -> String {
    let PostingContent { title, .. } = &ready.content;
    let mut input = ready.content.to_input();
    if ready.validity_assumed {
        input.valid_through.clear();
    }
    let fields = serde_json::to_string(&input).unwrap_or_else(|_| title.clone());
    let employer = ready.employer.as_ref();
    digest(&[
        &fields,
        employer.map_or("", |found| found.name.as_str()),
        employer.and_then(|found| found.credit_code.as_ref()).map_or("", |code| code.as_str()),
        employer.and_then(|found| found.size).map_or("", |size| size.code()),
        employer.and_then(|found| found.industry).map_or("", |industry| industry.code()),
        ready.external_ref.as_deref().unwrap_or_default(),
    ])
}

/// 64 hexadecimal digits over the parts; a length before each keeps `ab, c` from being `a, bc`.
fn digest(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
