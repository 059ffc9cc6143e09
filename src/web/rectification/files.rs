//! `GET /problems/{id}/files/{file}`: a file of the evidence, always to be saved and never shown in a page; and its being taken back.

use axum::extract::Path;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use crate::domain::rectification::evidence::{Handed, MOST_AT_ONCE};
use crate::domain::rectification::{actions, store};
use crate::domain::signing;
use crate::kernel::digest::Digest;
use crate::kernel::ids::FileId;
use crate::platform::files::Kind;
use crate::web::shell::access::{OwnProblem, ReadableProblem, Visit};
use crate::web::shell::posted::{Files, Inbox};
use crate::web::shell::{Error, FlashKind, download, flash, msg};
use crate::web::state::App;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
}

pub(super) async fn fetch(
    readable: ReadableProblem,
    Path((_, file)): Path<(String, String)>,
) -> Result<Response, Error> {
    let ReadableProblem { mut can, problem, .. } = readable;
    let id: FileId = file.parse().map_err(|_| Error::NotFound)?;
    let all = store::evidence(&mut can.tx, problem.id).await?;
    let found = all.into_iter().find(|one| one.file.id == id);
    let found = found.ok_or(Error::NotFound)?;
    // What was signed can be read for as long as somebody reads the signature.
    if !found.stands() && !found.is_named(&signing::store::of_problem(&mut can.tx, problem.id).await?) {
        return Err(Error::NotFound);
    }
    let file = found.file;
    let mut digest = Digest::default();
    hex::decode_to_slice(&file.sha256, &mut digest).map_err(Error::internal)?;
    let (files, tenant) = (can.app.files().clone(), can.session.tenant);
    let (_, bytes) = can
        .without_connection(async move { files.get(tenant, &digest).await })
        .await?;
    let bytes = bytes.map_err(Error::internal)?;
    Ok(download::file(&file.name, &file.media_type, bytes.into()))
}

pub(super) async fn take_back(
    OwnProblem { mut can, problem }: OwnProblem,
    Path((_, file)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let id: FileId = file.parse().map_err(|_| Error::NotFound)?;
    let to = format!("/problems/{}/completion", problem.id);
    let mut act = can.act(&typed.act_id, &to).await?;
    let named = actions::take_back(&mut can.tx, &mut act, problem.id, id).await?;
    can.commit().await?;
    let message = if named {
        msg("文件已从下一次完成里撤回。签过字的材料仍写着它，文件照旧保存。")
    } else {
        msg("文件已撤回。")
    };
    Ok(flash::redirect(&to, FlashKind::Ok, &message))
}

/// Where files of this area's forms go.
pub(super) fn inbox(can: &Visit) -> Inbox {
    Inbox {
        store: can.app.files().clone(),
        tenant: can.session.tenant,
        asked: &Kind::ALL,
        most: MOST_AT_ONCE,
    }
}

/// Files of a form, for the verb that takes its words.
pub(super) fn handed<'a>(app: &'a App, files: &'a Files) -> Handed<'a> {
    Handed {
        store: app.files(),
        files: &files.stored,
    }
}
