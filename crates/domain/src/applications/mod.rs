//! Applications: what happens between a seeker and a posting, from the first word to the last.
//!
//! Rules:
//! - No silent end: an application ends in hired, refused with a reason, or withdrawn; one that waits too long is
//!   reminded of, and the seeker sees how long it has waited.
//! - Applying is the consent by which this employer learns, for this posting, who the person is.
//! - A step is a conditional update, and each stands in the history.

pub(crate) mod entity;
