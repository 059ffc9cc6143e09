//! What is counted of returns: how often each reason was given, and how many problems passed a level without ever having been returned there.

use chrono::{DateTime, Utc};

use crate::domain::campaigns::Stage;
use crate::domain::lists::Tier;
use crate::domain::review::Ruling;
use crate::kernel::ids::{CampaignId, GroupId, ProblemId, VerdictId};

/// What is looked at. A verdict counts that was given before the instant and not taken back before it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Whose problems.
    pub campaign: CampaignId,
    /// Before which recorded time.
    pub until: DateTime<Utc>,
    /// Whose verdicts; none: everybody's, also those given at other stages than a group's.
    pub groups: Option<Vec<GroupId>>,
}

/// How many returns gave a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Two digits; none: returns with whatever reasons, each counted once.
    pub code: Option<String>,
    /// Whose; none: at another stage than a group's.
    pub group: Option<GroupId>,
    /// How many.
    pub n: i64,
}

/// How many problems passed a level at the first submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// Which.
    pub stage: Stage,
    /// Those that were never returned there.
    pub n: i64,
    /// Those that passed it or were returned there.
    pub of: i64,
}

/// Which returns.
#[derive(Clone, Debug, Default)]
pub struct Which {
    /// With this reason.
    pub code: Option<String>,
    /// Only those of other stages than a group's.
    pub elsewhere: bool,
}

/// A return.
#[derive(Clone, Debug)]
pub struct Return {
    /// The verdict.
    pub id: VerdictId,
    /// What was returned.
    pub problem: ProblemId,
    /// The revision that it is about.
    pub revision: i32,
    /// 退回修改 or 推倒重来.
    pub ruling: Ruling,
    /// Where on the route.
    pub stage: Stage,
    /// Recorded time.
    pub at: DateTime<Utc>,
    /// Whose.
    pub group_name: Option<String>,
    /// Number of the problem.
    pub number: String,
    /// Tier of its owner.
    pub tier: Tier,
    /// Name of the owner.
    pub owner_name: String,
    /// Name of the owner's unit.
    pub unit_name: String,
    /// The reviewer's words to the whole.
    pub words: String,
}

/// A reason of a return, as far as a list tells it.
#[derive(Clone, Debug)]
pub struct Of {
    /// Of which.
    pub verdict: VerdictId,
    /// Two digits.
    pub code: String,
    /// Which field it is about.
    pub field: String,
    /// The reviewer's words to it.
    pub words: String,
}

/// A problem at a level.
#[derive(Clone, Debug)]
pub struct Passed {
    /// Which.
    pub problem: ProblemId,
    /// Its number.
    pub number: String,
    /// Tier of its owner.
    pub tier: Tier,
    /// Name of the owner.
    pub owner_name: String,
    /// Name of the owner's unit.
    pub unit_name: String,
    /// When it passed first, if it did.
    pub passed_at: Option<DateTime<Utc>>,
    /// How often it was returned there.
    pub returns: i64,
}
