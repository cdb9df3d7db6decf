//! Who may see a profile.

use magpie_terms::closed_set;

closed_set! {
    /// Which employers find a profile, masked, among the candidates for their postings.
    Visibility { Nobody = "nobody", Fairs = "fairs", Verified = "verified" }
}
