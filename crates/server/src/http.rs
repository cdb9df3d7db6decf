//! The HTTP server around the handlers of `web`.
//!
//! Rule: this is the one place where the server and `web` meet.

use crate::config;
use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer};
use magpie_web::State;
use std::net::TcpListener;
use tracing_actix_web::TracingLogger;

/// Seconds that requests in flight get to end when the server stops.
const STOP_SECONDS: u64 = 30;

/// A server that answers on `listener` once it is awaited.
pub(crate) fn server(state: State, listener: TcpListener, settings: &config::Server) -> std::io::Result<Server> {
    let workers = match settings.workers {
        0 => std::thread::available_parallelism().map_or(2, usize::from),
        said => said,
    };
    let server = HttpServer::new(move || {
        // The last one is the outermost: the logger gives the request its id before anything else looks at it.
        App::new()
            .configure(magpie_web::configure(&state))
            .wrap(from_fn(magpie_web::middleware::around))
            .wrap(Compress::default())
            .wrap(TracingLogger::default())
    });
    Ok(server
        .workers(workers)
        // The signals are the server crate's own: worker and indexer stop after the last request.
        .disable_signals()
        .shutdown_timeout(STOP_SECONDS)
        .listen(listener)?
        .run())
}
