//! What the index is told about a posting.
//!
//! Rule: a change names the whole posting or its removal, so applying it twice is the same as applying it once.

use magpie_terms::{Division, Education, EmploymentType, Experience, Moment, Occupation, Pay, Shift};

/// A published posting as the index sees it.
#[derive(Debug, Clone)]
pub struct PostingDoc {
    /// The posting's id: the bytes of a UUIDv7.
    pub id: [u8; 16],
    /// The employer's id.
    pub employer_id: [u8; 16],
    /// The employer's name.
    pub employer_name: String,
    /// The title.
    pub title: String,
    /// The occupation, where one is given.
    pub occupation: Option<&'static Occupation>,
    /// Skills, as tags.
    pub skills: Vec<String>,
    /// Benefits, as tags.
    pub benefits: Vec<String>,
    /// What the work is.
    pub description: String,
    /// Address within the division.
    pub address: String,
    /// Where the work is.
    pub district: &'static Division,
    /// Education asked for.
    pub education: Education,
    /// Experience asked for.
    pub experience: Experience,
    /// Type of employment.
    pub employment_type: EmploymentType,
    /// When the work is done.
    pub shift: Option<Shift>,
    /// Pay.
    pub pay: Pay,
    /// When it was published.
    pub posted_at: Moment,
    /// From this moment on it is not found any more, whether or not the index hears of it.
    pub expires_at: Moment,
}

/// One step of the index along the log of changes.
#[derive(Debug, Clone)]
pub enum Change {
    /// The posting is published with this content, new or changed.
    Put(Box<PostingDoc>),
    /// The posting with this id is not public any more.
    Remove([u8; 16]),
}

impl Change {
    /// The id of the posting that changes.
    #[must_use]
    pub fn id(&self) -> [u8; 16] {
        match self {
            Self::Put(doc) => doc.id,
            Self::Remove(id) => *id,
        }
    }
}
