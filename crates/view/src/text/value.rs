//! Small values as a template hands them over: by value, or behind as many references as its loops have put before it.

use magpie_domain::accounts::values::{Locale, Role};
use magpie_domain::alerts::values::{AlertState, Cadence};
use magpie_domain::applications::values::{
    ApplicationState, InvitationState, Origin, QuestionKind, RefusalReason, Side,
};
use magpie_domain::employers::values::{EmployerState, MemberRole};
use magpie_domain::imports::values::BatchState;
use magpie_domain::postings::values::PostingState;
use magpie_domain::seekers::doubles::Likeness;
use magpie_domain::seekers::values::{RecordedBy, Source, Visibility};
use magpie_terms::{
    Day, Education, EmployerSize, EmploymentType, Experience, Industry, Limit, Moment, Must, Pay, PayPeriod, Shift,
};

/// Something that gives a `T`.
pub trait Value<T> {
    /// The value.
    fn value(&self) -> T;
}

impl<T, U: Value<T> + ?Sized> Value<T> for &U {
    fn value(&self) -> T {
        (**self).value()
    }
}

macro_rules! values {
    ($($of:ty)+) => { $(
        impl Value<$of> for $of {
            fn value(&self) -> Self { *self }
        }
    )+ };
}

values! {
    Education EmploymentType Shift Industry EmployerSize PostingState EmployerState Role MemberRole BatchState PayPeriod
    AlertState Cadence
    ApplicationState InvitationState Origin QuestionKind RefusalReason Side
    Locale Pay Experience Day Moment u64 usize
    Limit Must Visibility Source RecordedBy Likeness
}
