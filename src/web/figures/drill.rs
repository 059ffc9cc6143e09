//! The rows behind a number, as they are drawn.

use super::address::{At, Place};
use super::looking::Looking;
use super::units::tier_label;
use crate::domain::calendar::Lamp;
use crate::domain::figures::{
    self, Measure, OwnerRow, Page, ProblemRow, What, people_rows, problem_rows, unit_rows,
};
use crate::domain::lists::{Reading, State, Tier};
use crate::domain::units::UnitKind;
use crate::kernel::clock::day_of;
use crate::kernel::ids::ProblemId;
use crate::kernel::messages::n_;
use crate::web::shell::access::Visit;
use crate::web::shell::badges::{Badge, LampView};
use crate::web::shell::list::catalogue::{BEHIND_FIGURES, BEHIND_OURS};
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::{Cell, List, Portion, Row, Source};
use crate::web::shell::{Error, Locale, dates};
use uuid::Uuid;

/// The rows of a figure at a place.
pub(super) struct Behind<'a> {
    pub(super) looking: &'a Looking,
    pub(super) place: &'a Place,
}

/// The list that they are, by what the figure counts.
pub(super) fn list(at: At, place: &Place) -> &'static List {
    let lists = match at {
        At::City => &BEHIND_FIGURES,
        At::Own => &BEHIND_OURS,
    };
    match place.definition.what {
        What::Problems(..) => &lists[0],
        What::People(_) => &lists[1],
        What::Units(_) => &lists[2],
    }
}

impl Source for Behind<'_> {
    type After = Uuid;

    async fn rows(&self, can: &mut Visit, after: Option<Uuid>, limit: usize) -> Result<Portion<Uuid>, Error> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX - 1);
        let (asked, within) = (&self.looking.asked, self.looking.within.as_ref());
        let (place, locale) = (self.place, can.prefs.locale);
        Ok(match place.definition.what {
            What::Problems(population, measure) => {
                let page = problem_rows(
                    &mut can.tx,
                    asked,
                    (population, measure),
                    (&place.scope, within, place.lamp),
                    after,
                    limit,
                )
                .await?;
                portion(page, |row| problem(can, self.looking, &row))
            }
            What::People(set) => {
                let scope = (&place.scope, within);
                let page = people_rows(&mut can.tx, asked, set, scope, after, limit).await?;
                portion(page, |row| person(locale, row))
            }
            // Of one's own units only people and problems are counted; which others have filed is not theirs to see.
            What::Units(_) if within.is_some() => return Err(Error::NotFound),
            What::Units(set) => {
                let page = unit_rows(&mut can.tx, asked, set, &place.scope).await?;
                portion(page, |row| unit(locale, row))
            }
        })
    }
}

fn portion<R>(page: Page<R>, row: impl FnMut(R) -> Row) -> Portion<Uuid> {
    Portion {
        total: Some(page.total),
        next: page.next,
        rows: page.rows.into_iter().map(row).collect(),
    }
}

fn problem(can: &Visit, looking: &Looking, row: &ProblemRow) -> Row {
    let locale = can.prefs.locale;
    let tier = Tier::from_code(&row.tier);
    let state = State::from_code(&row.state).unwrap_or(State::Submitted);
    let day = looking.asked.moment.day;
    let closed = row.rectification.as_deref() == Some("closed");
    let signed_on = row.cosigned_at.map(day_of);
    let lamp = LampView::of(
        &looking.calendar,
        state.is_approved(),
        row.due_on,
        signed_on,
        closed,
        day,
    );
    let written = |day_then| dates::short(locale, day_then, day);
    let unit = if row.unit == row.top_unit {
        Cell::text(&row.top_unit)
    } else {
        Cell::text(&row.unit).and(&row.top_unit, Look::Below)
    };
    let line = Row::new([
        Cell::text(&row.number),
        unit,
        Cell::text(&row.owner),
        title(
            can,
            (row.id, &row.number, &row.title),
            &row.tier,
            row.reading(&can.actor),
        ),
        Cell::state(locale, Badge::of(state, row.rectification.as_deref())),
        Cell::lamp(locale, lamp),
        Cell::day(row.due_on, written),
        Cell::text(locale.t(tier.map_or("", tier_label))),
        Cell::day(signed_on, written),
    ]);
    Row {
        late: lamp.is_some_and(|lamp| lamp.code == "red"),
        ..line
    }
}

/// What a workbook says of the texts that are not in it.
pub(super) const NOT_SHOWN: &str = n_("问题一栏写“未显示”的，打开留痕，请在页面上打开");

/// A guarded text is read where its opening is recorded, never in passing.
pub(super) fn title(
    can: &Visit,
    (id, number, title): (ProblemId, &str, &str),
    tier: &str,
    reading: Reading,
) -> Cell {
    let (locale, path) = (can.prefs.locale, format!("/problems/{id}"));
    let guarded = Tier::from_code(tier).is_none_or(Tier::is_guarded);
    match (reading.is_allowed(), guarded) {
        (true, false) => Cell::text(title).leading(path).chinese(),
        (true, true) => Cell::link(path, locale.t("打开（记入办理记录）"))
            .and(number, Look::Aloud)
            .in_book(locale.t("未显示")),
        (false, _) => Cell::default().and_mute(locale.t("内容不在这里公开")),
    }
}

fn person(locale: Locale, row: OwnerRow) -> Row {
    let tier = Tier::from_code(&row.tier).map_or("", tier_label);
    Row::new([
        Cell::text(row.number),
        Cell::link(format!("/people/{}", row.id), row.name),
        Cell::text(row.unit),
        Cell::text(row.title),
        Cell::text(locale.t(tier)),
    ])
}

fn unit(locale: Locale, row: OwnerRow) -> Row {
    let kind = match UnitKind::from_code(&row.title) {
        Some(UnitKind::Body) => n_("班子"),
        Some(UnitKind::County) => n_("县（市、区）"),
        _ => n_("部门（单位）"),
    };
    Row::new([Cell::text(row.name), Cell::text(locale.t(kind))])
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
