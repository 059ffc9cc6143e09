//! `GET /figures`: the city on one page, every number a way to its rows.

use axum::response::Response;
use axum_extra::extract::Query;

use super::address::{Asked, Place, WHOSE, Whose};
use super::looking::Looking;
use super::view::{Cards, Immediate, Number, Overview, Share};
use super::{chart, units};
use crate::domain::calendar::Lamp;
use crate::domain::figures::{self, Measure, Population};
use crate::kernel::messages::n_;
use crate::web::shell::access::Visit;
use crate::web::shell::access::rights::SeeFigures;
use crate::web::shell::glance::{self, Glance};
use crate::web::shell::{Error, render, working_days};

pub(super) async fn page(glance: Glance<SeeFigures>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let (mut can, token) = match glance {
        Glance::Kept(response) => return Ok(response),
        Glance::Open(can, token) => (*can, token),
    };
    let looking = Looking::at(&mut can, &asked).await?;
    let tops = crate::domain::units::store::top_units(&mut can.tx).await?;
    let ids: Vec<_> = tops.iter().map(|unit| unit.id).collect();
    let checks = figures::checks(&looking.tally, &ids);
    let missing = if looking.opens && looking.as_of.is_none() {
        working_days::missing_until(&mut can, looking.tally.last_due()).await?
    } else {
        Vec::new()
    };
    let view = Overview {
        missing,
        day: looking.day(&can),
        cards: cards(&can, &looking)?,
        consistent: checks.iter().all(|check| check.holds),
        checks,
        chart: chart::chart(&mut can, &looking).await?,
        waiting: waiting(&looking)?,
        units: units::table(&looking, asked.whose(&WHOSE), &tops)?,
        tabs: WHOSE
            .iter()
            .map(|whose| tab(&looking, *whose, asked.whose(&WHOSE)))
            .collect(),
        page: can.page(can.prefs.locale.t("总览")),
    };
    let main = render::text(can.prefs.locale, &view.as_main()).map_err(Error::internal)?;
    let counted = (looking.counted_at, looking.tally);
    let shown = (looking.asked, counted, looking.opens);
    Ok(glance::keep(&can, token.as_ref(), (view.page, main), shown))
}

fn cards(can: &Visit, looking: &Looking) -> Result<Cards, Error> {
    let figure = |code| looking.figure(can, code);
    let count = |code| figure(code).map(|share| share.part);
    Ok(Cards {
        found: figure("problems_city_level")?,
        bodies: (count("bodies")?, count("problems_bodies")?),
        leaders: (count("city_leaders")?, count("problems_city_leaders")?),
        immediate: [
            immediate(can, looking, n_("市级领导即知即改"), Population::CityLeaders)?,
            immediate(can, looking, n_("县处级以上即知即改"), Population::CountyLevel)?,
        ],
        filed: figure("cadres_filed")?,
        county_level: count("cadres_county_level")?,
        counties: count("counties")?,
        departments: count("departments")?,
    })
}

pub(super) fn immediate(
    can: &Visit,
    looking: &Looking,
    label: &'static str,
    population: Population,
) -> Result<Immediate, Error> {
    let remaining = Place::of(Looking::of(population, Measure::Remaining)?);
    Ok(Immediate {
        label,
        share: looking.figure(can, Looking::of(population, Measure::Immediate)?.code)?,
        remaining: looking.number(remaining),
        overdue: looking.number(Place {
            lamp: Some(Lamp::Red),
            ..remaining
        }),
        follow: looking.follows("/follow-up", &remaining),
    })
}

/// What waits for somebody at that moment.
pub(super) fn waiting(looking: &Looking) -> Result<Vec<(&'static str, Number)>, Error> {
    let late = |lamp, label| -> Result<(&'static str, Number), Error> {
        let mut place = Place::of(Looking::of(Population::All, Measure::Remaining)?);
        place.lamp = Some(lamp);
        Ok((label, looking.number(place)))
    };
    let gate = |measure, label| -> Result<(&'static str, Number), Error> {
        let place = Place::of(Looking::of(Population::All, measure)?);
        Ok((label, looking.number(place)))
    };
    Ok(vec![
        late(Lamp::Red, n_("逾期未完成"))?,
        late(Lamp::Yellow, n_("临期未完成"))?,
        gate(Measure::ToReview, n_("待审核"))?,
        gate(Measure::ToCheck, n_("待核验"))?,
        gate(Measure::ToNumber, n_("待编号销号"))?,
    ])
}

pub(super) fn tab(looking: &Looking, whose: Whose, shown: Whose) -> (String, &'static str, bool) {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("of", whose.code);
    query.extend_pairs(looking.as_of.map(|day| ("as_of", day.to_string())));
    (
        format!("{}?{}#units", looking.at_pages().path(), query.finish()),
        units::label(whose),
        whose == shown,
    )
}

impl Share {
    /// Whether there is anything to be a share of.
    pub fn is_empty(&self) -> bool {
        self.whole() == 0
    }
}
