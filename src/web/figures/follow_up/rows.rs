//! `GET /follow-up/rows`: the problems that remain, the earliest date first.

use axum::response::Response;
use axum_extra::extract::Query;
use uuid::Uuid;

use super::asked::{Asked, Following, NO_LEADER, cohort_label};
use super::view::{Choice, Rows};
use crate::domain::calendar::Lamp;
use crate::domain::figures::follow_up::{self, FollowRow, Part};
use crate::domain::lists::{State, Tier};
use crate::kernel::ids::OwnerId;
use crate::kernel::messages::n_;
use crate::kernel::scope::Role;
use crate::web::figures::drill;
use crate::web::figures::units::tier_label;
use crate::web::shell::access::rights::FollowUp;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::badges::{Badge, LampView};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::FOLLOWED;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::{Error, dates, render};

/// Rows of one page.
const PAGE: usize = 50;

pub(in crate::web::figures) async fn page(
    mut can: Can<FollowUp>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let following = Following::of(&mut can, &asked).await?;
    let after = crate::web::figures::address::given(&asked.after, |text| text.parse().ok())?;
    let parts = following.parts(&mut can).await?;
    let listing = Listing::of(&mut can, &FOLLOWED).await?;
    let portion = following.rows(&mut can, after, PAGE).await?;
    let total = portion.total.unwrap_or(0);
    let view = Rows {
        page: can.confidential_page(can.prefs.locale.t("未办清单")),
        cohort: cohort_label(following.narrowed.population),
        until: Following::until(&can),
        wording: following.wording(&can),
        hidden: [
            ("reach", following.reach.code()),
            ("cohort", super::asked::cohort_code(following.narrowed.population)),
        ],
        filters: filters(&can, &following, &parts),
        all: listing.is_filtered().then(|| listing.all()),
        overview: following.address("/follow-up", &[]),
        owners: following.address(
            "/follow-up/owners",
            &[
                ("unit", &asked.unit),
                ("leader", &asked.leader),
                ("lamp", &asked.lamp),
            ],
        ),
        first: after.map(|_| listing.address()),
        next: portion.next.map(|id| listing.after(&id)),
        list: listing.shown(&can, portion.rows),
        total,
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /follow-up/rows.xlsx`
pub(in crate::web::figures) async fn book(
    mut can: Can<FollowUp>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let following = Following::of(&mut can, &asked).await?;
    let parts = following.parts(&mut can).await?;
    let [unit, leader, lamp] = filters(&can, &following, &parts).map(|filter| filter.chosen());
    let locale = can.prefs.locale;
    let cohort = locale.t(cohort_label(following.narrowed.population));
    let mut about = About::asked(
        &can,
        &[
            (n_("统计范围"), cohort),
            (n_("单位"), &unit),
            (n_("分管领导"), &leader),
            (n_("时限灯"), &lamp),
        ],
    );
    about
        .said
        .insert(0, locale.tf("截至 {0}", &[&Following::until(&can)]));
    about.said.push(following.wording(&can));
    about.said.push(locale.t(drill::NOT_SHOWN).to_owned());
    about.name = Some(format!("{}-{cohort}", locale.t("未办清单")));
    let listing = Listing::asked(&can, &FOLLOWED);
    workbook(can.into_visit(), &listing, about, &following).await
}

impl Source for Following {
    type After = Uuid;

    async fn rows(&self, can: &mut Visit, after: Option<Uuid>, limit: usize) -> Result<Portion<Uuid>, Error> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX - 1);
        let slice = (after, limit);
        let page = follow_up::rows(&mut can.tx, &self.at, &self.followed, &self.narrowed, slice).await?;
        Ok(Portion {
            total: Some(page.total),
            next: page.next,
            rows: page.rows.iter().map(|one| row(can, one)).collect(),
        })
    }
}

fn row(can: &Visit, one: &FollowRow) -> Row {
    let locale = can.prefs.locale;
    let state = State::from_code(&one.state).unwrap_or(State::Claimed);
    let due = |day| dates::short(locale, day, can.today());
    let unit = if one.unit == one.top_unit {
        Cell::text(&one.top_unit)
    } else {
        Cell::text(&one.unit).and(&one.top_unit, Look::Below)
    };
    let lamp = Lamp::from_code(&one.lamp).map(LampView::from);
    let lamp = if one.deferred {
        Cell::default().and_mute(locale.t("暂缓"))
    } else {
        Cell::lamp(locale, lamp)
    };
    let reading = one.reading(&can.actor);
    let line = Row::new([
        Cell::day(one.due_on, due),
        lamp,
        Cell::text(&one.number),
        Cell::text(&one.owner),
        unit,
        Cell::text(one.leader_name.clone().unwrap_or_default()),
        paper(
            can,
            one,
            Cell::state(locale, Badge::of(state, one.rectification.as_deref())),
        ),
        drill::title(can, (one.id, &one.number, &one.title), &one.tier, reading),
        Cell::text(locale.t(Tier::from_code(&one.tier).map_or("", tier_label))),
    ]);
    Row {
        late: one.lamp == Lamp::Red.code(),
        ..line
    }
}

/// Where a signature is due, the liaison of the unit finds the way to enter it from paper.
fn paper(can: &Visit, one: &FollowRow, state: Cell) -> Cell {
    let purpose = match (one.state.as_str(), one.rectification.as_deref()) {
        ("awaiting_owner" | "awaiting_leader", _) => "claim",
        (_, Some("reported" | "awaiting_leader")) => "complete",
        _ => return state,
    };
    let guarded = Tier::from_code(&one.tier_now).is_none_or(Tier::is_guarded);
    let mine = can
        .actor
        .person
        .is_some_and(|me| OwnerId::from(me) == one.owner_id || Some(me) == one.leader);
    let mut units = can.actor.units_of(Role::Liaison);
    if guarded || mine || !units.any(|unit| unit == one.unit_now || unit == one.top_unit_now) {
        return state;
    }
    let to = format!("/problems/{}/signatures/{purpose}/paper", one.id);
    state
        .and(can.prefs.locale.t("纸面签字"), Look::Link(to))
        .and(&one.number, Look::Aloud)
}

/// Units, leaders and lamps that something remains of; each with the number that it would show beside the others that are chosen.
fn filters(can: &Visit, following: &Following, parts: &[Part]) -> [Choice; 3] {
    let (locale, narrowed) = (can.prefs.locale, &following.narrowed);
    let (mut units, mut leaders) = (
        Choice::new("unit", n_("单位")),
        Choice::new("leader", n_("分管领导")),
    );
    for part in parts {
        let chosen = narrowed.unit == Some(part.unit);
        units.add(part.unit.to_string(), &part.unit_name, chosen, 0);
    }
    let mut ranked: Vec<&Part> = parts.iter().collect();
    ranked.sort_by_key(|part| (part.leader_rank, part.leader));
    for part in ranked {
        let id = part
            .leader
            .map_or_else(|| NO_LEADER.to_owned(), |id| id.to_string());
        let name = part.leader_name.as_deref().unwrap_or(locale.t("没有分管领导"));
        leaders.add(id, name, narrowed.leader == Some(part.leader.into()), 0);
    }
    let here = |part: &&Part| {
        narrowed.unit.is_none_or(|unit| unit == part.unit)
            && narrowed.leader.is_none_or(|leader| leader == part.leader.into())
    };
    let mut lamps = Choice::new("lamp", n_("时限灯"));
    for part in parts.iter().filter(here) {
        let green = part.n - part.soon - part.overdue;
        for (lamp, n) in [
            (Lamp::Green, green),
            (Lamp::Yellow, part.soon),
            (Lamp::Red, part.overdue),
        ] {
            let view = LampView::from(lamp);
            let chosen = narrowed.lamp == Some(lamp);
            lamps.add(view.code.to_owned(), locale.t(view.label), chosen, n);
        }
    }
    lamps.counted = true;
    [units, leaders, lamps]
}
