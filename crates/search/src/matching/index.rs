//! The match index: postings and seekers in memory, kept along the log of changes.
//!
//! Rule: a change names the whole document or its removal, so applying it twice is the same as applying it once. Readers
//! and the one writer share a lock; the writer understands documents before it takes it, and holds it for a few at a
//! time. What is found here is an id: whether it may be seen is for the caller to ask again.

use super::offer::{Offer, seconds};
use super::rows::{Rows, Titled};
use super::seeker::{SeekerDoc, Visible};
use super::wants::{self, Wants, Wish};
use super::{near, pinyin};
use crate::posting::{Change, PostingDoc};
use magpie_concepts::TitleBank;
use magpie_terms::{Day, Profile};
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

/// One step of the match index along the log of changes.
#[derive(Debug, Clone)]
pub enum MatchChange {
    /// A posting is public with this content, or not any more.
    Posting(Change),
    /// A seeker's profile is this, new or changed.
    Seeker(Box<SeekerDoc>),
    /// There is no such seeker any more.
    RemoveSeeker([u8; 16]),
}

/// A profile made ready to be asked with.
#[derive(Debug, Clone)]
pub struct SeekerQuery {
    pub(crate) wants: Wants,
    pub(crate) wishes: Vec<Wish>,
}

impl SeekerQuery {
    /// Reads a profile, as it is on a day.
    #[must_use]
    pub fn of(profile: &Profile, today: Day) -> Self {
        Self { wants: Wants::of(profile, today), wishes: wants::wishes(profile) }
    }

    /// Whether there is nothing to look for: neither a wish nor work in the past. Then [`MatchIndex::fallback`] helps.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.wishes.is_empty()
    }
}

/// A seeker as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) wants: Wants,
    /// The wishes with their titles in the bank.
    pub(crate) wishes: Box<[(u32, Wish)]>,
    pub(crate) visible: Visible,
    /// Credit codes as numbers, see [`entity`].
    pub(crate) blocked: Box<[u64]>,
}

impl Titled for Offer {
    fn titles(&self) -> impl Iterator<Item = u32> {
        std::iter::once(self.title)
    }
}

impl Titled for Candidate {
    fn titles(&self) -> impl Iterator<Item = u32> {
        self.wishes.iter().map(|(title, _)| *title)
    }
}

/// A credit code as a number, whatever its case.
pub(crate) fn entity(credit_code: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(credit_code.trim().to_ascii_uppercase())
}

/// All that is known.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) cursor: i64,
    pub(crate) bank: TitleBank,
    /// The titles of the bank, as first written.
    pub(crate) titles: Vec<Box<str>>,
    /// Titles by their reading, see [`pinyin::keys`]; of several with one reading the first in the order of the text.
    pub(crate) read: HashMap<u64, u32>,
    pub(crate) postings: Rows<Offer>,
    pub(crate) seekers: Rows<Candidate>,
    /// By skill: how many postings ask for it.
    asked: Vec<u32>,
    /// By skill: what it counts.
    pub(crate) rarity: Vec<f32>,
}

/// The match index.
#[derive(Debug, Default)]
pub struct MatchIndex {
    state: RwLock<State>,
}

/// So many documents are put in before readers have their turn.
const AT_ONCE: usize = 32;

/// A document understood, as far as that needs no lock.
enum Understood {
    Posting([u8; 16], String, Box<Offer>),
    RemovePosting([u8; 16]),
    Seeker([u8; 16], Box<Candidate>),
    RemoveSeeker([u8; 16]),
}

impl MatchIndex {
    /// An empty index; its cursor is 0.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How far it has come along the log of changes.
    #[must_use]
    pub fn cursor(&self) -> i64 {
        self.read().cursor
    }

    /// The number of postings, expired ones included.
    #[must_use]
    pub fn postings(&self) -> usize {
        self.read().postings.len()
    }

    /// The number of seekers, those that nobody may see included.
    #[must_use]
    pub fn seekers(&self) -> usize {
        self.read().seekers.len()
    }

    /// The number of distinct titles.
    #[must_use]
    pub fn titles(&self) -> usize {
        self.read().bank.len()
    }

    /// Bytes of the rows of postings, beside the bank of titles.
    #[must_use]
    pub fn posting_bytes(&self) -> usize {
        self.read().postings.bytes()
    }

    /// Loads dictionary, tables and model, so that the first question need not wait for them.
    pub fn warm(&self) {
        magpie_concepts::load();
        pinyin::load();
        near::load();
    }

    /// Applies changes in their order and moves the cursor. When it returns, questions see them. `today` is for profiles
    /// that count years of work from dates.
    pub fn apply(&self, changes: Vec<MatchChange>, cursor: i64, today: Day) {
        let mut changes = changes.into_iter();
        loop {
            let some: Vec<Understood> =
                changes.by_ref().take(AT_ONCE).map(|change| understand(change, today)).collect();
            if some.is_empty() {
                break;
            }
            let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
            for change in some {
                state.take(change);
            }
        }
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        state.weigh_skills();
        state.cursor = cursor;
    }

    /// Takes over all that another index knows: a new one is filled beside the old one, which answers meanwhile.
    pub fn replace(&self, other: Self) {
        let other = other.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = other;
    }

    pub(crate) fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }
}

fn understand(change: MatchChange, today: Day) -> Understood {
    match change {
        MatchChange::Posting(Change::Put(doc)) => {
            let PostingDoc { id, ref title, .. } = *doc;
            Understood::Posting(id, title.clone(), Box::new(Offer::of(&doc, 0)))
        }
        MatchChange::Posting(Change::Remove(id)) => Understood::RemovePosting(id),
        MatchChange::Seeker(doc) => Understood::Seeker(doc.id, Box::new(Candidate::of(&doc, today))),
        MatchChange::RemoveSeeker(id) => Understood::RemoveSeeker(id),
    }
}

impl Candidate {
    fn of(doc: &SeekerDoc, today: Day) -> Self {
        Self {
            wants: Wants::of(&doc.profile, today),
            wishes: wants::wishes(&doc.profile).into_iter().map(|wish| (0, wish)).collect(),
            visible: doc.visible,
            blocked: doc.blocked.iter().map(|code| entity(code)).collect(),
        }
    }
}

impl State {
    fn take(&mut self, change: Understood) {
        match change {
            Understood::Posting(id, title, mut offer) => {
                offer.title = self.title(&title);
                for skill in offer.skills() {
                    let skill = usize::from(*skill);
                    if skill >= self.asked.len() {
                        self.asked.resize(skill + 1, 0);
                    }
                    self.asked[skill] += 1;
                }
                if let Some(before) = self.postings.put(id, *offer) {
                    self.forget_skills(&before);
                }
            }
            Understood::RemovePosting(id) => {
                if let Some(before) = self.postings.remove(&id) {
                    self.forget_skills(&before);
                }
            }
            Understood::Seeker(id, mut candidate) => {
                for (title, wish) in &mut candidate.wishes {
                    *title = self.title(&wish.title);
                }
                self.seekers.put(id, *candidate);
            }
            Understood::RemoveSeeker(id) => {
                self.seekers.remove(&id);
            }
        }
    }

    /// The number of a title, which is added where it is new.
    fn title(&mut self, title: &str) -> u32 {
        let id = self.bank.insert(title);
        if id as usize == self.titles.len() {
            self.titles.push(title.into());
            for key in pinyin::keys(&magpie_concepts::clean(title)) {
                let known = self.read.entry(key).or_insert(id);
                if *title < *self.titles[*known as usize] {
                    *known = id;
                }
            }
        }
        id
    }

    fn forget_skills(&mut self, offer: &Offer) {
        for skill in offer.skills() {
            if let Some(count) = self.asked.get_mut(usize::from(*skill)) {
                *count = count.saturating_sub(1);
            }
        }
    }

    /// What each skill counts: 1 for one that a twentieth of the postings ask for, 2 for the rarest, little for one
    /// that all ask for.
    fn weigh_skills(&mut self) {
        let all = self.postings.len() as f32 + 20.0;
        let weigh = |asked: &u32| ((all / (*asked as f32 + 1.0)).ln() / 3.0).clamp(0.25, 2.0);
        self.rarity = self.asked.iter().map(weigh).collect();
    }
}

/// Seconds of a day's beginning.
pub(crate) fn now_of(moment: magpie_terms::Moment) -> u32 {
    seconds(moment.0)
}
