//! The rows behind a number, as they are drawn.

use super::address::Place;
use super::looking::Looking;
use super::units::tier_label;
use super::view::{OwnerLine, ProblemLine, Table};
use crate::domain::calendar::Lamp;
use crate::domain::figures::{
    self, Measure, OwnerRow, Page, ProblemRow, What, people_rows, problem_rows, unit_rows,
};
use crate::domain::lists::{State, Tier};
use crate::domain::units::UnitKind;
use crate::kernel::clock::day_of;
use crate::kernel::messages::n_;
use crate::web::shell::access::Visit;
use crate::web::shell::badges::{Badge, LampView};
use crate::web::shell::{Error, dates};
use uuid::Uuid;

/// Rows of one page.
const PAGE: i64 = 50;

/// A page of rows.
pub(super) struct Drilled {
    pub(super) table: Table,
    pub(super) total: i64,
    pub(super) next: Option<Uuid>,
}

/// Reads the rows of a figure at a place.
pub(super) async fn drill(
    can: &mut Visit,
    looking: &Looking,
    place: &Place,
    after: Option<Uuid>,
) -> Result<Drilled, Error> {
    let (asked, within) = (&looking.asked, looking.within.as_ref());
    Ok(match place.definition.what {
        What::Problems(population, measure) => {
            let (what, lamp) = ((population, measure), place.lamp);
            let page = problem_rows(
                &mut can.tx,
                asked,
                what,
                (&place.scope, within, lamp),
                after,
                PAGE,
            )
            .await?;
            let line = |row| problem(can, looking, row);
            Drilled::of(page, |rows| Table::Problems(rows.into_iter().map(line).collect()))
        }
        What::People(set) => {
            let page = people_rows(&mut can.tx, asked, set, (&place.scope, within), after, PAGE).await?;
            Drilled::of(page, |rows| Table::People(rows.into_iter().map(person).collect()))
        }
        What::Units(set) => {
            let page = unit_rows(&mut can.tx, asked, set, &place.scope).await?;
            Drilled::of(page, |rows| Table::Units(rows.into_iter().map(unit).collect()))
        }
    })
}

impl Drilled {
    fn of<R>(page: Page<R>, table: impl FnOnce(Vec<R>) -> Table) -> Self {
        Self {
            total: page.total,
            next: page.next,
            table: table(page.rows),
        }
    }
}

fn problem(can: &Visit, looking: &Looking, row: ProblemRow) -> ProblemLine {
    let tier = Tier::from_code(&row.tier);
    let state = State::from_code(&row.state).unwrap_or(State::Submitted);
    let guarded = tier.is_none_or(Tier::is_guarded);
    let opens = row.reading(&can.actor).is_allowed();
    let day = looking.asked.moment.day;
    let closed = row.rectification.as_deref() == Some("closed");
    ProblemLine {
        id: row.id.to_string(),
        number: row.number,
        unit: ((row.unit != row.top_unit).then(|| row.unit.clone()).map_or_else(
            || (row.top_unit.clone(), None),
            |unit| (unit, Some(row.top_unit.clone())),
        )),
        owner: row.owner,
        // A guarded text is read where its opening is recorded, never in passing.
        title: (opens && !guarded).then_some(row.title),
        opens,
        badge: Badge::of(state, row.rectification.as_deref()),
        lamp: LampView::of(
            state.is_approved(),
            row.due_on,
            row.cosigned_at.map(day_of),
            closed,
            day,
        ),
        due: row
            .due_on
            .map(|due| dates::short(can.prefs.locale, due, day))
            .unwrap_or_default(),
    }
}

fn person(row: OwnerRow) -> OwnerLine {
    OwnerLine {
        href: format!("/people/{}", row.id),
        number: row.number,
        name: row.name,
        title: row.title,
        unit: row.unit,
        tier: Tier::from_code(&row.tier).map_or("", tier_label),
    }
}

fn unit(row: OwnerRow) -> OwnerLine {
    let kind = match UnitKind::from_code(&row.title) {
        Some(UnitKind::Body) => n_("班子"),
        Some(UnitKind::County) => n_("县（市、区）"),
        _ => n_("部门（单位）"),
    };
    OwnerLine {
        href: format!("/units/{}", row.id),
        number: String::new(),
        name: row.name,
        title: kind.to_owned(),
        unit: String::new(),
        tier: "",
    }
}

/// What counts the remaining ones with a lamp.
pub(super) fn measure(lamp: Lamp) -> Measure {
    match lamp {
        Lamp::Red => Measure::Overdue,
        Lamp::Yellow => Measure::Soon,
        _ => Measure::OnTime,
    }
}

/// The parts of a remaining figure by lamp: on time, soon, overdue.
pub(super) fn by_lamp(looking: &Looking, place: &Place) -> Option<[(Lamp, i64); 3]> {
    let What::Problems(population, Measure::Remaining) = place.definition.what else {
        return None;
    };
    let count = |lamp| {
        looking
            .tally
            .count(What::Problems(population, measure(lamp)), &place.scope)
    };
    Some([Lamp::Green, Lamp::Yellow, Lamp::Red].map(|lamp| (lamp, count(lamp))))
}

/// How many problems of the figure's set are rectified at the place, for a figure of what remains.
pub(super) fn rectified(looking: &Looking, place: &Place) -> Option<i64> {
    let What::Problems(population, Measure::Remaining) = place.definition.what else {
        return None;
    };
    figures::problems(population, Measure::Rectified)
        .map(|definition| looking.tally.count(definition.what, &place.scope))
}
