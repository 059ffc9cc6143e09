//! An account within the visitor's reach.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::accounts::managing::{Reach, may_manage};
use crate::domain::accounts::store;
use crate::domain::accounts::store::directory::{self, Line};
use crate::kernel::ids::AccountId;
use crate::web::shell::Error;
use crate::web::shell::access::{Carries, Visit, id_in_path};
use crate::web::state::App;

/// An account that the visitor may look at, named by `{id}` in the path.
#[derive(Debug)]
pub(super) struct SeenAccount {
    pub(super) can: Visit,
    pub(super) account: Line,
}

impl Carries for SeenAccount {
    const RIGHT: &'static str = "see this account";
}

impl FromRequestParts<App> for SeenAccount {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Visit::open(parts, app).await?;
        let id: AccountId = id_in_path(parts, app).await?;
        store::find(&mut can.tx, id).await?.ok_or(Error::NotFound)?;
        let within = Reach::of(&can.actor).ok_or(Error::Forbidden)?.within();
        let found = directory::find(&mut can.tx, within.as_deref(), id, can.now).await?;
        let account = found.ok_or(Error::Forbidden)?;
        Ok(Self { can, account })
    }
}

/// An account that is the visitor's to look after.
#[derive(Debug)]
pub(super) struct ManagedAccount {
    pub(super) can: Visit,
    pub(super) account: Line,
}

impl Carries for ManagedAccount {
    const RIGHT: &'static str = "manage this account";
}

impl FromRequestParts<App> for ManagedAccount {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let SeenAccount { can, account } = SeenAccount::from_request_parts(parts, app).await?;
        if may_manage(&can.actor, &account) {
            Ok(Self { can, account })
        } else {
            Err(Error::Forbidden)
        }
    }
}

impl ManagedAccount {
    /// Its page.
    pub(super) fn path(&self) -> String {
        format!("/accounts/{}", self.account.id)
    }
}
