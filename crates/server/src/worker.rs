//! The worker: runs the jobs of the queue and, now and then, what time brings about.
//!
//! Rule: a job is done once it has ended in the database; whatever happens before that, it runs again. No failure ends
//! the worker, and none is silent.

use crate::mailer::{Letter, Mailer, Refusal};
use crate::mails;
use magpie_domain::jobs::{self, Claimed, Outcome};
use magpie_domain::{Db, Error, System, alerts, applications, imports, postings};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;

/// So many jobs are taken at once: with a mail server that does not answer they still end within their lease.
const AT_ONCE: u64 = 5;
/// The queue is looked at so often.
const PAUSE: Duration = Duration::from_millis(500);
/// What time brings about is looked at so often.
const PERIOD: Duration = Duration::from_secs(20);
/// After a failure of the database.
const FAILURE_PAUSE: Duration = Duration::from_secs(2);

/// Runs jobs.
#[derive(Debug)]
pub struct Worker {
    db: Db,
    system: Arc<System>,
    mailer: Mailer,
    base: String,
}

impl Worker {
    /// A worker whose mails link to `base`, the address of the site.
    #[must_use]
    pub fn new(db: Db, system: Arc<System>, mailer: Mailer, base: String) -> Self {
        Self { db, system, mailer, base }
    }

    /// Works until told to stop; then the jobs in hand are finished.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) {
        let mut failing = false;
        let mut next_period = Instant::now();
        while !*stop.borrow() {
            let worked = self.turn(&mut next_period).await;
            let pause = match &worked {
                Ok(0) => PAUSE,
                Ok(_) => Duration::ZERO,
                Err(error) => {
                    // Once for each time of trouble: a database that is away for an hour is one message.
                    if !failing {
                        tracing::error!(%error, "the worker could not go on and tries again");
                    }
                    FAILURE_PAUSE
                }
            };
            if failing && worked.is_ok() {
                tracing::info!("the worker goes on");
            }
            failing = worked.is_err();
            tokio::select! {
                _ = stop.changed() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    async fn turn(&self, next_period: &mut Instant) -> Result<usize, Error> {
        if Instant::now() >= *next_period {
            self.periodic().await?;
            *next_period = Instant::now() + PERIOD;
        }
        self.step().await
    }

    /// Runs what is due and what it leads to until nothing is left: for tests and for the command line.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn drain(&self) -> Result<usize, Error> {
        let mut all = 0;
        loop {
            let done = self.periodic().await? + self.step().await?;
            if done == 0 {
                return Ok(all);
            }
            all += done;
        }
    }

    /// Runs some jobs that are due; gives their number.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn step(&self) -> Result<usize, Error> {
        let claimed = jobs::claim(&self.db, &self.system, AT_ONCE).await?;
        let count = claimed.len();
        for job in claimed {
            let outcome = self.outcome(&job).await;
            let (ended, why) = match &outcome {
                Outcome::Done => ("done", None),
                Outcome::Retry(why) => ("retry", Some(why)),
                Outcome::Fail(why) => ("failed", Some(why)),
            };
            if let Some(why) = why {
                tracing::warn!(job = %job.id, kind = job.kind, attempts = job.attempts, ended, why, "a job did not succeed");
            }
            metrics::counter!("jobs_ended", "kind" => job.kind.clone(), "end" => ended).increment(1);
            jobs::finish(&self.db, &self.system, &job, outcome).await?;
        }
        Ok(count)
    }

    async fn outcome(&self, claimed: &Claimed) -> Outcome {
        let Some(job) = claimed.job else { return Outcome::Fail("this version does not know the kind".to_owned()) };
        let letters = match mails::of(&self.db, &self.system, job, &self.base).await {
            Ok(letters) => letters,
            Err(error) => return Outcome::Retry(error.to_string()),
        };
        // One person's bad address must not keep the mail from the others.
        let mut never = None;
        for (number, outgoing) in letters.into_iter().enumerate() {
            let letter = Letter {
                to: outgoing.to,
                name: outgoing.name,
                subject: outgoing.mail.subject,
                text: outgoing.mail.text,
                html: outgoing.mail.html,
                key: format!("{}-{number}", claimed.id),
                headers: outgoing.headers,
            };
            match self.mailer.send(&letter, self.db.now()).await {
                Ok(()) => {}
                Err(Refusal::NotNow(why)) => return Outcome::Retry(why),
                Err(Refusal::Never(why)) => never = Some(why),
            }
        }
        never.map_or(Outcome::Done, Outcome::Fail)
    }

    /// Does what time brings about; gives the number of things done.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn periodic(&self) -> Result<usize, Error> {
        let mut all = 0;
        loop {
            let some = postings::lifecycle::expire_due(&self.db, &self.system).await?;
            if some == 0 {
                break;
            }
            all += some;
        }
        loop {
            let some = postings::lifecycle::remind_due(&self.db, &self.system).await?;
            if some == 0 {
                break;
            }
            all += some;
        }
        loop {
            let some = applications::remind::remind_due(&self.db, &self.system).await?;
            if some == 0 {
                break;
            }
            all += some;
        }
        all += applications::remind::expire_invitations(&self.db, &self.system).await?;
        let forgotten = imports::write::forget_old(&self.db, &self.system).await?
            + alerts::write::forget_old(&self.db, &self.system).await?;
        Ok(all + usize::try_from(forgotten).unwrap_or(usize::MAX))
    }
}
