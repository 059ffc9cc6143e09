//! Dates as a notice writes them: 10月1日至7日, 2018-10-01, 9月29日（星期六）.

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::kernel::messages::{Message, msg};

/// Nobody has so many days off in a row.
const LONGEST_RANGE: usize = 31;

/// A number, or a sign between numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Number(u32),
    Sign(char),
}

fn pieces(clause: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for c in clause.chars() {
        match (c.to_digit(10), pieces.last_mut()) {
            (Some(digit), Some(Piece::Number(n))) => *n = n.saturating_mul(10).saturating_add(digit),
            (Some(digit), _) => pieces.push(Piece::Number(digit)),
            (None, _) if c == ' ' => {}
            (None, _) => pieces.push(Piece::Sign(c)),
        }
    }
    pieces
}

/// The days that a clause names, ranges filled.
pub(super) fn dates(clause: &str, year: i32) -> Result<Vec<NaiveDate>, Message> {
    use Piece::{Number as N, Sign as S};
    let pieces = pieces(clause);
    let bad = || msg("“{0}”里的日期看不懂。").with(clause.trim().chars().take(60).collect::<String>());
    let (mut days, mut from) = (Vec::new(), None);
    let (mut of_year, mut month, mut at) = (year, None, 0);
    while at < pieces.len() {
        let (day, used) = match &pieces[at..] {
            [
                N(y @ 1000..=9999),
                S('-' | '.' | '/'),
                N(m),
                S('-' | '.' | '/'),
                N(d),
                ..,
            ] => (NaiveDate::from_ymd_opt(i32::try_from(*y).unwrap_or(0), *m, *d), 5),
            [N(y), S('年'), ..] => {
                of_year = i32::try_from(*y).unwrap_or(0);
                at += 2;
                continue;
            }
            [N(m), S('月'), ..] => {
                month = Some(*m);
                at += 2;
                continue;
            }
            [N(d), S('日' | '号'), ..] => {
                let month = month.ok_or_else(bad)?;
                (NaiveDate::from_ymd_opt(of_year, month, *d), 2)
            }
            [S('('), rest @ ..] => {
                let day = days.last().copied();
                at += 1 + bracket(rest, day)?;
                continue;
            }
            [S('至' | '到' | '-' | '—' | '~'), ..] => {
                from = days.last().copied();
                at += 1;
                continue;
            }
            _ => {
                at += 1;
                continue;
            }
        };
        let day = day.ok_or_else(bad)?;
        fill(&mut days, from.take(), day).ok_or_else(bad)?;
        at += used;
    }
    Ok(days)
}

/// Adds a day, and those from `from` on.
fn fill(days: &mut Vec<NaiveDate>, from: Option<NaiveDate>, to: NaiveDate) -> Option<()> {
    let Some(from) = from else {
        days.push(to);
        return Some(());
    };
    let between: Vec<NaiveDate> = from.iter_days().skip(1).take_while(|day| *day <= to).collect();
    let sane = (1..LONGEST_RANGE).contains(&between.len());
    sane.then(|| days.extend(between))
}

/// Passes what stands in brackets; a weekday there must be that of the day before it.
fn bracket(rest: &[Piece], day: Option<NaiveDate>) -> Result<usize, Message> {
    let end = rest.iter().position(|piece| *piece == Piece::Sign(')'));
    let end = end.unwrap_or(rest.len());
    let named = rest[..end].windows(2).find_map(|pair| match pair {
        [Piece::Sign('期' | '周'), Piece::Sign(c)] => weekday(*c),
        _ => None,
    });
    match (named, day) {
        (Some(named), Some(day)) if named != day.weekday() => {
            Err(msg("{0} 不是括号里写的星期几，请核对年份。").with(day))
        }
        _ => Ok((end + 1).min(rest.len())),
    }
}

fn weekday(c: char) -> Option<Weekday> {
    Some(match c {
        '一' => Weekday::Mon,
        '二' => Weekday::Tue,
        '三' => Weekday::Wed,
        '四' => Weekday::Thu,
        '五' => Weekday::Fri,
        '六' => Weekday::Sat,
        '日' | '天' => Weekday::Sun,
        _ => return None,
    })
}
