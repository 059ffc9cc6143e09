//! Writes an organisation workbook: one transaction, one event.

use std::collections::HashMap;

use super::apply::{Source, record};
use super::changes::Change;
use super::report::refused;
use super::{Kind, Read, Reason, Refused, Report, UnitRow};
use crate::domain::ledger::{Act, ActError};
use crate::domain::units::UnitKind;
use crate::domain::units::store::{self, FullUnit};
use crate::kernel::ids::UnitId;
use crate::platform::db::Tx;

/// Writes what is new or changed. A row whose superior is neither in the file nor known is refused.
///
/// # Errors
/// When the database refuses, or the act was recorded before.
pub async fn apply_organisation(
    tx: &mut Tx,
    act: &mut Act,
    source: Source<'_>,
    read: &Read<UnitRow>,
) -> Result<Report, ActError> {
    let known = store::all(tx).await?;
    let (mut report, put) = compare(&known, read);
    store::put(tx, &put, act.at).await?;
    let changes = changes(&known, put);
    report.refuse(&read.refused);
    record(tx, act, source, Kind::Organisation, (&report, &changes)).await?;
    Ok(report)
}

/// Of a unit that two rows change in turn the last one counts.
fn changes(known: &[FullUnit], put: Vec<FullUnit>) -> Vec<Change> {
    let before: HashMap<UnitId, &FullUnit> = known.iter().map(|unit| (unit.id, unit)).collect();
    let mut last: HashMap<UnitId, usize> = HashMap::new();
    for (at, unit) in put.iter().enumerate() {
        last.insert(unit.id, at);
    }
    let kept = put
        .into_iter()
        .enumerate()
        .filter(|(at, unit)| last[&unit.id] == *at);
    kept.map(|(_, unit)| match before.get(&unit.id) {
        Some(old) => Change::UnitChanged((*old).clone(), unit),
        None => Change::UnitAdded(unit),
    })
    .collect()
}

/// Places units under their superiors, whichever order the sheet has.
struct Tree {
    by_key: HashMap<(Option<UnitId>, String), FullUnit>,
    by_name: HashMap<String, UnitId>,
    tops: HashMap<UnitId, UnitId>,
}

fn compare(known: &[FullUnit], read: &Read<UnitRow>) -> (Report, Vec<FullUnit>) {
    let mut tree = Tree {
        by_key: HashMap::new(),
        by_name: HashMap::new(),
        tops: HashMap::new(),
    };
    for unit in known {
        tree.know(unit);
    }
    let (mut report, mut put, mut left) = (Report::default(), Vec::new(), Vec::new());
    left.extend(read.rows.iter());
    loop {
        let before = left.len();
        left.retain(|row| {
            let Ok(parent) = tree.parent(row) else {
                return true;
            };
            let (unit, old) = tree.unit(row, parent);
            match old {
                None => report.added += 1,
                Some(old) if old == unit => report.unchanged += 1,
                Some(_) => report.changed += 1,
            }
            if tree.by_key.get(&(unit.parent, unit.name.clone())) != Some(&unit) {
                put.push(unit.clone());
            }
            tree.know(&unit);
            false
        });
        if left.len() == before {
            break;
        }
    }
    let lost: Vec<Refused> = left.into_iter().map(|row| no_parent(row, read)).collect();
    report.refuse(&lost);
    (report, put)
}

/// Superiors that stand in the file but can't be placed themselves form a circle, or hang on one that is unknown.
fn no_parent(row: &UnitRow, read: &Read<UnitRow>) -> Refused {
    let parent = row.parent.clone().unwrap_or_default();
    let within = read.rows.iter().any(|other| other.name == parent);
    let reason = if within {
        Reason::ParentCircle
    } else {
        Reason::UnknownParent(parent)
    };
    refused(row.row, "上级单位", reason)
}

impl Tree {
    fn know(&mut self, unit: &FullUnit) {
        self.by_key.insert((unit.parent, unit.name.clone()), unit.clone());
        // Of two units of one name the higher one is meant as a superior.
        if unit.kind != "subordinate" || !self.by_name.contains_key(&unit.name) {
            self.by_name.insert(unit.name.clone(), unit.id);
        }
        self.tops.insert(unit.id, unit.top);
    }

    /// `Err` when the superior named is unknown.
    fn parent(&self, row: &UnitRow) -> Result<Option<UnitId>, ()> {
        match &row.parent {
            None => Ok(None),
            Some(name) => self.by_name.get(name).copied().map(Some).ok_or(()),
        }
    }

    fn unit(&self, row: &UnitRow, parent: Option<UnitId>) -> (FullUnit, Option<FullUnit>) {
        let old = self.by_key.get(&(parent, row.name.clone())).cloned();
        let id = old.as_ref().map_or_else(UnitId::fresh, |old| old.id);
        let own = row.kind != UnitKind::Subordinate;
        let top = parent
            .and_then(|parent| self.tops.get(&parent))
            .copied()
            .filter(|_| !own)
            .unwrap_or(id);
        let unit = FullUnit {
            id,
            name: row.name.clone(),
            kind: row.kind.code().to_owned(),
            parent,
            top,
            region_code: row.region_code.clone(),
            credit_code: row.credit_code.clone(),
            sort_no: row.sort_no,
        };
        (unit, old)
    }
}
