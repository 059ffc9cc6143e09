//! A person for whom the visitor types.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::lists::actions::may_enter_for;
use crate::domain::people::{self, Person};
use crate::kernel::ids::PersonId;
use crate::web::shell::Error;
use crate::web::shell::access::{Carries, Visit, id_in_path};
use crate::web::state::App;

/// A person of the visitor's unit, named by `{id}` in the path, for whom they type as its liaison.
#[derive(Debug)]
pub(super) struct PersonToEnter {
    pub(super) can: Visit,
    pub(super) person: Person,
}

impl Carries for PersonToEnter {
    const RIGHT: &'static str = "enter for this person";
}

impl FromRequestParts<App> for PersonToEnter {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Visit::open(parts, app).await?;
        let id: PersonId = id_in_path(parts, app).await?;
        let person = people::store::find(&mut can.tx, id).await?;
        let person = person.ok_or(Error::NotFound)?;
        let actor = can.actor.clone();
        if may_enter_for(&mut can.tx, &actor, person.id).await? {
            Ok(Self { can, person })
        } else {
            Err(Error::Forbidden)
        }
    }
}
