//! The words of the trade as types: closed sets, parsed values and the violations that say why a value is not one.
//!
//! Rule: everything from outside becomes one of these types or a list of violations, all at once and by field.
//! Nothing here knows a database, a page or a request.

pub mod closed;
pub mod contact;
pub mod credit_code;
pub mod employer;
pub mod lawful;
pub mod moment;
pub mod month;
pub mod occupation;
pub mod pay;
pub mod person;
pub mod place;
pub mod posting;
pub mod profile;
pub mod requirement;
pub mod text;
pub mod violation;

pub use contact::{Email, Phone};
pub use credit_code::CreditCode;
pub use employer::{EmployerContent, EmployerInput, EmployerSize, Industry};
pub use moment::{Day, Moment};
pub use month::Month;
pub use occupation::Occupation;
pub use pay::{Pay, PayPeriod, PayRange};
pub use person::{Person, PersonInput};
pub use place::Division;
pub use posting::{PostingContent, PostingInput};
pub use profile::{Limit, Must, Profile, ProfileInput, Study, StudyInput, Work, WorkInput};
pub use requirement::{Education, EmploymentType, Experience, Shift};
pub use violation::{Violation, Violations};
