//! A view of the visitor's own.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::views::{View, store};
use crate::kernel::ids::ViewId;
use crate::web::shell::Error;
use crate::web::shell::access::{Carries, Visit, id_in_path};
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
