//! The plan of a district and what is drawn from it.
//!
//! Rule: item `i` made alone and item `i` of the stream are the same.

use crate::account::{self, DemoAccount};
use crate::draw::{Draw, Kind};
use crate::employer::{self, DemoEmployer};
use crate::posting::{self, DemoPosting};
use crate::seeker::{self, DemoSeeker};
use crate::story;
use magpie_terms::Moment;

/// How large a district to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Number of postings.
    pub postings: u64,
    /// Number of employers; at least one is made.
    pub employers: u64,
    /// Number of seekers' accounts.
    pub seekers: u64,
    /// Where all draws come from.
    pub seed: u64,
    /// The moment at which the district is looked at: nothing in it is later.
    pub now: Moment,
}

impl Default for Plan {
    /// 12,000 postings of 300 employers and 2,000 seekers, at the beginning of 1970.
    fn default() -> Self {
        Self { postings: 12_000, employers: 300, seekers: 2_000, seed: 1, now: Moment(0) }
    }
}

/// Draws a district.
#[derive(Debug, Clone)]
pub struct Generator {
    plan: Plan,
    /// For each employer the weights up to and with its own.
    weights: Vec<u64>,
}

impl Generator {
    /// A generator for the plan.
    #[must_use]
    pub fn new(plan: Plan) -> Self {
        let plan = Plan { employers: plan.employers.max(1), ..plan };
        // Zipf with the head cut off: few employers have many postings, many have few, and none has most.
        let weights = (0..plan.employers)
            .scan(0, |sum: &mut u64, rank| {
                *sum += 1_000_000_000 / (rank + 9);
                Some(*sum)
            })
            .collect();
        Self { plan, weights }
    }

    /// The plan, as it is carried out.
    #[must_use]
    pub fn plan(&self) -> Plan {
        self.plan
    }

    /// The employer with this index. Employer 0 is the one of the personas: approved, with postings in every state.
    #[must_use]
    pub fn employer(&self, index: u64) -> DemoEmployer {
        employer::draw(&self.plan, index)
    }

    /// The posting with this index.
    #[must_use]
    pub fn posting(&self, index: u64) -> DemoPosting {
        let mut draw = Draw::new(self.plan.seed, Kind::Posting, index);
        let drawn = draw.below(self.weights.last().copied().unwrap_or(1));
        let rank = self.weights.partition_point(|sum| *sum <= drawn) as u64;
        let employer = if index < posting::PERSONA_POSTINGS { 0 } else { rank };
        posting::draw(&self.plan, &mut draw, index, employer)
    }

    /// The account with this index.
    #[must_use]
    pub fn account(&self, index: u64) -> DemoAccount {
        account::draw(&self.plan, index)
    }

    /// The profile of the account with this index; some have made none yet.
    #[must_use]
    pub fn seeker(&self, index: u64) -> Option<DemoSeeker> {
        seeker::of_account(&self.plan, index)
    }

    /// The person without an account with this index.
    #[must_use]
    pub fn walk_in(&self, index: u64) -> DemoSeeker {
        story::walk_in(&self.plan, index)
    }

    /// How many people without an account an adviser keeps profiles of: one for twenty accounts, and never too few to
    /// show the desk with.
    #[must_use]
    pub fn walk_in_count(&self) -> u64 {
        (self.plan.seekers / 20).max(story::FEWEST_WALK_INS)
    }

    /// Every employer, one at a time.
    pub fn employers(&self) -> impl Iterator<Item = DemoEmployer> + '_ {
        (0..self.plan.employers).map(|index| self.employer(index))
    }

    /// Every posting, one at a time.
    pub fn postings(&self) -> impl Iterator<Item = DemoPosting> + '_ {
        (0..self.plan.postings).map(|index| self.posting(index))
    }

    /// Every seeker's account, one at a time.
    pub fn accounts(&self) -> impl Iterator<Item = DemoAccount> + '_ {
        (0..self.plan.seekers).map(|index| self.account(index))
    }

    /// Everybody without an account, one at a time.
    pub fn walk_ins(&self) -> impl Iterator<Item = DemoSeeker> + '_ {
        (0..self.walk_in_count()).map(|index| self.walk_in(index))
    }
}
