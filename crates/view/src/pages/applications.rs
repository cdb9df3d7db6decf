//! The seeker's side of applications: the form, the list with invitations, and one application with its history.

use crate::forms::{Choice, Form};
use crate::frame::Frame;
use crate::paging::Pager;
use crate::text::Text;
use askama::Template;
use magpie_domain::applications::invitations::Received;
use magpie_domain::applications::public::AnswerFigures;
use magpie_domain::applications::questions::{Answered, Question};
use magpie_domain::applications::read::{Followed, Line, Person, Sent};
use magpie_domain::applications::values::{ApplicationState, InvitationState, Origin, QuestionKind, Side};
use magpie_domain::applications::write::ApplyInput;
use magpie_domain::ids::SeekerId;
use magpie_domain::postings::public::Posting;
use magpie_terms::{Day, Profile, Violations};

/// GET, POST /postings/{posting}/apply and /seekers/{seeker}/apply/{posting}, fields `message` and `answer-ID`.
#[derive(Debug, Template)]
#[template(path = "applications/apply.html")]
pub struct Apply<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The posting.
    pub posting: &'a Posting,
    /// What the employer will see.
    pub person: &'a Person,
    /// Where the form goes.
    pub action: &'a str,
    /// Whether an adviser applies on behalf.
    pub on_behalf: bool,
    /// What is asked.
    pub questions: &'a [Question],
    /// The form as sent.
    pub input: &'a ApplyInput,
    /// What is wrong.
    pub violations: &'a Violations,
}

impl Apply<'_> {
    fn form(&self) -> Form<'_> {
        Form::new(self.frame.text, "apply", self.violations)
    }

    fn answer(&self, question: &Question) -> &str {
        self.input.answers.get(&question.id.to_string()).map_or("", String::as_str)
    }

    fn name(&self, question: &Question) -> String {
        format!("answer-{}", question.id)
    }

    fn is_chosen(&self, question: &Question, value: &str) -> bool {
        self.answer(question) == value
    }

    /// What to choose from; of a question for yes or no these two.
    fn options(&self, question: &Question) -> Vec<Choice> {
        let text = self.frame.text;
        let word = |key: &str| Choice { value: key.to_owned(), label: text.text(key).into_owned() };
        match question.content.kind {
            QuestionKind::YesNo => vec![word("yes"), word("no")],
            _ => question
                .content
                .options
                .iter()
                .map(|option| Choice { value: option.clone(), label: option.clone() })
                .collect(),
        }
    }

    fn is_choice(&self, question: &Question) -> bool {
        matches!(question.content.kind, QuestionKind::YesNo | QuestionKind::Choice)
    }

    fn is_number(&self, question: &Question) -> bool {
        question.content.kind == QuestionKind::Number
    }

    fn facts(&self) -> Vec<(String, String)> {
        facts(self.frame.text, &self.person.profile, self.frame.now.day())
    }

    fn changed(&self) -> bool {
        self.violations.0.iter().any(|violation| violation.field == "answers")
    }
}

/// GET /seekers/{seeker}/applications
#[derive(Debug, Template)]
#[template(path = "applications/list.html")]
pub struct List<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// Whose applications these are.
    pub seeker: SeekerId,
    /// The name, where an adviser looks at them on behalf.
    pub on_behalf_of: Option<&'a str>,
    /// Invitations that wait for an answer or an application.
    pub invitations: &'a [Received],
    /// The applications of this page.
    pub sent: &'a [Sent],
    /// Pages and total.
    pub pager: Pager,
}

impl List<'_> {
    fn is_open(&self, invitation: &Received) -> bool {
        invitation.state == InvitationState::Open
    }

    fn next(&self, sent: &Sent) -> String {
        next_step(self.frame.text, sent)
    }

    fn apply_url(&self, invitation: &Received) -> String {
        match self.on_behalf_of {
            None => format!("/postings/{}/apply", invitation.posting),
            Some(_) => format!("/seekers/{}/apply/{}", self.seeker, invitation.posting),
        }
    }
}

/// GET /applications/{application}; posts to `.../withdraw`.
#[derive(Debug, Template)]
#[template(path = "applications/show.html")]
pub struct Show<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The application.
    pub application: &'a Followed,
    /// Whether the reader is the person, and not an adviser.
    pub own: bool,
}

impl Show<'_> {
    fn next(&self) -> String {
        next_step(self.frame.text, &self.application.sent)
    }

    fn can_withdraw(&self) -> bool {
        self.application.sent.state.is_open()
    }

    /// Where it can be sent again.
    fn again(&self) -> Option<String> {
        let sent = &self.application.sent;
        let may = sent.state == ApplicationState::Withdrawn && sent.posting_public;
        may.then(|| match self.own {
            true => format!("/postings/{}/apply", sent.posting),
            false => format!("/seekers/{}/apply/{}", self.application.seeker, sent.posting),
        })
    }
}

/// GET /applications of somebody without a profile.
#[derive(Debug, Template)]
#[template(path = "applications/none.html")]
pub struct NoProfile<'a> {
    /// The frame.
    pub frame: Frame<'a>,
}

/// What comes next, in a sentence for the seeker.
#[must_use]
pub fn next_step(text: Text, sent: &Sent) -> String {
    let days = sent.waiting_days.unwrap_or(0);
    if sent.unanswered {
        return text.count("application-no-answer", days);
    }
    if sent.state.is_open() && !sent.posting_public {
        return text.text("application-next-ended").into_owned();
    }
    if sent.state.waits_for_answer() && sent.reminders > 0 {
        return text.with("application-next-reminded", &[("n", days), ("total", sent.reminders)]);
    }
    text.text(&format!("application-next-{}", sent.state.code())).into_owned()
}

/// The badge of an application's state: its shape tells it apart, not the colour alone.
#[must_use]
pub const fn badge(state: &ApplicationState) -> &'static str {
    match state {
        ApplicationState::Applied => "in-review",
        ApplicationState::Seen => "draft",
        ApplicationState::Shortlisted | ApplicationState::Interview => "info",
        ApplicationState::Offer => "ok",
        ApplicationState::Hired => "published",
        ApplicationState::Refused => "withdrawn",
        ApplicationState::Withdrawn => "closed",
    }
}

/// What an answer says, in words.
#[must_use]
pub fn answer_words(text: &Text, answered: &Answered) -> String {
    match (answered.kind, answered.answer.as_str()) {
        (QuestionKind::YesNo, "yes") => text.text("yes").into_owned(),
        (QuestionKind::YesNo, _) => text.text("no").into_owned(),
        (_, answer) => answer.to_owned(),
    }
}

/// Who took a step, in words; for what only one side can do, nothing.
#[must_use]
pub fn side_words(text: &Text, line: &Line) -> String {
    match line.side {
        Side::System => String::new(),
        side => text.application_side(side),
    }
}

/// How an application came about, where that is worth a word.
#[must_use]
pub fn origin_words(text: &Text, origin: &Origin) -> String {
    match origin {
        Origin::Applied => String::new(),
        other => text.application_origin(other),
    }
}

/// The line about how an employer answers.
#[must_use]
pub fn figures_line(text: &Text, figures: &AnswerFigures) -> String {
    let line = text.with("answer-rate", &[("total", figures.applications), ("n", figures.answered_percent)]);
    match figures.median_days {
        Some(days) => text.with("answer-rate-and-days", &[("rate", line), ("days", text.number(days))]),
        None => line,
    }
}

/// The facts of a profile that an employer reads, with their labels. What a person chose not to do is not among them.
#[must_use]
pub fn facts(text: Text, profile: &Profile, today: Day) -> Vec<(String, String)> {
    let join = |words: Vec<String>| words.join(text.text("list-comma").as_ref());
    let mut found = Vec::new();
    let mut add = |key: &str, value: String| {
        if !value.is_empty() {
            found.push((text.text(key).into_owned(), value));
        }
    };
    add("applicant-titles", join(profile.desired_titles.clone()));
    let pay = profile.pay_min_fen.map(|fen| text.number(magpie_terms::pay::fen_to_yuan(fen)));
    add("applicant-pay", pay.map(|pay| text.with("applicant-pay-at-least", &[("amount", pay)])).unwrap_or_default());
    add("applicant-districts", join(profile.districts.iter().map(|d| text.district(d.code)).collect()));
    add("applicant-types", join(profile.employment_types.iter().map(|kind| text.employment_type(kind)).collect()));
    add("applicant-from", profile.available_from.map(|day| text.day(day)).unwrap_or_default());
    add("applicant-education", profile.highest_education().map(|level| text.education(level)).unwrap_or_default());
    add("applicant-years", profile.years_of_work(today).map(|n| text.count("years", n)).unwrap_or_default());
    add("applicant-skills", join(profile.skills.clone()));
    add("applicant-certificates", join(profile.certificates.clone()));
    add("applicant-languages", join(profile.languages.clone()));
    add("applicant-licences", join(profile.licences.clone()));
    found
}

/// Studies and work, the newest as entered: when, what and where.
#[must_use]
pub fn stations(text: Text, profile: &Profile) -> Vec<(String, String, String)> {
    let span = |start, end| super::seekers::span(text, start, end);
    let what = |first: &str, second: &str| {
        let parts: Vec<&str> = [first, second].into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    };
    let work = profile.work.iter().map(|w| (span(w.start, w.end), what(&w.title, &w.employer), w.summary.clone()));
    let studies = profile.studies.iter().map(|s| (span(s.start, s.end), what(&s.institution, &s.area), String::new()));
    work.chain(studies).collect()
}
