//! `GET /prereview/{id}/{n}`: one entry of a package, with what changed since it came before. Each opening is recorded.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde_json::json;

use super::case::Read;
use super::form::Typed;
use super::view;
use crate::domain::campaigns;
use crate::domain::ledger::Act;
use crate::domain::lists::Content;
use crate::domain::packages::store::{self, Entry};
use crate::domain::review::queue::Filter;
use crate::kernel::ids::{ActId, PackageId};
use crate::web::shell::access::rights::Prereview;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, FieldProblems, render};

pub(super) async fn page(
    can: Can<Prereview>,
    Path((id, n)): Path<(String, String)>,
) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let entry = find(&mut can, &id, &n).await?;
    if entry.verdict.is_some() {
        return Ok(Redirect::to("/prereview").into_response());
    }
    draw(can, &entry, &Typed::default(), &FieldProblems::new()).await
}

/// The entry that the path names.
pub(super) async fn find(can: &mut Visit, id: &str, n: &str) -> Result<Entry, Error> {
    let id: PackageId = id.parse().map_err(|_| Error::NotFound)?;
    let position: i32 = n.parse().map_err(|_| Error::NotFound)?;
    let entry = store::entry(&mut can.tx, id, position).await?;
    entry.ok_or(Error::NotFound)
}

/// Draws the entry, with 422 when something is wrong with what was typed.
pub(super) async fn draw(
    can: Visit,
    entry: &Entry,
    typed: &Typed,
    wrong: &FieldProblems,
) -> Result<Response, Error> {
    let mut can = record_opening(can, entry).await?;
    let (locale, campaign) = (can.prefs.locale, can.campaign()?.id);
    let terms = campaigns::store::terms(&mut can.tx, campaign).await?;
    let content = Content::read(&entry.content).map_err(Error::internal)?;
    let before = store::before(&mut can.tx, entry).await?;
    let before = before.and_then(|(revision, text)| Some((revision, Content::read(&text).ok()?)));
    let form = typed.view(locale, 0, (&content, &terms), Filter::default(), wrong);
    let entries = store::waiting(&mut can.tx, entry.package).await?;
    let view = view::HandedUp {
        action: super::prereview::entry(entry.package, entry.position),
        from: entry.from_name.clone(),
        package: entry.package_number.clone(),
        case: Read::handed_up(content, terms, before).view_of(locale, entry, entries.len()),
        form,
        page: can.confidential_page(locale.t("预审")),
    };
    Ok(if wrong.is_empty() {
        render::ok(locale, &view)
    } else {
        render::invalid(locale, &view)
    })
}

/// Records the opening in a transaction of its own, so that it lasts although reading pages commit nothing.
async fn record_opening(mut can: Visit, entry: &Entry) -> Result<Visit, Error> {
    let mut act = Act::open(&mut can.tx, &can.actor, ActId::fresh(), can.now).await?;
    let data = json!({"position": entry.position, "number": entry.number, "revision": entry.revision});
    let object = ("package", Some(entry.package.0));
    act.record(&mut can.tx, "package.opened", object, &data).await?;
    can.commit_and_go_on().await
}
