//! The form of a cohort as it is posted.

use serde::Deserialize;
use uuid::Uuid;

use super::cohort::unit_names;
use crate::domain::campaigns::Stage;
use crate::domain::campaigns::cohorts::actions::checked_name;
use crate::domain::campaigns::cohorts::{Cohort, Member, Rule};
use crate::domain::campaigns::routes::checked;
use crate::domain::people;
use crate::domain::units::store::FullUnit;
use crate::kernel::fields::FieldProblems;
use crate::kernel::messages::msg;
use crate::kernel::text::code_text;
use crate::web::shell::Error;
use crate::web::shell::access::Visit;

/// What is posted, all strings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The same act sent twice counts once.
    pub act_id: String,
    /// Set once the preview was seen.
    pub apply: String,
    /// What the preview showed.
    pub shown: String,
    /// Its name.
    pub name: String,
    /// Place among those with a route.
    pub sort_no: String,
    /// Words of tiers.
    pub tier: Vec<String>,
    /// Names of units, a line each.
    pub units: String,
    /// Staff numbers and names of bodies, a line each.
    pub named: String,
    /// Words of stages.
    pub route: Vec<String>,
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(['\n', '\r', '、', '，', ',', '；', ';']);
    parts.map(str::trim).filter(|part| !part.is_empty())
}

impl Typed {
    /// The form of a cohort as it is.
    pub(super) fn of(cohort: &Cohort, named: &[Member], units: &[FullUnit]) -> Self {
        let mark = |one: &Member| match one.staff_no.as_str() {
            "" => one.name.clone(),
            number => number.to_owned(),
        };
        Self {
            name: cohort.name.clone(),
            sort_no: cohort.sort_no.to_string(),
            tier: cohort.rule.tiers.clone(),
            units: unit_names(units, &cohort.rule.units),
            named: named.iter().map(mark).collect::<Vec<_>>().join("\n"),
            route: cohort.route.iter().map(|stage| stage.code().to_owned()).collect(),
            ..Self::default()
        }
    }

    /// What is wanted, or what is wrong with it.
    pub(super) async fn read(
        &self,
        can: &mut Visit,
        cohort: &Cohort,
        all: &[FullUnit],
        superior: bool,
    ) -> Result<Result<Cohort, FieldProblems>, Error> {
        let mut wrong = FieldProblems::new();
        let name = checked_name(&self.name).unwrap_or_else(|problems| {
            wrong = problems;
            String::new()
        });
        let sort_no = self
            .sort_no
            .trim()
            .parse::<i32>()
            .ok()
            .filter(|n| (1..=999).contains(n));
        if sort_no.is_none() {
            wrong.add("sort_no", msg("请填 1 至 999 的数"));
        }
        let known = |tier: &&String| matches!(tier.as_str(), "city" | "county" | "township");
        let mut units = Vec::new();
        for named in lines(&self.units) {
            match all.iter().find(|unit| unit.name == named) {
                Some(unit) => units.push(unit.id.0),
                None => wrong.add("units", msg("没有这个单位：{0}").with(named)),
            }
        }
        let (named, strangers) = owners(can, all, &self.named).await?;
        for stranger in strangers {
            wrong.add("named", msg("名册里没有：{0}").with(stranger));
        }
        let stages: Vec<Stage> = self
            .route
            .iter()
            .filter_map(|code| Stage::from_code(code))
            .collect();
        let route = if stages.is_empty() {
            Vec::new()
        } else {
            checked("route", &stages, superior).unwrap_or_else(|problems| {
                wrong = std::mem::take(&mut wrong).and(&problems);
                Vec::new()
            })
        };
        Ok(wrong.or(Cohort {
            id: cohort.id,
            code: cohort.code.clone(),
            name,
            sort_no: sort_no.unwrap_or(cohort.sort_no),
            rule: Rule {
                tiers: self.tier.iter().filter(known).cloned().collect(),
                units,
                named,
            },
            route,
        }))
    }
}

/// People by number and bodies by name, and what is neither.
async fn owners(can: &mut Visit, all: &[FullUnit], typed: &str) -> Result<(Vec<Uuid>, Vec<String>), Error> {
    let (mut found, mut strangers) = (Vec::new(), Vec::new());
    let people = people::roster::people(&mut can.tx).await?;
    for mark in lines(typed) {
        let number = code_text(mark).to_uppercase();
        let person = people
            .iter()
            .find(|one| one.staff_no == number)
            .map(|one| one.id.0);
        let body = || {
            all.iter()
                .find(|unit| unit.kind == "body" && unit.name == mark)
                .map(|unit| unit.id.0)
        };
        match person.or_else(body) {
            Some(owner) => found.push(owner),
            None => strangers.push(mark.chars().take(40).collect()),
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok((found, strangers))
}
