//! `POST /review/batches`: entries that were ticked are shown with what is to be ruled on each; confirmed, all are ruled on or none.

use axum::response::Response;
use axum_extra::extract::Form;

use super::batch_form::Typed;
use super::{filter, view};
use crate::domain::campaigns;
use crate::domain::lists::{ListsError, Refusal};
use crate::domain::review::store::{self, Chosen};
use crate::domain::review::{Ruling, actions};
use crate::kernel::ids::ProblemId;
use crate::web::shell::access::rights::Review;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, FlashKind, Message, flash, msg, render};

pub(super) async fn submit(
    can: Can<Review>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let (mut can, typed) = (can.into_visit(), Typed::from(pairs));
    let back = filter::queue(typed.filter());
    let ids = ticked(&typed)?;
    if typed.get("apply").is_empty() {
        return preview(can, &typed, &ids, &[]).await;
    }
    let mut act = can.act(typed.get("act_id"), &back).await?;
    let decided = ids
        .iter()
        .filter_map(|id| Some((*id, typed.version(*id)?, typed.decision(*id)?)));
    let batch: Vec<_> = decided.collect();
    if batch.is_empty() {
        return Err(Error::Invalid(msg("没有要定的：每一条都选了先不定。")));
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
    Ok(flash::redirect(&back, FlashKind::Ok, &said))
}

fn ticked(typed: &Typed) -> Result<Vec<ProblemId>, Error> {
    let ids: Result<Vec<ProblemId>, _> = typed.problems.iter().map(|id| id.parse()).collect();
    let ids = ids.map_err(|_| Error::malformed())?;
    if ids.is_empty() {
        return Err(Error::Invalid(msg("请先勾选要定的条目。")));
    }
    if ids.len() > actions::MOST {
        return Err(Error::Invalid(msg("一次最多定 {0} 条").with(actions::MOST)));
    }
    Ok(ids)
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
        left_out: ids.len() - found.len(),
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

fn messages(error: &ListsError) -> Vec<Message> {
    match error {
        ListsError::Invalid(problems) => problems.iter().flat_map(|(_, all)| all.to_vec()).collect(),
        ListsError::Refused(Refusal::Held) => vec![msg("在另一位审核人员的批次里")],
        _ => vec![msg("刚刚被别人审过或改过，这一条请重新打开")],
    }
}
