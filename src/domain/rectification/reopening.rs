//! 重新整改: why a closed problem was taken up again, and what is asked for.

use chrono::{DateTime, Days, NaiveDate, Utc};
use uuid::Uuid;

use super::entity::words;
use crate::domain::lists::draft::parse_day;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::ProblemId;
use crate::kernel::messages::{msg, n_};

/// Longest reason or answer, in characters.
pub const LONGEST: usize = 2000;

/// A limit lies no further away: who means more mistyped the year.
const LATEST: Days = Days::new(3660);

/// Why a cycle was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// 回头看 found that it came back 反弹.
    LookBack,
    /// The office accepted a request.
    Request,
}

impl Cause {
    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::LookBack => "look_back",
            Self::Request => "request",
        }
    }

    /// The cause of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::LookBack, Self::Request]
            .into_iter()
            .find(|cause| cause.code() == code)
    }
}

/// A round of rectification after the first.
#[derive(Clone, Debug)]
pub struct Cycle {
    /// Which round, from 2.
    pub cycle: i32,
    /// Why it was opened.
    pub cause: Cause,
    /// In words.
    pub words: String,
    /// Its limit when it was opened.
    pub due_on: NaiveDate,
    /// Who opened it.
    pub who: String,
    /// Recorded time.
    pub at: DateTime<Utc>,
}

/// As what somebody asks that a closed problem be taken up again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asker {
    /// 本人
    Owner,
    /// 分管领导
    Leader,
    /// 组长 of the group that watches its unit
    GroupHead,
}

impl Asker {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Owner, Self::Leader, Self::GroupHead];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Leader => "leader",
            Self::GroupHead => "group_head",
        }
    }

    /// The asker of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|asker| asker.code() == code)
    }
}

/// A request that a closed problem be taken up again.
#[derive(Clone, Debug)]
pub struct Reopening {
    /// Its id.
    pub id: Uuid,
    /// Of which problem.
    pub problem: ProblemId,
    /// The closed round that it is about.
    pub cycle: i32,
    /// As what it was asked.
    pub asker: Asker,
    /// Why.
    pub reason: String,
    /// Who asked.
    pub who: String,
    /// Recorded time.
    pub at: DateTime<Utc>,
    /// What the office decided; none while it waits.
    pub decision: Option<Answer>,
}

/// What the office decided on a request.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Whether a new cycle was opened.
    pub accepted: bool,
    /// In whose words.
    pub words: String,
    /// The limit of the new cycle.
    pub due_on: Option<NaiveDate>,
    /// Who.
    pub who: String,
    /// Recorded time.
    pub at: DateTime<Utc>,
}

/// The limit of a new cycle as typed: from today on.
///
/// # Errors
/// What is wrong at `due_on`.
pub fn checked_limit(typed: &str, today: NaiveDate) -> Result<NaiveDate, FieldProblems> {
    match parse_day(typed) {
        Some(day) if day < today => Err(FieldProblems::at("due_on", msg("不能早于今天"))),
        Some(day) if day > today + LATEST => Err(FieldProblems::at("due_on", msg("不能晚于十年后"))),
        Some(day) => Ok(day),
        None if typed.trim().is_empty() => Err(FieldProblems::at("due_on", msg("请写重新整改的时限"))),
        None => Err(FieldProblems::at(
            "due_on",
            msg("看不懂这个日期，请写成 2018-10-10 这样"),
        )),
    }
}

/// The reason of a request as typed.
///
/// # Errors
/// What is wrong at `reason`.
pub fn checked_reason(typed: &str) -> Result<String, FieldProblems> {
    let mut wrong = FieldProblems::new();
    let reason = words(&mut wrong, "reason", typed, LONGEST, n_("请写为什么要重新整改"));
    wrong.or(reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_their_own() {
        for cause in [Cause::LookBack, Cause::Request] {
            assert_eq!(Cause::from_code(cause.code()), Some(cause));
        }
        for asker in Asker::ALL {
            assert_eq!(Asker::from_code(asker.code()), Some(asker));
        }
    }

    #[test]
    fn a_new_round_ends_today_at_the_earliest() {
        let today: NaiveDate = "2018-09-25".parse().expect("a date");
        assert!(checked_limit("2018-09-25", today).is_ok());
        assert!(checked_limit("2018-09-24", today).is_err());
        assert!(checked_limit(" ", today).is_err() && checked_limit("月底", today).is_err());
    }
}
