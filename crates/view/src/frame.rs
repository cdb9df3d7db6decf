//! What every page has around it: the language, the reader, the search box, what just happened.
//!
//! Rule: the frame offers what the reader's role is for; whether something may be done is decided by the grant behind
//! the link, never here.

use crate::text::Text;
use magpie_domain::Actor;
use magpie_domain::accounts::values::Role;
use magpie_terms::Moment;

/// The frame of a page.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The words.
    pub text: Text,
    /// Who reads; `None` for nobody in particular.
    pub actor: Option<&'a Actor>,
    /// The address of the page, for the language switch to come back to.
    pub path_and_query: &'a str,
    /// What stands in the search box.
    pub search: &'a str,
    /// What just happened.
    pub flash: Option<Flash>,
    /// The time.
    pub now: Moment,
    /// The agency's own telephone number, shown in the footer; empty where it has none.
    pub hotline: &'a str,
}

macro_rules! flashes {
    ($($name:ident = $code:literal),+ $(,)?) => {
        /// What just happened, told once on the next page. Its sentence is `flash-CODE`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "a member's code says what it means")]
        pub enum Flash { $($name),+ }

        impl Flash {
            /// Every member.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The code, as the cookie between the two requests has it.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// The member with this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|flash| flash.code() == code)
            }
        }
    };
}

flashes! {
    Saved = "saved", Published = "published", InReview = "in-review", Closed = "closed", Withdrawn = "withdrawn",
    Renewed = "renewed", Reopened = "reopened", Discarded = "discarded", Invited = "invited",
    InvitationRevoked = "invitation-revoked", InvitationAccepted = "invitation-accepted",
    MemberRemoved = "member-removed", EmployerRegistered = "employer-registered",
    EmployerApproved = "employer-approved", EmployerRefused = "employer-refused",
    PostingApproved = "posting-approved", PostingRefused = "posting-refused", TakenDown = "taken-down",
    ImportFinished = "import-finished", ImportDiscarded = "import-discarded", ImportPublished = "import-published",
    SignedIn = "signed-in", SignedOut = "signed-out", SignedUp = "signed-up", RoleGiven = "role-given",
    LanguageKept = "language-kept",
    AlertKept = "alert-kept", AlertThere = "alert-there", AlertPaused = "alert-paused", AlertResumed = "alert-resumed",
    AlertDeleted = "alert-deleted",
    ProfileCreated = "profile-created", ProfileErased = "profile-erased", EmployerBlocked = "employer-blocked",
    EmployerUnblocked = "employer-unblocked", ConsentWithdrawn = "consent-withdrawn",
    ProfileImported = "profile-imported", PersonRegistered = "person-registered", Merged = "merged",
    Unmerged = "unmerged", MarkedDistinct = "marked-distinct",
    Applied = "applied", ApplicationWithdrawn = "application-withdrawn", ApplicationMoved = "application-moved",
    ApplicationNoted = "application-noted", QuestionsSaved = "questions-saved", CandidateInvited = "candidate-invited",
    CandidateDeclined = "candidate-declined", CandidateAccepted = "candidate-accepted", ProfileFirst = "profile-first",
}

/// A link of the main navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NavLink {
    /// Where to.
    pub url: &'static str,
    /// The key of its word.
    pub key: &'static str,
    /// Whether the page lies there.
    pub current: bool,
}

impl Frame<'_> {
    /// The main navigation for this reader.
    #[must_use]
    pub fn nav(&self) -> Vec<NavLink> {
        let path = self.path_and_query.split('?').next().unwrap_or_default();
        let under = |roots: &[&str]| roots.iter().any(|root| path == *root || path.starts_with(&format!("{root}/")));
        let link = |url, key, roots: &[&str]| NavLink { url, key, current: under(roots) };
        // The pages of a person lie under one address; two of them have links of their own.
        let section = path.strip_prefix("/seekers/").map(|rest| rest.split('/').nth(1).unwrap_or_default());
        let own = |url, key, named: &str| NavLink { url, key, current: under(&[url]) || section == Some(named) };
        let mut links = vec![
            link("/search", "nav-search", &["/search", "/postings"]),
            link("/employers", "nav-employers", &["/employers"]),
        ];
        match self.actor.map(Actor::role) {
            Some(Role::Seeker) => {
                links.push(own("/matches", "nav-matches", "matches"));
                links.push(own("/applications", "nav-applications", "applications"));
                let elsewhere = section.is_some_and(|section| !["matches", "applications"].contains(&section));
                links.push(NavLink { url: "/profile", key: "nav-profile", current: under(&["/profile"]) || elsewhere });
            }
            Some(Role::Adviser) => links.push(link("/desk", "nav-desk", &["/desk", "/seekers"])),
            _ => {}
        }
        if self.actor.is_some_and(Actor::has_employers) {
            links.push(link("/console", "nav-console", &["/console", "/my-postings", "/handled"]));
        }
        if self.is_organizer() {
            links.push(link("/review", "nav-review", &["/review"]));
        }
        if self.is_administrator() {
            links.push(link("/admin/accounts", "nav-admin", &["/admin"]));
        }
        links
    }

    /// Whether the reader plans and decides.
    #[must_use]
    pub fn is_organizer(&self) -> bool {
        self.actor.is_some_and(|actor| matches!(actor.role(), Role::Organizer | Role::Administrator))
    }

    /// Whether the reader administers accounts.
    #[must_use]
    pub fn is_administrator(&self) -> bool {
        self.actor.is_some_and(|actor| actor.role() == Role::Administrator)
    }

    /// Whether the reader is the account with this id.
    #[must_use]
    pub fn is_own(&self, account: &magpie_domain::ids::AccountId) -> bool {
        self.actor.and_then(Actor::account).is_some_and(|own| own == *account)
    }

    /// The sentence about what just happened.
    #[must_use]
    pub fn flash_text(&self) -> Option<String> {
        self.flash.map(|flash| self.text.text(&format!("flash-{}", flash.code())).into_owned())
    }

    /// The current year in China.
    #[must_use]
    pub fn year(&self) -> i16 {
        self.now.day().parts().0
    }
}

/// JSON that may stand inside a `script` element: no `<` can end it early.
#[must_use]
pub fn script_json(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
