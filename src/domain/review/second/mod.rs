//! Second reading 复核: some of a hundred verdicts of a group, drawn when they are given and told to nobody, are read again by
//! another member who does not see the first; where the two differ, the head of the group decides (product §4, 3).

pub mod actions;
pub mod store;

use chrono::{DateTime, Utc};

use super::{GivenReason, Ruling};
use crate::domain::lists::Tier;
use crate::kernel::ids::{AccountId, GroupId, PersonId, ProblemId, SecondReadingId, VerdictId};

/// A verdict drawn to be read again.
#[derive(Clone, Debug)]
pub struct SecondReading {
    /// Its id.
    pub id: SecondReadingId,
    /// The first verdict.
    pub verdict: VerdictId,
    /// What was ruled first.
    pub first: Ruling,
    /// Who ruled first.
    pub first_by: (AccountId, Option<PersonId>),
    /// The problem.
    pub problem: ProblemId,
    /// The revision that was ruled on.
    pub revision: i32,
    /// For which group.
    pub group: GroupId,
    /// Whether the first verdict holds no longer: there is nothing to be read again.
    pub void: bool,
    /// Whether both signed the claim on it: a verdict can't be revoked after that, so a reading that nobody had done by then is past.
    pub lapsed: bool,
    /// The second ruling with its words, once read.
    pub second: Option<Second>,
    /// What the head decided.
    pub settled: Option<Settled>,
}

/// What the second reader ruled.
#[derive(Clone, Debug)]
pub struct Second {
    /// Who.
    pub reader: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub ruling: Ruling,
    /// Own words.
    pub words: String,
    /// Why; empty only for an approval.
    pub reasons: Vec<GivenReason>,
}

/// What the head decided where two readings differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The first verdict stands.
    Upheld,
    /// The first verdict was revoked.
    Revoked,
}

/// Which readings a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Those that wait for a reader; nothing of the first verdict is told.
    #[default]
    Waiting,
    /// Those where the two differ, for the head to decide.
    Disputed,
    /// All that were read.
    Read,
}

/// A reading in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its id.
    pub id: SecondReadingId,
    /// The problem's number.
    pub number: String,
    /// Its sentence.
    pub title: String,
    /// Name of its owner.
    pub owner_name: String,
    /// The owner's unit.
    pub unit_name: String,
    /// Tier: guarded sentences are not shown in passing.
    pub tier: Tier,
    /// The first ruling, the second, what was decided.
    pub first: Ruling,
    /// The second ruling, once read.
    pub second: Option<Ruling>,
    /// What the head decided.
    pub settled: Option<Settled>,
    /// Names of the first and the second reader.
    pub readers: (String, Option<String>),
    /// When it was drawn.
    pub drawn_at: DateTime<Utc>,
}

/// How many wait: for a reader, and for the head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// For the reader who asks.
    pub waiting: i64,
    /// For the head to decide.
    pub disputed: i64,
}
