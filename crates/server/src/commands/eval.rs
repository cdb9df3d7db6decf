//! `magpie eval`: how good ranking is, on data with judgements.
//!
//! Rule: what is measured is what the product uses, never a copy of it, and no judgement moves a ranking.

use super::{Ended, Terminal};
use crate::cli::{Eval, EvalJudged, EvalOccupations, EvalTitles, Layers};
use crate::failure::Failure;
use magpie_search::matching::Weights;
use magpie_search::matching::eval::{self as matching, Judged, Measures};
use serde::Serialize;
use serde_json::Value;
use std::path::Path;

pub(super) async fn run(eval: &Eval, terminal: &mut Terminal) -> Result<Ended, Failure> {
    let eval = eval.clone();
    let measured = tokio::task::spawn_blocking(move || match &eval {
        Eval::Titles(titles) => of_titles(titles),
        Eval::Occupations(occupations) => of_occupations(occupations),
        Eval::Matches(judged) => of_matches(judged),
        Eval::Search(judged) => of_search(judged),
        Eval::Pool(judged) => pool(judged),
    });
    let value = measured.await.map_err(|cause| Failure::new("eval", cause.to_string()))??;
    if let Value::String(text) = value {
        terminal.say(text);
        return Ok(Ended::Printed);
    }
    if !terminal.json() {
        let pretty = serde_json::to_string_pretty(&value).unwrap_or_default();
        terminal.say(pretty);
    }
    // The last line is the object whether or not --json was given: that is what the command is for.
    terminal.object(&value);
    Ok(Ended::Printed)
}

fn told(path: &Path) -> impl Fn(std::io::Error) -> Failure {
    let path = path.display().to_string();
    move |cause| Failure::new("eval", format!("{path} cannot be read as a judged set: {cause}"))
}

fn value(figures: &impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(figures).map_err(|cause| Failure::new("eval", cause.to_string()))
}

fn of_titles(flags: &EvalTitles) -> Result<Value, Failure> {
    let weights = match flags.layers {
        Layers::Lexical => magpie_concepts::Weights::LEXICAL,
        Layers::Concepts => magpie_concepts::Weights::WITH_CONCEPTS,
        Layers::Vectors | Layers::Full => magpie_concepts::Weights::FULL,
    };
    value(&magpie_concepts::eval::titles_with(&flags.dir, &weights).map_err(told(&flags.dir))?)
}

fn of_occupations(flags: &EvalOccupations) -> Result<Value, Failure> {
    let measured = magpie_concepts::eval::occupations(&flags.file, flags.taxonomy.as_deref());
    value(&measured.map_err(told(&flags.file))?)
}

fn of_matches(flags: &EvalJudged) -> Result<Value, Failure> {
    let weights = match flags.layers {
        Layers::Lexical => Weights::LEXICAL,
        Layers::Concepts => Weights::WITH_CONCEPTS,
        Layers::Vectors => Weights::WITH_VECTORS,
        Layers::Full => Weights::FULL,
    };
    let figures = matching::matches(&judged(flags)?, &weights);
    headed(&figures.matches, &figures)
}

fn of_search(flags: &EvalJudged) -> Result<Value, Failure> {
    let figures = matching::search(&judged(flags)?).map_err(|cause| Failure::new("eval", format!("{cause:#}")))?;
    headed(&figures.search, &figures)
}

fn pool(flags: &EvalJudged) -> Result<Value, Failure> {
    let judged = judged(flags)?;
    let pooled = matching::pool(&judged, &judged.judged_postings())
        .map_err(|cause| Failure::new("eval", format!("{cause:#}")))?;
    Ok(Value::String(pooled))
}

fn judged(flags: &EvalJudged) -> Result<Judged, Failure> {
    let unreadable =
        |cause| Failure::new("eval", format!("{} cannot be read as a judged set: {cause:#}", flags.dir.display()));
    Judged::read(&flags.dir).map_err(unreadable)
}

/// All figures, with those of the main direction at the top.
fn headed(main: &Measures, all: &impl Serialize) -> Result<Value, Failure> {
    let mut figures = value(main)?;
    if let (Value::Object(figures), Value::Object(all)) = (&mut figures, value(all)?) {
        figures.extend(all);
    }
    Ok(figures)
}
