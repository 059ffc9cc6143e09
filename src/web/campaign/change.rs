//! `POST /routes`: first shows what a change concerns, then makes it.

use axum::response::Response;
use axum_extra::extract::Form;

use super::form::Typed;
use super::index;
use crate::domain::campaigns::actions::set_route;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::Office;
use crate::web::shell::{Error, FlashKind, flash, msg, render};

pub(super) async fn submit(
    can: Can<Office>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let (mut can, typed) = (can.into_visit(), Typed::from(pairs));
    let (now, superior) = (index::in_force(&mut can).await?, index::superior(&mut can).await?);
    let (wanted, wrong) = typed.routes(superior);
    if !wrong.is_empty() || typed.get("apply").is_empty() {
        let view = index::draw(&mut can, &now, &wanted, &wrong).await?;
        let locale = can.prefs.locale;
        return Ok(if wrong.is_empty() {
            render::ok(locale, &view)
        } else {
            render::invalid(locale, &view)
        });
    }
    let campaign = can.campaign()?.id;
    let mut act = can.act(typed.get("act_id"), "/routes").await?;
    let mut changed = 0;
    for (tier, stages) in &wanted {
        changed += usize::from(set_route(&mut can.tx, &mut act, campaign, tier, stages).await?);
    }
    can.commit().await?;
    let message = if changed == 0 {
        msg("审核流程没有改动。")
    } else {
        msg("审核流程已改，今后提交的按新的走。")
    };
    Ok(flash::redirect("/routes", FlashKind::Ok, &message))
}
