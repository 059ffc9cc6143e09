//! `GET /figures/rows`: exactly the rows behind a number.

use axum::response::Response;
use axum_extra::extract::Query;

use super::address::{Asked, Place};
use super::drill::{self, Drilled};
use super::looking::Looking;
use super::units::tier_label;
use super::view::{Filter, Rows, Share};
use crate::domain::figures::{Check, What};
use crate::domain::lists::Tier;
use crate::domain::units;
use crate::kernel::ids::UnitId;
use crate::kernel::messages::msg;
use crate::web::shell::access::rights::OpenRows;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::badges::LampView;
use crate::web::shell::{Error, render};

pub(super) async fn page(mut can: Can<OpenRows>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let tops = units::store::top_units(&mut can.tx).await?;
    let units = tops.into_iter().map(|unit| (unit.id, unit.name)).collect();
    let looking = Looking::at(&mut can, &asked).await?;
    draw(&mut can, looking, &asked, units).await
}

/// Draws the rows of what is asked of what is looked at. `units`: those that rows can be narrowed to, and no others.
pub(super) async fn draw(
    can: &mut Visit,
    mut looking: Looking,
    asked: &Asked,
    units: Vec<(UnitId, String)>,
) -> Result<Response, Error> {
    let (place, after) = (asked.place()?, asked.after()?);
    let unit = place.scope.unit.map(|id| named(&units, id)).transpose()?;
    let drilled = drill::drill(can, &looking, &place, after).await?;
    if looking.number(place).n != drilled.total {
        looking.again(can).await?;
    }
    let mut share = looking.share(place);
    share.wording = place
        .definition
        .wording(can.prefs.locale, looking.asked.immediate_days);
    let checks = checks(&looking, &place, &share, &drilled);
    let view = Rows {
        page: can.confidential_page(can.prefs.locale.t(place.definition.label)),
        day: looking.day(can),
        base: looking.at_pages().path(),
        label: place.definition.label,
        unit: unit.map(ToOwned::to_owned),
        tier: place.scope.tier.map(tier_label),
        lamp: place.lamp.map(LampView::from),
        counted_in: place.definition.unit,
        consistent: checks.iter().all(|check| check.holds),
        checks,
        filter: filter(&looking, &place, &units),
        overview: looking.at_pages().on(looking.as_of),
        first: after.map(|_| looking.rows(&place, None)),
        next: drilled.next.map(|id| looking.rows(&place, Some(id))),
        total: drilled.total,
        table: drilled.table,
        share,
    };
    Ok(render::ok(can.prefs.locale, &view))
}

fn named(units: &[(UnitId, String)], id: UnitId) -> Result<&str, Error> {
    let found = units.iter().find(|(unit, _)| *unit == id);
    found.map(|(_, name)| name.as_str()).ok_or(Error::NotFound)
}

/// What the rows, listed, and the figure, counted, say of each other.
fn checks(looking: &Looking, place: &Place, share: &Share, drilled: &Drilled) -> Vec<Check> {
    let (rows, n) = (drilled.total, share.part.n);
    let mut checks = vec![Check {
        text: msg("明细 {0} 行 = 总览 {1}").with(rows).with(n),
        holds: rows == n,
    }];
    if place.lamp.is_some() {
        return checks;
    }
    if let Some(done) = drill::rectified(looking, place) {
        let whole = share.whole();
        checks.push(Check {
            text: msg("{0} = {1} − {2}").with(n).with(whole).with(done),
            holds: n == whole - done,
        });
    }
    if let Some(lamps) = drill::by_lamp(looking, place) {
        let [green, yellow, red] = lamps.map(|(_, count)| count);
        checks.push(Check {
            text: msg("正常 {0} + 临期 {1} + 逾期 {2}")
                .with(green)
                .with(yellow)
                .with(red),
            holds: green + yellow + red == n,
        });
    }
    checks
}

fn filter(looking: &Looking, place: &Place, units: &[(UnitId, String)]) -> Filter {
    let unit = |(id, name): &(UnitId, String)| (id.to_string(), name.clone(), place.scope.unit == Some(*id));
    let tier = |tier: Tier| (tier.code(), tier_label(tier), place.scope.tier == Some(tier));
    let lamp = |(lamp, count)| {
        let shown = LampView::from(lamp);
        (shown.code, shown.label, count, place.lamp == Some(lamp))
    };
    let narrowed = place.scope.unit.is_some() || place.scope.tier.is_some() || place.lamp.is_some();
    Filter {
        figure: place.definition.code,
        as_of: looking.as_of.map(|day| day.to_string()),
        units: units.iter().map(unit).collect(),
        tiers: match place.definition.what {
            What::Units(_) => Vec::new(),
            _ => Tier::ALL.into_iter().map(tier).collect(),
        },
        lamps: drill::by_lamp(looking, place)
            .map(|lamps| lamps.into_iter().map(lamp).collect())
            .unwrap_or_default(),
        all: narrowed.then(|| looking.rows(&Place::of(place.definition), None)),
    }
}
