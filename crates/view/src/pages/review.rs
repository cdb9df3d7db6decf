//! What waits for an organizer, and the pages on which one decides.

use crate::forms::Form;
use crate::frame::Frame;
use crate::paging::Pager;
use askama::Template;
use magpie_domain::employers::read::{Detail as EmployerDetail, Row as EmployerRow};
use magpie_domain::employers::values::EmployerState;
use magpie_domain::imports::read::Batch;
use magpie_domain::postings::read::{Detail as PostingDetail, Row as PostingRow};
use magpie_domain::postings::values::PostingState;
use magpie_terms::Violations;

/// GET /review, `?tab=employers|postings|batches&page=N`.
#[derive(Debug, Template)]
#[template(path = "review/queue.html")]
pub struct Queue<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// Which of the three lists is shown.
    pub tab: QueueTab,
    /// Employers of this page; may be empty on the other tabs.
    pub employers: &'a [EmployerRow],
    /// Employers that wait.
    pub employers_total: u64,
    /// Postings of this page; may be empty on the other tabs.
    pub postings: &'a [PostingRow],
    /// Postings that wait.
    pub postings_total: u64,
    /// Imports with postings that wait.
    pub batches: &'a [Batch],
    /// Pages of the list shown.
    pub pager: Pager,
}

/// The lists of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum QueueTab {
    /// Employers.
    #[default]
    Employers,
    /// Postings.
    Postings,
    /// Imports.
    Batches,
}

impl QueueTab {
    /// Every list.
    pub const ALL: &'static [Self] = &[Self::Employers, Self::Postings, Self::Batches];

    /// The code in the URL.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Employers => "employers",
            Self::Postings => "postings",
            Self::Batches => "batches",
        }
    }

    /// The list with this code; employers for any other.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        Self::ALL.iter().copied().find(|tab| tab.code() == code).unwrap_or_default()
    }
}

impl Queue<'_> {
    fn tab_name(&self) -> String {
        self.frame.text.text(&format!("review-tab-{}", self.tab.code())).into_owned()
    }

    fn is_empty(&self) -> bool {
        match self.tab {
            QueueTab::Employers => self.employers.is_empty(),
            QueueTab::Postings => self.postings.is_empty(),
            QueueTab::Batches => self.batches.is_empty(),
        }
    }

    fn look_at(&self, name: &str) -> String {
        self.frame.text.with("review-look-at", &[("name", name)])
    }

    /// Code, word and number of each list, and whether it is shown.
    fn tabs(&self) -> Vec<(&'static str, String, u64, bool)> {
        let count = |tab| match tab {
            QueueTab::Employers => self.employers_total,
            QueueTab::Postings => self.postings_total,
            QueueTab::Batches => self.batches.len() as u64,
        };
        let word = |tab: QueueTab| self.frame.text.text(&format!("review-tab-{}", tab.code())).into_owned();
        QueueTab::ALL.iter().map(|tab| (tab.code(), word(*tab), count(*tab), *tab == self.tab)).collect()
    }
}

/// GET /review/employers/{id}; posts to `.../approve` and, with `reason`, to `.../refuse`.
#[derive(Debug, Template)]
#[template(path = "review/employer.html")]
pub struct EmployerReview<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The employer.
    pub employer: &'a EmployerDetail,
    /// The reason typed before.
    pub reason: &'a str,
    /// What is wrong with it.
    pub violations: &'a Violations,
}

impl EmployerReview<'_> {
    fn form(&self) -> Form<'_> {
        Form::new(self.frame.text, "review", self.violations)
    }

    fn waits(&self) -> bool {
        self.employer.state == EmployerState::Waiting
    }

    /// The fields of the registration with their labels and values in words.
    fn facts(&self) -> Vec<(String, String)> {
        let fields = &self.employer.fields;
        let text = self.frame.text;
        let form = Form::new(text, "employer", self.violations);
        [
            ("name", &fields.name),
            ("credit_code", &fields.credit_code),
            ("industry", &fields.industry),
            ("size", &fields.size),
            ("district", &fields.district),
            ("address", &fields.address),
            ("contact_name", &fields.contact_name),
            ("contact_phone", &fields.contact_phone),
            ("contact_email", &fields.contact_email),
            ("description", &fields.description),
        ]
        .map(|(name, value)| (form.label(name), text.field_value(name, value)))
        .to_vec()
    }
}

/// GET /review/postings/{id}; posts to `.../approve` and, with `reason`, to `.../refuse` or `.../take-down`.
#[derive(Debug, Template)]
#[template(path = "review/posting.html")]
pub struct PostingReview<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The posting.
    pub posting: &'a PostingDetail,
    /// The reason typed before.
    pub reason: &'a str,
    /// What is wrong with it.
    pub violations: &'a Violations,
}

impl PostingReview<'_> {
    fn form(&self) -> Form<'_> {
        Form::new(self.frame.text, "review", self.violations)
    }

    fn waits(&self) -> bool {
        self.posting.state == PostingState::InReview
    }

    fn is_public(&self) -> bool {
        self.posting.state == PostingState::Published
    }
}
