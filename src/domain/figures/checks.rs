//! Checks that the software runs on its own figures, and shows.

use crate::domain::figures::{Measure as M, PeopleSet, Population as P, Scope, Tally, What};
use crate::kernel::ids::UnitId;
use crate::kernel::messages::{Message, msg};

/// One check.
#[derive(Clone, Debug)]
pub struct Check {
    /// What was held against what.
    pub text: Message,
    /// Whether it agrees.
    pub holds: bool,
}

/// Holds the figures of a tally against each other. `units`: those listed one by one, whose sum must be the whole.
pub fn checks(tally: &Tally, units: &[UnitId]) -> Vec<Check> {
    let n = |population| approved(tally, population);
    let (both, bodies, leaders) = (n(P::CityLevel), n(P::Bodies), n(P::CityLeaders));
    let county = n(P::CountyLevel);
    let mut checks = vec![
        Check {
            text: msg("{0} = {1} + {2}").with(both).with(bodies).with(leaders),
            holds: both == bodies + leaders,
        },
        Check {
            text: msg("{0} ⊂ {1}").with(leaders).with(county),
            holds: tally.leaders_outside_county_level() == 0,
        },
    ];
    checks.extend(checks_within(tally, units));
    checks
}

fn approved(tally: &Tally, population: P) -> i64 {
    tally.count(What::Problems(population, M::Approved), &Scope::default())
}

/// The same of somebody's own units, where city leaders and bodies are no matter.
pub fn checks_within(tally: &Tally, units: &[UnitId]) -> Vec<Check> {
    let everywhere = Scope::default();
    let n = |population, measure| tally.count(What::Problems(population, measure), &everywhere);
    let sum = |what| -> i64 {
        let of = |unit: &UnitId| Scope {
            unit: Some(*unit),
            tier: None,
        };
        units.iter().map(|unit| tally.count(what, &of(unit))).sum()
    };
    let people = |set| tally.count(What::People(set), &everywhere);

    let all = approved(tally, P::All);
    let (done, left) = (n(P::All, M::Rectified), n(P::All, M::Remaining));
    let lamps = [M::OnTime, M::Soon, M::Overdue].map(|lamp| n(P::All, lamp));
    let cadres = people(PeopleSet::All);
    let [filed, deferred, due] = [PeopleSet::Filed, PeopleSet::Deferred, PeopleSet::Due].map(people);
    let listed = sum(What::Problems(P::All, M::Approved));
    let check = |text, holds| Check { text, holds };
    vec![
        check(
            msg("各单位之和 {0} = 合计 {1}").with(listed).with(all),
            listed == all && sum(What::People(PeopleSet::All)) == cadres,
        ),
        check(
            msg("已完成 {0} + 未完成 {1} = {2}")
                .with(done)
                .with(left)
                .with(all),
            done + left == all && n(P::All, M::Immediate) <= done,
        ),
        check(
            msg("正常 {0} + 临期 {1} + 逾期 {2} = 未完成 {3}")
                .with(lamps[0])
                .with(lamps[1])
                .with(lamps[2])
                .with(left),
            lamps.iter().sum::<i64>() == left,
        ),
        check(
            msg("已列清单 {0} ≤ 应列 {1} − 暂缓 {2}")
                .with(filed)
                .with(due)
                .with(deferred),
            filed <= due - deferred && due + people(PeopleSet::MovedOut) == cadres,
        ),
    ]
}
