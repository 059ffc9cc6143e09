//! Working days and the lamp that follows from a deadline (domain §3, Lamp).
//!
//! Monday to Friday is built in. Holidays and 调休 are announced year by year: the office of each jurisdiction enters them
//! (`notice` reads the announcement as it is worded), and they are exceptions of its [`Calendar`].

pub mod actions;
mod lamp;
pub mod notice;
pub mod store;
mod written;
pub mod years;

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate, Weekday};

pub use lamp::{Lamp, SOON};

/// A day that differs from the week's rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exception {
    /// Which, in Asia/Shanghai.
    pub day: NaiveDate,
    /// 上班 instead of 放假.
    pub worked: bool,
    /// 国庆节; may be empty.
    pub name: String,
}

/// Which days are worked.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// Days that differ from the week's rule: `true` is worked.
    exceptions: BTreeMap<NaiveDate, bool>,
}

impl Calendar {
    /// Monday to Friday.
    pub const fn weekends() -> Self {
        Self {
            exceptions: BTreeMap::new(),
        }
    }

    /// The same with days off and days worked instead (调休).
    #[must_use]
    pub fn with(mut self, days: impl IntoIterator<Item = (NaiveDate, bool)>) -> Self {
        self.exceptions.extend(days);
        self
    }

    /// Whether a day is worked.
    pub fn is_worked(&self, day: NaiveDate) -> bool {
        let week = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.exceptions.get(&day).copied().unwrap_or(week)
    }

    /// Days worked after `from` up to and with `to`; 0 when `to` is not after `from`.
    pub fn worked_between(&self, from: NaiveDate, to: NaiveDate) -> usize {
        from.iter_days()
            .skip(1)
            .take_while(|day| *day <= to)
            .filter(|day| self.is_worked(*day))
            .count()
    }

    /// The last day to which at most `count` days are worked after `from`.
    pub fn last_within(&self, from: NaiveDate, count: usize) -> NaiveDate {
        let beyond = from
            .iter_days()
            .skip(1)
            .filter(|day| self.is_worked(*day))
            .nth(count);
        beyond.and_then(|day| day.pred_opt()).unwrap_or(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn weekends_are_not_counted_and_exceptions_are() {
        let week = Calendar::weekends();
        // 2018-09-21 is a Friday.
        assert_eq!(week.worked_between(day("2018-09-21"), day("2018-09-24")), 1);
        assert_eq!(week.worked_between(day("2018-09-24"), day("2018-09-21")), 0);
        let autumn = week.with([(day("2018-09-24"), false), (day("2018-09-29"), true)]);
        assert_eq!(autumn.worked_between(day("2018-09-21"), day("2018-09-24")), 0);
        assert_eq!(autumn.worked_between(day("2018-09-28"), day("2018-09-30")), 1);
    }

    #[test]
    fn the_last_day_within_is_the_farthest_one() {
        let autumn = Calendar::weekends().with([(day("2018-09-24"), false), (day("2018-09-29"), true)]);
        for calendar in [Calendar::weekends(), autumn] {
            for from in day("2018-09-10").iter_days().take(30) {
                for count in 0..6 {
                    let last = calendar.last_within(from, count);
                    assert!(calendar.worked_between(from, last) <= count);
                    let next = last.succ_opt().expect("a day");
                    assert!(calendar.worked_between(from, next) > count, "{from} {count}");
                }
            }
        }
    }
}
