//! Writes what has happened in the made-up district: questions, applications, an invitation, saved searches.
//!
//! Rule: through the domain, like everything else. What the story is about and a small district does not have is left
//! out; no step lies before the posting's publication or after now.

use super::people::{Known, Seekers, account_with};
use crate::app::App;
use magpie_demo::PersonaRole;
use magpie_demo::story::{self, Application, Which, Who};
use magpie_domain::alerts::values::{AlertContent, AlertInput};
use magpie_domain::applications::made_up::{self, MadeUpApplication, MadeUpInvitation, MadeUpStep};
use magpie_domain::applications::questions::{self, Question, QuestionInput};
use magpie_domain::applications::values::{ApplicationState, Origin, RefusalReason};
use magpie_domain::ids::{AccountId, EmployerId, PostingId};
use magpie_domain::postings::made_up::MadeUpPosting;
use magpie_domain::postings::policy::EditPosting;
use magpie_domain::postings::values::PostingState;
use magpie_domain::{Error, Grant, alerts, postings};
use magpie_terms::Moment;
use std::collections::{HashMap, HashSet};

/// Postings of other employers that the story may be about.
const OTHERS: usize = 8;

/// Where the story takes place: public postings, found while they are written.
#[derive(Debug)]
pub(super) struct Stage {
    /// The personas' employer.
    own_employer: Option<EmployerId>,
    /// Employers that take applications.
    takes: HashSet<EmployerId>,
    own: Vec<Open>,
    /// Of other employers: those that suit the seeker persona, and any.
    suiting: Vec<Open>,
    others: Vec<Open>,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    posting: PostingId,
    employer: EmployerId,
    at: Moment,
}

impl Stage {
    pub(super) const fn new(own_employer: Option<EmployerId>, takes: HashSet<EmployerId>) -> Self {
        Self { own_employer, takes, own: Vec::new(), suiting: Vec::new(), others: Vec::new() }
    }

    /// Looks at postings that have been written.
    pub(super) fn see(&mut self, postings: &[MadeUpPosting], ids: &[PostingId]) {
        if self.suiting.len() >= OTHERS {
            return;
        }
        for (made_up, id) in postings.iter().zip(ids) {
            if made_up.state != PostingState::Published || !self.takes.contains(&made_up.employer) {
                continue;
            }
            let open = Open { posting: *id, employer: made_up.employer, at: made_up.at };
            if Some(made_up.employer) == self.own_employer {
                self.own.push(open);
                continue;
            }
            let title = &made_up.content.title;
            let suits = story::SUITS_PERSONA.iter().any(|word| title.contains(word));
            let list = if suits { &mut self.suiting } else { &mut self.others };
            if list.len() < OTHERS && list.iter().all(|one| one.employer != open.employer) {
                list.push(open);
            }
        }
    }

    fn posting(&self, which: Which) -> Option<Open> {
        match which {
            // The oldest first: there has been time for a story.
            Which::Own(at) => {
                let mut own: Vec<&Open> = self.own.iter().collect();
                own.sort_by_key(|one| one.at);
                own.get(at).copied().copied()
            }
            Which::Other(at) => {
                let others = self.others.iter().filter(|one| self.suiting.iter().all(|s| s.employer != one.employer));
                self.suiting.iter().chain(others).nth(at).copied()
            }
        }
    }
}

/// Writes the story.
pub(super) async fn write(
    app: &App,
    stage: &Stage,
    staff: &HashMap<String, AccountId>,
    seekers: &Seekers,
) -> Result<(), Error> {
    let asked = match stage.posting(Which::Own(0)) {
        Some(own) => ask(app, own.posting).await?,
        None => Vec::new(),
    };
    let cast = Cast {
        owner: account_with(staff, PersonaRole::EmployerOwner),
        adviser: account_with(staff, PersonaRole::Adviser),
        seekers,
        now: app.db.now(),
    };
    let applications: Vec<MadeUpApplication> =
        story::APPLICATIONS.iter().filter_map(|one| cast.application(one, stage, &asked)).collect();
    made_up::add(&app.db, &app.system, &applications).await?;
    if let (Some(open), Some(persona)) = (stage.posting(Which::Own(1)), seekers.persona) {
        let message = story::INVITATION.to_owned();
        let invitation =
            MadeUpInvitation { posting: open.posting, seeker: persona.id, invited_by: cast.owner, message };
        made_up::invite(&app.db, &app.system, &[invitation]).await?;
    }
    if let Some(account) = seekers.persona.and_then(|persona| persona.account) {
        let kept: Vec<(AccountId, AlertContent)> = saved()?.into_iter().map(|content| (account, content)).collect();
        alerts::made_up::add(&app.db, &app.system, &kept).await?;
    }
    Ok(())
}

/// A saved search and the matches of the profile, as the pages would keep them.
fn saved() -> Result<Vec<AlertContent>, Error> {
    let search = AlertInput {
        query: story::SAVED_SEARCH.to_owned(),
        name: story::SAVED_SEARCH_NAME.to_owned(),
        cadence: "daily".to_owned(),
        ..AlertInput::default()
    };
    let matches = AlertInput { kind: "matches".to_owned(), cadence: "weekly".to_owned(), ..AlertInput::default() };
    Ok(vec![magpie_web::alerting::content(&search, true)?, magpie_web::alerting::content(&matches, true)?])
}

async fn ask(app: &App, posting: PostingId) -> Result<Vec<Question>, Error> {
    let inputs: Vec<QuestionInput> = story::QUESTIONS
        .iter()
        .map(|one| QuestionInput {
            kind: one.kind.to_owned(),
            question: one.question.to_owned(),
            options: one.options.iter().map(|option| (*option).to_owned()).collect(),
            required: one.required,
        })
        .collect();
    let grant = Grant::<EditPosting>::of_system(&app.system, posting);
    // Renewed today: it stands first in the console of its employer, which has hundreds, and does not end tomorrow.
    postings::write::renew(&app.db, &grant).await?;
    questions::replace(&app.db, &grant, &questions::parse(&inputs)?).await?;
    questions::of_posting(&app.db, &grant).await
}

/// Who is who.
struct Cast<'a> {
    owner: Option<AccountId>,
    adviser: Option<AccountId>,
    seekers: &'a Seekers,
    now: Moment,
}

impl Cast<'_> {
    fn known(&self, who: Who) -> Option<Known> {
        match who {
            Who::Persona => self.seekers.persona,
            Who::Seeker(at) => self.seekers.with_account.get(at).copied(),
            Who::WalkIn(at) => self.seekers.walk_ins.get(at).copied(),
        }
    }

    fn application(&self, one: &Application, stage: &Stage, asked: &[Question]) -> Option<MadeUpApplication> {
        let (who, open) = (self.known(one.who)?, stage.posting(one.which)?);
        let sent_by = who.account.or(self.adviser);
        // A posting may be younger than the story: then all happened at once, in the right order.
        let at = |days_ago: i64| self.now.plus_days(-days_ago).max(open.at).min(self.now);
        let step = |step: &story::Step| {
            let to = ApplicationState::from_code(step.to)?;
            Some(MadeUpStep {
                to,
                by: if to == ApplicationState::Withdrawn { sent_by } else { self.owner_of(one.which) },
                at: at(step.days_ago),
                reason: step.reason.and_then(RefusalReason::from_code),
                note: step.note.to_owned(),
            })
        };
        Some(MadeUpApplication {
            posting: open.posting,
            employer: open.employer,
            seeker: who.id,
            sent_by,
            origin: if who.account.is_some() { Origin::Applied } else { Origin::Adviser },
            message: one.message.to_owned(),
            answers: asked
                .iter()
                .map(|question| question.id)
                .zip(one.answers.iter().map(|s| (*s).to_owned()))
                .collect(),
            at: at(one.days_ago),
            steps: one.steps.iter().filter_map(step).collect(),
        })
    }

    /// Other employers' members are not of the story.
    fn owner_of(&self, which: Which) -> Option<AccountId> {
        self.owner.filter(|_| matches!(which, Which::Own(_)))
    }
}
