//! The figures of one's own county or unit: the same pages as the city's, over nothing but what is one's own.

mod access;
pub(super) mod overview;
pub mod view;

use axum::response::Response;
use axum_extra::extract::Query;

use super::address::Asked;
use super::looking::Looking;
use super::{definitions, rows};
use crate::kernel::ids::UnitId;
use crate::web::shell::Error;
use access::OurFigures;

/// Units that a look is made up of, in official order.
fn units(looking: &Looking) -> Vec<(UnitId, String)> {
    let within = looking.within.iter();
    let units = within.flat_map(|within| within.units(&looking.tally));
    units.map(|unit| (unit.id, unit.name.clone())).collect()
}

/// `GET /our-figures/rows`: exactly the rows behind a number.
pub(super) async fn rows(ours: OurFigures, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let OurFigures { mut can, within } = ours;
    let looking = Looking::own(&mut can, within, &asked).await?;
    let units = units(&looking);
    rows::draw(&mut can, looking, &asked, units).await
}

/// `GET /our-figures/rows.xlsx`
pub(super) async fn book(ours: OurFigures, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let OurFigures { mut can, within } = ours;
    let looking = Looking::own(&mut can, within, &asked).await?;
    let units = units(&looking);
    rows::hand_out(can, &looking, &asked, &units).await
}

/// `GET /our-figures/definitions`: how each figure is counted, with what it is here.
pub(super) async fn definitions(ours: OurFigures) -> Result<Response, Error> {
    let OurFigures { mut can, within } = ours;
    let looking = Looking::own(&mut can, within, &Asked::default()).await?;
    Ok(definitions::draw(&can, &looking))
}
