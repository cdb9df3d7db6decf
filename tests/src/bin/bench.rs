//! `cargo xtask bench NAME`: measures, and prints one JSON object a line.
//!
//! Rule: a figure is measured here or it is not published; nothing here passes or fails by the clock.

use magpie_tests::bench;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let postings = number(&rest, "--postings")?;
    match name.as_str() {
        "search" => bench::search::run(postings.unwrap_or(120_013), text(&rest, "--data").map(Into::into)).await,
        "import" => bench::import::run().await,
        "index" => bench::index::run(postings.unwrap_or(120_013)).await,
        "writes" => bench::writes::run(number(&rest, "--seconds")?.unwrap_or(10)).await,
        "alerts" => bench::alerts::run(number(&rest, "--alerts")?.unwrap_or(60_000), postings.unwrap_or(1_500)).await,
        "start" => bench::start::run(postings.unwrap_or(120_013)).await,
        "match" => bench::matching::run(postings.unwrap_or(120_013), number(&rest, "--seekers")?.unwrap_or(60_000)),
        _ => anyhow::bail!(
            "there is no benchmark {name:?}; there are: search [--postings N] [--data DIR], import, index [--postings N], \
             writes [--seconds S], start [--postings N], match [--postings N] [--seekers N], \
             alerts [--alerts N] [--postings N]"
        ),
    }
}

/// The text after a flag.
fn text(arguments: &[String], flag: &str) -> Option<String> {
    let place = arguments.iter().position(|argument| argument == flag)?;
    arguments.get(place + 1).cloned()
}

/// The number after a flag.
fn number(arguments: &[String], flag: &str) -> anyhow::Result<Option<u64>> {
    let Some(place) = arguments.iter().position(|argument| argument == flag) else { return Ok(None) };
    let value = arguments.get(place + 1).ok_or_else(|| anyhow::anyhow!("{flag} needs a number"))?;
    Ok(Some(value.parse().map_err(|_| anyhow::anyhow!("{flag} needs a number, not {value:?}"))?))
}
