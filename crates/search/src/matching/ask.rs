//! The questions: postings for a person, people for a posting, postings like one, and why.
//!
//! Rule: titles are visited nearest first and left once no posting under them could come among the best, which is known
//! because a score is never more than the relation of its titles. Reasons are made for what is shown and for nothing else.

use super::fit::{self, Circumstances, Part, Parts};
use super::index::{MatchIndex, SeekerQuery, State, entity, now_of};
use super::offer::Offer;
use super::reasons::{self, Reason, TitleReason};
use super::score::{Weights, percent};
use super::seeker::Visible;
use super::titles::Relations;
use super::wants::{Wants, Wish};
use crate::PostingDoc;
use crate::facts::low_half;
use magpie_terms::Moment;
use serde::Serialize;

/// How a question is asked.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Most matches.
    pub limit: usize,
    /// The moment at which it is asked: what has expired is not found.
    pub now: Moment,
    /// Only postings published since.
    pub since: Option<Moment>,
    /// Only postings of this employer.
    pub employer: Option<[u8; 16]>,
    /// Ids that are not shown, for example those applied for already.
    pub hide: Vec<[u8; 16]>,
    /// Scores below are not shown, 0 to 100.
    pub least: u8,
    /// The weights.
    pub weights: Weights,
}

impl Ask {
    /// The best so many, now.
    #[must_use]
    pub fn new(limit: usize, now: Moment) -> Self {
        Self { limit, now, since: None, employer: None, hide: Vec::new(), least: 0, weights: Weights::FULL }
    }
}

/// Who asks for candidates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// The credit code of the employer: who has blocked it is not shown.
    pub credit_code: Option<String>,
    /// Profiles that are visible for less than this are shown: `Verified` shows those alone that every verified employer
    /// may see, `Fairs` also those for employers of fairs; which fairs is for the caller to ask.
    pub sees: Visible,
}

impl Viewer {
    /// A verified employer with this credit code.
    #[must_use]
    pub fn verified(credit_code: &str) -> Self {
        Self { credit_code: Some(credit_code.to_owned()), sees: Visible::Verified }
    }
}

/// A match.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Match {
    /// The posting or the seeker.
    #[serde(skip)]
    pub id: [u8; 16],
    /// How well it fits who asked, 0 to 100.
    pub score: u8,
    /// How well both fit each other, 0 to 100: the geometric mean of both directions.
    pub both: u8,
    /// Whether both want it.
    pub mutual: bool,
    /// Why, heaviest first.
    pub reasons: Vec<Reason>,
    /// The parts of the fit, from -1 to 1.
    #[serde(serialize_with = "parts_by_name")]
    pub parts: Parts,
    /// How near the titles are, 0 to 1.
    pub titles: f32,
    /// The score before it was rounded.
    #[serde(skip)]
    pub exact: f32,
}

fn parts_by_name<S: serde::Serializer>(parts: &Parts, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(parts.iter().map(|(part, value)| (part, (value * 100.0).round() / 100.0)))
}

/// Which side asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Seeker,
    Employer,
}

/// The best so many rows.
pub(crate) struct Best {
    limit: usize,
    /// Score, id, row, relation.
    kept: Vec<(f32, [u8; 16], u32, f32)>,
    least: f32,
}

impl Best {
    pub(crate) fn new(limit: usize, least: f32) -> Self {
        Self { limit, kept: Vec::with_capacity((limit * 2).min(4096)), least }
    }

    /// Whether a row with at most this score may be among the best.
    #[inline]
    pub(crate) fn wants(&self, score: f32) -> bool {
        self.limit > 0 && score >= self.least && score > 0.0
    }

    pub(crate) fn push(&mut self, score: f32, id: [u8; 16], row: u32, relation: f32) {
        self.kept.push((score, id, row, relation));
        if self.kept.len() >= self.limit * 2 {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.limit > 0 && self.kept.len() > self.limit {
            let (_, worst, _) = self.kept.select_nth_unstable_by(self.limit - 1, order);
            self.least = self.least.max(worst.0);
            self.kept.truncate(self.limit);
        }
    }

    /// Rows best first; equal ones by id.
    pub(crate) fn finish(mut self) -> Vec<(f32, [u8; 16], u32, f32)> {
        self.cut();
        self.kept.sort_unstable_by(order);
        self.kept
    }
}

fn order(a: &(f32, [u8; 16], u32, f32), b: &(f32, [u8; 16], u32, f32)) -> std::cmp::Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}

/// A question as the rows are asked it.
struct Gate {
    now: u32,
    since: u32,
    employer: Option<u64>,
    hide: Vec<[u8; 16]>,
}

impl Gate {
    fn of(ask: &Ask) -> Self {
        let mut hide = ask.hide.clone();
        hide.sort_unstable();
        Self { now: now_of(ask.now), since: ask.since.map_or(0, now_of), employer: ask.employer.map(low_half), hide }
    }

    #[inline]
    fn lets(&self, offer: &Offer) -> bool {
        offer.expires > self.now
            && offer.posted >= self.since
            && self.employer.is_none_or(|employer| employer == offer.employer)
    }

    fn hides(&self, id: &[u8; 16]) -> bool {
        !self.hide.is_empty() && self.hide.binary_search(id).is_ok()
    }
}

impl MatchIndex {
    /// The postings that fit a person best. Empty where the person wishes for nothing: see [`Self::fallback`].
    #[must_use]
    pub fn postings_for(&self, seeker: &SeekerQuery, ask: &Ask) -> Vec<Match> {
        let state = self.read();
        let relations = Relations::of(&state.bank, &seeker.wishes, &ask.weights);
        let best = state.best_postings(&seeker.wants, &relations, ask);
        best.into_iter()
            .map(|(_, id, row, relation)| {
                let offer = state.postings.facts(row);
                let wish = seeker.wishes.get(relations.wish(offer.title));
                state.explain(Side::Seeker, id, &seeker.wants, offer, wish, relation, ask)
            })
            .collect()
    }

    /// The people who fit a posting of the index best, and may be shown to who asks.
    #[must_use]
    pub fn seekers_for(&self, posting: &[u8; 16], viewer: &Viewer, ask: &Ask) -> Vec<Match> {
        let state = self.read();
        let Some(row) = state.postings.find(posting) else { return Vec::new() };
        let offer = *state.postings.facts(row);
        let Some(title) = state.titles.get(offer.title as usize) else { return Vec::new() };
        state.best_seekers(&offer, title, viewer, ask)
    }

    /// The same for a posting that is not in the index, such as a draft.
    #[must_use]
    pub fn seekers_for_draft(&self, posting: &PostingDoc, viewer: &Viewer, ask: &Ask) -> Vec<Match> {
        let state = self.read();
        state.best_seekers(&Offer::of(posting, 0), &posting.title, viewer, ask)
    }

    /// The postings most like one of the index, itself left out.
    #[must_use]
    pub fn like(&self, posting: &[u8; 16], ask: &Ask) -> Vec<Match> {
        let state = self.read();
        let Some(row) = state.postings.find(posting) else { return Vec::new() };
        let offer = *state.postings.facts(row);
        let Some(title) = state.titles.get(offer.title as usize) else { return Vec::new() };
        // Who would be right for this posting is asked for others.
        let seeker = SeekerQuery {
            wants: Wants::of_offer(&offer),
            wishes: vec![Wish { title: title.to_string(), weight: 1.0, past: false }],
        };
        let mut ask = ask.clone();
        ask.hide.push(*posting);
        let relations = Relations::of(&state.bank, &seeker.wishes, &ask.weights);
        let best = state.best_postings(&seeker.wants, &relations, &ask);
        best.into_iter()
            .map(|(_, id, row, relation)| {
                let offer = state.postings.facts(row);
                state.explain(Side::Seeker, id, &seeker.wants, offer, None, relation, &ask)
            })
            .collect()
    }

    /// One pair, as the person sees it, whatever its score. `None` where the posting is not in the index.
    #[must_use]
    pub fn pair(&self, seeker: &SeekerQuery, posting: &[u8; 16], ask: &Ask) -> Option<Match> {
        let state = self.read();
        let row = state.postings.find(posting)?;
        let offer = state.postings.facts(row);
        let relations = Relations::of(&state.bank, &seeker.wishes, &ask.weights);
        let relation = relations.get(offer.title);
        let wish = seeker.wishes.get(relations.wish(offer.title)).filter(|_| relation > 0.0);
        Some(state.explain(Side::Seeker, *posting, &seeker.wants, offer, wish, relation, ask))
    }

    /// One person for a posting of the index, with the score and reasons that [`Self::seekers_for`] gives them, whatever
    /// the score and whoever may see the profile. `None` where one of the two is not in the index.
    #[must_use]
    pub fn candidate(&self, posting: &[u8; 16], seeker: &[u8; 16], ask: &Ask) -> Option<Match> {
        let state = self.read();
        let offer = *state.postings.facts(state.postings.find(posting)?);
        let title = state.titles.get(offer.title as usize)?;
        let relations = state.asked_for(title, ask);
        let row = state.seekers.find(seeker)?;
        let (_, relation) = state.seekers.facts(row).nearest(&relations);
        Some(state.explain_candidate(*seeker, row, relation, &relations, &offer, ask))
    }

    /// The newest postings that a person without wishes can use: in the places wished for and within what must hold,
    /// and with no licence or education that is lacking. The score says nothing about the work.
    #[must_use]
    pub fn fallback(&self, seeker: &SeekerQuery, ask: &Ask) -> Vec<Match> {
        let state = self.read();
        let gate = Gate::of(ask);
        let around = state.around(ask);
        let mut best = Best::new(ask.limit, 0.0);
        for (row, offer) in state.postings.iter() {
            if !gate.lets(offer) || !fit::holds(&seeker.wants, offer) {
                continue;
            }
            let parts = fit::parts(&seeker.wants, offer, &around);
            let fits = ask.weights.seeker.score(1.0, &parts, ask.weights.seeker.most());
            // Places first, then what can be had, then the newest; all of them a little.
            let score = 0.4 * (1.0 + parts.get(Part::Place)) + 0.3 * fits + 0.1 * (1.0 + parts.get(Part::Freshness));
            if best.wants(score) {
                let id = state.postings.id(row);
                if !gate.hides(&id) {
                    best.push(score, id, row, 0.0);
                }
            }
        }
        best.finish()
            .into_iter()
            .map(|(_, id, row, _)| {
                let offer = state.postings.facts(row);
                state.explain(Side::Seeker, id, &seeker.wants, offer, None, 0.0, ask)
            })
            .collect()
    }
}

impl State {
    /// What a fit depends on besides the two.
    pub(crate) fn around(&self, ask: &Ask) -> Circumstances<'_> {
        Circumstances { now: now_of(ask.now), rarity: &self.rarity }
    }

    fn best_postings(&self, wants: &Wants, relations: &Relations, ask: &Ask) -> Vec<(f32, [u8; 16], u32, f32)> {
        let gate = Gate::of(ask);
        let around = self.around(ask);
        let weights = &ask.weights.seeker;
        let most = weights.most();
        let mut best = Best::new(ask.limit, least(ask));
        for (title, relation) in relations.nearest() {
            if !best.wants(relation) {
                break;
            }
            for row in self.postings.of_title(title) {
                let offer = self.postings.facts(*row);
                if !gate.lets(offer) || !fit::holds(wants, offer) {
                    continue;
                }
                let score = weights.score(relation, &fit::parts(wants, offer, &around), most);
                if best.wants(score) {
                    let id = self.postings.id(*row);
                    if !gate.hides(&id) {
                        best.push(score, id, *row, relation);
                    }
                }
            }
        }
        best.finish()
    }

    fn best_seekers(&self, offer: &Offer, title: &str, viewer: &Viewer, ask: &Ask) -> Vec<Match> {
        let gate = Gate::of(ask);
        let around = self.around(ask);
        let weights = &ask.weights.employer;
        let most = weights.most();
        let blocked = viewer.credit_code.as_deref().map(entity);
        let relations = self.asked_for(title, ask);
        let mut best = Best::new(ask.limit, least(ask));
        for (title, relation) in relations.nearest() {
            if !best.wants(relation) {
                break;
            }
            for row in self.seekers.of_title(title) {
                let candidate = self.seekers.facts(*row);
                if candidate.visible < viewer.sees
                    || candidate.visible == Visible::Nobody
                    || blocked.is_some_and(|entity| candidate.blocked.contains(&entity))
                    || !fit::holds(&candidate.wants, offer)
                {
                    continue;
                }
                // Seen under the title that speaks most for the person, and under no other.
                let (wish, own) = candidate.nearest(&relations);
                if candidate.wishes[wish].0 != title {
                    continue;
                }
                let score = weights.score(own, &fit::parts(&candidate.wants, offer, &around), most);
                if best.wants(score) {
                    let id = self.seekers.id(*row);
                    if !gate.hides(&id) {
                        best.push(score, id, *row, own);
                    }
                }
            }
        }
        best.finish()
            .into_iter()
            .map(|(_, id, row, relation)| self.explain_candidate(id, row, relation, &relations, offer, ask))
            .collect()
    }

    /// How near every title is to the one that is asked for.
    fn asked_for(&self, title: &str, ask: &Ask) -> Relations {
        let asked = [Wish { title: title.to_owned(), weight: 1.0, past: false }];
        Relations::of(&self.bank, &asked, &ask.weights)
    }

    fn explain_candidate(
        &self,
        id: [u8; 16],
        row: u32,
        relation: f32,
        relations: &Relations,
        offer: &Offer,
        ask: &Ask,
    ) -> Match {
        let candidate = self.seekers.facts(row);
        let (wish, _) = candidate.nearest(relations);
        let wish = candidate.wishes.get(wish).map(|(_, wish)| wish).filter(|_| relation > 0.0);
        self.explain(Side::Employer, id, &candidate.wants, offer, wish, relation, ask)
    }

    #[expect(clippy::too_many_arguments, reason = "a pair, its titles and how it was asked for")]
    fn explain(
        &self,
        side: Side,
        id: [u8; 16],
        wants: &Wants,
        offer: &Offer,
        wish: Option<&Wish>,
        relation: f32,
        ask: &Ask,
    ) -> Match {
        let around = self.around(ask);
        let parts = fit::parts(wants, offer, &around);
        let (seeker, employer) = (&ask.weights.seeker, &ask.weights.employer);
        let scores = [seeker.score(relation, &parts, seeker.most()), employer.score(relation, &parts, employer.most())];
        let (exact, weights) = match side {
            Side::Seeker => (scores[0], seeker),
            Side::Employer => (scores[1], employer),
        };
        let title = wish.map(|wish| TitleReason { wish, relation });
        Match {
            id,
            score: percent(exact),
            both: percent((scores[0] * scores[1]).sqrt()),
            mutual: fit::holds(wants, offer) && scores.iter().all(|score| *score >= ask.weights.mutual),
            reasons: reasons::of(wants, offer, title, &parts, weights, &around),
            parts,
            titles: relation,
            exact,
        }
    }
}

impl super::index::Candidate {
    /// The wish that is nearest to what is asked for, by its place, and how near it is.
    #[inline]
    pub(crate) fn nearest(&self, relations: &Relations) -> (usize, f32) {
        let mut best = (0, 0.0);
        for (place, (title, wish)) in self.wishes.iter().enumerate() {
            let relation = relations.get(*title) * wish.weight;
            if relation > best.1 {
                best = (place, relation);
            }
        }
        best
    }
}

fn least(ask: &Ask) -> f32 {
    (f32::from(ask.least) - 0.5).max(0.0) / 100.0
}
