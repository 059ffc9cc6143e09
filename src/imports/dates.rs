//! Months as offices write them: 1970.5, 1970年5月, 1970-05-01, 197005, real dates.

use chrono::{Datelike as _, NaiveDate};

use super::cells::{Cell, Value};
use super::reason::Reason;
use crate::kernel::text::code_text;

/// The first day of the month that the cell means.
pub fn month(cell: &Cell) -> Result<NaiveDate, Reason> {
    match &cell.value {
        Value::Date(date) => first(date.year(), date.month()).ok_or_else(|| Reason::BadDate(cell.shown())),
        // As a number 1970.10 has lost its zero: only text can say January or October.
        Value::Number(n) if cell.shown().ends_with(".1") && years().contains(n) => {
            Err(Reason::AmbiguousMonth(n.to_string()))
        }
        _ => written(&cell.shown()),
    }
}

fn years() -> std::ops::Range<f64> {
    1900.0..2100.0
}

fn first(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1).filter(|_| (1900..2100).contains(&year))
}

fn written(text: &str) -> Result<NaiveDate, Reason> {
    let bad = || Reason::BadDate(text.trim().chars().take(30).collect());
    let numbers = numbers(text).ok_or_else(bad)?;
    let (year, month, day) = match *numbers.as_slice() {
        [joined @ 190_000..=209_999] => (joined / 100, joined % 100, 1),
        [joined @ 19_000_000..=20_999_999] => (joined / 10_000, joined / 100 % 100, joined % 100),
        [year, month] => (year, month, 1),
        [year, month, day] => (year, month, day),
        _ => return Err(bad()),
    };
    let year = i32::try_from(year)
        .ok()
        .filter(|year| (1900..2100).contains(year))
        .ok_or_else(bad)?;
    if !(1..=12).contains(&month) {
        return Err(Reason::BadMonth(text.trim().to_owned()));
    }
    NaiveDate::from_ymd_opt(year, month, day)
        .and_then(|_| first(year, month))
        .ok_or_else(bad)
}

/// The numbers of a date, if nothing stands between them but the marks of a date; a time of day is dropped.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let clock = text.split_once([' ', 'T']).filter(|(_, rest)| rest.contains(':'));
    let compact = code_text(clock.map_or(text, |(day, _)| day));
    let marks = [
        '.', '-', '/', '年', '月', '日', '号', '、', '。', '—', '–', '·', ',',
    ];
    let words: Vec<&str> = compact.split(marks).filter(|word| !word.is_empty()).collect();
    let short = words.len() <= 3
        && words
            .iter()
            .all(|word| word.len() <= 8 && word.bytes().all(|b| b.is_ascii_digit()));
    if short {
        words.iter().map(|word| word.parse().ok()).collect()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: Value) -> Result<String, Reason> {
        month(&Cell {
            value,
            formula: false,
            lent: false,
        })
        .map(|date| date.to_string())
    }

    #[test]
    fn every_way_to_write_a_month() {
        for text in [
            "1970.5",
            " 1970.05 ",
            "1970年5月",
            "1970年05月12日",
            "1970-05",
            "1970/5/31",
            "１９７０．５",
            "197005",
            "19700531",
            "1970 年 5 月",
            "1970-05-01 00:00:00",
            "1970.5.",
            "1970、5",
        ] {
            assert_eq!(read(Value::Text(text.into())), Ok("1970-05-01".into()), "{text}");
        }
        assert_eq!(read(Value::Text("1970.1".into())), Ok("1970-01-01".into()));
        assert_eq!(read(Value::Text("1970.10".into())), Ok("1970-10-01".into()));
        assert_eq!(read(Value::Number(1970.5)), Ok("1970-05-01".into()));
        assert_eq!(read(Value::Number(1970.11)), Ok("1970-11-01".into()));
        assert_eq!(read(Value::Number(197_005.0)), Ok("1970-05-01".into()));
    }

    #[test]
    fn what_is_no_month_is_said() {
        assert_eq!(
            read(Value::Text("1970.13".into())),
            Err(Reason::BadMonth("1970.13".into()))
        );
        assert_eq!(
            read(Value::Text("1970年0月".into())),
            Err(Reason::BadMonth("1970年0月".into()))
        );
        assert_eq!(
            read(Value::Number(1970.1)),
            Err(Reason::AmbiguousMonth("1970.1".into()))
        );
        for text in [
            "1970",
            "不详",
            "70.5",
            "1970.2.30",
            "1970.5.6.7",
            "5月",
            "-",
            "3970.5",
            "1970年5月生",
        ] {
            assert_eq!(
                read(Value::Text(text.into())),
                Err(Reason::BadDate(text.into())),
                "{text}"
            );
        }
    }
}
