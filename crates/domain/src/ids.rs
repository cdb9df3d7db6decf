//! Ids: UUIDv7, so that they sort by time, as text in URL, log, job and both databases.
//!
//! Rule: one type for each kind of thing, so that the id of one cannot be taken for that of another.

use crate::error::Error;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// A new id that sorts after those before it.
            #[must_use]
            pub fn new() -> Self {
                Self(fresh())
            }

            /// Parses an id from a path or a form.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                // Only the canonical form: one thing has one URL.
                Uuid::try_parse(text).ok().filter(|id| id.as_hyphenated().to_string() == text).map(Self)
            }

            /// The sixteen bytes, as the index keeps them.
            #[must_use]
            pub fn bytes(self) -> [u8; 16] {
                self.0.into_bytes()
            }

            /// The id of sixteen bytes.
            #[must_use]
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            #[allow(dead_code, clippy::allow_attributes, reason = "of some kinds no row is read back, of others some are")]
            pub(crate) fn from_row(text: &str) -> Result<Self, Error> {
                Uuid::try_parse(text).map(Self).map_err(|cause| Error::internal(format!("an id of the database: {cause}")))
            }

            pub(crate) fn text(self) -> String {
                self.0.as_hyphenated().to_string()
            }
        }

        impl Default for $name {
            fn default() -> Self { Self::new() }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.as_hyphenated().fmt(f) }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )+ };
}

ids! {
    /// An account.
    AccountId,
    /// A sign-up that waits for its confirmation.
    SignUpId,
    /// A session of an account.
    SessionId,
    /// An employer.
    EmployerId,
    /// An invitation to become a member of an employer.
    InvitationId,
    /// A posting.
    PostingId,
    /// A file that was imported, with its report.
    BatchId,
    /// A job of the queue.
    JobId,
    /// A person who looks for work.
    SeekerId,
    /// Two profiles that were made one.
    MergeId,
    /// A seeker wants a posting.
    ApplicationId,
    /// A question that an employer asks of everybody who applies.
    QuestionId,
    /// An employer wants a seeker.
    CandidateInvitationId,
    /// A saved search or the matches that a person wants to hear of.
    AlertId,
    /// What one mail tells.
    DeliveryId,
}

#[expect(clippy::disallowed_methods, reason = "the one place that makes ids")]
fn fresh() -> Uuid {
    Uuid::now_v7()
}

/// The id of a row that nothing refers to.
pub(crate) fn row_id() -> String {
    fresh().as_hyphenated().to_string()
}
