//! Prints the figures of the development sets, with what each evidence brings.
#![expect(clippy::print_stdout, reason = "prints its result")]

use magpie_concepts::{Weights, eval};
use std::path::PathBuf;
use std::time::Instant;

fn main() -> anyhow::Result<()> {
    let data = PathBuf::from(std::env::var("MAGPIE_SHARED").unwrap_or_else(|_| "../shared".to_owned())).join("data");
    let begun = Instant::now();
    magpie_concepts::load();
    println!("loaded in {:?}", begun.elapsed());
    for language in ["zh", "en"] {
        for (name, weights) in [
            ("lexical", Weights::LEXICAL),
            ("concept only", Weights { lexical: 0.0, concept: 1.0, vector: 0.0 }),
            ("vector only", Weights { lexical: 0.0, concept: 0.0, vector: 1.0 }),
            ("+concepts", Weights::WITH_CONCEPTS),
            ("full", Weights::FULL),
        ] {
            let begun = Instant::now();
            let figures = eval::titles_with(&data.join("titles").join(language), &weights)?;
            println!("{language} {name}: {} in {:?}", serde_json::to_string(&figures)?, begun.elapsed());
        }
    }
    let labelled = data.join("occupations/posting_titles_csco_dev.csv");
    for taxonomy in [None, Some(data.join("occupations/csco22.csv"))] {
        let begun = Instant::now();
        let figures = eval::occupations(&labelled, taxonomy.as_deref())?;
        println!("occupations {}: {} in {:?}", taxonomy.is_some(), serde_json::to_string(&figures)?, begun.elapsed());
    }
    Ok(())
}
