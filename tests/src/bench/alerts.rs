//! All alerts against a day's new postings.
//!
//! What it covers: `magpie alerts run` on a district of the demo's size, with the database: loading the alerts and the new
//! postings, the index of these in memory, every distinct query, and the deliveries with their jobs, in one transaction
//! for each two hundred alerts. Sending the mails is not in it. `find_s` is the index and the queries alone.

use super::{Folder, district, open, print, seconds};
use magpie_demo::{Generator, Plan};
use magpie_domain::accounts::policy::OwnAccount;
use magpie_domain::accounts::values::{Locale, Role};
use magpie_domain::accounts::write::MadeUpAccount;
use magpie_domain::alerts::made_up::{self, MadeUpAlert};
use magpie_domain::alerts::values::Cadence;
use magpie_domain::{Grant, accounts};
use magpie_search::{Index, PostingDoc};
use magpie_server::App;
use magpie_terms::{Division, Moment};
use serde_json::json;
use std::collections::HashSet;
use std::time::Instant;
