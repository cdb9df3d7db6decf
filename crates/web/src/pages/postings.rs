//! A posting for anyone, what is left of one that has ended, and its versions.

use crate::extract::{FromPath, Visitor};
use crate::matching;
use crate::pages::{frame_of, page, page_with};
use crate::problem::Reply;
use crate::searching::{self, Params};
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use magpie_domain::applications;
use magpie_domain::ids::PostingId;
use magpie_domain::postings::public::{self, Posting, Shown};
use magpie_domain::{Code, Error};
use magpie_terms::{Pay, PayPeriod};
use magpie_view::pages::postings as views;
use serde_json::json;

/// Postings offered beside one.
const RELATED: usize = 4;

/// A posting; 410 with what else there is where it has ended.
///
/// # Errors
/// `not-found`.
pub async fn show(state: Data<State>, request: HttpRequest, visitor: Visitor) -> Reply {
    let id = PostingId::from_path(&request)?;
    let shown = public::show(&state.db, id).await?.ok_or(Code::NotFound)?;
    let frame = frame_of(&visitor, &request);
    match shown {
        Shown::Live(posting, contact) => {
            let related = related(&state, &posting.content.title, Some(id)).await?;
            let url = format!("{}/postings/{id}", state.settings.public_url);
            let answers = match posting.employer_verified {
                true => applications::public::answer_figures(&state.db, posting.employer).await?,
                false => None,
            };
            let json_ld = json_ld(&posting, &url).to_string();
            let (contact, related) = (contact.as_ref(), related.as_slice());
            page(&request, &views::Show { frame, posting: &posting, contact, json_ld, url, related, answers })
        }
        Shown::Ended { title, employer, employer_name } => {
            let related = related(&state, &title, None).await?;
            let view =
                views::Ended { frame, title: &title, employer, employer_name: &employer_name, related: &related };
            page_with(&request, StatusCode::GONE, &view)
        }
    }
}

/// The versions of a posting.
///
/// # Errors
/// `not-found`.
pub async fn versions(state: Data<State>, request: HttpRequest, visitor: Visitor) -> Reply {
    let id = PostingId::from_path(&request)?;
    let versions = public::versions(&state.db, id).await?;
    let title = versions.first().ok_or(Code::NotFound)?.fields.title.clone();
    let frame = frame_of(&visitor, &request);
    page(&request, &views::Versions { frame, posting: id, title: &title, versions: &versions })
}

/// Postings like one; while the match index is filled, and for one that has ended, what a search for the title finds.
async fn related(state: &State, title: &str, besides: Option<PostingId>) -> Result<Vec<Posting>, Error> {
    if let (Some(posting), None) = (besides, state.preparing()) {
        let found = matching::like(state, posting, RELATED).await?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    let params = Params { q: title.to_owned(), page: 1, per_page: Some(8), ..Params::default() };
    let (_, mut found) = searching::search(&state.db, &state.index, &params, false).await?;
    found.retain(|posting| Some(posting.id) != besides);
    found.truncate(RELATED);
    Ok(found)
}

/// The posting as schema.org JobPosting, with the properties that job search engines ask for.
fn json_ld(posting: &Posting, url: &str) -> serde_json::Value {
    let content = &posting.content;
    let mut value = json!({
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": content.title,
        "description": paragraphs(&content.description),
        "identifier": {"@type": "PropertyValue", "name": "Magpie", "value": posting.id.to_string()},
        "url": url,
        "datePosted": posting.published_at.day().to_string(),
        "validThrough": content.valid_through.end().plus_seconds(-1).rfc3339(),
        "employmentType": content.employment_type.schema_org(),
        "totalJobOpenings": content.headcount,
        "hiringOrganization": {"@type": "Organization", "name": posting.employer_name},
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": content.address,
                "addressLocality": content.district.name,
                "addressRegion": content.district.lineage().last().map_or("", |province| province.name),
                "addressCountry": "CN",
            },
        },
        "directApply": posting.employer_verified,
    });
    if let Some(occupation) = content.occupation {
        value["occupationalCategory"] = json!(format!("{} {}", occupation.code, occupation.name));
    }
    if !content.skills.is_empty() {
        value["skills"] = json!(content.skills.join(", "));
    }
    if !content.benefits.is_empty() {
        value["jobBenefits"] = json!(content.benefits.join(", "));
    }
    if let Some(category) = content.education.credential_category() {
        value["educationRequirements"] =
            json!({"@type": "EducationalOccupationalCredential", "credentialCategory": category});
    }
    if content.experience.min_years > 0 {
        value["experienceRequirements"] = json!({
            "@type": "OccupationalExperienceRequirements",
            "monthsOfExperience": u32::from(content.experience.min_years) * 12,
        });
    }
    if let Pay::Range(range) = content.pay {
        let unit = match range.period {
            PayPeriod::Month => "MONTH",
            PayPeriod::Hour => "HOUR",
            PayPeriod::Day => "DAY",
            PayPeriod::Year => "YEAR",
        };
        value["baseSalary"] = json!({
            "@type": "MonetaryAmount",
            "currency": "CNY",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": yuan(range.min_fen),
                "maxValue": yuan(range.max_fen),
                "unitText": unit,
            },
        });
    }
    value
}

/// Fen as a JSON number of yuan.
fn yuan(fen: i64) -> serde_json::Value {
    serde_json::from_str(&magpie_terms::pay::fen_to_yuan(fen)).unwrap_or(serde_json::Value::Null)
}

/// Plain text as the little HTML that search engines want in a description.
fn paragraphs(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    escaped.lines().map(|line| format!("<p>{line}</p>")).collect()
}
