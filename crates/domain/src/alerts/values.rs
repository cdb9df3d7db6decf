//! What an alert is: its kind, how often it mails, and what must hold to keep one.

use crate::accounts::passwords::token_hash;
use magpie_terms::employer::chosen;
use magpie_terms::{Moment, Violations, closed_set, text};
use serde::{Deserialize, Serialize};

closed_set! {
    /// What an alert tells of.
    AlertKind { Search = "search", Matches = "matches" }
}

closed_set! {
    /// How often an alert mails at most.
    Cadence { AtOnce = "at_once", Daily = "daily", Weekly = "weekly" }
}

closed_set! {
    /// Whether an alert mails; `ended` was ended by the link of a mail.
    AlertState { Active = "active", Paused = "paused", Ended = "ended" }
}

/// A person keeps so many alerts at most.
pub const MOST_ALERTS: u64 = 50;
/// The longest name in characters.
pub const LONGEST_NAME: usize = 60;
/// The longest query in bytes, as it stands in a URL.
pub const LONGEST_QUERY: usize = 4_000;

/// Mails of an alert that mails at once keep so many seconds between them.
pub(crate) const PAUSE_SECONDS: i64 = 600;
/// Daily and weekly mails go out at seven in the morning in China.
const HOUR_SECONDS: i64 = 7 * 3_600;

impl Cadence {
    /// When an alert is due next, after `now`.
    #[must_use]
    pub fn next(self, now: Moment) -> Moment {
        let today = now.day();
        let days = match self {
            // In the second after, so that an evaluation under way does not take it for one that it has looked at.
            Self::AtOnce => return now.plus_seconds(1),
            Self::Daily => 1,
            Self::Weekly => 7,
        };
        // 1970-01-01 was a Thursday: weeks begin on Monday.
        let since = if self == Self::Weekly { (today.epoch_days() + 3).rem_euclid(7) } else { 0 };
        let this = today.plus_days(-since).start().plus_seconds(HOUR_SECONDS);
        if this > now { this } else { today.plus_days(days - since).start().plus_seconds(HOUR_SECONDS) }
    }
}

/// A new alert as sent, by form or as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AlertInput {
    /// `search` (usual) or `matches`: postings that fit one's profile.
    pub kind: String,
    /// The parameters of a search as in its URL: `q=护理员&district=110108`.
    pub query: String,
    /// A name of one's own, up to 60 characters; without one, the search in words.
    pub name: String,
    /// `at_once`, `daily` (usual) or `weekly`.
    pub cadence: String,
}

/// A valid new alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertContent {
    /// What it tells of.
    pub kind: AlertKind,
    /// The canonical query; empty for matches.
    pub query: String,
    /// The name; may be empty.
    pub name: String,
    /// How often it mails.
    pub cadence: Cadence,
}

impl AlertContent {
    /// Parses a new alert. `canonical` reads a query as the search page does and writes it in its one form.
    ///
    /// # Errors
    /// All violations, by field.
    pub fn parse(
        input: &AlertInput,
        canonical: impl FnOnce(&str) -> Result<String, Violations>,
    ) -> Result<Self, Violations> {
        let mut violations = Violations::default();
        let kind = usual("kind", &input.kind, AlertKind::Search, AlertKind::from_code, &mut violations);
        let query = match kind {
            Some(AlertKind::Search) => {
                violations.take(canonical(&input.query)).and_then(|query| kept_query(query, &mut violations))
            }
            Some(AlertKind::Matches) if !input.query.trim().is_empty() => {
                violations.add("query", "alert_matches_query");
                None
            }
            Some(AlertKind::Matches) => Some(String::new()),
            None => None,
        };
        let cadence = usual("cadence", &input.cadence, Cadence::Daily, Cadence::from_code, &mut violations);
        let setting = AlertSetting::of(&input.name, cadence, &mut violations);
        let content = kind.zip(query).zip(setting).map(|((kind, query), setting)| Self {
            kind,
            query,
            name: setting.name,
            cadence: setting.cadence,
        });
        violations.finish(content)
    }
}

fn kept_query(query: String, violations: &mut Violations) -> Option<String> {
    if query.is_empty() {
        // Everything at once is the list of all postings, not a search.
        violations.add("query", "alert_empty_query");
        return None;
    }
    if query.len() > LONGEST_QUERY {
        let args = vec![("max", LONGEST_QUERY.to_string()), ("found", query.len().to_string())];
        violations.add_with("query", "too_long", args);
        return None;
    }
    Some(query)
}

/// What can be changed of an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertSetting {
    /// The name; may be empty.
    pub name: String,
    /// How often it mails.
    pub cadence: Cadence,
}

impl AlertSetting {
    /// Parses name and cadence.
    ///
    /// # Errors
    /// All violations, by field.
    pub fn parse(name: &str, cadence: &str) -> Result<Self, Violations> {
        let mut violations = Violations::default();
        let cadence = chosen("cadence", cadence, Cadence::from_code, &mut violations);
        let setting = Self::of(name, cadence, &mut violations);
        violations.finish(setting)
    }

    fn of(name: &str, cadence: Option<Cadence>, violations: &mut Violations) -> Option<Self> {
        let name = violations.keep("name", text::line(name, 0, LONGEST_NAME));
        name.zip(cadence).map(|(name, cadence)| Self { name, cadence })
    }
}

fn usual<T>(
    field: &'static str,
    code: &str,
    usual: T,
    parse: impl Fn(&str) -> Option<T>,
    violations: &mut Violations,
) -> Option<T> {
    if code.trim().is_empty() { Some(usual) } else { chosen(field, code, parse, violations) }
}

/// The key under which a person has a query once.
pub(crate) fn query_key(query: &str) -> String {
    token_hash(query)
}
