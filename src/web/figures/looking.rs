//! What every page of this area looks at: a day, the counts of that day, and whether the visitor may open rows.

use std::sync::Arc;

use chrono::{DateTime, Datelike as _, Days, NaiveDate, Utc, Weekday};

use super::address::{Asked, At, Place};
use super::follow_up::cohort_code;
use super::view::{Day, Number, Share};
use crate::domain::calendar::{self, Calendar};
use crate::domain::figures::follow_up::Reach;
use crate::domain::figures::{self, Definition, Measure, Population, Tally, What, Within};
use crate::kernel::clock::local;
use crate::kernel::ids::CampaignId;
use crate::web::shell::access::rights::OpenRows;
use crate::web::shell::access::{Right as _, Visit};
use crate::web::shell::{Error, dates};

/// A day and its counts.
pub(super) struct Looking {
    /// What is asked of the database.
    pub(super) asked: figures::Asked,
    /// The past day that addresses name; none means now.
    pub(super) as_of: Option<NaiveDate>,
    /// All counts of that instant.
    pub(super) tally: Arc<Tally>,
    /// When they were counted.
    pub(super) counted_at: DateTime<Utc>,
    /// The units looked at, if they are somebody's own and not the whole jurisdiction.
    pub(super) within: Option<Within>,
    /// Whether numbers lead to their rows.
    pub(super) opens: bool,
    /// Which days are worked, as it was known at that instant.
    pub(super) calendar: Calendar,
    /// The day asked for could not be read.
    unreadable: bool,
}

impl Looking {
    /// Counts.
    pub(super) async fn at(can: &mut Visit, asked: &Asked) -> Result<Self, Error> {
        let day = asked.day();
        let campaign = can.campaign()?.id;
        let (wanted, calendar) = asked_at(can, campaign, day.unwrap_or_default()).await?;
        let app = can.app.clone();
        let on = (&mut can.tx, app.db());
        let (counted_at, tally) = app.figures().tally(on, &wanted, can.acted).await?;
        Ok(Self {
            tally,
            counted_at,
            as_of: wanted.moment.past.then_some(wanted.moment.day),
            within: None,
            opens: OpenRows::held_by(can),
            unreadable: day.is_err(),
            asked: wanted,
            calendar,
        })
    }

    /// Counts somebody's own units. Nothing is held: few look at each.
    pub(super) async fn own(can: &mut Visit, within: Within, asked: &Asked) -> Result<Self, Error> {
        let day = asked.day();
        let campaign = can.campaign()?.id;
        let (wanted, calendar) = asked_at(can, campaign, day.unwrap_or_default()).await?;
        let tally = figures::tally_within(&mut can.tx, &wanted, &within).await?;
        Ok(Self {
            tally: Arc::new(tally),
            counted_at: can.now,
            as_of: wanted.moment.past.then_some(wanted.moment.day),
            within: Some(within),
            opens: true,
            unreadable: day.is_err(),
            asked: wanted,
            calendar,
        })
    }

    /// Which pages it is looked at on.
    pub(super) fn at_pages(&self) -> At {
        if self.within.is_some() { At::Own } else { At::City }
    }

    /// The address of a figure's rows at a place.
    pub(super) fn rows(&self, place: &Place) -> String {
        place.rows(self.at_pages(), self.as_of)
    }

    /// Counts anew where something was done since: rows are read as they stand, and what was held may be seconds old.
    pub(super) async fn again(&mut self, can: &mut Visit) -> Result<(), Error> {
        // Those of somebody's own units were counted in this very transaction.
        if self.within.is_some() {
            return Ok(());
        }
        let app = can.app.clone();
        let on = (&mut can.tx, app.db());
        (self.counted_at, self.tally) = app.figures().tally(on, &self.asked, Some(can.now)).await?;
        Ok(())
    }

    /// Where what remains at a place is followed up; none for other figures, single tiers and past days.
    pub(super) fn follows(&self, path: &str, place: &Place) -> Option<String> {
        let What::Problems(population, Measure::Remaining) = place.definition.what else {
            return None;
        };
        if !self.opens || self.as_of.is_some() || place.scope.tier.is_some() {
            return None;
        }
        let reach = match self.at_pages() {
            At::City => Reach::All,
            At::Own => Reach::Ours,
        };
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("reach", reach.code());
        query.append_pair("cohort", cohort_code(population));
        query.extend_pairs(place.scope.unit.map(|unit| ("unit", unit.to_string())));
        query.extend_pairs(place.lamp.map(|lamp| ("lamp", lamp.code())));
        Some(format!("{path}?{}", query.finish()))
    }

    /// The number that stands for a figure's rows at a place.
    pub(super) fn number(&self, place: Place) -> Number {
        let what = match (place.definition.what, place.lamp) {
            (What::Problems(population, Measure::Remaining), Some(lamp)) => {
                What::Problems(population, super::drill::measure(lamp))
            }
            (what, _) => what,
        };
        Number {
            n: self.tally.count(what, &place.scope),
            href: self.opens.then(|| self.rows(&place)),
        }
    }

    /// n, N and percent of a figure at a place.
    pub(super) fn share(&self, place: Place) -> Share {
        let whole = place.definition.of.and_then(whole);
        let part = self.number(place);
        let of = whole.map(|definition| self.number(Place { definition, ..place }));
        Share {
            percent: of.as_ref().and_then(|of| figures::percent(part.n, of.n)),
            definition: place.definition.code,
            base: self.at_pages().path(),
            wording: String::new(),
            part,
            of,
        }
    }

    /// The same for a definition that is there for sure, in the whole jurisdiction.
    pub(super) fn figure(&self, can: &Visit, code: &str) -> Result<Share, Error> {
        let definition = figures::by_code(code).ok_or(Error::NotFound)?;
        let mut share = self.share(Place::of(definition));
        share.wording = definition.wording(can.prefs.locale, self.asked.immediate_days);
        Ok(share)
    }

    /// Problems of a set at a place of its own definition.
    pub(super) fn of(population: Population, measure: Measure) -> Result<&'static Definition, Error> {
        figures::problems(population, measure).ok_or(Error::NotFound)
    }

    /// How the page names its day, and which others it offers.
    pub(super) fn day(&self, can: &Visit) -> Day {
        let (locale, today) = (can.prefs.locale, can.today());
        let shown = dates::full(locale, self.asked.moment.day);
        Day {
            base: self.at_pages().path(),
            until: match self.as_of {
                Some(_) => format!("{shown} 24:00"),
                None => format!("{shown} {}", local(can.now).format("%H:%M")),
            },
            value: self.asked.moment.day.to_string(),
            first: can
                .campaign
                .as_ref()
                .map(|c| c.starts_on.to_string())
                .unwrap_or_default(),
            last: today.to_string(),
            friday: last_friday(today).to_string(),
            past: self.as_of.is_some(),
            unreadable: self.unreadable,
        }
    }
}

/// What is asked of the database, and the calendar by which it is: of now it came with the visit.
async fn asked_at(
    can: &mut Visit,
    campaign: CampaignId,
    day: Option<NaiveDate>,
) -> Result<(figures::Asked, Calendar), Error> {
    let now = figures::Asked::new(campaign, day, can.now, &can.calendar);
    if !now.moment.past {
        return Ok((now, can.calendar.clone()));
    }
    let calendar = calendar::store::at(&mut can.tx, now.moment.at).await?;
    Ok((figures::Asked::new(campaign, day, can.now, &calendar), calendar))
}

impl Share {
    /// The whole's count.
    pub fn whole(&self) -> i64 {
        self.of.as_ref().map_or(0, |of| of.n)
    }

    /// The percentage with its sign, or a dash.
    pub fn percent_text(&self) -> String {
        self.percent
            .as_ref()
            .map_or_else(|| "—".to_owned(), |percent| format!("{percent} %"))
    }
}

/// The definition whose count is a share's whole.
pub(super) fn whole(what: What) -> Option<&'static Definition> {
    figures::ALL.iter().find(|definition| definition.what == what)
}

/// The Friday of the week before; on a Saturday or Sunday the one just past.
fn last_friday(today: NaiveDate) -> NaiveDate {
    let back = match today.weekday() {
        Weekday::Sat => 1,
        Weekday::Sun => 2,
        day => u64::from(day.num_days_from_monday()) + 3,
    };
    today.checked_sub_days(Days::new(back)).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_friday_is_the_one_of_the_week_before() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        for (today, friday) in [
            ("2018-09-25", "2018-09-21"),
            ("2018-09-28", "2018-09-21"),
            ("2018-09-29", "2018-09-28"),
            ("2018-09-30", "2018-09-28"),
            ("2018-10-01", "2018-09-28"),
        ] {
            assert_eq!(last_friday(day(today)), day(friday), "{today}");
        }
    }

    #[test]
    fn every_share_has_a_whole_that_opens() {
        for definition in figures::ALL {
            assert!(
                definition.of.is_none_or(|of| whole(of).is_some()),
                "{}",
                definition.code
            );
        }
    }
}
