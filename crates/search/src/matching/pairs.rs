//! A whole fair: many seekers by many postings at once.
//!
//! Rule: what a single question would answer, but by both directions together, and each distinct wish is compared with
//! each distinct title once, whoever has them. How many threads work on it changes nothing.

use super::ask::{Ask, Best};
use super::fit;
use super::index::{Candidate, MatchIndex, State, now_of};
use super::score::percent;
use super::titles;
use std::collections::HashMap;

/// Who is at a fair.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fair {
    /// Seekers of the index.
    pub seekers: Vec<[u8; 16]>,
    /// Postings of the index.
    pub postings: Vec<[u8; 16]>,
}

/// A posting for a seeker of a fair: its id and how well both fit each other, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paired {
    /// The posting.
    pub posting: [u8; 16],
    /// How well both fit, 0 to 100.
    pub both: u8,
    /// Before it was rounded, 0 to 1.
    pub exact: f32,
}

impl MatchIndex {
    /// For each seeker of a fair, in the order given, the postings of the fair that fit both best. Seekers and postings
    /// that are not in the index are passed over: a seeker of those has no postings.
    #[must_use]
    pub fn all_pairs(&self, fair: &Fair, ask: &Ask, threads: usize) -> Vec<Vec<Paired>> {
        let state = self.read();
        let hall = Hall::of(&state, fair, ask);
        let seekers: Vec<Option<&Candidate>> =
            fair.seekers.iter().map(|id| state.seekers.find(id).map(|row| state.seekers.facts(row))).collect();
        let mut wishes: HashMap<u32, usize> = HashMap::new();
        for (title, _) in seekers.iter().flatten().flat_map(|candidate| &candidate.wishes) {
            let next = wishes.len();
            wishes.entry(*title).or_insert(next);
        }
        let mut distinct: Vec<(u32, usize)> = wishes.iter().map(|(title, place)| (*title, *place)).collect();
        distinct.sort_unstable_by_key(|(_, place)| *place);
        let relations = in_threads(&distinct, threads, |(title, _)| hall.relations(&state, *title, ask));
        in_threads(&seekers, threads, |candidate| {
            candidate.map_or_else(Vec::new, |candidate| hall.best(&state, candidate, &wishes, &relations, ask))
        })
    }
}

/// Maps a list in threads; the results stand in the order of the list.
fn in_threads<T: Sync, R: Send>(list: &[T], threads: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let part = list.len().div_ceil(threads.max(1)).max(1);
    std::thread::scope(|scope| {
        let parts: Vec<_> =
            list.chunks(part).map(|some| scope.spawn(|| some.iter().map(&work).collect::<Vec<R>>())).collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// The postings of a fair by title.
struct Hall {
    /// By title of the bank: its place in `rows`, if the fair has it.
    places: Vec<u32>,
    /// Rows of the postings under each title.
    rows: Vec<Vec<u32>>,
}

const ABSENT: u32 = u32::MAX;

impl Hall {
    fn of(state: &State, fair: &Fair, ask: &Ask) -> Self {
        let now = now_of(ask.now);
        let mut hall = Self { places: vec![ABSENT; state.bank.len()], rows: Vec::new() };
        for row in fair.postings.iter().filter_map(|id| state.postings.find(id)) {
            let offer = state.postings.facts(row);
            if offer.expires <= now {
                continue;
            }
            let place = &mut hall.places[offer.title as usize];
            if *place == ABSENT {
                *place = u32::try_from(hall.rows.len()).unwrap_or(ABSENT);
                hall.rows.push(Vec::new());
            }
            let rows = &mut hall.rows[*place as usize];
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        hall
    }

    /// The titles of the fair that are no strangers to a title of the bank.
    fn relations(&self, state: &State, title: u32, ask: &Ask) -> Vec<(u32, f32)> {
        let Some(title) = state.titles.get(title as usize) else { return Vec::new() };
        titles::of_title(&state.bank, title, &ask.weights)
            .into_iter()
            .filter_map(|(title, relation)| {
                let place = self.places[title as usize];
                (place != ABSENT).then_some((place, relation))
            })
            .collect()
    }

    fn best(
        &self,
        state: &State,
        candidate: &Candidate,
        wishes: &HashMap<u32, usize>,
        relations: &[Vec<(u32, f32)>],
        ask: &Ask,
    ) -> Vec<Paired> {
        let mut near = vec![0.0_f32; self.rows.len()];
        for (title, wish) in &candidate.wishes {
            for (place, relation) in wishes.get(title).into_iter().flat_map(|at| &relations[*at]) {
                let known = &mut near[*place as usize];
                *known = known.max(relation * wish.weight);
            }
        }
        let mut order: Vec<(u32, f32)> = (0_u32..).zip(near).filter(|(_, relation)| *relation > 0.0).collect();
        order.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let around = state.around(ask);
        let (seeker, employer) = (&ask.weights.seeker, &ask.weights.employer);
        let most = (seeker.most(), employer.most());
        let mut best = Best::new(ask.limit, 0.0);
        for (place, relation) in order {
            if !best.wants(relation) {
                break;
            }
            for row in &self.rows[place as usize] {
                let offer = state.postings.facts(*row);
                if !fit::holds(&candidate.wants, offer) {
                    continue;
                }
                let parts = fit::parts(&candidate.wants, offer, &around);
                let (one, other) = (seeker.score(relation, &parts, most.0), employer.score(relation, &parts, most.1));
                let both = (one * other).sqrt();
                if best.wants(both) {
                    best.push(both, state.postings.id(*row), *row, relation);
                }
            }
        }
        best.finish()
            .into_iter()
            .map(|(exact, posting, _, _)| Paired { posting, both: percent(exact), exact })
            .collect()
    }
}
