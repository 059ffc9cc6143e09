//! How a form with files is answered: to a person as ever, to the page's script, which shows how far a file is, in a few words.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse as _, Response};
use serde_json::{Map, json};

use super::completion::{Again, draw};
use crate::domain::lists::Problem;
use crate::web::shell::access::Visit;
use crate::web::shell::posted::{FIELD, Files};
use crate::web::shell::{Error, FlashKind, Message, flash, msg, render};

/// It was taken: on to the next page with a message. A script goes there itself, so that the message waits for it.
pub(super) fn taken(by_script: bool, to: &str, message: &Message) -> Response {
    let mut response = flash::redirect(to, FlashKind::Ok, message);
    if by_script {
        let headers = response.headers_mut();
        headers.remove(LOCATION);
        let headers = headers.clone();
        response = (StatusCode::OK, headers, Json(json!({"to": to}))).into_response();
    }
    response
}

/// It could not be taken: the page again, with what was typed. Nothing was written; files that were fit are to be chosen again, since no page
/// can fill such a field.
pub(super) async fn refused(
    can: Visit,
    problem: &Problem,
    (mut again, files): (Again, &Files),
    by_script: bool,
) -> Result<Response, Error> {
    let locale = can.prefs.locale;
    if by_script {
        let mut said = Map::new();
        for (field, messages) in again.problems.iter() {
            let words: Vec<String> = messages.iter().map(|message| message.text(locale)).collect();
            said.insert(field.to_owned(), json!(words.join(" ")));
        }
        let said = Json(json!({"problems": said}));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, said).into_response());
    }
    if !files.stored.is_empty() {
        again.problems.add(FIELD, msg("文件还没有保存，请重新选一次"));
    }
    let mut can = can.undo_and_go_on().await?;
    let view = draw(&mut can, problem, again).await?;
    Ok(render::invalid(locale, &view))
}
