//! What a handler may ask of a request: the visitor, the right to act, ids by name, forms and JSON.
//!
//! Rule: [`Granted`] is the only way to a grant. It takes the thing's id from the path by the name of its segment, so
//! that what was checked is what is acted on.

use crate::problem::Problem;
use crate::state::State;
use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use magpie_domain::accounts::policy::{Administer, OwnAccount};
use magpie_domain::accounts::values::Locale;
use magpie_domain::alerts::policy::OwnAlert;
use magpie_domain::applications::policy::{AnswerInvitation, FollowApplication, HandleApplication, SeeApplication};
use magpie_domain::employers::policy::{ActForEmployer, ManageEmployer, ReviewEmployer, SeeReviewQueue};
use magpie_domain::ids::{AlertId, ApplicationId, BatchId, CandidateInvitationId, EmployerId, PostingId, SeekerId};
use magpie_domain::imports::policy::{ImportPostings, PublishBatch, SeeBatch};
use magpie_domain::postings::policy::{EditPosting, ReviewPosting};
use magpie_domain::seekers::policy::{ActForSeeker, AssistSeekers, DecideForSeeker};
use magpie_domain::{Action, Actor, Code, Error, Grant};
use magpie_terms::Violations;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::future::{Ready, ready};

/// Who looks: signed in or not, in which language, from where. Put into the request by the middleware.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The account, where there is a session.
    pub actor: Option<Actor>,
    /// The language of the answer.
    pub locale: Locale,
    /// The client's address, for the brake on sign-ins.
    pub address: String,
    /// The browser, as it names itself.
    pub user_agent: String,
}

impl FromRequest for Visitor {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = request.extensions().get::<Self>().cloned();
        ready(found.ok_or_else(|| Problem(Error::internal("a request without its visitor"))))
    }
}

/// Something that is named in the path.
pub trait FromPath: Sized {
    /// Reads it from the path; what is not there or not an id does not exist.
    ///
    /// # Errors
    /// `not-found`.
    fn from_path(request: &HttpRequest) -> Result<Self, Error>;
}

impl FromPath for () {
    fn from_path(_: &HttpRequest) -> Result<Self, Error> {
        Ok(())
    }
}

/// Reads a segment of the path by its name.
fn segment<T>(request: &HttpRequest, name: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Error> {
    request.match_info().get(name).and_then(parse).ok_or_else(|| Code::NotFound.into())
}

impl FromPath for EmployerId {
    fn from_path(request: &HttpRequest) -> Result<Self, Error> {
        segment(request, "employer", Self::parse)
    }
}

impl FromPath for PostingId {
    fn from_path(request: &HttpRequest) -> Result<Self, Error> {
        segment(request, "posting", Self::parse)
    }
}

impl FromPath for BatchId {
    fn from_path(request: &HttpRequest) -> Result<Self, Error> {
        segment(request, "batch", Self::parse)
    }
}

impl FromPath for AlertId {
    fn from_path(request: &HttpRequest) -> Result<Self, Error> {
        segment(request, "alert", Self::parse)
    }
}

impl FromPath for SeekerId {
    fn from_path(request: &HttpRequest) -> Result<Self, Error> {
        segment(request, "seeker", Self::parse)
    }
}

impl FromPath for ApplicationId {
    fn from_path(request: &HttpRequest) -> Result<Self, Error> {
        segment(request, "application", Self::parse)
    }
}

impl FromPath for CandidateInvitationId {
    fn from_path(request: &HttpRequest) -> Result<Self, Error> {
        segment(request, "invite", Self::parse)
    }
}

/// An import is for the employer of the path, and for those that the file names where the path has none.
impl FromPath for Option<EmployerId> {
    fn from_path(request: &HttpRequest) -> Result<Self, Error> {
        match request.match_info().get("employer") {
            None => Ok(None),
            Some(text) => EmployerId::parse(text).map(Some).ok_or_else(|| Code::NotFound.into()),
        }
    }
}

/// An action whose subject a path can name. An action without a row here cannot be asked for by a handler.
pub trait WebAction: Action<Subject: FromPath> {}
impl WebAction for OwnAccount {}
impl WebAction for Administer {}
impl WebAction for ActForEmployer {}
impl WebAction for ManageEmployer {}
impl WebAction for SeeReviewQueue {}
impl WebAction for ReviewEmployer {}
impl WebAction for EditPosting {}
impl WebAction for ReviewPosting {}
impl WebAction for ImportPostings {}
impl WebAction for SeeBatch {}
impl WebAction for PublishBatch {}
impl WebAction for OwnAlert {}
impl WebAction for DecideForSeeker {}
impl WebAction for AssistSeekers {}
impl WebAction for ActForSeeker {}
impl WebAction for HandleApplication {}
impl WebAction for FollowApplication {}
impl WebAction for SeeApplication {}
impl WebAction for AnswerInvitation {}

/// The right to do `A` to what the path names.
pub struct Granted<A: WebAction>(pub Grant<A>);

impl<A: WebAction + 'static> FromRequest for Granted<A> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let state = state(&request)?;
            let visitor = Visitor::extract(&request).await?;
            // Signed in or not is asked first: a stranger does not even learn which ids have the right form.
            let actor = visitor.actor.ok_or(Code::SignInNeeded)?;
            let subject = A::Subject::from_path(&request)?;
            Ok(Self(Grant::ask(&state.db, &actor, subject).await?))
        })
    }
}

fn state(request: &HttpRequest) -> Result<State, Error> {
    let found = request.app_data::<Data<State>>();
    found.map(|state| state.as_ref().clone()).ok_or_else(|| Error::internal("a request without the state"))
}

/// The largest form or JSON body: what a person says about themselves, 20,000 characters of four bytes each, written
/// with percent signs, and room.
const BODY_BYTES: usize = 288 * 1024;

/// Reads a body up to a limit.
///
/// # Errors
/// `too-large`, or `bad-request` where the client broke off.
pub async fn body(payload: &mut Payload, limit: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Code::BadRequest)?;
        if bytes.len() + chunk.len() > limit {
            return Err(Code::TooLarge.into());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// The fields of an urlencoded form, in order, as sent.
pub struct Form(pub Vec<(String, String)>);

impl FromRequest for Form {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_form = request.content_type().eq_ignore_ascii_case("application/x-www-form-urlencoded");
        let mut payload = payload.take();
        Box::pin(async move {
            let bytes = body(&mut payload, BODY_BYTES).await?;
            if !is_form && !bytes.is_empty() {
                return Err(Code::BadRequest.into());
            }
            let pairs = serde_urlencoded_pairs(&bytes).ok_or(Code::BadRequest)?;
            Ok(Self(pairs))
        })
    }
}

/// Decodes `a=b&c=d`; not valid UTF-8 is no form.
#[must_use]
pub fn serde_urlencoded_pairs(bytes: &[u8]) -> Option<Vec<(String, String)>> {
    actix_web::web::Query::<Vec<(String, String)>>::from_query(std::str::from_utf8(bytes).ok()?)
        .ok()
        .map(actix_web::web::Query::into_inner)
}

impl Form {
    /// The parameters of a URL, which are written as a form is.
    ///
    /// # Errors
    /// `invalid` where they are not.
    pub fn of_query(request: &HttpRequest) -> Result<Self, Problem> {
        let pairs = serde_urlencoded_pairs(request.query_string().as_bytes());
        pairs.map(Self).ok_or_else(|| crate::problem::invalid("query", "bad_query"))
    }

    /// The first value of a field; empty where it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Whether a box was ticked.
    #[must_use]
    pub fn ticked(&self, name: &str) -> bool {
        matches!(self.get(name), "yes" | "on" | "true" | "1")
    }

    /// The form as an input type: the fields are those that the type has, and no others. Fields that were not sent are
    /// empty; `besides` are those of the page itself.
    ///
    /// # Errors
    /// `invalid` with `unknown_field` for each field that the type does not have, `doubled_field` for one sent twice.
    pub fn parse<T: DeserializeOwned + Serialize + Default>(&self, besides: &[&str]) -> Result<T, Error> {
        let broken = |cause: serde_json::Error| Error::internal(format!("a form: {cause}"));
        let mut fields = serde_json::to_value(T::default()).map_err(broken)?;
        let Some(known) = fields.as_object_mut() else { return Err(Error::internal("a form that is no object")) };
        let mut violations = Violations::default();
        let mut seen: Vec<&str> = Vec::new();
        for (name, value) in &self.0 {
            if besides.contains(&name.as_str()) {
                continue;
            }
            match known.get_mut(name) {
                Some(_) if seen.contains(&name.as_str()) => violations.add(name.as_str(), "doubled_field"),
                Some(field) => *field = serde_json::Value::String(value.clone()),
                None => violations.add_with(
                    "form",
                    "unknown_field",
                    vec![("value", magpie_terms::text::shortened(name, 40))],
                ),
            }
            seen.push(name);
        }
        violations.finish(Some(()))?;
        serde_json::from_value(fields).map_err(broken)
    }
}

/// A JSON body, or what is wrong with it: told by the handler only after it has its grant, so that a body at fault
/// gets the same answer as a good one from who may not do this.
pub struct Json<T>(Result<T, Problem>);

impl<T> Json<T> {
    /// The body.
    ///
    /// # Errors
    /// `invalid` where it is not the JSON that is taken here, `too-large`.
    pub fn read(self) -> Result<T, Problem> {
        self.0
    }
}

impl<T: DeserializeOwned> FromRequest for Json<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = request.content_type().eq_ignore_ascii_case("application/json");
        let mut payload = payload.take();
        Box::pin(async move {
            if !is_json {
                return Ok(Self(Err(crate::problem::invalid("body", "not_json_type"))));
            }
            let parsed = body(&mut payload, BODY_BYTES).await.map_err(Problem).and_then(|bytes| {
                serde_json::from_slice(&bytes).map_err(|cause| {
                    let mut violations = Violations::default();
                    let reason = magpie_terms::text::shortened(&cause.to_string(), 200);
                    violations.add_with("body", "bad_json", vec![("value", reason)]);
                    Problem(violations.into())
                })
            });
            Ok(Self(parsed))
        })
    }
}
