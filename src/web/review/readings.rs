//! `GET /readings`: what waits for the visitor at the stages beside the group's.

use axum::response::Response;

use super::{labels, view};
use crate::domain::campaigns::Stage;
use crate::domain::review::stages::{self, Seat, Waiting};
use crate::domain::review::store;
use crate::kernel::ids::ProblemId;
use crate::kernel::scope::Actor;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::ReadStages;
use crate::web::shell::{Error, Locale, n_, render};

/// Entries of one stage on the page; what comes after moves up when these are done.
const SHOWN: i64 = 100;

pub(super) async fn page(mut can: Can<ReadStages>) -> Result<Response, Error> {
    let (locale, campaign) = (can.prefs.locale, can.campaign()?.id);
    let actor = can.actor.clone();
    let counts = stages::waiting_for(&mut can.tx, campaign, &actor).await?;
    let seat = Seat::of(&mut can.tx, &actor).await?;
    let mut lists = Vec::new();
    for count in &counts {
        let rows = store::waiting(&mut can.tx, campaign, &seat, count.stage, SHOWN).await?;
        lists.push(view::StageList {
            code: count.stage.code(),
            label: labels::stage(count.stage),
            task: task(count.stage),
            n: count.n,
            rows: rows.iter().map(|entry| row(locale, &actor, entry)).collect(),
        });
    }
    let view = view::Readings {
        total: counts.iter().map(|count| count.n).sum(),
        start: lists
            .iter()
            .flat_map(|l| &l.rows)
            .next()
            .map(|row| row.href.clone()),
        stages: lists,
        page: can.confidential_page(locale.t("审阅初审")),
    };
    Ok(render::ok(locale, &view))
}

/// What is done at a stage.
pub(super) fn task(stage: Stage) -> &'static str {
    match stage {
        Stage::Leader => n_("读一遍，可以写意见；送下一步，或写明理由退回本人。"),
        Stage::Unit => n_("只提意见，不作结论；意见随清单送督察指导组。"),
        Stage::Form => n_("只看形式：填全没有，归类、时限、责任写清没有；不作审核结论。"),
        Stage::Group | Stage::Province => "",
    }
}

/// The page of an entry.
pub(super) fn entry(id: ProblemId) -> String {
    format!("/problems/{id}/reading")
}

fn row(locale: Locale, actor: &Actor, entry: &Waiting) -> view::ReadingRow {
    let order = actor.stands_in_for(entry.leader);
    let order = order.filter(|_| entry.stage == Stage::Leader);
    view::ReadingRow {
        href: self::entry(entry.id),
        owner: entry.owner_name.clone(),
        unit: entry.unit_name.clone(),
        number: entry.number.clone(),
        title: (!entry.tier.is_guarded()).then(|| entry.title.clone()),
        stead: order.map(|order| order.name.clone()),
        tier: labels::tier(entry.tier),
        revision: entry.revision,
        since: labels::day(locale, entry.since),
    }
}
