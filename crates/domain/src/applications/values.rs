//! The closed sets of applications, the steps that are allowed, and the limits against spam.
//!
//! Rule: which step may follow which stands in [`ApplicationState::may_become`] and nowhere else.

use magpie_terms::{Violations, closed_set, text};

closed_set! {
    /// Where an application stands.
    ApplicationState {
        Applied = "applied", Seen = "seen", Shortlisted = "shortlisted", Interview = "interview", Offer = "offer",
        Hired = "hired", Refused = "refused", Withdrawn = "withdrawn",
    }
}

closed_set! {
    /// How an application came about.
    Origin { Applied = "applied", Invited = "invited", Adviser = "adviser" }
}

closed_set! {
    /// Who took a step.
    Side { Seeker = "seeker", Employer = "employer", System = "system" }
}

closed_set! {
    /// How a screening question is answered.
    QuestionKind { YesNo = "yes_no", Choice = "choice", Number = "number", Text = "text" }
}

closed_set! {
    /// Why an employer refuses. Nothing about the person but what the work needs.
    RefusalReason {
        Filled = "filled", Skills = "skills", Experience = "experience", Licence = "licence", Pay = "pay",
        Time = "time", NoContact = "no_contact", Other = "other",
    }
}

closed_set! {
    /// What became of the invitation of a candidate.
    InvitationState { Open = "open", Accepted = "accepted", Declined = "declined", Expired = "expired" }
}

/// A person sends at most so many applications a day: who reads postings cannot honestly want more, and each one costs
/// an employer's member some minutes.
pub const MOST_A_DAY: u64 = 40;
/// A person has at most so many applications that are not over: beyond that nobody could go to the interviews.
pub const MOST_OPEN: u64 = 200;
/// One application is sent at most so often a day, withdrawn in between: each time the members get a mail.
pub const MOST_RENEWALS_A_DAY: u64 = 3;
/// An application may be without an answer for so many days before its employer is reminded, once in as many days.
pub const ANSWER_DAYS: i64 = 7;
/// So many reminders; after them the seeker is told that there was no answer.
pub const MOST_REMINDERS: i64 = 4;
/// An employer sends at most so many invitations a day: they reach people who did not ask for them.
pub const MOST_INVITATIONS_A_DAY: u64 = 30;
/// An invitation is open for so many days.
pub const INVITATION_DAYS: i64 = 14;
/// A declined invitation is not repeated by the same employer for so many days.
pub const DECLINED_DAYS: i64 = 90;
/// A posting asks at most so many questions: more and people give up on a phone.
pub const MOST_QUESTIONS: usize = 8;
/// Figures about an employer's answers are told from so many applications on: fewer say nothing, and might say who.
pub const FEWEST_FOR_FIGURES: u64 = 5;
/// The figures are about so many last days.
pub const FIGURE_DAYS: i64 = 180;
/// Longest message, note and reason, in characters.
pub const LONGEST_TEXT: usize = 2000;

impl ApplicationState {
    /// Whether `side` may take this step. An employer goes forward to any later step, or refuses; it may fix another
    /// interview, and think better of a refusal. A seeker withdraws what is not over, and may apply again.
    #[must_use]
    pub const fn may_become(self, next: Self, side: Side) -> bool {
        match (side, next) {
            (Side::Employer, Self::Seen) => matches!(self, Self::Applied),
            (Side::Employer, Self::Shortlisted) => matches!(self, Self::Applied | Self::Seen | Self::Refused),
            (Side::Employer, Self::Interview) => {
                matches!(self, Self::Applied | Self::Seen | Self::Shortlisted | Self::Interview)
            }
            (Side::Employer, Self::Offer) => {
                matches!(self, Self::Applied | Self::Seen | Self::Shortlisted | Self::Interview)
            }
            (Side::Employer, Self::Hired | Self::Refused) | (Side::Seeker, Self::Withdrawn) => self.is_open(),
            (Side::Seeker, Self::Applied) => matches!(self, Self::Withdrawn),
            _ => false,
        }
    }

    /// Whether something may still come of it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Applied | Self::Seen | Self::Shortlisted | Self::Interview | Self::Offer)
    }

    /// Whether the employer has not answered yet.
    #[must_use]
    pub const fn waits_for_answer(self) -> bool {
        matches!(self, Self::Applied | Self::Seen)
    }

    /// What `side` can do next, in the order of the set.
    #[must_use]
    pub fn next(self, side: Side) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|next| self.may_become(*next, side)).collect()
    }

    /// The codes of the states of which something may still come.
    #[must_use]
    pub fn open_codes() -> Vec<&'static str> {
        Self::ALL.iter().filter(|state| state.is_open()).map(|state| state.code()).collect()
    }

    /// The codes of the states that wait for an answer.
    #[must_use]
    pub fn waiting_codes() -> Vec<&'static str> {
        Self::ALL.iter().filter(|state| state.waits_for_answer()).map(|state| state.code()).collect()
    }
}

/// A step of the employer as sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StepInput {
    /// Code of the next state: `shortlisted`, `interview`, `offer`, `hired` or `refused`.
    pub to: String,
    /// The version of the application that was read; what a colleague did in between is not overwritten.
    pub version: String,
    /// Why, where it is refused: `filled`, `skills`, `experience`, `licence`, `pay`, `time`, `no_contact` or `other`.
    pub reason: String,
    /// A word to the seeker, up to 2,000 characters: date and place of an interview, the terms of an offer; with the
    /// reason `other` it is needed.
    pub note: String,
}

/// A valid step of the employer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The next state.
    pub to: ApplicationState,
    /// The version that was read.
    pub version: i64,
    /// Why, where it is refused.
    pub reason: Option<RefusalReason>,
    /// A word to the seeker.
    pub note: String,
}

impl Step {
    /// Parses a step.
    ///
    /// # Errors
    /// All violations, by field; a note that gives an unlawful reason is one.
    pub fn parse(input: &StepInput) -> Result<Self, Violations> {
        let mut violations = Violations::default();
        let v = &mut violations;
        let to = magpie_terms::employer::chosen("to", &input.to, ApplicationState::from_code, v);
        let version = v.keep("version", text::whole_number(&input.version, 1, i64::MAX));
        let refuses = to == Some(ApplicationState::Refused);
        let reason = match input.reason.trim() {
            _ if !refuses => None,
            reason => magpie_terms::employer::chosen("reason", reason, RefusalReason::from_code, v),
        };
        let least = usize::from(reason == Some(RefusalReason::Other));
        let note = v.keep("note", text::block(&input.note, least, LONGEST_TEXT));
        if let (true, Some(note)) = (refuses, &note) {
            v.keep("note", magpie_terms::lawful::check(note));
        }
        let step = (|| Some(Self { to: to?, version: version?, reason, note: note? }))();
        violations.finish(step)
    }
}

/// Parses a message or a note of `least` characters or more.
pub(crate) fn message(field: &str, sent: &str, least: usize) -> Result<String, Violations> {
    let mut violations = Violations::default();
    let parsed = violations.keep(field, text::block(sent, least, LONGEST_TEXT));
    violations.finish(parsed)
}
