//! `POST /problems/{id}/passes`: an entry goes to a colleague of the group, for whom it is a lot of its own.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::ProblemForReview;
use super::going;
use crate::domain::review::lots;
use crate::domain::review::queue::Filter;
use crate::kernel::ids::PersonId;
use crate::web::shell::{Error, FlashKind, flash, msg};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act_id: String,
    version: String,
    to: String,
}

pub(super) async fn submit(entry: ProblemForReview, Form(posted): Form<Posted>) -> Result<Response, Error> {
    let ProblemForReview { mut can, problem } = entry;
    let version = posted.version.parse().map_err(|_| Error::malformed())?;
    let to: PersonId = posted
        .to
        .parse()
        .map_err(|_| Error::Invalid(msg("请选转交给哪一位")))?;
    let (going, _) = going::of(&mut can, &problem, Filter::default()).await?;
    let next = going.next(&mut can, &problem).await?;
    let mut act = can.act(&posted.act_id, &next).await?;
    let today = can.today();
    lots::actions::pass_on(&mut can.tx, &mut act, (problem.id, version), to, today).await?;
    can.commit().await?;
    let said = msg("{0} 已转交，在对方的批次里。").with(&problem.number);
    Ok(flash::redirect(&next, FlashKind::Ok, &said))
}
