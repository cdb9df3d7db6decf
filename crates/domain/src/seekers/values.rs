//! Who may see a profile, and who recorded what in it.

use magpie_terms::closed_set;

closed_set! {
    /// Which employers find a profile, masked, among the candidates for their postings.
    Visibility { Nobody = "nobody", Fairs = "fairs", Verified = "verified" }
}

closed_set! {
    /// By which way something came into a profile.
    Source {
        Form = "form", Adviser = "adviser", JsonResume = "json_resume", File = "file", Api = "api", Merge = "merge",
    }
}

closed_set! {
    /// Who recorded it.
    RecordedBy { Person = "person", Adviser = "adviser", System = "system" }
}
