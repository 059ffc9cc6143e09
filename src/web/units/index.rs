//! `GET /units`: the tree.

use std::collections::HashSet;

use axum::response::Response;
use axum_extra::extract::Query;
use serde::Deserialize;

use super::tree::Tree;
use super::view::{Group, Index, Line};
use crate::domain::units::UnitKind;
use crate::domain::units::store::FullUnit;
use crate::kernel::ids::UnitId;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::Office;
use crate::web::shell::{Error, n_, render};

/// What is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
}

/// Sorts of unit that stand by themselves, with what a group of them is called.
const KINDS: [(UnitKind, &str); 4] = [
    (UnitKind::Region, n_("本级")),
    (UnitKind::Body, n_("班子")),
    (UnitKind::County, n_("县（市、区）")),
    (UnitKind::Department, n_("部门（单位）")),
];

pub(super) async fn page(can: Can<Office>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let tree = Tree::read(&mut can).await?;
    let q = asked.q.trim().to_owned();
    let (hits, shown) = tree.search(&q);
    let picture = Picture {
        tree: &tree,
        hits: &hits,
        shown: &shown,
    };
    let view = Index {
        page: can.page(can.prefs.locale.t("机构")),
        total: tree.units.len(),
        people: tree.units.iter().map(|unit| tree.own(unit.id)).sum(),
        found: hits.len(),
        groups: picture.groups(),
        q,
    };
    Ok(render::ok(can.prefs.locale, &view))
}

struct Picture<'a> {
    tree: &'a Tree,
    hits: &'a HashSet<UnitId>,
    shown: &'a HashSet<UnitId>,
}

impl Picture<'_> {
    fn groups(&self) -> Vec<Group> {
        let mut groups = Vec::new();
        for (kind, label) in KINDS {
            let tops = self.tree.units.iter().filter(|unit| unit.kind == kind.code());
            let mut lines = Vec::new();
            let mut units = 0;
            for unit in tops.filter(|unit| self.stands(unit, kind)) {
                units += 1;
                self.add(unit, 0, &mut lines);
            }
            if units > 0 {
                groups.push(Group { label, units, lines });
            }
        }
        groups
    }

    /// The city itself is no hit for being on the way to one: all its departments would be.
    fn stands(&self, unit: &FullUnit, kind: UnitKind) -> bool {
        let set = if kind == UnitKind::Region {
            self.hits
        } else {
            self.shown
        };
        set.contains(&unit.id)
    }

    fn add(&self, unit: &FullUnit, depth: usize, lines: &mut Vec<Line>) {
        let parts = self.tree.below(unit.id).count();
        lines.push(Line {
            href: format!("/units/{}", unit.id),
            name: unit.name.clone(),
            depth: depth.min(3),
            hit: self.hits.contains(&unit.id),
            own: self.tree.own(unit.id),
            all: (parts > 0).then(|| self.tree.all(unit)),
            parts,
            group: self
                .tree
                .group(unit)
                .filter(|_| depth == 0)
                .unwrap_or_default()
                .to_owned(),
        });
        for part in self.tree.parts(unit).filter(|part| self.shown.contains(&part.id)) {
            self.add(part, depth + 1, lines);
        }
    }
}
