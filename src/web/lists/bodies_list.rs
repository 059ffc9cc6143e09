//! Problems of the leading bodies that one files for, as a list: body by body, few enough to be read at once.

use axum::response::Response;

use super::{body_view, my};
use crate::domain::lists::discussion::Held;
use crate::domain::lists::store::{self, Line, discussions};
use crate::domain::units::{self, Unit};
use crate::kernel::ids::UnitId;
use crate::kernel::scope::BodyDuty;
use crate::web::shell::access::rights::FileForBodies;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::BODIES;
use crate::web::shell::list::{Cell, Group, Listing, Portion, Row, Source};
use crate::web::shell::{Error, n_};

/// A body with what was filed for it.
pub(super) struct Filed {
    pub(super) unit: Unit,
    pub(super) lines: Vec<Line>,
    pub(super) held: Vec<Held>,
    /// Whether the visitor is its principal.
    pub(super) principal: bool,
}

impl Filed {
    /// All bodies that the visitor files for.
    pub(super) async fn all(can: &mut Visit) -> Result<Vec<Self>, Error> {
        let mut ids: Vec<UnitId> = Vec::new();
        for duty in [BodyDuty::Drafter, BodyDuty::Principal] {
            let more: Vec<_> = can.actor.bodies_as(duty).filter(|id| !ids.contains(id)).collect();
            ids.extend(more);
        }
        let campaign = can.campaign()?.id;
        let mut all = Vec::new();
        for id in ids {
            let Some(unit) = units::store::find(&mut can.tx, id).await? else {
                continue;
            };
            let owner = unit.id.into();
            all.push(Self {
                lines: store::mine(&mut can.tx, campaign, owner).await?,
                held: discussions::of_body(&mut can.tx, unit.id).await?,
                principal: can.actor.acts_for(owner, BodyDuty::Principal),
                unit,
            });
        }
        Ok(all)
    }

    /// Its rows, in columns.
    fn rows<'a>(&'a self, can: &'a Visit) -> impl Iterator<Item = Row> + 'a {
        self.lines.iter().map(move |line| self.row(can, line))
    }

    fn row(&self, can: &Visit, line: &Line) -> Row {
        let (locale, row) = (can.prefs.locale, my::row(can, line));
        let last = self.held.iter().rev().find(|held| held.problem == line.id);
        // A drafter is done with it once the review is past.
        let readable = self.principal || line.filing().is_filing();
        let title = if readable {
            Cell::text(row.title).leading(row.href)
        } else {
            Cell::default().and_mute(locale.t("已审核通过，由主要负责人办理"))
        };
        let discussed = match last {
            Some(held) => Cell::text(body_view::line(locale, held)),
            None => Cell::default().and_mute(locale.t("还没有登记")),
        };
        let cells = Row::new([
            Cell::text(row.number),
            title,
            Cell::state(locale, row.badge),
            discussed,
            Cell::lamp(locale, row.lamp),
            Cell::text(row.due.unwrap_or_default()),
        ]);
        Row {
            group: Some(Group {
                key: self.unit.id.to_string(),
                head: Cell::text(&self.unit.name),
            }),
            late: row.late,
            ..cells
        }
    }
}

/// The rows that a list asks for.
pub(super) fn rows(can: &Visit, listing: &Listing, all: &[Filed]) -> Vec<Row> {
    let body = listing.ask("body");
    let wanted = all
        .iter()
        .filter(|filed| body.is_empty() || filed.unit.id.to_string() == body);
    wanted.flat_map(|filed| filed.rows(can)).collect()
}

/// What a list asks for, read at once.
struct Asked<'a>(&'a Listing);

impl Source for Asked<'_> {
    type After = ();

    async fn rows(&self, can: &mut Visit, _: Option<()>, _: usize) -> Result<Portion<()>, Error> {
        let all = Filed::all(can).await?;
        Ok(Portion {
            rows: rows(can, self.0, &all),
            next: None,
            total: None,
        })
    }
}

/// `GET /bodies.xlsx`
pub(super) async fn book(can: Can<FileForBodies>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::asked(&can, &BODIES);
    let body = match listing.ask("body").parse().ok() {
        Some(id)
            if can.actor.acts_for(UnitId(id).into(), BodyDuty::Drafter)
                || can.actor.acts_for(UnitId(id).into(), BodyDuty::Principal) =>
        {
            units::store::find(&mut can.tx, UnitId(id)).await?
        }
        _ => None,
    };
    let name = body.map(|unit| unit.name).unwrap_or_default();
    let about = About::asked(&can, &[(n_("班子"), &name)]);
    workbook(can, &listing, about, &Asked(&listing)).await
}
