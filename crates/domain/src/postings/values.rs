//! The states of a posting.

use magpie_terms::closed_set;

closed_set! {
    /// Where a posting stands.
    PostingState {
        Draft = "draft", InReview = "in_review", Published = "published", Closed = "closed", Expired = "expired", Withdrawn = "withdrawn",
    }
}
