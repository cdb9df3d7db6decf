//! Measures a bank of many titles: `speed [TITLES]`.
#![expect(clippy::print_stdout, reason = "prints its result")]

use magpie_concepts::occupations::Classifier;
use magpie_concepts::{TitleBank, Weights, concepts_of, embed, training};
use std::time::Instant;

fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).unwrap_or(0) / 1024
}

fn main() {
    let count: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let begun = Instant::now();
    magpie_concepts::load();
    println!("load {:?}, {} MiB", begun.elapsed(), memory());
    let names: Vec<String> = training::meanings().into_iter().flat_map(|meaning| meaning.names).collect();
    let begun = Instant::now();
    let some: Vec<&String> = names.iter().step_by(names.len() / 5000).collect();
    for name in &some {
        std::hint::black_box((embed(name), concepts_of(name)));
    }
    println!("embed and concepts: {:?} a title", begun.elapsed() / u32::try_from(some.len()).unwrap_or(1));
    let mut bank = TitleBank::new();
    let before = memory();
    let begun = Instant::now();
    let mut at = 0_usize;
    while bank.len() < count {
        // Two names side by side, as long titles have.
        let (one, two) = (&names[at % names.len()], &names[(at * 7919 + at / names.len()) % names.len()]);
        bank.insert(&if at < names.len() { one.clone() } else { format!("{one} {two}") });
        at += 1;
    }
    println!(
        "insert {count}: {:?} a title, {} MiB",
        begun.elapsed() / u32::try_from(at).unwrap_or(1),
        memory() - before
    );
    for title in ["软件工程师", "software engineer", "高级销售经理"] {
        let begun = Instant::now();
        let query = bank.prepare(&[title], &Weights::FULL);
        let prepared = begun.elapsed();
        let begun = Instant::now();
        let scores = bank.score_all(&query);
        let scored = begun.elapsed();
        let begun = Instant::now();
        for id in 0..1000 {
            std::hint::black_box(bank.score(&query, id * 7 % u32::try_from(count).unwrap_or(1)));
        }
        println!(
            "{title}: prepare {prepared:?}, score_all {scored:?} ({}), one {:?}",
            scores.len(),
            begun.elapsed() / 1000
        );
    }
    let begun = Instant::now();
    let classifier = Classifier::built_in();
    println!("classifier {:?}", begun.elapsed());
    let begun = Instant::now();
    for name in &some {
        std::hint::black_box(classifier.rank(name, 10));
    }
    println!("rank: {:?} a title", begun.elapsed() / u32::try_from(some.len()).unwrap_or(1));
}
