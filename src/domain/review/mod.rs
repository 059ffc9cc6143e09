//! Review: what a supervision group rules on a submitted problem, with the reasons and the words they mean (domain §3).
//!
//! Pure rules: [`decision`] (what is asked of a ruling), [`quote`] (which words a reason means). [`conflict`] says whom
//! one never reviews, [`queue`] what waits for a group, [`lots`] who goes
//! through which of it, [`second`] which verdicts are read again, [`stages`] who acts at the other stages of a route.

pub mod actions;
pub mod conflict;
pub mod decision;
pub mod lots;
pub mod queue;
pub mod quote;
pub mod second;
pub mod stages;
pub mod store;

use chrono::{DateTime, Utc};

use crate::domain::campaigns::Stage;
use crate::kernel::ids::VerdictId;

/// What is ruled on a submitted revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ruling {
    /// 审核通过
    Approved,
    /// 退回修改
    Returned,
    /// 推倒重来
    Redo,
}

impl Ruling {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Approved, Self::Returned, Self::Redo];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Returned => "returned",
            Self::Redo => "redo",
        }
    }

    /// The ruling of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ruling| ruling.code() == code)
    }
}

/// A ruling as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Its id.
    pub id: VerdictId,
    /// The revision it is about.
    pub revision: i32,
    /// Where on the route it was given; [`Stage::Leader`] also when the leader in charge refused to sign.
    pub stage: Stage,
    /// The ruling.
    pub verdict: Ruling,
    /// The reviewer's own words to the whole.
    pub words: String,
    /// Recorded time.
    pub at: DateTime<Utc>,
    /// Name of the supervision group; none at other stages.
    pub group_name: Option<String>,
    /// Given in a leader's stead: names of who stood in and of the leader.
    pub stead: Option<(String, String)>,
    /// Why, field by field; empty only for an approval.
    pub reasons: Vec<GivenReason>,
    /// How it holds no longer, if it doesn't.
    pub taken_back: Option<TakenBack>,
}

/// How a verdict holds no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakenBack {
    /// Within seconds, by whoever gave it: as if it had not been given.
    Undone,
    /// By the head of the group, for this reason.
    Revoked(String),
}

/// One reason of a ruling, tied to a field of the five lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenReason {
    /// Two digits of the library 理由库; its label is in `Terms::find(TermKind::Reason, code)`.
    pub code: String,
    /// A key of [`crate::domain::lists::fields`], such as `manifestation` or `measures.1`.
    pub field: String,
    /// The words meant, exactly as they stand in that field; empty: the whole field.
    pub quote: String,
    /// The reviewer's own words to this reason.
    pub words: String,
}

/// What a reviewer wants to rule; the reasons' fields are as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The ruling.
    pub ruling: Ruling,
    /// Own words to the whole.
    pub words: String,
    /// At least one unless approved, none if approved.
    pub reasons: Vec<GivenReason>,
}
