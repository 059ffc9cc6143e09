//! `GET /problems/{id}/correction`: what was changed after signing, in plain sight, and the question why.

use axum::response::Response;

use super::sheet::view_changes;
use super::view;
use crate::domain::lists::{Content, ListsError, Problem, store};
use crate::domain::signing::SigningError;
use crate::domain::signing::actions::corrected;
use crate::kernel::fields::FieldProblems;
use crate::kernel::messages::Message;
use crate::web::shell::access::{ProblemForEdit, Visit};
use crate::web::shell::{Error, FlashKind, flash, msg, render};

pub(super) async fn page(form: ProblemForEdit) -> Result<Response, Error> {
    let plain = !form.is_correction();
    let ProblemForEdit { mut can, problem } = form;
    if plain {
        // Not signed yet: it is submitted from the form, without a reason.
        let to = format!("/problems/{}/edit", problem.id);
        return Ok(flash::redirect(
            &to,
            FlashKind::Act,
            &msg("还没有签字，直接改了提交就行，不用更正。"),
        ));
    }
    let view = draw(&mut can, &problem, "", FieldProblems::new()).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

/// The page: the difference between what was signed and the draft, or what keeps the draft from being submitted.
pub(super) async fn draw(
    can: &mut Visit,
    problem: &Problem,
    reason: &str,
    mut wrong: FieldProblems,
) -> Result<view::Correction, Error> {
    let was = store::revision(&mut can.tx, problem.id, problem.revision).await?;
    let was = was.and_then(|revision| revision.read()).ok_or(Error::NotFound)?;
    let now = match drafted(can, problem, &was).await {
        Ok(now) => Some(now),
        Err(ListsError::Invalid(problems)) => {
            for (field, messages) in problems.iter().filter(|(field, _)| *field != "reason") {
                if !wrong.has(field) {
                    for message in messages {
                        wrong.add(field, message.clone());
                    }
                }
            }
            None
        }
        Err(other) => return Err(other.into()),
    };
    let locale = can.prefs.locale;
    let elsewhere = wrong.iter().filter(|(field, _)| *field != "reason");
    Ok(view::Correction {
        page: can.confidential_page(locale.t("更正")),
        id: problem.id.to_string(),
        number: problem.number.clone(),
        version: problem.version,
        reason: reason.to_owned(),
        why: wrong.first("reason").cloned(),
        draft_wrong: elsewhere
            .map(|(field, messages)| labelled(field, messages))
            .collect(),
        review_again: now.as_ref().is_some_and(|now| was.needs_review_again(now)),
        changes: now
            .map(|now| view_changes(locale, &was, &now))
            .unwrap_or_default(),
    })
}

fn labelled(field: &str, messages: &[Message]) -> (Message, Message) {
    let label = crate::domain::lists::fields::label(field);
    (
        label,
        messages.first().cloned().unwrap_or_else(|| msg("请看这一处")),
    )
}

/// What the draft would be submitted as.
async fn drafted(can: &mut Visit, problem: &Problem, was: &Content) -> Result<Content, ListsError> {
    let draft = store::draft(&mut can.tx, problem.id).await?.unwrap_or_default();
    let campaign = can.campaign.clone().ok_or(ListsError::NotFound)?;
    let (content, _) = corrected(&mut can.tx, &campaign, problem, &draft, (was, can.now)).await?;
    Ok(content)
}

/// What a refused correction says on its page, if it is for the page to say.
pub(super) fn at_fields(error: SigningError) -> Result<FieldProblems, Error> {
    match error {
        SigningError::Invalid(wrong) => Ok(wrong),
        SigningError::Unchanged => Ok(FieldProblems::at(
            "reason",
            msg("草稿和签过的内容一样，没有要更正的。"),
        )),
        other => Err(other.into()),
    }
}
