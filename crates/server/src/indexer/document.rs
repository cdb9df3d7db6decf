//! A public posting as the index is told about it.

use magpie_domain::postings::public::Posting;
use magpie_search::PostingDoc;

/// The document of a posting.
pub(crate) fn document(posting: Posting) -> PostingDoc {
    let content = posting.content;
    PostingDoc {
        id: posting.id.bytes(),
        employer_id: posting.employer.bytes(),
        employer_name: posting.employer_name,
        title: content.title,
        occupation: content.occupation,
        skills: content.skills,
        benefits: content.benefits,
        description: content.description,
        address: content.address,
        district: content.district,
        education: content.education,
        experience: content.experience,
        employment_type: content.employment_type,
        shift: content.shift,
        pay: content.pay,
        posted_at: posting.published_at,
        expires_at: content.valid_through.end(),
    }
}
