//! A person within the visitor's sight.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use crate::domain::people::{self, Person, search};
use crate::kernel::ids::PersonId;
use crate::web::shell::Error;
use crate::web::shell::access::rights::{self, Office};
use crate::web::shell::access::{Carries, Right as _, Visit};
use crate::web::state::App;

/// Units whose people the visitor looks up; none for the office, which looks everybody up.
pub(super) fn within(visit: &Visit) -> Option<Vec<uuid::Uuid>> {
    (!Office::held_by(visit)).then(|| rights::ours(visit).map(|unit| unit.0).collect())
}

/// A person whom the visitor may look up, named by `{id}` in the path.
#[derive(Debug)]
pub(super) struct SeenPerson {
    pub(super) can: Visit,
    pub(super) person: Person,
}

impl Carries for SeenPerson {
    const RIGHT: &'static str = "see this person";
}

impl FromRequestParts<App> for SeenPerson {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Visit::open(parts, app).await?;
        let params = RawPathParams::from_request_parts(parts, app)
            .await
            .map_err(|_| Error::NotFound)?;
        let id = params.iter().find(|(name, _)| *name == "id").map(|(_, id)| id);
        let id: PersonId = id.and_then(|id| id.parse().ok()).ok_or(Error::NotFound)?;
        let found = people::store::find(&mut can.tx, id).await?;
        let person = found.ok_or(Error::NotFound)?;
        let seen = match within(&can) {
            None => true,
            Some(units) => search::is_within(&mut can.tx, id, &units).await?,
        };
        if seen {
            Ok(Self { can, person })
        } else {
            Err(Error::Forbidden)
        }
    }
}
