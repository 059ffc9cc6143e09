//! `POST /prereview/{id}/{n}`: the province passes an entry or returns it, and goes on to the next.

use axum::extract::Path;
use axum::response::Response;
use axum_extra::extract::Form;

use super::form::Typed;
use super::{handed_up, prereview};
use crate::domain::lists::ListsError;
use crate::domain::packages::{PackageError, actions, store};
use crate::domain::review::Ruling;
use crate::web::shell::access::rights::Prereview;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, FlashKind, flash, msg};

pub(super) async fn submit(
    can: Can<Prereview>,
    Path((id, n)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let (mut can, typed) = (can.into_visit(), Typed::from(pairs));
    let entry = handed_up::find(&mut can, &id, &n).await?;
    let mut act = can.act(typed.get("act_id"), "/prereview").await?;
    let decision = typed.decision().ok_or_else(Error::malformed)?;
    let (at, today) = ((entry.package, entry.position), can.today());
    match actions::decide(&mut can.tx, &mut act, at, &decision, today).await {
        Ok(()) => {}
        Err(PackageError::Lists(ListsError::Invalid(wrong))) => {
            return handed_up::draw(can, &entry, &typed, &wrong).await;
        }
        Err(other) => return Err(other.into()),
    }
    let next = next(&mut can).await?;
    can.commit().await?;
    let message = match decision.ruling {
        Ruling::Approved => msg("{0} 预审通过，结果正在送回。"),
        Ruling::Returned | Ruling::Redo => msg("{0} 预审退回，理由正在送回。"),
    };
    Ok(flash::redirect(
        &next,
        FlashKind::Ok,
        &message.with(&entry.number),
    ))
}

/// The first that waits; else the queue.
async fn next(can: &mut Visit) -> Result<String, Error> {
    for package in store::received(&mut can.tx).await? {
        let entries = store::waiting(&mut can.tx, package.id).await?;
        if let Some((position, ..)) = entries.iter().find(|(.., verdict)| verdict.is_none()) {
            return Ok(prereview::entry(package.id, *position));
        }
    }
    Ok("/prereview".to_owned())
}
