//! The trend as a drawing: percentages of 即知即改 day by day, in tenths of a pixel and whole numbers only.

use super::looking::Looking;
use crate::domain::figures::{TrendDay, percent};
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, Locale, dates};

/// Left and right end of the plot, top and bottom, in tenths.
const X0: i64 = 400;
const X1: i64 = 6000;
const Y0: i64 = 150;
const Y1: i64 = 1400;
/// Marks below the plot.
const MARKS: usize = 5;

/// A drawing.
#[derive(Debug)]
pub struct Chart {
    /// Width of its box, 168 high: names of the lines stand at the right, and English ones are longer.
    pub width: u16,
    /// Two lines: city leaders first.
    pub lines: [Line; 2],
    /// Days below: x and day.
    pub marks: Vec<(String, String)>,
    /// Where the last day stands.
    pub now: String,
    /// First and last day, as people say them.
    pub days: (String, String),
    /// The same as a table: day, leaders n, N, percent, county level n, N, percent.
    pub table: Vec<(String, Cell, Cell)>,
}

/// n, N, percent.
pub type Cell = (i64, i64, String);

/// A line of the drawing.
#[derive(Debug)]
pub struct Line {
    /// Path data.
    pub path: String,
    /// Its last point.
    pub end: (String, String),
    /// Where its label stands.
    pub label_y: String,
    /// Its last percentage.
    pub percent: String,
}

/// The trend from the first day of the campaign to the day looked at; none before there are two days with a figure.
pub(super) async fn chart(can: &mut Visit, looking: &Looking) -> Result<Option<Chart>, Error> {
    let campaign = can.campaign()?;
    let from = campaign.starts_on.min(looking.asked.moment.day);
    let held = can.app.figures();
    let days = held
        .trend(&mut can.tx, &looking.asked, from, &looking.tally)
        .await?;
    Ok(draw(can.prefs.locale, &days))
}

fn draw(locale: Locale, days: &[TrendDay]) -> Option<Chart> {
    let (first, last) = (days.first()?, days.last()?);
    let of = |pick: fn(&TrendDay) -> (i64, i64)| days.iter().map(pick).collect::<Vec<_>>();
    let (leaders, county) = (of(|day| day.city_leaders), of(|day| day.county_level));
    if days.len() < 2 || county.iter().chain(&leaders).all(|(_, whole)| *whole == 0) {
        return None;
    }
    let mut lines = [line(&leaders), line(&county)];
    part_labels(&mut lines, &leaders, &county);
    let step = (days.len() - 1).div_ceil(MARKS - 1).max(1);
    let mark = |at: usize| {
        (
            px(x(at, days.len())),
            dates::short(locale, days[at].day, last.day),
        )
    };
    let marked = (0..days.len()).filter(|at| at % step == 0 && at + step / 2 < days.len() - 1);
    Some(Chart {
        width: match locale {
            Locale::Zh => 760,
            Locale::En => 830,
        },
        lines,
        marks: marked.chain([days.len() - 1]).map(mark).collect(),
        now: px(X1),
        days: (
            dates::short(locale, first.day, last.day),
            dates::short(locale, last.day, last.day),
        ),
        table: days.iter().rev().map(|day| row(locale, day, last)).collect(),
    })
}

fn row(locale: Locale, day: &TrendDay, last: &TrendDay) -> (String, Cell, Cell) {
    let cell = |(n, of): (i64, i64)| (n, of, percent_text(n, of));
    (
        dates::short(locale, day.day, last.day),
        cell(day.city_leaders),
        cell(day.county_level),
    )
}

fn line(points: &[(i64, i64)]) -> Line {
    // A day without anything to be a share of has no point.
    let drawn = points.iter().enumerate().filter(|(_, (_, of))| *of > 0);
    let at = |(at, (n, of)): (usize, &(i64, i64))| (x(at, points.len()), y(*n, *of));
    let drawn: Vec<(i64, i64)> = drawn.map(at).collect();
    let parts: Vec<String> = drawn
        .iter()
        .map(|(x, y)| format!("{} {}", px(*x), px(*y)))
        .collect();
    let (n, of) = points.last().copied().unwrap_or_default();
    let (end_x, end_y) = drawn.last().copied().unwrap_or((X1, Y1));
    Line {
        path: if parts.is_empty() {
            String::new()
        } else {
            format!("M{}", parts.join("L"))
        },
        end: (px(end_x), px(end_y)),
        label_y: px(end_y + 40),
        percent: percent_text(n, of),
    }
}

/// Labels at the right are kept a line apart.
fn part_labels(lines: &mut [Line; 2], leaders: &[(i64, i64)], county: &[(i64, i64)]) {
    let end = |points: &[(i64, i64)]| points.last().map_or(Y1, |(n, of)| y(*n, *of));
    let (a, b) = (end(leaders), end(county));
    let near = 180;
    if (a - b).abs() < near {
        let middle = i64::midpoint(a, b) + 40;
        let (up, down) = (px(middle - near / 2), px(middle + near / 2));
        let [first, second] = lines;
        (first.label_y, second.label_y) = if a <= b { (up, down) } else { (down, up) };
    }
}

fn x(at: usize, len: usize) -> i64 {
    let (at, last) = (as_i64(at), as_i64(len.max(2) - 1));
    X0 + (X1 - X0) * at / last
}

fn y(n: i64, of: i64) -> i64 {
    Y1 - (Y1 - Y0) * n / of.max(1)
}

fn as_i64(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Tenths of a pixel as a number of SVG.
fn px(tenths: i64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn percent_text(n: i64, of: i64) -> String {
    percent(n, of).map_or_else(|| "—".to_owned(), |percent| format!("{percent} %"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn days(points: &[(i64, i64)]) -> Vec<TrendDay> {
        let first = NaiveDate::from_ymd_opt(2018, 8, 26).expect("a date");
        let day = |(day, point): (NaiveDate, &(i64, i64))| TrendDay {
            day,
            city_leaders: (0, 0),
            county_level: *point,
        };
        first.iter_days().zip(points).map(day).collect()
    }

    #[test]
    fn a_line_begins_where_there_is_something_to_be_a_share_of() {
        let chart = draw(Locale::Zh, &days(&[(0, 0), (0, 4), (2, 4), (4, 4)])).expect("a chart");
        assert_eq!(chart.lines[1].path, "M226.6 140.0L413.3 77.5L600.0 15.0");
        assert_eq!(
            (chart.lines[0].path.as_str(), chart.lines[0].percent.as_str()),
            ("", "—")
        );
        assert_eq!(chart.table[0].2, (4, 4, "100.0 %".to_owned()));
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert!(draw(Locale::Zh, &days(&[])).is_none());
        assert!(draw(Locale::Zh, &days(&[(1, 1)])).is_none());
        assert!(draw(Locale::Zh, &days(&[(0, 0), (0, 0), (0, 0)])).is_none());
    }

    #[test]
    fn marks_do_not_run_into_each_other() {
        for count in 2..60 {
            let chart = draw(Locale::Zh, &days(&vec![(1, 2); count])).expect("a chart");
            let x = |(x, _): &(String, String)| x.parse::<f64>().expect("a number");
            let close = chart.marks.windows(2).any(|two| x(&two[1]) - x(&two[0]) < 60.0);
            assert!(!close, "{count}: {:?}", chart.marks);
        }
    }
}
