//! `GET /look-backs`: all draws, newest first, and the beginning of the next.

use axum::response::Response;
use uuid::Uuid;

use super::view;
use crate::domain::lists::Tier;
use crate::domain::lookback::sample::Size;
use crate::domain::lookback::store::ToLook;
use crate::domain::lookback::{Draw, Drawn, store};
use crate::domain::rectification::store::ToReopen;
use crate::domain::rectification::{self, Seat, counties_of};
use crate::domain::waiting::MOST;
use crate::kernel::fields::FieldProblems;
use crate::kernel::scope::Role;
use crate::web::shell::access::rights::LookBack;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::LOOK_BACKS;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::roles::tier_label;
use crate::web::shell::{Error, Locale, dates, n_, render};

/// Draws on one page.
const PAGE: usize = 50;

/// Draws that the visitor sees.
struct Seen;

/// Counties to whose draws the visitor is bound.
fn counties(can: &Visit) -> Option<Vec<Uuid>> {
    counties_of(&can.actor).map(|counties| counties.iter().map(|county| county.0).collect())
}

impl Source for Seen {
    type After = i32;

    async fn rows(&self, can: &mut Visit, before: Option<i32>, limit: usize) -> Result<Portion<i32>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let (campaign, counties) = (can.campaign()?.id, counties(can));
        let of = (None, before);
        let found = store::draws(&mut can.tx, campaign, counties.as_deref(), of, most).await?;
        let row = |draw: Draw| row(can, &draw);
        Ok(Portion::cut(found, limit, |draw| draw.no, row))
    }
}

pub(super) async fn page(can: Can<LookBack>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &LOOK_BACKS).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let view = draw(&mut can, &listing, FieldProblems::new()).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

/// The page, with why the next draw can't be prepared.
pub(super) async fn draw(
    can: &mut Visit,
    listing: &Listing,
    problems: FieldProblems,
) -> Result<view::Index, Error> {
    let before = can.after::<i32>("before");
    let portion = Seen.rows(can, before, PAGE).await?;
    let waits = waits(can).await?;
    Ok(view::Index {
        waits,
        page: can.page(can.prefs.locale.t("回头看")),
        next: portion.next.map(|no| listing.after(&no)),
        first: before.map(|_| listing.address()),
        list: listing.shown(can, portion.rows),
        problems,
    })
}

/// What waits: entries of the office's own draws, and requests to take something up again, the first hundred each.
async fn waits(can: &mut Visit) -> Result<Vec<view::Waits>, Error> {
    let (campaign, seat) = (can.campaign()?.id, Seat::of(&can.actor));
    let reads_guarded = can.has(Role::CityReader);
    let locale = can.prefs.locale;
    let opens = |tier: Tier, href: String| (!tier.is_guarded() || reads_guarded).then_some(href);
    let entries = store::to_look(&mut can.tx, campaign, &seat, MOST).await?;
    let requests = rectification::store::to_reopen(&mut can.tx, campaign, &seat, None, MOST).await?;
    let look = |one: ToLook| view::Waits {
        href: opens(
            one.tier,
            format!("/look-backs/{}/entries/{}", one.draw, one.place),
        ),
        what: locale.tf("第 {0} 次", &[&one.no]),
        number: one.number,
        owner: format!("{} · {}", one.owner_name, one.unit_name),
    };
    let asked = |one: ToReopen| view::Waits {
        href: opens(one.tier, format!("/problems/{}/reopening/decision", one.problem)),
        what: locale.t("重新整改申请").to_owned(),
        number: one.number,
        owner: format!("{} · {}", one.owner_name, one.unit_name),
    };
    let entries = entries.into_iter().map(look);
    Ok(entries.chain(requests.into_iter().map(asked)).collect())
}

/// `GET /look-backs.xlsx`
pub(super) async fn book(can: Can<LookBack>) -> Result<Response, Error> {
    let can = can.into_visit();
    let listing = Listing::asked(&can, &LOOK_BACKS);
    workbook(can, &listing, About::default(), &Seen).await
}

/// Who draws, in words.
pub(super) fn office(locale: Locale, draw: &Draw) -> String {
    let county = draw.county_name.as_deref();
    county.map_or_else(
        || locale.t("市活动办").to_owned(),
        |county| locale.tf("{0}活动办", &[&county]),
    )
}

/// From what was drawn, in words.
pub(super) fn from(locale: Locale, drawn: &Drawn) -> String {
    let unit = drawn.unit_name.as_deref().unwrap_or(locale.t("全部单位"));
    let tier = drawn.tier.map_or(n_("全部层级"), tier_label);
    let size = match drawn.size {
        Size::Count(n) => locale.tf("{0} 条", &[&n]),
        Size::Percent(n) => format!("{n}%"),
    };
    let mut parts = vec![unit.to_owned(), locale.t(tier).to_owned(), size];
    if drawn.long_term {
        parts.insert(2, locale.t("长期坚持、回头看日期已到").to_owned());
    }
    parts.join(" · ")
}

fn row(can: &Visit, draw: &Draw) -> Row {
    let (locale, today) = (can.prefs.locale, can.today());
    let no = Cell::text(locale.tf("第 {0} 次", &[&draw.no])).leading(format!("/look-backs/{}", draw.id));
    let office = Cell::text(office(locale, draw));
    let Some(drawn) = &draw.drawn else {
        let waits = Cell::default().and_mute(locale.t("摘要已公布，还没有抽取"));
        return Row::new([
            no,
            office,
            waits,
            Cell::default(),
            Cell::default(),
            Cell::default(),
            Cell::default(),
            Cell::default(),
            Cell::default(),
        ]);
    };
    Row::new([
        no,
        office,
        Cell::text(from(locale, drawn)),
        Cell::count(drawn.population_n.into()),
        Cell::count(drawn.sample_n.into()),
        Cell::count(drawn.looked),
        Cell::count(drawn.relapsed),
        Cell::text(dates::moment(locale, drawn.at, today)),
        Cell::code(&drawn.seed),
    ])
}
