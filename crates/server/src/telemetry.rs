//! Logs and counters.
//!
//! Rule: logs go to the standard error stream, so that what a command prints stays clean; each is set up once for the
//! process, and a second try changes nothing, because tests start many nodes in one process.

use crate::config::Log;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;
use tracing_subscriber::EnvFilter;

/// The variable that goes before the configured level.
pub const LEVEL_VARIABLE: &str = "MAGPIE_LOG";

/// What is said by libraries at `info` and wanted by nobody.
const QUIET: &str = ",actix_server=warn,sea_orm_migration=warn";

/// Starts the log. `usual` is the filter where [`LEVEL_VARIABLE`] says nothing. Gives what is wrong with the filter, if
/// anything; then `info` holds.
pub fn start_log(log: &Log, usual: &str) -> Option<String> {
    let said = std::env::var(LEVEL_VARIABLE).ok().filter(|said| !said.is_empty());
    let wanted = said.as_deref().unwrap_or(usual);
    // A level alone is about us; libraries tell of their threads and of having nothing to do.
    let quiet = if wanted.contains(['=', ',']) { "" } else { QUIET };
    let (filter, fault) = match EnvFilter::try_new(format!("{wanted}{quiet}")) {
        Ok(filter) => (filter, None),
        Err(error) => (EnvFilter::new("info"), Some(format!("`{wanted}` is not a filter for the log: {error}"))),
    };
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // The error says that a log was started before.
    let _ = if log.json {
        builder.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init()
    } else {
        builder.with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr())).try_init()
    };
    fault
}

/// The counters of the process.
#[must_use]
pub fn counters() -> PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE
        .get_or_init(|| {
            let builder = PrometheusBuilder::new();
            // Seconds of requests and searches; without buckets the exporter would keep every sample for a while.
            let builder = match builder.set_buckets(&[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0]) {
                Ok(builder) => builder,
                Err(_) => PrometheusBuilder::new(),
            };
            let recorder = builder.build_recorder();
            let handle = recorder.handle();
            // The error says that somebody else counts; then ours stays empty.
            let _ = metrics::set_global_recorder(recorder);
            describe();
            handle
        })
        .clone()
}

/// Says what each counter counts, those of `web` too, so that `/metrics` explains itself.
fn describe() {
    use metrics::{describe_counter, describe_gauge, describe_histogram};
    describe_histogram!("http_request_seconds", "Seconds from a request to its answer, by route");
    describe_histogram!("search_seconds", "Seconds that a search took in the index");
    describe_counter!("internal_errors", "Requests that failed by our own fault");
    describe_gauge!("index_lag", "Changes of the log that the index has not seen yet");
    describe_gauge!("index_postings", "Postings in the index");
    describe_gauge!("index_rebuild_seconds", "Seconds that the last rebuild of the index took");
    describe_counter!("index_changes", "Changes of the log that the index has taken in");
    describe_counter!("index_failures", "Steps of the index that failed and are tried again");
    describe_gauge!("jobs_queued", "Jobs that wait or run");
    describe_gauge!("jobs_failed", "Jobs that were given up");
    describe_counter!("jobs_ended", "Jobs of the queue that ended, by kind and end");
    describe_counter!("mails_sent", "Mails that were handed over");
}
