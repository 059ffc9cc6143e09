//! As whom somebody decides on requests: leader in charge, in such a one's stead, for the city office or that of a county.

use uuid::Uuid;

use crate::domain::lists::{Problem, Tier};
use crate::kernel::ids::{OwnerId, PersonId, UnitId};
use crate::kernel::scope::{Actor, BodyDuty, Role};

/// For whom requests wait.
#[derive(Clone, Debug, Default)]
pub struct Seat {
    /// The leader in charge themself.
    person: Option<PersonId>,
    /// Leaders for whom they stand in.
    stands_in: Vec<PersonId>,
    /// Owners as whose leader they act in nobody's stead.
    never: Vec<OwnerId>,
    /// Owners that are their own, or bodies that they write for: another decides for the office.
    own: Vec<OwnerId>,
    /// For the city office.
    office: bool,
    /// For the offices of these counties: of their 乡科级.
    counties: Vec<UnitId>,
}

/// The same as what a query is bound to.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields of Seat, where each has its sentence")]
pub struct Bound {
    pub person: Option<Uuid>,
    pub stands_in: Vec<Uuid>,
    pub never: Vec<Uuid>,
    pub own: Vec<Uuid>,
    pub office: bool,
    pub counties: Vec<Uuid>,
}

impl Seat {
    /// That of whoever acts.
    pub fn of(actor: &Actor) -> Self {
        let person = actor.person.map(OwnerId::from).into_iter();
        let bodies = [BodyDuty::Drafter, BodyDuty::Principal].map(|duty| actor.bodies_as(duty));
        let bodies = bodies.into_iter().flatten().map(OwnerId::from);
        Self {
            person: actor.person,
            stands_in: actor.stands_in.iter().map(|one| one.leader).collect(),
            never: actor.never_leads().collect(),
            own: person.chain(bodies).collect(),
            office: is_office(actor),
            counties: actor.units_of(Role::CountyOffice).collect(),
        }
    }

    /// For a query.
    pub fn bound(&self) -> Bound {
        Bound {
            person: self.person.map(|person| person.0),
            stands_in: self.stands_in.iter().map(|leader| leader.0).collect(),
            never: self.never.iter().map(|owner| owner.0).collect(),
            own: self.own.iter().map(|owner| owner.0).collect(),
            office: self.office,
            counties: self.counties.iter().map(|unit| unit.0).collect(),
        }
    }
}

/// Whether somebody acts for the city office.
pub fn is_office(actor: &Actor) -> bool {
    actor.has(Role::Office) || actor.has(Role::OfficeHead)
}

/// Whether somebody acts for the office in this matter: the city office, and of 乡科级 in a county that one's; without part in it.
pub fn is_office_of(actor: &Actor, problem: &Problem) -> bool {
    let county = || {
        let mut units = actor.units_of(Role::CountyOffice);
        problem.tier == Tier::Township && units.any(|unit| unit == problem.top_unit)
    };
    (is_office(actor) || county()) && !problem.is_from(actor) && !problem.is_in_charge_of(actor)
}
