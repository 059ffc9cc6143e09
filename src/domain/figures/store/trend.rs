//! A figure day by day, in one query.

use chrono::{DateTime, NaiveDate, Utc};

use super::facts::problem_facts;
use crate::domain::figures::{Asked, Measure, Population, Scope, Tally, What};
use crate::kernel::clock::end_of;
use crate::platform::db::{DbError, Tx};

/// 即知即改 of two sets at the end of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrendDay {
    /// The day.
    pub day: NaiveDate,
    /// 市级领导: immediate, approved.
    pub city_leaders: (i64, i64),
    /// 县处级以上: immediate, approved.
    pub county_level: (i64, i64),
}

impl TrendDay {
    /// What a day's own counts say of it.
    pub fn of(day: NaiveDate, tally: &Tally) -> Self {
        let count = |population, measure| tally.count(What::Problems(population, measure), &Scope::default());
        let both = |population| {
            (
                count(population, Measure::Immediate),
                count(population, Measure::Approved),
            )
        };
        Self {
            day,
            city_leaders: both(Population::CityLeaders),
            county_level: both(Population::CountyLevel),
        }
    }
}

struct Row {
    at: DateTime<Utc>,
    leaders_immediate: i64,
    leaders_approved: i64,
    county_immediate: i64,
    county_approved: i64,
}

/// One point for each day from `from` to the day asked for: what [`super::tally`] says of that day.
///
/// # Errors
/// When the database refuses.
pub async fn trend(tx: &mut Tx, asked: &Asked, from: NaiveDate) -> Result<Vec<TrendDay>, DbError> {
    let last = asked.moment.day;
    let days: Vec<NaiveDate> = from.iter_days().take_while(|day| *day <= last).collect();
    let end = |day: &NaiveDate| {
        if *day == last {
            asked.moment.at
        } else {
            end_of(*day)
        }
    };
    let ends: Vec<DateTime<Utc>> = days.iter().map(end).collect();
    let tenant = tx.tenant();
    let rows = problem_facts!(
        days,
        &ends[..],
        asked,
        tenant.0,
        Row,
        r#"select at as "at!", coalesce(sum(n) filter (where city_leaders and immediate), 0) as "leaders_immediate!",
            coalesce(sum(n) filter (where city_leaders), 0) as "leaders_approved!",
            coalesce(sum(n) filter (where county_level and immediate), 0) as "county_immediate!",
            coalesce(sum(n) filter (where county_level), 0) as "county_approved!""#,
        "where approved group by at"
    )
    .fetch_all(&mut **tx)
    .await?;
    let point = |(day, end): (NaiveDate, DateTime<Utc>)| {
        let row = rows.iter().find(|row| row.at == end);
        TrendDay {
            day,
            city_leaders: row.map_or((0, 0), |row| (row.leaders_immediate, row.leaders_approved)),
            county_level: row.map_or((0, 0), |row| (row.county_immediate, row.county_approved)),
        }
    };
    Ok(days.into_iter().zip(ends).map(point).collect())
}
