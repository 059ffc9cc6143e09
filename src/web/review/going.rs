//! Through what the reviewer goes: a lot of theirs, or the queue under a filter.

use super::{filter, labels, view};
use crate::domain::figures::percent;
use crate::domain::lists::{Problem, State};
use crate::domain::review::lots::{self, Held, Kind, Lot, STAGE};
use crate::domain::review::queue::{Desk, Filter, Place};
use crate::domain::review::store;
use crate::kernel::ids::ProblemId;
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, dates, n_};

/// Through what.
#[derive(Debug)]
pub(super) enum Going {
    /// A lot that holds the entry for the visitor.
    Lot(Box<Lot>),
    /// The queue.
    Queue(Filter),
}

/// Where an entry stands for its visitor; and who else holds it.
pub(super) async fn of(
    can: &mut Visit,
    problem: &Problem,
    wanted: Filter,
) -> Result<(Going, Option<Held>), Error> {
    let held = lots::store::held_by(&mut can.tx, problem.id, problem.revision).await?;
    match held {
        Some(held) if Some(held.reviewer) == can.actor.person => {
            let lot = lots::store::find(&mut can.tx, held.lot).await?;
            Ok((
                lot.map_or(Going::Queue(wanted), |lot| Going::Lot(Box::new(lot))),
                None,
            ))
        }
        Some(held) if held.until > can.now => Ok((Going::Queue(wanted), Some(held))),
        _ if problem.stage == Some(STAGE) && problem.state == State::Submitted => {
            Ok((Going::Queue(wanted), None))
        }
        // Ruled on a moment ago, and sent again: one goes on in the lot in which that was.
        _ => {
            let lot = match can.actor.person {
                Some(person) => lots::store::ruled_in(&mut can.tx, problem.id, person).await?,
                None => None,
            };
            Ok((
                lot.map_or(Going::Queue(wanted), |lot| Going::Lot(Box::new(lot))),
                None,
            ))
        }
    }
}

impl Going {
    /// The cockpit of an entry, from which one goes on alike.
    pub(super) fn entry(&self, id: ProblemId) -> String {
        filter::entry(id, self.filter())
    }

    /// The filter; none within a lot.
    pub(super) fn filter(&self) -> Filter {
        match self {
            Self::Lot(_) => Filter::default(),
            Self::Queue(filter) => *filter,
        }
    }

    /// Where one goes back to.
    pub(super) fn back(&self) -> String {
        match self {
            Self::Lot(lot) => lot_page(lot),
            Self::Queue(filter) => filter::queue(*filter),
        }
    }

    /// The entries before and after.
    pub(super) async fn neighbours(
        &self,
        can: &mut Visit,
        problem: &Problem,
    ) -> Result<(Option<ProblemId>, Option<ProblemId>), Error> {
        let place = Place::from(problem);
        match self {
            Self::Lot(lot) => Ok(lots::store::neighbours(&mut can.tx, lot.id, place).await?),
            Self::Queue(wanted) => {
                let desk = filter::desk(can).await?;
                let before = store::before(&mut can.tx, &desk, *wanted, place).await?;
                Ok((before, after(can, &desk, (*wanted, place), problem.id).await?))
            }
        }
    }

    /// The entry after this one; after the last, the first that was skipped; else where one goes back to.
    pub(super) async fn next(&self, can: &mut Visit, problem: &Problem) -> Result<String, Error> {
        let next = match self {
            Self::Lot(_) => self.neighbours(can, problem).await?.1,
            Self::Queue(wanted) => {
                let desk = filter::desk(can).await?;
                after(can, &desk, (*wanted, Place::from(problem)), problem.id).await?
            }
        };
        Ok(next.map_or_else(|| self.back(), |id| self.entry(id)))
    }

    /// What the head of the page says of the lot.
    pub(super) fn bar(&self, can: &Visit) -> Option<view::LotBar> {
        let Self::Lot(lot) = self else {
            return None;
        };
        Some(bar(can, lot))
    }

    /// 市住建局 · 乡科级 · 再次提交
    pub(super) fn parts(&self, can: &Visit) -> Vec<String> {
        let locale = can.prefs.locale;
        let (tier, again) = match self {
            Self::Lot(lot) => (Some(lot.kind.tier), Some(lot.kind.again)),
            Self::Queue(wanted) => (wanted.tier, wanted.again),
        };
        let tier = tier.map(|tier| locale.t(labels::tier(tier)).to_owned());
        let again = again.map(|again| locale.t(again_label(again)).to_owned());
        tier.into_iter().chain(again).collect()
    }
}

/// The entry after a place that nobody else holds; after the last, the first.
async fn after(
    can: &mut Visit,
    desk: &Desk,
    (wanted, place): (Filter, Place),
    not: ProblemId,
) -> Result<Option<ProblemId>, Error> {
    let free = Filter {
        free_at: Some(can.now),
        ..wanted
    };
    let mut found = store::page(&mut can.tx, desk, free, Some(place), 1).await?;
    if found.is_empty() {
        found = store::page(&mut can.tx, desk, free, None, 2).await?;
    }
    Ok(found.iter().map(|entry| entry.id).find(|id| *id != not))
}

/// 首次提交 or 再次提交
pub(super) fn again_label(again: bool) -> &'static str {
    if again {
        n_("再次提交")
    } else {
        n_("首次提交")
    }
}

/// 市住建局 · 乡科级 · 首次提交
pub(super) fn lot_name(can: &Visit, lot: &Lot) -> String {
    let locale = can.prefs.locale;
    let (tier, again) = (labels::tier(lot.kind.tier), again_label(lot.kind.again));
    format!("{} · {} · {}", lot.unit_name, locale.t(tier), locale.t(again))
}

/// What a form posts to take more of a kind: unit, tier, again.
pub(super) fn posted(kind: Kind) -> [String; 3] {
    let again = if kind.again { "1" } else { "0" };
    [
        kind.unit.to_string(),
        kind.tier.code().to_owned(),
        again.to_owned(),
    ]
}

/// The page of a lot.
pub(super) fn lot_page(lot: &Lot) -> String {
    format!("/lots/{}", lot.id)
}

/// How far a lot is.
pub(super) fn bar(can: &Visit, lot: &Lot) -> view::LotBar {
    view::LotBar {
        href: lot_page(lot),
        done: lot.done,
        of: lot.entries,
        percent: percent(lot.done, lot.entries).unwrap_or_default(),
        until: dates::moment(can.prefs.locale, lot.holds_until, can.today()),
    }
}
