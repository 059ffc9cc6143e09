//! How the invented cities are made: their units, and how many people of which rank sit where.

/// A county with its units below.
#[derive(Clone, Debug)]
pub(super) struct County {
    pub(super) name: &'static str,
    pub(super) region_code: &'static str,
    pub(super) below: Vec<String>,
}

/// How a city is made.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) city: &'static str,
    pub(super) prefix: &'static str,
    pub(super) region_code: &'static str,
    /// Leaders of each of the four bodies.
    pub(super) bodies: [usize; 4],
    pub(super) counties: Vec<County>,
    pub(super) departments: Vec<&'static str>,
    /// People of county rank in all counties, and in all departments.
    pub(super) seniors: (usize, usize),
    /// People of township rank in all units below counties, and in all departments.
    pub(super) staff: (usize, usize),
    /// Supervision groups; the first watches what no other does.
    pub(super) groups: usize,
}

/// How large a demonstration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 5,877 people in 210 units, some 39,000 problems.
    Full,
    /// Some 300 people in 16 units.
    Small,
}

const COUNTIES: [(&str, &str, &str); 5] = [
    ("洮北区", "洮北", "220802"),
    ("镇赉县", "镇赉", "220821"),
    ("通榆县", "通榆", "220822"),
    ("洮南市", "洮南", "220881"),
    ("大安市", "大安", "220882"),
];
const BELOW: &str = include_str!("units/below.txt");
const DEPARTMENTS: &str = include_str!("units/departments.txt");

/// The first city.
pub(super) fn baicheng(size: Size) -> Shape {
    match size {
        Size::Full => Shape {
            city: "白城市",
            prefix: "BC",
            region_code: "220800",
            bodies: [11, 7, 8, 7],
            counties: COUNTIES
                .iter()
                .map(|(name, short, code)| county(name, short, code, BELOW.lines()))
                .collect(),
            departments: DEPARTMENTS.lines().collect(),
            seniors: (74, 525),
            staff: (2_600, 2_645),
            groups: 8,
        },
        Size::Small => Shape {
            city: "白城市",
            prefix: "BC",
            region_code: "220800",
            bodies: [5, 4, 4, 3],
            counties: vec![
                county("洮北区", "洮北", "220802", ["教育局", "农业局", "住建局"]),
                county("镇赉县", "镇赉", "220821", ["教育局", "水利局", "民政局"]),
            ],
            departments: vec![
                "市委办公室",
                "市纪委监委",
                "市委组织部",
                "市教育局",
                "市公安局",
                "市环保局",
                "市住建局",
                "市交通运输局",
            ],
            seniors: (10, 32),
            staff: (84, 128),
            groups: 2,
        },
    }
}

/// The second one, smaller, to have a neighbour.
pub(super) fn linhe() -> Shape {
    Shape {
        city: "临河市",
        prefix: "LH",
        region_code: "229900",
        bodies: [3, 2, 2, 2],
        counties: vec![county("河东区", "河东", "229901", ["教育局"])],
        departments: vec!["市委办公室", "市纪委监委", "市委组织部", "市住建局"],
        seniors: (5, 16),
        staff: (9, 44),
        groups: 2,
    }
}

fn county(
    name: &'static str,
    short: &str,
    region_code: &'static str,
    below: impl IntoIterator<Item = &'static str>,
) -> County {
    County {
        name,
        region_code,
        below: below.into_iter().map(|unit| format!("{short}{unit}")).collect(),
    }
}

/// The part of `total` that falls to place `n` of `places`, so that all parts make the total.
pub(super) fn share(total: usize, places: usize, n: usize) -> usize {
    total * (n + 1) / places - total * n / places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_make_the_whole() {
        for (total, places) in [(599, 110), (7, 3), (2, 5), (0, 4)] {
            assert_eq!((0..places).map(|n| share(total, places, n)).sum::<usize>(), total);
        }
    }

    #[test]
    fn the_full_city_has_the_units_and_people_of_the_report() {
        let full = baicheng(Size::Full);
        let leaders: usize = full.bodies.iter().sum();
        let seniors = leaders + full.seniors.0 + full.seniors.1;
        assert_eq!((full.counties.len(), full.departments.len()), (5, 105));
        assert_eq!((leaders, seniors), (33, 632));
        assert_eq!(seniors + full.staff.0 + full.staff.1, 5_877);
        assert_eq!(full.counties.iter().map(|c| c.below.len()).sum::<usize>(), 100);
    }
}
