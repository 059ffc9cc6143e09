//! `GET /routes`: which stages each tier passes, and how many problems stand where.

use axum::response::Response;

use super::form::{Route, Routes};
use super::view;
use crate::domain::campaigns::routes::TIERS;
use crate::domain::campaigns::{self, Stage};
use crate::domain::lists::store::{UnderWay, under_way};
use crate::domain::lists::{State, Tier};
use crate::domain::tenants;
use crate::kernel::fields::FieldProblems;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, n_, render};

pub(super) async fn page(can: Can<Office>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let now = in_force(&mut can).await?;
    let view = draw(&mut can, &now, &now, &FieldProblems::new()).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

/// The routes in force.
pub(super) async fn in_force(can: &mut Visit) -> Result<Routes, Error> {
    let campaign = can.campaign()?.id;
    let mut routes = Vec::new();
    for tier in TIERS {
        routes.push((tier, campaigns::store::route(&mut can.tx, campaign, tier).await?));
    }
    Ok(routes)
}

/// Whether there is a jurisdiction above.
pub(super) async fn superior(can: &mut Visit) -> Result<bool, Error> {
    let own = tenants::store::own(&mut can.tx).await?;
    Ok(own.is_some_and(|tenant| tenant.parent.is_some()))
}

/// The page with `wanted` ticked; where that is not what is in force, what the change concerns.
pub(super) async fn draw(
    can: &mut Visit,
    now: &Routes,
    wanted: &Routes,
    wrong: &FieldProblems,
) -> Result<view::Routes, Error> {
    let (locale, campaign) = (can.prefs.locale, can.campaign()?.id);
    let standing = under_way(&mut can.tx, campaign).await?;
    let superior = superior(can).await?;
    let tier = |((code, stages), (_, before)): (&Route, &Route)| {
        let boxes = Stage::ALL.map(|stage| view::StageBox {
            code: stage.code(),
            label: stage_label(stage),
            ticked: stages.contains(&stage),
            offered: offered(code, stage, superior) || stages.contains(&stage),
        });
        let here: Vec<&UnderWay> = standing.iter().filter(|s| s.tier == *code).collect();
        let count = |fits: &dyn Fn(&UnderWay) -> bool| here.iter().filter(|s| fits(s)).map(|s| s.n).sum();
        let path = |stages: &[Stage]| {
            let names: Vec<&str> = stages.iter().map(|s| locale.t(stage_label(*s))).collect();
            names.join(" → ")
        };
        view::TierRoute {
            code,
            label: tier_label(code),
            boxes,
            wrong: wrong.first(code).cloned(),
            changed: before != stages,
            was: path(before),
            becomes: path(stages),
            to_submit: count(&|s| State::is_editable(s.state)),
            under_way: count(&|s| s.state == State::Submitted),
            past: count(&|s| s.state.is_approved()),
            at: here
                .iter()
                .filter_map(|s| Some((stage_label(s.stage?), s.n)))
                .collect(),
        }
    };
    let tiers: Vec<view::TierRoute> = wanted.iter().zip(now).map(tier).collect();
    Ok(view::Routes {
        preview: wrong.is_empty() && tiers.iter().any(|tier| tier.changed),
        superior,
        tiers,
        read_again: campaigns::store::second_readings(&mut can.tx, campaign).await?,
        page: can.page(locale.t("审核流程")),
    })
}

/// Whether a tier may have a stage at all.
fn offered(tier: &str, stage: Stage, superior: bool) -> bool {
    match stage {
        Stage::Unit => !matches!(tier, "body" | "city"),
        Stage::Province => superior,
        Stage::Leader => tier != "body",
        Stage::Group | Stage::Form => true,
    }
}

pub(super) fn tier_label(code: &str) -> &'static str {
    match Tier::from_code(code) {
        Some(Tier::Body) => n_("班子"),
        Some(Tier::City) => n_("市级"),
        Some(Tier::County) => n_("县处级"),
        _ => n_("乡科级"),
    }
}

pub(super) fn stage_label(stage: Stage) -> &'static str {
    match stage {
        Stage::Leader => n_("分管领导审阅"),
        Stage::Unit => n_("初审"),
        Stage::Group => n_("组审"),
        Stage::Form => n_("形式审查"),
        Stage::Province => n_("预审"),
    }
}
