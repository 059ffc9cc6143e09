//! `GET /units`: the tree.

use std::collections::HashSet;

use axum::response::Response;

use super::tree::Tree;
use super::view::Index;
use crate::domain::units::UnitKind;
use crate::domain::units::store::FullUnit;
use crate::kernel::ids::UnitId;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::UNITS;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::{Cell, Group, Listing, Portion, Row, Source};
use crate::web::shell::{Error, Locale, n_, render};

/// Sorts of unit that stand by themselves, with what a group of them is called.
const KINDS: [(UnitKind, &str); 4] = [
    (UnitKind::Region, n_("本级")),
    (UnitKind::Body, n_("班子")),
    (UnitKind::County, n_("县（市、区）")),
    (UnitKind::Department, n_("部门（单位）")),
];

pub(super) async fn page(can: Can<Office>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &UNITS).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let tree = Tree::read(&mut can).await?;
    let q = listing.ask("q").to_owned();
    let (hits, shown) = tree.search(&q);
    let picture = Picture {
        locale: can.prefs.locale,
        tree: &tree,
        hits: &hits,
        shown: &shown,
        marked: !q.is_empty(),
    };
    let view = Index {
        page: can.page(can.prefs.locale.t("机构")),
        total: tree.units.len(),
        people: tree.units.iter().map(|unit| tree.own(unit.id)).sum(),
        found: hits.len(),
        list: listing
            .shown(&can, picture.rows())
            .with_class("zg-table is-cards zg-tree"),
        q,
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// The whole of it: it is read at once.
struct Asked(String);

impl Source for Asked {
    type After = ();

    async fn rows(&self, can: &mut Visit, _: Option<()>, _: usize) -> Result<Portion<()>, Error> {
        let tree = Tree::read(can).await?;
        let (hits, shown) = tree.search(&self.0);
        let picture = Picture {
            locale: can.prefs.locale,
            tree: &tree,
            hits: &hits,
            shown: &shown,
            marked: false,
        };
        Ok(Portion {
            rows: picture.rows(),
            next: None,
            total: None,
        })
    }
}

/// `GET /units.xlsx`
pub(super) async fn book(can: Can<Office>) -> Result<Response, Error> {
    let can = can.into_visit();
    let listing = Listing::asked(&can, &UNITS);
    let asked = Asked(listing.ask("q").to_owned());
    let about = About::asked(&can, &[(n_("单位名称或代码"), &asked.0)]);
    workbook(can, &listing, about, &asked).await
}

struct Picture<'a> {
    locale: Locale,
    tree: &'a Tree,
    hits: &'a HashSet<UnitId>,
    shown: &'a HashSet<UnitId>,
    /// Whether hits are marked as such.
    marked: bool,
}

impl Picture<'_> {
    fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (kind, label) in KINDS {
            let tops = self.tree.units.iter().filter(|unit| unit.kind == kind.code());
            let tops: Vec<_> = tops.filter(|unit| self.stands(unit, kind)).collect();
            let n = self.locale.tf("{0} 个", &[&tops.len()]);
            let group = Group {
                key: kind.code().to_owned(),
                head: Cell::text(format!("{} {n}", self.locale.t(label))),
            };
            for unit in tops {
                self.add(unit, (0, &group), &mut rows);
            }
        }
        rows
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

    fn add(&self, unit: &FullUnit, (depth, group): (usize, &Group), rows: &mut Vec<Row>) {
        let parts = self.tree.below(unit.id).count();
        let watched = self.tree.group(unit).filter(|_| depth == 0).unwrap_or_default();
        let above = unit.parent.and_then(|parent| self.tree.find(parent));
        let name = if self.marked && self.hits.contains(&unit.id) {
            Cell::default().and(&unit.name, Look::Found(true))
        } else {
            Cell::text(&unit.name)
        };
        let count = |n: i64| if n > 0 { Cell::count(n) } else { Cell::default() };
        let mut row = Row::new([
            Cell {
                class: format!("d{}", depth.min(3)),
                ..name.leading(format!("/units/{}", unit.id))
            },
            Cell::count(self.tree.own(unit.id)),
            if parts > 0 {
                Cell::count(self.tree.all(unit))
            } else {
                Cell::default()
            },
            count(i64::try_from(parts).unwrap_or(i64::MAX)),
            Cell::text(watched),
            Cell::text(above.map_or("", |above| above.name.as_str())),
            Cell::text(unit.credit_code.clone().unwrap_or_default()),
            Cell::text(unit.region_code.clone().unwrap_or_default()),
        ]);
        row.group = Some(group.clone());
        rows.push(row);
        for part in self.tree.parts(unit).filter(|part| self.shown.contains(&part.id)) {
            self.add(part, (depth + 1, group), rows);
        }
    }
}
