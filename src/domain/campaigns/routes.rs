//! Routes of review: which stages a submitted problem of a tier passes (domain §3). The order of the stages is always
//! that of [`Stage::ALL`]; the office chooses which of them there are.

use super::Stage;
use crate::kernel::fields::FieldProblems;
use crate::kernel::messages::msg;

/// Words of the tiers that have a route, bodies first.
pub const TIERS: [&str; 4] = ["body", "city", "county", "township"];

/// What routes a new campaign starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Those of the domain, see [`default_route`].
    Domain,
    /// Every tier passes the supervision group and nothing else.
    GroupOnly,
}

/// The route that a tier starts with. Without a jurisdiction above, its group takes the place of the pre-review.
pub fn default_route(plan: Plan, tier: &str, superior: bool) -> &'static [Stage] {
    match (plan, tier) {
        (Plan::GroupOnly, _) => &[Stage::Group],
        (Plan::Domain, "township") => &[Stage::Leader, Stage::Unit, Stage::Group],
        (Plan::Domain, "county") => &[Stage::Leader, Stage::Group],
        (Plan::Domain, _) if superior => &[Stage::Form, Stage::Province],
        (Plan::Domain, _) => &[Stage::Group, Stage::Form],
    }
}

/// The chosen stages in their order, each once.
///
/// # Errors
/// What is wrong, at the field named like the tier: nobody would rule on the matter; unit staff would read guarded texts;
/// there is nobody above to pre-review.
pub fn checked(tier: &str, chosen: &[Stage], superior: bool) -> Result<Vec<Stage>, FieldProblems> {
    let mut wrong = FieldProblems::new();
    let has = |stage| chosen.contains(&stage);
    if !has(Stage::Group) && !has(Stage::Province) {
        wrong.add(tier, msg("组审和预审至少选一个，否则没有人作审核结论"));
    }
    if has(Stage::Unit) && matches!(tier, "body" | "city") {
        wrong.add(tier, msg("班子和市级领导的清单不经单位初审"));
    }
    if has(Stage::Province) && !superior {
        wrong.add(tier, msg("没有上一级辖区，不能送预审"));
    }
    wrong.or(Stage::ALL.into_iter().filter(|stage| has(*stage)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_route_is_one_that_the_office_could_choose() {
        for plan in [Plan::Domain, Plan::GroupOnly] {
            for (tier, superior) in TIERS.into_iter().flat_map(|tier| [(tier, true), (tier, false)]) {
                let route = default_route(plan, tier, superior);
                let checked = checked(tier, route, superior).expect("allowed");
                assert_eq!(checked, route, "{plan:?} {tier} {superior}");
            }
        }
    }

    #[test]
    fn a_route_has_a_verdict_and_keeps_guarded_texts_from_units() {
        let wrong = |tier, chosen: &[Stage], superior| checked(tier, chosen, superior).is_err();
        assert!(wrong("township", &[], true) && wrong("township", &[Stage::Leader, Stage::Unit], true));
        assert!(wrong("city", &[Stage::Unit, Stage::Group], true));
        assert!(wrong("city", &[Stage::Province], false));
        let turned = checked("county", &[Stage::Group, Stage::Leader, Stage::Group], false);
        assert_eq!(turned.ok(), Some(vec![Stage::Leader, Stage::Group]));
    }
}
