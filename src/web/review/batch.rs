//! `POST /review/batches`: entries that were ticked are shown with what is to be ruled on each; confirmed, all are ruled on or none.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::batch_form::Typed;
use super::{filter, view};
use crate::domain::campaigns;
use crate::domain::lists::{ListsError, Refusal};
use crate::domain::review::queue::{Desk, Filter};
use crate::domain::review::store::{self, Chosen, LeftOut};
use crate::domain::review::{Ruling, actions};
use crate::kernel::ids::{ActId, ProblemId};
use crate::web::shell::access::rights::Review;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, FlashKind, Message, flash, msg, render};

pub(super) async fn submit(
    can: Can<Review>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let (mut can, typed) = (can.into_visit(), Typed::from(pairs));
    let back = filter::queue(typed.filter());
    let ids = match ticked(&typed)? {
        Ok(ids) => ids,
        Err(why) => return Ok(flash::redirect(&back, FlashKind::Warn, &why)),
    };
    if typed.get("apply").is_empty() {
        return preview(can, &typed, &ids, &[]).await;
    }
    let mut act = can.act(typed.get("act_id"), &back).await?;
    let decided = ids
        .iter()
        .filter_map(|id| Some((*id, typed.version(*id)?, typed.decision(*id)?)));
    let batch: Vec<_> = decided.collect();
    if batch.is_empty() {
        let why = msg("没有要定的：每一条都选了先不定。");
        return Ok(flash::redirect(&back, FlashKind::Warn, &why));
    }
    let wrong = actions::rule_all(&mut can.tx, &mut act, &batch).await?;
    if !wrong.is_empty() {
        let can = can.undo_and_go_on().await?;
        return preview(can, &typed, &ids, &wrong).await;
    }
    can.commit().await?;
    let passed = batch
        .iter()
        .filter(|(.., decision)| decision.ruling == Ruling::Approved);
    let passed = passed.count();
    let said = msg("已定 {0} 条：通过 {1} 条，退回或重来 {2} 条。");
    let said = said.with(batch.len()).with(passed).with(batch.len() - passed);
    let back = filter::with_batch(&back, act.id);
    Ok(flash::redirect(&back, FlashKind::Ok, &said))
}

/// What is posted to undo a batch.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Undoing {
    act_id: String,
    /// The act that is undone.
    batch: String,
}

pub(super) async fn undo(can: Can<Review>, Form(posted): Form<Undoing>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let batch: ActId = posted.batch.parse().map_err(|_| Error::malformed())?;
    let back = filter::queue(Filter::default());
    let mut act = can.act(&posted.act_id, &back).await?;
    let (undone, left) = actions::undo_all(&mut can.tx, &mut act, batch).await?;
    can.commit().await?;
    Ok(if left == 0 {
        let said = msg("已撤销刚才一起定的 {0} 条，都重新待审。").with(undone);
        flash::redirect(&back, FlashKind::Ok, &said)
    } else {
        let said = msg("已撤销 {0} 条，重新待审；另有 {1} 条已有人接着办，结论不变。");
        flash::redirect(&back, FlashKind::Warn, &said.with(undone).with(left))
    })
}

/// What the queue offers after a batch, while it can be undone: the act, and of how many entries.
pub(super) async fn offer(can: &mut Visit, batch: &str) -> Result<Option<view::BatchUndo>, Error> {
    let Ok(batch) = batch.parse::<ActId>() else {
        return Ok(None);
    };
    let by = (batch, can.session.account);
    let given = actions::undoable(&mut can.tx, by, can.now).await?;
    Ok((!given.is_empty()).then(|| view::BatchUndo {
        batch: batch.to_string(),
        n: given.len(),
        act_id: ActId::fresh().to_string(),
    }))
}

/// The entries that were ticked, or why nothing can be shown of them.
fn ticked(typed: &Typed) -> Result<Result<Vec<ProblemId>, Message>, Error> {
    let ids: Result<Vec<ProblemId>, _> = typed.problems.iter().map(|id| id.parse()).collect();
    let ids = ids.map_err(|_| Error::malformed())?;
    if ids.is_empty() {
        return Ok(Err(msg("请先勾选要定的条目。")));
    }
    if ids.len() > actions::MOST {
        return Ok(Err(msg("一次最多定 {0} 条").with(actions::MOST)));
    }
    Ok(Ok(ids))
}

/// The entries with their texts and what is to be ruled on each; with 422 when something is wrong, and nothing was written.
async fn preview(
    mut can: Visit,
    typed: &Typed,
    ids: &[ProblemId],
    wrong: &[(ProblemId, ListsError)],
) -> Result<Response, Error> {
    let (desk, now, locale) = (filter::desk(&mut can).await?, can.now, can.prefs.locale);
    let found = store::chosen(&mut can.tx, &desk, ids, now).await?;
    let terms = campaigns::store::terms(&mut can.tx, desk.campaign).await?;
    let said = |id: ProblemId| -> Vec<Message> {
        let mine = wrong.iter().filter(|(other, _)| *other == id);
        mine.flat_map(|(_, error)| messages(error)).collect()
    };
    let entry = |one: &Chosen| typed.entry(locale, one, &terms, said(one.id));
    let view = view::Batch {
        back: filter::queue(typed.filter()),
        hidden: filter::pairs(typed.filter()),
        left_out: left_out(&mut can, &desk, (ids, &found)).await?,
        wrong: !wrong.is_empty(),
        entries: found.iter().map(entry).collect(),
        page: view::dense(can.confidential_page(locale.t("一起定"))),
    };
    Ok(if wrong.is_empty() {
        render::ok(locale, &view)
    } else {
        render::invalid(locale, &view)
    })
}

/// Which of those ticked are not shown, and why.
async fn left_out(
    can: &mut Visit,
    desk: &Desk,
    (ids, found): (&[ProblemId], &[Chosen]),
) -> Result<Vec<(String, Message)>, Error> {
    let shown = |id: &ProblemId| found.iter().any(|one| one.id == *id);
    let missing: Vec<ProblemId> = ids.iter().filter(|id| !shown(id)).copied().collect();
    if missing.is_empty() {
        return Ok(Vec::new());
    }
    let rows = store::left_out(&mut can.tx, desk, &missing, can.now).await?;
    let why = |why| match why {
        LeftOut::Held(name) => msg("在 {0} 的批次里").with(name),
        LeftOut::Guarded => msg("要单独打开，打开留痕"),
        LeftOut::Gone => msg("已不在待审的里面"),
    };
    Ok(rows
        .into_iter()
        .map(|(_, number, left)| (number, why(left)))
        .collect())
}

fn messages(error: &ListsError) -> Vec<Message> {
    match error {
        ListsError::Invalid(problems) => problems.iter().flat_map(|(_, all)| all.to_vec()).collect(),
        ListsError::Refused(Refusal::Held) => vec![msg("在另一位审核人员的批次里")],
        _ => vec![msg("刚刚被别人审过或改过，这一条请重新打开")],
    }
}
