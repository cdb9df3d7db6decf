//! A node over a database in a temporary folder, with a clock that stands still and mails in memory.

mod alerting;
mod district;
mod following;
mod mailing;
mod matching;
mod serving;

use crate::app::{App, Options};
use crate::config::{Config, Sources};
use crate::mailer::{Mailer, Outbox};
use magpie_demo::{Generator, Plan};
use magpie_domain::accounts::values::{Locale, Role};
use magpie_domain::accounts::write::MadeUpAccount;
use magpie_domain::employers::policy::ActForEmployer;
use magpie_domain::employers::values::{EmployerState, MemberRole};
use magpie_domain::employers::write::MadeUpEmployer;
use magpie_domain::ids::{EmployerId, PostingId};
use magpie_domain::postings::policy::EditPosting;
use magpie_domain::{Clock, Grant, accounts, employers, postings};
use magpie_search::Query;
use magpie_terms::{Moment, PostingContent};
use std::path::Path;
use tempfile::TempDir;

/// 2026-11-24 16:00 in China.
const NOW: Moment = Moment(1_795_507_200);

struct Node {
    app: App,
    outbox: Outbox,
    clock: Clock,
    data: TempDir,
}

impl Node {
    async fn new() -> Self {
        let (data, outbox, clock) = (tempfile::tempdir().unwrap(), Outbox::new(), Clock::fixed(NOW));
        let app = open(data.path(), &outbox, &clock).await;
        Self { app, outbox, clock, data }
    }

    /// Opens the same folder again, as after the death of the process: nothing is closed or finished before.
    async fn again(self) -> Self {
        let Self { app, outbox, clock, data } = self;
        drop(app);
        let app = open(data.path(), &outbox, &clock).await;
        Self { app, outbox, clock, data }
    }

    /// An approved employer with an owner.
    async fn employer(&self, index: u64) -> EmployerId {
        let owner = MadeUpAccount {
            email: format!("owner{index}@magpie.example"),
            display_name: "招聘负责人".to_owned(),
            locale: Locale::ZhCn,
            role: Role::Seeker,
        };
        let owners = accounts::write::add_made_up(&self.app.db, &self.app.system, &[owner], "none").await.unwrap();
        let made_up = MadeUpEmployer {
            content: generator().employer(index).content,
            state: EmployerState::Approved,
            trusted: true,
            refusal_reason: None,
            members: vec![(owners[0], MemberRole::Owner)],
        };
        employers::write::add_made_up(&self.app.db, &self.app.system, vec![made_up]).await.unwrap()[0]
    }

    async fn publish(&self, employer: EmployerId, content: &PostingContent) -> PostingId {
        let grant = Grant::<ActForEmployer>::of_system(&self.app.system, employer);
        let id = postings::write::create(&self.app.db, &grant, content).await.unwrap();
        postings::write::publish(&self.app.db, &self.edit(id)).await.unwrap();
        id
    }

    fn edit(&self, id: PostingId) -> Grant<EditPosting> {
        Grant::of_system(&self.app.system, id)
    }

    /// Ids that a search gives, straight from the index.
    fn found(&self, text: &str) -> Vec<PostingId> {
        let query = Query { text: text.to_owned(), ..Query::default() };
        let answer = self.app.state.index.search(&query, self.clock.now()).unwrap();
        answer.hits.iter().map(|hit| PostingId::from_bytes(hit.id)).collect()
    }
}

async fn open(data: &Path, outbox: &Outbox, clock: &Clock) -> App {
    let config = Config::load(&Sources::of(data)).unwrap();
    let mailer = Mailer::Memory(outbox.clone());
    App::open(Options { config, clock: clock.clone(), mailer, verify_index: true }).await.unwrap()
}

fn generator() -> Generator {
    Generator::new(Plan { postings: 100, employers: 10, seekers: 10, seed: 7, now: NOW })
}

/// A valid posting with this title.
fn posting(title: &str) -> PostingContent {
    PostingContent { title: title.to_owned(), valid_through: NOW.day().plus_days(30), ..generator().posting(3).content }
}
