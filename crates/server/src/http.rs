//! The HTTP server around the handlers of `web`.
//!
//! Rule: this is the one place where the server and `web` meet.

use crate::config;
use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, Error, HttpMessage, HttpServer};
use magpie_web::State;
use std::net::TcpListener;
use tracing::Span;
use tracing_actix_web::{RequestId, RootSpanBuilder, TracingLogger};

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
            .wrap(TracingLogger::<Root>::new())
    });
    Ok(server
        .workers(workers)
        // The signals are the server crate's own: worker and indexer stop after the last request.
        .disable_signals()
        .shutdown_timeout(STOP_SECONDS)
        .listen(listener)?
        .run())
}

/// The span around a request: its id, so that what is logged on the way can be found by it. The address is left out,
/// because it may hold the token of a mailed link.
struct Root;

impl RootSpanBuilder for Root {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let request_id = request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default();
        tracing::info_span!("request", request_id)
    }

    fn on_request_end<B: MessageBody>(_: Span, _: &Result<ServiceResponse<B>, Error>) {}
}
