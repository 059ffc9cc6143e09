//! `POST /problems/{id}/completion`: list 5, maybe with files; the signature on it is the next page.

use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::answer::{refused, taken};
use super::completion::Again;
use super::files::{handed, inbox};
use crate::domain::rectification::{RectificationError, Reported, actions};
use crate::domain::signing::Purpose;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::ProblemId;
use crate::kernel::messages::n_;
use crate::web::shell::access::OwnProblem;
use crate::web::shell::posted::Posted;
use crate::web::shell::sheet;
use crate::web::shell::stale::keeping;
use crate::web::shell::{Error, Locale, is_by_script, msg};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    version: String,
    outcome: String,
    done_on: String,
}

impl Typed {
    fn reported(&self) -> Reported {
        Reported {
            outcome: self.outcome.clone(),
            done_on: self.done_on.clone(),
        }
    }

    fn again(&self, problems: FieldProblems) -> Again {
        Again {
            reported: Some(self.reported()),
            problems,
            ..Again::default()
        }
    }

    fn kept(&self, error: RectificationError, locale: Locale, id: ProblemId) -> Error {
        let reload = format!("/problems/{id}/completion");
        keeping(error, locale, reload, (n_("完成情况"), &self.outcome))
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
    let to = sheet::path(problem.id, Purpose::Complete);
    let mut act = can.act(&typed.act_id, &to).await?;
    let handed = handed(&can.app, &files);
    // A version that is no number is older than any.
    let at = (problem.id, typed.version.parse().unwrap_or(0));
    match actions::report_with(&mut can.tx, &mut act, at, &typed.reported(), handed).await {
        Ok(_) => {}
        Err(RectificationError::Invalid(wrong)) => {
            return refused(can, &problem, (typed.again(wrong), &files), by_script).await;
        }
        Err(error) => return Err(typed.kept(error, can.prefs.locale, problem.id)),
    }
    can.commit().await?;
    let message = msg("完成情况已保存，请看过再签字。签字后送分管领导确认。");
    Ok(taken(by_script, &to, &message))
}
