//! Evaluating alerts: what became public, against all saved searches that are due.
//!
//! Rule: a saved search finds what the search page finds, because the same code answers it, over an index in memory of
//! the new postings alone; equal searches are asked once. Evaluating only reads. What is delivered, and that nobody is
//! told twice, is decided in `magpie_domain::alerts::deliver`, so several nodes may evaluate at the same time.

use crate::indexer::document;
use magpie_domain::alerts::deliver::{self, CANDIDATES, Found};
use magpie_domain::alerts::due::{self, Due, DueAlert, Fresh};
use magpie_domain::alerts::values::{AlertKind, Cadence};
use magpie_domain::ids::{AccountId, PostingId};
use magpie_domain::{Db, Error, System};
use magpie_search::{Index, PostingDoc};
use magpie_terms::{Moment, Profile};
use magpie_web::alerting;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Looked for so often what is due: with the worker's pause, well within a minute of publishing.
const PERIOD: Duration = Duration::from_secs(20);

/// Which of the postings match a profile, by their ids, the best first, each with its score.
pub type MatchOf = dyn Fn(&Profile, &[PostingDoc]) -> Vec<([u8; 16], f32)> + Send + Sync;

/// Evaluates alerts.
pub struct Alerts {
    db: Db,
    system: Arc<System>,
    matches: Option<Arc<MatchOf>>,
}

impl std::fmt::Debug for Alerts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Alerts").field("matches", &self.matches.is_some()).finish_non_exhaustive()
    }
}

/// What an evaluation did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Evaluated {
    /// Alerts that were due and evaluated against something new.
    pub alerts: u64,
    /// New postings that they were evaluated against.
    pub postings: u64,
    /// Mails that are on their way.
    pub mails: u64,
    /// Postings that these tell of, counted for each mail.
    pub told: u64,
}

impl Alerts {
    /// Evaluates saved searches, and with `matches` also alerts for the matches of a profile. Without, those wait.
    #[must_use]
    pub fn new(db: Db, system: Arc<System>, matches: Option<Arc<MatchOf>>) -> Self {
        Self { db, system, matches }
    }

    /// Whether alerts for matches are evaluated.
    #[must_use]
    pub fn has_matches(&self) -> bool {
        self.matches.is_some()
    }

    /// Evaluates what becomes due until told to stop; then the evaluation in hand is finished.
    pub async fn run(&self, mut stop: watch::Receiver<bool>) {
        let mut failing = false;
        while !*stop.borrow() {
            match self.run_due().await {
                Ok(done) => {
                    if failing {
                        tracing::info!("alerts are evaluated again");
                    }
                    if done.mails > 0 {
                        tracing::info!(alerts = done.alerts, postings = done.postings, mails = done.mails, "alerts");
                    }
                    failing = false;
                }
                Err(error) => {
                    // Once for each time of trouble.
                    if !failing {
                        tracing::error!(%error, "alerts could not be evaluated and are tried again");
                    }
                    failing = true;
                }
            }
            tokio::select! {
                _ = stop.changed() => {}
                () = tokio::time::sleep(PERIOD) => {}
            }
        }
    }

    /// Evaluates what is due now.
    ///
    /// # Errors
    /// Where the database does not answer. What was delivered before stays delivered, the rest is due still.
    pub async fn run_due(&self) -> Result<Evaluated, Error> {
        let kinds: &[AlertKind] = if self.matches.is_some() { AlertKind::ALL } else { &[AlertKind::Search] };
        let mut all = Evaluated::default();
        for cadence in Cadence::ALL {
            let due = due::due(&self.db, &self.system, *cadence, kinds).await?;
            if due.alerts.is_empty() {
                continue;
            }
            let fresh = due::fresh(&self.db, &self.system, &due).await?;
            if !fresh.is_empty() {
                all.alerts += due.alerts.len() as u64;
                all.postings += fresh.len() as u64;
                let found = self.evaluate(&due, fresh).await?;
                let delivered = deliver::deliver(&self.db, &self.system, &due, &found).await?;
                all.mails += delivered.mails;
                all.told += delivered.told;
            }
            deliver::pass_over(&self.db, &self.system, &due).await?;
        }
        metrics::counter!("alert_mails").increment(all.mails);
        Ok(all)
    }

    /// What each alert finds, in the order of the alerts; who finds nothing is left out.
    async fn evaluate(&self, due: &Due, fresh: Vec<Fresh>) -> Result<Vec<Found>, Error> {
        let of_matches: Vec<AccountId> =
            due.alerts.iter().filter(|alert| alert.kind == AlertKind::Matches).map(|alert| alert.account).collect();
        let profiles = due::profiles(&self.db, &self.system, &of_matches).await?;
        let (due, matches) = (due.clone(), self.matches.clone());
        let evaluated = tokio::task::spawn_blocking(move || {
            let Some(matches) = matches else { return find(&due, fresh) };
            let mut evaluation = Evaluation::over(fresh, due.at);
            evaluation.searches(&due.alerts)?;
            evaluation.matches(&due.alerts, &profiles, &*matches);
            Ok(evaluation.found(&due.alerts))
        });
        Ok(evaluated.await.map_err(|cause| Error::internal(format!("evaluating alerts stopped: {cause}")))??)
    }
}

/// What each saved search finds of new postings, in the order of the alerts; who finds nothing is left out. Reads no
/// database and takes its time: not on a thread that others wait for.
///
/// # Errors
/// When there is not enough memory.
pub fn find(due: &Due, fresh: Vec<Fresh>) -> anyhow::Result<Vec<Found>> {
    let mut evaluation = Evaluation::over(fresh, due.at);
    evaluation.searches(&due.alerts)?;
    Ok(evaluation.found(&due.alerts))
}

/// The new postings, and what alerts found of them.
pub(crate) struct Evaluation {
    now: Moment,
    docs: Vec<PostingDoc>,
    /// The place in the log at which each posting became public.
    places: HashMap<[u8; 16], i64>,
    /// By the position of the alert.
    hits: HashMap<usize, (Vec<PostingId>, u64)>,
}

impl Evaluation {
    pub(crate) fn over(fresh: Vec<Fresh>, now: Moment) -> Self {
        let places = fresh.iter().map(|one| (one.posting.id.bytes(), one.seq)).collect();
        let docs = fresh.into_iter().map(|one| document(one.posting)).collect();
        Self { now, docs, places, hits: HashMap::new() }
    }

    fn searches(&mut self, alerts: &[DueAlert]) -> anyhow::Result<()> {
        let mut by_query: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, alert) in alerts.iter().enumerate().filter(|(_, alert)| alert.kind == AlertKind::Search) {
            by_query.entry(&alert.query).or_default().push(number);
        }
        if by_query.is_empty() {
            return Ok(());
        }
        let index = Index::in_memory(self.docs.clone())?;
        for (query, numbers) in by_query {
            let ids = index.found(&alerting::query(query, self.now), self.now)?;
            if ids.is_empty() {
                continue;
            }
            for number in numbers {
                self.keep(number, &alerts[number], ids.iter().copied());
            }
        }
        Ok(())
    }

    pub(crate) fn matches(&mut self, alerts: &[DueAlert], profiles: &HashMap<AccountId, Profile>, matches: &MatchOf) {
        for (number, alert) in alerts.iter().enumerate().filter(|(_, alert)| alert.kind == AlertKind::Matches) {
            let Some(profile) = profiles.get(&alert.account) else { continue };
            let best = matches(profile, &self.docs);
            self.keep(number, alert, best.into_iter().map(|(id, _)| id));
        }
    }

    /// Keeps what is new to this alert.
    fn keep(&mut self, number: usize, alert: &DueAlert, ids: impl Iterator<Item = [u8; 16]>) {
        let mut total = 0;
        let mut best = Vec::new();
        for id in ids.filter(|id| self.places.get(id).is_some_and(|place| *place > alert.cursor)) {
            total += 1;
            if best.len() < CANDIDATES {
                best.push(PostingId::from_bytes(id));
            }
        }
        if total > 0 {
            self.hits.insert(number, (best, total));
        }
    }

    pub(crate) fn found(mut self, alerts: &[DueAlert]) -> Vec<Found> {
        let of = |(number, alert): (usize, &DueAlert)| {
            let (postings, total) = self.hits.remove(&number)?;
            Some(Found { alert: alert.id, account: alert.account, postings, total })
        };
        alerts.iter().enumerate().filter_map(of).collect()
    }
}
