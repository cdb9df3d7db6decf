//! A world for a test: a database of its own, a clock that stands still, and people in it.
//!
//! Rule: with `TEST_DATABASE_URL` every test gets a fresh PostgreSQL database, else a fresh SQLite file; no test knows
//! which it has. Nobody sleeps: time moves by [`World::pass`].

use crate::accounts::sessions;
use crate::accounts::values::{Locale, Role};
use crate::accounts::write::{MadeUpAccount, add_made_up};
use crate::authority::{Action, Actor, Grant};
use crate::db::OpenOptions;
use crate::employers::policy::{ActForEmployer, ManageEmployer, ReviewEmployer};
use crate::employers::values::MemberRole;
use crate::employers::write::add_member;
use crate::ids::{AccountId, EmployerId, JobId, PostingId};
use crate::jobs::{self, Job, Outcome};
use crate::postings::policy::{EditPosting, ReviewPosting};
use crate::postings::values::PostingState;
use crate::{Clock, Code, Db, Error, System, employers, postings};
use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use magpie_terms::{CreditCode, Day, EmployerContent, EmployerInput, Moment, PostingContent, PostingInput};
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The password of every account of a test.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// Cheap, because no test is about the strength of the hash.
static PASSWORD_HASH: LazyLock<String> = LazyLock::new(|| {
    let params = Params::new(8, 1, 1, None).expect("parameters");
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password(PASSWORD.as_bytes()).expect("a hash").to_string()
});

/// Begins elsewhere in each process, for some tests run several on one database.
static NUMBER: LazyLock<AtomicU32> = LazyLock::new(|| AtomicU32::new(std::process::id() % 9000 * 1000));

/// Every table of the product.
pub(crate) const TABLES: [&str; 27] = [
    "account",
    "alert",
    "alert_delivery",
    "alert_sent",
    "application",
    "application_event",
    "application_note",
    "audit",
    "candidate_invitation",
    "change",
    "employer",
    "employer_invitation",
    "employer_member",
    "import_batch",
    "job",
    "posting",
    "posting_version",
    "screening_question",
    "seeker",
    "seeker_block",
    "seeker_consent",
    "seeker_distinct",
    "seeker_entry",
    "seeker_merge",
    "session",
    "sign_in_failure",
    "sign_up",
];

/// A database of one test, with the clock it goes by.
pub(crate) struct World {
    pub(crate) db: Db,
    pub(crate) system: System,
    pub(crate) url: String,
    place: Place,
}

enum Place {
    /// Somebody else's to tidy up.
    Elsewhere,
    Folder {
        _goes_with_the_test: tempfile::TempDir,
    },
    Server {
        admin: String,
        name: String,
    },
}

impl World {
    pub(crate) async fn open() -> Self {
        let clock = Clock::fixed(Moment(1_795_500_000));
        let (url, place) = match std::env::var("TEST_DATABASE_URL") {
            Ok(admin) => {
                let name = format!("magpie_domain_{}", JobId::new().text().replace('-', ""));
                run(&admin, &format!("CREATE DATABASE {name} TEMPLATE template0")).await;
                let server = admin.rsplit_once('/').expect("a URL with the name of a database").0;
                (format!("{server}/{name}"), Place::Server { admin, name })
            }
            Err(_) => {
                let folder = tempfile::tempdir().expect("a folder");
                let url = format!("sqlite:{}", folder.path().join("magpie.db").display());
                (url, Place::Folder { _goes_with_the_test: folder })
            }
        };
        let (db, system) = Db::open(&options(&url), clock).await.expect("a database");
        Self { db, system, url, place }
    }

    /// The world of a database that somebody else keeps.
    pub(crate) async fn at(url: &str) -> Self {
        let (db, system) = Db::open(&options(url), Clock::fixed(Moment(1_795_500_000))).await.expect("a database");
        Self { db, system, url: url.to_owned(), place: Place::Elsewhere }
    }

    /// Another node on the same database, with the same clock.
    pub(crate) async fn another_node(&self) -> (Db, System) {
        Db::open(&options(&self.url), self.db.clock().clone()).await.expect("a database")
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.db.clock().advance(seconds);
    }

    pub(crate) fn today(&self) -> Day {
        self.db.clock().today()
    }

    pub(crate) async fn grant<A: Action>(&self, actor: &Actor, subject: A::Subject) -> Grant<A> {
        Grant::ask(&self.db, actor, subject).await.expect("a grant")
    }

    pub(crate) fn of_system<A: Action>(&self, subject: A::Subject) -> Grant<A> {
        Grant::of_system(&self.system, subject)
    }

    pub(crate) async fn person(&self, name: &str, role: Role) -> Actor {
        let account = MadeUpAccount {
            email: format!("{name}@example.org"),
            display_name: name.to_owned(),
            locale: Locale::ZhCn,
            role,
        };
        let ids = add_made_up(&self.db, &self.system, &[account], &PASSWORD_HASH).await.expect("an account");
        self.session(ids[0]).await.1
    }

    pub(crate) async fn seeker(&self, name: &str) -> Actor {
        self.person(name, Role::Seeker).await
    }

    pub(crate) async fn organizer(&self) -> Actor {
        self.person("organizer", Role::Organizer).await
    }

    /// A session of the account: its token and who acts by it.
    pub(crate) async fn session(&self, account: AccountId) -> (String, Actor) {
        let tx = self.db.begin(&self.system).await.expect("a write");
        let token = sessions::open(&tx, account, "test").await.expect("a session");
        tx.commit().await.expect("a commit");
        let actor = sessions::authenticate(&self.db, &token).await.expect("an answer").expect("an actor");
        (token, actor)
    }

    pub(crate) async fn join(&self, employer: EmployerId, actor: &Actor, role: MemberRole) {
        let tx = self.db.begin(&self.system).await.expect("a write");
        add_member(&tx, employer, account(actor), role).await.expect("a member");
        tx.commit().await.expect("a commit");
    }

    /// An employer that waits, with its owner.
    pub(crate) async fn waiting(&self, name: &str) -> (Actor, EmployerId) {
        let owner = self.seeker(&format!("owner{}", number())).await;
        let grant = self.grant(&owner, ()).await;
        let id = employers::write::register(&self.db, &grant, employer(name)).await.expect("an employer");
        (owner, id)
    }

    /// An employer that an organizer approved, with its owner.
    pub(crate) async fn approved(&self, name: &str) -> (Actor, EmployerId) {
        let (owner, id) = self.waiting(name).await;
        employers::write::approve(&self.db, &self.of_system::<ReviewEmployer>(id)).await.expect("an approval");
        (owner, id)
    }

    /// An approved employer whose postings need no review.
    pub(crate) async fn trusted(&self, name: &str) -> (Actor, EmployerId) {
        let (owner, id) = self.approved(name).await;
        let tx = self.db.begin(&self.system).await.expect("a write");
        employers::write::trust(&tx, id).await.expect("trust");
        tx.commit().await.expect("a commit");
        (owner, id)
    }

    pub(crate) async fn draft(&self, by: &Actor, employer: EmployerId, title: &str) -> PostingId {
        let grant = self.grant::<ActForEmployer>(by, employer).await;
        postings::write::create(&self.db, &grant, &self.posting(title)).await.expect("a draft")
    }

    /// A posting of a trusted employer, brought to this state by the commands that lead there.
    pub(crate) async fn posting_in(&self, by: &Actor, employer: EmployerId, state: PostingState) -> PostingId {
        let id = self.draft(by, employer, "养老护理员").await;
        let edit = self.grant::<EditPosting>(by, id).await;
        if state == PostingState::InReview {
            self.set_state(id, state).await;
            return id;
        }
        if state != PostingState::Draft {
            postings::write::publish(&self.db, &edit).await.expect("publish");
        }
        match state {
            PostingState::Draft | PostingState::InReview | PostingState::Published => {}
            PostingState::Closed => postings::write::close(&self.db, &edit).await.expect("close"),
            PostingState::Withdrawn => postings::write::withdraw(&self.db, &edit).await.expect("withdraw"),
            PostingState::Expired => self.set_state(id, state).await,
        }
        id
    }

    pub(crate) async fn set_state(&self, id: PostingId, state: PostingState) {
        self.run(&format!("UPDATE posting SET state = '{}' WHERE id = '{id}'", state.code())).await;
    }

    pub(crate) async fn state(&self, id: PostingId) -> PostingState {
        postings::read::for_system(&self.db, &self.system, id).await.expect("a posting").state
    }

    pub(crate) fn edit(&self, id: PostingId) -> Grant<EditPosting> {
        self.of_system(id)
    }

    pub(crate) fn review(&self, id: PostingId) -> Grant<ReviewPosting> {
        self.of_system(id)
    }

    pub(crate) fn manage(&self, id: EmployerId) -> Grant<ManageEmployer> {
        self.of_system(id)
    }

    pub(crate) fn posting(&self, title: &str) -> PostingContent {
        PostingContent::parse(&self.posting_input(title), self.today()).expect("a valid posting")
    }

    pub(crate) fn posting_input(&self, title: &str) -> PostingInput {
        PostingInput {
            title: title.into(),
            headcount: "3".into(),
            pay_kind: "range".into(),
            pay_min: "6000".into(),
            pay_max: "8000".into(),
            education: "junior_high".into(),
            district: "110108".into(),
            employment_type: "full_time".into(),
            benefits: "包吃、包住".into(),
            skills: "耐心".into(),
            description: "照料老人的起居，协助用餐和散步。".into(),
            valid_through: self.today().plus_days(30).to_string(),
            ..PostingInput::default()
        }
    }

    /// The jobs in the queue, taken out of it.
    pub(crate) async fn take_jobs(&self) -> Vec<Job> {
        let mut found = Vec::new();
        for claimed in jobs::claim(&self.db, &self.system, 1000).await.expect("an answer") {
            jobs::finish(&self.db, &self.system, &claimed, Outcome::Done).await.expect("an end");
            found.push(claimed.job.expect("a known kind"));
        }
        found
    }

    pub(crate) async fn run(&self, sql: &str) {
        self.db.read().execute_unprepared(sql).await.expect(sql);
    }

    /// The first column of the first row, a whole number.
    pub(crate) async fn number(&self, sql: &str) -> i64 {
        let row = self.db.read().query_one_raw(self.statement(sql)).await.expect(sql).expect("a row");
        row.try_get_by_index(0).expect("a number")
    }

    /// The first column of each row, a text.
    pub(crate) async fn texts(&self, sql: &str) -> Vec<String> {
        let rows = self.db.read().query_all_raw(self.statement(sql)).await.expect(sql);
        rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
    }

    fn statement(&self, sql: &str) -> Statement {
        Statement::from_string(self.db.read().get_database_backend(), sql)
    }

    /// How many rows each table has: what a command that did nothing leaves as it was.
    pub(crate) async fn row_counts(&self) -> Vec<(&'static str, i64)> {
        let mut counts = Vec::new();
        for table in TABLES {
            counts.push((table, self.number(&format!("SELECT COUNT(*) FROM {table}")).await));
        }
        counts
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.db.read().get_database_backend() == DbBackend::Sqlite
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let Place::Server { admin, name } = &self.place else { return };
        let (admin, statement) = (admin.clone(), format!("DROP DATABASE {name} WITH (FORCE)"));
        // On a thread of its own, because a runtime cannot wait inside another.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(run(&admin, &statement));
        })
        .join();
        assert!(dropped.is_ok() || std::thread::panicking(), "the test's database is left behind");
    }
}

async fn run(url: &str, sql: &str) {
    let connection = Database::connect(url).await.expect("PostgreSQL of TEST_DATABASE_URL");
    connection.execute_unprepared(sql).await.expect(sql);
    connection.close().await.expect("an end");
}

pub(crate) fn options(url: &str) -> OpenOptions {
    OpenOptions { url: url.to_owned(), connections: 8 }
}

/// A number that no other thing of this process has.
pub(crate) fn number() -> u32 {
    NUMBER.fetch_add(1, Ordering::Relaxed)
}

pub(crate) fn credit_code() -> CreditCode {
    CreditCode::with_check(&format!("91110108MA{:07}", number())).expect("a code")
}

pub(crate) fn employer(name: &str) -> EmployerContent {
    employer_with_code(name, credit_code().as_str())
}

pub(crate) fn employer_with_code(name: &str, code: &str) -> EmployerContent {
    EmployerContent::parse(&EmployerInput {
        name: name.into(),
        credit_code: code.into(),
        industry: "Q".into(),
        size: "20_99".into(),
        district: "110108".into(),
        address: "中关村大街1号".into(),
        description: "照料老人。".into(),
        contact_name: "王女士".into(),
        contact_phone: "010-62510000".into(),
        contact_email: "hr@example.org".into(),
    })
    .expect("a valid employer")
}

pub(crate) fn account(actor: &Actor) -> AccountId {
    actor.account().expect("an account")
}

/// The code that was refused with; `None` where it went well.
#[track_caller]
pub(crate) fn refusal<T>(result: Result<T, Error>) -> Option<Code> {
    match result {
        Ok(_) => None,
        Err(Error::Internal(cause)) => panic!("an internal error: {cause:?}"),
        Err(error) => error.code(),
    }
}
