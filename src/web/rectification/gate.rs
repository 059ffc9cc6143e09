//! Rows of what waits at a gate, for its page and its workbook.

use uuid::Uuid;

use crate::domain::lists::Tier;
use crate::domain::rectification::Queue;
use crate::domain::rectification::store::{self, InQueue, InUnit};
use crate::kernel::clock::day_of;
use crate::kernel::ids::{ProblemId, UnitId};
use crate::web::shell::access::Visit;
use crate::web::shell::badges::LampView;
use crate::web::shell::list::book::About;
use crate::web::shell::list::cell::Pick;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::roles::tier_label;
use crate::web::shell::{Error, dates, n_};

/// Rows on one page.
pub(super) const PAGE: usize = 50;

/// A queue for a reader.
pub(super) struct AtGate {
    pub(super) queue: Queue,
    /// Whether the reader may open texts of guarded tiers.
    pub(super) opens_guarded: bool,
    /// How rows are ticked, where they are.
    pub(super) ticks: Option<Ticks>,
}

/// Which rows are ticked: all, or those that were when the form was sent.
pub(super) enum Ticks {
    All,
    These(Vec<String>),
}

impl Source for AtGate {
    type After = ProblemId;

    async fn rows(
        &self,
        can: &mut Visit,
        after: Option<ProblemId>,
        limit: usize,
    ) -> Result<Portion<ProblemId>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let lines = store::waiting(&mut can.tx, &self.queue, after, most).await?;
        let row = |line: InQueue| self.row(can, &line);
        Ok(Portion::cut(lines, limit, |line| line.problem, row))
    }
}

impl AtGate {
    /// A guarded text is read where its opening is recorded, never in passing.
    fn row(&self, can: &Visit, line: &InQueue) -> Row {
        let (locale, today) = (can.prefs.locale, can.today());
        let guarded = line.tier.is_guarded();
        let checks = format!("/problems/{}/checks", line.problem);
        let title = match (guarded, self.opens_guarded) {
            (false, _) => Cell::text(&line.title).chinese(),
            (true, true) => Cell::text(locale.t("打开后可见，打开留痕")),
            (true, false) => Cell::default().and_mute(locale.t("内容不公开给活动办")),
        };
        let opens = (!guarded || self.opens_guarded) && !line.theirs;
        let title = if opens { title.leading(&checks) } else { title };
        let on = line.cosigned_at.map(day_of);
        let day = |day: Option<chrono::NaiveDate>| {
            Cell::text(
                day.map(|day| dates::short(locale, day, today))
                    .unwrap_or_default(),
            )
        };
        let lamp = LampView::of(&can.calendar, true, line.due_on, on, false, today);
        let row = Row::new([
            Cell::text(&line.number),
            title,
            Cell::text(&line.owner_name),
            Cell::text(&line.unit_name),
            day(line.due_on),
            day(on),
            Cell::lamp(locale, lamp),
            Cell::text(locale.t(tier_label(line.tier))),
            day(Some(day_of(line.since))),
        ]);
        let id = line.problem.to_string();
        let pick = self.ticks.as_ref().map(|ticks| Pick {
            ticked: match ticks {
                Ticks::All => true,
                Ticks::These(ids) => ids.contains(&id),
            },
            posts: (!line.theirs).then_some(("problem", id)),
            aloud: line.number.clone(),
        });
        Row {
            href: opens.then_some(checks),
            pick,
            ..row
        }
    }
}

/// The queue as a list asks for it.
pub(super) fn narrowed(queue: Queue, listing: &Listing) -> Queue {
    queue.only(
        listing.ask_for("unit", UnitId(Uuid::nil())),
        Tier::from_code(listing.ask("tier")),
    )
}

/// What a workbook says of what was asked.
pub(super) fn about(can: &Visit, queue: &Queue, counts: &[InUnit]) -> About {
    let unit = counts.iter().find(|count| Some(count.unit) == queue.unit);
    let tier = queue.tier.map_or("", tier_label);
    let asked = [
        (n_("单位"), unit.map_or("", |unit| unit.name.as_str())),
        (n_("层级"), can.prefs.locale.t(tier)),
    ];
    About::asked(can, &asked)
}
