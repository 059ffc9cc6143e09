//! `POST /imports`: reads a workbook, tries it out, keeps what was found.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::index;
use crate::imports::returned::{self, Returned};
use crate::imports::runs::actions::{Tried, keep};
use crate::imports::{self, Kind, Report, Unreadable, Workbook};
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
}

pub(super) async fn submit(can: Can<Office>, form: Multipart) -> Result<Response, Error> {
    // A large workbook over a slow line, and reading it, take longer than a transaction may rest.
    let (can, read) = can.into_visit().without_connection(read(form)).await?;
    let (sent, kind, workbook) = read?;
    let workbook = match workbook {
        Ok(workbook) => workbook,
        Err(why) => return refuse(can, kind, why).await,
    };
    let (mut can, report, returned) = try_out(can, &sent, &workbook).await?;
    let tried = Tried {
        kind,
        file_name: &sent.file_name,
        bytes: &sent.bytes,
        report: &report,
        returned: returned.as_ref(),
    };
    let mut act = can.act(&sent.act_id, &path(&sent.act_id)).await?;
    let id = keep(&mut can.tx, &mut act, &tried).await?;
    can.commit().await?;
    Ok(Redirect::to(&path(&id.to_string())).into_response())
}

/// The dry run: the real transaction, rolled back.
async fn try_out(
    mut can: Visit,
    sent: &Sent,
    workbook: &Workbook,
) -> Result<(Visit, Report, Option<Returned>), Error> {
    let campaign = can.campaign()?;
    let mut act = can.act(&sent.act_id, &path(&sent.act_id)).await?;
    let report = imports::apply(&mut can.tx, &mut act, &campaign, None, workbook).await?;
    let taking = returned::take(workbook, &sent.bytes, &report);
    let (can, returned) = can.without_connection(taking).await?;
    Ok((can, report, returned))
}

/// The form again. Nothing was written.
async fn refuse(mut can: Visit, kind: Kind, why: Message) -> Result<Response, Error> {
    let wrong = FieldProblems::at("file", why);
    let view = index::draw(&mut can, None, Some((kind, wrong))).await?;
    Ok(render::invalid(can.prefs.locale, &view))
}

/// A run has the id of the act that made it.
fn path(id: &str) -> String {
    format!("/imports/{id}")
}

type Read = (Sent, Kind, Result<Workbook, Message>);

async fn read(form: Multipart) -> Result<Read, Error> {
    let sent = receive(form).await.map_err(|error| unreadable(&error))?;
    let kind = Kind::from_code(&sent.kind).ok_or_else(Error::malformed)?;
    if sent.bytes.is_empty() {
        return Ok((sent, kind, Err(msg("请先选一个文件"))));
    }
    let workbook = Workbook::read(kind, sent.bytes.clone()).await;
    Ok((sent, kind, workbook.map_err(|why| said(&why))))
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

fn said(why: &Unreadable) -> Message {
    why.args().into_iter().fold(msg(why.message()), Message::with)
}
