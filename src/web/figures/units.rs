//! The table of units: in official order, never ranked.

use super::address::{Place, Whose};
use super::looking::Looking;
use super::view::{UnitLine, Units};
use crate::domain::calendar::Lamp;
use crate::domain::figures::{Measure, Population, Scope, by_code};
use crate::domain::units::{Unit, UnitKind};
use crate::kernel::ids::UnitId;
use crate::kernel::messages::n_;
use crate::web::shell::Error;
pub(super) use crate::web::shell::roles::tier_label;

/// Sorts of unit that are counted by, with what a group of them is called.
const KINDS: [(UnitKind, &str); 3] = [
    (UnitKind::Body, n_("班子")),
    (UnitKind::County, n_("县（市、区）")),
    (UnitKind::Department, n_("部门（单位）")),
];

/// Builds it.
pub(super) fn table(looking: &Looking, whose: Whose, tops: &[Unit]) -> Result<Units, Error> {
    let contains_leaders = whose.tier.is_none();
    let leaders = Whose {
        population: Population::CityLeaders,
        ..whose
    };
    let mut groups = Vec::new();
    for (kind, label) in KINDS {
        let here = tops.iter().filter(|unit| unit.kind == kind.code());
        let lines: Result<Vec<UnitLine>, Error> = here
            .map(|unit| line(looking, whose, unit.name.clone(), Some(unit.id)))
            .collect();
        let lines = lines?;
        if !lines.is_empty() {
            groups.push((label, lines));
        }
    }
    let mut heads = vec![(n_("合计"), line(looking, whose, String::new(), None)?)];
    if contains_leaders {
        heads.push((n_("其中市级领导"), line(looking, leaders, String::new(), None)?));
    }
    let county_level = whose.population == Population::CountyLevel;
    Ok(Units {
        title: n_("各地各部门"),
        label: label(whose),
        people_label: people_label(county_level),
        people_share: !county_level,
        heads,
        groups,
    })
}

fn people_label(county_level: bool) -> &'static str {
    if county_level {
        n_("干部")
    } else {
        n_("已列清单干部")
    }
}

/// The same of somebody's own units: all, then one by one.
pub(super) fn own_table(looking: &Looking, whose: Whose, units: &[(UnitId, String)]) -> Result<Units, Error> {
    let lines: Result<Vec<UnitLine>, Error> = units
        .iter()
        .map(|(id, name)| line(looking, whose, name.clone(), Some(*id)))
        .collect();
    let lines = lines?;
    let county_level = whose.population == Population::CountyLevel;
    Ok(Units {
        title: n_("所属各单位"),
        label: label(whose),
        people_label: people_label(county_level),
        people_share: !county_level,
        heads: vec![(n_("合计"), line(looking, whose, String::new(), None)?)],
        groups: vec![(n_("所属各单位"), lines)],
    })
}

/// What a set is called.
pub(super) fn label(whose: Whose) -> &'static str {
    match (whose.population, whose.tier) {
        (_, Some(tier)) => tier_label(tier),
        (Population::CountyLevel, None) => n_("县处级以上"),
        _ => n_("全部"),
    }
}

fn line(looking: &Looking, whose: Whose, name: String, unit: Option<UnitId>) -> Result<UnitLine, Error> {
    let scope = Scope {
        unit,
        tier: whose.tier,
    };
    let people = match whose.population {
        Population::CountyLevel => "cadres_county_level",
        Population::CityLeaders => "city_leaders",
        _ => "cadres_filed",
    };
    let place = |definition, lamp| Place {
        definition,
        scope,
        lamp,
    };
    let remaining = Looking::of(whose.population, Measure::Remaining)?;
    Ok(UnitLine {
        name,
        people: looking.share(place(by_code(people).ok_or(Error::NotFound)?, None)),
        immediate: looking.share(place(Looking::of(whose.population, Measure::Immediate)?, None)),
        remaining: looking.number(place(remaining, None)),
        lamps: [Lamp::Green, Lamp::Yellow, Lamp::Red]
            .map(|lamp| looking.number(place(remaining, Some(lamp)))),
    })
}
