//! Employers as anyone may see them.

use crate::api::json;
use crate::extract::{Form, FromPath};
use crate::problem::{self, Reply};
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::web::Data;
use magpie_domain::Code;
use magpie_domain::employers::public;
use magpie_domain::ids::EmployerId;
use magpie_terms::{Violations, text};
use serde::Serialize;
use utoipa::ToSchema;

/// An employer.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmployerOut {
    /// Its id, a UUID.
    #[schema(value_type = String, format = "uuid")]
    pub id: EmployerId,
    /// Its page.
    pub url: String,
    /// Its name.
    pub name: String,
    /// Whether an organizer examined it.
    pub verified: bool,
    /// 统一社会信用代码, of a verified employer.
    pub credit_code: Option<String>,
    /// Section of GB/T 4754, a letter from `A` to `T`.
    pub industry: Option<&'static str>,
    /// People employed.
    pub size: Option<&'static str>,
    /// Division code.
    pub district: Option<String>,
    /// Address.
    pub address: String,
    /// A few lines.
    pub description: String,
    /// Public postings now.
    pub postings: u64,
}

impl EmployerOut {
    fn of(employer: public::Employer, public_url: &str) -> Self {
        Self {
            url: format!("{public_url}/employers/{}", employer.id),
            id: employer.id,
            name: employer.name,
            verified: employer.verified,
            credit_code: employer.credit_code,
            industry: employer.industry.map(|industry| industry.code()),
            size: employer.size.map(|size| size.code()),
            district: employer.district,
            address: employer.address,
            description: employer.description,
            postings: employer.postings,
        }
    }
}

/// A page of employers.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmployerListOut {
    /// All in this choice, also those on other pages.
    pub total: u64,
    /// Those of the page, by name.
    pub employers: Vec<EmployerOut>,
}

/// Lists the verified employers by name.
#[utoipa::path(
    get, path = "/api/v1/employers", tag = "employers",
    params(("q" = Option<String>, Query, description = "Part of the name"), ("page" = Option<u32>, Query, description = "From 1, 24 on a page")),
    responses((status = 200, body = EmployerListOut), (status = 422, body = problem::Document)),
)]
pub async fn list(state: Data<State>, request: HttpRequest) -> Reply {
    let query = Form::of_query(&request)?;
    let mut violations = Violations::default();
    let page = match query.get("page") {
        "" => Some(1),
        page => violations.keep("page", text::whole_number(page, 1, 100_000)),
    };
    let page = violations.finish(page)?;
    let (employers, total) = public::list(&state.db, query.get("q"), page.unsigned_abs()).await?;
    let public_url = &state.settings.public_url;
    json(&EmployerListOut {
        total,
        employers: employers.into_iter().map(|employer| EmployerOut::of(employer, public_url)).collect(),
    })
}

/// Shows an employer.
#[utoipa::path(
    get, path = "/api/v1/employers/{employer}", tag = "employers",
    params(("employer" = String, Path, description = "The employer's id")),
    responses((status = 200, body = EmployerOut), (status = 404, body = problem::Document)),
)]
pub async fn show(state: Data<State>, request: HttpRequest) -> Reply {
    let id = EmployerId::from_path(&request)?;
    let employer = public::show(&state.db, id).await?.ok_or(Code::NotFound)?;
    json(&EmployerOut::of(employer, &state.settings.public_url))
}
