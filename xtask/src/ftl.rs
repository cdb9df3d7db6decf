//! Reads as much of Fluent as the checks need: which messages there are, and what they mention.
//!
//! Rule: a line that is not understood is an error. The real parser throws such lines away without a word, and the
//! reader of the page finds out.

use std::collections::BTreeSet;

/// One file of messages.
#[derive(Debug, Default)]
pub(crate) struct Resource {
    pub(crate) messages: Vec<Message>,
    /// Prefixes from lines `# family: PREFIX`: the code puts the rest of these keys together while it runs.
    pub(crate) families: Vec<(usize, String)>,
    /// Lines that are not Fluent.
    pub(crate) junk: Vec<usize>,
}

/// A message, a term (its key starts with `-`) or an attribute (its key is `message.attribute`).
#[derive(Debug, Default)]
pub(crate) struct Message {
    pub(crate) key: String,
    pub(crate) line: usize,
    /// Names of the `$variables` that the text wants.
    pub(crate) variables: BTreeSet<String>,
    /// Keys of other messages and terms that the text includes.
    pub(crate) references: BTreeSet<String>,
}

/// Reads one file.
pub(crate) fn parse(text: &str) -> Resource {
    let mut resource = Resource::default();
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        if let Some(comment) = line.strip_prefix('#') {
            if let Some(prefix) = comment.trim_start_matches('#').trim().strip_prefix("family:") {
                resource.families.push((number, prefix.trim().to_owned()));
            }
            continue;
        }
        let inside = line.trim_start();
        let indented = inside.len() < line.len();
        if inside.is_empty() {
            continue;
        }
        if !indented && let Some((key, value)) = definition(line) {
            resource.messages.push(Message { key: key.to_owned(), line: number, ..Message::default() });
            mentions(value, &mut resource.messages);
        } else if indented
            && let Some((attribute, value)) = inside.strip_prefix('.').and_then(definition)
            && let Some(parent) = resource.messages.last()
        {
            let parent = parent.key.split('.').next().unwrap_or_default();
            let key = format!("{parent}.{attribute}");
            resource.messages.push(Message { key, line: number, ..Message::default() });
            mentions(value, &mut resource.messages);
        } else if indented || inside.starts_with(['}', '[', '*']) {
            mentions(inside, &mut resource.messages);
        } else {
            resource.junk.push(number);
        }
    }
    resource
}

/// Splits `key = value`.
fn definition(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once('=')?;
    let key = key.trim_end();
    let name = key.strip_prefix('-').unwrap_or(key);
    let good = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_of_name);
    good.then_some((key, value))
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// Adds to the last message what a piece of its text mentions.
fn mentions(text: &str, messages: &mut [Message]) {
    let Some(message) = messages.last_mut() else { return };
    for (at, _) in text.match_indices('$') {
        let name = leading_name(&text[at + 1..]);
        if !name.is_empty() {
            message.variables.insert(name.to_owned());
        }
    }
    for (at, _) in text.match_indices('{') {
        let inside = text[at + 1..].trim_start();
        let (sign, rest) = match inside.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", inside),
        };
        let mut name = leading_name(rest).to_owned();
        let mut after = &rest[name.len()..];
        // A message's attribute; the attribute of a term can only be chosen by, which still mentions the term.
        if sign.is_empty()
            && !name.is_empty()
            && let Some(attribute) = after.strip_prefix('.').map(leading_name)
        {
            name = format!("{name}.{attribute}");
            after = &after[attribute.len() + 1..];
        }
        // `NUMBER(...)` is a function; `{ "text" }`, `{ 5 }` and `{ $variable }` are no references.
        let is_function = sign.is_empty() && after.trim_start().starts_with('(');
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_function {
            message.references.insert(format!("{sign}{name}"));
        }
    }
}

fn leading_name(text: &str) -> &str {
    &text[..text.find(|c: char| !is_of_name(c)).unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn messages_terms_attributes_and_what_they_mention() {
        let resource = parse(
            "# family: state-\n\
             -product = 鹊桥\n\
             search-hits = { $count ->\n    [one] one posting\n   *[other] { NUMBER($count) } postings\n} in { -product }\n\
             search-box = 搜索\n    .hint = { search-hits } and { search-box.hint }\n",
        );
        let keys: Vec<&str> = resource.messages.iter().map(|message| message.key.as_str()).collect();
        assert_eq!(keys, ["-product", "search-hits", "search-box", "search-box.hint"]);
        let hits = &resource.messages[1];
        assert_eq!(hits.line, 3);
        assert_eq!(hits.variables.iter().collect::<Vec<_>>(), ["count"]);
        assert_eq!(hits.references.iter().collect::<Vec<_>>(), ["-product"]);
        let hint = &resource.messages[3];
        assert_eq!(hint.references.iter().collect::<Vec<_>>(), ["search-box.hint", "search-hits"]);
        assert_eq!(resource.families, [(1, "state-".to_owned())]);
        assert!(resource.junk.is_empty());
    }

    #[test]
    fn what_is_not_fluent_is_told() {
        assert_eq!(parse("good = 好\nthis is nothing\n中文 = 坏\n").junk, [2, 3]);
    }
}
