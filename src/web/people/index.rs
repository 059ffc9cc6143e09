//! `GET /people`: looking somebody up by name, number, unit, rank.

use axum::response::Response;
use uuid::Uuid;

use super::view::Index;
use crate::domain::people::Rank;
use crate::domain::people::search::{self, Found, Search};
use crate::domain::units;
use crate::kernel::ids::UnitId;
use crate::web::shell::access::rights::{Office, SeePeople, looks_up_within};
use crate::web::shell::access::{Can, Right as _, Visit};
use crate::web::shell::badges::Badge;
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::PEOPLE;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::roles::rank_label;
use crate::web::shell::{Error, Locale, n_, render};

/// People on one page.
const PAGE: usize = 50;

/// Those whom a question means, within the visitor's sight.
struct Asked {
    within: Option<Vec<Uuid>>,
    search: Search,
}

impl Asked {
    fn of(can: &Visit, listing: &Listing) -> Self {
        Self {
            within: looks_up_within(can),
            search: Search {
                text: listing.ask("q").to_owned(),
                unit: listing.ask_for("unit", UnitId(Uuid::nil())),
                rank: Rank::from_code(listing.ask("rank"))
                    .map_or("", Rank::code)
                    .to_owned(),
            },
        }
    }
}

impl Source for Asked {
    type After = Uuid;

    async fn rows(&self, can: &mut Visit, after: Option<Uuid>, limit: usize) -> Result<Portion<Uuid>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let (within, locale) = (self.within.as_deref(), can.prefs.locale);
        let found = search::search(&mut can.tx, within, &self.search, after, most).await?;
        let total = found.first().map_or(0, |one| one.total);
        let portion = Portion::cut(found, limit, |one| one.id.0, |one| row(locale, one));
        Ok(portion.of(total))
    }
}

pub(super) async fn page(can: Can<SeePeople>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &PEOPLE).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let asked = Asked::of(&can, &listing);
    let after = can.after("after");
    let portion = asked.rows(&mut can, after, PAGE).await?;
    let search = asked.search;
    let view = Index {
        page: can.page(can.prefs.locale.t("干部")),
        units: units(&mut can, asked.within.as_deref(), search.unit).await?,
        ranks: Rank::ALL.map(|rank| (rank.code(), rank_label(rank), rank.code() == search.rank)),
        names_leaders: Office::held_by(&can),
        filtered: listing.is_filtered(),
        total: portion.total.unwrap_or(0),
        next: portion.next.map(|id| listing.after(&id)),
        first: after.map(|_| listing.address()),
        list: listing.shown(&can, portion.rows),
        q: search.text,
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /people.xlsx`
pub(super) async fn book(can: Can<SeePeople>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::asked(&can, &PEOPLE);
    let asked = Asked::of(&can, &listing);
    let unit = named(&mut can, asked.within.as_deref(), asked.search.unit).await?;
    let unit = unit.map(|unit| unit.name);
    let rank = Rank::from_code(&asked.search.rank).map_or("", rank_label);
    let about = [
        (n_("姓名或人员编号"), asked.search.text.as_str()),
        (n_("单位"), unit.as_deref().unwrap_or_default()),
        (n_("职级"), can.prefs.locale.t(rank)),
    ];
    let about = About::asked(&can, &about);
    workbook(can, &listing, about, &asked).await
}

/// The unit that is asked for, where it is within the visitor's sight: whoever sees only their own is told no other's name.
async fn named(
    can: &mut Visit,
    within: Option<&[Uuid]>,
    unit: Option<UnitId>,
) -> Result<Option<units::Unit>, Error> {
    let Some(id) = unit else { return Ok(None) };
    let found = units::store::find(&mut can.tx, id).await?;
    let sees = |unit: &units::Unit| {
        let above = [Some(unit.id), Some(unit.top), unit.parent];
        within.is_none_or(|within| above.into_iter().flatten().any(|unit| within.contains(&unit.0)))
    };
    Ok(found.filter(sees))
}

/// Units to choose from: those counted by themselves within the visitor's sight, and the one asked for.
async fn units(
    can: &mut Visit,
    within: Option<&[Uuid]>,
    chosen: Option<UnitId>,
) -> Result<Vec<(String, String, bool)>, Error> {
    let mut units = units::store::top_units(&mut can.tx).await?;
    units.retain(|unit| within.is_none_or(|within| within.contains(&unit.id.0)));
    if let Some(id) = chosen.filter(|id| units.iter().all(|unit| unit.id != *id)) {
        units.extend(named(can, within, Some(id)).await?);
    }
    let option = |unit: units::Unit| (unit.id.to_string(), unit.name, chosen == Some(unit.id));
    Ok(units.into_iter().map(option).collect())
}

fn row(locale: Locale, found: Found) -> Row {
    let unit = found.unit.unwrap_or_default();
    let top = found.top.filter(|top| *top != unit).unwrap_or_default();
    let title = Cell::text(found.title.unwrap_or_default());
    let title = if found.in_post {
        title
    } else {
        let gone = Badge {
            class: "is-end",
            label: n_("已不在任"),
        };
        title.and_state(locale, gone)
    };
    let rank = found.rank.as_deref().and_then(Rank::from_code);
    Row::new([
        Cell::link(format!("/people/{}", found.id), found.name),
        Cell::text(found.staff_no),
        Cell::text(unit).and_mute(top),
        title,
        Cell::text(locale.t(rank.map_or("", rank_label))),
    ])
}
