//! What every handler may use: the database behind its rights, the index, and the settings.
//!
//! Rule: nothing here changes after the start, save what the database and the index hold, and one overview that is
//! counted anew every few seconds.

use magpie_domain::postings::public::{self, Figures};
use magpie_domain::{Db, Error};
use magpie_search::matching::MatchIndex;
use magpie_search::{Index, Query};
use magpie_terms::Moment;
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What the configuration says about serving.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where people reach the site, without a slash at the end: `https://jobs.example.org`.
    pub public_url: String,
    /// Whether the address of the client is taken from `X-Forwarded-For`, because a proxy stands in front.
    pub behind_proxy: bool,
    /// The largest upload in bytes.
    pub upload_bytes: usize,
    /// Name shown in the header and in mails.
    pub site_name: String,
    /// The line for complaints and questions, shown in the footer.
    pub hotline: String,
    /// Whether alerts for matches are evaluated here, so that people can have them.
    pub match_alerts: bool,
}

impl Settings {
    /// Whether cookies are marked Secure: where the site is reached by https.
    #[must_use]
    pub fn secure_cookies(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// The match index of this node, and how far it is.
#[derive(Clone)]
pub struct Matches {
    /// The index.
    pub index: Arc<MatchIndex>,
    /// How much of what there was at the start it knows, from 0 to 1.
    pub ready: Arc<dyn Fn() -> f64 + Send + Sync>,
}

/// Shared by all workers. Cheap to clone.
#[derive(Clone)]
pub struct State {
    /// The database.
    pub db: Db,
    /// The index of public postings.
    pub index: Arc<Index>,
    /// The index of what fits whom.
    pub matches: Matches,
    /// The settings.
    pub settings: Arc<Settings>,
    /// Renders `/metrics`.
    pub metrics: PrometheusHandle,
    /// Whether the index has caught up since the start.
    pub caught_up: Arc<AtomicBool>,
    overview: Arc<Mutex<Kept>>,
}

/// The overview and when it was counted.
type Kept = Option<(Moment, Arc<Overview>)>;

/// What the first page counts.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    /// Postings, headcount and employers.
    pub figures: Figures,
    /// Postings by division, of every level.
    pub districts: Vec<(&'static str, u64)>,
    /// Postings by occupation, of every level.
    pub occupations: Vec<(&'static str, u64)>,
}

/// The overview is counted anew after so many seconds: it reads every public posting.
const OVERVIEW_SECONDS: i64 = 10;

impl State {
    /// The state of a node.
    #[must_use]
    pub fn new(
        db: Db,
        index: Arc<Index>,
        matches: Matches,
        settings: Settings,
        metrics: PrometheusHandle,
        caught_up: Arc<AtomicBool>,
    ) -> Self {
        Self { db, index, matches, settings: Arc::new(settings), metrics, caught_up, overview: Arc::default() }
    }

    /// What the first page counts, at most ten seconds old.
    ///
    /// # Errors
    /// `Internal` where the database or the index does not answer.
    pub async fn overview(&self) -> Result<Arc<Overview>, Error> {
        let now = self.db.now();
        let kept = self.overview.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((at, overview)) = kept
            && (at.0..at.0 + OVERVIEW_SECONDS).contains(&now.0)
        {
            return Ok(overview);
        }
        let figures = public::figures(&self.db).await?;
        let facets = self.index.search(&Query { per_page: 1, ..Query::default() }, now)?.facets;
        let counts = |counts: Vec<magpie_search::Count<&'static str>>| {
            counts.into_iter().map(|count| (count.value, count.count)).collect()
        };
        let overview =
            Arc::new(Overview { figures, districts: counts(facets.district), occupations: counts(facets.occupation) });
        *self.overview.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&overview)));
        Ok(overview)
    }

    /// How much of the match index is filled, in percent, while it is not whole yet.
    #[must_use]
    pub fn preparing(&self) -> Option<u8> {
        let ready = (self.matches.ready)();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 99")]
        (ready < 1.0).then_some((ready * 100.0).clamp(0.0, 99.0) as u8)
    }

    /// Whether requests may be sent here: the index has caught up at least once.
    #[must_use]
    pub fn is_caught_up(&self) -> bool {
        self.caught_up.load(Ordering::Acquire)
    }
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").field("settings", &self.settings).finish_non_exhaustive()
    }
}
