//! `POST /to-sign/{id}/{purpose}/question`: what the visitor's passkey is asked to sign, once for the whole sheet.

use axum::Json;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Form;
use serde_json::json;

use super::access::SheetToSign;
use super::sign::{Typed, changed};
use crate::domain::lists::Problem;
use crate::domain::signing::{Purpose, Seen, Sheet, SigningError, actions, store};
use crate::kernel::ids::ProblemId;
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, is_by_script, msg};
use crate::web::signing::turn;

pub(in crate::web::signing) async fn ask(
    mut sheet: SheetToSign,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let (which, seen) = (sheet.which, typed.seen()?);
    let can = &mut sheet.can;
    let act = can.act(&typed.act_id, &which.path()).await?;
    let app = can.app.clone();
    let site = app.site().ok_or(Error::NotFound)?;
    let sheets = opened(can, &sheet.problems, which.purpose, &seen).await?;
    let shown: Vec<Seen> = seen.iter().map(|(_, seen)| *seen).collect();
    match actions::ask_together(&mut can.tx, &act, &sheets, &shown, site).await {
        Ok(question) => {
            sheet.can.commit().await?;
            let token = question.token.cookie_value();
            Ok(Json(json!({"token": token, "options": question.options})).into_response())
        }
        Err(SigningError::Changed) if is_by_script(&headers) => {
            let why = msg("打开以后有改动，整份都没有签字。请刷新页面，重新看过再签。");
            let said = Json(json!({"why": why.text(can.prefs.locale)}));
            Ok((StatusCode::CONFLICT, said).into_response())
        }
        Err(SigningError::Changed) => changed(sheet.can, which, seen).await,
        Err(other) => Err(other.into()),
    }
}

/// Of what was opened, what is still there, in the order in which it was.
async fn opened(
    can: &mut Visit,
    problems: &[Problem],
    purpose: Purpose,
    seen: &[(ProblemId, Seen)],
) -> Result<Vec<(Problem, Sheet)>, Error> {
    let ids: Vec<uuid::Uuid> = problems.iter().map(|problem| problem.id.0).collect();
    let signatures = store::of_problems(&mut can.tx, &ids).await?;
    let mut sheets = Vec::new();
    for (id, _) in seen {
        let Some(problem) = problems.iter().find(|problem| problem.id == *id) else {
            continue;
        };
        let own: Vec<_> = signatures
            .iter()
            .filter(|one| one.problem == *id)
            .cloned()
            .collect();
        let sheet = turn::sheet_with(&mut can.tx, &own, problem, purpose).await?;
        sheets.push((problem.clone(), sheet));
    }
    Ok(sheets)
}
