//! 延期: what may be asked, who decides it, and how it stands (domain §3, side state 延期待批).

use chrono::{DateTime, Months, NaiveDate, Utc};
use uuid::Uuid;

use super::entity::words;
use super::{Gate, State};
use crate::domain::lists::{Problem, Refusal, draft::parse_day};
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::ProblemId;
use crate::kernel::messages::{msg, n_};

/// Longest reason, progress, or words of a decision, in characters.
pub const LONGEST: usize = 2000;

/// How much more time one request may ask for, counted from the limit as it is (a rule of this project, where the sources are
/// silent): whoever means more mistyped the year, or asks again when the year is nearly over.
pub const MOST_MORE: Months = Months::new(12);

/// Where a request for more time stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asking {
    /// 待分管领导审批
    AwaitingLeader,
    /// 待活动办审批
    AwaitingOffice,
    /// 已批准
    Approved,
    /// 未批准
    Refused,
}

impl Asking {
    /// All states.
    pub const ALL: [Self; 4] = [
        Self::AwaitingLeader,
        Self::AwaitingOffice,
        Self::Approved,
        Self::Refused,
    ];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::AwaitingLeader => "awaiting_leader",
            Self::AwaitingOffice => "awaiting_office",
            Self::Approved => "approved",
            Self::Refused => "refused",
        }
    }

    /// The state of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whose decision it waits for.
    pub fn gate(self) -> Option<Gate> {
        match self {
            Self::AwaitingLeader => Some(Gate::Leader),
            Self::AwaitingOffice => Some(Gate::Office),
            Self::Approved | Self::Refused => None,
        }
    }

    /// Where a fresh request begins: without a leader in charge the office decides alone.
    pub fn first(has_leader: bool) -> Self {
        if has_leader {
            Self::AwaitingLeader
        } else {
            Self::AwaitingOffice
        }
    }

    /// The state after a decision at a gate.
    ///
    /// # Errors
    /// [`Refusal::NotNow`] when it does not wait there.
    pub fn decided(self, gate: Gate, approved: bool) -> Result<Self, Refusal> {
        match (self, gate, approved) {
            (Self::AwaitingLeader, Gate::Leader, true) => Ok(Self::AwaitingOffice),
            (Self::AwaitingOffice, Gate::Office, true) => Ok(Self::Approved),
            (Self::AwaitingLeader, Gate::Leader, false) | (Self::AwaitingOffice, Gate::Office, false) => {
                Ok(Self::Refused)
            }
            _ => Err(Refusal::NotNow),
        }
    }
}

/// Whether more time can be asked for, or granted, where a rectification stands: until the leader in charge confirms it as done.
pub fn has_time_to_gain(state: State) -> bool {
    matches!(
        state,
        State::ToDo | State::InProgress | State::Reported | State::AwaitingLeader | State::SentBack
    )
}

/// A request for more time.
#[derive(Clone, Debug)]
pub struct Extension {
    /// Its id.
    pub id: Uuid,
    /// Of which problem.
    pub problem: ProblemId,
    /// Of which round of rectification.
    pub cycle: i32,
    /// How it stands.
    pub asking: Asking,
    /// The limit when it was asked for.
    pub was_due_on: NaiveDate,
    /// The limit that is asked for.
    pub new_due_on: NaiveDate,
    /// Why.
    pub reason: String,
    /// How far the work has come.
    pub progress: String,
    /// Who asked.
    pub who: String,
    /// Recorded time.
    pub at: DateTime<Utc>,
    /// What was decided, the leader's first.
    pub decisions: Vec<Decided>,
}

impl Extension {
    /// Whether it waits for a decision that could still come: the round goes on and is not confirmed as done.
    pub fn is_waiting(&self, problem: &Problem) -> bool {
        self.asking.gate().is_some()
            && self.cycle == problem.cycle
            && super::state_of(problem).is_some_and(has_time_to_gain)
    }

    /// Whether it came to nothing without a decision: the problem was confirmed as done meanwhile.
    pub fn has_lapsed(&self, problem: &Problem) -> bool {
        self.asking.gate().is_some() && !self.is_waiting(problem)
    }
}

/// What was decided at a gate.
#[derive(Clone, Debug)]
pub struct Decided {
    /// By leader or office.
    pub gate: Gate,
    /// Granted, else refused.
    pub approved: bool,
    /// In whose words.
    pub words: String,
    /// Who.
    pub who: String,
    /// Recorded time.
    pub at: DateTime<Utc>,
}

/// A request as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// 申请延到哪一天
    pub due_on: String,
    /// 延期理由
    pub reason: String,
    /// 目前进展
    pub progress: String,
}

/// A request that may be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The limit that is asked for.
    pub due_on: NaiveDate,
    /// Why.
    pub reason: String,
    /// How far the work has come.
    pub progress: String,
}

impl Asked {
    /// What is asked for, or what is wrong at `due_on`, `reason` and `progress`. `due` is the limit as it is; it has to lie ahead,
    /// its own day included, unless it does not run while the owner is deferred (`limit`).
    ///
    /// # Errors
    /// Every field that needs attention.
    pub fn check(
        &self,
        (due, limit): (NaiveDate, Option<NaiveDate>),
        today: NaiveDate,
    ) -> Result<Wanted, FieldProblems> {
        let mut wrong = FieldProblems::new();
        let day = parse_day(&self.due_on);
        match day {
            _ if limit.is_some_and(|limit| limit < today) => {
                wrong.add("due_on", too_late(due));
            }
            Some(day) if day <= due => wrong.add("due_on", msg("要晚于现在的时限 {0}").with(due)),
            Some(day) if day < today => wrong.add("due_on", msg("不能早于今天")),
            Some(day) if day > latest(due, today) => {
                let last = latest(due, today);
                wrong.add("due_on", msg("一次最多延一年，最晚到 {0}").with(last));
            }
            Some(_) => {}
            None if self.due_on.trim().is_empty() => wrong.add("due_on", msg("请写申请延到哪一天")),
            None => wrong.add("due_on", msg("看不懂这个日期，请写成 2018-10-10 这样")),
        }
        let reason = words(
            &mut wrong,
            "reason",
            &self.reason,
            LONGEST,
            n_("请写为什么要延期"),
        );
        let progress = words(
            &mut wrong,
            "progress",
            &self.progress,
            LONGEST,
            n_("请写目前做到哪一步"),
        );
        wrong.or(Wanted {
            due_on: day.unwrap_or(due),
            reason,
            progress,
        })
    }
}

/// The latest day that may be asked for: [`MOST_MORE`] after the limit; after today where the limit is over, which one who is deferred
/// may go beyond.
pub fn latest(due: NaiveDate, today: NaiveDate) -> NaiveDate {
    due.max(today) + MOST_MORE
}

/// Why more time can't be asked for any more.
pub fn too_late(due: NaiveDate) -> crate::kernel::messages::Message {
    msg("整改时限 {0} 已过，不能再申请延期：延期要在到期前提出，到期当天也可以。请抓紧整改、报完成，迟了几天会如实记下。").with(due)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn asked(due_on: &str, today: &str) -> Result<Wanted, FieldProblems> {
        let asked = Asked {
            due_on: due_on.to_owned(),
            reason: "等上级批复".to_owned(),
            progress: "已报三次".to_owned(),
        };
        let due = day("2018-10-10");
        asked.check((due, Some(due)), day(today))
    }

    #[test]
    fn more_time_is_asked_for_while_there_is_time() {
        assert!(asked("2018-10-20", "2018-10-10").is_ok(), "on the last day");
        assert!(asked("2018-10-20", "2018-10-11").is_err(), "a day later");
        assert!(asked("2018-10-10", "2018-10-01").is_err(), "the same day is none");
        assert!(asked("十月底", "2018-10-01").is_err());
    }

    #[test]
    fn more_time_is_a_year_at_most() {
        assert!(asked("2019-10-10", "2018-10-01").is_ok(), "a year");
        assert!(asked("2019-10-11", "2018-10-01").is_err(), "a day more");
    }

    #[test]
    fn whoever_is_deferred_asks_though_the_day_is_over_and_not_for_a_day_that_is() {
        let asked = |due_on: &str| Asked {
            due_on: due_on.to_owned(),
            reason: "病休".to_owned(),
            progress: "已做一半".to_owned(),
        };
        let at = |due_on| asked(due_on).check((day("2018-10-10"), None), day("2018-10-15"));
        assert!(at("2018-10-20").is_ok() && at("2018-10-12").is_err());
    }

    #[test]
    fn the_leader_decides_first_and_then_the_office() {
        use Asking as S;
        for state in S::ALL {
            assert_eq!(S::from_code(state.code()), Some(state));
            for gate in Gate::ALL {
                for approved in [true, false] {
                    let wanted = match (state.gate() == Some(gate), gate, approved) {
                        (false, ..) => Err(Refusal::NotNow),
                        (true, _, false) => Ok(S::Refused),
                        (true, Gate::Leader, true) => Ok(S::AwaitingOffice),
                        (true, _, true) => Ok(S::Approved),
                    };
                    assert_eq!(state.decided(gate, approved), wanted, "{state:?} {gate:?}");
                }
            }
        }
    }
}
