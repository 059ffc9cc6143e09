//! Following up what remains: the same 未完成整改 as the figure, by unit, by leader in charge, by owner, problem by problem.
//!
//! Nothing is defined here: which problems remain, and whose are in a set, is what the conditions of the figures say.

use super::{Population, Within};
use crate::domain::calendar::Lamp;
use crate::kernel::ids::{PersonId, UnitId};
use crate::kernel::scope::{Actor, Role};
use crate::platform::db::{DbError, Tx};

pub use super::store::follow_up::{FollowRow, OwnerLine, Part, owners, parts, rows};

/// Sets of owners by which what remains is followed up: those of which a figure of what remains is defined.
pub const FOLLOWED: [Population; 3] = [Population::CityLeaders, Population::CountyLevel, Population::All];

/// Roles that follow up their own unit or county.
const OURS: [Role; 3] = [Role::CountyOffice, Role::UnitHead, Role::Liaison];

/// Whose somebody follows up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everybody's: the office.
    All,
    /// Of their own units: county office, head of a unit, liaison.
    Ours,
    /// Those for which they answer as leader in charge, or in such a one's stead.
    Led,
}

impl Reach {
    /// In the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::All, Self::Ours, Self::Led];

    /// The word in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Ours => "ours",
            Self::Led => "led",
        }
    }

    /// Whether the actor has it. The three administrators have none.
    pub fn held_by(self, actor: &Actor) -> bool {
        !actor.is_officer()
            && match self {
                Self::All => actor.has(Role::Office) || actor.has(Role::OfficeHead),
                Self::Ours => OURS.into_iter().any(|role| actor.units_of(role).next().is_some()),
                Self::Led => actor.leads || !actor.stands_in.is_empty(),
            }
    }
}

/// A reach with what it comes to for somebody today.
#[derive(Clone, Debug)]
pub struct Followed {
    pub(super) within: Option<Within>,
    pub(super) leaders: Option<Vec<uuid::Uuid>>,
    /// Owners as whose leader they never act.
    pub(super) never: Vec<uuid::Uuid>,
}

impl Followed {
    /// What a reach that the actor has comes to; none for one that they do not have.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(tx: &mut Tx, actor: &Actor, reach: Reach) -> Result<Option<Self>, DbError> {
        if !reach.held_by(actor) {
            return Ok(None);
        }
        let mut followed = Self {
            within: None,
            leaders: None,
            never: Vec::new(),
        };
        match reach {
            Reach::All => {}
            Reach::Ours => {
                followed.within = Within::by(tx, actor, &OURS).await?;
                if followed.within.is_none() {
                    return Ok(None);
                }
            }
            Reach::Led => {
                let own = actor.person.into_iter();
                let leaders = own.chain(actor.stands_in.iter().map(|one| one.leader));
                followed.leaders = Some(leaders.map(|leader| leader.0).collect());
                followed.never = actor.never_leads().map(|owner| owner.0).collect();
            }
        }
        Ok(Some(followed))
    }
}

/// To what it is narrowed.
#[derive(Clone, Copy, Debug)]
pub struct Narrowed {
    /// Whose problems.
    pub population: Population,
    /// One county, department or body; of somebody's own units one by itself.
    pub unit: Option<UnitId>,
    /// Those of one leader in charge, or of none.
    pub leader: Option<LedBy>,
    /// One lamp.
    pub lamp: Option<Lamp>,
}

impl Narrowed {
    /// A whole set.
    pub const fn to(population: Population) -> Self {
        Self {
            population,
            unit: None,
            leader: None,
            lamp: None,
        }
    }
}

/// Who is in charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedBy {
    /// Nobody in the jurisdiction stands above.
    Nobody,
    /// A leader in charge.
    One(PersonId),
}

impl From<Option<PersonId>> for LedBy {
    fn from(leader: Option<PersonId>) -> Self {
        leader.map_or(Self::Nobody, Self::One)
    }
}

/// By what lines are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Units, in official order.
    Unit,
    /// Leaders in charge, in the order of their units and posts.
    Leader,
}

impl By {
    /// The word in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Leader => "leader",
        }
    }
}
