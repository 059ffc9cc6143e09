//! 代理: somebody stands in for a leader in charge between two days (domain §3, Transfers). It shows on every act.
//!
//! What is done in a leader's stead is decided in `Actor::stands_in_for` and, of a problem, in `Problem::stood_in`.

pub mod actions;
pub mod store;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::ledger::ActError;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{DelegationId, PersonId};
use crate::platform::db::DbError;

/// Longest reason, in characters.
pub const LONGEST_REASON: usize = 500;

/// Most days of one order, the first and the last counted: a quarter. Whoever is away for longer gets a post of their own, or is ordered for
/// anew, so that somebody looks at it again.
pub const MOST_DAYS: i64 = 92;

/// What the office orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDelegation {
    /// For whom.
    pub leader: PersonId,
    /// Who stands in.
    pub delegate: PersonId,
    /// The first day, in Asia/Shanghai.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// Whether the delegate signs, too.
    pub signs: bool,
    /// In words.
    pub reason: String,
}

/// An order as it is kept.
#[derive(Clone, Debug)]
pub struct Delegation {
    /// Which.
    pub id: DelegationId,
    /// For whom.
    pub leader: PersonId,
    /// Their name.
    pub leader_name: String,
    /// Who stands in.
    pub delegate: PersonId,
    /// Their name.
    pub delegate_name: String,
    /// The first day, in Asia/Shanghai.
    pub from_on: NaiveDate,
    /// The last day.
    pub until_on: NaiveDate,
    /// Whether the delegate signs, too.
    pub signs: bool,
    /// In words.
    pub reason: String,
    /// Who ordered it.
    pub who: Option<String>,
    /// When it was ended early.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why.
    pub ended_why: Option<String>,
}

/// How an order stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its first day is to come.
    ToCome,
    /// It holds.
    Holds,
    /// Its last day is over.
    Over,
    /// The office ended it early.
    Ended,
}

impl Delegation {
    /// How it stands on a day.
    pub fn standing(&self, today: NaiveDate) -> Standing {
        if self.ended_at.is_some() {
            Standing::Ended
        } else if today > self.until_on {
            Standing::Over
        } else if today < self.from_on {
            Standing::ToCome
        } else {
            Standing::Holds
        }
    }
}

/// Why an order was refused. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum DelegationError {
    /// No such person, or no such order of this person.
    #[error("no such order")]
    NotFound,
    /// It was ended before, or its last day is over.
    #[error("it holds no longer")]
    Over,
    /// What was typed needs attention.
    #[error("fields need attention")]
    Invalid(FieldProblems),
    /// The act was recorded before.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::clock::start_of;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2018, 9, d).expect("a date")
    }

    #[test]
    fn it_holds_from_the_first_day_to_the_last_unless_ended() {
        let mut order = Delegation {
            id: DelegationId::fresh(),
            leader: PersonId::fresh(),
            leader_name: String::new(),
            delegate: PersonId::fresh(),
            delegate_name: String::new(),
            from_on: day(10),
            until_on: day(12),
            signs: false,
            reason: String::new(),
            who: None,
            ended_at: None,
            ended_why: None,
        };
        let stands = [9, 10, 12, 13].map(|d| order.standing(day(d)));
        assert_eq!(
            stands,
            [Standing::ToCome, Standing::Holds, Standing::Holds, Standing::Over]
        );
        order.ended_at = Some(start_of(day(11)));
        assert_eq!(order.standing(day(11)), Standing::Ended);
    }
}
