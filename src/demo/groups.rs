//! Who reviews whom: the supervision groups of an invented city.

use chrono::{DateTime, Utc};
use std::collections::HashMap;

use super::load::DemoError;
use super::organisation::BODIES;
use super::shape::Shape;
use crate::domain::campaigns::{Campaign, groups};
use crate::domain::people::Tier;
use crate::domain::units;
use crate::imports::PersonRow;
use crate::kernel::ids::{GroupId, PersonId};
use crate::platform::db::Tx;

/// Where groups take their members from. A group never watches the unit that its members come from.
const SOURCES: [&str; 8] = [
    "市纪委监委",
    "市委组织部",
    "市委宣传部",
    "市委统战部",
    "市委政法委",
    "市直机关工委",
    "市委巡察办",
    "市审计局",
];
const NAMES: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];
/// Members of a group beside its head.
const MEMBERS: usize = 4;

/// A group before it is written.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Staff numbers.
    pub(super) members: Vec<String>,
    /// Staff number.
    pub(super) head: Option<String>,
}

/// The groups of a city, and which of them watches which top unit.
#[derive(Clone, Debug)]
pub(super) struct Groups {
    pub(super) all: Vec<Group>,
    watched_by: HashMap<String, usize>,
}

impl Groups {
    /// Members by unit and rank; units dealt out in turn. The first group also watches what no other does.
    pub(super) fn choose(people: &[PersonRow], shape: &Shape) -> Self {
        let of = |unit: &str, low: bool| {
            let fits = |p: &&PersonRow| p.unit == unit && (p.rank.tier() == Tier::Township) == low;
            people
                .iter()
                .filter(fits)
                .map(|p| p.staff_no.clone())
                .collect::<Vec<_>>()
        };
        let sources = &SOURCES[..shape.groups];
        let all = sources.iter().map(|source| Group {
            members: of(source, true).into_iter().take(MEMBERS).collect(),
            head: of(source, false).get(1).cloned(),
        });
        let counties = shape.counties.iter().map(|county| county.name);
        let turns = counties.chain(shape.departments.iter().copied()).enumerate();
        let watched = turns.map(|(turn, unit)| {
            let group = match turn % sources.len() {
                // The named official is reviewed by the named reviewer.
                _ if unit == "市住建局" => 0,
                group if sources[group] == unit => (group + 1) % sources.len(),
                group => group,
            };
            (unit.to_owned(), group)
        });
        let bodies = BODIES.iter().map(|(body, _, _)| ((*body).to_owned(), 0));
        Self {
            watched_by: watched.chain(bodies).collect(),
            all: all.collect(),
        }
    }

    /// Which group watches a top unit.
    pub(super) fn of_unit(&self, unit: &str) -> usize {
        self.watched_by.get(unit).copied().unwrap_or(0)
    }

    /// A member of the group that watches a unit: each in turn, the head too.
    pub(super) fn reviewer(&self, unit: &str, turn: usize) -> Option<&String> {
        let group = &self.all[self.of_unit(unit)];
        let all: Vec<&String> = group.members.iter().chain(&group.head).collect();
        all.get(turn % all.len().max(1)).copied()
    }

    /// Writes them. Gives their ids in order.
    pub(super) async fn write(
        &self,
        tx: &mut Tx,
        campaign: &Campaign,
        people: &HashMap<String, PersonId>,
        at: DateTime<Utc>,
    ) -> Result<Vec<GroupId>, DemoError> {
        let mut ids = vec![groups::default_group(tx, campaign.id).await?.ok_or("no group")?];
        for (sort_no, name) in (2..).zip(&NAMES[1..self.all.len()]) {
            let name = format!("第{name}督察指导组");
            ids.push(groups::add(tx, campaign.id, &name, false, sort_no).await?);
        }
        for (group, id) in self.all.iter().zip(&ids) {
            for (member, head) in group
                .members
                .iter()
                .map(|m| (m, false))
                .chain(group.head.iter().map(|h| (h, true)))
            {
                if let Some(person) = people.get(member) {
                    groups::join(tx, *id, *person, head, at).await?;
                }
            }
        }
        for unit in units::store::top_units(tx).await? {
            let group = self.of_unit(&unit.name);
            if group > 0 {
                groups::watch(tx, ids[group], unit.id, at).await?;
            }
        }
        Ok(ids)
    }
}

#[cfg(test)]
mod tests {
    use super::super::organisation::Roster;
    use super::super::random::Random;
    use super::super::shape::{Size, baicheng, linhe};
    use super::*;

    #[test]
    fn nobody_reviews_their_own_unit() {
        for shape in [baicheng(Size::Full), baicheng(Size::Small), linhe()] {
            let people = Roster::make(&shape, &mut Random::new(1));
            let groups = Groups::choose(&people, &shape);
            assert_eq!(groups.all.len(), shape.groups);
            for person in &people {
                let reviewer = (0..9).filter_map(|turn| groups.reviewer(&person.unit, turn));
                for reviewer in reviewer {
                    let unit = people.iter().find(|p| p.staff_no == *reviewer).map(|p| &p.unit);
                    assert!(unit.is_some_and(|unit| *unit != person.unit), "{}", person.unit);
                }
            }
        }
    }
}
