//! The lamp of a deadline: derived whenever it is shown, never stored, never typed.

use chrono::NaiveDate;

use super::Calendar;

/// At most so many working days left: 临期.
pub const SOON: usize = 3;

/// How a deadline stands. Shown as shape, word and colour together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lamp {
    /// 正常: on time
    Green,
    /// 临期: at most [`SOON`] working days left
    Yellow,
    /// 逾期: overdue, from 00:00 of the day after
    Red,
    /// 已销号: closed in time
    Grey,
    /// 逾期销号: closed, and the lateness stays visible
    Blue,
}

impl Lamp {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Green, Self::Yellow, Self::Red, Self::Grey, Self::Blue];

    /// The word in URLs and in the names of classes and icons (`is-green`, `#l-green`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Red => "red",
            Self::Grey => "grey",
            Self::Blue => "late",
        }
    }

    /// The lamp of a word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lamp| lamp.code() == code)
    }
}

impl Calendar {
    /// The lamp of a deadline on a day, all in Asia/Shanghai. `closed_on`: the day on which it was closed, once it is.
    pub fn lamp(&self, due: NaiveDate, closed_on: Option<NaiveDate>, today: NaiveDate) -> Lamp {
        match closed_on {
            Some(closed) if closed > due => Lamp::Blue,
            Some(_) => Lamp::Grey,
            None if today > due => Lamp::Red,
            None if due <= self.soon_until(today) => Lamp::Yellow,
            None => Lamp::Green,
        }
    }

    /// The lamp of a problem. The deadline binds whoever rectifies: the clock stands still on the day on which the leader
    /// confirmed completion, and neither a check nor a number that comes later makes the work late.
    pub fn lamp_of(
        &self,
        due: Option<NaiveDate>,
        cosigned_on: Option<NaiveDate>,
        closed: bool,
        today: NaiveDate,
    ) -> Option<Lamp> {
        let due = due?;
        let until = cosigned_on.unwrap_or(today);
        Some(if closed {
            self.lamp(due, Some(until), today)
        } else {
            self.lamp(due, None, until)
        })
    }

    /// Deadlines from `today` to this day are [`Lamp::Yellow`] while open.
    pub fn soon_until(&self, today: NaiveDate) -> NaiveDate {
        self.last_within(today, SOON)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_deadline_goes_from_green_to_red() {
        // 2018-09-27 is a Thursday; three working days before it is Monday the 24th.
        let due = day("2018-09-27");
        let week = Calendar::weekends();
        let at = |today: &str| week.lamp(due, None, day(today));
        assert_eq!(at("2018-09-21"), Lamp::Green);
        assert_eq!(at("2018-09-23"), Lamp::Green);
        assert_eq!(at("2018-09-24"), Lamp::Yellow);
        assert_eq!(at("2018-09-27"), Lamp::Yellow);
        assert_eq!(at("2018-09-28"), Lamp::Red);
    }

    #[test]
    fn closed_late_stays_visible() {
        let due = day("2018-09-27");
        let week = Calendar::weekends();
        assert_eq!(week.lamp(due, Some(due), day("2019-01-01")), Lamp::Grey);
        assert_eq!(week.lamp(due, due.succ_opt(), day("2019-01-01")), Lamp::Blue);
    }

    #[test]
    fn a_late_check_does_not_make_the_work_late() {
        let (due, later, week) = (day("2018-09-27"), day("2018-11-01"), Calendar::weekends());
        assert_eq!(
            week.lamp_of(Some(due), Some(day("2018-09-14")), false, later),
            Some(Lamp::Green)
        );
        assert_eq!(week.lamp_of(Some(due), Some(due), true, later), Some(Lamp::Grey));
        assert_eq!(
            week.lamp_of(Some(due), Some(later), true, later),
            Some(Lamp::Blue)
        );
        assert_eq!(week.lamp_of(Some(due), None, false, later), Some(Lamp::Red));
        assert_eq!(week.lamp_of(None, None, false, later), None);
    }

    /// 2018-09-28 is a Friday; the two days after it are worked, and the week from the 1st to the 7th is not.
    #[test]
    fn holidays_and_the_days_worked_for_them_move_the_yellow_lamp() {
        let october = Calendar::weekends().with(
            day("2018-10-01")
                .iter_days()
                .take(7)
                .map(|off| (off, false))
                .chain([(day("2018-09-29"), true), (day("2018-09-30"), true)]),
        );
        let (week, friday) = (Calendar::weekends(), day("2018-09-28"));
        assert_eq!(week.soon_until(friday), day("2018-10-03"));
        // Saturday, Sunday and, after the holidays, Monday the 8th.
        assert_eq!(october.soon_until(friday), day("2018-10-08"));
        assert_eq!(october.lamp(day("2018-10-08"), None, friday), Lamp::Yellow);
        assert_eq!(october.lamp(day("2018-10-09"), None, friday), Lamp::Green);
        assert_eq!(week.lamp(day("2018-10-08"), None, friday), Lamp::Green);
        // A deadline is a date, worked or not: it is past on the next one.
        assert_eq!(
            october.lamp(day("2018-10-03"), None, day("2018-10-03")),
            Lamp::Yellow
        );
        assert_eq!(
            october.lamp(day("2018-10-03"), None, day("2018-10-04")),
            Lamp::Red
        );
    }

    #[test]
    fn every_lamp_has_its_word() {
        for lamp in Lamp::ALL {
            assert_eq!(Lamp::from_code(lamp.code()), Some(lamp));
        }
    }
}
