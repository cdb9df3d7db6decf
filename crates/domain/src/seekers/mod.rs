//! Seekers: people who look for work, with or without an account, a telephone or a mail address of their own.
//!
//! Rules:
//! - A profile belongs to the person. An adviser keeps it on behalf of somebody without an account, or of one who asked
//!   for help (`assisted`); who recorded what stands in its provenance.
//! - Nobody sees a profile unless the person said so; employers see it masked until there is a consent for a posting of
//!   theirs, and one that the person blocked, by its legal entity, sees nothing at all.
//! - Name and contact stand apart from the profile, and the profile has no field for sex, age, birth, marriage,
//!   household or photo, so that what ranks cannot see them.
//! - Two profiles of one person can be made one and taken apart again; nothing is lost either way.

pub(crate) mod entity;
pub mod made_up;
pub mod policy;
pub mod values;
