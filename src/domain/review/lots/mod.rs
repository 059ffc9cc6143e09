//! Lots 批次: which entries one reviewer goes through, so that no two read the same one (product §2, Reviewer).
//!
//! A lot is of one county, department or body, one tier, and first or later submissions. Its entries are fixed when it is
//! opened, whole people at a time. Until it ends nobody else is given them; a claim without an act for [`HOLD`] ends by
//! itself, one that a head gave after [`GIVEN_HOLD`].

pub mod actions;
pub mod store;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::campaigns::Stage;
use crate::domain::ledger::Act;
use crate::domain::lists::{ListsError, Refusal, Tier};
use crate::kernel::ids::{GroupId, LotId, OwnerId, PersonId, ProblemId, UnitId, VerdictId};
use crate::platform::db::Tx;

/// How long a lot that somebody took holds its entries after their last act.
pub const HOLD: TimeDelta = TimeDelta::hours(2);
/// How long one that was given to somebody does.
pub const GIVEN_HOLD: TimeDelta = TimeDelta::days(3);
/// Entries of a lot that is taken: whole people up to so many; whoever has more by themself is a lot alone.
pub const SIZE: usize = 150;
/// Entries of a lot that a head gives: all that is free, up to so many.
pub const GIVEN_SIZE: usize = 500;
/// Most lots of one reviewer that are open at once.
pub const MOST_OPEN: i64 = 5;

/// What entries belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Kind {
    /// Top unit.
    pub unit: UnitId,
    /// Tier of the owners.
    pub tier: Tier,
    /// Submitted before.
    pub again: bool,
}

/// How a lot ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Everything in it was ruled on, passed on, or waits no more.
    Done,
    /// 放回 by its reviewer.
    GivenBack,
    /// 收回 by the head of the group.
    TakenBack,
    /// Nothing was done in it for too long, and others went on with it.
    Expired,
}

impl Ended {
    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::GivenBack => "given_back",
            Self::TakenBack => "taken_back",
            Self::Expired => "expired",
        }
    }

    /// The end of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        let all = [Self::Done, Self::GivenBack, Self::TakenBack, Self::Expired];
        all.into_iter().find(|ended| ended.code() == code)
    }
}

/// A lot with how far it is.
#[derive(Clone, Debug)]
pub struct Lot {
    /// Its id.
    pub id: LotId,
    /// For which group.
    pub group: GroupId,
    /// Of what.
    pub kind: Kind,
    /// Name of the unit.
    pub unit_name: String,
    /// Who goes through it.
    pub reviewer: PersonId,
    /// Their name.
    pub reviewer_name: String,
    /// Name of who gave it; none: the reviewer took it.
    pub given_by: Option<String>,
    /// Since when.
    pub opened_at: DateTime<Utc>,
    /// Until when nobody else is given its entries.
    pub holds_until: DateTime<Utc>,
    /// How and when it ended.
    pub ended: Option<(Ended, DateTime<Utc>)>,
    /// Who confirmed it, and when.
    pub confirmed: Option<(String, DateTime<Utc>)>,
    /// Entries, less those passed on to a colleague.
    pub entries: i64,
    /// Those that were ruled on, or wait no more for another reason.
    pub done: i64,
    /// Those that were ruled on in it.
    pub ruled: i64,
    /// Those of them that were given back.
    pub returned: i64,
}

impl Lot {
    /// Whether its entries are held for its reviewer.
    pub fn holds(&self, now: DateTime<Utc>) -> bool {
        self.ended.is_none() && self.holds_until > now
    }

    /// How many wait in it.
    pub fn left(&self) -> i64 {
        self.entries - self.done
    }
}

/// Who holds an entry now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// In which lot.
    pub lot: LotId,
    /// Whose.
    pub reviewer: PersonId,
    /// Their name.
    pub name: String,
    /// Until when, unless they go on with it.
    pub until: DateTime<Utc>,
}

/// An owner in a lot.
#[derive(Clone, Debug)]
pub struct InLot {
    /// Who.
    pub owner: OwnerId,
    /// Name of the person or body.
    pub name: String,
    /// The first entry that waits; none when all of theirs are done.
    pub first: Option<ProblemId>,
    /// How many don't wait any more.
    pub done: i64,
    /// How many stand in the lot.
    pub of: i64,
}

/// What a verdict means to the lot that its entry stands in: it is held no more, the lot lasts longer, and ends with its last.
///
/// # Errors
/// [`Refusal::Held`] when it stands in the lot of somebody else who goes on with it.
pub(in crate::domain::review) async fn ruled(
    tx: &mut Tx,
    act: &Act,
    entry: (ProblemId, i32),
    verdict: VerdictId,
) -> Result<(), ListsError> {
    let Some((lot, reviewer, until)) = store::lock_of(tx, entry).await? else {
        return Ok(());
    };
    if Some(reviewer) != act.actor.person && until > act.at {
        return Err(Refusal::Held.into());
    }
    store::ruled(tx, (lot, entry.0), verdict, act.actor.person, act.at).await?;
    Ok(())
}

/// What taking a verdict back means to its lot: undone, the entry waits there again and the lot is open again; revoked, it waits
/// for whoever takes it next.
///
/// # Errors
/// [`Refusal::NotNow`] when the head has confirmed the lot and it is to be undone.
pub(in crate::domain::review) async fn taken_back(
    tx: &mut Tx,
    act: &Act,
    verdict: VerdictId,
    undone: bool,
) -> Result<(), ListsError> {
    if undone && !store::reopen(tx, verdict, act.actor.person, act.at).await? {
        return Err(Refusal::NotNow.into());
    }
    Ok(())
}

/// The stage at which lots are gone through.
pub const STAGE: Stage = Stage::Group;
