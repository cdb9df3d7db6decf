//! The clock, a parameter of everything that asks for the time.
//!
//! Rule: nobody else reads the system's time, so a test may stand still or step on.

use magpie_terms::{Day, Moment};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Tells the time: the system's, or one that is set.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still until it is set.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `moment`.
    #[must_use]
    pub fn fixed(moment: Moment) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(moment.0)))
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Moment {
        match self {
            Self::System => Moment(system_seconds()),
            Self::Fixed(seconds) => Moment(seconds.load(Ordering::SeqCst)),
        }
    }

    /// Today in China.
    #[must_use]
    pub fn today(&self) -> Day {
        self.now().day()
    }

    /// Steps a fixed clock on; the system's clock cannot be moved.
    pub fn advance(&self, seconds: i64) {
        if let Self::Fixed(at) = self {
            at.fetch_add(seconds, Ordering::SeqCst);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the system's clock")]
fn system_seconds() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}
