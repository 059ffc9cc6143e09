//! `POST /prereview/{id}/{n}`: the province passes an entry or returns it, and goes on to the next; `…/undos` undoes it within seconds.

use axum::Json;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use serde_json::json;

use super::form::Typed;
use super::{filter, handed_up, prereview};
use crate::domain::lists::ListsError;
use crate::domain::packages::store::Entry;
use crate::domain::packages::{PackageError, actions, store};
use crate::domain::review::Ruling;
use crate::kernel::ids::VerdictId;
use crate::web::shell::access::rights::Prereview;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, FlashKind, Message, flash, is_by_script, msg};

/// What an undoing posts.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act_id: String,
    verdict: String,
    /// For whom the page was drawn.
    who: String,
}

pub(super) async fn submit(
    can: Can<Prereview>,
    Path((id, n)): Path<(String, String)>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let (mut can, typed) = (can.into_visit(), Typed::from(pairs));
    let entry = handed_up::find(&mut can, &id, &n).await?;
    let by_script = is_by_script(&headers);
    let next = next(&mut can, &entry).await?;
    let decision = typed.decision().ok_or_else(Error::malformed)?;
    filter::same_person(&can, typed.get("who"))?;
    let said = said(&entry, decision.ruling);
    let mut act = match can.act(typed.get("act_id"), "/prereview").await {
        Err(Error::Repeated { .. }) if by_script => {
            // What stands is told, whatever was sent.
            let stands = match entry.verdict.as_deref().and_then(Ruling::from_code) {
                Some(ruling) => self::said(&entry, ruling),
                None => msg("{0} 的这次结论已经不在，请重新打开看。").with(&entry.number),
            };
            return told(can, &entry, &stands, next).await;
        }
        act => act?,
    };
    let (at, today) = ((entry.package, entry.position), can.today());
    match actions::decide(&mut can.tx, &mut act, at, &decision, today).await {
        Ok(()) if by_script => return told(can, &entry, &said, next).await,
        Ok(()) => {}
        Err(PackageError::Lists(ListsError::Invalid(wrong))) => {
            return handed_up::draw(can, &entry, "", (&typed, &wrong)).await;
        }
        Err(other) => return Err(other.into()),
    }
    can.commit().await?;
    let to = format!("{next}?undo={}", entry.position);
    Ok(flash::redirect(&to, FlashKind::Ok, &said))
}

pub(super) async fn undo(
    can: Can<Prereview>,
    Path((id, n)): Path<(String, String)>,
    headers: HeaderMap,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let entry = handed_up::find(&mut can, &id, &n).await?;
    filter::same_person(&can, &posted.who)?;
    let verdict: VerdictId = posted.verdict.parse().map_err(|_| Error::malformed())?;
    let back = prereview::entry(entry.package, entry.position);
    let said = msg("{0} 的预审结论已撤销，没有送回。").with(&entry.number);
    let by_script = is_by_script(&headers);
    let answer = Json(json!({"said": said.text(can.prefs.locale), "next": back})).into_response();
    let mut act = match can.act(&posted.act_id, &back).await {
        Err(Error::Repeated { .. }) if by_script => return Ok(answer),
        act => act?,
    };
    actions::undo(&mut can.tx, &mut act, (entry.package, entry.position), verdict).await?;
    can.commit().await?;
    Ok(if by_script {
        answer
    } else {
        flash::redirect(&back, FlashKind::Ok, &said)
    })
}

/// What was done, in a sentence.
pub(super) fn said(entry: &Entry, ruling: Ruling) -> Message {
    let message = match ruling {
        Ruling::Approved => msg("{0} 预审通过，结果正在送回。"),
        Ruling::Returned | Ruling::Redo => msg("{0} 预审退回，理由正在送回。"),
    };
    message.with(&entry.number)
}

/// The answer to a script: what was done, how it is undone, what comes next.
async fn told(mut can: Visit, entry: &Entry, said: &Message, next: String) -> Result<Response, Error> {
    let given = store::given(&mut can.tx, entry.package, entry.position).await?;
    let mine = given.filter(|given| given.account == can.session.account);
    let to = format!("{}/undos", prereview::entry(entry.package, entry.position));
    let undo = mine.map(|given| json!({"to": to, "verdict": given.verdict}));
    let said = said.text(can.prefs.locale);
    can.commit().await?;
    Ok(Json(json!({"said": said, "undo": undo, "next": next})).into_response())
}

/// The next that waits in the package, after its last the first that was left out; then the first of another that nobody else
/// goes through; else the queue.
async fn next(can: &mut Visit, entry: &Entry) -> Result<String, Error> {
    let here = store::outline(&mut can.tx, entry.package).await?;
    let waits = here
        .iter()
        .filter(|one| one.waits && one.position != entry.position);
    let mut left: Vec<i32> = waits.map(|one| one.position).collect();
    left.sort_by_key(|position| (*position < entry.position, *position));
    if let Some(position) = left.first() {
        return Ok(prereview::entry(entry.package, *position));
    }
    let (holders, mine) = (store::holders(&mut can.tx, can.now).await?, can.session.account);
    for package in store::received(&mut can.tx).await? {
        let taken = holders
            .iter()
            .any(|(held, by, _)| *held == package.id && *by != mine);
        if taken || package.id == entry.package {
            continue;
        }
        let entries = store::waiting(&mut can.tx, package.id).await?;
        if let Some((position, ..)) = entries.iter().find(|(.., verdict)| verdict.is_none()) {
            return Ok(prereview::entry(package.id, *position));
        }
    }
    Ok("/prereview".to_owned())
}
