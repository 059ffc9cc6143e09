//! Questions to lists that somebody saved under a name, and shares with others 视图. A question is filters and columns; rows are never
//! part of it, so whoever opens one sees what they may read and nothing else.

pub mod actions;
pub mod store;

use uuid::Uuid;

use crate::domain::ledger::ActError;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{AccountId, GroupId, UnitId, ViewId};
use crate::kernel::messages::{Message, msg};
use crate::platform::db::DbError;

/// Most that one account keeps, over all lists.
pub const MOST: i64 = 50;

/// Longest name, in characters.
pub const LONGEST: usize = 40;

/// A saved question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its id.
    pub id: ViewId,
    /// Whose it is.
    pub account: AccountId,
    /// The owner's name.
    pub by: String,
    /// The word of the list.
    pub list: String,
    /// What it is called.
    pub name: String,
    /// Filters and columns as they stand in an address.
    pub query: String,
    /// Who finds it beside its owner.
    pub shared: Shared,
    /// Whether the list opens so for its owner.
    pub opens_list: bool,
    /// Whether who looks keeps it above the list, though it is another's.
    pub pinned: bool,
    /// Whether the office took it down: it is shared no more.
    pub withdrawn: bool,
}

/// Who finds a view above the list, among those who may open the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shared {
    /// Its owner alone.
    #[default]
    Nobody,
    /// Whoever has a post or a role in this unit or below it.
    Unit(UnitId),
    /// Members of this supervision group.
    Group(GroupId),
    /// Everybody.
    Everybody,
}

impl Shared {
    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Unit(_) => "unit",
            Self::Group(_) => "group",
            Self::Everybody => "everybody",
        }
    }

    /// As a form posts it: `unit:…`, `everybody`.
    pub fn word(self) -> String {
        match self.id() {
            Some(id) => format!("{}:{id}", self.code()),
            None => self.code().to_owned(),
        }
    }

    fn id(self) -> Option<Uuid> {
        match self {
            Self::Unit(unit) => Some(unit.0),
            Self::Group(group) => Some(group.0),
            Self::Nobody | Self::Everybody => None,
        }
    }
}

/// Why a view that was taken down is not shared.
fn withdrawn() -> Message {
    msg("市活动办收回了这个视图，不能再给别人用")
}

/// Why a view could not be kept.
#[derive(Debug, thiserror::Error)]
pub enum ViewError {
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
