//! What is looked for, as an address says it.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::domain::ledger::Search;
use crate::kernel::clock::{end_of, start_of};

/// `?act=…&who=…&day=…&before=…`, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) act: String,
    pub(super) who: String,
    pub(super) day: String,
    pub(super) before: String,
}

impl Asked {
    /// The search. `Err` when the day can't be read as one.
    pub(super) fn search(&self) -> Result<Search, ()> {
        let text = self.day.trim();
        let day: Option<NaiveDate> = if text.is_empty() {
            None
        } else {
            Some(text.parse().map_err(|_| ())?)
        };
        let sane = |day: &NaiveDate| (2000..=9999).contains(&chrono::Datelike::year(day));
        if !day.as_ref().is_none_or(sane) {
            return Err(());
        }
        Ok(Search {
            act: self.act.trim().to_owned(),
            who: self.who.trim().to_owned(),
            from: day.map(start_of),
            to: day.map(end_of),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Asked;

    #[test]
    fn a_day_is_a_day() {
        for day in ["2018-13-01", "yesterday", "+12018-09-01"] {
            let asked = Asked {
                day: day.into(),
                ..Asked::default()
            };
            assert!(asked.search().is_err(), "{day}");
        }
        let asked = Asked {
            day: "2018-09-25".into(),
            ..Asked::default()
        };
        let from = asked.search().ok().and_then(|search| search.from);
        assert_eq!(
            from.map(|at| at.to_rfc3339()).as_deref(),
            Some("2018-09-24T16:00:00+00:00")
        );
    }
}
