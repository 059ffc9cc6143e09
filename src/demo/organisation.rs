//! The invented organisation: units and people as an office's two workbooks would list them, so that they go the
//! same way in as a real city's.

use crate::domain::people::{Rank, Sex};
use crate::domain::units::UnitKind;
use crate::imports::{PersonRow, UnitRow};

use super::names::Names;
use super::random::Random;

/// How a city is made.
pub(super) struct Shape {
    pub(super) city: &'static str,
    pub(super) prefix: &'static str,
    pub(super) region_code: &'static str,
    /// Leaders of each of the four bodies.
    pub(super) bodies: [usize; 4],
    /// County, region code, its subordinate units.
    pub(super) counties: &'static [(&'static str, &'static str, &'static [&'static str])],
    pub(super) departments: &'static [&'static str],
    /// People of township rank in a department, and in a subordinate unit.
    pub(super) staff: (usize, usize),
}

/// The larger demonstration city: some 300 people.
pub(super) const BAICHENG: Shape = Shape {
    city: "白城市",
    prefix: "BC",
    region_code: "220800",
    bodies: [5, 4, 4, 3],
    counties: &[
        ("洮北区", "220802", &["洮北教育局", "洮北农业局", "洮北住建局"]),
        ("镇赉县", "220821", &["镇赉教育局", "镇赉水利局", "镇赉民政局"]),
    ],
    departments: &[
        "市委办公室",
        "市纪委监委",
        "市委组织部",
        "市教育局",
        "市公安局",
        "市环保局",
        "市住建局",
        "市交通运输局",
    ],
    staff: (16, 14),
};

/// The smaller one, to have a neighbour.
pub(super) const LINHE: Shape = Shape {
    city: "临河市",
    prefix: "LH",
    region_code: "229900",
    bodies: [3, 2, 2, 2],
    counties: &[("河东区", "229901", &["河东教育局"])],
    departments: &["市委办公室", "市纪委监委", "市委组织部", "市住建局"],
    staff: (11, 9),
};

/// The four leading bodies and what their members are called, the first one apart.
const BODIES: [(&str, &str, &str); 4] = [
    ("市委常委班子", "市委书记", "市委常委"),
    ("市人大常委会班子", "市人大常委会主任", "市人大常委会副主任"),
    ("市政府班子", "市长", "副市长"),
    ("市政协班子", "市政协主席", "市政协副主席"),
];

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
    for ((name, region, below), sort_no) in shape.counties.iter().zip(10..) {
        add(name, Some(shape.city), UnitKind::County, region, sort_no);
        for (unit, sort_no) in below.iter().zip(0..) {
            add(unit, Some(name), UnitKind::Subordinate, region, sort_no);
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
        for (county, _, below) in shape.counties {
            roster.county(county, below, &leaders);
        }
        for department in shape.departments {
            roster.department(department, &leaders);
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

    fn county(&mut self, county: &str, below: &[&str], leaders: &[String]) {
        let above = leaders[self.random.below(leaders.len())].clone();
        let head = self.add((county, None), "书记", Rank::CountyPrincipal, Some(above));
        for title in ["副书记", "副区长", "副区长", "副区长"] {
            self.add((county, None), title, Rank::CountyDeputy, Some(head.clone()));
        }
        for unit in below {
            let first = self.add(
                (county, Some(unit)),
                "局长",
                Rank::TownshipPrincipal,
                Some(head.clone()),
            );
            for _ in 1..self.shape.staff.1 {
                let (title, rank) = self.township();
                self.add((county, Some(unit)), title, rank, Some(first.clone()));
            }
        }
    }

    fn department(&mut self, department: &str, leaders: &[String]) {
        let above = leaders[self.random.below(leaders.len())].clone();
        let head = self.add((department, None), "局长", Rank::CountyPrincipal, Some(above));
        let deputies: Vec<String> = (0..3)
            .map(|_| {
                self.add(
                    (department, None),
                    "副局长",
                    Rank::CountyDeputy,
                    Some(head.clone()),
                )
            })
            .collect();
        for place in 0..self.shape.staff.0 {
            let (title, rank) = self.township();
            let leader = deputies[place % deputies.len()].clone();
            self.add((department, None), title, rank, Some(leader));
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
