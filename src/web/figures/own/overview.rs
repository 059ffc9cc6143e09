//! `GET /our-figures`: one's own county or unit on one page, every number a way to its rows.

use axum::response::Response;
use axum_extra::extract::Query;

use super::access::OurFigures;
use super::view::{OwnCards, OwnOverview};
use crate::domain::figures::{self, Population, Within};
use crate::kernel::messages::n_;
use crate::web::figures::address::{Asked, OWN_WHOSE};
use crate::web::figures::looking::Looking;
use crate::web::figures::overview::{immediate, tab, waiting};
use crate::web::figures::units;
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, render};

pub(in crate::web::figures) async fn page(
    ours: OurFigures,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let OurFigures { mut can, within } = ours;
    let looking = Looking::own(&mut can, within, &asked).await?;
    let units = super::units(&looking);
    let ids: Vec<_> = units.iter().map(|(id, _)| *id).collect();
    let checks = figures::checks_within(&looking.tally, &ids);
    let whose = asked.whose(&OWN_WHOSE);
    let names = looking.within.iter().flat_map(Within::names);
    let title = names.collect::<Vec<_>>().join(can.prefs.locale.t("、"));
    let view = OwnOverview {
        day: looking.day(&can),
        cards: cards(&can, &looking)?,
        consistent: checks.iter().all(|check| check.holds),
        checks,
        waiting: waiting(&looking)?,
        units: units::own_table(&looking, whose, &units)?,
        tabs: OWN_WHOSE.iter().map(|one| tab(&looking, *one, whose)).collect(),
        page: can.page(title),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

fn cards(can: &Visit, looking: &Looking) -> Result<OwnCards, Error> {
    let figure = |code| looking.figure(can, code);
    let count = |code| figure(code).map(|share| share.part);
    Ok(OwnCards {
        found: figure("problems_all")?,
        county_level_found: count("problems_county_level")?,
        rectified: count("rectified_all")?,
        immediate: [
            immediate(can, looking, n_("全部即知即改"), Population::All)?,
            immediate(can, looking, n_("县处级以上即知即改"), Population::CountyLevel)?,
        ],
        filed: figure("cadres_filed")?,
        county_level: count("cadres_county_level")?,
        deferred: count("cadres_deferred")?,
        moved_out: count("cadres_moved_out")?,
    })
}
