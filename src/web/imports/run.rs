//! `GET /imports/{id}`: what will be added, changed, left as it is, refused.

use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::index::title;
use super::running::SentOrGoing;
use super::view::{self, Refused};
use crate::imports::Kind;
use crate::imports::history::{self, Stands};
use crate::imports::returned;
use crate::imports::runs::{KeptRow, Run};
use crate::imports::undo;
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, Locale, dates, render};

/// Refused rows on one page.
const PAGE: usize = 200;

/// What is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    after: String,
}

pub(super) async fn page(sent: SentOrGoing, Query(asked): Query<Asked>) -> Result<Response, Error> {
    if let Some(told) = sent.going() {
        return Ok(sent.draw(told));
    }
    let SentOrGoing { mut can, run, .. } = sent;
    let run = run.ok_or(Error::NotFound)?;
    if run.is_unread() {
        let path = format!("/imports/{}/columns", run.id);
        return Ok(Redirect::to(&path).into_response());
    }
    let returned = returned::is_kept(&mut can.tx, run.id, can.now).await?;
    let history = history::store::of_run(&mut can.tx, run.id).await?;
    let view = view::Run {
        returned,
        stands: (history.stands != Stands::Draft).then(|| history.stands.label()),
        basis: history.basis.map(hex::encode),
        ..draw(&can, &run, asked.after.parse().unwrap_or(0))
    };
    Ok(render::ok(can.prefs.locale, &view))
}

fn draw(can: &Visit, run: &Run, after: u32) -> view::Run {
    let (locale, today) = (can.prefs.locale, can.today());
    let path = format!("/imports/{}", run.id);
    let mut rows: Vec<&KeptRow> = run.report.refused.iter().filter(|row| row.row > after).collect();
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|row| format!("{path}?after={}", row.row));
    let moment = |at| dates::moment(locale, at, today);
    view::Run {
        page: can.page(locale.t(title(run.kind))),
        file: run.file_name.clone(),
        sha256: run.sha256.clone(),
        who: run.who.clone().unwrap_or_default(),
        sent: moment(run.uploaded_at),
        applied: run.applied_at.map(moment),
        undo_until: run
            .applied_at
            .filter(|_| undo::is_possible(run, can.now))
            .map(|at| moment(at + undo::WITHIN)),
        undone: run.undone_at.map(moment),
        badge: view::badge(run.fate()),
        fate: run.fate(),
        added: run.report.added,
        changed: run.report.changed,
        unchanged: run.report.unchanged,
        refused: run.report.refused.len(),
        rows: rows.into_iter().map(|row| refused(locale, row)).collect(),
        returned: false,
        stands: None,
        basis: None,
        less: run
            .report
            .less
            .iter()
            .take(PAGE)
            .map(|row| refused(locale, row))
            .collect(),
        less_in_all: run.report.less.len(),
        left: run
            .report
            .left
            .iter()
            .take(50)
            .cloned()
            .collect::<Vec<_>>()
            .join(" · "),
        left_in_all: run.report.left.len(),
        unread: run.report.unread.clone(),
        roster: run.kind != Kind::Lists,
        first_page: after > 0,
        next,
        path,
    }
}

fn refused(locale: Locale, row: &KeptRow) -> Refused {
    let args: Vec<&dyn std::fmt::Display> = row.args.iter().map(|arg| arg as _).collect();
    Refused {
        row: row.row,
        letter: row.letter.clone(),
        column: row.column.clone(),
        reason: locale.tf(&row.reason, &args),
    }
}
