//! The invented organisation: units and people as an office's two workbooks would list them, so that they go the
//! same way in as a real city's.

use crate::domain::people::{Rank, Sex};
use crate::domain::units::UnitKind;
use crate::imports::{PersonRow, UnitRow};

use super::names::Names;
use super::random::Random;
use super::shape::{County, Shape, share};

/// The four leading bodies and what their members are called, the first one apart.
pub(super) const BODIES: [(&str, &str, &str); 4] = [
    ("市委常委班子", "市委书记", "市委常委"),
    ("市人大常委会班子", "市人大常委会主任", "市人大常委会副主任"),
    ("市政府班子", "市长", "副市长"),
    ("市政协班子", "市政协主席", "市政协副主席"),
];

/// What the head of a department and the deputies are called.
fn heads(department: &str) -> (&'static str, &'static str) {
    let known: [(&[&str], _); 8] = [
        (&["部"], ("部长", "副部长")),
        (&["局"], ("局长", "副局长")),
        (&["法院", "学院", "医院"], ("院长", "副院长")),
        (&["检察院"], ("检察长", "副检察长")),
        (&["集团", "公司"], ("总经理", "副总经理")),
        (&["中学", "高中", "党校"], ("校长", "副校长")),
        (&["支队"], ("支队长", "副支队长")),
        (&["社"], ("社长", "副社长")),
    ];
    let ends = |ends: &[&str]| ends.iter().any(|end| department.ends_with(end));
    let titles = known.iter().rev().find(|(endings, _)| ends(endings));
    titles.map_or(("主任", "副主任"), |(_, titles)| *titles)
}

/// Units in official order.
pub(super) fn units(shape: &Shape) -> Vec<UnitRow> {
    let mut rows = Vec::new();
    let mut add = |name: &str, parent: Option<&str>, kind, region: &str, sort_no| {
        rows.push(UnitRow {
            row: 0,
            name: name.to_owned(),
            parent: parent.map(ToOwned::to_owned),
            kind,
            region_code: Some(region.to_owned()),
            credit_code: None,
            sort_no,
        });
    };
    add(shape.city, None, UnitKind::Region, shape.region_code, 1);
    for ((name, _, _), sort_no) in BODIES.iter().zip(2..) {
        add(name, Some(shape.city), UnitKind::Body, shape.region_code, sort_no);
    }
    for (county, sort_no) in shape.counties.iter().zip(10..) {
        let region = county.region_code;
        add(county.name, Some(shape.city), UnitKind::County, region, sort_no);
        for (unit, sort_no) in county.below.iter().zip(0..) {
            add(unit, Some(county.name), UnitKind::Subordinate, region, sort_no);
        }
    }
    for (name, sort_no) in shape.departments.iter().zip(20..) {
        add(
            name,
            Some(shape.city),
            UnitKind::Department,
            shape.region_code,
            sort_no,
        );
    }
    for (row, number) in rows.iter_mut().zip(2..) {
        row.row = number;
    }
    rows
}

/// People in the order of a roster.
pub(super) struct Roster<'a> {
    shape: &'a Shape,
    random: &'a mut Random,
    names: Names,
    rows: Vec<PersonRow>,
}

impl<'a> Roster<'a> {
    pub(super) fn make(shape: &'a Shape, random: &'a mut Random) -> Vec<PersonRow> {
        let mut roster = Self {
            shape,
            random,
            names: Names::new(),
            rows: Vec::new(),
        };
        let leaders = roster.city_leaders();
        let mut placed = 0;
        for (n, county) in shape.counties.iter().enumerate() {
            let seniors = share(shape.seniors.0, shape.counties.len(), n);
            roster.county(county, seniors, &mut placed, &leaders);
        }
        for (n, department) in shape.departments.iter().enumerate() {
            let seniors = share(shape.seniors.1, shape.departments.len(), n);
            let staff = share(shape.staff.1, shape.departments.len(), n);
            roster.department(department, (seniors, staff), &leaders);
        }
        roster.rows
    }

    fn city_leaders(&mut self) -> Vec<String> {
        let mut leaders: Vec<String> = Vec::new();
        for ((body, first, member), count) in BODIES.iter().zip(self.shape.bodies) {
            for place in 0..count {
                let (title, rank) = if place == 0 {
                    (first, Rank::CityPrincipal)
                } else {
                    (member, Rank::CityDeputy)
                };
                // The city's first has no superior here: his superior sits in the province.
                let leader = leaders.first().cloned();
                leaders.push(self.add((body, None), title, rank, leader));
            }
        }
        leaders
    }

    /// `placed` counts the units below counties so far: each gets its share of people.
    fn county(&mut self, county: &County, seniors: usize, placed: &mut usize, leaders: &[String]) {
        let above = leaders[self.random.below(leaders.len())].clone();
        let name = county.name;
        let head = self.add((name, None), "书记", Rank::CountyPrincipal, Some(above));
        let second = match name.chars().last() {
            Some('县') => "副县长",
            Some('区') => "副区长",
            _ => "副市长",
        };
        for place in 1..seniors {
            let title = if place == 1 { "副书记" } else { second };
            self.add((name, None), title, Rank::CountyDeputy, Some(head.clone()));
        }
        let units: usize = self.shape.counties.iter().map(|c| c.below.len()).sum();
        for unit in &county.below {
            let leader = Some(head.clone());
            let first = self.add((name, Some(unit)), "局长", Rank::TownshipPrincipal, leader);
            for _ in 1..share(self.shape.staff.0, units, *placed) {
                let (title, rank) = self.township();
                self.add((name, Some(unit)), title, rank, Some(first.clone()));
            }
            *placed += 1;
        }
    }

    fn department(&mut self, department: &str, (seniors, staff): (usize, usize), leaders: &[String]) {
        let above = leaders[self.random.below(leaders.len())].clone();
        let unit = (department, None);
        let (first, second) = heads(department);
        let head = self.add(unit, first, Rank::CountyPrincipal, Some(above));
        let deputies: Vec<String> = (1..seniors)
            .map(|_| self.add(unit, second, Rank::CountyDeputy, Some(head.clone())))
            .collect();
        for place in 0..staff {
            let (title, rank) = self.township();
            let leader = deputies
                .get(place % deputies.len().max(1))
                .unwrap_or(&head)
                .clone();
            self.add(unit, title, rank, Some(leader));
        }
    }

    fn township(&mut self) -> (&'static str, Rank) {
        if self.random.chance(35) {
            ("科长", Rank::TownshipPrincipal)
        } else {
            ("副科长", Rank::TownshipDeputy)
        }
    }

    fn add(&mut self, unit: (&str, Option<&str>), title: &str, rank: Rank, leader: Option<String>) -> String {
        let number = self.rows.len() + 1;
        let staff_no = format!("{}{number:05}", self.shape.prefix);
        let year = i32::try_from(self.random.between(1960, 1988)).unwrap_or(1975);
        let month = u32::try_from(self.random.between(1, 12)).unwrap_or(1);
        self.rows.push(PersonRow {
            row: u32::try_from(number + 1).unwrap_or(0),
            staff_no: staff_no.clone(),
            name: self.names.next(self.random),
            unit: unit.0.to_owned(),
            subunit: unit.1.map(ToOwned::to_owned),
            sex: Some(if self.random.chance(55) {
                Sex::Male
            } else {
                Sex::Female
            }),
            born: chrono::NaiveDate::from_ymd_opt(year, month, 1),
            title: title.to_owned(),
            rank,
            leader_no: leader,
            leader_name: None,
        });
        staff_no
    }
}
