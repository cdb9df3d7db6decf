//! Measures on a judged set: `cargo run -p magpie-search --example judged -- matches|search|pool DIR [POSTING...]`.
#![expect(clippy::print_stdout, reason = "a tool of the command line")]

use magpie_search::matching::{Weights, eval};
use std::path::Path;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, dir, rest @ ..] = &arguments[..] else { anyhow::bail!("name what to measure and a folder") };
    let judged = eval::Judged::read(Path::new(dir))?;
    match what.as_str() {
        "matches" => println!("{}", serde_json::to_string(&eval::matches(&judged, &Weights::FULL))?),
        "search" => println!("{}", serde_json::to_string(&eval::search(&judged)?)?),
        "pool" => print!("{}", eval::pool(&judged, rest)?),
        other => anyhow::bail!("there is nothing called {other}"),
    }
    Ok(())
}
