//! One tally answers every figure of its instant, for the whole jurisdiction, any unit and any tier.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::domain::figures::{Measure, PeopleSet, Population, UnitSet, What};
use crate::domain::lists::Tier;
use crate::kernel::ids::UnitId;

/// Where to count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// A county, department or body, with all that is counted under it, and of a tally of somebody's own units one of them by itself;
    /// `None` = everywhere.
    pub unit: Option<UnitId>,
    /// One tier only. Units have none: for their figures it changes nothing.
    pub tier: Option<Tier>,
}

/// Counts of one top unit, tier and combination of sets.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "columns: the sets that the group belongs to"
)]
pub(super) struct ProblemGroup {
    pub unit: UnitId,
    pub tier: String,
    pub bodies: bool,
    pub city_leaders: bool,
    pub county_level: bool,
    pub standing_committee: bool,
    pub approved: i64,
    pub first_pass: i64,
    pub rectified: i64,
    pub immediate: i64,
    pub remaining: i64,
    pub to_review: i64,
    pub to_check: i64,
    pub to_number: i64,
    pub on_time: i64,
    pub soon: i64,
    pub overdue: i64,
    pub set_aside: i64,
    pub last_due: Option<NaiveDate>,
}

/// People of one top unit and tier.
#[derive(Clone, Debug)]
pub(super) struct PeopleGroup {
    pub unit: UnitId,
    pub tier: String,
    pub everyone: i64,
    pub filed: i64,
    pub county_level: i64,
    pub city_leaders: i64,
    pub due: i64,
    pub deferred: i64,
    pub moved_out: i64,
}

/// One top unit.
#[derive(Clone, Debug)]
pub(super) struct UnitGroup {
    pub unit: UnitId,
    pub bodies: bool,
    pub counties: bool,
    pub departments: bool,
}

/// Everything that figures of one instant need.
#[derive(Clone, Debug)]
pub struct Tally {
    /// All problems; of none of them it is known whether its owner stands on a list.
    pub(super) problems: Vec<ProblemGroup>,
    /// Those, once more, whose owners stand on some list, with which.
    pub(super) listed: Vec<ProblemGroup>,
    pub(super) people: Vec<PeopleGroup>,
    pub(super) units: Vec<UnitGroup>,
}

impl Tally {
    /// How many there are within a scope.
    pub fn count(&self, what: What, scope: &Scope) -> i64 {
        match what {
            What::Problems(population, measure) => self
                .groups(population)
                .filter(|g| scope.holds(g.unit, &g.tier))
                .map(|g| g.measure(measure))
                .sum(),
            What::People(set) => self
                .people
                .iter()
                .filter(|g| scope.holds(g.unit, &g.tier))
                .map(|g| g.of(set))
                .sum(),
            What::Units(set) => self
                .units
                .iter()
                .filter(|g| scope.unit.is_none_or(|unit| unit == g.unit) && g.is_in(set))
                .map(|_| 1)
                .sum(),
        }
    }

    /// Groups that make up a population.
    fn groups(&self, population: Population) -> impl Iterator<Item = &ProblemGroup> {
        // 预审一次性通过 is only asked of who stands on a list.
        let all = self.problems.iter().filter(move |g| match population {
            Population::Bodies | Population::CityLevel => g.bodies,
            Population::CountyLevel => g.county_level,
            Population::All => true,
            Population::CityLeaders | Population::StandingCommittee => false,
        });
        let listed = self.listed.iter().filter(move |g| match population {
            Population::CityLeaders | Population::CityLevel => g.city_leaders,
            Population::StandingCommittee => g.standing_committee,
            Population::Bodies | Population::CountyLevel | Population::All => false,
        });
        all.chain(listed)
    }

    /// The latest deadline of what remains.
    pub fn last_due(&self) -> Option<NaiveDate> {
        self.problems.iter().filter_map(|group| group.last_due).max()
    }

    /// Every unit of which something is counted.
    pub(super) fn units_counted(&self) -> HashSet<UnitId> {
        let problems = self.problems.iter().map(|group| group.unit);
        problems
            .chain(self.people.iter().map(|group| group.unit))
            .collect()
    }

    /// Approved problems of 市级领导 that are not among those of 县处级以上: none, if the sets are what they claim.
    pub fn leaders_outside_county_level(&self) -> i64 {
        let outside = |g: &&ProblemGroup| g.city_leaders && !g.county_level;
        self.listed.iter().filter(outside).map(|g| g.approved).sum()
    }
}

impl Scope {
    fn holds(&self, unit: UnitId, tier: &str) -> bool {
        self.unit.is_none_or(|wanted| wanted == unit) && self.tier.is_none_or(|wanted| wanted.code() == tier)
    }
}

impl ProblemGroup {
    /// Whether its owners stand on some list.
    pub(super) fn is_listed(&self) -> bool {
        self.city_leaders || self.standing_committee
    }

    fn measure(&self, measure: Measure) -> i64 {
        match measure {
            Measure::Approved => self.approved,
            Measure::FirstPass => self.first_pass,
            Measure::Rectified => self.rectified,
            Measure::Immediate => self.immediate,
            Measure::Remaining => self.remaining,
            Measure::ToReview => self.to_review,
            Measure::ToCheck => self.to_check,
            Measure::ToNumber => self.to_number,
            Measure::OnTime => self.on_time,
            Measure::Soon => self.soon,
            Measure::Overdue => self.overdue,
            Measure::SetAside => self.set_aside,
        }
    }
}

impl PeopleGroup {
    fn of(&self, set: PeopleSet) -> i64 {
        match set {
            PeopleSet::All => self.everyone,
            PeopleSet::Filed => self.filed,
            PeopleSet::CountyLevel => self.county_level,
            PeopleSet::CityLeaders => self.city_leaders,
            PeopleSet::Due => self.due,
            PeopleSet::Deferred => self.deferred,
            PeopleSet::MovedOut => self.moved_out,
        }
    }
}

impl UnitGroup {
    fn is_in(&self, set: UnitSet) -> bool {
        match set {
            UnitSet::Bodies => self.bodies,
            UnitSet::Counties => self.counties,
            UnitSet::Departments => self.departments,
        }
    }
}
