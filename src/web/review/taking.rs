//! What a reviewer can take: their open lots, and what of each unit nobody holds.

use super::going::{again_label, bar, lot_name, posted};
use super::{filter, labels, view};
use crate::domain::campaigns::{self, TermKind};
use crate::domain::review::lots::store::{self, HeldCount};
use crate::domain::review::lots::{Kind, Lot};
use crate::domain::review::queue::{Count, Filter};
use crate::web::shell::Error;
use crate::web::shell::access::Visit;

/// The visitor's open lots, the newest first.
pub(super) async fn mine(can: &mut Visit) -> Result<Vec<view::Mine>, Error> {
    let campaign = can.campaign()?.id;
    let person = can.actor.person.ok_or(Error::Forbidden)?;
    let lots = store::open_of(&mut can.tx, campaign, person).await?;
    if lots.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = lots.iter().map(|lot| lot.id).collect();
    let first = store::first_of(&mut can.tx, &ids).await?;
    let mine = |lot: &Lot| {
        let first = first.iter().find(|(id, _)| *id == lot.id);
        view::Mine {
            name: lot_name(can, lot),
            bar: bar(can, lot),
            go_on: first.map(|(_, problem)| filter::entry(*problem, Filter::default())),
        }
    };
    Ok(lots.iter().map(mine).collect())
}

/// What can be taken, in official order of units.
pub(super) async fn kinds(can: &mut Visit, counts: &[Count]) -> Result<Vec<view::KindRow>, Error> {
    let campaign = can.campaign()?.id;
    let person = can.actor.person.ok_or(Error::Forbidden)?;
    let held = store::held_counts(&mut can.tx, campaign, person, can.now).await?;
    let open = counts.iter().filter(|count| count.mine > 0);
    let mut rows: Vec<view::KindRow> = open.map(|count| row(count, &held)).collect();
    let mut last = String::new();
    for row in &mut rows {
        let name = row.unit_name.take().unwrap_or_default();
        row.of.clone_from(&name);
        if name != last {
            row.unit_name = Some(name.clone());
            last = name;
        }
    }
    Ok(rows)
}

fn row(count: &Count, held: &[HeldCount]) -> view::KindRow {
    let kind = Kind {
        unit: count.unit,
        tier: count.tier,
        again: count.again,
    };
    let held = held.iter().find(|held| held.kind == kind);
    let (others, own) = held.map_or((0, 0), |held| (held.others, held.own));
    let filter = Filter {
        unit: Some(count.unit),
        tier: Some(count.tier),
        again: Some(count.again),
        free_at: None,
    };
    view::KindRow {
        unit_name: Some(count.unit_name.clone()),
        of: String::new(),
        tier: labels::tier(count.tier),
        again: again_label(count.again),
        waiting: count.mine,
        href: filter::queue(filter),
        // Others may hold what is not the visitor's to review.
        others: others.min(count.mine),
        free: (count.mine - others - own).max(0),
        kind: posted(kind),
    }
}

/// The first kind of which something can be taken, under a filter.
pub(super) fn next(kinds: &[view::KindRow], wanted: Filter) -> Option<[String; 3]> {
    let asked = filter::pairs(wanted);
    let fits = |row: &&view::KindRow| {
        asked.iter().all(|(name, value)| match *name {
            "unit" => row.kind[0] == *value,
            "tier" => row.kind[1] == *value,
            _ => row.kind[2] == *value,
        })
    };
    let free = kinds.iter().filter(|row| row.free > 0).find(fits);
    free.map(|row| row.kind.clone())
}

/// To whom the visitor gives lots, as head of a group.
pub(super) async fn members(can: &mut Visit) -> Result<Vec<(String, String)>, Error> {
    let heads: Vec<_> = can
        .actor
        .groups
        .iter()
        .filter(|(_, head)| *head)
        .map(|(group, _)| *group)
        .collect();
    let mut all = Vec::new();
    for group in heads {
        let members = store::colleagues(&mut can.tx, group, can.actor.person).await?;
        all.extend(members.into_iter().map(|(id, name)| (id.to_string(), name)));
    }
    Ok(all)
}

/// The library of reasons, for whoever gives several entries back at once.
pub(super) async fn reasons(can: &mut Visit) -> Result<Vec<(String, String)>, Error> {
    let campaign = can.campaign()?.id;
    let terms = campaigns::store::terms(&mut can.tx, campaign).await?;
    let locale = can.prefs.locale;
    let open = terms.open(TermKind::Reason);
    Ok(open
        .map(|term| (term.code.clone(), labels::term(locale, term)))
        .collect())
}
