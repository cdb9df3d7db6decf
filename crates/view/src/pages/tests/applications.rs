//! The pages of applications, with data and without.

use super::{NOW, ODD, all_wrong, keep, posting, posting_detail};
use crate::pages::{applications, handling};
use crate::{Frame, Pager};
use magpie_domain::applications::invitations::{Masked, Received as Invited, Sent as Inviting};
use magpie_domain::applications::pipeline::{Received, Waiting};
use magpie_domain::applications::public::AnswerFigures;
use magpie_domain::applications::questions::{Answered, Question, QuestionContent, QuestionInput};
use magpie_domain::applications::read::{Followed, Handled, Line, Note, Person, Sent};
use magpie_domain::applications::values::{
    ApplicationState, InvitationState, Origin, QuestionKind, RefusalReason, Side, StepInput,
};
use magpie_domain::applications::write::ApplyInput;
use magpie_domain::ids::{ApplicationId, CandidateInvitationId, EmployerId, PostingId, QuestionId, SeekerId};
use magpie_domain::postings::values::PostingState;
use magpie_terms::{Education, Profile, ProfileInput, Violations, WorkInput};

pub(super) fn answer_figures() -> AnswerFigures {
    AnswerFigures { applications: 37, answered_percent: 81, median_days: Some(3) }
}

pub(super) fn waiting() -> Waiting {
    Waiting { open: 7, unanswered: 4, overdue: 1 }
}

fn person(full: bool) -> Person {
    let input = ProfileInput {
        desired_titles: ODD.into(),
        pay_min: "6000".into(),
        districts: "110108".into(),
        employment_types: "full_time".into(),
        available_from: "2026-12-01".into(),
        education: "junior_high".into(),
        experience_years: "3".into(),
        skills: "护理".into(),
        limits: "care_duty".into(),
        summary: ODD.into(),
        work: vec![WorkInput { title: "护理员".into(), start: "2019-03".into(), ..WorkInput::default() }],
        ..ProfileInput::default()
    };
    Person {
        name: ODD.to_owned(),
        phone: full.then(|| "13800001234".to_owned()),
        email: full.then(|| "a@example.org".to_owned()),
        profile: if full { Profile::parse(&input).unwrap() } else { Profile::default() },
    }
}

fn sent(state: ApplicationState, posting_public: bool, reminders: u64) -> Sent {
    Sent {
        id: ApplicationId::new(),
        posting: PostingId::new(),
        title: ODD.to_owned(),
        posting_public,
        employer: EmployerId::new(),
        employer_name: ODD.to_owned(),
        state,
        origin: Origin::Adviser,
        reason: (state == ApplicationState::Refused).then_some(RefusalReason::Filled),
        created_at: NOW.plus_days(-9),
        updated_at: NOW,
        waiting_days: state.waits_for_answer().then_some(9),
        reminders,
        unanswered: reminders > 3,
    }
}

fn history() -> Vec<Line> {
    let line = |state, side, reason| Line { at: NOW, state, side, reason, note: ODD.to_owned() };
    vec![
        line(ApplicationState::Applied, Side::Seeker, None),
        line(ApplicationState::Refused, Side::Employer, Some(RefusalReason::Other)),
    ]
}

fn answers() -> Vec<Answered> {
    QuestionKind::ALL
        .iter()
        .map(|kind| Answered { kind: *kind, question: ODD.to_owned(), answer: "yes".to_owned() })
        .collect()
}

#[expect(clippy::too_many_lines, reason = "a list of pages")]
pub(super) fn keep_applications(pages: &mut Vec<(String, String)>, frame: Frame<'_>, full: bool) {
    let none = Violations::default();
    let some = |n: usize| if full { n } else { 0 };
    let pager = |path: &str| Pager::new(path, "", 1, 20, some(90) as u64);
    let questions: Vec<Question> = QuestionKind::ALL
        .iter()
        .take(some(4))
        .map(|kind| Question {
            id: QuestionId::new(),
            content: QuestionContent {
                kind: *kind,
                question: format!("{ODD}?"),
                options: if *kind == QuestionKind::Choice { vec![ODD.to_owned(), "B".to_owned()] } else { Vec::new() },
                required: *kind != QuestionKind::Text,
            },
        })
        .collect();
    let names: Vec<String> = questions.iter().map(|question| format!("answer-{}", question.id)).collect();
    let mut fields: Vec<&str> = names.iter().map(String::as_str).collect();
    fields.push("message");
    let wrong = if full { all_wrong(&fields) } else { none.clone() };
    let (shown, person) = (posting(true), person(full));
    let input = ApplyInput { message: ODD.to_owned(), ..ApplyInput::default() };
    let page = applications::Apply {
        frame,
        posting: &shown,
        person: &person,
        action: "/postings/x/apply",
        on_behalf: full,
        questions: &questions,
        input: &input,
        violations: &wrong,
    };
    keep(pages, "apply", &page);

    let invited = |state| Invited {
        id: CandidateInvitationId::new(),
        seeker: SeekerId::new(),
        posting: PostingId::new(),
        title: ODD.to_owned(),
        employer: EmployerId::new(),
        employer_name: ODD.to_owned(),
        state,
        message: ODD.to_owned(),
        created_at: NOW,
        expires_at: NOW.plus_days(3),
    };
    let invitations: Vec<Invited> =
        [InvitationState::Open, InvitationState::Accepted].into_iter().take(some(2)).map(invited).collect();
    let all: Vec<Sent> = ApplicationState::ALL
        .iter()
        .flat_map(|state| [sent(*state, true, 0), sent(*state, false, 0), sent(*state, true, 2), sent(*state, true, 4)])
        .take(some(100))
        .collect();
    let list = applications::List {
        frame,
        seeker: SeekerId::new(),
        on_behalf_of: full.then_some(ODD),
        invitations: &invitations,
        sent: &all,
        pager: pager("/seekers/x/applications"),
    };
    keep(pages, "applications", &list);
    if !full {
        keep(pages, "applications-none", &applications::NoProfile { frame });
    }
    for state in ApplicationState::ALL {
        let application = Followed {
            sent: sent(*state, true, 0),
            seeker: SeekerId::new(),
            message: if full { ODD.to_owned() } else { String::new() },
            answers: if full { answers() } else { Vec::new() },
            history: history(),
        };
        let page = applications::Show { frame, application: &application, own: full };
        keep(pages, &format!("application-{state}"), &page);
    }

    let detail = posting_detail(if full { PostingState::Closed } else { PostingState::Published });
    let counts: Vec<(ApplicationState, u64)> = ApplicationState::ALL.iter().map(|state| (*state, 3)).collect();
    let received = |state: &ApplicationState, is_known| Received {
        id: ApplicationId::new(),
        shown_name: ODD.to_owned(),
        is_known,
        titles: vec![ODD.to_owned()],
        education: Some(Education::Bachelor),
        years: Some(3),
        state: *state,
        origin: Origin::Invited,
        created_at: NOW,
        waiting_days: state.waits_for_answer().then_some(9),
        is_overdue: state.waits_for_answer(),
    };
    let rows: Vec<Received> =
        ApplicationState::ALL.iter().take(some(8)).flat_map(|s| [received(s, true), received(s, false)]).collect();
    let inviting: Vec<Inviting> = InvitationState::ALL
        .iter()
        .take(some(4))
        .map(|state| Inviting {
            id: CandidateInvitationId::new(),
            name: ODD.to_owned(),
            state: *state,
            created_at: NOW,
            expires_at: NOW,
        })
        .collect();
    let pipeline = handling::Pipeline {
        frame,
        posting: &detail,
        counts: &counts,
        state: full.then_some(ApplicationState::Seen),
        rows: &rows,
        invitations: &inviting,
        pager: pager("/my-postings/x/applications"),
    };
    keep(pages, "pipeline", &pipeline);
    let asked: Vec<QuestionInput> = questions.iter().map(|question| question.content.to_input()).collect();
    let wrong = if full { all_wrong(&["question-0", "kind-1", "options-2", "questions"]) } else { none.clone() };
    keep(pages, "questions", &handling::Questions { frame, posting: &detail, questions: &asked, violations: &wrong });
    let step = StepInput { note: ODD.to_owned(), reason: "filled".to_owned(), ..StepInput::default() };
    for (turn, state) in ApplicationState::ALL.iter().enumerate() {
        let at_fault = ["step", "refuse", "note", "", "", "note", "", ""][turn];
        let wrong = if at_fault.is_empty() { none.clone() } else { all_wrong(&["note"]) };
        let application = Handled {
            id: ApplicationId::new(),
            posting: PostingId::new(),
            title: ODD.to_owned(),
            employer: EmployerId::new(),
            employer_name: ODD.to_owned(),
            state: *state,
            version: 3,
            origin: Origin::Invited,
            shown_name: ODD.to_owned(),
            person: (full || turn > 3).then(|| Box::new(person.clone())),
            message: ODD.to_owned(),
            answers: answers(),
            history: history(),
            notes: (0..some(2)).map(|_| Note { at: NOW, by: ODD.to_owned(), text: ODD.to_owned() }).collect(),
            created_at: NOW,
            waiting_days: state.waits_for_answer().then_some(0),
        };
        let page =
            handling::Handle { frame, application: &application, step: &step, note: ODD, at_fault, violations: &wrong };
        keep(pages, &format!("handled-{state}"), &page);
    }
    let candidate = Masked {
        seeker: SeekerId::new(),
        name: ODD.to_owned(),
        titles: vec![ODD.to_owned()],
        education: full.then_some(Education::Bachelor),
        years: full.then_some(1),
        skills: vec![ODD.to_owned()],
    };
    let wrong = if full { all_wrong(&["message"]) } else { none };
    let page = handling::Invite { frame, posting: &detail, candidate: &candidate, message: ODD, violations: &wrong };
    keep(pages, "invite", &page);
}

#[test]
fn what_a_person_chose_not_to_do_is_not_shown_to_employers() {
    let text = crate::Text::of(magpie_domain::accounts::values::Locale::En);
    let facts = applications::facts(text, &person(true).profile, NOW.day());
    assert!(facts.len() >= 7, "{facts:?}");
    assert!(facts.iter().all(|(_, value)| !value.contains("care") && !value.is_empty()), "{facts:?}");
}
