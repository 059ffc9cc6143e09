//! The instant that figures stand for.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::calendar::{Calendar, store};
use crate::domain::figures::IMMEDIATE_DAYS;
use crate::kernel::clock::{day_of, end_of};
use crate::kernel::ids::CampaignId;
use crate::platform::db::{DbError, Tx};

/// 9999-12-31 23:59:59 UTC: every row that is still open holds then, and no closed one.
const OPEN_END: i64 = 253_402_300_799;

/// Now, or 24:00 of a past day in Asia/Shanghai, by recorded time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day in Asia/Shanghai; deadlines are held against it.
    pub day: NaiveDate,
    /// Rows count that hold at this instant.
    pub at: DateTime<Utc>,
    /// Whether it lies in the past; else open rows count.
    pub past: bool,
    /// Deadlines from `day` to this one are 临期.
    pub soon_until: NaiveDate,
}

impl Moment {
    /// 24:00 of a past day; today, a day to come or none means now. `calendar`: as it was known then.
    pub fn new(as_of: Option<NaiveDate>, now: DateTime<Utc>, calendar: &Calendar) -> Self {
        let today = day_of(now);
        let day = as_of.filter(|day| *day < today);
        let open_end = DateTime::from_timestamp(OPEN_END, 0).unwrap_or(DateTime::<Utc>::MAX_UTC);
        Self {
            day: day.unwrap_or(today),
            at: day.map_or(open_end, end_of),
            past: day.is_some(),
            soon_until: calendar.soon_until(day.unwrap_or(today)),
        }
    }
}

/// What is asked: a campaign, a moment, and the number in the definition of 即知即改.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Whose problems.
    pub campaign: CampaignId,
    /// When.
    pub moment: Moment,
    /// Days between 认领 and the leader's confirmation that still count as immediate.
    pub immediate_days: i32,
}

impl Asked {
    /// Asks by the definitions in force, and by the jurisdiction's calendar as it was known at that moment.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn read(
        tx: &mut Tx,
        campaign: CampaignId,
        as_of: Option<NaiveDate>,
        now: DateTime<Utc>,
    ) -> Result<Self, DbError> {
        let at = Moment::new(as_of, now, &Calendar::weekends());
        let calendar = store::at(tx, if at.past { at.at } else { now }).await?;
        Ok(Self::new(campaign, as_of, now, &calendar))
    }

    /// The same with a calendar at hand.
    pub fn new(
        campaign: CampaignId,
        as_of: Option<NaiveDate>,
        now: DateTime<Utc>,
        calendar: &Calendar,
    ) -> Self {
        Self {
            campaign,
            moment: Moment::new(as_of, now, calendar),
            immediate_days: IMMEDIATE_DAYS,
        }
    }

    /// Asks by a definition of 即知即改 with another number of days.
    #[must_use]
    pub const fn within(mut self, days: i32) -> Self {
        self.immediate_days = days;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_past_day_is_its_midnight_and_today_is_now() {
        let now: DateTime<Utc> = "2018-09-25T02:00:00Z".parse().expect("an instant");
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let week = Calendar::weekends();
        let friday = Moment::new(Some(day("2018-09-21")), now, &week);
        assert_eq!(friday.at.to_rfc3339(), "2018-09-21T16:00:00+00:00");
        assert!(friday.past);
        for as_of in [None, Some(day("2018-09-25")), Some(day("2018-09-30"))] {
            let moment = Moment::new(as_of, now, &week);
            assert_eq!((moment.day, moment.past), (day("2018-09-25"), false));
            assert!(moment.at > now);
        }
    }
}
