//! `GET /opinion-sheets`: units in official order, with what is back with their people.

use axum::response::Response;

use super::tabs::tabs;
use super::view::Sheets;
use crate::domain::reasons::sheets::{Desk, SheetOf};
use crate::domain::reasons::store::sheets as store;
use crate::web::shell::access::rights::SeeSheets;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::SHEETS;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::{Error, n_, render};

/// Units of the visitor: all at once, they are few.
struct Asked {
    /// Only those with something that stands.
    standing: bool,
}

impl Asked {
    fn of(listing: &Listing) -> Self {
        Self {
            standing: listing.ask("only") == "standing",
        }
    }

    async fn units(&self, can: &mut Visit) -> Result<Vec<SheetOf>, Error> {
        let (campaign, actor) = (can.campaign()?.id, can.actor.clone());
        let desk = Desk::of(&mut can.tx, &actor, campaign).await?;
        let mut units = store::units(&mut can.tx, campaign, &desk).await?;
        units.retain(|unit| !self.standing || unit.standing > 0);
        Ok(units)
    }
}

impl Source for Asked {
    type After = ();

    async fn rows(&self, can: &mut Visit, _: Option<()>, _: usize) -> Result<Portion<()>, Error> {
        Ok(Portion {
            rows: self.units(can).await?.iter().map(row).collect(),
            next: None,
            total: None,
        })
    }
}

fn row(unit: &SheetOf) -> Row {
    let href = format!("/opinion-sheets/{}", unit.unit);
    let ever = Cell::count(unit.ever);
    Row::new([
        Cell::text(&unit.name).leading(&href),
        Cell::count(unit.standing),
        Cell::count(unit.people),
        if unit.ever > 0 {
            ever.leading(format!("{href}?all=1"))
        } else {
            ever
        },
    ])
}

pub(super) async fn page(can: Can<SeeSheets>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &SHEETS).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let asked = Asked::of(&listing);
    let units = asked.units(&mut can).await?;
    let view = Sheets {
        tabs: tabs(&can, "/opinion-sheets"),
        standing: units.iter().map(|unit| unit.standing).sum(),
        only: asked.standing,
        list: listing.shown(&can, units.iter().map(row).collect()),
        page: can.page(can.prefs.locale.t("审核意见单")),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /opinion-sheets.xlsx`
pub(super) async fn book(can: Can<SeeSheets>) -> Result<Response, Error> {
    let can = can.into_visit();
    let listing = Listing::asked(&can, &SHEETS);
    let asked = Asked::of(&listing);
    let only = if asked.standing {
        can.prefs.locale.t("有退回待改的")
    } else {
        ""
    };
    let about = About::asked(&can, &[(n_("单位"), only)]);
    workbook(can, &listing, about, &asked).await
}
