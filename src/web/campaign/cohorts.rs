//! `GET /cohorts`: the named sets of owners, side by side and never added up; `POST /cohorts` makes one.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::index::stage_label;
use super::view::{CohortLine, Cohorts};
use crate::domain::campaigns::cohorts::{Cohort, CohortError, actions, store};
use crate::kernel::fields::FieldProblems;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, FlashKind, Locale, flash, msg, n_, render};

const PLACE: &str = "/cohorts";

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    name: String,
}

pub(super) async fn page(can: Can<Office>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let view = draw(&mut can, "", FieldProblems::new()).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

pub(super) async fn make(can: Can<Office>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let campaign = can.campaign()?.id;
    if let Err(wrong) = actions::checked_name(&typed.name) {
        let view = draw(&mut can, &typed.name, wrong).await?;
        return Ok(render::invalid(can.prefs.locale, &view));
    }
    let mut act = can.act(&typed.act_id, PLACE).await?;
    let id = match actions::make(&mut can.tx, &mut act, campaign, &typed.name).await {
        Ok(id) => id,
        Err(CohortError::Invalid(wrong)) => {
            let view = draw(&mut can, &typed.name, wrong).await?;
            return Ok(render::invalid(can.prefs.locale, &view));
        }
        Err(other) => return Err(refused(other)),
    };
    can.commit().await?;
    let message = msg("已建立统计范围，请写明哪些人在内。");
    Ok(flash::redirect(&format!("{PLACE}/{id}"), FlashKind::Ok, &message))
}

pub(super) fn refused(error: CohortError) -> Error {
    match error {
        CohortError::NotFound => Error::NotFound,
        CohortError::Changed => Error::Invalid(msg("名册刚有变动，请重新看会进出哪些人再确认。")),
        CohortError::Invalid(wrong) => {
            let first = wrong
                .iter()
                .next()
                .and_then(|(_, messages)| messages.first().cloned());
            first.map_or_else(Error::malformed, Error::Invalid)
        }
        CohortError::Act(error) => error.into(),
        CohortError::Db(error) => error.into(),
    }
}

async fn draw(can: &mut Visit, name: &str, problems: FieldProblems) -> Result<Cohorts, Error> {
    let (locale, campaign) = (can.prefs.locale, can.campaign()?.id);
    let counts = store::counts(&mut can.tx, campaign).await?;
    let (senior, everybody) = store::by_rank(&mut can.tx).await?;
    let of_rank = |name: &'static str, n| CohortLine {
        href: String::new(),
        name: locale.t(name).to_owned(),
        n,
        route: String::new(),
        sort_no: None,
    };
    let line = |cohort: Cohort| CohortLine {
        href: format!("{PLACE}/{}", cohort.id),
        n: counts
            .iter()
            .find(|(id, _)| *id == cohort.id)
            .map_or(0, |(_, n)| *n),
        route: path(locale, &cohort),
        sort_no: Some(cohort.sort_no).filter(|_| !cohort.route.is_empty()),
        name: shown(locale, &cohort.name),
    };
    let all = store::all(&mut can.tx, campaign).await?;
    let ranks = [
        of_rank(n_("县处级以上"), senior),
        of_rank(n_("副科级以上"), everybody),
    ];
    Ok(Cohorts {
        page: can.page(locale.t("统计范围")),
        lines: all.into_iter().map(line).chain(ranks).collect(),
        name: name.to_owned(),
        problems,
    })
}

/// A name as it is shown: those that every campaign begins with have their English.
pub(super) fn shown(locale: Locale, name: &str) -> String {
    let known = [n_("市级领导"), n_("市委常委班子和常委")];
    let known = known.into_iter().find(|known| *known == name);
    known.map_or_else(|| name.to_owned(), |known| locale.t(known).to_owned())
}

/// Its own way of review in words; empty when it has none.
pub(super) fn path(locale: Locale, cohort: &Cohort) -> String {
    let names: Vec<&str> = cohort.route.iter().map(|s| locale.t(stage_label(*s))).collect();
    names.join(" → ")
}
