//! How good ranking is may not drop: every figure is compared with a floor that stands beside the judged set.
//!
//! Rule kept: what is measured is what the product ranks by. A figure may lie 0.01 below its floor, which is what the
//! choice of a training seed moves; more is a failure. Sets that may not be part of this repository are skipped where
//! they are absent.

use crate::real_files::shared;
use magpie_concepts::eval;
use magpie_search::matching::Weights;
use magpie_search::matching::eval::{Judged, matches, search};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A figure may lie so far below its floor.
const SLACK: f64 = 0.01;

fn judged_set() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("judged")
}

fn floors() -> Value {
    let text = std::fs::read_to_string(judged_set().join("floors.json")).expect("the floors");
    serde_json::from_str(&text).expect("floors as JSON")
}

/// Compares every figure of a floor with what was measured.
fn check(name: &str, floor: &Value, measured: &Value) -> Vec<String> {
    let figures = floor.as_object().expect("figures");
    figures
        .iter()
        .filter_map(|(figure, least)| {
            let (found, least) = (measured[figure].as_f64().unwrap_or(-1.0), least.as_f64().expect("a number"));
            (found < least - SLACK).then(|| format!("{name}: {figure} is {found:.4}, the floor {least:.4}"))
        })
        .collect()
}

#[test]
fn the_judged_set_is_ranked_no_worse_than_before() {
    let floors = floors();
    let judged = Judged::read(&judged_set()).expect("the judged set");
    let found = matches(&judged, &Weights::FULL);
    let mut worse = check("matches", &floors["matches"], &json!(found.matches));
    worse.extend(check("candidates", &floors["candidates"], &json!(found.candidates)));
    let searched = search(&judged).expect("a search");
    worse.extend(check("search", &floors["search"], &json!(searched.search)));
    assert!(worse.is_empty(), "{worse:#?}");
    let plain = found.ablation.iter().find(|method| method.method == "bm25").expect("the plain method");
    assert!(found.matches.ndcg10 >= plain.matches.ndcg10 + 0.15, "{found:?}");
}

#[test]
fn titles_and_occupations_are_understood_no_worse_than_before() {
    let floors = floors();
    let mut worse = Vec::new();
    for language in ["zh", "en"] {
        let Some(dir) = shared(&format!("titles/{language}")) else {
            return;
        };
        let found = eval::titles(&dir).expect("title figures");
        worse.extend(check(language, &floors[format!("titles_{language}")], &json!(found)));
    }
    let Some((file, taxonomy)) =
        shared("occupations/posting_titles_csco_dev.csv").zip(shared("occupations/csco22.csv"))
    else {
        return;
    };
    let found = eval::occupations(&file, Some(&taxonomy)).expect("occupation figures");
    worse.extend(check("occupations", &floors["occupations"], &json!(found)));
    assert!(worse.is_empty(), "{worse:#?}");
}
