//! Errors: one table of codes with kinds; status numbers are known to `web` alone.
//!
//! Rule: a code names what is wrong in the words of the trade; the sentence is written by `view` under
//! `problem-CODE` in the reader's language. What the reader cannot mend is `Internal` and says nothing but its id.

use magpie_terms::Violations;

/// What kind of refusal a code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Sign in first.
    Unauthenticated,
    /// The reader may know of it, but not do it.
    Forbidden,
    /// There is no such thing, or none that the reader may see.
    NotFound,
    /// The thing is not in a state for this.
    Conflict,
    /// The input is not acceptable.
    Invalid,
    /// Too many tries.
    TooMany,
    /// The body is larger than is taken.
    TooLarge,
}

macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident = $code:literal $kind:ident),+ $(,)?) => {
        /// Every refusal of the product.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$meta])* $name),+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The code's name in a URL, a problem document and a locale file.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// The kind of refusal.
            #[must_use]
            pub const fn kind(self) -> Kind {
                match self { $(Self::$name => Kind::$kind),+ }
            }
        }
    };
}

codes! {
    /// No session.
    SignInNeeded = "sign-in-needed" Unauthenticated,
    /// Address or password is wrong; which of them is not said.
    SignInFailed = "sign-in-failed" Unauthenticated,
    /// Too many failures for this account or from this address.
    SignInThrottled = "sign-in-throttled" TooMany,
    /// The reader's role does not allow it.
    Forbidden = "forbidden" Forbidden,
    /// A post that did not come from our own pages.
    CrossSite = "cross-site" Forbidden,
    /// Nothing here, or nothing to be seen by this reader.
    NotFound = "not-found" NotFound,
    /// A link that was used, replaced or has run out.
    LinkExpired = "link-expired" NotFound,
    /// An employer with this credit code is registered.
    CreditCodeTaken = "credit-code-taken" Conflict,
    /// The employer was decided on already.
    EmployerNotWaiting = "employer-not-waiting" Conflict,
    /// The employer is not approved yet.
    EmployerNotApproved = "employer-not-approved" Conflict,
    /// The last owner cannot leave.
    LastOwner = "last-owner" Conflict,
    /// The invited person is a member already, or the invitation was for another address.
    InvitationForOther = "invitation-for-other" Conflict,
    /// The posting is in a state that does not allow this.
    PostingStateWrong = "posting-state-wrong" Conflict,
    /// Somebody else changed the posting in between.
    PostingChangedMeanwhile = "posting-changed-meanwhile" Conflict,
    /// The account has a profile already.
    ProfileExists = "profile-exists" Conflict,
    /// Somebody else saved the profile in between.
    ProfileChangedMeanwhile = "profile-changed-meanwhile" Conflict,
    /// Nobody could keep the profile without the adviser.
    ProfileNeedsAdviser = "profile-needs-adviser" Conflict,
    /// Two profiles that cannot become one: the same, merged or erased already, or both with an account.
    MergeNotPossible = "merge-not-possible" Conflict,
    /// The two were taken apart already, or the one that was kept was itself merged or erased.
    MergeNotUndoable = "merge-not-undoable" Conflict,
    /// The posting takes no applications any more.
    PostingNotOpen = "posting-not-open" Conflict,
    /// Nobody of the employer is here to answer.
    EmployerTakesNone = "employer-takes-none" Conflict,
    /// The person blocked this employer.
    EmployerBlocked = "employer-blocked" Conflict,
    /// There is no profile to apply with.
    ProfileNeeded = "profile-needed" Conflict,
    /// The person applied already, or has an application that is over.
    ApplicationExists = "application-exists" Conflict,
    /// The application is in a state that does not allow this.
    ApplicationStateWrong = "application-state-wrong" Conflict,
    /// A colleague or the seeker took a step in between.
    ApplicationChangedMeanwhile = "application-changed-meanwhile" Conflict,
    /// Too many applications within a day.
    ApplicationsToday = "applications-today" TooMany,
    /// Too many applications that are not over.
    ApplicationsOpen = "applications-open" TooMany,
    /// The employer's invitation of this person is still open.
    CandidateInvited = "candidate-invited" Conflict,
    /// The person declined an invitation of this employer not long ago.
    CandidateDeclined = "candidate-declined" Conflict,
    /// The invitation was answered already, or has run out.
    CandidateInvitationNotOpen = "candidate-invitation-not-open" Conflict,
    /// Too many invitations of this employer within a day.
    CandidateInvitationsToday = "candidate-invitations-today" TooMany,
    /// The import was finished or discarded already.
    BatchNotOpen = "batch-not-open" Conflict,
    /// The import has nothing left that could be published.
    BatchNothingToPublish = "batch-nothing-to-publish" Conflict,
    /// An administrator cannot take the own role away.
    OwnRole = "own-role" Conflict,
    /// Fields are at fault.
    Invalid = "invalid" Invalid,
    /// The body is not what the address takes.
    BadRequest = "bad-request" Invalid,
    /// The file cannot be read as a table of postings.
    FileUnreadable = "file-unreadable" Invalid,
    /// The body is too large.
    TooLarge = "too-large" TooLarge,
}

/// Why a command or a read did not do what was asked.
#[derive(Debug)]
pub enum Error {
    /// A rule of the product forbids it.
    Rule(Code),
    /// The input is at fault, by field.
    Invalid(Violations),
    /// Too many tries; the number of seconds to wait.
    Throttled(i64),
    /// A file that cannot be taken: the code of its fault and the arguments of the sentence.
    File(&'static str, Vec<(&'static str, String)>),
    /// Our own fault, with its cause for the log.
    Internal(anyhow::Error),
}

impl Error {
    /// An internal error of this message.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::Internal(anyhow::anyhow!(message.into()))
    }

    /// The code under which the error is told.
    #[must_use]
    pub const fn code(&self) -> Option<Code> {
        match self {
            Self::Rule(code) => Some(*code),
            Self::Invalid(_) => Some(Code::Invalid),
            Self::Throttled(_) => Some(Code::SignInThrottled),
            Self::File(..) => Some(Code::FileUnreadable),
            Self::Internal(_) => None,
        }
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self::Rule(code)
    }
}

impl From<Violations> for Error {
    fn from(violations: Violations) -> Self {
        Self::Invalid(violations)
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(cause: sea_orm::DbErr) -> Self {
        Self::Internal(anyhow::Error::new(cause).context("the database"))
    }
}

impl From<anyhow::Error> for Error {
    fn from(cause: anyhow::Error) -> Self {
        Self::Internal(cause)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Rule(code) => f.write_str(code.name()),
            Self::Invalid(violations) => {
                f.write_str("invalid:")?;
                violations.0.iter().try_for_each(|v| write!(f, " {}={}", v.field, v.code))
            }
            Self::Throttled(seconds) => write!(f, "sign-in-throttled, wait {seconds} s"),
            Self::File(code, _) => write!(f, "file-unreadable: {code}"),
            Self::Internal(cause) => write!(f, "{cause:#}"),
        }
    }
}

impl std::error::Error for Error {}

/// Turns a collision with a unique index into a refusal of the product.
pub(crate) trait OnUnique<T> {
    /// `code` where the row collided with a unique index, else the error as it is.
    fn on_unique(self, code: Code) -> Result<T, Error>;
}

impl<T> OnUnique<T> for Result<T, sea_orm::DbErr> {
    fn on_unique(self, code: Code) -> Result<T, Error> {
        self.map_err(|cause| match cause.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => code.into(),
            _ => cause.into(),
        })
    }
}
