//! A view that the visitor owns, finds, or looks after.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::views::{View, store};
use crate::kernel::ids::ViewId;
use crate::web::shell::Error;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Carries, Right as _, Visit, id_in_path};
use crate::web::shell::list::Listing;
use crate::web::shell::list::catalogue;
use crate::web::state::App;

/// A view that the visitor saved, named by `{id}` in the path.
#[derive(Debug)]
pub(super) struct OwnView {
    pub(super) can: Visit,
    pub(super) view: View,
}

impl Carries for OwnView {
    const RIGHT: &'static str = "own this view";
}

impl FromRequestParts<App> for OwnView {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Visit::open(parts, app).await?;
        let id: ViewId = id_in_path(parts, app).await?;
        let view = store::find(&mut can.tx, id).await?.ok_or(Error::NotFound)?;
        if view.account == can.session.account {
            Ok(Self { can, view })
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// A view that the visitor finds above its list, named by `{id}` in the path.
#[derive(Debug)]
pub(super) struct FoundView {
    pub(super) can: Visit,
    pub(super) view: View,
}

impl Carries for FoundView {
    const RIGHT: &'static str = "find this view";
}

impl FromRequestParts<App> for FoundView {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Visit::open(parts, app).await?;
        let id: ViewId = id_in_path(parts, app).await?;
        let view = store::find(&mut can.tx, id).await?.ok_or(Error::NotFound)?;
        let (actor, account) = (can.actor.clone(), can.session.account);
        let found = store::found(&mut can.tx, &actor, account, Some(&view.list)).await?;
        let held = listing(&view.list, &view.query).is_some_and(|listing| listing.held_by(&can));
        if held && found.iter().any(|one| one.id == id) {
            Ok(Self { can, view })
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// A view that the office may take down when it is shared, named by `{id}` in the path.
#[derive(Debug)]
pub(super) struct ViewToWithdraw {
    pub(super) can: Visit,
    pub(super) view: View,
}

impl Carries for ViewToWithdraw {
    const RIGHT: &'static str = "withdraw this view";
}

impl FromRequestParts<App> for ViewToWithdraw {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Visit::open(parts, app).await?;
        let id: ViewId = id_in_path(parts, app).await?;
        let view = store::find(&mut can.tx, id).await?.ok_or(Error::NotFound)?;
        if Office::held_by(&can) {
            Ok(Self { can, view })
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// The list of a word as a question asks for it: of several on one page the one that has the columns. None for a word that no list has.
pub(super) fn listing(key: &str, question: &str) -> Option<Listing> {
    let read = || catalogue::of(key).map(|list| Listing::read(list, question));
    let fits = |listing: &Listing| listing.has_columns() && listing.knows_its_columns();
    read().find(fits).or_else(|| read().next())
}

/// Where a view leads.
pub(super) fn address(view: &View) -> Option<String> {
    listing(&view.list, &view.query).map(|listing| listing.address())
}
