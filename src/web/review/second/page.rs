//! `GET` and `POST /second-readings/{id}`: an entry read again; `POST /second-readings/{id}/settlements`: the head upholds the first.

use axum::Json;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use serde_json::json;

use super::form::Typed;
use super::{again, both, filter};
use crate::domain::lists::{ListsError, Reading};
use crate::domain::review::second::actions;
use crate::kernel::fields::FieldProblems;
use crate::web::review::access::VerdictToReadAgain;
use crate::web::shell::access::problem::record_opening;
use crate::web::shell::{Error, FlashKind, flash, is_by_script, msg};

/// What the head posts.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::web::review) struct Posted {
    act_id: String,
}

pub(in crate::web::review) async fn page(mut entry: VerdictToReadAgain) -> Result<Response, Error> {
    if Reading::Group.is_recorded(entry.problem.tier) {
        entry.can = record_opening(entry.can, &entry.problem, Reading::Group).await?;
    }
    if entry.reads {
        again::draw(entry, (&Typed::default(), &FieldProblems::new())).await
    } else {
        both::draw(entry).await
    }
}

pub(in crate::web::review) async fn submit(
    mut entry: VerdictToReadAgain,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let typed = Typed::from(pairs);
    let decision = typed.decision().ok_or_else(Error::malformed)?;
    filter::same_person(&entry.can, typed.get("who"))?;
    let next = again::next(&mut entry.can, entry.reading.id).await?;
    let next = next.unwrap_or_else(|| again::LIST.to_owned());
    let can = &mut entry.can;
    let mut act = can.act(typed.get("act_id"), &next).await?;
    match actions::read(&mut can.tx, &mut act, entry.reading.id, &decision).await {
        Ok(_) => {}
        Err(ListsError::Invalid(wrong)) => return again::draw(entry, (&typed, &wrong)).await,
        Err(other) => return Err(other.into()),
    }
    let locale = can.prefs.locale;
    entry.can.commit().await?;
    // Whether the two agree is the head's to know.
    let said = msg("{0} 的复核意见已记下。").with(&entry.problem.number);
    if is_by_script(&headers) {
        return Ok(Json(json!({"said": said.text(locale), "next": next})).into_response());
    }
    Ok(flash::redirect(&next, FlashKind::Ok, &said))
}

pub(in crate::web::review) async fn uphold(
    VerdictToReadAgain { mut can, reading, .. }: VerdictToReadAgain,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let to = "/second-readings?state=disputed";
    let mut act = can.act(&posted.act_id, to).await?;
    actions::uphold(&mut can.tx, &mut act, reading.id).await?;
    can.commit().await?;
    Ok(flash::redirect(to, FlashKind::Ok, &msg("已维持原结论。")))
}
