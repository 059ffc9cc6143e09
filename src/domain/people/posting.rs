//! Posts opened, changed and ended by hand.

use chrono::NaiveDate;
use uuid::Uuid;

use super::Rank;
use crate::kernel::ids::{PersonId, UnitId};

/// A post as it is to be held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPost {
    /// Where.
    pub unit: UnitId,
    /// 职务
    pub title: String,
    /// 职级
    pub rank: Rank,
    /// 分管领导
    pub leader: Option<PersonId>,
}

/// What is done with a person's posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Posting {
    /// 任职: one more.
    Open(NewPost),
    /// 变动, and to another unit 调动: this one ends and the other begins in its place.
    Change(Uuid, NewPost),
    /// 免职
    End(Uuid),
}

impl Posting {
    /// The word that is stored.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Open(_) => "opened",
            Self::Change(..) => "changed",
            Self::End(_) => "ended",
        }
    }
}

/// A posting with all that is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordered {
    /// Whose posts.
    pub person: PersonId,
    /// What is done.
    pub posting: Posting,
    /// From which day, not after today.
    pub on: NaiveDate,
    /// In words.
    pub reason: String,
    /// Who is leader in charge after this person of those whom they led; the person themself: still they.
    pub successor: Option<PersonId>,
}
