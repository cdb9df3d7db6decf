//! The layers of the configuration: defaults, file, environment, flags; a later one goes before an earlier one.
//!
//! Rule: a key exists where `config.default.toml` has it and nowhere else, and a value is of the kind of its default.

use super::error::ConfigError;
use std::collections::BTreeMap;
use std::path::Path;
use toml::{Table, Value};

/// The defaults, in the words of the file that explains them.
pub const DEFAULTS: &str = include_str!("../../../../config.default.toml");

/// The prefix of variables that set a key.
const PREFIX: &str = "MAGPIE__";

/// Where each key that is not a default was set.
pub(super) type Places = BTreeMap<(String, String), String>;

/// The values of all layers laid on one another.
pub(super) struct Layers {
    /// The values that hold.
    pub values: Table,
    places: Places,
}

impl Layers {
    /// The defaults alone.
    pub(super) fn defaults() -> Result<Self, ConfigError> {
        let values = DEFAULTS.parse::<Table>().map_err(|error| {
            ConfigError::new(error.message(), "config.default.toml", "This is a fault of the program: report it.")
        })?;
        Ok(Self { values, places: Places::new() })
    }

    /// Lays the text of a file on top.
    pub(super) fn add_file(&mut self, path: &Path, text: &str) -> Result<(), ConfigError> {
        let at = |offset: usize| format!("{} line {}", path.display(), line_of(text, offset));
        // The message alone: toml's own rendering shows the line, which may hold a password.
        let parsed = toml::de::DeTable::parse(text).map_err(|error| {
            let place = error.span().map_or_else(|| path.display().to_string(), |span| at(span.start));
            ConfigError::new(error.message(), place, "Write it as `key = value` under a [section].")
        })?;
        let table = text.parse::<Table>().map_err(|error| {
            ConfigError::new(error.message(), path.display().to_string(), "Write it as `key = value`.")
        })?;
        for (section, keys) in parsed.get_ref() {
            let name = section.get_ref().as_ref();
            let Some(known) = self.values.get(name).and_then(Value::as_table) else {
                let place = at(section.span().start);
                return Err(unknown(&format!("section [{name}]"), place, name, self.values.keys()));
            };
            let Some(keys) = keys.get_ref().as_table() else {
                let place = at(section.span().start);
                let remedy = format!("Write `[{name}]` on a line of its own and its keys below.");
                return Err(ConfigError::new(format!("`{name}` is a section, not a key"), place, remedy));
            };
            for key in keys.keys() {
                let key_name = key.get_ref().as_ref();
                if !known.contains_key(key_name) {
                    let place = at(key.span().start);
                    return Err(unknown(&format!("key `{key_name}` in [{name}]"), place, key_name, known.keys()));
                }
            }
            let pairs: Vec<(String, usize)> =
                keys.keys().map(|key| (key.get_ref().to_string(), key.span().start)).collect();
            for (key, offset) in pairs {
                let value = table.get(name).and_then(|section| section.get(&key)).cloned();
                if let Some(value) = value {
                    self.set(name, &key, value, at(offset))?;
                }
            }
        }
        Ok(())
    }

    /// Lays the variables with our prefix on top.
    pub(super) fn add_environment<'a>(
        &mut self,
        variables: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<(), ConfigError> {
        for (variable, text) in variables {
            let Some(path) = variable.strip_prefix(PREFIX) else { continue };
            let place = format!("the environment variable {variable}");
            let lower = path.to_lowercase();
            let Some((section, key)) = lower.split_once("__") else {
                let remedy = "Name it MAGPIE__SECTION__KEY, for example MAGPIE__SERVER__BIND.";
                return Err(ConfigError::new("a variable that names no section and key", place, remedy));
            };
            self.add_text(section, key, text, place)?;
        }
        Ok(())
    }

    /// Sets a key from a text, as a variable or a flag gives it.
    pub(super) fn add_text(&mut self, section: &str, key: &str, text: &str, place: String) -> Result<(), ConfigError> {
        let Some(known) = self.values.get(section).and_then(Value::as_table) else {
            return Err(unknown(&format!("section [{section}]"), place, section, self.values.keys()));
        };
        let value = match known.get(key) {
            None => return Err(unknown(&format!("key `{key}` in [{section}]"), place, key, known.keys())),
            Some(Value::Integer(_)) => text.trim().parse().map(Value::Integer).ok(),
            Some(Value::Boolean(_)) => text.trim().parse().map(Value::Boolean).ok(),
            Some(_) => Some(Value::String(text.to_owned())),
        };
        self.set(section, key, value.unwrap_or_else(|| Value::String(text.to_owned())), place)
    }

    fn set(&mut self, section: &str, key: &str, value: Value, place: String) -> Result<(), ConfigError> {
        let Some(slot) = self.values.get_mut(section).and_then(|table| table.get_mut(key)) else { return Ok(()) };
        if !slot.same_type(&value) {
            // The value itself is not shown: it may be the password, in the wrong place.
            let what = format!("`{section}.{key}` must be {}, not {}", kind(slot), kind(&value));
            return Err(ConfigError::new(what, place, format!("For example: {key} = {slot}")));
        }
        *slot = value;
        self.places.insert((section.to_owned(), key.to_owned()), place);
        Ok(())
    }

    /// Where a key was set.
    pub(super) fn place(&self, section: &str, key: &str) -> String {
        let found = self.places.get(&(section.to_owned(), key.to_owned()));
        found.map_or_else(|| format!("`{section}.{key}` by default"), |place| format!("`{section}.{key}` in {place}"))
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "a text in quotes",
        Value::Integer(_) => "a whole number",
        Value::Boolean(_) => "true or false",
        Value::Float(_) => "a number with a fraction",
        Value::Datetime(_) => "a time",
        Value::Array(_) => "a list",
        Value::Table(_) => "a section",
    }
}

fn unknown<'a>(what: &str, place: String, name: &str, known: impl Iterator<Item = &'a String>) -> ConfigError {
    let known: Vec<&String> = known.collect();
    let near = known.iter().map(|known| (distance(name, known), known)).min().filter(|(distance, _)| *distance <= 2);
    let list = known.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
    let remedy = match near {
        Some((_, near)) => format!("Did you mean `{near}`?"),
        None => format!("Known are: {list}. See config.default.toml."),
    };
    ConfigError::new(format!("there is no {what}"), place, remedy)
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

/// Letters to change, add or drop until one word is the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (j, b) in to.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or(0);
            let cost = (diagonal + usize::from(a != *b)).min(above + 1).min(left + 1);
            diagonal = above;
            left = cost;
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = cost;
            }
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}
