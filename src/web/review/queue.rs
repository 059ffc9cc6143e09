//! `GET /review`: what waits for the visitor's group, by unit and tier, then the entries person by person.

use axum::response::Response;
use axum_extra::extract::Query;

use super::filter::{self, Asked};
use super::{batch, labels, taking, undo, view};
use crate::domain::lists::{self, Tier};
use crate::domain::review::queue::{Count, Desk, Entry, Filter, Place};
use crate::domain::review::{actions, store};
use crate::kernel::ids::ProblemId;
use crate::web::shell::access::rights::Review;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::QUEUE;
use crate::web::shell::list::cell::Pick;
use crate::web::shell::list::{Cell, Group, Listing, Portion, Row, Source};
use crate::web::shell::{Error, Locale, n_, render};

/// Entries on one page.
const PAGE: usize = 50;

/// What waits at a desk, under a filter.
struct Waiting {
    desk: Desk,
    wanted: Filter,
}

impl Source for Waiting {
    type After = ProblemId;

    async fn rows(
        &self,
        can: &mut Visit,
        after: Option<ProblemId>,
        limit: usize,
    ) -> Result<Portion<ProblemId>, Error> {
        let after = match after {
            Some(id) => lists::store::find(&mut can.tx, id).await?,
            None => None,
        };
        let (after, most) = (
            after.as_ref().map(Place::from),
            i64::try_from(limit + 1).unwrap_or(i64::MAX),
        );
        let entries = store::page(&mut can.tx, &self.desk, self.wanted, after, most).await?;
        let locale = can.prefs.locale;
        Ok(Portion::cut(
            entries,
            limit,
            |entry| entry.id,
            |entry| row(locale, self.wanted, &entry),
        ))
    }
}

pub(super) async fn page(can: Can<Review>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &QUEUE).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let wanted = asked.filter();
    let desk = filter::desk(&mut can).await?;
    let counts = store::counts(&mut can.tx, &desk).await?;
    let after: Option<ProblemId> = asked.after.parse().ok();
    let waiting = Waiting { desk, wanted };
    let portion = waiting.rows(&mut can, after, PAGE).await?;
    let mine = taking::mine(&mut can).await?;
    let kinds = taking::kinds(&mut can, &counts).await?;
    let reasons = taking::reasons(&mut can).await?;
    let locale = can.prefs.locale;
    let free = Filter {
        free_at: Some(can.now),
        ..wanted
    };
    let start = store::page(&mut can.tx, &waiting.desk, free, None, 1).await?;
    let start = start.first().map(|entry| filter::entry(entry.id, wanted));
    let view = view::Queue {
        claim: taking::next(&kinds, wanted),
        undo: undo::offer(&mut can, &asked.undo).await?,
        batch_undo: batch::offer(&mut can, &asked.batch).await?,
        mine,
        kinds,
        reasons,
        batch: filter::pairs(wanted),
        most: actions::MOST,
        members: taking::members(&mut can).await?,
        next: portion.next.map(|id| listing.after(&id)),
        first_page: after.map(|_| listing.address()),
        start,
        list: listing.shown(&can, portion.rows),
        units: units(wanted, &counts),
        choices: choices(wanted, &counts),
        filtered: wanted != Filter::default(),
        total: view::Totals::of(&counts, wanted),
        page: view::dense(can.confidential_page(locale.t("审核"))),
    };
    Ok(render::ok(locale, &view))
}

/// `GET /review.xlsx`
pub(super) async fn book(can: Can<Review>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::asked(&can, &QUEUE);
    let wanted = asked.filter();
    let desk = filter::desk(&mut can).await?;
    let unit = match wanted.unit.filter(|unit| desk.watched.contains(unit)) {
        Some(unit) => crate::domain::units::store::find(&mut can.tx, unit).await?,
        None => None,
    };
    let locale = can.prefs.locale;
    let again = match wanted.again {
        None => "",
        Some(false) => locale.t("首次提交"),
        Some(true) => locale.t("再次提交"),
    };
    let tier = locale.t(wanted.tier.map_or("", labels::tier));
    let unit = unit.map(|unit| unit.name).unwrap_or_default();
    let about = [
        (n_("单位"), unit.as_str()),
        (n_("层级"), tier),
        (n_("提交"), again),
    ];
    let about = About::asked(&can, &about);
    workbook(can, &listing, about, &Waiting { desk, wanted }).await
}

fn row(locale: Locale, wanted: Filter, entry: &Entry) -> Row {
    let (tier, href) = (
        locale.t(labels::tier(entry.tier)),
        filter::entry(entry.id, wanted),
    );
    // Whoever reads a guarded sentence opens the entry, and the opening is recorded.
    let title = if entry.tier.is_guarded() {
        Cell::text(locale.tf("第 {0} 条，打开后可见，打开留痕", &[&entry.seq]))
    } else {
        Cell::text(&entry.title)
    };
    let revision = if entry.revision > 1 {
        locale.tf("第 {0} 稿", &[&entry.revision])
    } else {
        locale.t("首次").to_owned()
    };
    let cells = Row::new([
        Cell::text(&entry.number),
        title.leading(&href),
        Cell::text(revision),
        Cell::text(labels::day(locale, entry.submitted_at)),
        Cell::text(tier),
        Cell::text(&entry.unit_name),
    ]);
    Row {
        group: Some(Group {
            key: entry.owner.to_string(),
            head: Cell::text(&entry.owner_name).and_mute(format!("{} · {tier}", entry.unit_name)),
        }),
        pick: Some(Pick {
            posts: (!entry.tier.is_guarded()).then(|| ("problem", entry.id.to_string())),
            ticked: false,
            aloud: entry.number.clone(),
        }),
        href: Some(href),
        ..cells
    }
}

/// Units that have something waiting, whatever the filter.
fn units(wanted: Filter, counts: &[Count]) -> Vec<view::Unit> {
    let units = counts.chunk_by(|a, b| a.unit == b.unit);
    let unit = |counts: &[Count]| view::Unit {
        id: counts[0].unit.to_string(),
        name: counts[0].unit_name.clone(),
        chosen: wanted.unit == Some(counts[0].unit),
        n: counts.iter().map(|count| count.mine).sum(),
    };
    units.map(unit).filter(|unit| unit.n > 0).collect()
}

fn choices(wanted: Filter, counts: &[Count]) -> view::Choices {
    let tier = |tier: Tier| view::Choice {
        value: tier.code(),
        label: labels::tier(tier),
        n: counts.iter().filter(|c| c.tier == tier).map(|c| c.mine).sum(),
        chosen: wanted.tier == Some(tier),
    };
    view::Choices {
        tiers: Tier::ALL
            .map(tier)
            .into_iter()
            .filter(|t| t.n > 0 || t.chosen)
            .collect(),
        first: wanted.again == Some(false),
        again: wanted.again == Some(true),
    }
}
