//! The tree of units with what is counted of each.

use std::collections::{HashMap, HashSet};

use crate::domain::campaigns::groups;
use crate::domain::people::members;
use crate::domain::units::UnitKind;
use crate::domain::units::store::{self, FullUnit};
use crate::kernel::ids::UnitId;
use crate::kernel::text::code_text;
use crate::web::shell::Error;
use crate::web::shell::access::Visit;

/// All units of a tenant, in official order.
pub(super) struct Tree {
    pub(super) units: Vec<FullUnit>,
    below: HashMap<UnitId, Vec<usize>>,
    people: HashMap<UnitId, i64>,
    groups: HashMap<UnitId, String>,
}

impl Tree {
    /// Reads it.
    pub(super) async fn read(can: &mut Visit) -> Result<Self, Error> {
        let units = store::all(&mut can.tx).await?;
        let people = members::counts(&mut can.tx).await?.into_iter().collect();
        let groups = match &can.campaign {
            Some(campaign) => groups::names_by_unit(&mut can.tx, campaign.id).await?,
            None => Vec::new(),
        };
        let mut below: HashMap<UnitId, Vec<usize>> = HashMap::new();
        for (at, unit) in units.iter().enumerate() {
            if let Some(parent) = unit.parent {
                below.entry(parent).or_default().push(at);
            }
        }
        let groups = groups.into_iter().collect();
        Ok(Self {
            units,
            below,
            people,
            groups,
        })
    }

    /// Units directly below.
    pub(super) fn below(&self, id: UnitId) -> impl Iterator<Item = &FullUnit> {
        self.below
            .get(&id)
            .into_iter()
            .flatten()
            .map(|at| &self.units[*at])
    }

    /// Those below that are counted with it: a department is counted by itself, not with its city.
    pub(super) fn parts<'a>(&'a self, unit: &'a FullUnit) -> impl Iterator<Item = &'a FullUnit> {
        self.below(unit.id).filter(|part| part.top != part.id)
    }

    /// A unit.
    pub(super) fn find(&self, id: UnitId) -> Option<&FullUnit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// Those above, the highest first.
    pub(super) fn above(&self, unit: &FullUnit) -> Vec<&FullUnit> {
        let parent = |unit: &FullUnit| unit.parent.and_then(|id| self.find(id));
        // A circle can't be imported; should one be there, this ends all the same.
        let ups = std::iter::successors(parent(unit), |up| parent(up)).take(self.units.len());
        let mut ups: Vec<_> = ups.collect();
        ups.reverse();
        ups
    }

    /// People whose main post is in the unit itself.
    pub(super) fn own(&self, id: UnitId) -> i64 {
        self.people.get(&id).copied().unwrap_or(0)
    }

    /// People of the unit with all its parts; of the jurisdiction itself, everybody.
    pub(super) fn all(&self, unit: &FullUnit) -> i64 {
        if unit.parent.is_none() && unit.kind == UnitKind::Region.code() {
            return self.people.values().sum();
        }
        self.own(unit.id) + self.parts(unit).map(|part| self.all(part)).sum::<i64>()
    }

    /// The supervision group in charge of the unit, or of the one it is counted under.
    pub(super) fn group(&self, unit: &FullUnit) -> Option<&str> {
        self.groups.get(&unit.top).map(String::as_str)
    }

    /// Units that a search means, and those on the way down to them.
    pub(super) fn search(&self, asked: &str) -> (HashSet<UnitId>, HashSet<UnitId>) {
        let wanted = code_text(asked).to_uppercase();
        let says = |text: &str| code_text(text).to_uppercase().contains(&wanted);
        let code = |code: &Option<String>| code.as_deref().is_some_and(says);
        let hits = self
            .units
            .iter()
            .filter(|u| says(&u.name) || code(&u.credit_code) || code(&u.region_code));
        let hits: Vec<&FullUnit> = hits.collect();
        let way = hits.iter().flat_map(|unit| self.above(unit)).map(|unit| unit.id);
        let mut shown: HashSet<UnitId> = way.collect();
        let hits: HashSet<UnitId> = hits.iter().map(|unit| unit.id).collect();
        shown.extend(&hits);
        (hits, shown)
    }
}
