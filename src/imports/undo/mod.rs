//! Taking an import back within 24 hours.
//!
//! Nothing is deleted: what was new is withdrawn, posts end and begin again, so that figures of past days stay as they were
//! known. What was used or changed since the import stays as it is, and the page says why: somebody's work is never taken along.

pub mod actions;
mod lists;
mod organisation;
mod roster;
mod store;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::changes::{self, Change};
use super::message::n_;
use super::runs::Run;
use crate::domain::lists::Draft;
use crate::domain::people::roster::RosterPerson;
use crate::domain::units::store::FullUnit;
use crate::kernel::ids::{AccountId, PersonId, ProblemId, UnitId};
use crate::platform::db::{DbError, Tx};

/// For how long after it an import can be taken back.
pub const WITHIN: TimeDelta = TimeDelta::hours(24);

/// Why something that an import made stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The person has an account.
    Account,
    /// There are problems of the person, or in the unit.
    Problems,
    /// The person's posts were changed since.
    Posted,
    /// The person is leader in charge of somebody who stays, or has a duty in a body.
    Leads,
    /// The person is moved out, deferred, or somebody's successor.
    Aside,
    /// People hold posts in the unit.
    Members,
    /// A unit below it stays.
    Below,
    /// A supervision group watches the unit, or a role is given for it.
    Assigned,
    /// It says something else by now than what the import made of it.
    Changed,
    /// The problem was submitted, or its owner wrote since.
    Written,
}

impl Why {
    /// A word for scripts, that never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Problems => "problems",
            Self::Posted => "posted",
            Self::Leads => "leads",
            Self::Aside => "aside",
            Self::Members => "members",
            Self::Below => "below",
            Self::Assigned => "assigned",
            Self::Changed => "changed",
            Self::Written => "written",
        }
    }

    /// In words, to be translated.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Account => n_("已有账号"),
            Self::Problems => n_("已有问题"),
            Self::Posted => n_("任职后来又改过"),
            Self::Leads => n_("分管着保留下来的人，或在班子里有分工"),
            Self::Aside => n_("已办过移出、暂缓、交接或代理"),
            Self::Members => n_("还有人在这里任职"),
            Self::Below => n_("下面的单位保留"),
            Self::Assigned => n_("已分给督察指导组，或有这个单位的角色"),
            Self::Changed => n_("后来又改过"),
            Self::Written => n_("本人已经改过或送交"),
        }
    }
}

/// Something that stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name, or a problem's number.
    pub name: String,
    /// Why it stays.
    pub why: Why,
}

/// What taking an import back does, or would do now.
#[derive(Debug, Default)]
pub struct Plan {
    pub(super) withdrawn_units: Vec<UnitId>,
    pub(super) restored_units: Vec<FullUnit>,
    pub(super) withdrawn_people: Vec<PersonId>,
    pub(super) restored_people: Vec<RosterPerson>,
    pub(super) ended: Vec<Uuid>,
    pub(super) reopened: Vec<Uuid>,
    pub(super) moved: Vec<PersonId>,
    pub(super) left: Vec<(Uuid, String)>,
    pub(super) enabled: Vec<AccountId>,
    pub(super) disabled: Vec<AccountId>,
    pub(super) withdrawn_problems: Vec<(ProblemId, i32)>,
    pub(super) restored_problems: Vec<Restored>,
    /// What stays, in the order of the import.
    pub kept: Vec<Kept>,
}

/// A draft that says again what it said.
#[derive(Debug)]
pub(super) struct Restored {
    pub(super) id: ProblemId,
    pub(super) number: String,
    pub(super) version: i32,
    pub(super) draft: Draft,
}

/// How many of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Units and people that are withdrawn, and drafts.
    pub withdrawn: usize,
    /// Units, people and drafts that say again what they said.
    pub restored: usize,
    /// Posts that end.
    pub ended: usize,
    /// Posts that begin again.
    pub reopened: usize,
    /// What stays.
    pub kept: usize,
}

impl Plan {
    /// How many of what.
    pub fn counts(&self) -> Counts {
        Counts {
            withdrawn: self.withdrawn_units.len()
                + self.withdrawn_people.len()
                + self.withdrawn_problems.len(),
            restored: self.restored_units.len() + self.restored_people.len() + self.restored_problems.len(),
            ended: self.ended.len(),
            reopened: self.reopened.len(),
            kept: self.kept.len(),
        }
    }

    /// Whether anything is done at all.
    pub fn does_something(&self) -> bool {
        let counts = self.counts();
        counts.withdrawn + counts.restored + counts.ended + counts.reopened > 0
    }

    fn keep(&mut self, name: impl Into<String>, why: Why) {
        let name = name.into();
        self.kept.push(Kept { name, why });
    }
}

/// Whether an import can be taken back now.
pub fn is_possible(run: &Run, now: DateTime<Utc>) -> bool {
    run.undone_at.is_none() && run.applied_at.is_some_and(|at| now < at + WITHIN) && run.report.changes()
}

/// What taking an import back would do now.
///
/// # Errors
/// When the database refuses.
pub async fn plan(tx: &mut Tx, run: Uuid, applied_at: DateTime<Utc>) -> Result<Plan, DbError> {
    let changes = changes::of_run(tx, run).await?;
    let mut plan = Plan::default();
    organisation::plan(tx, &changes, &mut plan).await?;
    roster::plan(tx, &changes, applied_at, &mut plan).await?;
    lists::plan(tx, &changes, &mut plan).await?;
    Ok(plan)
}
