//! Saved searches: the list, a new one, one of them, and ending one from a mail.
//!
//! Rule: an alert without a name of its own is called by its search in words, in the reader's language.

use crate::forms::{Choice, Form, choices};
use crate::frame::Frame;
use crate::text::Text;
use askama::Template;
use magpie_domain::alerts::ending::Ending;
use magpie_domain::alerts::read::Alert;
use magpie_domain::alerts::values::{AlertInput, AlertKind, AlertState, Cadence, MOST_ALERTS};
use magpie_terms::Violations;

/// An alert with its words.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// The alert.
    pub alert: &'a Alert,
    /// Its name, or the words.
    pub title: String,
    /// What it looks for, in words.
    pub words: String,
    /// The search; none for matches.
    pub url: Option<String>,
}

impl Line<'_> {
    fn is_active(&self) -> bool {
        self.alert.state == AlertState::Active
    }

    /// An action with what it acts on, for those who hear the button alone.
    fn action(&self, text: &Text, key: &str) -> String {
        text.with("alert-of", &[("action", text.text(key).as_ref()), ("name", &self.title)])
    }
}

/// The badge of a state: its shape tells it apart, not the colour alone.
#[must_use]
pub const fn badge(state: &AlertState) -> &'static str {
    match state {
        AlertState::Active => "published",
        AlertState::Paused => "draft",
        AlertState::Ended => "withdrawn",
    }
}

/// How often, to choose.
#[must_use]
pub fn cadences(text: Text) -> Vec<Choice> {
    choices(Cadence::ALL, Cadence::code, |cadence| text.cadence(cadence))
}

impl Text {
    /// When the mails of a cadence go out.
    #[must_use]
    pub fn cadence_hint(self, code: &str) -> String {
        self.text(&format!("cadence-hint-{code}")).into_owned()
    }
}

/// GET /alerts
#[derive(Debug, Template)]
#[template(path = "alerts/list.html")]
pub struct List<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The alerts, newest first.
    pub lines: Vec<Line<'a>>,
    /// Whether alerts for matches can be had.
    pub matches: bool,
}

impl List<'_> {
    fn count(&self) -> String {
        let args = [("n", self.lines.len().to_string()), ("max", MOST_ALERTS.to_string())];
        self.frame.text.with("alerts-count", &args)
    }

    fn offers_matches(&self) -> bool {
        self.matches && self.lines.iter().all(|line| line.alert.kind != AlertKind::Matches)
    }
}

/// GET /alerts/new, POST /alerts; the fields of `AlertInput`.
#[derive(Debug, Template)]
#[template(path = "alerts/new.html")]
pub struct New<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The form as sent.
    pub fields: &'a AlertInput,
    /// What it looks for, in words.
    pub words: &'a str,
    /// Where one came from.
    pub back: &'a str,
    /// What is wrong.
    pub violations: &'a Violations,
}

impl New<'_> {
    fn form(&self) -> Form<'_> {
        Form::new(self.frame.text, "alert", self.violations)
    }

    fn email(&self) -> &str {
        self.frame.actor.map_or("", |actor| actor.email())
    }

    fn cadence(&self) -> &str {
        if self.fields.cadence.is_empty() { Cadence::Daily.code() } else { &self.fields.cadence }
    }
}

/// GET, POST /alerts/{alert}; fields `name`, `cadence`.
#[derive(Debug, Template)]
#[template(path = "alerts/edit.html")]
pub struct Edit<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The alert.
    pub line: Line<'a>,
    /// The name in the form.
    pub called: &'a str,
    /// The cadence in the form.
    pub cadence: &'a str,
    /// What is wrong.
    pub violations: &'a Violations,
}

impl Edit<'_> {
    fn form(&self) -> Form<'_> {
        Form::new(self.frame.text, "alert", self.violations)
    }
}

/// GET, POST /alerts/end/{token}: a button, since a mail filter follows links but presses none.
#[derive(Debug, Template)]
#[template(path = "alerts/end.html")]
pub struct End<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The token of the link.
    pub token: &'a str,
    /// The alert as it stands now.
    pub ending: &'a Ending,
    /// Its name, or its search in words.
    pub title: &'a str,
    /// Whether all were ended just now.
    pub all: bool,
}

impl End<'_> {
    fn heading(&self) -> String {
        let key = match (self.all, self.ending.is_active) {
            (true, _) => "alert-ended-all",
            (false, true) => "alert-end-title",
            (false, false) => "alert-end-over",
        };
        self.frame.text.text(key).into_owned()
    }

    fn text(&self) -> String {
        let key = match (self.all, self.ending.is_active) {
            (true, _) => "alert-ended-all-text",
            (false, true) => "alert-end-text",
            (false, false) => "alert-end-over-text",
        };
        self.frame.text.with(key, &[("name", self.title)])
    }
}

/// What the results of a search offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saving {
    /// Nothing: the search asks for everything.
    Nothing,
    /// To sign in, and come back to an alert for this search.
    SignIn(String),
    /// To keep this query.
    Offered(String),
    /// The alert that there is, by its address.
    Kept(String),
}
