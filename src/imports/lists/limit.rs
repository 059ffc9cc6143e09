//! Time limits as offices write them: a day in any form, the end of a month, at once, and for good.

use chrono::{Days, Months, NaiveDate};

use crate::imports::cells::{Cell, Value};
use crate::kernel::text::code_text;

const AT_ONCE: [&str; 9] = [
    "立行立改",
    "即知即改",
    "立知立改",
    "立查立改",
    "边查边改",
    "立即",
    "立改",
    "即改",
    "马上",
];
const FOR_GOOD: [&str; 4] = ["长期", "持续坚持", "常态化", "一直坚持"];

/// What the columns 整改类型 and 整改时限 say together.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Limit {
    /// 立行立改
    pub immediate: bool,
    /// 长期坚持
    pub long_term: bool,
    /// `2018-12-28`; as typed where it is no day.
    pub due: String,
}

/// Reads both; what can't be understood is kept as typed, for the owner to put right.
pub fn limit(kind: &str, due: Option<&Cell>) -> Limit {
    let says = |words: &[&str], text: &str| words.iter().any(|word| text.contains(word));
    let shown = due.map(Cell::key).unwrap_or_default();
    let kind = code_text(kind);
    let day = due.and_then(day);
    let immediate = says(&AT_ONCE, &shown) || (day.is_none() && shown.is_empty() && says(&AT_ONCE, &kind));
    let long_term = says(&FOR_GOOD, &shown) || says(&FOR_GOOD, &kind);
    let due = match day {
        _ if immediate => String::new(),
        Some(day) => day.to_string(),
        None if says(&FOR_GOOD, &shown) => String::new(),
        None => shown.chars().take(60).collect(),
    };
    Limit {
        immediate,
        long_term,
        due,
    }
}

/// The day that a cell means; of a month its last one.
pub fn day(cell: &Cell) -> Option<NaiveDate> {
    match &cell.value {
        Value::Date(date) => Some(*date),
        Value::Number(n) if (36_526.0..73_051.0).contains(n) => {
            // A date that lost its format: days since 1899-12-30.
            let days = format!("{:.0}", n.floor()).parse().ok()?;
            NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
        }
        _ => written(&cell.shown()),
    }
}

fn written(text: &str) -> Option<NaiveDate> {
    let clock = text.split_once([' ', 'T']).filter(|(_, rest)| rest.contains(':'));
    let text = figures(&code_text(clock.map_or(text, |(day, _)| day)));
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    // Of 「2018年9月5日至2018年12月28日」 the last day counts.
    let mut rest = text.as_str();
    let mut found = None;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let run = &rest[at..at + digits(&rest[at..])];
        rest = &rest[at + run.len()..];
        let number = |range: std::ops::Range<usize>| run.get(range).and_then(|n| n.parse::<u32>().ok());
        let (year, month, day) = match run.len() {
            8 => (number(0..4)?, number(4..6)?, number(6..8)),
            6 => (number(0..4)?, number(4..6)?, None),
            4 if rest.starts_with("年底") || rest.starts_with("年末") => (number(0..4)?, 12, None),
            4 => {
                let month = part(&mut rest, &['年', '.', '-', '/', '、', '—'])?;
                (
                    number(0..4)?,
                    month,
                    part(&mut rest, &['月', '.', '-', '/', '、', '—']),
                )
            }
            _ => return None,
        };
        found = Some(of(year, month, day)?);
    }
    found
}

/// The number of one or two digits after one of these marks.
fn part(rest: &mut &str, marks: &[char]) -> Option<u32> {
    let after = rest.strip_prefix(marks)?;
    let length = after.chars().take_while(char::is_ascii_digit).count();
    let number = after.get(..length)?.parse().ok().filter(|_| length <= 2)?;
    *rest = &after[length..];
    Some(number)
}

fn of(year: u32, month: u32, day: Option<u32>) -> Option<NaiveDate> {
    let year = i32::try_from(year)
        .ok()
        .filter(|year| (1900..2200).contains(year))?;
    match day {
        Some(day) => NaiveDate::from_ymd_opt(year, month, day),
        None => NaiveDate::from_ymd_opt(year, month, 1)?
            .checked_add_months(Months::new(1))?
            .pred_opt(),
    }
}

/// 「二〇一八年十二月二十八日」 in Arabic figures; other texts as they are.
fn figures(text: &str) -> String {
    if text.contains(|c: char| c.is_ascii_digit()) || !text.contains('年') {
        return text.to_owned();
    }
    let value = |c: char| "〇一二三四五六七八九".chars().position(|digit| digit == c);
    let chars: Vec<char> = text
        .chars()
        .map(|c| if "零○Ｏ".contains(c) { '〇' } else { c })
        .collect();
    let mut said = String::new();
    for (at, c) in chars.iter().enumerate() {
        let (before, after) = (
            at.checked_sub(1).and_then(|at| value(chars[at])),
            chars.get(at + 1).and_then(|c| value(*c)),
        );
        match (c, value(*c)) {
            ('十', _) => said.push_str(match (before, after) {
                (Some(_), Some(_)) => "",
                (Some(_), None) => "0",
                (None, Some(_)) => "1",
                (None, None) => "10",
            }),
            (_, Some(n)) => said.push_str(&n.to_string()),
            (c, None) => said.push(*c),
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(value: Value) -> Cell {
        Cell {
            value,
            formula: false,
            lent: false,
        }
    }

    fn text(text: &str) -> Cell {
        cell(Value::Text(text.into()))
    }

    #[test]
    fn every_way_to_write_a_day() {
        for written in [
            "2018年12月28日",
            "2018年12月28日前",
            "2018.12.28",
            "2018-12-28",
            "2018/12/28",
            "20181228",
            "２０１８．１２．２８",
            "二〇一八年十二月二十八日",
            "2018 年 12 月 28 日",
            "2018-12-28 00:00:00",
            "2018年9月5日至2018年12月28日",
        ] {
            assert_eq!(
                limit("限期整改", Some(&text(written))).due,
                "2018-12-28",
                "{written}"
            );
        }
        assert_eq!(
            day(&cell(Value::Number(43_462.0))),
            NaiveDate::from_ymd_opt(2018, 12, 28)
        );
        assert_eq!(
            day(&cell(Value::Number(20_181_228.0))),
            NaiveDate::from_ymd_opt(2018, 12, 28)
        );
        for (written, last) in [
            ("2018年11月底前", "2018-11-30"),
            ("2018年2月", "2018-02-28"),
            ("2018.10", "2018-10-31"),
            ("2018年底前", "2018-12-31"),
            ("二〇一八年十月", "2018-10-31"),
        ] {
            assert_eq!(limit("", Some(&text(written))).due, last, "{written}");
        }
    }

    #[test]
    fn at_once_for_good_and_what_is_no_day() {
        let at_once = limit("即知即改", Some(&text("立行立改")));
        assert!(at_once.immediate && at_once.due.is_empty());
        assert!(limit("立即整改", None).immediate);
        let long = limit("长期坚持", Some(&text("2018年11月底前,并长期坚持")));
        assert_eq!(
            (long.long_term, long.immediate, long.due.as_str()),
            (true, false, "2018-11-30")
        );
        for typed in ["10月底前", "2018年13月5日", "年底", "2018.9.5-10.8"] {
            assert_eq!(limit("限期整改", Some(&text(typed))).due, typed);
        }
        assert_eq!(limit("", None), Limit::default());
    }
}
