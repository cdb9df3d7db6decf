//! The results of a search.

use crate::alerting;
use crate::extract::Visitor;
use crate::pages::{frame_of, page};
use crate::problem::Reply;
use crate::searching::{self, Found, PER_PAGE, Params};
use crate::state::State;
use actix_web::HttpRequest;
use actix_web::web::Data;
use magpie_domain::employers;
use magpie_domain::postings::public;
use magpie_search::{DEPTH, Facets, Parsed, highlight, highlight_all, parse};
use magpie_view::Text;
use magpie_view::pages::search as views;
use std::fmt::Display;

/// Characters of a snippet.
const SNIPPET: usize = 110;
/// Postings offered where nothing is found.
const OFFERED: u64 = 6;

/// The results page. What is not understood in the URL is left out.
///
/// # Errors
/// `Internal`.
pub async fn results(state: Data<State>, request: HttpRequest, visitor: Visitor) -> Reply {
    let (params, _) = Params::read(request.query_string());
    let params = Params { per_page: None, without_facets: false, ..params };
    let Found { answer, hits, related } = searching::search_by_meaning(&state, &params, true).await?;
    let newest =
        if answer.total == 0 && related.is_empty() { public::newest(&state.db, OFFERED).await? } else { Vec::new() };
    let employer = match params.employer {
        Some(id) => employers::public::show(&state.db, id).await?.map(|employer| employer.name),
        None => None,
    };
    let parsed = parse(&params.q);
    let form = form(&params);
    let frame = magpie_view::Frame { search: &params.q, ..frame_of(&visitor, &request) };
    let pager = form.pager(params.page.into(), PER_PAGE.into(), answer.total, DEPTH as u64);
    let view = views::Results {
        frame,
        cards: hits.iter().map(|posting| card(posting, &parsed)).collect(),
        related: related.iter().map(|posting| card(posting, &parsed)).collect(),
        facets: facets(frame.text, &answer.facets, &form),
        chips: form.chips(frame.text, employer.as_deref()),
        did_you_mean: answer.did_you_mean.map(|text| {
            let url = form.with_words(&text).url();
            (text, url)
        }),
        relaxed: answer.relaxed,
        total_without_filters: answer.total_without_filters,
        pager,
        atom_url: form.url_at("/search.atom"),
        api_url: form.url_at("/api/v1/search"),
        saving: alerting::saving(&state.db, &visitor, &params).await?,
        newest: &newest,
        form: &form,
    };
    page(&request, &view)
}

fn card<'a>(posting: &'a public::Posting, parsed: &Parsed) -> views::Card<'a> {
    views::Card {
        title: highlight_all(&posting.content.title, parsed),
        snippet: highlight(&posting.content.description, parsed, SNIPPET),
        posting,
    }
}

/// The search as the page's form has it.
pub(crate) fn form(params: &Params) -> views::SearchForm {
    fn text<T: Display>(value: Option<T>) -> String {
        value.map(|value| value.to_string()).unwrap_or_default()
    }
    let many = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    views::SearchForm {
        q: params.q.clone(),
        district: many(&params.district),
        occupation: many(&params.occupation),
        pay_min: text(params.pay_min),
        pay_max: text(params.pay_max),
        negotiable: text(params.negotiable_code()),
        education: text(params.education),
        experience: text(params.experience),
        graduates: text(params.graduates.then_some("yes")),
        employment_type: params.employment_type.iter().map(ToString::to_string).collect(),
        shift: params.shift.iter().map(ToString::to_string).collect(),
        employer: text(params.employer),
        since: text(params.since),
        sort: text(params.sort_code()),
    }
}

fn facets(text: Text, facets: &Facets, form: &views::SearchForm) -> Vec<views::FacetGroup> {
    fn counts<T: Display>(counts: &[magpie_search::Count<T>]) -> Vec<views::Count> {
        counts.iter().map(|count| views::Count { value: count.value.to_string(), count: count.count }).collect()
    }
    vec![
        views::FacetGroup::new(text, "district", &counts(&facets.district), form),
        views::FacetGroup::new(text, "occupation", &counts(&facets.occupation), form),
        views::FacetGroup::new(text, "education", &counts(&facets.education), form),
        views::FacetGroup::new(text, "experience", &counts(&facets.experience), form),
        views::FacetGroup::new(text, "employment_type", &counts(&facets.employment_type), form),
        views::FacetGroup::new(text, "shift", &counts(&facets.shift), form),
    ]
}
