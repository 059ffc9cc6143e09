//! `GET /figures/rows`: exactly the rows behind a number.

use axum::response::Response;
use axum_extra::extract::Query;

use super::address::{Asked, Place};
use super::drill::{self, Behind};
use super::looking::Looking;
use super::units::tier_label;
use super::view::{Filter, Rows, Share};
use crate::domain::figures::{Check, What};
use crate::domain::lists::Tier;
use crate::domain::units;
use crate::kernel::ids::UnitId;
use crate::kernel::messages::{msg, n_};
use crate::web::shell::access::rights::OpenRows;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::badges::LampView;
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::{Listing, Source as _};
use crate::web::shell::{Error, render};

/// Rows of one page.
const PAGE: usize = 50;

/// Units that rows can be narrowed to.
pub(super) type Units = Vec<(UnitId, String)>;

async fn tops(can: &mut Visit) -> Result<Units, Error> {
    let tops = units::store::top_units(&mut can.tx).await?;
    Ok(tops.into_iter().map(|unit| (unit.id, unit.name)).collect())
}

pub(super) async fn page(mut can: Can<OpenRows>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let units = tops(&mut can).await?;
    let looking = Looking::at(&mut can, &asked).await?;
    draw(&mut can, looking, &asked, units).await
}

/// `GET /figures/rows.xlsx`
pub(super) async fn book(mut can: Can<OpenRows>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let units = tops(&mut can).await?;
    let looking = Looking::at(&mut can, &asked).await?;
    hand_out(can.into_visit(), &looking, &asked, &units).await
}

/// The same rows as a workbook.
pub(super) async fn hand_out(
    can: Visit,
    looking: &Looking,
    asked: &Asked,
    units: &[(UnitId, String)],
) -> Result<Response, Error> {
    let place = asked.place()?;
    let unit = place.scope.unit.map(|id| named(units, id)).transpose()?;
    let locale = can.prefs.locale;
    let label = locale.t(place.definition.label);
    let lamp = place.lamp.map(|lamp| LampView::from(lamp).label);
    let mut about = About::asked(
        &can,
        &[
            (n_("单位"), unit.unwrap_or_default()),
            (n_("层级"), locale.t(place.scope.tier.map_or("", tier_label))),
            (n_("时限灯"), locale.t(lamp.unwrap_or_default())),
        ],
    );
    let day = looking.day(&can);
    about.said.insert(0, locale.tf("截至 {0}", &[&day.until]));
    about
        .said
        .push(place.definition.wording(locale, looking.asked.immediate_days));
    if matches!(place.definition.what, What::Problems(..)) {
        about.said.push(locale.t(drill::NOT_SHOWN).to_owned());
    }
    about.name = Some(match looking.as_of {
        Some(day) => format!("{label}-{day}"),
        None => label.to_owned(),
    });
    let listing = Listing::asked(&can, drill::list(looking.at_pages(), &place));
    let behind = Behind {
        looking,
        place: &place,
    };
    workbook(can, &listing, about, &behind).await
}

/// Draws the rows of what is asked of what is looked at. `units`: those that rows can be narrowed to, and no others.
pub(super) async fn draw(
    can: &mut Visit,
    mut looking: Looking,
    asked: &Asked,
    units: Units,
) -> Result<Response, Error> {
    let (place, after) = (asked.place()?, asked.after()?);
    let unit = place.scope.unit.map(|id| named(&units, id)).transpose()?;
    let listing = Listing::of(can, drill::list(looking.at_pages(), &place)).await?;
    let behind = Behind {
        looking: &looking,
        place: &place,
    };
    let drilled = behind.rows(can, after, PAGE).await?;
    let total = drilled.total.unwrap_or(0);
    if looking.number(place).n != total {
        looking.again(can).await?;
    }
    let mut share = looking.share(place);
    share.wording = place
        .definition
        .wording(can.prefs.locale, looking.asked.immediate_days);
    let checks = checks(&looking, &place, &share, total);
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
        filter: filter(&looking, &place, &units, &listing),
        overview: looking.at_pages().on(looking.as_of),
        owners: looking.follows("/follow-up/owners", &place),
        first: after.map(|_| listing.address()),
        next: drilled.next.map(|id| listing.after(&id)),
        total,
        list: listing.shown(can, drilled.rows),
        share,
    };
    Ok(render::ok(can.prefs.locale, &view))
}

fn named(units: &[(UnitId, String)], id: UnitId) -> Result<&str, Error> {
    let found = units.iter().find(|(unit, _)| *unit == id);
    found.map(|(_, name)| name.as_str()).ok_or(Error::NotFound)
}

/// What the rows, listed, and the figure, counted, say of each other.
fn checks(looking: &Looking, place: &Place, share: &Share, rows: i64) -> Vec<Check> {
    let n = share.part.n;
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

fn filter(looking: &Looking, place: &Place, units: &[(UnitId, String)], listing: &Listing) -> Filter {
    let unit = |(id, name): &(UnitId, String)| (id.to_string(), name.clone(), place.scope.unit == Some(*id));
    let tier = |tier: Tier| (tier.code(), tier_label(tier), place.scope.tier == Some(tier));
    let lamp = |(lamp, count)| {
        let shown = LampView::from(lamp);
        (shown.code, shown.label, count, place.lamp == Some(lamp))
    };
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
        all: listing.is_filtered().then(|| listing.all()),
    }
}
