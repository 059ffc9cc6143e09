//! Writes a roster workbook: one transaction, one event.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::apply::{Source, record};
use super::posts;
use super::report::refused;
use super::{Kind, PersonRow, Read, Reason, Refused, Report};
use crate::domain::accounts::actions as accounts;
use crate::domain::campaigns::{self, Campaign};
use crate::domain::ledger::{Act, ActError};
use crate::domain::lists::{ListsError, actions};
use crate::domain::people::Sex;
use crate::domain::people::roster::{self, RosterPerson, RosterPost};
use crate::domain::units;
use crate::domain::units::store::FullUnit;
use crate::kernel::ids::{PersonId, UnitId};
use crate::platform::db::{DbError, Tx};

/// Writes what is new or changed. The same number and name again is a further post; a changed post ends and the
/// new one opens, so that past figures stay as they were. People whom the sheet leaves out are left alone.
///
/// # Errors
/// When the database refuses, or the act was recorded before.
pub async fn apply_roster(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    source: Source,
    read: &Read<PersonRow>,
) -> Result<Report, ActError> {
    let units = units::store::all(tx).await?;
    let (people, posts) = (roster::people(tx).await?, roster::posts(tx).await?);
    let mut plan = Plan::new(&units, people, posts);
    let accepted = plan.accept(read);
    plan.compare(&accepted);
    let people = &plan.people;
    let stated = accepted.iter().filter_map(|row| people.get(&row.staff_no));
    let stated: Vec<PersonId> = stated.map(|person| person.id).collect();
    let people: Vec<_> = plan.put_people.into_values().collect();
    roster::put_people(tx, &people, act.at).await?;
    roster::end_posts(tx, &plan.end, act.at).await?;
    roster::open_posts(tx, &plan.open, act.at).await?;
    for person in &plan.moved {
        follow(tx, act, *person).await?;
    }
    for (cohort, members) in [
        ("city_leaders", &plan.city_leaders),
        ("standing_committee", &plan.committee),
    ] {
        let members: Vec<_> = members.iter().copied().collect();
        campaigns::store::join_cohort(tx, campaign.id, cohort, &members, act.at).await?;
    }
    let mut report = plan.report;
    report.refuse(&read.refused);
    // Whoever the roster leaves out has left; rows that were refused might be theirs, and those that came back are a part.
    let whole = report.refused.is_empty() && !read.came_back;
    accounts::after_roster(tx, act, &stated, whole).await?;
    record(tx, act, source, Kind::Roster, &report).await?;
    Ok(report)
}

/// A person's problems go where the posts are now, as they do when posts are changed by hand.
async fn follow(tx: &mut Tx, act: &mut Act, person: PersonId) -> Result<(), ActError> {
    match actions::follow(tx, act, person).await {
        Ok(_) => Ok(()),
        Err(ListsError::Act(error)) => Err(error),
        Err(ListsError::Db(error)) => Err(error.into()),
        Err(other) => Err(DbError::Query(sqlx::Error::Decode(Box::new(other))).into()),
    }
}

/// Staff number, unit, title.
type SamePost = (String, Option<UnitId>, String);

struct Plan {
    units: HashMap<String, FullUnit>,
    subunits: HashMap<(UnitId, String), FullUnit>,
    people: HashMap<String, RosterPerson>,
    posts: HashMap<PersonId, Vec<RosterPost>>,
    report: Report,
    put_people: BTreeMap<PersonId, RosterPerson>,
    end: Vec<uuid::Uuid>,
    open: Vec<RosterPost>,
    /// Whose posts say something else than before.
    moved: BTreeSet<PersonId>,
    city_leaders: BTreeSet<uuid::Uuid>,
    /// 市委常委班子和常委: the body and whoever sits in it.
    committee: BTreeSet<uuid::Uuid>,
}

impl Plan {
    fn new(units: &[FullUnit], people: Vec<RosterPerson>, posts: Vec<RosterPost>) -> Self {
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
            report: Report::default(),
            put_people: BTreeMap::new(),
            end: Vec::new(),
            open: Vec::new(),
            moved: BTreeSet::new(),
            city_leaders: BTreeSet::new(),
            committee: BTreeSet::new(),
        }
    }

    /// Rows whose unit, number and leader hold. A leader whose own row is refused is no leader, so the search for
    /// them goes on until nobody more falls out.
    fn accept<'a>(&mut self, read: &'a Read<PersonRow>) -> Vec<&'a PersonRow> {
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
                let known = numbers.contains(leader) || self.people.contains_key(leader);
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
            Some(known) if known.name != row.name => {
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

    fn compare(&mut self, rows: &[&PersonRow]) {
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
            for (post, old) in posts::pair(wanted, &known) {
                match old {
                    None => self.report.added += 1,
                    Some(old) if posts::same(old, &post) && !changed.contains(&person) => {
                        self.report.unchanged += 1;
                    }
                    Some(_) => self.report.changed += 1,
                }
                if old.is_none_or(|old| !posts::same(old, &post)) {
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
            if known.is_some() {
                changed.insert(person.id);
            }
            self.people.insert(row.staff_no.clone(), person.clone());
            self.put_people.insert(person.id, person);
        }
        changed
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
