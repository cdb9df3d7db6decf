//! Trains the vectors of titles and writes `crates/concepts/data/vectors.bin`. Called by `cargo xtask train-concepts`.
//!
//! `train SHARED OUT [--validate]`: SHARED is the folder of the shared data. With `--validate` a tenth of the names is
//! held back and the figures on them are printed, and nothing is written.
#![expect(clippy::print_stdout, reason = "prints how the training goes")]

mod data;
mod network;
mod random;

use anyhow::{Context, Result};
use data::Concept;
use magpie_concepts::DIM;
use magpie_concepts::training::{Piece, class_hash, model_file, pieces};
use network::{Bag, Classes, Network, Step, dot, in_parallel};
use random::Random;
use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

const SEED: u64 = 20_260_101;
/// Most rows that are shipped: 136 bytes each.
const MOST_ROWS: usize = 56_000;
const BATCH: usize = 384;
const STEPS: usize = 5000;
const RATE: f32 = 0.07;
const TEMPERATURE: f32 = 0.07;
/// So often a piece is left out of a bag.
const DROPPED: f32 = 0.2;
/// So often a partner is a longer text and not a name.
const TEXTS: f32 = 0.1;

/// The same for the middles of the occupations. Their steps move the rows by so much less.
const CLASS_STEPS: usize = 1500;
const CLASS_RATE: f32 = 0.03;
const CLASS_TEMPERATURE: f32 = 0.06;
const CLASS_TEXTS: f32 = 0.2;
const CLASS_SHARE: f32 = 0.0;

struct Prepared {
    concepts: Vec<Concept>,
    names: Vec<Vec<Bag>>,
    texts: Vec<Vec<Bag>>,
    /// Names held back: concept and bag.
    held: Vec<(usize, Bag)>,
    /// Concepts by anchor, to draw near ones together.
    by_anchor: Vec<Vec<u32>>,
    hashes: Vec<u32>,
    network: Network,
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let shared = PathBuf::from(arguments.next().context("name the folder of the shared data")?);
    let out = PathBuf::from(arguments.next().context("name the file to write")?);
    let validate = arguments.next().as_deref() == Some("--validate");
    let begun = Instant::now();
    let mut prepared = prepare(data::load(&shared)?, validate);
    println!(
        "{} concepts, {} names, {} texts, {} rows in {:?}",
        prepared.concepts.len(),
        prepared.names.iter().map(Vec::len).sum::<usize>(),
        prepared.texts.iter().map(Vec::len).sum::<usize>(),
        prepared.hashes.len(),
        begun.elapsed()
    );
    train(&mut prepared, validate, begun);
    if !validate {
        let (codes, classes) = train_classes(&mut prepared, begun);
        let mut rows: Vec<(u32, [f32; DIM])> =
            prepared.hashes.iter().copied().zip(prepared.network.rows.iter().copied()).collect();
        rows.extend(codes.iter().map(|code| class_hash(code)).zip(classes.rows));
        let file = model_file(&rows);
        fs::write(&out, &file)?;
        println!("wrote {} bytes to {} after {:?}", file.len(), out.display(), begun.elapsed());
    }
    Ok(())
}

fn prepare(concepts: Vec<Concept>, validate: bool) -> Prepared {
    let mut random = Random::new(SEED);
    let pieces_of = |texts: &dyn Fn(&Concept) -> &Vec<String>| -> Vec<Vec<Vec<Piece>>> {
        concepts.iter().map(|concept| texts(concept).iter().map(|text| pieces(text)).collect()).collect()
    };
    let names = pieces_of(&|concept| &concept.names);
    let texts = pieces_of(&|concept| &concept.texts);
    // A piece counts one in a name and a third in a text; what is seen once tells nothing.
    let mut counts: HashMap<u32, (u32, f32)> = HashMap::new();
    for (all, one) in [(&names, 3), (&texts, 1)] {
        for piece in all.iter().flatten().flatten() {
            let entry = counts.entry(piece.hash).or_insert((0, piece.rarity));
            entry.0 += one;
        }
    }
    let mut kept: Vec<(u32, u32, f32)> =
        counts.into_iter().filter(|(_, (n, _))| *n >= 5).map(|(hash, (n, rarity))| (hash, n, rarity)).collect();
    kept.sort_unstable_by_key(|(hash, n, _)| (std::cmp::Reverse(*n), *hash));
    kept.truncate(MOST_ROWS);
    kept.sort_unstable_by_key(|(hash, ..)| *hash);
    let hashes: Vec<u32> = kept.iter().map(|(hash, ..)| *hash).collect();
    let rows = kept
        .iter()
        .map(|(_, _, rarity)| {
            let size = rarity / 8.0 / (DIM as f32).sqrt();
            std::array::from_fn(|_| random.normal() * size)
        })
        .collect();
    let places: HashMap<u32, u32> = hashes.iter().copied().zip(0..).collect();
    let bag = |pieces: &Vec<Piece>| -> Bag {
        pieces.iter().filter_map(|piece| Some((*places.get(&piece.hash)?, piece.weight))).collect()
    };
    let bags = |all: Vec<Vec<Vec<Piece>>>| -> Vec<Vec<Bag>> {
        all.iter().map(|texts| texts.iter().map(bag).filter(|bag| !bag.is_empty()).collect()).collect()
    };
    let (mut names, texts) = (bags(names), bags(texts));
    let mut held = Vec::new();
    if validate {
        for (concept, names) in names.iter_mut().enumerate() {
            let mut at = 0;
            while at < names.len() && names.len() > 3 {
                if random.unit() < 0.1 {
                    held.push((concept, names.remove(at)));
                } else {
                    at += 1;
                }
            }
        }
    }
    let anchors = concepts.iter().flat_map(|c| &c.anchors).map(|(anchor, _)| *anchor as usize + 1).max().unwrap_or(0);
    let mut by_anchor: Vec<Vec<u32>> = vec![Vec::new(); anchors];
    for (concept, at) in concepts.iter().zip(0_u32..) {
        for (anchor, _) in &concept.anchors {
            by_anchor[*anchor as usize].push(at);
        }
    }
    Prepared { concepts, names, texts, held, by_anchor, hashes, network: Network::new(rows) }
}

fn train(prepared: &mut Prepared, validate: bool, begun: Instant) {
    let mut random = Random::new(SEED + 1);
    let mut until: Vec<f32> = Vec::with_capacity(prepared.concepts.len());
    let mut sum = 0.0;
    for (concept, names) in prepared.concepts.iter().zip(&prepared.names) {
        sum += if names.is_empty() { 0.0 } else { concept.frequency };
        until.push(sum);
    }
    let mut mean = 0.0;
    for at in 0..STEPS {
        let chosen = choose(prepared, &until, &mut random);
        let left: Vec<Bag> = chosen.iter().map(|c| draw(prepared, *c, false, &mut random)).collect();
        let right: Vec<Bag> = chosen.iter().map(|c| draw(prepared, *c, true, &mut random)).collect();
        let targets = in_parallel(chosen.len(), |i| targets(prepared, &chosen, i));
        let rate = RATE * (1.0 - at as f32 / STEPS as f32).max(0.02);
        let loss = prepared.network.learn(&left, &right, &targets, Step { rate, temperature: TEMPERATURE });
        mean += (loss - mean) * 0.02;
        if (at + 1) % 500 == 0 {
            println!("step {}: loss {mean:.3} after {:?}", at + 1, begun.elapsed());
            if validate && (at + 1) % 1000 == 0 {
                println!("  held back: {}", held_back(prepared));
            }
        }
    }
}

/// Learns the middle of every occupation, when the rows are done.
fn train_classes(prepared: &mut Prepared, begun: Instant) -> (Vec<&'static str>, Classes) {
    let mut codes: Vec<&'static str> = prepared.concepts.iter().filter_map(|concept| concept.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut names: Vec<(usize, usize, usize)> = Vec::new();
    let mut middles = vec![[0.0_f32; DIM]; codes.len()];
    for (at, concept) in prepared.concepts.iter().enumerate() {
        let Some(class) = concept.code.and_then(|code| codes.binary_search(&code).ok()) else { continue };
        for (name, bag) in prepared.names[at].iter().enumerate() {
            names.extend(std::iter::repeat_n((class, at, name), concept.trust));
            for (to, from) in middles[class].iter_mut().zip(prepared.network.see(bag)) {
                *to += from;
            }
        }
    }
    let mut classes = Classes::new(
        middles
            .into_iter()
            .map(|row| {
                let length = dot(&row, &row).sqrt().max(1e-6);
                row.map(|x| x / length)
            })
            .collect(),
    );
    let mut random = Random::new(SEED + 2);
    let mut mean = 0.0;
    for at in 0..CLASS_STEPS {
        let (mut bags, mut labels) = (Vec::new(), Vec::new());
        for _ in 0..BATCH {
            let (class, concept, name) = names[random.below(names.len())];
            let texts = &prepared.texts[concept];
            let whole = if !texts.is_empty() && random.unit() < CLASS_TEXTS {
                &texts[random.below(texts.len())]
            } else {
                &prepared.names[concept][name]
            };
            bags.push(thinned(whole, &mut random));
            labels.push(class);
        }
        let rate = CLASS_RATE * (1.0 - at as f32 / CLASS_STEPS as f32).max(0.02);
        let step = Step { rate, temperature: CLASS_TEMPERATURE };
        let loss = prepared.network.learn_classes(&mut classes, &bags, &labels, CLASS_SHARE, step);
        mean += (loss - mean) * 0.02;
        if (at + 1) % 500 == 0 {
            println!("classes, step {}: loss {mean:.3} after {:?}", at + 1, begun.elapsed());
        }
    }
    (codes, classes)
}

fn thinned(whole: &Bag, random: &mut Random) -> Bag {
    let bag: Bag = whole.iter().filter(|_| random.unit() >= DROPPED).copied().collect();
    if bag.is_empty() { whole.clone() } else { bag }
}

/// Concepts of a batch: some drawn alone, the others with some that lie near them, which are the hard ones to tell
/// apart.
fn choose(prepared: &Prepared, until: &[f32], random: &mut Random) -> Vec<usize> {
    let total = until.last().copied().unwrap_or(0.0);
    let mut chosen = Vec::with_capacity(BATCH);
    while chosen.len() < BATCH {
        let drawn = random.unit() * total;
        let concept = until.partition_point(|sum| *sum <= drawn).min(until.len() - 1);
        if prepared.names[concept].is_empty() {
            continue;
        }
        chosen.push(concept);
        if random.unit() < 0.35 {
            let anchors = &prepared.concepts[concept].anchors;
            let (anchor, _) = anchors[random.below(anchors.len())];
            let near = &prepared.by_anchor[anchor as usize];
            for _ in 0..2 {
                let other = near[random.below(near.len())] as usize;
                if !prepared.names[other].is_empty() && chosen.len() < BATCH {
                    chosen.push(other);
                }
            }
        }
    }
    chosen
}

/// A name of a concept, or a text on the right side, with some pieces left out.
fn draw(prepared: &Prepared, concept: usize, right: bool, random: &mut Random) -> Bag {
    let texts = &prepared.texts[concept];
    let from = if right && !texts.is_empty() && random.unit() < TEXTS { texts } else { &prepared.names[concept] };
    let whole = &from[random.below(from.len())];
    thinned(whole, random)
}

/// How right each right side is for a left one: by how near their concepts lie; sums to 1.
fn targets(prepared: &Prepared, chosen: &[usize], at: usize) -> Vec<f32> {
    let own = &prepared.concepts[chosen[at]].anchors;
    let mut row: Vec<f32> = chosen
        .iter()
        .map(|other| {
            let nearness = if *other == chosen[at] { 1.0 } else { near(own, &prepared.concepts[*other].anchors) };
            if nearness < 0.15 { 0.0 } else { nearness * nearness }
        })
        .collect();
    let sum: f32 = row.iter().sum();
    for x in &mut row {
        *x /= sum;
    }
    row
}

fn near(left: &[(u32, f32)], right: &[(u32, f32)]) -> f32 {
    left.iter()
        .map(|(anchor, weight)| right.iter().find(|(other, _)| other == anchor).map_or(0.0, |(_, w)| weight * w))
        .sum()
}

/// Of names that were held back: how often the nearest known name is of the same concept, and the mean share of
/// nearness among the nearest ten.
fn held_back(prepared: &Prepared) -> String {
    let known: Vec<(usize, [f32; DIM])> = prepared
        .names
        .iter()
        .enumerate()
        .flat_map(|(concept, names)| names.iter().map(move |bag| (concept, bag)))
        .map(|(concept, bag)| (concept, prepared.network.see(bag)))
        .collect();
    let some: Vec<&(usize, Bag)> = prepared.held.iter().step_by(prepared.held.len() / 800 + 1).collect();
    let results: Vec<(f32, f32)> = in_parallel(some.len(), |at| {
        let (concept, bag) = some[at];
        let vector = prepared.network.see(bag);
        let mut near_ones: Vec<(f32, usize)> =
            known.iter().map(|(other, known)| (dot(&vector, known), *other)).collect();
        near_ones.select_nth_unstable_by(20, |a, b| b.0.total_cmp(&a.0));
        near_ones.truncate(20);
        near_ones.sort_by(|a, b| b.0.total_cmp(&a.0));
        let same = if near_ones[0].1 == *concept { 1.0 } else { 0.0 };
        let own = &prepared.concepts[*concept].anchors;
        let nearness: f32 = near_ones.iter().map(|(_, other)| near(own, &prepared.concepts[*other].anchors)).sum();
        (same, nearness / 20.0)
    });
    let count = results.len() as f32;
    let (same, nearness) = results.iter().fold((0.0, 0.0), |sum, r| (sum.0 + r.0, sum.1 + r.1));
    format!("same concept {:.3}, nearness of 20 {:.3}", same / count, nearness / count)
}
