//! The shapes of the API's answers about applications.

use magpie_domain::applications::invitations::{Received as ReceivedInvitation, Sent as SentInvitation};
use magpie_domain::applications::pipeline::Received;
use magpie_domain::applications::questions::{Answered, Question};
use magpie_domain::applications::read::{Followed, Handled, Line, Note, Person, Sent};
use magpie_domain::ids::{ApplicationId, CandidateInvitationId, EmployerId, PostingId, QuestionId, SeekerId};
use magpie_terms::ProfileInput;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A screening question.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionOut {
    /// Its id, under which it is answered.
    #[schema(value_type = String, format = "uuid")]
    pub id: QuestionId,
    /// `yes_no`, `choice`, `number` or `text`.
    pub kind: &'static str,
    /// What is asked.
    pub question: String,
    /// What to choose from.
    pub options: Vec<String>,
    /// Whether nobody can apply without an answer.
    pub required: bool,
}

impl From<Question> for QuestionOut {
    fn from(question: Question) -> Self {
        let content = question.content;
        Self {
            id: question.id,
            kind: content.kind.code(),
            question: content.question,
            options: content.options,
            required: content.required,
        }
    }
}

/// An application in the seeker's list.
#[derive(Debug, Serialize, ToSchema)]
pub struct SentOut {
    /// Its id.
    #[schema(value_type = String, format = "uuid")]
    pub id: ApplicationId,
    /// The posting.
    #[schema(value_type = String, format = "uuid")]
    pub posting: PostingId,
    /// Its title.
    pub title: String,
    /// Whether the posting is still public.
    pub posting_public: bool,
    /// The employer.
    #[schema(value_type = String, format = "uuid")]
    pub employer: EmployerId,
    /// Its name.
    pub employer_name: String,
    /// Where the application stands.
    pub state: &'static str,
    /// `applied`, `invited` or `adviser`.
    pub origin: &'static str,
    /// Why it was refused.
    pub reason: Option<&'static str>,
    /// When it was sent, RFC 3339.
    #[schema(format = "date-time")]
    pub created_at: String,
    /// The last step, RFC 3339.
    #[schema(format = "date-time")]
    pub updated_at: String,
    /// Days without an answer; `null` where there was one.
    pub waiting_days: Option<u64>,
    /// How often the employer was reminded.
    pub reminders: u64,
    /// Whether all reminders went out and there was no answer.
    pub unanswered: bool,
}

impl From<Sent> for SentOut {
    fn from(sent: Sent) -> Self {
        Self {
            id: sent.id,
            posting: sent.posting,
            title: sent.title,
            posting_public: sent.posting_public,
            employer: sent.employer,
            employer_name: sent.employer_name,
            state: sent.state.code(),
            origin: sent.origin.code(),
            reason: sent.reason.map(|reason| reason.code()),
            created_at: sent.created_at.rfc3339(),
            updated_at: sent.updated_at.rfc3339(),
            waiting_days: sent.waiting_days,
            reminders: sent.reminders,
            unanswered: sent.unanswered,
        }
    }
}

/// The seeker's applications.
#[derive(Debug, Serialize, ToSchema)]
pub struct SentListOut {
    /// All, also those on other pages.
    pub total: u64,
    /// Those of the page, the newest first.
    pub applications: Vec<SentOut>,
}

/// An application in the employer's list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceivedOut {
    /// Its id.
    #[schema(value_type = String, format = "uuid")]
    pub id: ApplicationId,
    /// The name, masked where the consent does not stand.
    pub name: String,
    /// Whether the consent stands.
    pub is_known: bool,
    /// The titles wished for.
    pub titles: Vec<String>,
    /// The highest education.
    pub education: Option<&'static str>,
    /// Years of work.
    pub years: Option<u8>,
    /// Where it stands.
    pub state: &'static str,
    /// `applied`, `invited` or `adviser`.
    pub origin: &'static str,
    /// When it was sent, RFC 3339.
    #[schema(format = "date-time")]
    pub created_at: String,
    /// Days without an answer; `null` where there was one.
    pub waiting_days: Option<u64>,
    /// Whether the answer is overdue.
    pub is_overdue: bool,
}

impl From<Received> for ReceivedOut {
    fn from(row: Received) -> Self {
        Self {
            id: row.id,
            name: row.shown_name,
            is_known: row.is_known,
            titles: row.titles,
            education: row.education.map(|level| level.code()),
            years: row.years,
            state: row.state.code(),
            origin: row.origin.code(),
            created_at: row.created_at.rfc3339(),
            waiting_days: row.waiting_days,
            is_overdue: row.is_overdue,
        }
    }
}

/// The applications for a posting.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceivedListOut {
    /// All in this choice, also those on other pages.
    pub total: u64,
    /// How many stand in each state.
    pub counts: BTreeMap<&'static str, u64>,
    /// Those of the page.
    pub applications: Vec<ReceivedOut>,
}

/// A line of the history.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineOut {
    /// When, RFC 3339.
    #[schema(format = "date-time")]
    pub at: String,
    /// The state that was reached.
    pub state: &'static str,
    /// `seeker`, `employer` or `system`.
    pub side: &'static str,
    /// Why, where it was refused.
    pub reason: Option<&'static str>,
    /// The word to the seeker.
    pub note: String,
}

impl From<Line> for LineOut {
    fn from(line: Line) -> Self {
        Self {
            at: line.at.rfc3339(),
            state: line.state.code(),
            side: line.side.code(),
            reason: line.reason.map(|reason| reason.code()),
            note: line.note,
        }
    }
}

/// An answer under its question.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnsweredOut {
    /// What was asked.
    pub question: String,
    /// `yes` or `no`, the option, the number or the text.
    pub answer: String,
}

impl From<Answered> for AnsweredOut {
    fn from(one: Answered) -> Self {
        Self { question: one.question, answer: one.answer }
    }
}

/// An application as its seeker sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct FollowedOut {
    /// As in the list.
    pub application: SentOut,
    /// The word to the employer.
    pub message: String,
    /// What was asked and answered.
    pub answers: Vec<AnsweredOut>,
    /// From the first step to the last.
    pub history: Vec<LineOut>,
}

/// Who applied, while the consent stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonOut {
    /// The name.
    pub name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// The profile; what the person chose not to do is left out.
    pub profile: ProfileInput,
}

impl From<Person> for PersonOut {
    fn from(person: Person) -> Self {
        Self { name: person.name, phone: person.phone, email: person.email, profile: person.profile.to_input() }
    }
}

/// A note of the employer's own.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoteOut {
    /// When, RFC 3339.
    #[schema(format = "date-time")]
    pub at: String,
    /// Who wrote it.
    pub by: String,
    /// What it says.
    pub text: String,
}

impl From<Note> for NoteOut {
    fn from(note: Note) -> Self {
        Self { at: note.at.rfc3339(), by: note.by, text: note.text }
    }
}

/// An application as the employer's members see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandledOut {
    /// Its id.
    #[schema(value_type = String, format = "uuid")]
    pub id: ApplicationId,
    /// The posting.
    #[schema(value_type = String, format = "uuid")]
    pub posting: PostingId,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub state: &'static str,
    /// The version, for the next step.
    pub version: i64,
    /// `applied`, `invited` or `adviser`.
    pub origin: &'static str,
    /// The name, masked where the consent does not stand.
    pub name: String,
    /// Who it is; `null` where the consent does not stand.
    pub person: Option<PersonOut>,
    /// The word to the employer.
    pub message: String,
    /// What was asked and answered.
    pub answers: Vec<AnsweredOut>,
    /// From the first step to the last.
    pub history: Vec<LineOut>,
    /// Notes that only the members read, the newest first.
    pub notes: Vec<NoteOut>,
    /// When it was sent, RFC 3339.
    #[schema(format = "date-time")]
    pub created_at: String,
    /// Days without an answer; `null` where there was one.
    pub waiting_days: Option<u64>,
}

impl From<Handled> for HandledOut {
    fn from(one: Handled) -> Self {
        Self {
            id: one.id,
            posting: one.posting,
            title: one.title,
            state: one.state.code(),
            version: one.version,
            origin: one.origin.code(),
            name: one.shown_name,
            person: one.person.map(|person| PersonOut::from(*person)),
            message: one.message,
            answers: one.answers.into_iter().map(AnsweredOut::from).collect(),
            history: one.history.into_iter().map(LineOut::from).collect(),
            notes: one.notes.into_iter().map(NoteOut::from).collect(),
            created_at: one.created_at.rfc3339(),
            waiting_days: one.waiting_days,
        }
    }
}

/// An application, as the side that asks sees it: one of the two is there.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicationOut {
    /// For the seeker, or who acts for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seeker_side: Option<FollowedOut>,
    /// For a member of the employer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer_side: Option<HandledOut>,
}

impl ApplicationOut {
    /// The seeker's side.
    #[must_use]
    pub fn followed(one: Followed) -> Self {
        let side = FollowedOut {
            application: SentOut::from(one.sent),
            message: one.message,
            answers: one.answers.into_iter().map(AnsweredOut::from).collect(),
            history: one.history.into_iter().map(LineOut::from).collect(),
        };
        Self { seeker_side: Some(side), employer_side: None }
    }
}

/// An invitation of a candidate.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidateInvitationOut {
    /// Its id.
    #[schema(value_type = String, format = "uuid")]
    pub id: CandidateInvitationId,
    /// `open`, `accepted`, `declined` or `expired`.
    pub state: &'static str,
    /// When it was sent, RFC 3339.
    #[schema(format = "date-time")]
    pub created_at: String,
    /// Until when it is open, RFC 3339.
    #[schema(format = "date-time")]
    pub expires_at: String,
    /// For the employer: the first character of the name and two stars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// For the seeker: who was invited.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "uuid")]
    pub seeker: Option<SeekerId>,
    /// For the seeker: the posting.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = "uuid")]
    pub posting: Option<PostingId>,
    /// For the seeker: its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// For the seeker: the employer's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer_name: Option<String>,
    /// For the seeker: a word of the employer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

impl From<SentInvitation> for CandidateInvitationOut {
    fn from(one: SentInvitation) -> Self {
        Self {
            id: one.id,
            state: one.state.code(),
            created_at: one.created_at.rfc3339(),
            expires_at: one.expires_at.rfc3339(),
            name: Some(one.name),
            seeker: None,
            posting: None,
            title: None,
            employer_name: None,
            message: None,
        }
    }
}

impl From<ReceivedInvitation> for CandidateInvitationOut {
    fn from(one: ReceivedInvitation) -> Self {
        Self {
            id: one.id,
            state: one.state.code(),
            created_at: one.created_at.rfc3339(),
            expires_at: one.expires_at.rfc3339(),
            name: None,
            seeker: Some(one.seeker),
            posting: Some(one.posting),
            title: Some(one.title),
            employer_name: Some(one.employer_name),
            message: Some(one.message),
        }
    }
}
