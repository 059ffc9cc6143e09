//! Notes, completions and checks, and what may be typed for them.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::begun::Began;
use super::state::{Party, State};
use crate::domain::lists::{Problem, draft::parse_day};
use crate::domain::signing::Outcome;
use crate::kernel::fields::FieldProblems;
use crate::kernel::messages::{msg, n_};
use crate::kernel::text::seen;

/// Longest outcome, in characters.
pub const LONGEST_OUTCOME: usize = 4000;
/// Longest progress note or words of a check, in characters.
pub const LONGEST_WORDS: usize = 2000;

/// The state of a problem's rectification; `None` until it is claimed.
pub fn state_of(problem: &Problem) -> Option<State> {
    problem.rectification.as_deref().and_then(State::from_code)
}

/// A progress note.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its id.
    pub id: Uuid,
    /// What was written.
    pub words: String,
    /// Who wrote it.
    pub who: String,
    /// Recorded time.
    pub at: DateTime<Utc>,
    /// Cycle it belongs to.
    pub cycle: i32,
}

/// List 5, as reported.
#[derive(Clone, Debug)]
pub struct Completion {
    /// Its id.
    pub id: Uuid,
    /// Cycle it belongs to.
    pub cycle: i32,
    /// 完成情况
    pub outcome: String,
    /// 完成日期
    pub done_on: NaiveDate,
    /// Recorded time of the report.
    pub at: DateTime<Utc>,
}

impl Completion {
    /// What a statement says of it.
    pub fn as_outcome(&self) -> Outcome {
        Outcome {
            words: self.outcome.clone(),
            done_on: self.done_on,
            evidence: Vec::new(),
        }
    }
}

/// The three gates that a completion passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gate {
    /// 分管领导
    Leader,
    /// 督察指导组
    Group,
    /// 活动办
    Office,
}

impl Gate {
    /// All gates, in order.
    pub const ALL: [Self; 3] = [Self::Leader, Self::Group, Self::Office];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Leader => "leader",
            Self::Group => "group",
            Self::Office => "office",
        }
    }

    /// The gate of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gate| gate.code() == code)
    }

    /// Who stands at it.
    pub fn party(self) -> Party {
        match self {
            Self::Leader => Party::Leader,
            Self::Group => Party::Checker,
            Self::Office => Party::Office,
        }
    }
}

/// What was decided at a gate, with words.
#[derive(Clone, Debug)]
pub struct Check {
    /// Whether it was accepted, else sent back.
    pub accepted: bool,
    /// In whose words.
    pub words: String,
    /// Where.
    pub gate: Gate,
    /// Who.
    pub who: String,
    /// Recorded time.
    pub at: DateTime<Utc>,
    /// Which completion it is about.
    pub completion: Uuid,
}

/// A report of completion as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reported {
    /// 完成情况
    pub outcome: String,
    /// 完成日期
    pub done_on: String,
}

impl Reported {
    /// What is reported, or what is wrong at `outcome` and `done_on`: done today at the latest, and on the day at the earliest on which
    /// its round `began` ([`begun`](fn@super::begun)), where that is known.
    ///
    /// # Errors
    /// Both fields that need attention.
    pub fn check(&self, began: Option<Began>, today: NaiveDate) -> Result<Outcome, FieldProblems> {
        let mut wrong = FieldProblems::new();
        let missing = n_("请写完成情况：做了什么、结果怎样、拿什么检验");
        let words = words(&mut wrong, "outcome", &self.outcome, LONGEST_OUTCOME, missing);
        let day = parse_day(&self.done_on);
        match day {
            Some(day) if day > today => wrong.add("done_on", msg("完成日期不能晚于今天")),
            Some(day) => {
                if let Some(began) = began.filter(|began| day < began.on()) {
                    wrong.add("done_on", began.too_early());
                }
            }
            None if self.done_on.trim().is_empty() => wrong.add("done_on", msg("请写完成日期")),
            None => wrong.add("done_on", msg("看不懂这个日期，请写成 2018-10-10 这样")),
        }
        let done_on = day.unwrap_or(today);
        wrong.or(Outcome {
            words,
            done_on,
            evidence: Vec::new(),
        })
    }
}

/// Words of a note or a check, trimmed; `missing` is said when there are none, unless it is empty.
///
/// # Errors
/// What is wrong at `words`.
pub fn checked_words(typed: &str, missing: &'static str) -> Result<String, FieldProblems> {
    let mut wrong = FieldProblems::new();
    let kept = words(&mut wrong, "words", typed, LONGEST_WORDS, missing);
    wrong.or(kept)
}

pub(super) fn words(
    wrong: &mut FieldProblems,
    field: &str,
    typed: &str,
    longest: usize,
    missing: &'static str,
) -> String {
    let kept = seen(typed).trim().to_owned();
    let length = kept.chars().count();
    if kept.is_empty() && !missing.is_empty() {
        wrong.add(field, msg(missing));
    } else if length > longest {
        wrong.add(field, msg("现有 {0} 字，最多 {1} 字").with(length).with(longest));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported(outcome: &str, done_on: &str) -> Result<Outcome, FieldProblems> {
        let today = NaiveDate::from_ymd_opt(2018, 9, 25).expect("a date");
        let (outcome, done_on) = (outcome.to_owned(), done_on.to_owned());
        let claimed = today.pred_opt().map(Began::Claimed);
        Reported { outcome, done_on }.check(claimed, today)
    }

    #[test]
    fn done_today_is_done_and_done_tomorrow_is_not() {
        assert!(reported("逐户上门说明", "2018年9月25日").is_ok());
        let wrong = reported("逐户上门说明", "2018-09-26").expect_err("tomorrow");
        assert!(wrong.has("done_on") && !wrong.has("outcome"));
    }

    #[test]
    fn done_on_the_day_of_the_claim_is_done_and_before_it_is_not() {
        assert!(reported("逐户上门说明", "2018-09-24").is_ok());
        let wrong = reported("逐户上门说明", "2018-09-23").expect_err("before the claim");
        assert!(wrong.has("done_on") && !wrong.has("outcome"));
    }

    #[test]
    fn both_fields_are_told_at_once() {
        let wrong = reported(" \n", "九月").expect_err("nothing said");
        assert!(wrong.has("done_on") && wrong.has("outcome"));
    }

    #[test]
    fn words_may_be_missing_where_nothing_is_asked() {
        assert_eq!(checked_words(" ", ""), Ok(String::new()));
        assert!(checked_words(" ", "请写").is_err());
        assert!(checked_words(&"字".repeat(LONGEST_WORDS + 1), "").is_err());
    }
}
