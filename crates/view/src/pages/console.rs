//! The employer's desk: registration, postings, members, and one posting with what can be done to it.

use crate::forms::{Choice, Form, choices, districts};
use crate::frame::Frame;
use crate::paging::Pager;
use crate::text::Text;
use askama::Template;
use magpie_domain::applications::pipeline::Waiting;
use magpie_domain::employers::members::{Invitation as OpenInvitation, Member};
use magpie_domain::employers::read::{Detail, Membership};
use magpie_domain::employers::values::{EmployerState, MemberRole};
use magpie_domain::ids::{EmployerId, PostingId};
use magpie_domain::postings::read::{Detail as PostingDetail, Row};
use magpie_domain::postings::values::PostingState;
use magpie_terms::{
    Day, Education, EmployerInput, EmployerSize, EmploymentType, Industry, PayPeriod, PostingInput, Shift, Violations,
};
use std::collections::HashMap;

/// GET /console: the employers of the reader.
#[derive(Debug, Template)]
#[template(path = "console/home.html")]
pub struct Console<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The employers.
    pub memberships: &'a [Membership],
    /// The applications that wait for each of them, in their order.
    pub waiting: &'a [Waiting],
}

impl Console<'_> {
    fn waiting(&self, at: &usize) -> Waiting {
        self.waiting.get(*at).copied().unwrap_or_default()
    }
}

/// GET, POST /console/register, with the fields of `EmployerInput`.
#[derive(Debug, Template)]
#[template(path = "console/register.html")]
pub struct Register<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The form as sent.
    pub fields: &'a EmployerInput,
    /// What is wrong.
    pub violations: &'a Violations,
}

/// GET, POST /console/{employer}/edit, with the fields of `EmployerInput`.
#[derive(Debug, Template)]
#[template(path = "console/edit.html")]
pub struct EditEmployer<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The employer as it stands.
    pub employer: &'a Detail,
    /// The form as sent.
    pub fields: &'a EmployerInput,
    /// What is wrong.
    pub violations: &'a Violations,
}

macro_rules! employer_form {
    ($($page:ident),+) => { $(
        impl $page<'_> {
            fn form(&self) -> Form<'_> {
                Form::new(self.frame.text, "employer", self.violations)
            }

            fn industries(&self) -> Vec<Choice> {
                choices(Industry::ALL, Industry::code, |member| self.frame.text.industry(member))
            }

            fn sizes(&self) -> Vec<Choice> {
                choices(EmployerSize::ALL, EmployerSize::code, |member| self.frame.text.employer_size(member))
            }

            fn districts(&self) -> Vec<(String, Vec<Choice>)> {
                districts(self.frame.text, &self.fields.district)
            }
        }
    )+ };
}

employer_form!(Register, EditEmployer);

impl Register<'_> {
    /// Whether name and code stand.
    const fn fixed(&self) -> bool {
        false
    }
}

impl EditEmployer<'_> {
    fn fixed(&self) -> bool {
        self.employer.state == EmployerState::Approved
    }
}

/// GET /console/{employer}: its postings.
#[derive(Debug, Template)]
#[template(path = "console/postings.html")]
pub struct Postings<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The employer.
    pub employer: &'a Detail,
    /// How many postings stand in each state.
    pub counts: &'a [(PostingState, u64)],
    /// The postings of this page.
    pub rows: &'a [Row],
    /// The state chosen, from `state`.
    pub state: Option<PostingState>,
    /// The applications that wait, by posting.
    pub waiting: &'a HashMap<PostingId, Waiting>,
    /// Pages and total.
    pub pager: Pager,
}

impl Postings<'_> {
    fn all(&self) -> u64 {
        self.counts.iter().map(|(_, count)| count).sum()
    }

    fn is_approved(&self) -> bool {
        self.employer.state == EmployerState::Approved
    }

    /// Whether the row's last day is near.
    fn ends_soon(&self, row: &Row) -> bool {
        row.state == PostingState::Published && days_left(row.valid_through, self.frame.now.day()) <= 5
    }

    fn days_left(&self, row: &Row) -> i64 {
        days_left(row.valid_through, self.frame.now.day()).max(0)
    }

    fn is_state(&self, state: &PostingState) -> bool {
        self.state == Some(*state)
    }

    fn can_edit(&self, row: &Row) -> bool {
        can_edit(row.state)
    }

    fn action(&self, action: &str) -> String {
        action_word(self.frame.text, action)
    }

    /// The action with what it acts on, for those who hear the button alone.
    fn action_on(&self, action: &str, row: &Row) -> String {
        let args = [("action", self.action(action)), ("title", row.title.clone())];
        self.frame.text.with("action-on", &args)
    }

    /// The applications that wait over all postings, also those on other pages.
    fn all_waiting(&self) -> Waiting {
        self.waiting.values().fold(Waiting::default(), |sum, one| sum + *one)
    }

    fn waiting_for(&self, row: &Row) -> Waiting {
        self.waiting.get(&row.id).copied().unwrap_or_default()
    }

    fn any_ends_soon(&self) -> bool {
        self.rows.iter().any(|row| self.ends_soon(row))
    }
}

/// GET, POST /console/{employer}/members, fields `email` and `role`; posts to `.../members/{account}/remove` and
/// `.../invitations/{invitation}/revoke`.
#[derive(Debug, Template)]
#[template(path = "console/members.html")]
pub struct Members<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The employer.
    pub employer: &'a Detail,
    /// Its members.
    pub members: &'a [Member],
    /// Invitations that were not answered.
    pub invitations: &'a [OpenInvitation],
    /// The address typed before.
    pub email: &'a str,
    /// The role chosen before.
    pub role: &'a str,
    /// What is wrong.
    pub violations: &'a Violations,
}

impl Members<'_> {
    fn form(&self) -> Form<'_> {
        Form::new(self.frame.text, "member", self.violations)
    }

    fn roles(&self) -> Vec<Choice> {
        // The smaller right first, and chosen unless said otherwise.
        choices(&[MemberRole::Recruiter, MemberRole::Owner], MemberRole::code, |role| self.frame.text.member_role(role))
    }

    fn chosen_role(&self) -> &str {
        if self.role.is_empty() { MemberRole::Recruiter.code() } else { self.role }
    }

    fn role_hint(&self, code: &str) -> String {
        self.frame.text.text(&format!("member-role-hint-{code}")).into_owned()
    }
}

/// GET, POST /console/{employer}/postings/new and /my-postings/{posting}/edit, with the fields of `PostingInput` and,
/// where a posting is changed, `version`.
#[derive(Debug, Template)]
#[template(path = "console/editor.html")]
pub struct Editor<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The employer.
    pub employer: EmployerId,
    /// Its name.
    pub employer_name: &'a str,
    /// The posting and the version that is changed; `None` for a new one.
    pub posting: Option<(PostingId, i64)>,
    /// The form as sent.
    pub fields: &'a PostingInput,
    /// What is wrong.
    pub violations: &'a Violations,
}

impl Editor<'_> {
    fn form(&self) -> Form<'_> {
        Form::new(self.frame.text, "posting", self.violations)
    }

    fn heading(&self) -> String {
        self.frame.text.text(if self.posting.is_some() { "posting-edit" } else { "posting-new" }).into_owned()
    }

    fn period(&self) -> String {
        let chosen = &self.fields.pay_period;
        if chosen.is_empty() { PayPeriod::Month.code().to_owned() } else { chosen.clone() }
    }

    fn bounds(&self) -> String {
        format!("min=\"{}\" max=\"{}\"", self.today(), self.latest())
    }

    fn action(&self) -> String {
        match self.posting {
            Some((posting, _)) => format!("/my-postings/{posting}/edit"),
            None => format!("/console/{}/postings/new", self.employer),
        }
    }

    fn back(&self) -> String {
        match self.posting {
            Some((posting, _)) => format!("/my-postings/{posting}"),
            None => format!("/console/{}", self.employer),
        }
    }

    fn districts(&self) -> Vec<(String, Vec<Choice>)> {
        districts(self.frame.text, &self.fields.district)
    }

    fn educations(&self) -> Vec<Choice> {
        choices(Education::ALL, Education::code, |member| self.frame.text.education(member))
    }

    fn employment_types(&self) -> Vec<Choice> {
        choices(EmploymentType::ALL, EmploymentType::code, |member| self.frame.text.employment_type(member))
    }

    fn shifts(&self) -> Vec<Choice> {
        choices(Shift::ALL, Shift::code, |member| self.frame.text.shift(member))
    }

    fn periods(&self) -> Vec<Choice> {
        choices(PayPeriod::ALL, PayPeriod::code, |member| self.frame.text.pay_period(member))
    }

    fn is_negotiable(&self) -> bool {
        self.fields.pay_kind == "negotiable"
    }

    fn today(&self) -> String {
        self.frame.now.day().to_string()
    }

    fn latest(&self) -> String {
        self.frame.now.day().plus_days(magpie_terms::posting::MOST_DAYS_VALID).to_string()
    }
}

/// GET /my-postings/{posting}; posts to /my-postings/{posting}/ACTION for what [`Manage::actions`] offers.
#[derive(Debug, Template)]
#[template(path = "console/manage.html")]
pub struct Manage<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The posting.
    pub posting: &'a PostingDetail,
}

impl Manage<'_> {
    /// What can be done to the posting now.
    #[must_use]
    pub fn actions(&self) -> &'static [&'static str] {
        actions(self.posting.state)
    }

    fn can_edit(&self) -> bool {
        can_edit(self.posting.state)
    }

    fn is_public(&self) -> bool {
        self.posting.state == PostingState::Published
    }

    fn action(&self, action: &str) -> String {
        action_word(self.frame.text, action)
    }

    fn action_help(&self, action: &str) -> String {
        self.frame.text.text(&format!("action-help-{action}")).into_owned()
    }

    /// Whether the action takes something away that people may be looking at.
    fn needs_thought(&self, action: &str) -> bool {
        matches!(action, "close" | "withdraw" | "discard")
    }

    fn state_help(&self) -> String {
        self.frame.text.text(&format!("posting-state-help-{}", self.posting.state.code())).into_owned()
    }
}

fn action_word(text: Text, action: &str) -> String {
    text.text(&format!("action-{action}")).into_owned()
}

/// The actions that a state allows, the most likely first.
#[must_use]
pub const fn actions(state: PostingState) -> &'static [&'static str] {
    match state {
        PostingState::Draft => &["publish", "discard"],
        PostingState::InReview => &["withdraw"],
        PostingState::Published => &["renew", "close", "withdraw"],
        PostingState::Expired => &["renew", "reopen"],
        PostingState::Closed | PostingState::Withdrawn => &["reopen"],
    }
}

/// The actions of a row of the table: those that need no second thought.
#[must_use]
pub fn quick_actions(state: &PostingState) -> &'static [&'static str] {
    match state {
        PostingState::Draft => &["publish"],
        PostingState::InReview => &["withdraw"],
        PostingState::Published => &["renew", "close"],
        PostingState::Expired => &["renew"],
        PostingState::Closed | PostingState::Withdrawn => &["reopen"],
    }
}

/// Whether a posting in this state can be changed.
#[must_use]
pub const fn can_edit(state: PostingState) -> bool {
    matches!(state, PostingState::Draft | PostingState::InReview | PostingState::Published)
}

fn days_left(last: Day, today: Day) -> i64 {
    last.epoch_days() - today.epoch_days()
}

/// GET, POST /invitations/{token}
#[derive(Debug, Template)]
#[template(path = "console/invitation.html")]
pub struct Invitation<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// The employer that invites.
    pub employer: &'a str,
    /// The token of the link.
    pub token: &'a str,
}
