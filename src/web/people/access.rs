//! A person within the visitor's sight.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::people::{self, Person, search};
use crate::kernel::ids::PersonId;
use crate::kernel::scope::Role;
use crate::web::shell::Error;
use crate::web::shell::access::rights::{Office, looks_up_within};
use crate::web::shell::access::{Carries, Right as _, Visit, id_in_path};
use crate::web::state::App;

/// A person whom the visitor may look up, named by `{id}` in the path.
#[derive(Debug)]
pub(super) struct SeenPerson {
    pub(super) can: Visit,
    pub(super) person: Person,
}

impl Carries for SeenPerson {
    const RIGHT: &'static str = "see this person";
}

/// The visit, and the person that the path names.
async fn named_in_path(parts: &mut Parts, app: &App) -> Result<(Visit, Person), Error> {
    let mut can = Visit::open(parts, app).await?;
    let id: PersonId = id_in_path(parts, app).await?;
    let found = people::store::find(&mut can.tx, id).await?;
    Ok((can, found.ok_or(Error::NotFound)?))
}

impl FromRequestParts<App> for SeenPerson {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let (mut can, person) = named_in_path(parts, app).await?;
        let seen = match looks_up_within(&can) {
            None => true,
            Some(units) => search::is_within(&mut can.tx, person.id, &units).await?,
        };
        if seen {
            Ok(Self { can, person })
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// A person whose posts the visitor orders: the city office everybody's, the county office those of its county. Nobody their own.
#[derive(Debug)]
pub(super) struct PostedPerson {
    pub(super) can: Visit,
    pub(super) person: Person,
}

impl Carries for PostedPerson {
    const RIGHT: &'static str = "order this person's posts";
}

impl PostedPerson {
    /// Units within which the visitor orders posts; none for the city office: everywhere.
    pub(super) fn reach(&self) -> Option<Vec<uuid::Uuid>> {
        reach(&self.can)
    }

    /// The person's page.
    pub(super) fn path(&self) -> String {
        format!("/people/{}", self.person.id)
    }
}

fn reach(visit: &Visit) -> Option<Vec<uuid::Uuid>> {
    let units = || visit.actor.units_of(Role::CountyOffice).map(|unit| unit.0);
    (!Office::held_by(visit)).then(|| units().collect())
}

/// Whether the visitor orders the posts of a person.
pub(super) async fn orders(visit: &mut Visit, person: PersonId) -> Result<bool, Error> {
    if visit.actor.person == Some(person) {
        return Ok(false);
    }
    Ok(match reach(visit) {
        None => true,
        Some(units) => search::is_within(&mut visit.tx, person, &units).await?,
    })
}

impl FromRequestParts<App> for PostedPerson {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let (mut can, person) = named_in_path(parts, app).await?;
        if orders(&mut can, person.id).await? {
            Ok(Self { can, person })
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// A person whom the city office sets aside or takes back, or for whom it names who co-signs; nobody themself.
#[derive(Debug)]
pub(super) struct OfficePerson {
    pub(super) can: Visit,
    pub(super) person: Person,
}

impl Carries for OfficePerson {
    const RIGHT: &'static str = "set this person aside, or name who co-signs";
}

impl OfficePerson {
    /// The person's page.
    pub(super) fn path(&self) -> String {
        format!("/people/{}", self.person.id)
    }
}

impl FromRequestParts<App> for OfficePerson {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let PostedPerson { can, person } = PostedPerson::from_request_parts(parts, app).await?;
        if Office::held_by(&can) {
            Ok(Self { can, person })
        } else {
            Err(Error::Forbidden)
        }
    }
}
