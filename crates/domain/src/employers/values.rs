//! The states of an employer, the roles of its members, and its name as a key.

use magpie_terms::{closed_set, text};

closed_set! {
    /// Where an employer stands.
    EmployerState { Unverified = "unverified", Waiting = "waiting", Approved = "approved", Refused = "refused" }
}

closed_set! {
    /// What a member may do: an owner also minds the registration and the members.
    MemberRole { Owner = "owner", Recruiter = "recruiter" }
}

/// The name folded for comparing: width, case, spaces and brackets do not make another employer.
#[must_use]
pub fn name_key(name: &str) -> String {
    text::folded(name).chars().filter(|c| !c.is_control() && !"()（）·.-_,，。\"'“”".contains(*c)).collect()
}
