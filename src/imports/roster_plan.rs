//! What a roster workbook changes: rows that hold, people and posts compared with what is known.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::changes::Change;
use super::posts;
use super::report::refused;
use super::{PersonRow, Read, Reason, Refused, Report};
use crate::domain::people::Sex;
use crate::domain::people::roster::{RosterPerson, RosterPost};
use crate::domain::units::store::FullUnit;
use crate::kernel::ids::{PersonId, UnitId};

/// Staff number, unit, title.
type SamePost = (String, Option<UnitId>, String);

/// What a roster changes, compared with what is known.
pub(super) struct Plan {
    units: HashMap<String, FullUnit>,
    subunits: HashMap<(UnitId, String), FullUnit>,
    pub(super) people: HashMap<String, RosterPerson>,
    posts: HashMap<PersonId, Vec<RosterPost>>,
    /// Leaders in charge outside the roster, whom the office named.
    outside: HashSet<PersonId>,
    pub(super) report: Report,
    pub(super) put_people: BTreeMap<PersonId, RosterPerson>,
    /// What was known of those before.
    were: HashMap<PersonId, RosterPerson>,
    posted: Vec<Change>,
    pub(super) end: Vec<uuid::Uuid>,
    pub(super) open: Vec<RosterPost>,
    /// Whose posts say something else than before.
    pub(super) moved: BTreeSet<PersonId>,
    pub(super) city_leaders: BTreeSet<uuid::Uuid>,
    /// 市委常委班子和常委: the body and whoever sits in it.
    pub(super) committee: BTreeSet<uuid::Uuid>,
}

impl Plan {
    pub(super) fn new(
        units: &[FullUnit],
        people: Vec<RosterPerson>,
        posts: Vec<RosterPost>,
        outside: HashSet<PersonId>,
    ) -> Self {
        let below = |u: &&FullUnit| u.kind == "subordinate";
        let mut by_person: HashMap<PersonId, Vec<RosterPost>> = HashMap::new();
        for post in posts {
            by_person.entry(post.person).or_default().push(post);
        }
        Self {
            units: units
                .iter()
                .filter(|u| !below(u))
                .map(|u| (u.name.clone(), u.clone()))
                .collect(),
            subunits: units
                .iter()
                .filter(below)
                .filter_map(|u| Some(((u.parent?, u.name.clone()), u.clone())))
                .collect(),
            people: people.into_iter().map(|p| (p.staff_no.clone(), p)).collect(),
            posts: by_person,
            outside,
            report: Report::default(),
            put_people: BTreeMap::new(),
            were: HashMap::new(),
            posted: Vec::new(),
            end: Vec::new(),
            open: Vec::new(),
            moved: BTreeSet::new(),
            city_leaders: BTreeSet::new(),
            committee: BTreeSet::new(),
        }
    }

    /// Rows whose unit, number and leader hold. A leader whose own row is refused is no leader, so the search for
    /// them goes on until nobody more falls out.
    pub(super) fn accept<'a>(&mut self, read: &'a Read<PersonRow>) -> Vec<&'a PersonRow> {
        let mut lost: Vec<Refused> = Vec::new();
        let mut rows: Vec<&PersonRow> = read.rows.iter().collect();
        let mut seen = HashMap::new();
        rows.retain(
            |row| match self.check(row).and_then(|()| self.once(row, &mut seen)) {
                Ok(()) => true,
                Err(refused) => {
                    lost.push(*refused);
                    false
                }
            },
        );
        loop {
            let numbers: HashSet<&str> = rows.iter().map(|row| row.staff_no.as_str()).collect();
            let before = rows.len();
            let missing = |row: &PersonRow| {
                let leader = row.leader_no.as_deref()?;
                let named = self
                    .people
                    .get(leader)
                    .is_some_and(|leader| self.may_lead(row, leader));
                let known = numbers.contains(leader) || named;
                (!known).then(|| leader.to_owned())
            };
            rows.retain(|row| match missing(row) {
                Some(leader) => {
                    lost.push(refused(row.row, "分管领导编号", Reason::UnknownLeader(leader)));
                    false
                }
                None => true,
            });
            if rows.len() == before {
                break;
            }
        }
        self.report.refuse(&lost);
        rows
    }

    /// Whether somebody known may be named as the row's leader: one outside the roster only where the office named such a one.
    fn may_lead(&self, row: &PersonRow, leader: &RosterPerson) -> bool {
        let posts = self
            .people
            .get(&row.staff_no)
            .and_then(|person| self.posts.get(&person.id));
        let outside = |post: &RosterPost| post.leader.is_some_and(|leader| self.outside.contains(&leader));
        !self.outside.contains(&leader.id) || posts.is_some_and(|posts| posts.iter().any(outside))
    }

    fn check(&self, row: &PersonRow) -> Result<(), Box<Refused>> {
        if self.unit(row).is_none() {
            let (column, reason) = match &row.subunit {
                Some(below) if self.units.contains_key(&row.unit) => (
                    "内设或下属单位",
                    Reason::UnknownSubunit(below.clone(), row.unit.clone()),
                ),
                _ => ("单位", Reason::UnknownUnit(row.unit.clone())),
            };
            return Err(Box::new(refused(row.row, column, reason)));
        }
        match self.people.get(&row.staff_no) {
            Some(known) if known.name != row.name || self.outside.contains(&known.id) => {
                let reason = Reason::NumberTaken(row.staff_no.clone(), known.name.clone());
                Err(Box::new(refused(row.row, "人员编号", reason)))
            }
            _ => Ok(()),
        }
    }

    /// The same person in the same post twice is one post too many.
    fn once(&self, row: &PersonRow, seen: &mut HashMap<SamePost, u32>) -> Result<(), Box<Refused>> {
        let unit = self.unit(row).map(|unit| unit.id);
        let post = (row.staff_no.clone(), unit, row.title.clone());
        let first = *seen.entry(post).or_insert(row.row);
        if first == row.row {
            Ok(())
        } else {
            Err(Box::new(refused(row.row, "职务", Reason::DuplicatePost(first))))
        }
    }

    fn unit(&self, row: &PersonRow) -> Option<&FullUnit> {
        let unit = self.units.get(&row.unit)?;
        match &row.subunit {
            None => Some(unit),
            Some(below) => self.subunits.get(&(unit.id, below.clone())),
        }
    }

    pub(super) fn compare(&mut self, rows: &[&PersonRow]) {
        let changed = self.compare_people(rows);
        let mut stated: BTreeMap<PersonId, Vec<RosterPost>> = BTreeMap::new();
        for (row, sort_no) in rows.iter().zip(1..) {
            let Some((post, is_body)) = self.wanted(row, sort_no) else {
                continue;
            };
            if is_body {
                self.city_leaders.insert(post.person.0);
                // 市委常委班子, and not 市人大常委会班子.
                if row.unit.contains("委常委") {
                    self.committee.extend([post.person.0, post.unit.0]);
                }
            }
            stated.entry(post.person).or_default().push(post);
        }
        for (person, wanted) in stated {
            let known = self.posts.remove(&person).unwrap_or_default();
            for (mut post, old) in posts::pair(wanted, &known) {
                // A roster names only people of the roster: whom the office named beside it stays.
                let named = old
                    .and_then(|old| old.leader)
                    .filter(|leader| self.outside.contains(leader));
                post.leader = post.leader.or(named);
                match old {
                    None => self.report.added += 1,
                    Some(old) if posts::same(old, &post) && !changed.contains(&person) => {
                        self.report.unchanged += 1;
                    }
                    Some(_) => self.report.changed += 1,
                }
                if old.is_none_or(|old| !posts::same(old, &post)) {
                    self.posted.extend(old.cloned().map(Change::PostEnded));
                    self.posted.push(Change::PostOpened(post.clone()));
                    self.end.extend(old.map(|old| old.id));
                    self.moved.extend(old.map(|old| old.person));
                    self.open.push(post);
                }
            }
        }
    }

    /// Takes new people in, and those of whom the sheet says something else. Gives the latter.
    fn compare_people(&mut self, rows: &[&PersonRow]) -> HashSet<PersonId> {
        let mut changed = HashSet::new();
        for row in rows {
            let known = self.people.get(&row.staff_no);
            let person = RosterPerson {
                id: known.map_or_else(PersonId::fresh, |p| p.id),
                staff_no: row.staff_no.clone(),
                name: row.name.clone(),
                sex: row.sex.map(Sex::code).map(ToOwned::to_owned),
                born: row.born,
            };
            if known == Some(&person) {
                continue;
            }
            if let Some(known) = known {
                changed.insert(person.id);
                // Of somebody new whom two rows describe nothing was known.
                if !self.put_people.contains_key(&person.id) {
                    self.were.insert(person.id, known.clone());
                }
            }
            self.people.insert(row.staff_no.clone(), person.clone());
            self.put_people.insert(person.id, person);
        }
        changed
    }

    /// People first, then their posts.
    pub(super) fn changes(&mut self) -> Vec<Change> {
        let people = self
            .put_people
            .values()
            .map(|person| match self.were.get(&person.id) {
                Some(was) => Change::PersonChanged(was.clone(), person.clone()),
                None => Change::PersonAdded(person.clone()),
            });
        let mut changes: Vec<_> = people.collect();
        changes.append(&mut self.posted);
        changes
    }

    fn wanted(&self, row: &PersonRow, sort_no: i32) -> Option<(RosterPost, bool)> {
        let unit = self.unit(row)?;
        let leader = row.leader_no.as_ref().and_then(|no| self.people.get(no));
        let post = RosterPost {
            id: crate::kernel::ids::fresh(),
            person: self.people.get(&row.staff_no)?.id,
            unit: unit.id,
            title: row.title.clone(),
            rank: row.rank.code().to_owned(),
            tier: row.rank.tier().code().to_owned(),
            leader: leader.map(|p| p.id),
            position: 1,
            sort_no,
        };
        Some((post, unit.kind == "body"))
    }
}
