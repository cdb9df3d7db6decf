//! What belongs to the site as a whole: files, health, figures for operators, documents.

use crate::extract::Visitor;
use crate::pages::{frame_of, page};
use crate::problem::{Problem, Reply};
use crate::routes::ROUTES;
use crate::state::State;
use actix_web::http::{StatusCode, header};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use magpie_domain::{Code, jobs};
use magpie_view::assets;
use magpie_view::pages as views;
use utoipa::OpenApi;

/// A file of the pages. Its name holds its hash, so it may be kept for ever.
///
/// # Errors
/// `not-found`.
pub async fn asset(request: HttpRequest) -> Reply {
    let file = assets::find(request.path()).ok_or_else(|| Problem(Code::NotFound.into()))?;
    Ok(HttpResponse::Ok()
        .content_type(file.mime)
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(file.bytes))
}

/// The icon of the site, at the address where browsers look.
///
/// # Errors
/// None.
pub async fn favicon() -> Reply {
    Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, assets::url("favicon.svg"))).finish())
}

/// Whether the process lives.
///
/// # Errors
/// None.
pub async fn healthz() -> Reply {
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n"))
}

/// Whether requests may be sent here: the database answers and the index has caught up.
///
/// # Errors
/// None: not ready is an answer.
pub async fn readyz(state: Data<State>) -> Reply {
    let mut missing = Vec::new();
    if state.db.ping().await.is_err() {
        missing.push("the database does not answer");
    }
    if !state.is_caught_up() {
        missing.push("the index has not caught up yet");
    }
    let (status, body) = if missing.is_empty() {
        (StatusCode::OK, "ready\n".to_owned())
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, format!("{}\n", missing.join("\n")))
    };
    Ok(HttpResponse::build(status).content_type("text/plain; charset=utf-8").body(body))
}

/// Figures for operators, as Prometheus reads them.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn metrics(state: Data<State>) -> Reply {
    let counts = jobs::counts(&state.db).await?;
    #[expect(clippy::cast_precision_loss, reason = "a gauge is a float; 2^53 jobs are never reached")]
    {
        metrics::gauge!("jobs_queued").set(counts.queued as f64);
        metrics::gauge!("jobs_failed").set(counts.failed as f64);
        metrics::gauge!("index_postings").set(state.index.len() as f64);
    }
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(state.metrics.render()))
}

/// Every component of the design, for who works on it.
///
/// # Errors
/// `Internal`.
pub async fn design(request: HttpRequest, visitor: Visitor) -> Reply {
    let frame = frame_of(&visitor, &request);
    page(&request, &views::design::Design { frame })
}

/// What a kind of problem means: the address that problem documents give as their type.
///
/// # Errors
/// `not-found`.
pub async fn problem(request: HttpRequest, visitor: Visitor) -> Reply {
    let name = request.match_info().get("code").unwrap_or_default();
    let known =
        Code::ALL.iter().map(|code| code.name()).chain(["internal", "method-not-allowed"]).find(|known| *known == name);
    let name = known.ok_or_else(|| Problem(Code::NotFound.into()))?;
    let frame = frame_of(&visitor, &request);
    let title = frame.text.text(&format!("problem-{name}")).into_owned();
    let detail = frame.text.text(&format!("problem-{name}-help")).into_owned();
    page(&request, &views::error::Problem { frame, status: 200, code: None, title, detail, request_id: "" })
}

/// The API's description as a page.
///
/// # Errors
/// `Internal`.
pub async fn api_docs(state: Data<State>, request: HttpRequest, visitor: Visitor) -> Reply {
    let document = serde_json::to_value(crate::api::document::Api::openapi())
        .map_err(|cause| anyhow::anyhow!("the OpenAPI document: {cause}"))?;
    let operations = operations(&document, &state.settings.public_url);
    let frame = frame_of(&visitor, &request);
    page(&request, &views::api_docs::ApiDocs { frame, operations: &operations })
}

/// The operations of an OpenAPI document in the order of its paths.
fn operations(document: &serde_json::Value, site: &str) -> Vec<views::api_docs::Operation> {
    let text = |value: &serde_json::Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let responses = operation["responses"].as_object().into_iter().flatten();
            let about = operation["summary"].as_str().unwrap_or_default();
            found.push(views::api_docs::Operation {
                method: method.to_uppercase(),
                path: path.clone(),
                summary: about.to_owned(),
                description: text(operation, "description"),
                parameters: parameters
                    .map(|parameter| views::api_docs::Parameter {
                        name: text(parameter, "name"),
                        location: text(parameter, "in"),
                        kind: type_of(&parameter["schema"]),
                        required: parameter["required"].as_bool().unwrap_or(false),
                        description: text(parameter, "description"),
                    })
                    .collect(),
                responses: responses
                    .map(|(status, response)| {
                        let said = text(response, "description");
                        let shape = schema_name(&response["content"]);
                        (status.clone(), if said.is_empty() { shape } else { said })
                    })
                    .collect(),
                example: example(method, path, site),
            });
        }
    }
    found
}

/// The type of a parameter: `integer`, `array of string`.
fn type_of(schema: &serde_json::Value) -> String {
    let name = |value: &serde_json::Value| match &value["type"] {
        serde_json::Value::Array(kinds) => {
            kinds.first().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
        }
        kind => kind.as_str().unwrap_or_default().to_owned(),
    };
    match name(schema).as_str() {
        "array" => format!("array of {}", name(&schema["items"])),
        kind => kind.to_owned(),
    }
}

/// A call that works as it stands, for reads without an id.
fn example(method: &str, path: &str, site: &str) -> String {
    let query = match (method, path) {
        ("get", "/api/v1/search") => "?q=护理&district=110108&pay_min=6000",
        ("get", "/api/v1/suggest") => "?q=护",
        ("get", path) if !path.contains('{') => "",
        _ => return String::new(),
    };
    format!("curl '{site}{path}{query}'")
}

/// The name of the schema of a body, where it has one.
fn schema_name(content: &serde_json::Value) -> String {
    let first = content.as_object().and_then(|kinds| kinds.iter().next());
    first.map_or_else(String::new, |(mime, body)| match body["schema"]["$ref"].as_str() {
        Some(reference) => reference.rsplit('/').next().unwrap_or_default().to_owned(),
        None => mime.clone(),
    })
}

/// What no route matches: another method of a known address, or nothing at all.
///
/// # Errors
/// `not-found`.
pub async fn nowhere(request: HttpRequest) -> Reply {
    let named = ROUTES.iter().filter(|(_, pattern)| matches(pattern, request.path())).map(|(method, _)| *method);
    // Where there is a GET there is a HEAD.
    let methods = named.flat_map(|method| if method == "get" { vec!["GET", "HEAD"] } else { vec![method] });
    let methods: Vec<String> = methods.map(str::to_uppercase).collect();
    if methods.is_empty() || methods.iter().any(|method| method == request.method().as_str()) {
        return Err(Code::NotFound.into());
    }
    Ok(HttpResponse::MethodNotAllowed().insert_header((header::ALLOW, methods.join(", "))).finish())
}

/// Whether a path has the form of a pattern.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len()
        && pattern
            .iter()
            .zip(&path)
            .all(|(wanted, found)| wanted.starts_with('{') && !found.is_empty() || wanted == found)
}
