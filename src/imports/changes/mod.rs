//! What an import changed, written down with what stood there before, so that it can be taken back.

mod store;

use serde::Serialize;
use uuid::Uuid;

use crate::domain::lists::Draft;
use crate::domain::people::roster::{RosterPerson, RosterPost};
use crate::domain::units::store::FullUnit;
use crate::kernel::ids::{AccountId, ProblemId};

pub(super) use store::{forget, keep, of_run};

/// One thing that an import changed.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// A unit that is new.
    UnitAdded(FullUnit),
    /// A unit of which the sheet says something else: before, after.
    UnitChanged(FullUnit, FullUnit),
    /// A person who is new.
    PersonAdded(RosterPerson),
    /// A person of whom the sheet says something else: before, after.
    PersonChanged(RosterPerson, RosterPerson),
    /// A post that began.
    PostOpened(RosterPost),
    /// A post that ended.
    PostEnded(RosterPost),
    /// An owner who came into a cohort: its code.
    Joined(Uuid, String),
    /// An account whose person came back.
    AccountEnabled(AccountId),
    /// An account whose person left.
    AccountDisabled(AccountId),
    /// A draft that was started: the version that it had.
    ProblemStarted(ProblemId, i32),
    /// A draft that says something else: what it said, and the version that it had then.
    ProblemAmended(ProblemId, Box<Draft>, i32),
}

/// One row of the table.
struct Row {
    what: &'static str,
    object: Uuid,
    before: Option<String>,
    after: Option<String>,
}

impl Change {
    fn row(&self) -> Result<Row, serde_json::Error> {
        let version = |version: &i32| Some(version.to_string());
        let (what, object, before, after) = match self {
            Self::UnitAdded(unit) => ("unit_added", unit.id.0, None, Some(text(unit)?)),
            Self::UnitChanged(old, new) => ("unit_changed", new.id.0, Some(text(old)?), Some(text(new)?)),
            Self::PersonAdded(person) => ("person_added", person.id.0, None, Some(text(person)?)),
            Self::PersonChanged(old, new) => ("person_changed", new.id.0, Some(text(old)?), Some(text(new)?)),
            Self::PostOpened(post) => ("post_opened", post.id, None, Some(text(post)?)),
            Self::PostEnded(post) => ("post_ended", post.id, Some(text(post)?), None),
            Self::Joined(owner, cohort) => ("joined", *owner, None, Some(cohort.clone())),
            Self::AccountEnabled(account) => ("account_enabled", account.0, None, None),
            Self::AccountDisabled(account) => ("account_disabled", account.0, None, None),
            Self::ProblemStarted(id, at) => ("problem_started", id.0, None, version(at)),
            Self::ProblemAmended(id, draft, at) => ("problem_amended", id.0, Some(draft.json()), version(at)),
        };
        Ok(Row {
            what,
            object,
            before,
            after,
        })
    }

    /// What a row means; none of what can't be read any more.
    fn of(what: &str, object: Uuid, before: Option<&str>, after: Option<&str>) -> Option<Self> {
        let unit = |text: Option<&str>| serde_json::from_str::<FullUnit>(text?).ok();
        let person = |text: Option<&str>| serde_json::from_str::<RosterPerson>(text?).ok();
        let post = |text: Option<&str>| serde_json::from_str::<RosterPost>(text?).ok();
        let version = || after?.parse().ok();
        Some(match what {
            "unit_added" => Self::UnitAdded(unit(after)?),
            "unit_changed" => Self::UnitChanged(unit(before)?, unit(after)?),
            "person_added" => Self::PersonAdded(person(after)?),
            "person_changed" => Self::PersonChanged(person(before)?, person(after)?),
            "post_opened" => Self::PostOpened(post(after)?),
            "post_ended" => Self::PostEnded(post(before)?),
            "joined" => Self::Joined(object, after?.to_owned()),
            "account_enabled" => Self::AccountEnabled(AccountId(object)),
            "account_disabled" => Self::AccountDisabled(AccountId(object)),
            "problem_started" => Self::ProblemStarted(ProblemId(object), version()?),
            "problem_amended" => {
                Self::ProblemAmended(ProblemId(object), Box::new(Draft::read(before?)), version()?)
            }
            _ => return None,
        })
    }
}

fn text(what: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string(what)
}
