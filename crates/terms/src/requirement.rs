//! What a posting asks for and how the work is done: education, experience, employment type, shift.
//!
//! Rule: the sets are closed and hold nothing about who a person is. Sex, age, marriage, household, health and looks
//! have no type here, so they cannot be stored (就业促进法 26-31, 妇女权益保障法 43).

use serde::Serialize;

crate::closed_set! {
    /// The education asked for, lowest first. `None` asks for nothing.
    Education {
        None = "none", JuniorHigh = "junior_high", Vocational = "vocational", SeniorHigh = "senior_high",
        Associate = "associate", Bachelor = "bachelor", Master = "master", Doctor = "doctor",
    }
}

impl Education {
    /// The rank of a level: secondary vocational and senior high school stand side by side.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::None => 0,
            Self::JuniorHigh => 1,
            Self::Vocational | Self::SeniorHigh => 2,
            Self::Associate => 3,
            Self::Bachelor => 4,
            Self::Master => 5,
            Self::Doctor => 6,
        }
    }

    /// `educationRequirements.credentialCategory` of schema.org, as job search engines read it.
    #[must_use]
    pub const fn credential_category(self) -> Option<&'static str> {
        match self {
            Self::None | Self::JuniorHigh => None,
            Self::Vocational => Some("professional certificate"),
            Self::SeniorHigh => Some("high school"),
            Self::Associate => Some("associate degree"),
            Self::Bachelor => Some("bachelor degree"),
            Self::Master | Self::Doctor => Some("postgraduate degree"),
        }
    }
}

crate::closed_set! {
    /// The type of employment, by the terms of schema.org `employmentType`.
    EmploymentType {
        FullTime = "full_time", PartTime = "part_time", Temporary = "temporary", Intern = "intern", Contractor = "contractor",
    }
}

impl EmploymentType {
    /// The term of schema.org.
    #[must_use]
    pub const fn schema_org(self) -> &'static str {
        match self {
            Self::FullTime => "FULL_TIME",
            Self::PartTime => "PART_TIME",
            Self::Temporary => "TEMPORARY",
            Self::Intern => "INTERN",
            Self::Contractor => "CONTRACTOR",
        }
    }
}

crate::closed_set! {
    /// When the work is done.
    Shift { Day = "day", TwoShift = "two_shift", ThreeShift = "three_shift", Night = "night", Weekend = "weekend", Flexible = "flexible" }
}

/// Years of work asked for. `min_years` 0 without a maximum asks for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Experience {
    /// At least so many years, 0 to 40.
    pub min_years: u8,
    /// At most so many years, where the employer says so.
    pub max_years: Option<u8>,
    /// People who just left school are welcome (应届).
    pub graduates: bool,
}
