//! What machines read without the API: the Atom feed of a search, the sitemap, robots.txt.

use crate::problem::{Problem, Reply};
use crate::searching::{self, Params};
use crate::state::State;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use magpie_domain::Code;
use magpie_domain::ids::PostingId;
use magpie_domain::postings::public;
use magpie_search::Sort;
use std::fmt::Write;

/// Entries of a feed.
const ENTRIES: u32 = 50;
/// URLs of one sitemap; the protocol allows 50,000.
const SITEMAP: u64 = 20_000;

/// The feed of a search, newest first (RFC 4287).
///
/// # Errors
/// As a search.
pub async fn atom(state: Data<State>, request: HttpRequest) -> Reply {
    let (params, _) = Params::read(request.query_string());
    let params = Params { sort: Some(Sort::Newest), page: 1, per_page: Some(ENTRIES), ..params };
    let (_, cards) = searching::search(&state.db, &state.index, &params, false).await?;
    let site = &state.settings.public_url;
    let shown = Params { per_page: None, sort: None, without_facets: false, ..params };
    let title = if shown.q.is_empty() {
        state.settings.site_name.clone()
    } else {
        format!("{} · {}", shown.q, state.settings.site_name)
    };
    let updated = cards.iter().map(|card| card.updated_at).max().unwrap_or_else(|| state.db.now());
    let mut feed =
        String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    let own = escaped(&shown.url(&format!("{site}/search.atom")));
    let page = escaped(&shown.url(&format!("{site}/search")));
    // Writing into a String cannot fail.
    let _ = write!(
        feed,
        "<id>{own}</id>\n<title>{}</title>\n<updated>{}</updated>\n<link rel=\"self\" href=\"{own}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n<author><name>{}</name></author>\n",
        escaped(&title),
        updated.rfc3339(),
        escaped(&state.settings.site_name),
    );
    for card in cards {
        let content = &card.content;
        let _ = writeln!(
            feed,
            "<entry><id>urn:uuid:{id}</id><title>{}</title><link href=\"{site}/postings/{id}\"/><published>{}</published>\
             <updated>{}</updated><author><name>{}</name></author><summary>{}</summary></entry>",
            escaped(&content.title),
            card.published_at.rfc3339(),
            card.updated_at.rfc3339(),
            escaped(&card.employer_name),
            escaped(&magpie_terms::text::shortened(&content.description, 400)),
            id = card.id,
        );
    }
    feed.push_str("</feed>\n");
    Ok(HttpResponse::Ok().content_type("application/atom+xml; charset=utf-8").body(feed))
}

/// What crawlers may read.
///
/// # Errors
/// None.
pub async fn robots(state: Data<State>) -> Reply {
    let site = &state.settings.public_url;
    let body = format!(
        "User-agent: *\nDisallow: /console\nDisallow: /my-postings\nDisallow: /imports\nDisallow: /review\nDisallow: /admin\n\
         Disallow: /account\nDisallow: /search\nSitemap: {site}/sitemap.xml\n"
    );
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(body))
}

/// The index of the sitemaps.
///
/// # Errors
/// `Internal` where the database does not answer.
pub async fn sitemap(state: Data<State>) -> Reply {
    let figures = public::figures(&state.db).await?;
    let site = &state.settings.public_url;
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for number in 0..figures.postings.div_ceil(SITEMAP).max(1) {
        let _ = writeln!(xml, "<sitemap><loc>{site}/sitemaps/{number}.xml</loc></sitemap>");
    }
    xml.push_str("</sitemapindex>\n");
    Ok(HttpResponse::Ok().content_type("application/xml; charset=utf-8").body(xml))
}

/// One sitemap: the addresses of public postings.
///
/// # Errors
/// `not-found` beyond the last.
pub async fn sitemap_page(state: Data<State>, request: HttpRequest) -> Reply {
    let nowhere = || Problem(Code::NotFound.into());
    let name = request.match_info().get("page").unwrap_or_default();
    let number: u64 = name.strip_suffix(".xml").and_then(|number| number.parse().ok()).ok_or_else(nowhere)?;
    if number > 10_000 {
        return Err(nowhere());
    }
    let mut after: Option<PostingId> = None;
    for _ in 0..number {
        let skipped = public::ids_after(&state.db, after, SITEMAP).await?;
        after = Some(skipped.last().ok_or_else(nowhere)?.0);
    }
    let found = public::ids_after(&state.db, after, SITEMAP).await?;
    if found.is_empty() && number > 0 {
        return Err(nowhere());
    }
    let site = &state.settings.public_url;
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    if number == 0 {
        let _ = writeln!(xml, "<url><loc>{site}/</loc></url>\n<url><loc>{site}/employers</loc></url>");
    }
    for (id, updated_at) in found {
        let _ = writeln!(xml, "<url><loc>{site}/postings/{id}</loc><lastmod>{}</lastmod></url>", updated_at.rfc3339());
    }
    xml.push_str("</urlset>\n");
    Ok(HttpResponse::Ok().content_type("application/xml; charset=utf-8").body(xml))
}

/// Text as XML has it. Characters that XML cannot hold were refused when they came in.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&apos;")
}
