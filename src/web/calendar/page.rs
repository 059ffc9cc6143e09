//! `GET /calendar?year=2018`: what a year's notice says, and which years lack one.

use axum::response::Response;
use axum_extra::extract::Query;
use chrono::{Datelike as _, NaiveDate, Weekday};
use serde::Deserialize;

use super::view::{Calendar, Filling, Line, Preview, Tab};
use crate::domain::calendar::{Exception, store, years};
use crate::kernel::messages::n_;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, Message, dates, render, working_days};

/// Years that the page speaks of.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// `?year=2018&fill=1`
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    year: String,
    fill: String,
}

pub(super) async fn page(can: Can<Office>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let year = year(&can, &asked.year);
    let known = years::known(year).filter(|_| !asked.fill.is_empty());
    let filling = Filling {
        text: known.map(|known| known.text.to_owned()).unwrap_or_default(),
        ..Filling::default()
    };
    let view = draw(&mut can, year, filling).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

/// Whether it is a year that the page speaks of.
pub(super) fn is_year(typed: &str) -> bool {
    typed.trim().parse().is_ok_and(|year| YEARS.contains(&year))
}

/// The year that is asked for; this one unless it is one at all.
pub(super) fn year(can: &Visit, typed: &str) -> i32 {
    let typed = typed.trim().parse().ok().filter(|year| YEARS.contains(year));
    typed.unwrap_or_else(|| can.today().year())
}

/// What was read of a text, not yet entered, held against what is known.
pub(super) fn preview(can: &Visit, days: &[Exception], known: &[Exception]) -> Preview {
    let is_new = |day: &&Exception| !known.contains(day);
    Preview {
        fresh: days.iter().filter(is_new).count(),
        lines: days.iter().map(|day| line(can, day)).collect(),
    }
}

pub(super) async fn draw(can: &mut Visit, year: i32, filling: Filling) -> Result<Calendar, Error> {
    let locale = can.prefs.locale;
    let missing = working_days::missing(can).await?;
    let (days, gone) = (
        store::of_year(&mut can.tx, year).await?,
        store::taken_out(&mut can.tx, year).await?,
    );
    let mut all = store::years(&mut can.tx).await?;
    all.extend(missing.iter().copied().chain([can.today().year(), year]));
    all.sort_unstable();
    all.dedup();
    let tab = |of: i32| Tab {
        year: of,
        current: of == year,
        missing: missing.contains(&of),
    };
    Ok(Calendar {
        page: can.page(locale.t("工作日历")),
        year,
        tabs: all.into_iter().map(tab).collect(),
        preview: filling.read.as_ref().map(|read| preview(can, read, &days)),
        source: years::known(year).map(|known| known.source),
        again: gone.iter().map(written).collect::<Vec<_>>().join("\n"),
        gone: gone.iter().map(|day| line(can, day)).collect(),
        lines: days.iter().map(|day| line(can, day)).collect(),
        missing,
        not_taken_out: None,
        filling,
    })
}

fn line(can: &Visit, one: &Exception) -> Line {
    Line {
        day: one.day.to_string(),
        shown: dates::full(can.prefs.locale, one.day),
        weekday: weekday(one.day),
        worked: one.worked,
        name: one.name.clone(),
    }
}

/// A day as a line of a list, which is read again as it is.
fn written(one: &Exception) -> String {
    let kind = if one.worked { "上班" } else { "放假" };
    format!("{} {kind} {}", one.day, one.name).trim_end().to_owned()
}

fn weekday(day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Mon => n_("星期一"),
        Weekday::Tue => n_("星期二"),
        Weekday::Wed => n_("星期三"),
        Weekday::Thu => n_("星期四"),
        Weekday::Fri => n_("星期五"),
        Weekday::Sat => n_("星期六"),
        Weekday::Sun => n_("星期日"),
    }
}

impl Filling {
    /// A text that can't be taken, and why.
    pub(super) fn wrong(text: &str, problems: Vec<Message>) -> Self {
        Self {
            text: text.to_owned(),
            problems,
            ..Self::default()
        }
    }
}
