//! `POST /problems/{id}/progress`: a progress note, maybe with files.

use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::answer::{refused, taken};
use super::completion::Again;
use super::files::{handed, inbox};
use crate::domain::rectification::{RectificationError, actions};
use crate::kernel::fields::FieldProblems;
use crate::web::shell::access::OwnProblem;
use crate::web::shell::posted::Posted;
use crate::web::shell::{Error, is_by_script, msg};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    words: String,
}

impl Typed {
    fn again(&self, problems: FieldProblems) -> Again {
        Again {
            note: self.words.clone(),
            at_note: true,
            problems,
            ..Again::default()
        }
    }
}

pub(super) async fn submit(
    OwnProblem { can, problem }: OwnProblem,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, Error> {
    let (by_script, inbox) = (is_by_script(&headers), inbox(&can));
    let (mut can, read) = can.without_connection(posted.read::<Typed>(inbox)).await?;
    let (typed, files) = read?;
    if !files.wrong.is_empty() {
        let again = typed.again(files.wrong.clone());
        return refused(can, &problem, (again, &files), by_script).await;
    }
    let to = format!("/problems/{}/completion", problem.id);
    let mut act = can.act(&typed.act_id, &to).await?;
    let handed = handed(&can.app, &files);
    match actions::note_with(&mut can.tx, &mut act, problem.id, &typed.words, handed).await {
        Ok(_) => {}
        Err(RectificationError::Invalid(wrong)) => {
            return refused(can, &problem, (typed.again(wrong), &files), by_script).await;
        }
        Err(other) => return Err(other.into()),
    }
    can.commit().await?;
    Ok(taken(by_script, &to, &msg("进展已记下。")))
}
