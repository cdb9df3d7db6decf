//! The queue of what must happen once after a write: mails.
//!
//! Rule: a job is written in the transaction that it follows and carries an id only; it re-reads the truth when it
//! runs, so running it again does no harm. It ends in done, retry or fail, and a failed one stays to be seen.

use crate::db::{Db, System, at_most};
use crate::error::Error;
use crate::ids::{
    ApplicationId, CandidateInvitationId, DeliveryId, EmployerId, InvitationId, JobId, PostingId, SignUpId,
};
use magpie_terms::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult, QuerySelect, Set};

/// Everything that can be in the queue. The set is closed: a kind without a handler does not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// Asks a new person to confirm the address, or tells an old one that there is an account.
    MailSignUp(SignUpId),
    /// Invites somebody to become a member of an employer.
    MailInvitation(InvitationId),
    /// Tells the owners that the employer was approved or refused.
    MailEmployerDecided(EmployerId),
    /// Tells the members that a posting was approved or refused.
    MailPostingDecided(PostingId),
    /// Reminds the members that a posting ends in five days.
    MailPostingExpiring(PostingId),
    /// Tells the members that somebody applied.
    MailApplicationReceived(ApplicationId),
    /// Tells the seeker where the application stands now.
    MailApplicationMoved(ApplicationId),
    /// Tells the members that the seeker withdrew.
    MailApplicationWithdrawn(ApplicationId),
    /// Reminds the members that an application waits for an answer.
    MailApplicationUnanswered(ApplicationId),
    /// Tells a seeker that an employer would like an application.
    MailCandidateInvited(CandidateInvitationId),
    /// Tells the members what the seeker answered.
    MailCandidateAnswered(CandidateInvitationId),
    /// Tells a person of new postings.
    MailAlert(DeliveryId),
}

/// A job taken out of the queue by one worker.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// Its id.
    pub id: JobId,
    /// What to do; `None` where this version does not know the kind.
    pub job: Option<Job>,
    /// The kind as written.
    pub kind: String,
    /// How often it was tried, this time counted.
    pub attempts: i64,
}

/// How a job ended.
#[derive(Debug)]
pub enum Outcome {
    /// It happened.
    Done,
    /// Not this time; try again later.
    Retry(String),
    /// It will never happen.
    Fail(String),
}

/// How many jobs wait, run or have failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Waiting or running.
    pub queued: u64,
    /// Given up.
    pub failed: u64,
}

/// A job is given up after so many tries: with doubling pauses that is about four hours.
const MOST_ATTEMPTS: i64 = 10;
/// A worker that died gives its jobs back after so many seconds.
const LEASE_SECONDS: i64 = 120;

impl Job {
    fn columns(self) -> (&'static str, String) {
        match self {
            Self::MailSignUp(id) => ("mail-sign-up", id.text()),
            Self::MailInvitation(id) => ("mail-invitation", id.text()),
            Self::MailEmployerDecided(id) => ("mail-employer-decided", id.text()),
            Self::MailPostingDecided(id) => ("mail-posting-decided", id.text()),
            Self::MailPostingExpiring(id) => ("mail-posting-expiring", id.text()),
            Self::MailApplicationReceived(id) => ("mail-application-received", id.text()),
            Self::MailApplicationMoved(id) => ("mail-application-moved", id.text()),
            Self::MailApplicationWithdrawn(id) => ("mail-application-withdrawn", id.text()),
            Self::MailApplicationUnanswered(id) => ("mail-application-unanswered", id.text()),
            Self::MailCandidateInvited(id) => ("mail-candidate-invited", id.text()),
            Self::MailCandidateAnswered(id) => ("mail-candidate-answered", id.text()),
            Self::MailAlert(id) => ("mail-alert", id.text()),
        }
    }

    fn from_columns(kind: &str, subject: &str) -> Option<Self> {
        Some(match kind {
            "mail-sign-up" => Self::MailSignUp(SignUpId::parse(subject)?),
            "mail-invitation" => Self::MailInvitation(InvitationId::parse(subject)?),
            "mail-employer-decided" => Self::MailEmployerDecided(EmployerId::parse(subject)?),
            "mail-posting-decided" => Self::MailPostingDecided(PostingId::parse(subject)?),
            "mail-posting-expiring" => Self::MailPostingExpiring(PostingId::parse(subject)?),
            "mail-application-received" => Self::MailApplicationReceived(ApplicationId::parse(subject)?),
            "mail-application-moved" => Self::MailApplicationMoved(ApplicationId::parse(subject)?),
            "mail-application-withdrawn" => Self::MailApplicationWithdrawn(ApplicationId::parse(subject)?),
            "mail-application-unanswered" => Self::MailApplicationUnanswered(ApplicationId::parse(subject)?),
            "mail-candidate-invited" => Self::MailCandidateInvited(CandidateInvitationId::parse(subject)?),
            "mail-candidate-answered" => Self::MailCandidateAnswered(CandidateInvitationId::parse(subject)?),
            "mail-alert" => Self::MailAlert(DeliveryId::parse(subject)?),
            _ => return None,
        })
    }
}

pub(crate) async fn append(tx: &DatabaseTransaction, now: Moment, jobs: &[(Job, Moment)]) -> Result<(), Error> {
    for some in jobs.chunks(500) {
        let rows = some.iter().map(|(job, run_at)| {
            let (kind, subject) = job.columns();
            entity::ActiveModel {
                id: Set(JobId::new().text()),
                kind: Set(kind.to_owned()),
                subject: Set(subject),
                run_at: Set(run_at.0),
                attempts: Set(0),
                locked_until: Set(None),
                state: Set("queued".to_owned()),
                last_error: Set(None),
                created_at: Set(now.0),
            }
        });
        entity::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Takes up to `limit` due jobs for this worker; nobody else gets them until the lease runs out.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn claim(db: &Db, system: &System, limit: u64) -> Result<Vec<Claimed>, Error> {
    let now = db.now();
    // Looked at without a write first: an idle worker must not take SQLite's writer every second.
    if due(db, now).await? == 0 {
        return Ok(Vec::new());
    }
    let tx = db.begin(system).await?;
    // A job that took its worker down each time is not given to the next one for ever.
    entity::Entity::update_many()
        .col_expr(entity::Column::State, "failed".into())
        .col_expr(entity::Column::LockedUntil, Option::<i64>::None.into())
        .col_expr(entity::Column::LastError, Some("no worker came back from it").into())
        .filter(entity::Column::State.eq("queued"))
        .filter(entity::Column::LockedUntil.lt(now.0))
        .filter(entity::Column::Attempts.gte(MOST_ATTEMPTS))
        .exec(tx.conn())
        .await?;
    let mut some = Query::select();
    some.column(entity::Column::Id)
        .from(entity::Entity)
        .and_where(entity::Column::State.eq("queued"))
        .and_where(entity::Column::RunAt.lte(now.0))
        .and_where(entity::Column::LockedUntil.is_null().or(entity::Column::LockedUntil.lt(now.0)))
        .order_by(entity::Column::RunAt, sea_orm::sea_query::Order::Asc)
        .limit(at_most(limit))
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    let mut update = Query::update();
    update
        .table(entity::Entity)
        .value(entity::Column::LockedUntil, now.0 + LEASE_SECONDS)
        .value(entity::Column::Attempts, Expr::col(entity::Column::Attempts).add(1))
        .and_where(entity::Column::Id.in_subquery(some))
        .returning_all();
    let rows = tx.conn().query_all(&update).await?;
    let mut rows: Vec<entity::Model> =
        rows.iter().map(|row| entity::Model::from_query_result(row, "")).collect::<Result<_, _>>()?;
    // A database gives back what it changed in any order; what waits longest is done first.
    rows.sort_by(|a, b| (a.run_at, &a.id).cmp(&(b.run_at, &b.id)));
    tx.commit().await?;
    rows.into_iter()
        .map(|row| {
            Ok(Claimed {
                id: JobId::from_row(&row.id)?,
                job: Job::from_columns(&row.kind, &row.subject),
                kind: row.kind,
                attempts: row.attempts,
            })
        })
        .collect()
}

async fn due(db: &Db, now: Moment) -> Result<u64, Error> {
    Ok(entity::Entity::find()
        .filter(entity::Column::State.eq("queued"))
        .filter(entity::Column::RunAt.lte(now.0))
        .filter(entity::Column::LockedUntil.is_null().or(entity::Column::LockedUntil.lt(now.0)))
        .limit(1)
        .count(db.read())
        .await?)
}

/// Writes how a claimed job ended. A job that is retried too often counts as failed. Where the lease ran out and
/// another worker has the job by now, only `Done` still counts: the other's own end will tell.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn finish(db: &Db, system: &System, claimed: &Claimed, outcome: Outcome) -> Result<(), Error> {
    let tx = db.begin(system).await?;
    let id = claimed.id.text();
    match outcome {
        Outcome::Done => {
            entity::Entity::delete_by_id(id).exec(tx.conn()).await?;
        }
        Outcome::Retry(reason) if claimed.attempts < MOST_ATTEMPTS => {
            let pause = 15_i64 << claimed.attempts.clamp(0, 10);
            entity::Entity::update_many()
                .col_expr(entity::Column::RunAt, (tx.now().0 + pause).into())
                .col_expr(entity::Column::LockedUntil, Option::<i64>::None.into())
                .col_expr(entity::Column::LastError, reason.into())
                .filter(entity::Column::Id.eq(id))
                .filter(entity::Column::Attempts.eq(claimed.attempts))
                .exec(tx.conn())
                .await?;
        }
        Outcome::Retry(reason) | Outcome::Fail(reason) => {
            entity::Entity::update_many()
                .col_expr(entity::Column::State, "failed".into())
                .col_expr(entity::Column::LockedUntil, Option::<i64>::None.into())
                .col_expr(entity::Column::LastError, reason.into())
                .filter(entity::Column::Id.eq(id))
                .filter(entity::Column::Attempts.eq(claimed.attempts))
                .exec(tx.conn())
                .await?;
        }
    }
    tx.commit().await
}

/// Counts the queue.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn counts(db: &Db) -> Result<Counts, Error> {
    let count =
        async |state: &str| entity::Entity::find().filter(entity::Column::State.eq(state)).count(db.read()).await;
    Ok(Counts { queued: count("queued").await?, failed: count("failed").await? })
}

pub(crate) mod entity {
    //! Its rows.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "job")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub kind: String,
        pub subject: String,
        pub run_at: i64,
        pub attempts: i64,
        pub locked_until: Option<i64>,
        pub state: String,
        pub last_error: Option<String>,
        pub created_at: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
