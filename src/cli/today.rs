//! Where a program's clock is put for trials.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};

/// A day that is today, at the machine's time of day; or an instant that is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Today {
    /// 2018-09-25
    Day(NaiveDate),
    /// 2018-09-25T10:00:00+08:00
    Now(DateTime<Utc>),
}

impl FromStr for Today {
    type Err = chrono::ParseError;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        if typed.contains('T') {
            Ok(Self::Now(DateTime::parse_from_rfc3339(typed)?.to_utc()))
        } else {
            Ok(Self::Day(typed.parse()?))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_or_an_instant_is_taken_and_nothing_else() {
        let day = NaiveDate::from_ymd_opt(2018, 9, 25).expect("a date");
        assert_eq!("2018-09-25".parse(), Ok(Today::Day(day)));
        let now = day.and_hms_opt(2, 0, 0).expect("a time").and_utc();
        assert_eq!("2018-09-25T10:00:00+08:00".parse(), Ok(Today::Now(now)));
        for wrong in ["", "2018-9", "2018-09-25T10:00", "T"] {
            assert!(wrong.parse::<Today>().is_err(), "{wrong}");
        }
    }
}
