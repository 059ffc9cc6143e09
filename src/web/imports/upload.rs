//! `POST /imports`: reads a workbook, tries it out, keeps what was found.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use bytes::Bytes;

use super::{index, job};
use crate::domain::signing::Scan;
use crate::imports::history::{History, Stands};
use crate::imports::learned::{self, Learned};
use crate::imports::progress::Doing;
use crate::imports::returned::{self, Returned};
use crate::imports::runs::actions::{Tried, keep, keep_unread};
use crate::imports::{self, Kind, Report, Unreadable, Workbook, columns};
use crate::kernel::ids::TenantId;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, FieldProblems, Message, msg, render};

/// What is posted.
#[derive(Default)]
struct Sent {
    act_id: String,
    kind: String,
    file_name: String,
    bytes: Vec<u8>,
    stands: String,
    basis: Option<(String, Bytes)>,
}

pub(super) async fn submit(can: Can<Office>, form: Multipart) -> Result<Response, Error> {
    // A large workbook over a slow line, and reading it, take longer than a transaction may rest.
    let mut can = can.into_visit();
    let learned = learned::store::all(&mut can.tx).await?;
    let reading = read(form, can.session.tenant, &learned);
    let (can, read) = can.without_connection(reading).await?;
    let (sent, kind, workbook, history) = read?;
    let workbook = match workbook {
        Ok(workbook) => workbook,
        Err(Wrong::Said(why)) => return refuse(can, kind, "file", why).await,
        Err(Wrong::Queue(why)) => return wait(can, kind, why).await,
        Err(Wrong::Columns) => match history {
            Ok(history) => return unread(can, &sent, (kind, history)).await,
            Err(why) => return refuse(can, kind, "basis", why).await,
        },
    };
    let (stands, basis) = match history {
        Ok(history) => history,
        Err(why) => return refuse(can, kind, "basis", why).await,
    };
    let told = History {
        stands,
        basis: basis.as_ref().map(|scan| scan.sha256),
    };
    let to = path(&sent.act_id);
    let work = async move {
        let file = (sent.act_id.as_str(), sent.bytes.as_slice());
        let (mut can, report, returned) = try_out(can, file, (&workbook, told)).await?;
        let tried = Tried {
            kind,
            file_name: &sent.file_name,
            bytes: &sent.bytes,
            report: &report,
            returned: returned.as_ref(),
            history: (stands, basis.as_ref()),
        };
        let mut act = can.act(&sent.act_id, &path(&sent.act_id)).await?;
        keep(&mut can.tx, &mut act, &tried).await?;
        can.commit().await
    };
    // Where it goes on, its page says how far it is.
    job::wait(work).await?;
    Ok(Redirect::to(&to).into_response())
}

/// The dry run: the real transaction, rolled back.
pub(super) async fn try_out(
    mut can: Visit,
    (act_id, bytes): (&str, &[u8]),
    (workbook, history): (&Workbook, History),
) -> Result<(Visit, Report, Option<Returned>), Error> {
    let campaign = can.campaign()?;
    let mut act = can.act(act_id, &path(act_id)).await?;
    let progress = job::progress(&can, act.id.0, Doing::Trying);
    let read = (workbook, &progress);
    let report = imports::apply(&mut can.tx, &mut act, &campaign, (None, history), read).await?;
    let taking = returned::take(workbook, bytes, &report);
    let (can, returned) = can.without_connection(taking).await?;
    Ok((can, report, returned))
}

/// The form again. Nothing was written.
async fn refuse(mut can: Visit, kind: Kind, field: &str, why: Message) -> Result<Response, Error> {
    let wrong = FieldProblems::at(field, why);
    let view = index::draw(&mut can, None, Some((kind, wrong))).await?;
    Ok(render::invalid(can.prefs.locale, &view))
}

/// The form again, and when to come back: nobody looked at the file, and it is not kept.
async fn wait(mut can: Visit, kind: Kind, why: Message) -> Result<Response, Error> {
    let wrong = FieldProblems::at("wait", why);
    let view = index::draw(&mut can, None, Some((kind, wrong))).await?;
    let mut response = render::html(can.prefs.locale, StatusCode::SERVICE_UNAVAILABLE, &view);
    let seconds = HeaderValue::from_static("20");
    response.headers_mut().insert(RETRY_AFTER, seconds);
    Ok(response)
}

/// A run has the id of the act that made it.
fn path(id: &str) -> String {
    format!("/imports/{id}")
}

/// The file is kept; what its columns mean is told on a page of its own.
async fn unread(
    mut can: Visit,
    sent: &Sent,
    (kind, (stands, basis)): (Kind, (Stands, Option<Scan>)),
) -> Result<Response, Error> {
    let mut act = can.act(&sent.act_id, &path(&sent.act_id)).await?;
    let file = (sent.file_name.as_str(), sent.bytes.as_slice());
    let id = keep_unread(&mut can.tx, &mut act, kind, file, (stands, basis.as_ref())).await?;
    can.commit().await?;
    Ok(Redirect::to(&format!("/imports/{id}/columns")).into_response())
}

/// As what the problems come in, and the scan that shows it. Rosters have no history of this kind.
async fn history(kind: Kind, sent: &Sent) -> Past {
    if kind != Kind::Lists {
        return Ok((Stands::Draft, None));
    }
    let stands = Stands::from_word(&sent.stands).unwrap_or_default();
    if !stands.needs_basis() {
        return Ok((stands, None));
    }
    let Some((name, content)) = sent.basis.clone() else {
        return Err(msg("已审核和已双签的，要附上依据的扫描件"));
    };
    Ok((stands, Some(Scan::of(&name, content).await?)))
}

/// As what the problems come in, or what is wrong with the scan.
type Past = Result<(Stands, Option<Scan>), Message>;
type Read = (Sent, Kind, Result<Workbook, Wrong>, Past);

/// What is wrong with a file.
enum Wrong {
    /// In words.
    Said(Message),
    /// Its columns are not known.
    Columns,
    /// Too many wait before it.
    Queue(Message),
}

async fn read(form: Multipart, tenant: TenantId, learned: &Learned) -> Result<Read, Error> {
    let sent = receive(form).await.map_err(|error| unreadable(&error))?;
    let kind = Kind::from_code(&sent.kind).ok_or_else(Error::malformed)?;
    if sent.bytes.is_empty() {
        let nothing = Err(Wrong::Said(msg("请先选一个文件")));
        return Ok((sent, kind, nothing, Ok((Stands::Draft, None))));
    }
    let past = history(kind, &sent).await;
    let workbook = match Workbook::read((tenant, kind), sent.bytes.clone(), learned).await {
        Ok(workbook) => Ok(workbook),
        Err(Unreadable::NoHeader(_)) => Err(other_kind((tenant, kind), &sent.bytes, learned).await),
        Err(why @ Unreadable::Queue(_)) => Err(Wrong::Queue(said(&why))),
        Err(why) => Err(Wrong::Said(said(&why))),
    };
    Ok((sent, kind, workbook, past))
}

/// A workbook of another kind was sent by the wrong form; else nobody knows its columns yet.
async fn other_kind(of: (TenantId, Kind), bytes: &[u8], learned: &Learned) -> Wrong {
    let other = match columns::other_kind(of, bytes.to_vec(), learned).await {
        Ok(other) => other,
        Err(why) => return Wrong::Queue(said(&why)),
    };
    let said = match other {
        Some(Kind::Organisation) => msg("这份像是机构名册，请在“机构名册”那里上传"),
        Some(Kind::Roster) => msg("这份像是干部名册，请在“干部名册”那里上传"),
        Some(Kind::Lists) => msg("这份像是五个清单，请在“五个清单”那里上传"),
        None => return Wrong::Columns,
    };
    Wrong::Said(said)
}

async fn receive(mut form: Multipart) -> Result<Sent, MultipartError> {
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await? {
        match field.name().unwrap_or_default() {
            "act_id" => sent.act_id = field.text().await?,
            "kind" => sent.kind = field.text().await?,
            "file" => {
                sent.file_name = field.file_name().unwrap_or_default().to_owned();
                sent.bytes = field.bytes().await?.into();
            }
            "stands" => sent.stands = field.text().await?,
            "basis" => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let content = field.bytes().await?;
                sent.basis = (!content.is_empty()).then_some((name, content));
            }
            _ => {}
        }
    }
    Ok(sent)
}

fn unreadable(error: &MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::malformed(),
    }
}

pub(super) fn said(why: &Unreadable) -> Message {
    why.args().into_iter().fold(msg(why.message()), Message::with)
}
