//! Dates as people write them: 2018年9月25日, 9月25日, 14:32; in English 25 Sep 2018.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};

use super::Locale;
use crate::kernel::clock::{day_of, local};

/// 2018年9月25日
pub fn full(locale: Locale, day: NaiveDate) -> String {
    match locale {
        Locale::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Locale::En => day.format("%-d %b %Y").to_string(),
    }
}

/// 9月25日; with its year when that is not the year of `today`.
pub fn short(locale: Locale, day: NaiveDate, today: NaiveDate) -> String {
    if day.year() != today.year() {
        return full(locale, day);
    }
    match locale {
        Locale::Zh => format!("{}月{}日", day.month(), day.day()),
        Locale::En => day.format("%-d %b").to_string(),
    }
}

/// 9月25日 14:32, in Asia/Shanghai.
pub fn moment(locale: Locale, at: DateTime<Utc>, today: NaiveDate) -> String {
    format!(
        "{} {}",
        short(locale, day_of(at), today),
        local(at).format("%H:%M")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_leading_zeros_and_the_year_only_when_it_is_another() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a date");
        assert_eq!(full(Locale::Zh, day(2018, 9, 5)), "2018年9月5日");
        assert_eq!(short(Locale::Zh, day(2018, 9, 5), day(2018, 1, 1)), "9月5日");
        assert_eq!(
            short(Locale::Zh, day(2018, 9, 5), day(2019, 1, 1)),
            "2018年9月5日"
        );
        assert_eq!(full(Locale::En, day(2018, 9, 5)), "5 Sep 2018");
    }
}
