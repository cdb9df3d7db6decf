//! Queries against the index, against index and database, and through HTTP, side by side in one run.
//!
//! What a query covers: `index` is the index alone and gives ids; `in_process` adds the cards from the database with the
//! public's rights, which is what a caller gets; `http` is `/api/v1/search` over one connection, with its JSON.

use super::{Folder, Times, district, open, print, rounded, seconds};
use magpie_demo::{Generator, Plan};
use magpie_server::App;
use magpie_terms::Moment;
use magpie_web::searching::{self, Params};
use serde_json::json;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::Instant;

/// Different queries of each kind.
const QUERIES: usize = 400;
/// Rounds over them; the first warms up and is not counted.
const ROUNDS: usize = 5;

/// Measures over a new district, or over the one in a folder that `magpie demo` wrote before.
///
/// # Errors
/// Where the product cannot be opened or does not answer.
pub async fn run(postings: u64, kept: Option<PathBuf>) -> anyhow::Result<()> {
    let is_new = kept.is_none();
    let folder = kept.map_or_else(|| Folder::new("search"), |path| Ok(Folder::kept(path)))?;
    let app = open(&folder).await?;
    let began = Instant::now();
    if is_new {
        district(&app, postings).await?;
    }
    let written = seconds(began);
    let began = Instant::now();
    app.indexer.settle().await.map_err(|error| anyhow::anyhow!("{error}"))?;
    print(
        &json!({"bench": "search", "postings": postings, "public": app.state.index.len(), "written_s": written, "indexed_s": seconds(began)}),
    );
    let (address, listening) = app.listen("127.0.0.1:0".parse()?).await.map_err(|error| anyhow::anyhow!("{error}"))?;
    for (kind, queries) in queries(postings) {
        measure(&app, kind, &queries, address).await?;
    }
    listening.stop().await;
    Ok(())
}

/// The kinds of queries: words out of titles as the district has them.
fn queries(postings: u64) -> Vec<(&'static str, Vec<Params>)> {
    let plan = Plan { postings, employers: 300, seekers: 1, seed: 1, now: Moment(1_795_000_000) };
    let generator = Generator::new(plan);
    let step = (postings / QUERIES as u64).max(1);
    let titles: Vec<String> =
        (0..QUERIES as u64).map(|number| generator.posting((number * step) % postings).content.title).collect();
    // Every second query is a whole title, the others are its last two characters or its last word: the words that
    // many postings have.
    let words = titles.iter().enumerate().map(|(number, title)| {
        if number % 2 == 0 {
            return title.clone();
        }
        match title.rsplit_once(' ') {
            Some((_, word)) => word.to_owned(),
            None => title.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect(),
        }
    });
    let keyword: Vec<Params> =
        words.map(|q| Params { q, page: 1, without_facets: true, ..Params::default() }).collect();
    let filtered = keyword.iter().map(|params| Params {
        district: vec!["110108"],
        pay_min: Some(6_000),
        pay_max: Some(12_000),
        without_facets: false,
        ..params.clone()
    });
    let filtered = filtered.collect();
    let newest =
        keyword.iter().map(|params| Params { sort: Some(magpie_search::Sort::Newest), ..params.clone() }).collect();
    vec![("keyword", keyword), ("keyword + district + pay + facets", filtered), ("keyword, newest first", newest)]
}

async fn measure(app: &App, kind: &str, queries: &[Params], address: std::net::SocketAddr) -> anyhow::Result<()> {
    let (mut index, mut in_process, mut http) = (Times::default(), Times::default(), Times::default());
    let mut hits = 0_u64;
    let (mut index_s, mut process_s, mut http_s) = (0.0, 0.0, 0.0);
    for round in 0..ROUNDS {
        let (mut of_index, mut of_process) = (Times::default(), Times::default());
        let began = Instant::now();
        for params in queries {
            let now = app.db.now();
            let one = Instant::now();
            let answer = app.state.index.search(&params.query(now, !params.without_facets), now)?;
            of_index.add(one.elapsed());
            hits += u64::from(answer.total > 0);
        }
        let index_round = began.elapsed().as_secs_f64();
        let began = Instant::now();
        for params in queries {
            let one = Instant::now();
            searching::search_by_meaning(&app.state, params, !params.without_facets)
                .await
                .map_err(|error| anyhow::anyhow!("{error}"))?;
            of_process.add(one.elapsed());
        }
        let process_round = began.elapsed().as_secs_f64();
        let asked: Vec<String> = queries.iter().map(|params| params.url("/api/v1/search")).collect();
        let began = Instant::now();
        let of_http = tokio::task::spawn_blocking(move || ask(address, &asked)).await??;
        let http_round = began.elapsed().as_secs_f64();
        if round > 0 {
            index.extend(of_index);
            in_process.extend(of_process);
            http.extend(of_http);
            (index_s, process_s, http_s) = (index_s + index_round, process_s + process_round, http_s + http_round);
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "some thousands of queries")]
    let rate = |seconds: f64| rounded((queries.len() * (ROUNDS - 1)) as f64 / seconds);
    let ratio = http.percentile(0.5) / in_process.percentile(0.5);
    print(&json!({
        "bench": "search", "kind": kind, "answered": hits / ROUNDS as u64,
        "index": index.summary(), "index_qps": rate(index_s),
        "in_process": in_process.summary(), "in_process_qps": rate(process_s),
        "http": http.summary(), "http_qps": rate(http_s),
        "http_to_in_process_p50": rounded(ratio),
    }));
    Ok(())
}

/// Asks one after the other over one connection, by the plainest client there is.
fn ask(address: std::net::SocketAddr, paths: &[String]) -> anyhow::Result<Times> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut times = Times::default();
    let mut body = Vec::new();
    for path in paths {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: application/json\r\n\r\n");
        let one = Instant::now();
        stream.write_all(request.as_bytes())?;
        let mut length = 0_usize;
        let mut line = String::new();
        reader.read_line(&mut line)?;
        anyhow::ensure!(line.contains(" 200 "), "{path}: {line}");
        loop {
            line.clear();
            reader.read_line(&mut line)?;
            let header = line.trim().to_ascii_lowercase();
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
            if header.is_empty() {
                break;
            }
        }
        body.resize(length, 0);
        reader.read_exact(&mut body)?;
        times.add(one.elapsed());
    }
    Ok(times)
}
