//! Writes a roster workbook: one transaction, one event.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::report::refused;
use super::{PersonRow, Read, Reason, Refused, Report};
use crate::domain::campaigns::{self, Campaign};
use crate::domain::ledger::{Act, ActError};
use crate::domain::people::Sex;
use crate::domain::people::roster::{self, RosterPerson, RosterPost};
use crate::domain::units;
use crate::domain::units::store::FullUnit;
use crate::kernel::ids::{PersonId, UnitId};
use crate::platform::db::Tx;

/// Writes what is new or changed. The same number and name again is a further post; a changed post ends and the
/// new one opens, so that past figures stay as they were. People whom the sheet leaves out are left alone.
///
/// # Errors
/// When the database refuses, or the act was recorded before.
pub async fn apply_roster(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    read: &Read<PersonRow>,
) -> Result<Report, ActError> {
    let units = units::store::all(tx).await?;
    let (people, posts) = (roster::people(tx).await?, roster::posts(tx).await?);
    let mut plan = Plan::new(&units, people, posts);
    let accepted = plan.accept(read);
    plan.compare(&accepted);
    roster::put_people(tx, &plan.put_people, act.at).await?;
    roster::end_posts(tx, &plan.end, act.at).await?;
    roster::open_posts(tx, &plan.open, act.at).await?;
    campaigns::store::join_cohort(tx, campaign.id, "city_leaders", &plan.city_leaders, act.at).await?;
    let mut report = plan.report;
    report.refuse(&read.refused);
    let data = json!({"kind": "roster", "added": report.added, "changed": report.changed,
        "unchanged": report.unchanged, "refused": report.refused.len()});
    act.record(tx, "import.applied", ("import", Some(act.id.0)), &data)
        .await?;
    Ok(report)
}

struct Plan {
    units: HashMap<String, FullUnit>,
    subunits: HashMap<(UnitId, String), FullUnit>,
    people: HashMap<String, RosterPerson>,
    posts: HashMap<PersonId, Vec<RosterPost>>,
    report: Report,
    put_people: Vec<RosterPerson>,
    end: Vec<uuid::Uuid>,
    open: Vec<RosterPost>,
    city_leaders: Vec<uuid::Uuid>,
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
            put_people: Vec::new(),
            end: Vec::new(),
            open: Vec::new(),
            city_leaders: Vec::new(),
        }
    }

    /// Rows whose unit, number and leader hold. A leader whose own row is refused is no leader, so the search for
    /// them goes on until nobody more falls out.
    fn accept<'a>(&mut self, read: &'a Read<PersonRow>) -> Vec<&'a PersonRow> {
        let mut lost: Vec<Refused> = Vec::new();
        let mut rows: Vec<&PersonRow> = read.rows.iter().collect();
        rows.retain(|row| match self.check(row) {
            Ok(()) => true,
            Err(refused) => {
                lost.push(*refused);
                false
            }
        });
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

    fn unit(&self, row: &PersonRow) -> Option<&FullUnit> {
        let unit = self.units.get(&row.unit)?;
        match &row.subunit {
            None => Some(unit),
            Some(below) => self.subunits.get(&(unit.id, below.clone())),
        }
    }

    fn compare(&mut self, rows: &[&PersonRow]) {
        let mut new_person: HashSet<PersonId> = HashSet::new();
        let mut changed_person: HashSet<PersonId> = HashSet::new();
        for row in rows {
            let person = RosterPerson {
                id: self
                    .people
                    .get(&row.staff_no)
                    .map_or_else(PersonId::fresh, |p| p.id),
                staff_no: row.staff_no.clone(),
                name: row.name.clone(),
                sex: row.sex.map(Sex::code).map(ToOwned::to_owned),
                born: row.born,
            };
            match self.people.get(&row.staff_no) {
                Some(known) if *known == person => continue,
                Some(_) => changed_person.insert(person.id),
                None => new_person.insert(person.id),
            };
            self.people.insert(row.staff_no.clone(), person.clone());
            self.put_people.retain(|p| p.id != person.id);
            self.put_people.push(person);
        }
        let mut nth: HashMap<PersonId, usize> = HashMap::new();
        for (row, sort_no) in rows.iter().zip(1..) {
            let Some((wanted, is_body)) = self.wanted(row, &mut nth, sort_no) else {
                continue;
            };
            if is_body {
                self.city_leaders.push(wanted.person.0);
            }
            let is_new = new_person.contains(&wanted.person);
            let touched = changed_person.contains(&wanted.person);
            let place = wanted.position;
            let old = self
                .posts
                .get(&wanted.person)
                .and_then(|all| all.iter().find(|p| p.position == place));
            match old {
                Some(old) if same(old, &wanted) => {
                    if touched {
                        self.report.changed += 1;
                    } else {
                        self.report.unchanged += 1;
                    }
                    continue;
                }
                Some(old) => {
                    self.end.push(old.id);
                    self.report.changed += 1;
                }
                None if is_new => self.report.added += 1,
                None => self.report.added += 1,
            }
            self.open.push(wanted);
        }
    }

    fn wanted(
        &self,
        row: &PersonRow,
        nth: &mut HashMap<PersonId, usize>,
        sort_no: i32,
    ) -> Option<(RosterPost, bool)> {
        let person = self.people.get(&row.staff_no)?.id;
        let unit = self.unit(row)?;
        let position = nth.entry(person).or_insert(0);
        *position += 1;
        let post = RosterPost {
            id: crate::kernel::ids::fresh(),
            person,
            unit: unit.id,
            title: row.title.clone(),
            rank: row.rank.code().to_owned(),
            tier: row.rank.tier().code().to_owned(),
            leader: row
                .leader_no
                .as_ref()
                .and_then(|no| self.people.get(no))
                .map(|p| p.id),
            position: i32::try_from(*position).unwrap_or(i32::MAX),
            sort_no,
        };
        Some((post, unit.kind == "body"))
    }
}

/// Whether a post says the same; its place in the sheet is no matter of the post.
fn same(a: &RosterPost, b: &RosterPost) -> bool {
    (a.unit, &a.title, &a.rank, a.leader) == (b.unit, &b.title, &b.rank, b.leader)
}
