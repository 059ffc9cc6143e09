//! `GET /cohorts/{id}` and `POST /cohorts/{id}`: who is in and by which rule; a change is shown before it is made.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use axum_extra::extract::Form;

use super::cohort_form::Typed;
use super::cohorts::{path, refused, shown};
use super::index::{stage_label, superior, tier_label};
use super::members;
use super::view::{self, Tick};
use crate::domain::campaigns::Stage;
use crate::domain::campaigns::cohorts::{Cohort, CohortError, Member, Rule, actions, seal, store};
use crate::domain::units::{self, store::FullUnit};
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::CohortId;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Carries, Visit, id_in_path};
use crate::web::shell::list::Listing;
use crate::web::shell::list::catalogue::MEMBERS;
use crate::web::shell::{Error, FlashKind, flash, msg, render};
use crate::web::state::App;

/// A cohort that the office looks at, named by `{id}` in the path.
#[derive(Debug)]
pub(super) struct SeenCohort {
    pub(super) can: Visit,
    pub(super) cohort: Cohort,
}

impl Carries for SeenCohort {
    const RIGHT: &'static str = <Can<Office> as Carries>::RIGHT;
}

impl FromRequestParts<App> for SeenCohort {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Can::<Office>::from_request_parts(parts, app).await?.into_visit();
        let id: CohortId = id_in_path(parts, app).await?;
        let campaign = can.campaign()?.id;
        let cohort = store::find(&mut can.tx, campaign, id).await?;
        let cohort = cohort.ok_or(Error::NotFound)?;
        Ok(Self { can, cohort })
    }
}

pub(super) async fn page(seen: SeenCohort) -> Result<Response, Error> {
    let SeenCohort { mut can, cohort } = seen;
    if let Some(elsewhere) = Listing::of(&mut can, &MEMBERS).await?.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let units = units::store::all(&mut can.tx).await?;
    let now = store::members(&mut can.tx, cohort.id).await?;
    let typed = Typed::of(&cohort, &by_name(&mut can, &cohort.rule, &now).await?, &units);
    let view = draw(&mut can, &cohort, &typed, None, FieldProblems::new()).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

pub(super) async fn change(seen: SeenCohort, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let SeenCohort { mut can, cohort } = seen;
    let units = units::store::all(&mut can.tx).await?;
    let superior = superior(&mut can).await?;
    let wanted = match typed.read(&mut can, &cohort, &units, superior).await? {
        Ok(wanted) => wanted,
        Err(wrong) => {
            let view = draw(&mut can, &cohort, &typed, None, wrong).await?;
            return Ok(render::invalid(can.prefs.locale, &view));
        }
    };
    if typed.apply.is_empty() {
        return preview(can, &cohort, &typed, &wanted).await;
    }
    confirm(can, &cohort, &typed, &wanted).await
}

async fn preview(mut can: Visit, cohort: &Cohort, typed: &Typed, wanted: &Cohort) -> Result<Response, Error> {
    let view = draw(&mut can, cohort, typed, Some(wanted), FieldProblems::new()).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

async fn confirm(mut can: Visit, cohort: &Cohort, typed: &Typed, wanted: &Cohort) -> Result<Response, Error> {
    let (to, campaign) = (format!("/cohorts/{}", cohort.id), can.campaign()?.id);
    let mut act = can.act(&typed.act_id, &to).await?;
    let changed = match actions::set(&mut can.tx, &mut act, campaign, wanted, &typed.shown).await {
        // Others are meant by now: they are shown before anything is done.
        Err(CohortError::Changed) => return preview(can, cohort, typed, wanted).await,
        done => done.map_err(refused)?,
    };
    can.commit().await?;
    let message = msg("已改：进 {0} 个，出 {1} 个。")
        .with(changed.added)
        .with(changed.removed);
    Ok(flash::redirect(&to, FlashKind::Ok, &message))
}

/// Those who are in by name: whom neither tiers nor units mean.
async fn by_name(can: &mut Visit, rule: &Rule, now: &[Member]) -> Result<Vec<Member>, Error> {
    let ruled = Rule {
        named: Vec::new(),
        ..rule.clone()
    };
    let meant = store::meant(&mut can.tx, &ruled).await?;
    Ok(now.iter().filter(|one| !meant.contains(one)).cloned().collect())
}

/// The page, with what `wanted` would change.
async fn draw(
    can: &mut Visit,
    cohort: &Cohort,
    typed: &Typed,
    wanted: Option<&Cohort>,
    problems: FieldProblems,
) -> Result<view::CohortPage, Error> {
    let (locale, campaign) = (can.prefs.locale, can.campaign()?.id);
    let listing = Listing::of(can, &MEMBERS).await?;
    let now = store::members(&mut can.tx, cohort.id).await?;
    let meant = match wanted {
        Some(wanted) => Some(store::meant(&mut can.tx, &wanted.rule).await?),
        None => None,
    };
    let ids: Vec<_> = meant
        .as_ref()
        .unwrap_or(&now)
        .iter()
        .map(|one| one.owner)
        .collect();
    let mut overlaps = store::overlaps(&mut can.tx, campaign, cohort.id, &ids).await?;
    for other in &mut overlaps {
        other.name = shown(locale, &other.name);
    }
    let preview = meant.as_ref().zip(wanted).map(|(meant, wanted)| view::Preview {
        added: meant.iter().filter(|one| !now.contains(one)).cloned().collect(),
        removed: now.iter().filter(|one| !meant.contains(one)).cloned().collect(),
        n: meant.len(),
        was: path(locale, cohort),
        becomes: path(locale, wanted),
        seal: seal(&ids),
    });
    let superior = superior(can).await?;
    let route = Stage::ALL
        .into_iter()
        .filter(|stage| superior || *stage != Stage::Province);
    Ok(view::CohortPage {
        page: can.page(shown(locale, &cohort.name)),
        id: cohort.id.to_string(),
        n: now.len(),
        members: members::list(can, cohort.id, listing).await?,
        overlaps,
        preview,
        tiers: ["city", "county", "township"].map(|code| Tick {
            code,
            label: tier_label(code),
            ticked: typed.tier.iter().any(|tier| tier == code),
        }),
        route: route
            .map(|stage| Tick {
                code: stage.code(),
                label: stage_label(stage),
                ticked: typed.route.iter().any(|code| code == stage.code()),
            })
            .collect(),
        typed: typed.clone(),
        problems,
    })
}

/// The names of units, a line each.
pub(super) fn unit_names(units: &[FullUnit], ids: &[uuid::Uuid]) -> String {
    let named = units.iter().filter(|unit| ids.contains(&unit.id.0));
    named
        .map(|unit| unit.name.as_str())
        .collect::<Vec<_>>()
        .join("\n")
}
