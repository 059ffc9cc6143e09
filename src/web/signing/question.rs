//! `POST /problems/{id}/signatures/{purpose}/question`: what the signer's passkey is asked to sign, for the page's script.

use axum::Json;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Form;
use serde_json::json;

use super::access::ProblemToSign;
use super::sign::{Typed, changed};
use super::turn;
use crate::domain::lists::Refusal;
use crate::domain::signing::{SignerRole, SigningError, actions};
use crate::web::shell::sheet::path as sheet_path;
use crate::web::shell::{Error, is_by_script, msg};

pub(super) async fn ask(
    ProblemToSign { mut can, problem }: ProblemToSign,
    Path((_, purpose)): Path<(String, String)>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let purpose = turn::purpose(&purpose)?;
    let seen = typed.seen()?;
    let act = can.act(&typed.act_id, &sheet_path(problem.id, purpose)).await?;
    let app = can.app.clone();
    let site = app.site().ok_or(Error::NotFound)?;
    if turn::whose(&problem, purpose) != Some(SignerRole::of(&problem, &can.actor)?) {
        return Err(Refusal::NotNow.into());
    }
    let sheet = turn::sheet(&mut can.tx, &problem, purpose).await?;
    match actions::ask(&mut can.tx, &act, (&problem, &sheet), seen, site).await {
        Ok(question) => {
            can.commit().await?;
            let token = question.token.cookie_value();
            Ok(Json(json!({"token": token, "options": question.options})).into_response())
        }
        Err(SigningError::Changed) if is_by_script(&headers) => {
            let why = msg("打开以后内容有改动，没有签字。请刷新页面，重新看过再签。");
            let said = Json(json!({"why": why.text(can.prefs.locale)}));
            Ok((StatusCode::CONFLICT, said).into_response())
        }
        Err(SigningError::Changed) => changed(can, &problem, purpose).await,
        Err(other) => Err(other.into()),
    }
}
