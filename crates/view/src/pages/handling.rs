//! The employer's side of applications: the pipeline of a posting, its questions, one application, an invitation.

use crate::forms::{Choice, Form, choices};
use crate::frame::Frame;
use crate::paging::Pager;
use askama::Template;
use magpie_domain::applications::invitations::{Masked, Sent};
use magpie_domain::applications::pipeline::Received;
use magpie_domain::applications::questions::QuestionInput;
use magpie_domain::applications::read::Handled;
use magpie_domain::applications::values::{
    ApplicationState, InvitationState, MOST_QUESTIONS, QuestionKind, RefusalReason, Side, StepInput,
};
use magpie_domain::postings::read::Detail as PostingDetail;
use magpie_terms::Violations;

/// GET /my-postings/{posting}/applications, `?state=…&page=N`.
#[derive(Debug, Template)]
#[template(path = "applications/pipeline.html")]
pub struct Pipeline<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The posting.
    pub posting: &'a PostingDetail,
    /// How many applications stand in each state.
    pub counts: &'a [(ApplicationState, u64)],
    /// The state chosen.
    pub state: Option<ApplicationState>,
    /// The applications of this page.
    pub rows: &'a [Received],
    /// Who was invited.
    pub invitations: &'a [Sent],
    /// Pages and total.
    pub pager: Pager,
}

impl Pipeline<'_> {
    fn all(&self) -> u64 {
        self.counts.iter().map(|(_, count)| count).sum()
    }

    fn is_state(&self, state: &ApplicationState) -> bool {
        self.state == Some(*state)
    }

    fn any_overdue(&self) -> bool {
        self.rows.iter().any(|row| row.is_overdue)
    }

    /// Whether the posting is over and somebody still waits for a word.
    fn ended_with_open(&self) -> bool {
        let ended = !matches!(
            self.posting.state,
            magpie_domain::postings::values::PostingState::Published
                | magpie_domain::postings::values::PostingState::Draft
                | magpie_domain::postings::values::PostingState::InReview
        );
        ended && self.counts.iter().any(|(state, count)| state.is_open() && *count > 0)
    }

    /// Wishes, education and years in one line.
    fn headline(&self, row: &Received) -> String {
        let t = self.frame.text;
        let mut parts = row.titles.clone();
        parts.extend(row.education.map(|level| t.education(level)));
        parts.extend(row.years.map(|years| t.count("years", years)));
        parts.join(" · ")
    }
}

/// GET, POST /my-postings/{posting}/questions, fields `question-N`, `kind-N`, `options-N`, `required-N`.
#[derive(Debug, Template)]
#[template(path = "applications/questions.html")]
pub struct Questions<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The posting.
    pub posting: &'a PostingDetail,
    /// The questions as sent, or as they are asked now.
    pub questions: &'a [QuestionInput],
    /// What is wrong.
    pub violations: &'a Violations,
}

impl Questions<'_> {
    fn form(&self) -> Form<'_> {
        Form::new(self.frame.text, "questions", self.violations)
    }

    /// Every place for a question, filled ones first: its number and what stands in it.
    fn places(&self) -> Vec<(usize, QuestionInput)> {
        let places = MOST_QUESTIONS.max(self.questions.len());
        (0..places).map(|at| (at, self.questions.get(at).cloned().unwrap_or_default())).collect()
    }

    fn kinds(&self) -> Vec<Choice> {
        choices(QuestionKind::ALL, QuestionKind::code, |kind| self.frame.text.question_kind(kind))
    }

    fn is_open(&self, at: &usize) -> bool {
        *at == 0 || *at < self.questions.len()
    }
}

/// GET /handled/{application}; posts to `.../move` with the fields of `StepInput`, and to `.../notes` with `note`.
#[derive(Debug, Template)]
#[template(path = "applications/handled.html")]
pub struct Handle<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The application.
    pub application: &'a Handled,
    /// The step as sent.
    pub step: &'a StepInput,
    /// The note as sent.
    pub note: &'a str,
    /// Which form is at fault: `step`, `refuse` or `note`.
    pub at_fault: &'a str,
    /// What is wrong.
    pub violations: &'a Violations,
}

impl Handle<'_> {
    fn form(&self) -> Form<'_> {
        Form::new(self.frame.text, "handle", self.violations)
    }

    /// The steps forward, the next one first.
    fn forward(&self) -> Vec<ApplicationState> {
        let next = self.application.state.next(Side::Employer);
        next.into_iter().filter(|to| !matches!(to, ApplicationState::Seen | ApplicationState::Refused)).collect()
    }

    fn can_refuse(&self) -> bool {
        self.application.state.may_become(ApplicationState::Refused, Side::Employer)
    }

    fn step_word(&self, to: &ApplicationState) -> String {
        let again = *to == ApplicationState::Interview && self.application.state == ApplicationState::Interview;
        let key = if again { "application-step-interview-again".to_owned() } else { format!("application-step-{to}") };
        self.frame.text.text(&key).into_owned()
    }

    fn reasons(&self) -> Vec<Choice> {
        choices(RefusalReason::ALL, RefusalReason::code, |reason| self.frame.text.refusal_reason(reason))
    }

    fn is_at_fault(&self, form: &str) -> bool {
        self.at_fault == form
    }

    /// The id of a field that stands in several forms: the plain name in the one at fault, where the summary leads.
    fn id(&self, name: &str, form: &str) -> String {
        if self.is_at_fault(form) { name.to_owned() } else { format!("{name}-{form}") }
    }

    fn error(&self, name: &str, form: &str) -> String {
        if self.is_at_fault(form) { self.form().error(name) } else { String::new() }
    }

    fn facts(&self) -> Vec<(String, String)> {
        let today = self.frame.now.day();
        let profile = self.application.person.as_ref().map(|person| &person.profile);
        profile.map(|profile| super::applications::facts(self.frame.text, profile, today)).unwrap_or_default()
    }

    fn stations(&self) -> Vec<(String, String, String)> {
        let profile = self.application.person.as_ref().map(|person| &person.profile);
        profile.map(|profile| super::applications::stations(self.frame.text, profile)).unwrap_or_default()
    }
}

/// GET, POST /my-postings/{posting}/invite/{seeker}, field `message`.
#[derive(Debug, Template)]
#[template(path = "applications/invite.html")]
pub struct Invite<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The posting.
    pub posting: &'a PostingDetail,
    /// The candidate.
    pub candidate: &'a Masked,
    /// The message as sent.
    pub message: &'a str,
    /// What is wrong.
    pub violations: &'a Violations,
}

impl Invite<'_> {
    fn form(&self) -> Form<'_> {
        Form::new(self.frame.text, "invite", self.violations)
    }
}

/// The badge of an invitation's state.
#[must_use]
pub const fn invitation_badge(state: &InvitationState) -> &'static str {
    match state {
        InvitationState::Open => "in-review",
        InvitationState::Accepted => "ok",
        InvitationState::Declined => "withdrawn",
        InvitationState::Expired => "expired",
    }
}
