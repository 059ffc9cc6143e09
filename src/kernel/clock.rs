//! The program's clock: time is handed in, so that `--today` and tests can set it.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta, TimeZone, Utc};

/// Asia/Shanghai has had no summer time since 1991: eight hours, always.
const SHANGHAI_SECONDS: i32 = 8 * 3600;

/// Where recorded times come from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's time moved by this much (zero in real use).
    Shifted(TimeDelta),
    /// Stands still until moved; for tests.
    Manual(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// The machine's own time.
    pub fn system() -> Self {
        Self::Shifted(TimeDelta::zero())
    }

    /// Runs on from the machine's time of day, but today is `today`.
    pub fn with_today(today: NaiveDate) -> Self {
        Self::Shifted(today - Self::system().today())
    }

    /// Runs on from this instant, which is now.
    pub fn from_instant(at: DateTime<Utc>) -> Self {
        Self::Shifted(at - Self::system().now())
    }

    /// How far it stands from the machine's time, in whole seconds; none of one that stands still.
    pub fn shift_seconds(&self) -> Option<i64> {
        match self {
            Self::Shifted(by) => Some(by.num_seconds()),
            Self::Manual(_) => None,
        }
    }

    /// Stands still at `at`.
    pub fn manual(at: DateTime<Utc>) -> Self {
        Self::Manual(Arc::new(Mutex::new(at)))
    }

    /// The present instant, in whole microseconds as PostgreSQL keeps it.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's time"
    )]
    pub fn now(&self) -> DateTime<Utc> {
        let at = match self {
            Self::Shifted(by) => Utc::now() + *by,
            Self::Manual(at) => *at.lock().unwrap_or_else(std::sync::PoisonError::into_inner),
        };
        DateTime::from_timestamp_micros(at.timestamp_micros()).unwrap_or(at)
    }

    /// Today's date in Asia/Shanghai.
    pub fn today(&self) -> NaiveDate {
        day_of(self.now())
    }

    /// Moves a manual clock; a shifted one is moved by adding to its shift.
    pub fn advance(&mut self, by: TimeDelta) {
        match self {
            Self::Shifted(shift) => *shift += by,
            Self::Manual(at) => *at.lock().unwrap_or_else(std::sync::PoisonError::into_inner) += by,
        }
    }
}

fn shanghai() -> FixedOffset {
    FixedOffset::east_opt(SHANGHAI_SECONDS).unwrap_or_else(|| unreachable!("eight hours is a valid offset"))
}

/// The date that an instant falls on in Asia/Shanghai.
pub fn day_of(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&shanghai()).date_naive()
}

/// The wall time of an instant in Asia/Shanghai.
pub fn local(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    at.with_timezone(&shanghai())
}

/// 00:00 of a day in Asia/Shanghai, as an instant.
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    shanghai()
        .from_local_datetime(&midnight)
        .single()
        .map_or_else(|| midnight.and_utc(), |at| at.to_utc())
}

/// 24:00 of a day in Asia/Shanghai: what a figure "of that day" means.
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    start_of(day.checked_add_days(Days::new(1)).unwrap_or(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_midnight_in_shanghai() {
        let day = NaiveDate::from_ymd_opt(2018, 9, 25).expect("a date");
        assert_eq!(end_of(day).to_rfc3339(), "2018-09-25T16:00:00+00:00");
        assert_eq!(day_of(end_of(day)), day.succ_opt().expect("a date"));
        assert_eq!(day_of(end_of(day) - TimeDelta::microseconds(1)), day);
    }

    #[test]
    fn today_can_be_set() {
        let day = NaiveDate::from_ymd_opt(2018, 9, 25).expect("a date");
        assert_eq!(Clock::with_today(day).today(), day);
        for at in [start_of(day), end_of(day)] {
            let now = Clock::from_instant(at).now();
            assert!(now >= at, "{now}");
        }
    }
}
