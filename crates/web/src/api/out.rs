//! The shapes of the API's answers.

use magpie_domain::ids::{EmployerId, PostingId};
use magpie_domain::postings::public::Posting;
use magpie_domain::postings::{read, values::PostingState};
use magpie_search::Facets;
use magpie_terms::{Pay, PostingContent, PostingInput};
use serde::Serialize;
use utoipa::ToSchema;

/// A public posting.
#[derive(Debug, Serialize, ToSchema)]
pub struct PostingOut {
    /// The posting's id, a UUID.
    #[schema(value_type = String, format = "uuid")]
    pub id: PostingId,
    /// Its page.
    pub url: String,
    /// The employer.
    pub employer: EmployerRefOut,
    /// Title.
    pub title: String,
    /// Code of the national occupation classification.
    pub occupation: Option<&'static str>,
    /// Name of the occupation.
    pub occupation_name: Option<&'static str>,
    /// People sought.
    pub headcount: u16,
    /// Pay; `null` where it is negotiable.
    pub pay: Option<PayOut>,
    /// Education asked for.
    pub education: &'static str,
    /// Whether only full-time studies count.
    pub education_full_time: bool,
    /// Years of work, at least.
    pub experience_min: u8,
    /// Years of work, at most.
    pub experience_max: Option<u8>,
    /// Whether people who just left school are welcome.
    pub graduates: bool,
    /// Division code of the place of work.
    pub district: &'static str,
    /// Name of the division.
    pub district_name: String,
    /// Address.
    pub address: String,
    /// Type of employment.
    pub employment_type: &'static str,
    /// When the work is done.
    pub shift: Option<&'static str>,
    /// Benefits.
    pub benefits: Vec<String>,
    /// Skills.
    pub skills: Vec<String>,
    /// What the work is, plain text.
    pub description: String,
    /// The last day on which the posting stands.
    #[schema(value_type = String, format = "date")]
    pub valid_through: String,
    /// When it was published, RFC 3339.
    #[schema(format = "date-time")]
    pub published_at: String,
    /// When it last changed, RFC 3339.
    #[schema(format = "date-time")]
    pub updated_at: String,
    /// The number of the version.
    pub version: i64,
}

/// The employer of a posting.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmployerRefOut {
    /// Its id, a UUID.
    #[schema(value_type = String, format = "uuid")]
    pub id: EmployerId,
    /// Its name.
    pub name: String,
    /// Whether an organizer examined it.
    pub verified: bool,
}

/// Pay: a range for a period, and as yuan a month for comparison.
#[derive(Debug, Serialize, ToSchema)]
pub struct PayOut {
    /// Yuan for the period, at least, at most two decimals.
    pub min: String,
    /// Yuan for the period, at most.
    pub max: String,
    /// `month`, `hour`, `day` or `year`.
    pub period: &'static str,
    /// Months paid a year.
    pub months: u8,
    /// Whole yuan a month, at least (21.75 days or 174 hours make a month).
    pub monthly_min: i64,
    /// Whole yuan a month, at most.
    pub monthly_max: i64,
}

impl PayOut {
    fn of(pay: Pay) -> Option<Self> {
        let Pay::Range(range) = pay else { return None };
        let (monthly_min, monthly_max) = range.monthly_yuan();
        Some(Self {
            min: magpie_terms::pay::fen_to_yuan(range.min_fen),
            max: magpie_terms::pay::fen_to_yuan(range.max_fen),
            period: range.period.code(),
            months: range.months,
            monthly_min,
            monthly_max,
        })
    }
}

impl PostingOut {
    /// The shape of a posting; `public_url` is where the site is reached.
    #[must_use]
    pub fn of(posting: Posting, public_url: &str) -> Self {
        let PostingContent {
            title,
            occupation,
            headcount,
            pay,
            education,
            education_full_time,
            experience,
            district,
            address,
            employment_type,
            shift,
            benefits,
            skills,
            description,
            valid_through,
        } = posting.content;
        Self {
            id: posting.id,
            url: format!("{public_url}/postings/{}", posting.id),
            employer: EmployerRefOut {
                id: posting.employer,
                name: posting.employer_name,
                verified: posting.employer_verified,
            },
            title,
            occupation: occupation.map(|entry| entry.code),
            occupation_name: occupation.map(|entry| entry.name),
            headcount,
            pay: PayOut::of(pay),
            education: education.code(),
            education_full_time,
            experience_min: experience.min_years,
            experience_max: experience.max_years,
            graduates: experience.graduates,
            district: district.code,
            district_name: district.full_name(),
            address,
            employment_type: employment_type.code(),
            shift: shift.map(|shift| shift.code()),
            benefits,
            skills,
            description,
            valid_through: valid_through.to_string(),
            published_at: posting.published_at.rfc3339(),
            updated_at: posting.updated_at.rfc3339(),
            version: posting.version,
        }
    }
}

/// A page of a search.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchOut {
    /// All hits, also those on other pages.
    pub total: u64,
    /// The page, from 1.
    pub page: u32,
    /// Hits on a page.
    pub per_page: u32,
    /// The hits of the page, in order.
    pub postings: Vec<PostingOut>,
    /// Postings of the first page, by relevance, that fit by meaning, nearest first: at most as many as the page has left.
    /// Where `relaxed` is set they go before the hits, and a hit that is among them is not in `postings`. Empty while the
    /// server is still getting ready after a start.
    pub related: Vec<PostingOut>,
    /// How the hits spread; each facet is counted without its own filter.
    #[schema(value_type = Object)]
    pub facets: Facets,
    /// A text close to the one asked for that finds more.
    pub did_you_mean: Option<String>,
    /// No posting has all the words: these have some of them.
    pub relaxed: bool,
    /// The page lies beyond the 10,000 hits that can be paged through.
    pub too_deep: bool,
    /// The next page of the same search.
    pub next: Option<String>,
}

/// A posting as the members of its employer see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnPostingOut {
    /// The posting's id, a UUID.
    #[schema(value_type = String, format = "uuid")]
    pub id: PostingId,
    /// The employer's id, a UUID.
    #[schema(value_type = String, format = "uuid")]
    pub employer: EmployerId,
    /// Where it stands.
    pub state: PostingState,
    /// The number of the version; send it back when you change the posting.
    pub version: i64,
    /// Why an organizer refused it or took it down.
    pub refusal_reason: Option<String>,
    /// The fields, as they are sent.
    pub fields: PostingInput,
}

impl From<read::Detail> for OwnPostingOut {
    fn from(detail: read::Detail) -> Self {
        Self {
            id: detail.id,
            employer: detail.employer,
            state: detail.state,
            version: detail.version,
            fields: detail.fields(),
            refusal_reason: detail.refusal_reason,
        }
    }
}

/// A posting in the list of its employer.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnRowOut {
    /// The posting's id, a UUID.
    #[schema(value_type = String, format = "uuid")]
    pub id: PostingId,
    /// Title.
    pub title: String,
    /// Where it stands.
    pub state: PostingState,
    /// People sought.
    pub headcount: i64,
    /// The last day on which it stands.
    #[schema(value_type = String, format = "date")]
    pub valid_through: String,
    /// When it last changed, RFC 3339.
    #[schema(format = "date-time")]
    pub updated_at: String,
}

impl From<read::Row> for OwnRowOut {
    fn from(row: read::Row) -> Self {
        Self {
            id: row.id,
            title: row.title,
            state: row.state,
            headcount: row.headcount,
            valid_through: row.valid_through.to_string(),
            updated_at: row.updated_at.rfc3339(),
        }
    }
}
