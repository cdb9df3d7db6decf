//! Matches: what fits a person, why one thing does, and who fits a posting.
//!
//! Rule: a score never stands without its reasons, and a reason is a sentence in the reader's language. Where ranking is
//! switched off, no score is shown at all.

use crate::frame::Frame;
use crate::pages::applications;
use crate::paging::Pager;
use crate::text::Text;
use askama::Template;
use magpie_domain::ids::{PostingId, SeekerId};
use magpie_domain::postings::public::Posting;
use magpie_domain::seekers::candidates;
use magpie_terms::{Day, Profile};

/// Whether a reason speaks for the pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It fits.
    Fits,
    /// In part, or it is not known.
    Partly,
    /// It is missing.
    Missing,
}

impl Kind {
    /// The icon before the sentence.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Fits => "check",
            Self::Partly => "question",
            Self::Missing => "x",
        }
    }

    /// The word of its style.
    #[must_use]
    pub const fn style(self) -> &'static str {
        match self {
            Self::Fits => "fits",
            Self::Partly => "partly",
            Self::Missing => "missing",
        }
    }
}

/// One reason, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// How it speaks.
    pub kind: Kind,
    /// The sentence.
    pub sentence: String,
}

/// How well something fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// For who asks, 0 to 100.
    pub score: u8,
    /// For both sides, 0 to 100.
    pub both: u8,
    /// Whether both sides would want it.
    pub mutual: bool,
    /// Heaviest first.
    pub reasons: Vec<Reason>,
}

impl Fit {
    /// The reasons of a card: so many as one reads at a glance, with what is missing among them.
    #[must_use]
    pub fn few(&self) -> Vec<&Reason> {
        const FEW: usize = 4;
        let mut few: Vec<&Reason> = self.reasons.iter().take(FEW).collect();
        let first_missing = self.reasons.iter().find(|reason| reason.kind == Kind::Missing);
        if let Some(missing) = first_missing
            && !few.iter().any(|reason| reason.kind == Kind::Missing)
        {
            few.truncate(FEW - 1);
            few.push(missing);
        }
        few
    }

    fn of_kind(&self, kind: Kind) -> Vec<&Reason> {
        self.reasons.iter().filter(|reason| reason.kind == kind).collect()
    }
}

/// A posting that fits.
#[derive(Debug, Clone)]
pub struct Matched<'a> {
    /// The posting.
    pub posting: &'a Posting,
    /// How well; none in a list that is not ranked.
    pub fit: Option<Fit>,
}

/// How a list came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By how well postings fit.
    Ranked,
    /// By date, because the person switched ranking off.
    Plain,
    /// By date, because the profile says nothing to go by.
    Fallback,
}

impl Order {
    /// The code in the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ranked => "ranked",
            Self::Plain => "plain",
            Self::Fallback => "fallback",
        }
    }
}

/// GET /seekers/{seeker}/matches
#[derive(Debug, Template)]
#[template(path = "matches/list.html")]
pub struct List<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// Whose.
    pub seeker: SeekerId,
    /// Whether the reader is the person.
    pub own: bool,
    /// The person's name, where somebody else reads; empty where it is the reader.
    pub name: &'a str,
    /// How the list came about.
    pub order: Order,
    /// The postings of this page.
    pub matches: Vec<Matched<'a>>,
    /// Pages and total.
    pub pager: Pager,
    /// How much of the work after a start is done, where it is not all: 0 to 99.
    pub preparing: Option<u8>,
}

impl List<'_> {
    fn heading(&self) -> String {
        let text = self.frame.text;
        match (self.order, self.name) {
            (Order::Plain, _) => text.text("matches-plain-title").into_owned(),
            (_, "") => text.text("matches-title").into_owned(),
            (_, name) => text.with("matches-title-of", &[("name", name)]),
        }
    }
}

/// GET /seekers/{seeker}/matches/{posting}
#[derive(Debug, Template)]
#[template(path = "matches/why.html")]
pub struct Why<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// Whose.
    pub seeker: SeekerId,
    /// Whether the reader is the person.
    pub own: bool,
    /// The posting.
    pub posting: &'a Posting,
    /// How well it fits.
    pub fit: Fit,
}

/// A person among the candidates.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// The person, as this employer may see them.
    pub card: &'a candidates::Card,
    /// How well they fit.
    pub fit: Fit,
}

/// Why there are no candidates to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// The employer is not verified.
    NotApproved,
    /// The posting is not public.
    NotLive,
}

/// GET /my-postings/{posting}/candidates
#[derive(Debug, Template)]
#[template(path = "matches/candidates.html")]
pub struct Candidates<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// For which posting.
    pub posting: PostingId,
    /// Its title.
    pub title: &'a str,
    /// The people of this page.
    pub candidates: Vec<Candidate<'a>>,
    /// Pages and total.
    pub pager: Pager,
    /// Why none can be shown.
    pub hindrance: Option<Hindrance>,
    /// How much of the work after a start is done, where it is not all: 0 to 99.
    pub preparing: Option<u8>,
}

/// GET /my-postings/{posting}/candidates/{seeker}
#[derive(Debug, Template)]
#[template(path = "matches/candidate.html")]
pub struct CandidatePage<'a> {
    /// The frame.
    pub frame: Frame<'a>,
    /// For which posting.
    pub posting: PostingId,
    /// Its title.
    pub title: &'a str,
    /// The person, as this employer may see them.
    pub card: &'a candidates::Card,
    /// How well they fit, where the posting is public.
    pub fit: Option<Fit>,
}

impl CandidatePage<'_> {
    fn facts(&self) -> Vec<(String, String)> {
        applications::facts(self.frame.text, &self.card.profile, self.frame.now.day())
    }

    fn stations(&self) -> Vec<(String, String, String)> {
        applications::stations(self.frame.text, &self.card.profile)
    }
}

/// What a person wishes for and has, as short tags.
#[must_use]
pub fn tags(text: &Text, profile: &Profile, today: Day) -> Vec<String> {
    let mut tags = Vec::new();
    tags.extend(profile.highest_education().map(|level| text.education(level)));
    tags.extend(profile.years_of_work(today).map(|years| text.count("candidate-years", years)));
    tags.extend(profile.districts.iter().take(3).map(|place| text.district_short(place.code)));
    tags.extend(profile.employment_types.iter().map(|kind| text.employment_type(*kind)));
    let pay = profile.pay_min_fen.filter(|fen| *fen > 0).map(|fen| fen / 100);
    tags.extend(pay.map(|yuan| text.with("candidate-pay", &[("pay", text.number(yuan))])));
    tags
}
