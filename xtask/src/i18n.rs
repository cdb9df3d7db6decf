//! The words of every language are complete, and no word is left over.
//!
//! Rule: a message exists in all languages or in none, wants the same variables in each, is used, and is there when it
//! is used. A message counts as used when its key stands as a text in quotes in the Rust code or in a template, when
//! another message includes it, or when it belongs to a family: `# family: state-` in a file of messages says that the
//! code puts keys with this beginning together while it runs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;

use crate::files;
use crate::ftl::{self, Message};
use crate::step::Report;

/// The languages, the first of them the one that is written first.
const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

/// One language, read whole.
#[derive(Default)]
struct Words {
    /// By key: the file it stands in, and the message.
    messages: BTreeMap<String, (String, Message)>,
    families: BTreeMap<String, String>,
    wrong: Vec<String>,
}

/// Compares the languages with each other and with what the code and the templates use.
pub(crate) fn check(root: &Path) -> Result<Report> {
    let mut all = Vec::new();
    for language in LANGUAGES {
        let mut words = Words::default();
        let folder = root.join("web/locales").join(language);
        for file in files::below(&folder, ".ftl")? {
            words.add(&files::shown(root, &file), &files::read(&file)?);
        }
        all.push(words);
    }
    let uses = Uses::of_project(root)?;

    let mut places: Vec<String> = all.iter().flat_map(|words| words.wrong.clone()).collect();
    places.extend(differences(&all[0], &all[1], LANGUAGES[1]));
    places.extend(differences(&all[1], &all[0], LANGUAGES[0]));
    places.extend(all[0].unused(&uses));
    places.extend(all[0].missing(&uses));
    Ok(Report::from_places(
        format!("{} messages in {} languages", all[0].messages.len(), LANGUAGES.len()),
        "the words are not complete",
        places,
        "write or delete the message in each language; where the code puts keys together while it runs, declare their \
         common beginning with a line `# family: BEGINNING-` above the messages",
    ))
}

impl Words {
    fn add(&mut self, file: &str, text: &str) {
        let resource = ftl::parse(text);
        self.wrong.extend(resource.junk.iter().map(|line| format!("{file}:{line}: this is not Fluent")));
        for (line, prefix) in resource.families {
            self.families.insert(prefix, format!("{file}:{line}"));
        }
        for message in resource.messages {
            let place = format!("{file}:{}", message.line);
            if let Some((_, first)) = self.messages.get(&message.key) {
                self.wrong.push(format!("{place}: {} is written twice, first on line {}", message.key, first.line));
            } else {
                self.messages.insert(message.key.clone(), (file.to_owned(), message));
            }
        }
    }

    fn unused(&self, uses: &Uses) -> Vec<String> {
        let included: BTreeSet<&str> =
            self.messages.values().flat_map(|(_, message)| message.references.iter().map(String::as_str)).collect();
        let mut places = Vec::new();
        for (key, (file, message)) in &self.messages {
            // An attribute is used with its message.
            let whole = key.split('.').next().unwrap_or(key);
            let used = uses.texts.contains(whole)
                || included.contains(whole)
                || included.contains(key.as_str())
                || self.families.keys().any(|prefix| key.starts_with(prefix.as_str()));
            if !used {
                places.push(format!("{file}:{}: {key} is not used anywhere", message.line));
            }
        }
        for (prefix, place) in &self.families {
            if !self.messages.keys().any(|key| key.starts_with(prefix.as_str())) {
                places.push(format!("{place}: the family {prefix} has no message"));
            }
            let name = prefix.trim_end_matches('-');
            if !uses.beginnings.contains(prefix) && !uses.texts.contains(name) {
                places.push(format!("{place}: the family {prefix} is not used anywhere: no text begins with it"));
            }
        }
        places
    }

    fn missing(&self, uses: &Uses) -> Vec<String> {
        let mut places = Vec::new();
        for (key, place) in &uses.calls {
            let there = match key.strip_suffix('-') {
                Some(_) => self.families.contains_key(key),
                None => self.messages.contains_key(key),
            };
            if !there {
                places.push(format!("{place}: there is no message {key}"));
            }
        }
        for (file, message) in self.messages.values() {
            for key in message.references.iter().filter(|key| !self.messages.contains_key(*key)) {
                places.push(format!("{file}:{}: {} includes {key}, which is not there", message.line, message.key));
            }
        }
        places
    }
}

/// What stands in `these` and is missing, or different, in `those`.
fn differences(these: &Words, those: &Words, language: &str) -> Vec<String> {
    let mut places = Vec::new();
    for (key, (file, message)) in &these.messages {
        match those.messages.get(key) {
            None => places.push(format!("{file}:{}: {key} is missing in {language}", message.line)),
            Some((_, other)) => {
                for variable in message.variables.difference(&other.variables) {
                    places.push(format!("{file}:{}: {key} shows ${variable}, but not in {language}", message.line));
                }
            }
        }
    }
    places
}

/// What the code and the templates mention.
#[derive(Default)]
struct Uses {
    /// Every text in quotes that could be a key.
    texts: BTreeSet<String>,
    /// The beginnings, up to each hyphen, of every text in quotes: `"state-{}"` begins with `state-`.
    beginnings: BTreeSet<String>,
    /// Keys in calls such as `t.text("key")`, and where.
    calls: BTreeMap<String, String>,
}

impl Uses {
    fn of_project(root: &Path) -> Result<Self> {
        let mut uses = Self::default();
        for file in files::below(&root.join("crates"), ".rs")? {
            uses.add(&files::shown(root, &file), &files::read(&file)?, |method| method.starts_with("text"));
        }
        for file in files::below(&root.join("web/templates"), "")? {
            uses.add(&files::shown(root, &file), &files::read(&file)?, |_| true);
        }
        Ok(uses)
    }

    /// `is_word_call` tells which methods of a value named `t` take a key.
    fn add(&mut self, file: &str, text: &str, is_word_call: fn(&str) -> bool) {
        // In a comment a key is not used.
        let code: String = text
            .lines()
            .map(|line| if line.trim_start().starts_with("//") { "\n".into() } else { format!("{line}\n") })
            .collect();
        for (at, _) in code.match_indices('"') {
            let inside = &code[at + 1..];
            let key = &inside[..inside.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c))).unwrap_or(0)];
            if !key.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            self.beginnings.extend(key.match_indices('-').map(|(hyphen, _)| key[..=hyphen].to_owned()));
            if !inside[key.len()..].starts_with('"') {
                continue;
            }
            self.texts.insert(key.to_owned());
            if method_of_t(&code[..at]).is_some_and(is_word_call) {
                let line = code[..at].matches('\n').count() + 1;
                self.calls.entry(key.to_owned()).or_insert_with(|| format!("{file}:{line}"));
            }
        }
    }
}

/// The method, if `before` ends with the beginning of a call on a value named `t`: `t.text(`.
fn method_of_t(before: &str) -> Option<&str> {
    let before = before.trim_end().strip_suffix('(')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let start = before.rfind(|c: char| !is_name(c))?;
    let receiver = before[..=start].strip_suffix('.')?.trim_end();
    let owner = receiver.strip_suffix('t')?;
    (!owner.ends_with(is_name)).then_some(&before[start + 1..])
}

#[cfg(test)]
mod tests {
    use super::{Uses, Words, differences};

    fn words(text: &str) -> Words {
        let mut words = Words::default();
        words.add("w.ftl", text);
        words
    }

    fn uses(code: &str) -> Uses {
        let mut uses = Uses::default();
        uses.add("c.rs", code, |method| method.starts_with("text"));
        uses
    }

    #[test]
    fn a_language_may_lack_neither_a_message_nor_a_variable() {
        let (zh, en) = (words("a = 甲\nhits = { $n } 个\nold = { $n }\n"), words("hits = hits\nold = { $n }\n"));
        assert_eq!(
            differences(&zh, &en, "en"),
            ["w.ftl:1: a is missing in en", "w.ftl:2: hits shows $n, but not in en"]
        );
        assert!(differences(&en, &zh, "zh-CN").is_empty());
    }

    #[test]
    fn a_key_is_used_by_a_text_an_inclusion_or_its_family() {
        let words = words(
            "# family: state-\nstate-open = 开\npage-title = { page-name }\npage-name = 名\n    .hint = 示\nold = 旧\n",
        );
        let uses = uses("// t.text(\"old\")\nlet a = t.text(\"page-title\"); let b = format!(\"state-{s}\");");
        assert_eq!(words.unused(&uses), ["w.ftl:6: old is not used anywhere"]);
    }

    #[test]
    fn a_family_needs_messages_and_code() {
        assert_eq!(
            words("# family: state-\n").unused(&uses("")),
            [
                "w.ftl:1: the family state- has no message",
                "w.ftl:1: the family state- is not used anywhere: no text begins with it"
            ]
        );
    }

    #[test]
    fn a_call_needs_its_message() {
        let uses = uses(
            "page.t.text_with(\n    \"gone\", &[]); t.push_str(\"no-key\"); part.text(\"no-key\"); t.text(\"kind-\")",
        );
        assert_eq!(
            words("here = { elsewhere }\n").missing(&uses),
            [
                "c.rs:2: there is no message gone",
                "c.rs:2: there is no message kind-",
                "w.ftl:1: here includes elsewhere, which is not there"
            ]
            .map(str::to_owned)
        );
    }
}
