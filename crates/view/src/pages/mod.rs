//! The pages, one struct each, in files by the word of the domain.
//!
//! Rule: a page holds what it shows, already read with the reader's rights; it asks nobody for anything.

pub mod accounts;
pub mod admin;
pub mod alerts;
pub mod api_docs;
pub mod applications;
pub mod console;
pub mod design;
pub mod desk;
pub mod employers;
pub mod error;
pub mod handling;
pub mod home;
pub mod imports;
pub mod matches;
pub mod postings;
pub mod review;
pub mod search;
pub mod seekers;

#[cfg(test)]
mod tests;

use magpie_domain::employers::values::EmployerState;
use magpie_domain::postings::values::PostingState;

/// The badge of a posting's state: its shape tells it apart, not the colour alone.
#[must_use]
pub const fn badge(state: &PostingState) -> &'static str {
    match state {
        PostingState::Draft => "draft",
        PostingState::InReview => "in-review",
        PostingState::Published => "published",
        PostingState::Closed => "closed",
        PostingState::Expired => "expired",
        PostingState::Withdrawn => "withdrawn",
    }
}

/// The badge of an employer's state.
#[must_use]
pub const fn employer_badge(state: &EmployerState) -> &'static str {
    match state {
        EmployerState::Approved => "published",
        EmployerState::Waiting => "in-review",
        EmployerState::Refused => "withdrawn",
        EmployerState::Unverified => "draft",
    }
}

/// The icon of a notice: each kind has its own shape.
#[must_use]
pub fn notice_icon(kind: &str) -> &'static str {
    match kind {
        "ok" => "check-circle",
        "warn" => "alert",
        "danger" => "stop",
        _ => "info",
    }
}
