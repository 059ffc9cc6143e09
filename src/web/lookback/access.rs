//! Draws and entries within the visitor's reach.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use crate::domain::lists::{Problem, reading, store as lists_store};
use crate::domain::lookback::{Draw, Entry, store};
use crate::domain::rectification::waits::is_office_of;
use crate::kernel::ids::LookBackId;
use crate::web::shell::Error;
use crate::web::shell::access::problem::record_opening;
use crate::web::shell::access::rights::SignedIn;
use crate::web::shell::access::{Carries, Right as _, Visit, id_in_path};
use crate::web::state::App;

/// A draw that the visitor may see: the city office all, a county office its own.
#[derive(Debug)]
pub(super) struct SeenDraw {
    pub(super) can: Visit,
    pub(super) draw: Draw,
}

impl Carries for SeenDraw {
    const RIGHT: &'static str = "see this look-back";
}

impl FromRequestParts<App> for SeenDraw {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let (can, draw) = in_path(parts, app).await?;
        if draw.is_for(&can.actor) {
            Ok(Self { can, draw })
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// A draw of the visitor's jurisdiction, of which everybody sees what is published.
#[derive(Debug)]
pub(super) struct PublishedDraw {
    pub(super) can: Visit,
    pub(super) draw: Draw,
}

impl Carries for PublishedDraw {
    const RIGHT: &'static str = SignedIn::NAME;
}

impl FromRequestParts<App> for PublishedDraw {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let (can, draw) = in_path(parts, app).await?;
        Ok(Self { can, draw })
    }
}

async fn in_path(parts: &mut Parts, app: &App) -> Result<(Visit, Draw), Error> {
    let mut can = Visit::open(parts, app).await?;
    let id: LookBackId = id_in_path(parts, app).await?;
    let campaign = can.campaign()?.id;
    let found = store::draws(&mut can.tx, campaign, None, (Some(id), None), 1).await?;
    let draw = found.into_iter().next().ok_or(Error::NotFound)?;
    Ok((can, draw))
}

/// A draw that is the visitor's office's to draw.
#[derive(Debug)]
pub(super) struct OwnDraw {
    pub(super) can: Visit,
    pub(super) draw: Draw,
}

impl Carries for OwnDraw {
    const RIGHT: &'static str = "draw this look-back";
}

impl FromRequestParts<App> for OwnDraw {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let SeenDraw { can, draw } = SeenDraw::from_request_parts(parts, app).await?;
        if draw.is_drawn_by(&can.actor) {
            Ok(Self { can, draw })
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// An entry of a sample whose problem the visitor looks at for the office: its texts may be read, and it is not their own.
#[derive(Debug)]
pub(super) struct SeenEntry {
    pub(super) can: Visit,
    pub(super) draw: Draw,
    pub(super) entry: Entry,
    pub(super) problem: Problem,
}

impl Carries for SeenEntry {
    const RIGHT: &'static str = "look at this entry again";
}

impl FromRequestParts<App> for SeenEntry {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let SeenDraw { mut can, draw } = SeenDraw::from_request_parts(parts, app).await?;
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| Error::NotFound)?;
        let place = params.iter().find(|(name, _)| *name == "n").map(|(_, n)| n);
        let place: i32 = place.and_then(|n| n.parse().ok()).ok_or(Error::NotFound)?;
        let found = store::entry(&mut can.tx, draw.id, place).await?;
        let (_, entry) = found.ok_or(Error::NotFound)?;
        let problem = lists_store::find(&mut can.tx, entry.problem).await?;
        let problem = problem.ok_or(Error::NotFound)?;
        let reading = reading::may_read(&mut can.tx, &can.actor, &problem).await?;
        if !is_office_of(&can.actor, &problem) || !reading.is_allowed() {
            return Err(Error::Forbidden);
        }
        if reading.is_recorded(problem.tier) {
            can = record_opening(can, &problem, reading).await?;
        }
        Ok(Self {
            can,
            draw,
            entry,
            problem,
        })
    }
}
