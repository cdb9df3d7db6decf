//! A posting as anyone sees it, what is left of one that ended, and its versions.

use crate::frame::{Frame, script_json};
use crate::text::Text;
use crate::url;
use askama::Template;
use magpie_domain::applications::public::AnswerFigures;
use magpie_domain::employers::public::Contact;
use magpie_domain::ids::{EmployerId, PostingId};
use magpie_domain::postings::public::{Posting, Version};
use magpie_terms::{PostingContent, PostingInput};
use serde_json::Value;

/// GET /postings/{id}
#[derive(Debug, Template)]
#[template(path = "postings/show.html")]
pub struct Show<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The posting.
    pub posting: &'a Posting,
    /// How to reach the employer, where it is verified.
    pub contact: Option<&'a Contact>,
    /// The posting as schema.org JSON-LD, unescaped.
    pub json_ld: String,
    /// The absolute address of the page.
    pub url: String,
    /// Postings like it.
    pub related: &'a [Posting],
    /// How the employer answers applications, where there are enough to tell.
    pub answers: Option<AnswerFigures>,
}

impl Show<'_> {
    fn script(&self) -> String {
        script_json(&self.json_ld)
    }

    /// The first line of the description, for search engines.
    fn summary(&self) -> String {
        let content = &self.posting.content;
        let text = self.frame.text;
        let line = content.description.lines().next().unwrap_or_default();
        let facts = [self.posting.employer_name.clone(), text.district(content.district.code), text.pay(content.pay)];
        magpie_terms::text::shortened(&format!("{} · {line}", facts.join(" · ")), 160)
    }
}

/// GET /postings/{id} with status 410: it was public and is not any more.
#[derive(Debug, Template)]
#[template(path = "postings/ended.html")]
pub struct Ended<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// Its title.
    pub title: &'a str,
    /// The employer.
    pub employer: EmployerId,
    /// Its name.
    pub employer_name: &'a str,
    /// Postings like it.
    pub related: &'a [Posting],
}

impl Ended<'_> {
    fn search_url(&self) -> String {
        let mut query = String::new();
        url::push(&mut query, "q", self.title);
        url::join("/search", &query)
    }
}

/// GET /postings/{id}/versions
#[derive(Debug, Template)]
#[template(path = "postings/versions.html")]
pub struct Versions<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The posting.
    pub posting: PostingId,
    /// Its title now.
    pub title: &'a str,
    /// The versions, newest first.
    pub versions: &'a [Version],
}

/// A field that differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The name of the field in words.
    pub field: String,
    /// What it said before.
    pub before: String,
    /// What it says since.
    pub after: String,
}

impl Versions<'_> {
    /// What the version at this place of the list changed; nothing for the first one.
    fn differences(&self, index: &usize) -> Vec<Difference> {
        match (self.versions.get(*index), self.versions.get(index + 1)) {
            (Some(version), Some(before)) => differences(self.frame.text, &before.fields, &version.fields),
            _ => Vec::new(),
        }
    }
}

/// What changed from one version to the next, in words and in the order of the form.
#[must_use]
pub fn differences(text: Text, before: &PostingInput, after: &PostingInput) -> Vec<Difference> {
    let fields = |input: &PostingInput| serde_json::to_value(input).ok();
    let (Some(Value::Object(before)), Some(Value::Object(after))) = (fields(before), fields(after)) else {
        return Vec::new();
    };
    let value = |field: &str, value: &Value| {
        magpie_terms::text::shortened(&text.field_value(field, value.as_str().unwrap_or_default()), 300)
    };
    let changed = after.iter().filter(|(field, now)| before.get(*field) != Some(now));
    changed
        .map(|(field, now)| Difference {
            field: text.field(field),
            before: value(field, before.get(field).unwrap_or(&Value::Null)),
            after: value(field, now),
        })
        .collect()
}

/// The facts on a card, as short tags.
#[must_use]
pub fn tags(text: &Text, content: &PostingContent) -> Vec<String> {
    let mut tags = vec![
        text.district_short(content.district.code),
        text.education_asked(content),
        text.experience(content.experience),
        text.employment_type(content.employment_type),
    ];
    tags.extend(content.shift.map(|shift| text.shift(shift)));
    tags
}

/// A telephone number as a dialler wants it: an extension after a pause, nothing but digits and a plus before it.
#[must_use]
pub fn dial(phone: &str) -> String {
    let (number, extension) = phone.split_once(['转', 'x']).unwrap_or((phone, ""));
    let digits = |part: &str| part.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
    let extension = digits(extension);
    if extension.is_empty() { digits(number) } else { format!("{},{extension}", digits(number)) }
}
